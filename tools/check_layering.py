"""Fails when a room includes a room that its CMake entry does not name in USES."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1]) / "src/aliquot"
entries = re.findall(r"aliquot_room\((\w+)(.*?)\)", (root / "CMakeLists.txt").read_text(), re.S)
uses = {room: (re.findall(r"USES ([\w ]+)", rest) or [""])[0].split() for room, rest in entries}


def reach(room):
    return {room}.union(*(reach(used) for used in uses[room]))


bad = False
for path in sorted(root.rglob("*.?pp")):
    room = path.relative_to(root).parts[0]
    for number, line in enumerate(path.read_text().splitlines(), 1):
        included = re.match(r'#include "aliquot/(\w+)/', line)
        if included and included[1] not in reach(room):
            bad = True
            print(f"src/aliquot/{path.relative_to(root)}:{number}: "
                  f"room '{room}' may not include room '{included[1]}'")
sys.exit(bad)
