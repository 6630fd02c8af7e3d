#!/usr/bin/env bash
# Installs the Debian packages that Aliquot is built and tested with, and only those not yet there.
#
#   scripts/setup.sh          to build, run and test
#   scripts/setup.sh --dev    also the second compiler, the linters and the browser of the developers
#
# Asks nothing. Without root it prints the one command to run, and stops.
set -euo pipefail

# Each library by its package, with what it is for.
packages=(
    g++ cmake ninja-build pkg-config # the compiler and the build
    ccache                           # a second build of the same file takes no time
    libfmt-dev                       # text
    libtomlplusplus-dev              # scenario.toml
    nlohmann-json3-dev               # summary.json, decision packages
    libcli11-dev                     # the command line
    libexpected-dev                  # results that carry an error
    libssl-dev                       # SHA-256
    libsodium-dev                    # signatures
    libsqlite3-dev                   # a facility's log in a file
    libpq-dev postgresql             # a log in a database, and one for the tests
    libgtest-dev librapidcheck-dev   # tests
    coinor-libcbc-dev zlib1g-dev     # the optional solver behind lots.polish, and what it links with
    libopenmpi-dev openmpi-bin       # the optional aliquot-ensemble-mpi
    slurm-wlm munge parallel         # a cluster of one node, for the tests
    hledger                          # a second opinion on ledger.journal
    coinor-clp coinor-libclp-dev     # what others use: a linear solver, in a document and in bench/
    liblemon-dev                     # and a flow library, in bench/
    python3                          # the checks in tools/ and tests/golden/
    python3-jsonschema               # the official schema of EPCIS, held against what we write
)

case "${1:-}" in
    "") ;;
    --dev) packages+=(clang-19 clang-tidy-19 clang-format-19 libclang-rt-19-dev chromium poppler-utils) ;;
    *)
        echo "setup: unknown option '$1'; the only one is --dev" >&2
        exit 2
        ;;
esac

if ! command -v dpkg-query >/dev/null; then
    echo "setup: this is not a Debian system; nothing installed. The build needs what these packages hold:"
    echo "    ${packages[*]}"
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [[ $status == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
    echo "setup: all ${#packages[@]} packages are there"
    exit 0
fi

apt_options="-o Acquire::Retries=3 -o DPkg::Lock::Timeout=300"
install="apt-get $apt_options update"
install+=" && DEBIAN_FRONTEND=noninteractive apt-get $apt_options install -y --no-install-recommends ${missing[*]}"
if ((EUID == 0)); then
    as_root=(bash -c)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n bash -c)
else
    echo "setup: ${#missing[@]} packages are missing and only root may install them. Run this once, then come back:" >&2
    echo "    sudo bash -c '$install'" >&2
    exit 1
fi
echo "setup: installing ${missing[*]}"
"${as_root[@]}" "$install" </dev/null
