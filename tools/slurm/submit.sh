#!/usr/bin/env bash
# An ensemble as a Slurm job array: shards, and a job that puts them together when all are done.
#
#   tools/slurm/submit.sh SHARDS PARTS RUN RUN ... [options of `aliquot ensemble`]
#
# Shard K is written to PARTS/part-K, all of them together to PARTS/whole. The same command given
# again submits only the shards that are not finished. ALIQUOT names the program, if it is not on
# PATH; SBATCH_OPTIONS holds options for the shards, as "--cpus-per-task=8 --partition=long".
set -euo pipefail
if (($# < 3)) || ! [[ $1 =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: $0 SHARDS PARTS RUN RUN ... [options of aliquot ensemble]" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
SHARDS=$1 PARTS=$2
shift 2
export SHARDS PARTS ALIQUOT=${ALIQUOT:-aliquot}
mkdir -p "$PARTS"
if [[ -e $PARTS/whole ]]; then
    echo "$PARTS/whole is there already" >&2
    exit 5
fi

missing=()
for ((k = 1; k <= SHARDS; ++k)); do
    [[ -e $PARTS/part-$k/ensemble.json ]] || missing+=("$k")
done
after=()
if ((${#missing[@]} > 0)); then
    list=$(
        IFS=,
        echo "${missing[*]}"
    )
    # shellcheck disable=SC2086  # several options in one text
    array=$(sbatch --parsable ${SBATCH_OPTIONS:-} --array="$list" --output="$PARTS/part-%a.log" \
        "$here/ensemble.sbatch" "$@")
    echo "shards $list: job $array"
    after=(--dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes)
fi
merge=$(sbatch --parsable "${after[@]}" --output="$PARTS/merge.log" "$here/merge.sbatch")
echo "merge: job $merge"
