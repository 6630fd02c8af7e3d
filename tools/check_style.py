"""Fails when a source file breaks the house style; prints each place as a compiler would.

A file has at most 400 lines, a function 70, a line 100 columns; a file opens with a comment that
says what it is; no file or folder is named after nothing in particular.

    python3 tools/check_style.py [ROOT]
"""
import ast
import pathlib
import re
import sys

FOLDERS = ("src", "apps", "tests", "tools", "bench", "scripts")
CODE = {".cpp", ".hpp", ".h", ".py", ".sh"}
FILE_LINES, FUNCTION_LINES, LINE_COLUMNS = 400, 70, 100
GENERATED = {"src/aliquot/io/report/world_outlines.cpp"}  # data written by a tool
UNBREAKABLE = re.compile(r"^\s*\||https?://")  # a row of a Markdown table, an address
EMPTY_WORDS = {"util", "utils", "common", "misc", "helper", "helpers", "manager", "types"}
EMPTY_WORD_FOLDERS = {"tests/types"}  # what the types must refuse

# Comments, raw strings, strings and characters; a digit separator (1'000) opens no character.
NOT_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])+'", re.S)
NOT_FUNCTION = re.compile(
    r"(?:\}\s*)?(?:else\b|do\b|try\b|if\b|for\b|while\b|switch\b|catch\b|namespace\b|enum\b|union\b"
    r"|return\b|extern\b|(?:template\s*<.*>\s*)?(?:class|struct)\b)", re.S)


TEXT_LINE = "\v"  # stands for the end of a line within a raw string, which is text and not code


def blank(match):
    """The same number of lines, and nothing else."""
    end = TEXT_LINE if match[0].startswith("R") else "\n"
    return end * match[0].count("\n") or " "


def cpp_functions(text):
    """(first line, lines of code, head) of every outermost function body."""
    text = NOT_CODE.sub(blank, text)
    text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)
    stack, head, head_line, line, text_lines = [], "", 0, 1, 0
    for letter in text:
        if letter == "{":
            words = head.strip()
            inside = any(opened[0] for opened in stack)
            is_body = not inside and "(" in words and "=" not in words.split("(")[0] \
                and not NOT_FUNCTION.match(words)
            stack.append((is_body, head_line, text_lines, " ".join(words.split())))
        elif letter == "}" and stack:
            is_body, first, text_before, words = stack.pop()
            if is_body:
                yield first, line - first + 1 - (text_lines - text_before), words
        if letter in "{};":
            head = ""
        elif head or not letter.isspace():
            head_line = head_line if head else line
            head += letter
        line += letter in ("\n", TEXT_LINE)
        text_lines += letter == TEXT_LINE


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno + 1, node.name


def opens_with_comment(path, lines):
    rest = lines[1:] if lines and lines[0].startswith("#!") else lines
    first = next((line for line in rest if line.strip()), "")
    marks = {".py": ('"""', "'''", "#"), ".sh": ("#",)}.get(path.suffix, ("//", "/*"))
    return first.startswith(marks)


def findings(root, path):
    name = path.relative_to(root).as_posix()
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_COLUMNS and path.suffix != ".sh" and not UNBREAKABLE.search(line):
            yield f"{name}:{number}:{LINE_COLUMNS + 1}: line has {len(line)} columns, " \
                  f"more than {LINE_COLUMNS}"
    if len(lines) > FILE_LINES:
        yield f"{name}:{FILE_LINES + 1}: file has {len(lines)} lines, more than {FILE_LINES}"
    if not opens_with_comment(path, lines):
        yield f"{name}:1: file does not open with a comment that says what it is"
    if path.suffix == ".sh":
        return
    functions = python_functions(text) if path.suffix == ".py" else cpp_functions(text)
    for first, length, head in functions:
        if length > FUNCTION_LINES:
            yield f"{name}:{first}: function has {length} lines, " \
                  f"more than {FUNCTION_LINES}: {head[:60]}"


def empty_names(root, path):
    for part in (path, *path.parents):
        if part == root:
            return
        name = part.relative_to(root).as_posix()
        if name in EMPTY_WORD_FOLDERS:
            return
        words = EMPTY_WORDS.intersection(re.split(r"[^a-z]+", part.stem.lower()))
        if words:
            yield f"{name}:1: the name says '{min(words)}', not what it holds"


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    paths = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*")
                   if path.suffix in CODE and path.is_file())
    found = set()
    for path in paths:
        found.update(empty_names(root, path))
        if path.relative_to(root).as_posix() not in GENERATED:
            found.update(findings(root, path))
    for message in sorted(found):
        print(message)
    print(f"{len(paths)} files, {len(found)} findings")
    return 1 if found or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
