"""How long do a balance, an opening and an audit take of a log of so many transfers?

The log is that of a facility which makes offers of ten doses, a thousand a day; each is accepted,
sent and received. It is written from docs/reference/log.md, imported into a file, and audited.

    long_log.py ALIQUOT FOLDER [TRANSFERS]
"""
import datetime
import hashlib
import json
import pathlib
import resource
import subprocess
import sys
import time

LINE, TO = "COVISHIELD-2021-01", ("AGO", "BEN", "COD", "GHA", "KEN", "MLI", "NGA", "UGA", "ZMB")


def number(value):
    return value.to_bytes(8, "big", signed=True)


def text(value):
    return len(value.encode()).to_bytes(4, "big") + value.encode()


class Log:
    """The opening of a replay, and what is added to it."""

    def __init__(self, opening, out):
        self.out = out
        self.lines = [json.loads(line) for line in opening]
        self.last, self.sequence = self.lines[-1]["hash"], self.lines[-1]["sequence"]
        for line in self.lines:
            self.write(line)

    def write(self, line):
        self.out.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")

    def add(self, kind, date, **members):
        self.sequence += 1
        body = json.dumps({"date": date, **members}, sort_keys=True, separators=(",", ":"))
        record = {"sequence": self.sequence, "command": f"c{self.sequence}", "request": "00" * 32,
                  "part": 1, "parts": 1, "kind": kind, "who": "replay", "happened": date,
                  "recorded": self.sequence, "body": body, "previous": self.last}
        self.last = record["hash"] = hashlib.sha256(b"".join((
            text("aliquot-log/1 record"), bytes.fromhex(self.last), number(self.sequence),
            text(record["command"]), bytes(32), number(1), number(1), text(kind), text("replay"),
            text(date), number(self.sequence), text(body)))).hexdigest()
        self.write(record)


def tell(log, transfers):
    day, offer = datetime.date(2021, 2, 1), 0
    log.add("supply_confirmed", str(day), supply=LINE, doses=10_000_000, buffer=0)
    for made in range(1, transfers, 4000):
        offers = range(offer + 1, offer + 1 + min(1000, (transfers - made + 3) // 4))
        for offer in offers:
            log.add("offer_made", str(day), offer=offer, round=1, participant=TO[offer % len(TO)],
                    supply=LINE, doses=10, deadline="2021-12-31", source="round")
        day += datetime.timedelta(days=1)
        for kind, members in (("offer_answered", {"state": "accepted", "accepted": 10}),
                              ("doses_dispatched", {"arrives": str(day)}),
                              ("doses_received", {"received": 10})):
            for offer in offers:
                log.add(kind, str(day), offer=offer, **members)
    log.write({"end": log.sequence, "hash": log.last})


def timed(*words):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{' '.join(words[1:3]):<18} {time.monotonic() - start:6.2f} s, "
          f"{processor:6.2f} s of processor time")


def main():
    aliquot, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    transfers = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    start, lines, store = (str(folder / name) for name in ("start.aliquot", "long.jsonl",
                                                           "long.aliquot"))
    subprocess.run([aliquot, "run", "covax-2021", "--store", start, "--quiet"], check=True)
    exported = subprocess.run([aliquot, "ledger", "export", start, "--as", "jsonl"], check=True,
                              capture_output=True, text=True, encoding="utf-8").stdout
    with open(lines, "w", encoding="utf-8") as out:
        tell(Log(exported.splitlines()[:4], out), transfers)
    timed(aliquot, "ledger", "import", lines, store)
    timed(aliquot, "ledger", "audit", store)
    timed(aliquot, "ledger", "balance", store)
    timed(aliquot, "facility", "status", store)


if __name__ == "__main__":
    main()
