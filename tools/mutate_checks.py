#!/usr/bin/env python3
"""Takes away each check of the facility's desk, one at a time, and sees whether a test notices.

A copy of the tree is built once, with a switch at every check; then the tests run with one check
after the other switched off. A check is an `if` that leads to a refusal or an error, each side of
an `||` in it by itself, and each filter of the grants that count.

    tools/mutate_checks.py [--only N] [--list]

Exit code 0: every check is missed by some test. It takes about ten minutes.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = [
    "src/aliquot/facility/desk/authority.cpp",
    "src/aliquot/facility/desk/command_handler.cpp",
    "src/aliquot/facility/desk/handle_rounds.cpp",
    "src/aliquot/facility/desk/handle_supply.cpp",
    "src/aliquot/facility/desk/desk_state.cpp",
    "src/aliquot/facility/desk/round_book.cpp",
    "src/aliquot/facility/desk/staff.cpp",
    "src/aliquot/facility/state.cpp",
]
TESTS = ["desk_tests", "simulation_tests", "replay_tests"]
SECONDS_A_TEST = 120

SWITCH = """
#include <cstdlib>
namespace aliquot {
inline bool check_stays(int number) {
    static const char* const off = std::getenv("ALIQUOT_CHECK_OFF");
    static const int gone = off == nullptr ? -1 : std::atoi(off);
    return number != gone;
}
}  // namespace aliquot
"""

REFUSES = re.compile(
    r"\s*\{?\s*return\s+(refuse\(|conflict\(|no_doses\(|tl::unexpected\(|allowed;|approved;|"
    r"holds;|found;|done\(|told;)")

DECLARES = re.compile(r"const \w+\* (\w+) = ")


def closing(text, opened):
    """Place of the parenthesis that closes the one at `opened`."""
    depth = 0
    quoted = None
    at = opened
    while at < len(text):
        char = text[at]
        if quoted:
            if char == "\\":
                at += 1
            elif char == quoted:
                quoted = None
        elif char in "\"'":
            quoted = char
        elif char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError(f"nothing closes the parenthesis at {opened}")


def split_top(text, mark):
    """The parts of `text` between marks that stand in no parenthesis."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith(mark, at):
            parts.append(text[start:at])
            start = at + len(mark)
            at = start
            continue
        at += 1
    return parts + [text[start:]]


class Instrumented:
    """The sources with a switch at every check."""

    def __init__(self):
        self.checks = []  # (file, line, words)

    def number(self, name, text, at, words):
        self.checks.append((name, text.count("\n", 0, at) + 1, " ".join(words.split())))
        return len(self.checks) - 1

    def of(self, name, text):
        out, at = [], 0
        for found in re.finditer(r"\bif \(|^ *std::erase_if\((?=held)", text, re.M):
            if found.start() < at:
                continue
            opened = found.end() - 1
            closed = closing(text, opened)
            if found.group().lstrip().startswith("std::erase_if"):
                indent = len(found.group()) - len(found.group().lstrip())
                number = self.number(name, text, opened, text[found.start():closed + 1])
                out.append(text[at:found.start() + indent])
                out.append(f"if (::aliquot::check_stays({number})) ")
                at = found.start() + indent
                continue
            if not (refuses := REFUSES.match(text[closed + 1:])):
                continue
            if refuses.group(1) == "found;" and "!found" not in text[opened:closed]:
                continue
            inside = text[opened + 1:closed]
            *before, condition = split_top(inside, ";")
            if declared := DECLARES.match(condition.strip()):
                before, condition = [*before, condition], f"{declared.group(1)} != nullptr"
            sides = []
            for side in split_top(condition, "||"):
                number = self.number(name, text, opened, side)
                sides.append(f"(::aliquot::check_stays({number}) && ({side}))")
            out.append(text[at:opened + 1])
            out.append("; ".join(before + [" || ".join(sides)]))
            at = closed
        out.append(text[at:])
        return SWITCH + "".join(out)


def run(command, **more):
    return subprocess.run(command, text=True, capture_output=True, **more)


def prepare(tree):
    """Copies what git knows, and puts the switches in."""
    listed = run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT)
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, tree / name
        if not source.is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != source.read_bytes():
            shutil.copy2(source, target)
    sources = Instrumented()
    for name in FILES:
        (tree / name).write_text(sources.of(name, (ROOT / name).read_text()))
    return sources.checks


def noticed_by(tests, number):
    """The first test program that fails without the check; nothing: none does."""
    environment = {**os.environ, "ALIQUOT_CHECK_OFF": str(number)}
    for test in tests:
        try:
            done = run([str(test), "--gtest_brief=1"], env=environment, timeout=SECONDS_A_TEST)
        except subprocess.TimeoutExpired:
            return test.name + " (never ended)"
        if done.returncode != 0:
            return test.name
    return None


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--only", type=int, action="append", help="number of a check")
    words.add_argument("--list", action="store_true", help="list the checks and stop")
    options = words.parse_args()
    tree = ROOT / "build" / "mutation"
    tree.mkdir(parents=True, exist_ok=True)
    checks = prepare(tree)
    if options.list:
        for number, (name, line, text) in enumerate(checks):
            print(f"{number}: {name}:{line}: {text}")
        return 0
    for command in (["scripts/configure.sh", "release"],
                    ["cmake", "--build", "--preset", "release", "--target", *TESTS]):
        built = run(command, cwd=tree)
        if built.returncode != 0:
            print(built.stdout[-4000:], built.stderr[-2000:])
            return 1
    tests = [tree / "build" / "release" / "tests" / name for name in TESTS]
    if (failing := noticed_by(tests, -1)) is not None:
        print(f"{failing} fails with every check in place")
        return 1
    missed = 0
    for number in options.only or range(len(checks)):
        name, line, text = checks[number]
        by = noticed_by(tests, number)
        missed += by is None
        print(f"{number}: {name}:{line}: {text}: {by or 'NOBODY NOTICES'}", flush=True)
    print(f"{len(options.only or checks)} checks taken away, {missed} of them missed by no test")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
