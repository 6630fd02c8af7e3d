#!/usr/bin/env bash
# A PostgreSQL of the tests' own: no root, no network, gone afterwards.
#
#   scratch_postgres.sh start FOLDER     makes and starts it; FOLDER/address says where it is
#   scratch_postgres.sh kill FOLDER      as a power cut would: SIGKILL to all of it
#   scratch_postgres.sh restart FOLDER   after `kill`
#   scratch_postgres.sh stop FOLDER      ends it and removes what it wrote
#
# SCRATCH_BASE says where its files go. Without PostgreSQL on the machine `start` makes nothing, and the tests that need it are skipped.
set -euo pipefail

action=$1
folder=$2
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[[ -n $bin ]] || bin=$(dirname "$(command -v initdb || echo /)")

# The server refuses to run as root.
as_owner() {
    if ((EUID != 0)); then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        setpriv --reuid postgres --regid postgres --clear-groups "$@"
    else
        setpriv --reuid nobody --regid nogroup --clear-groups "$@"
    fi
}

run_server() {
    # After a kill, the last of the old processes may need a moment to be gone.
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        if (cd / && as_owner "$bin/pg_ctl" -D "$data/pg" -l "$data/log" -w -t 60 \
            -o "-k $data -c listen_addresses=''" start) >/dev/null 2>&1; then
            return 0
        fi
        sleep 0.5
    done
    tail -20 "$data/log" >&2
    return 1
}

end_server() {
    local pid
    pid=$(head -1 "$data/pg/postmaster.pid" 2>/dev/null || true)
    # The number may have been given to another program since.
    [[ -n $pid && $(ps -o args= -p "$pid" || true) == *"$data/pg"* ]] || return 0
    # The processes that it started for its connections die with it.
    local children
    children=$(ps -o pid= --ppid "$pid" || true)
    kill -9 "$pid" 2>/dev/null || true
    for child in $children; do kill -9 "$child" 2>/dev/null || true; done
}

data=$(cat "$folder/data" 2>/dev/null || true)
case $action in
    start)
        if [[ -n $data ]]; then "$0" stop "$folder"; fi
        mkdir -p "$folder"
        rm -f "$folder/address"
        if [[ ! -x $bin/initdb ]]; then
            echo "no PostgreSQL on this machine"
            exit 0
        fi
        # In memory, for speed, unless told where.
        base=${SCRATCH_BASE:-/dev/shm}
        [[ -d $base && -w $base ]] || base=/tmp
        data=$(mktemp -d "$base/aliquot-pg-XXXXXX")
        echo "$data" >"$folder/data"
        if ((EUID == 0)); then
            chown "$(id -u postgres 2>/dev/null || id -u nobody)" "$data"
        fi
        (cd / && as_owner "$bin/initdb" -D "$data/pg" -A trust -U postgres --locale=C \
            --encoding=UTF8 --no-sync) >/dev/null
        run_server
        echo "postgresql://postgres@/postgres?host=$data" >"$folder/address"
        ;;
    kill) end_server ;;
    restart) run_server ;;
    stop)
        [[ -n $data ]] || exit 0
        end_server
        for _ in 1 2 3 4 5; do
            rm -rf "$data" 2>/dev/null && break
            sleep 0.3
        done
        rm -rf "$folder"
        ;;
    *)
        echo "scratch_postgres: unknown action $action" >&2
        exit 2
        ;;
esac
