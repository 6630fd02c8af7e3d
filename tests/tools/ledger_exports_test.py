"""A whole replay written to a store, its books taken out in every format and read by others.

hledger must accept the journal and find the balances that `aliquot ledger balance` finds, account
by account and line by line; the same replay must give the same log; every copy the same books.

    ledger_exports_test.py ALIQUOT
"""
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ALIQUOT = str(pathlib.Path(sys.argv.pop(1)).resolve())
BESIDE = pathlib.Path(__file__).resolve().parents[3]
SCHEMA = BESIDE / "shared/reference/epcis/EPCIS-JSON-Schema.json"
failures = []


def must(what, holds):
    if not holds:
        failures.append(what)


def run(*words, code=0):
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False,
                          env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    if done.returncode != code:
        failures.append(f"{' '.join(words)}: exit code {done.returncode}, expected {code}\n"
                        + done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


def aliquot(*words, code=0):
    return run(ALIQUOT, *words, code=code)


def ours(store, *options):
    rows = json.loads(aliquot("ledger", "balance", store, "--format", "json", *options))["rows"]
    return {(row["account"], row["supply"]): row["doses"] for row in rows}


def hledgers(journal, *options):
    text = run("hledger", "-f", journal, "balance", "--flat", "-N", "-O", "csv", "--layout=bare",
               *options)
    rows = list(csv.DictReader(text.splitlines()))
    return {(row["account"], row["commodity"]): int(row["balance"]) for row in rows
            if int(row["balance"]) != 0}


def by_hand(rows):
    """Balances from the rows of the table with HXL tags."""
    balances = {}
    for row in rows:
        line, doses = row["#item+line+code"], int(row["#item+doses+num"])
        for account, sign in (("#meta+account+from", -1), ("#meta+account+to", 1)):
            key = (row[account], line)
            balances[key] = balances.get(key, 0) + sign * doses
    return {key: doses for key, doses in balances.items() if doses}


def hxl_rows(text):
    rows = list(csv.reader(text.splitlines()))
    must("the second row is of tags", all(cell.startswith("#") for cell in rows[1]))
    must("as many tags as columns", len(rows[0]) == len(rows[1]))
    return [dict(zip(rows[1], row)) for row in rows[2:]]


def check_epcis(folder, store, lines):
    """The official schema accepts the document, and the log comes out of it byte for byte."""
    document, copy = str(folder / "covax.jsonld"), str(folder / "copy.aliquot")
    aliquot("ledger", "export", store, "--as", "epcis", "--out", document)
    aliquot("ledger", "import", document, copy)
    must("the log that comes out of EPCIS is the log that went in",
         aliquot("ledger", "export", copy, "--as", "jsonl")
         == pathlib.Path(lines).read_text(encoding="utf-8"))
    if not SCHEMA.exists():
        print("the official schema of EPCIS is not beside this checkout: nothing was held to it")
        return
    try:
        import jsonschema
    except ImportError:
        print("python3-jsonschema is not installed: nothing was held to the schema of EPCIS")
        return
    schema = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    events = json.loads(pathlib.Path(document).read_text(encoding="utf-8"))
    for error in list(schema.iter_errors(events))[:5]:
        failures.append(f"EPCIS, {list(error.absolute_path)}: {error.message[:300]}")
    broken = {**events, "epcisBody": {"eventList": [{"type": "ObjectEvent"}]}}
    must("the schema refuses an event without its time", not schema.is_valid(broken))


def check(folder):
    store, again = str(folder / "covax.aliquot"), str(folder / "again.aliquot")
    aliquot("run", "covax-2021", "--store", store, "--quiet")
    aliquot("run", "covax-2021", "--store", again, "--quiet")
    aliquot("run", "covax-2021", "--store", store, "--quiet", code=5)
    must("the same replay gives the same log",
         aliquot("ledger", "audit", store) == aliquot("ledger", "audit", again))
    aliquot("facility", "status", store)

    lines = str(folder / "covax.jsonl")
    aliquot("ledger", "export", store, "--as", "jsonl", "--out", lines)
    balances = ours(store)
    must("a whole year has many accounts", len(balances) > 500)
    must("an exported log has the same balances", ours(lines) == balances)
    for line in {line for _, line in balances}:
        must(f"{line} is conserved", sum(d for (_, of), d in balances.items() if of == line) == 0)

    rows = hxl_rows(aliquot("ledger", "export", store, "--as", "hxl"))
    must("the table with HXL tags adds up to the balances", by_hand(rows) == balances)

    check_epcis(folder, store, lines)

    if not shutil.which("hledger"):
        print("hledger is not installed: the journal was not checked by it")
        return
    journal = str(folder / "covax.journal")
    aliquot("ledger", "export", store, "--as", "hledger", "--out", journal)
    run("hledger", "-f", journal, "check", "--strict", "ordereddates")
    must("hledger finds the same balances", hledgers(journal) == balances)
    # hledger's end is exclusive.
    must("hledger finds the same balances on a day before",
         hledgers(journal, "--end", "2021-08-01") == ours(store, "--on", "2021-07-31"))
    kenya = {key: doses for key, doses in balances.items() if key[0] == "custody:KEN"}
    must("one account alone is what it is among all",
         kenya and ours(store, "--account", "custody:KEN") == kenya)


def main():
    with tempfile.TemporaryDirectory(prefix="aliquot-exports-") as scratch:
        check(pathlib.Path(scratch))
    for failure in failures:
        print(failure)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
