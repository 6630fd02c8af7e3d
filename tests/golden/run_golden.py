"""Runs golden cases against the real binary: a command, and exactly what it must print.

A case is a text file. It opens with prose that says why it exists; then come steps:

    scenario: dprk-2021            puts a copy of scenarios/dprk-2021 into the scratch folder
    file: mine.csv                 writes the indented lines that follow into a file
    run: aliquot allocate ...      runs a shell command in the scratch folder
    exit: 3                        its exit code; 0 if not given
    stdout:                        the indented lines that follow are all that it prints
    stderr:                        the same for errors; without it, nothing may be printed there

Text is indented by four spaces; a blank line belongs to the text around it, and blank lines at the
end of what is printed do not count. In the expected text a line of `...` stands for any lines, for
use where the output is tested elsewhere.

    run_golden.py --aliquot BINARY --scenarios FOLDER [--accept] CASE ...
    run_golden.py --all-listed FOLDER STEM ...     every case of the folder must be named

--accept writes what was printed into the case: read the difference before you commit it.
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

STEP = re.compile(r"^(scenario|file|run|exit|stdout|stderr):(?: (.*))?$")
INDENT = "    "


def steps_of(text):
    """The prose before the first step, and the steps as [key, value, indented lines]."""
    prose, steps = [], []
    for number, line in enumerate(text.splitlines(), 1):
        step = STEP.match(line)
        if step:
            steps.append([step[1], (step[2] or "").strip(), []])
        elif not steps:
            prose.append(line)
        elif line.startswith(INDENT) or not line.strip():
            steps[-1][2].append(line[len(INDENT):])
        else:
            raise ValueError(f"line {number} is neither a step nor indented text: {line}")
    if not "".join(prose).strip():
        raise ValueError("the case does not say why it exists")
    if not any(key == "run" for key, _, _ in steps):
        raise ValueError("the case runs nothing")
    return prose, steps


def block(lines):
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return "".join(line + "\n" for line in lines)


def indented(text):
    return [(INDENT + line).rstrip() for line in text.splitlines()]


def same(expected, printed):
    if "...\n" not in expected.splitlines(keepends=True):
        return expected == printed
    parts, part = [], []
    for line in expected.splitlines(keepends=True):
        if line == "...\n":
            parts.append(re.escape("".join(part)))
            part = []
        else:
            part.append(line)
    parts.append(re.escape("".join(part)))
    return re.fullmatch("(?:.*\n)*?".join(parts), printed) is not None


class Case:
    def __init__(self, path, aliquot, scenarios):
        self.path, self.aliquot, self.scenarios = path, aliquot, scenarios
        self.prose, self.steps = steps_of(path.read_text(encoding="utf-8"))
        self.failures, self.accepted = [], list(self.prose)

    def execute(self, command, folder):
        environment = {"PATH": f"{self.aliquot.parent}{os.pathsep}/usr/bin{os.pathsep}/bin",
                       "HOME": str(folder), "LC_ALL": "C"}
        return subprocess.run(["sh", "-c", command], cwd=folder, env=environment, text=True,
                              encoding="utf-8", stdin=subprocess.DEVNULL, timeout=300,
                              capture_output=True, check=False)

    def compare(self, what, expected, printed):
        if same(expected, printed):
            return expected
        difference = difflib.unified_diff(expected.splitlines(), printed.splitlines(),
                                          f"expected {what}", f"printed {what}", lineterm="")
        self.failures.append("\n".join(difference) or f"{what} differs in its last line end")
        return printed

    def run_command(self, command, expected, folder):
        done = self.execute(command, folder)
        self.accepted.append(f"run: {command}")
        wanted = int(expected.get("exit", ("0", []))[0])
        if done.returncode != wanted:
            self.failures.append(f"exit code {done.returncode}, expected {wanted}: {command}")
        if done.returncode:
            self.accepted.append(f"exit: {done.returncode}")
        for what, printed in (("stdout", done.stdout), ("stderr", done.stderr)):
            printed = re.sub(r"\n\n+\Z", "\n", printed)
            text = self.compare(what, block(expected.get(what, ("", []))[1]), printed)
            if text:
                self.accepted.append(f"{what}:")
                self.accepted += indented(text)
        self.accepted.append("")

    def run(self):
        with tempfile.TemporaryDirectory(prefix="aliquot-golden-") as scratch:
            folder = pathlib.Path(scratch)
            steps = list(self.steps)
            while steps:
                key, value, lines = steps.pop(0)
                if key == "scenario":
                    shutil.copytree(self.scenarios / value, folder / value)
                    self.accepted += [f"scenario: {value}", ""]
                elif key == "file":
                    (folder / value).parent.mkdir(parents=True, exist_ok=True)
                    text = block(lines)
                    (folder / value).write_text(text, encoding="utf-8")
                    self.accepted += [f"file: {value}", *indented(text), ""]
                elif key == "run":
                    expected = {}
                    while steps and steps[0][0] in ("exit", "stdout", "stderr"):
                        name, text, body = steps.pop(0)
                        expected[name] = (text, body)
                    self.run_command(value, expected, folder)
                else:
                    raise ValueError(f"'{key}:' does not follow a 'run:'")

    def accept(self):
        while self.accepted and not self.accepted[-1]:
            self.accepted.pop()
        self.path.write_text("\n".join(self.accepted) + "\n", encoding="utf-8")


def all_listed(folder, listed):
    """Fails when a case lies in the folder that the build does not know, or the other way."""
    there = {path.stem for path in folder.glob("*.case")}
    for stem in sorted(there ^ set(listed)):
        print(f"{folder.name}/{stem}.case: "
              + ("not listed in CMakeLists.txt" if stem in there else "listed, but not there"))
    return 1 if there ^ set(listed) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aliquot", type=pathlib.Path)
    parser.add_argument("--scenarios", type=pathlib.Path)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--all-listed", type=pathlib.Path, metavar="FOLDER")
    parser.add_argument("cases", nargs="*")
    given = parser.parse_args()
    if given.all_listed:
        return all_listed(given.all_listed, given.cases)
    failed = not given.cases
    for name in given.cases:
        path = pathlib.Path(name)
        try:
            case = Case(path, given.aliquot.resolve(strict=True), given.scenarios.resolve())
            case.run()
        except (ValueError, OSError, subprocess.TimeoutExpired) as error:
            print(f"{path.name}: {error}")
            failed = True
            continue
        if given.accept:
            case.accept()
        elif case.failures:
            failed = True
            print(f"{path.name}:", *case.failures, sep="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
