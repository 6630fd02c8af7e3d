#!/usr/bin/env bash
# Builds Aliquot and runs every test, from a bare Debian 12 upwards; needs no terminal.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null

took() {
    echo "test: $1 took $((SECONDS - since)) s"
    since=$SECONDS
}
since=$SECONDS
scripts/setup.sh
took setup
scripts/configure.sh release
took configure
cmake --build --preset release
took build
ctest --preset release --parallel 2
