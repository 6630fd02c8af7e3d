"""Makes the scenario folders from the shared data: covax-2021, dprk-2021, covax-round-1.

    python3 tools/make_scenarios.py [--shared ../shared] [--out scenarios]

The same data give the same bytes. Every folder is checked before anything is written; whatever does
not hold (sums, ids, dates, references, figures quoted from the press) ends the run with a message
and exit code 1.
"""
import argparse
import pathlib
import sys

from scenario_files import Broken, check_folder, require
import scenario_covax_2021
import scenario_dprk_2021
import scenario_round_1

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCENARIOS = {
    "covax-2021": scenario_covax_2021.make,
    "covax-round-1": scenario_round_1.make,
    "dprk-2021": scenario_dprk_2021.make,
}


def check_place(where, folder):
    """A file that the tool does not make is not its to remove: it is an error."""
    present = where.iterdir() if where.is_dir() else ()
    strangers = sorted(path.name for path in present if path.name not in folder)
    require(not strangers, f"{where.name}: files that this tool does not make: {strangers}")


def write_folder(where, folder):
    where.mkdir(parents=True, exist_ok=True)
    for name, text in sorted(folder.items()):
        (where / name).write_bytes(text.encode("utf-8"))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared",
                        help="folder with data/ (default: ../shared beside the repository)")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "scenarios",
                        help="where the folders go (default: scenarios in the repository)")
    options = parser.parse_args()
    try:
        folders = {name: make(options.shared) for name, make in SCENARIOS.items()}
        for name, folder in folders.items():
            check_folder(name, folder)
            check_place(options.out / name, folder)
        for name, folder in folders.items():
            write_folder(options.out / name, folder)
    except Broken as broken:
        print(f"make_scenarios: {broken}", file=sys.stderr)
        return 1
    for name, folder in folders.items():
        size = sum(len(text.encode("utf-8")) for text in folder.values())
        print(f"{name}: {len(folder)} files, {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
