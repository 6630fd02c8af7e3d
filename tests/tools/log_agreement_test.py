"""Two audits of the same logs, one in C++ and one in Python, must say the same of each record.

The logs are written here, from docs/reference/log.md, so the C++ reads what it did not write; then
every field of every line is tampered with, and lines are left out, repeated and exchanged.

    log_agreement_test.py ALIQUOT
"""
import functools
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
import check_log  # noqa: E402

SEED = bytes([7] * 32)


def signed(message):
    """The public key of SEED, and its signature of the message (RFC 8032)."""
    h = hashlib.sha512(SEED).digest()
    secret = int.from_bytes(h[:32], "little") & (2**254 - 8) | 2**254
    key = check_log.packed(check_log.times(secret, check_log.BASE))
    r = int.from_bytes(hashlib.sha512(h[32:] + message(key)).digest(), "little") % check_log.L
    point = check_log.packed(check_log.times(r, check_log.BASE))
    k = int.from_bytes(hashlib.sha512(point + key + message(key)).digest(), "little") % check_log.L
    return key.hex(), (point + ((r + k * secret) % check_log.L).to_bytes(32, "little")).hex()


def checkpoint(log, record):
    made = {"checkpoint": record["sequence"], "hash": record["hash"], "recorded": 5}
    made["key"], made["signature"] = signed(
        lambda key: check_log.statement(log, made | {"key": key.hex()}))
    return made


def sound_log(log="covax é"):
    lines, last, sequence = [{"format": check_log.FORMAT, "log": log}], check_log.genesis(log), 0
    commands = [("confirm-1", ['{"doses":1000}']), ("open-1", ["{}"]),
                ("offer-1", ["GHA", "Côte d'Ivoire \" \\ \n \x07 😀", ""]),
                ("accept-1", ["x" * 300])]
    for command, bodies in commands:
        request = hashlib.sha256(command.encode()).hexdigest()
        for part, body in enumerate(bodies, 1):
            sequence += 1
            record = {"sequence": sequence, "command": command, "request": request, "part": part,
                      "parts": len(bodies), "kind": "event_of_" + "abcd"[part], "who": "ama",
                      "happened": "2021-02-24T08:30:00.5Z", "recorded": -len(command), "body": body,
                      "previous": last}
            record["hash"] = last = hashlib.sha256(check_log.record_bytes(record)).hexdigest()
            lines.append(record)
            if sequence in (2, 4, 6):
                lines.append(checkpoint(log, record))
    return lines + [{"end": sequence, "hash": last}]


def changed(value):
    """Other values of the same type."""
    if isinstance(value, int):
        return [value + 1, -value - 3, 2**63 - 1, 0]
    if check_log.re.fullmatch("[0-9a-f]{64,128}", value):
        return [("1" if value[0] == "0" else "0") + value[1:], "0" * len(value)]
    return [value + "x", "", value + "\0", "2021-02-29", "A"]


def rechained(lines):
    """The hashes made anew, as somebody would who rewrites a log; checkpoints stay."""
    lines, last = [dict(line) for line in lines], check_log.genesis(lines[0]["log"])
    for line in lines:
        if "sequence" in line:
            line["previous"] = last
            line["hash"] = last = hashlib.sha256(check_log.record_bytes(line)).hexdigest()
    lines[-1]["hash"] = last
    return lines


def tampered(lines):
    yield "sound", lines
    for at, line in enumerate(lines):
        for name, value in line.items():
            for other in changed(value):
                edited = lines[:at] + [line | {name: other}] + lines[at + 1:]
                yield f"line {at + 1}: {name} := {other!r:.20}", edited
                if "sequence" in line and name not in ("previous", "hash"):
                    yield f"line {at + 1}: {name} := {other!r:.20}, chained anew", rechained(edited)
    for at in range(1, len(lines) - 1):
        yield f"line {at + 1} left out", lines[:at] + lines[at + 1:]
        yield f"line {at + 1} twice", lines[:at] + lines[at:at + 1] + lines[at:]
        yield f"cut off after line {at}", lines[:at] + lines[-1:]
        for to in range(at + 1, len(lines) - 1):
            edited = list(lines)
            edited[at], edited[to] = edited[to], edited[at]
            yield f"lines {at + 1} and {to + 1} exchanged", edited


def of_aliquot(aliquot, path, keys):
    words = [aliquot, "ledger", "audit", path, "--format", "json"]
    for key in keys:
        words += ["--key", key]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        return "no log"
    found = [(v["sequence"], v["kind"]) for v in json.loads(done.stdout)["violations"]]
    assert done.returncode == (1 if found else 0), (done.returncode, path)
    return found


def of_python(path, keys):
    try:
        return check_log.audit(path, keys)
    except check_log.NoLog:
        return "no log"


def main():
    aliquot, kinds, differ, tried = sys.argv[1], set(), 0, 0
    # In every run a part of the cases, with more effort all of them.
    step = 1 if int(os.environ.get("ALIQUOT_TEST_EFFORT", "1")) > 1 else 5
    check_log.is_signed = functools.lru_cache(maxsize=None)(check_log.is_signed)
    lines = sound_log()
    records = [line for line in lines if "sequence" in line]
    own_key = lines[3]["key"]
    cases = [(name, log, ()) for name, log in tampered(lines)][::step]
    cases += [("trusted", lines, (own_key,)), ("not trusted", lines, ("ab" * 32,))]
    with tempfile.TemporaryDirectory(prefix="aliquot-log-") as scratch:
        path = str(pathlib.Path(scratch) / "log.jsonl")
        for name, log, keys in cases:
            with open(path, "w", encoding="utf-8") as file:
                file.writelines(json.dumps(line, ensure_ascii=len(name) % 2 == 0) + "\n"
                                for line in log)
            theirs, ours = of_aliquot(aliquot, path, keys), of_python(path, keys)
            tried += 1
            kinds.update(["no log"] if ours == "no log" else [kind for _, kind in ours])
            # What neither finds wrong must hold every record as it was.
            passed = ours == [] and [line for line in log if "sequence" in line] == records
            if theirs != ours or (ours == [] or name in ("sound", "trusted")) != passed:
                differ += 1
                print(f"{name}:\n  aliquot   {theirs}\n  check_log {ours}")
    print(f"{tried} logs, {differ} differences; kinds met: {', '.join(sorted(kinds))}")
    return 1 if differ or len(kinds) < 12 else 0


if __name__ == "__main__":
    sys.exit(main())
