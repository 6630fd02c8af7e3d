#!/bin/sh
# Fits transmissibility anew and puts it into the scenario covax-2021:
#     tools/fit_transmissibility.sh build/release/apps/cli/aliquot [threads]
# The command is docs/reference/epidemic.md's `aliquot epidemic fit`; docs/methods/calibration.md says
# what it does. The scenario is read from its folder without the old table.
set -eu
aliquot=$1
threads=${2:-2}
root=$(cd "$(dirname "$0")/.." && pwd)
scenario=$root/scenarios/covax-2021
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$scenario" "$work/scenario"
rm -f "$work/scenario/transmissibility.csv"
"$aliquot" epidemic fit "$work/scenario" --threads "$threads" --out "$work/fitted"
cp "$work/fitted/transmissibility.csv" "$scenario/transmissibility.csv"
mkdir -p "$root/docs/images"
cp "$work/fitted/fit.svg" "$root/docs/images/fit-covax-2021.svg"
cp "$work/fitted/fit.csv" "$root/docs/images/fit-covax-2021.csv"
