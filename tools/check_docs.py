"""Executes the commands of the documents, so that what they promise is what the program does.

Every fenced block marked `sh` in README.md and docs/ runs with the built `aliquot` on PATH and the
repository's scenarios/ and tools/ beside it. The blocks of one document run in order in one
scratch folder.
A block `sh exit=3` must end with that exit code. A block `sh no-run` is only checked for syntax.
A block `text` right after a command must be found in what the command printed: its lines in their
order, one after another; a line `...` stands for any lines, and `...` in a line for any text.
A link to a file of the repository must lead to one.

    python3 tools/check_docs.py --aliquot BINARY [--root ROOT] [DOCUMENT ...]
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FENCE = re.compile(r"^( *)(`{3,})(.*)$")
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)(?:#[^)\s]*)?\)")
SECONDS = 300


class Block:
    def __init__(self, line, info, body):
        words = info.split()
        self.line, self.body = line, body
        self.language = words[0] if words else ""
        self.options = words[1:]

    @property
    def exit_code(self):
        return int(next((o[5:] for o in self.options if o.startswith("exit=")), "0"))


def blocks_of(text):
    """Fenced blocks, and for each whether only blank lines part it from the one before."""
    found, body, close, start, info, between = [], None, "", 0, "", True
    for number, line in enumerate(text.splitlines(), 1):
        fence = FENCE.match(line)
        if body is None and fence:
            body, close, start, info, indent = [], fence[2], number, fence[3], len(fence[1])
        elif body is not None and line.strip() == close:
            found.append((Block(start, info.strip(), body), between))
            body, between = None, True
        elif body is not None:
            body.append(line[indent:] if not line[:indent].strip() else line)
        elif line.strip():
            between = False
    if body is not None:
        raise ValueError(f"the block that opens in line {start} is never closed")
    return found


def line_matches(pattern, line):
    parts = (re.escape(part) for part in pattern.rstrip().split("..."))
    return re.fullmatch(".*".join(parts), line.rstrip()) is not None


def first_missing(expected, printed):
    """The number of the first expected line that is not found, or None."""
    at, free = 0, True  # free: the next expected line may be any later one
    for number, pattern in enumerate(expected):
        if pattern.strip() == "...":
            free = True
            continue
        candidates = range(at, len(printed)) if free else range(at, min(at + 1, len(printed)))
        hit = next((i for i in candidates if line_matches(pattern, printed[i])), None)
        if hit is None:
            return number
        at, free = hit + 1, False
    return None


class Document:
    def __init__(self, path, aliquot, root):
        self.path, self.aliquot, self.root = path, aliquot, root
        self.name = path.relative_to(root).as_posix()
        self.failures, self.commands = [], 0

    def fail(self, line, what, detail=""):
        self.failures.append(f"{self.name}:{line}: {what}\n{detail}".rstrip())

    def bash(self, block, folder, *options):
        environment = {"PATH": f"{self.aliquot.parent}{os.pathsep}/usr/bin{os.pathsep}/bin",
                       "HOME": str(folder), "LC_ALL": "C.UTF-8"}
        return subprocess.run(
            ["bash", "-euo", "pipefail", *options], input="\n".join(block.body) + "\n", cwd=folder,
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=SECONDS, check=False)

    def run(self, block, folder):
        self.commands += 1
        if "no-run" in block.options:
            done = self.bash(block, folder, "-n")
            if done.returncode:
                self.fail(block.line, "the commands are not valid shell", done.stdout)
            return None
        try:
            done = self.bash(block, folder)
        except subprocess.TimeoutExpired:
            self.fail(block.line, f"the commands did not end within {SECONDS} s")
            return None
        if done.returncode != block.exit_code:
            self.fail(block.line, f"exit code {done.returncode}, expected {block.exit_code}",
                      done.stdout)
            return None
        return done.stdout.splitlines()

    def check_links(self):
        inside = False
        for number, line in enumerate(self.path.read_text(encoding="utf-8").splitlines(), 1):
            inside ^= bool(FENCE.match(line))
            for target in [] if inside else LINK.findall(line):
                if not (self.path.parent / target).exists():
                    self.fail(number, f"the link leads nowhere: {target}")

    def check(self):
        self.check_links()
        with tempfile.TemporaryDirectory(prefix="aliquot-docs-") as scratch:
            folder = pathlib.Path(scratch)
            for name in ("scenarios", "tools"):
                if (self.root / name).is_dir():
                    (folder / name).symlink_to(self.root / name)
            printed = None
            for block, follows in blocks_of(self.path.read_text(encoding="utf-8")):
                if block.language == "sh":
                    printed = self.run(block, folder)
                    continue
                if block.language == "text" and follows and printed is not None:
                    missing = first_missing(block.body, printed)
                    if missing is not None:
                        self.fail(block.line + 1 + missing, "the command did not print: "
                                  + block.body[missing], "\n".join(["It printed:", *printed]))
                printed = None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aliquot", type=pathlib.Path, required=True, help="the built binary")
    parser.add_argument("--root", type=pathlib.Path, default=pathlib.Path("."))
    parser.add_argument("documents", nargs="*", type=pathlib.Path)
    given = parser.parse_args()
    root = given.root.resolve()
    paths = [path.resolve() for path in given.documents] or \
        [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    failures, commands = [], 0
    for path in paths:
        document = Document(path, given.aliquot.resolve(strict=True), root)
        try:
            document.check()
        except ValueError as error:
            document.fail(1, str(error))
        failures += document.failures
        commands += document.commands
    print("\n\n".join(failures + [f"{len(paths)} documents, {commands} command blocks, "
                                  f"{len(failures)} failures"]))
    return 1 if failures or not commands else 0


if __name__ == "__main__":
    sys.exit(main())
