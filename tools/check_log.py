"""A second audit of an exported log, written from docs/reference/log.md alone.

It shares no line with the program that wrote the log, and needs nothing but Python. It prints what
is wrong, the first record first, and exits with 0 (sound), 1 (violations) or 3 (this is no log).

    python3 tools/check_log.py plan.jsonl [--key PUBLIC_KEY]... [--format json]
"""
import argparse
import datetime
import hashlib
import json
import re
import sys

FORMAT = "aliquot-log/1"
RECORD = {"sequence": int, "command": str, "request": 64, "part": int, "parts": int, "kind": str,
          "who": str, "happened": str, "recorded": int, "body": str, "previous": 64, "hash": 64}
CHECKPOINT = {"checkpoint": int, "hash": 64, "recorded": int, "key": 64, "signature": 128}
START = {"format": str, "log": str}
END = {"end": int, "hash": 64}
KINDS = ["damaged_file", "wrong_field", "sequence_gap", "out_of_order", "broken_link", "changed",
         "command_in_pieces", "command_repeated", "truncated", "checkpoint_differs",
         "wrong_signature", "unknown_key", "snapshot_differs"]


class NoLog(Exception):
    """The file is not an exported log."""


def number(value):
    return value.to_bytes(8, "big", signed=True)


def text(value):
    value = value.encode("utf-8")
    return len(value).to_bytes(4, "big") + value


def genesis(log):
    return hashlib.sha256(text("aliquot-log/1 genesis") + text(log)).hexdigest()


def record_bytes(r):
    return (text("aliquot-log/1 record") + bytes.fromhex(r["previous"]) + number(r["sequence"])
            + text(r["command"]) + bytes.fromhex(r["request"]) + number(r["part"])
            + number(r["parts"]) + text(r["kind"]) + text(r["who"]) + text(r["happened"])
            + number(r["recorded"]) + text(r["body"]))


def statement(log, c):
    return (text("aliquot-log/1 checkpoint") + text(log) + number(c["checkpoint"])
            + bytes.fromhex(c["hash"]) + number(c["recorded"]) + bytes.fromhex(c["key"]))


# Ed25519 (RFC 8032): points of the curve as X, Y, Z, T with x = X/Z, y = Y/Z, x*y = T/Z.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0])
    c, d = 2 * D * p[3] * q[3], 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, p):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, p)
        p, n = add(p, p), n >> 1
    return result


def point(data):
    y = int.from_bytes(data, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and data[31] >> 7):
        return None
    x = P - x if (x & 1) != data[31] >> 7 else x
    return (x, y, 1, x * y % P)


def packed(p):
    inverse = pow(p[2], -1, P)
    return (p[1] * inverse % P | (p[0] * inverse % P & 1) << 255).to_bytes(32, "little")


BASE = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    a, s = point(key), int.from_bytes(signature[32:], "little")
    if a is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus_a = (P - a[0], a[1], 1, P - a[3])
    return packed(add(times(s, BASE), times(h, minus_a))) == signature[:32]


def is_name(value):
    return 0 < len(value.encode("utf-8")) <= 200 and "\0" not in value


def is_moment(value):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
                        r"(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?Z)?", value):
        return False
    try:
        return 1900 <= datetime.date.fromisoformat(value[:10]).year <= 2199
    except ValueError:
        return False


def fields_are_sound(r):
    return (is_name(r["command"]) and is_name(r["who"]) and 1 <= r["part"] <= r["parts"] <= 100000
            and re.fullmatch("[a-z_]{1,64}", r["kind"]) and is_moment(r["happened"])
            and len(r["body"].encode("utf-8")) <= 16777216 and "\0" not in r["body"])


def parsed(line, where):
    def members(pairs):
        if len(dict(pairs)) < len(pairs):
            raise NoLog(f"{where}: a member stands twice")
        return dict(pairs)

    try:
        found = json.loads(line, object_pairs_hook=members)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # no half surrogates
    except ValueError as error:
        raise NoLog(f"{where}: {error}") from None
    if not isinstance(found, dict):
        raise NoLog(f"{where}: no object")
    shape = next((s for s in (START, CHECKPOINT, END) if next(iter(s)) in found), RECORD)
    for name, kind in shape.items():
        value = found.get(name)
        sound = isinstance(value, str) and re.fullmatch(f"[0-9a-f]{{{kind}}}", value) \
            if isinstance(kind, int) else type(value) is kind
        if not sound or (kind is int and not -2**63 <= value < 2**63):
            raise NoLog(f"{where}: \"{name}\" is missing or wrong")
    if set(found) != set(shape):
        raise NoLog(f"{where}: a member too many")
    return shape, found


def lines_of(path):
    try:
        with open(path, encoding="utf-8", errors="strict", newline="\n") as file:
            lines = [parsed(line, f"line {n}") for n, line in enumerate(file, 1)]
    except (OSError, UnicodeError) as error:
        raise NoLog(str(error)) from None
    shapes = [shape for shape, _ in lines]
    if not lines or shapes[0] is not START or shapes[-1] is not END \
            or START in shapes[1:] or END in shapes[:-1]:
        raise NoLog("the first line must name the log, the last say where it ended")
    if lines[0][1]["format"] != FORMAT or not is_name(lines[0][1]["log"]):
        raise NoLog("an unknown format, or no proper id")
    return lines


class Audit:
    def __init__(self, log, keys):
        self.log, self.keys, self.found = log, keys, []
        self.last, self.last_hash = 0, genesis(log)
        self.open = None  # the last record, while its command has parts to come
        self.commands, self.expected = set(), {}

    def violate(self, kind, sequence):
        self.found.append((sequence, KINDS.index(kind), kind))

    def record(self, r):
        n, due = r["sequence"], self.last + 1
        if not fields_are_sound(r):
            self.violate("wrong_field", n)
        if n > due:
            self.violate("sequence_gap", due)
        elif n < due:
            self.violate("out_of_order", n)
        elif r["previous"] != self.last_hash:
            self.violate("broken_link", n)
        if hashlib.sha256(record_bytes(r)).hexdigest() != r["hash"]:
            self.violate("changed", n)
        self.parts(r, n != due)
        if r["part"] == 1 and r["command"] in self.commands:
            self.violate("command_repeated", n)
        if r["part"] == 1:
            self.commands.add(r["command"])
        self.last, self.last_hash = n, r["hash"]
        for wanted in self.expected.pop(n, []):
            if wanted != r["hash"]:
                self.violate("checkpoint_differs", n)

    def parts(self, r, torn):
        before, same = self.open, ("command", "request", "who", "recorded", "parts")
        follows = before and r["part"] == before["part"] + 1 \
            and all(r[field] == before[field] for field in same)
        if not torn and not follows and (before or r["part"] != 1):
            self.violate("command_in_pieces", r["sequence"])
        self.open = r if r["part"] < r["parts"] else None

    def checkpoint(self, c):
        n = c["checkpoint"]
        key = bytes.fromhex(c["key"])
        if not is_signed(key, statement(self.log, c), bytes.fromhex(c["signature"])):
            self.violate("wrong_signature", n)
        elif self.keys and c["key"] not in self.keys:
            self.violate("unknown_key", n)
        elif n == self.last:
            if c["hash"] != self.last_hash:
                self.violate("checkpoint_differs", n)
        else:
            self.expected.setdefault(n, []).append(c["hash"])

    def end(self, e):
        if (e["end"], e["hash"]) != (self.last, self.last_hash):
            self.violate("truncated", min(e["end"], self.last))
        if self.open:
            self.violate("command_in_pieces", self.last)
        for n, wanted in self.expected.items():
            for _ in wanted:
                self.violate("truncated", n)


def audit(path, keys=()):
    """Violations as (sequence, kind), the first first."""
    lines = lines_of(path)
    checked = Audit(lines[0][1]["log"], keys)
    for shape, line in lines[1:]:
        {id(RECORD): checked.record, id(CHECKPOINT): checked.checkpoint,
         id(END): checked.end}[id(shape)](line)
    return [(sequence, kind) for sequence, _, kind in sorted(checked.found)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--key", action="append", default=[], help="public key that is trusted")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    given = parser.parse_args()
    try:
        found = audit(given.file, given.key)
    except NoLog as error:
        print(f"{given.file}: {error}", file=sys.stderr)
        return 3
    if given.format == "json":
        print(json.dumps(found))
    else:
        for sequence, kind in found:
            print(f"record {sequence}: {kind}")
        print(f"{given.file}: {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
