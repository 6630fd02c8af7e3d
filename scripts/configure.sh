#!/usr/bin/env bash
# Configures one preset with what this machine offers: scripts/configure.sh release
set -euo pipefail
cd "$(dirname "$0")/.."

preset=${1:-dev}
options=()
if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
# The checks need nothing but a plain Python; a version manager that comes first in PATH may offer
# one that does not start in this folder.
if [[ -x /usr/bin/python3 ]]; then options+=(-DPython3_EXECUTABLE=/usr/bin/python3); fi
# g++ 12 sees an overlapping copy in "text" + string once it is inlined (GCC bug 105651): a false
# alarm that -O3 and warnings as errors turn into a failed build.
if [[ $preset == release && $("${CXX:-c++}" --version) == *"Free Software Foundation"* ]]; then
    options+=(-DCMAKE_CXX_FLAGS_RELEASE="-O3 -DNDEBUG -Wno-restrict")
fi
cmake --preset "$preset" "${options[@]}"
