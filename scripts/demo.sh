#!/usr/bin/env bash
# Shows Aliquot on the vaccines of 2021, from a bare machine to a report in a few minutes.
#
# Replays COVAX in 2021 three times (fair shares, what happened, by population), compares them, and
# tells the story of the declined doses. Running it again replaces its own folders under out/.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh
mkdir -p build
echo "demo: building (the full record is in build/demo.log)"
if ! { scripts/configure.sh release && cmake --build --preset release --target aliquot_cli; } >build/demo.log 2>&1; then
    tail -40 build/demo.log >&2
    exit 1
fi
aliquot=build/release/apps/cli/aliquot

rm -rf out/fair out/actual out/proportional out/dprk
mkdir -p out
say() { printf '\n$ aliquot %s\n' "$*"; }
aliquot() {
    say "$@"
    "$aliquot" "$@"
}
aliquot run covax-2021 --out out/fair
aliquot run covax-2021 --rule recorded --out out/actual
aliquot run covax-2021 --rule proportional --out out/proportional
aliquot compare out/actual out/fair out/proportional
aliquot run dprk-2021 --out out/dprk

cat <<END

The reports are single files; open them in any browser:
    $PWD/out/fair/report.html    COVAX in 2021, shared so that the least covered come first
    $PWD/out/dprk/report.html    the doses that were declined, and where they went
END
