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
cmake --preset "$preset" "${options[@]}"
