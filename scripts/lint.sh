#!/usr/bin/env bash
# Checks the text of the sources: format, style, rooms, and clang-tidy over every file of ours.
#
#   scripts/lint.sh           everything
#   scripts/lint.sh --quick   without clang-tidy, which takes minutes
set -euo pipefail
cd "$(dirname "$0")/.."

# What must not compile is no use to a linter, nor what few machines have; generated data is nobody's prose.
mapfile -t sources < <(git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp' |
    grep -v -e '^tests/types/' -e '/world_outlines\.cpp$')
failed=0
check() {
    echo "lint: $1"
    shift
    "$@" || failed=1
}
check "format" clang-format-19 --dry-run -Werror "${sources[@]}"
check "style" python3 tools/check_style.py .
check "rooms" python3 tools/check_layering.py .
for script in scripts/*.sh .ci/run; do check "syntax of $script" bash -n "$script"; done

if [[ ${1:-} != --quick ]]; then
    scripts/configure.sh clang >/dev/null
    mapfile -t units < <(printf '%s\n' "${sources[@]}" | grep '\.cpp$' | grep -v -e '^tests/consumer/' -e '^tests/fuzz/' -e '/highs_solver')
    # A header's finding comes once for each file that includes it: show it once.
    tidy() {
        printf '%s\0' "${units[@]}" |
            xargs -0 -n 4 -P "$(nproc)" clang-tidy-19 --quiet -p build/clang 2>&1 |
            grep -v 'warnings generated' | { grep -E ': (error|warning):' || true; } | sort -u
        return "${PIPESTATUS[1]}"
    }
    check "clang-tidy" tidy
fi
exit $failed
