"""How a scenario folder is written, and the checks it must pass before it counts as made.

A folder is a dict from file name to text. Tables have a header row, sorted rows and `\\n` line
ends, so the same data always give the same bytes. `check_folder` reads the texts back as a loader
would and raises on the first broken reference, id, date or sum.
"""
import csv
import datetime
import io
import re
import textwrap
import tomllib

# file: (columns that must be there, columns that may be there, columns that no two rows share)
TABLES = {
    "participants.csv": ("participant name population", "group latitude longitude region",
                         "participant"),
    "products.csv": ("product name doses_per_course",
                     "storage_class volume_cm3_per_dose lot_doses minimum_shipment_doses"
                     " interval_days shelf_life_days efficacy_disease", "product"),
    "supply.csv": ("supply product doses available", "expires kind earmark", "supply"),
    "other_supply.csv": ("participant date product doses", "channel",
                         "participant date product channel"),
    "readiness.csv": ("participant step from", "", "participant step"),
    "preferences.csv": ("participant product choice", "from until", "participant product"),
    "responses.csv": ("participant round product answer", "reason wish answered",
                      "participant round product"),
    "delays.csv": ("supply announced available", "", "supply announced"),
    "severity.csv": ("participant date", "deaths cases", "participant date"),
    "excess.csv": ("place from until published excess_deaths reported_deaths", "region group",
                   "place from"),
    "transmissibility.csv": ("participant from r0_lower r0 r0_upper",
                             "weak seeds_lower seeds seeds_upper", "participant from"),
    "borders.csv": ("participant from until", "", "participant from"),
    "offers.csv": ("round participant supply doses", "reason", "round participant supply"),
    "returns.csv": ("participant date product doses", "reason wish",
                    "participant date product"),
    "recorded.csv": ("participant supply doses", "", "participant supply"),
    "forecasts.csv": ("participant announced product doses", "note due supplier",
                      "participant announced product"),
    "statements.csv": ("statement said_on source source_kind about",
                       "reliability credibility supply participant product event doses date_from"
                       " date_to share people population rests_on supersedes url", "statement"),
}
OTHER_SUPPLY_COLUMNS = ("participant", "date", "product", "doses", "channel")
REQUIRED_FILES = ("README.md", "scenario.toml", "participants.csv", "products.csv", "supply.csv")
DATE_COLUMNS = ("available", "expires", "date", "from", "until", "published", "announced",
                "answered", "due",
                "said_on", "date_from", "date_to")
COUNT_COLUMNS = ("population", "doses", "doses_per_course", "lot_doses", "minimum_shipment_doses",
                 "interval_days", "shelf_life_days", "deaths", "cases", "reported_deaths", "round",
                 "people")
ID = re.compile(r"[A-Za-z0-9_.-]+")


class Broken(Exception):
    """The input or the result is not what the tool was written for."""


def require(holds, what):
    if not holds:
        raise Broken(what)


def read_shared(shared, name):
    """The rows of one input table as dicts of text."""
    with open(shared / "data" / name, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def count(text):
    """A whole number that may be written as 12.0 or left empty (read as 0)."""
    value = float(text or 0)
    require(value == int(value), f"not a whole number: {text}")
    return int(value)


def month_end(month):
    """The last day of `YYYY-MM`."""
    year, number = map(int, month.split("-"))
    first_of_next = datetime.date(year + number // 12, number % 12 + 1, 1)
    return (first_of_next - datetime.timedelta(days=1)).isoformat()


def table(columns, rows):
    """The text of a table, rows in the order of their values."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(sorted(rows))
    return stream.getvalue()


def reflowed(markdown, width=100):
    """The same Markdown with paragraphs and list items wrapped; tables and headings as they are."""
    pieces = []
    for line in markdown.splitlines():
        new_piece = not line or line.startswith(("|", "#", "- ")) or not pieces or not pieces[-1]
        if new_piece or pieces[-1].startswith(("|", "#")):
            pieces.append(line)
        else:
            pieces[-1] += " " + line.strip()
    return "\n".join(piece if piece.startswith(("|", "#")) else _wrapped(piece, width)
                     for piece in pieces) + "\n"


def _wrapped(text, width):
    """Wraps at spaces, but not within `code`."""
    kept = re.sub(r"`[^`]*`", lambda code: code.group().replace(" ", "\0"), text)
    indent = "  " if text.startswith("- ") else ""
    return textwrap.fill(kept, width, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False).replace("\0", " ")


def check_folder(name, folder):
    """Raises Broken unless every file has known columns, good ids and dates, and refers to what
    exists."""
    for file in REQUIRED_FILES:
        require(file in folder, f"{name}: {file} is missing")
    settings = tomllib.loads(folder["scenario.toml"])
    tables = {}
    for file, text in folder.items():
        require(text.endswith("\n") and "\r" not in text, f"{name}/{file}: line ends")
        if file in TABLES:
            tables[file] = list(csv.DictReader(io.StringIO(text)))
            _check_cells(f"{name}/{file}", file, tables[file])
        else:
            require(file in REQUIRED_FILES, f"{name}/{file}: no such file in a scenario")
    _check_references(name, settings, tables)
    _check_sums(name, settings, tables)
    return tables


def _check_cells(where, file, rows):
    required, optional, key = (part.split() for part in TABLES[file])
    require(rows, f"{where}: no rows")
    columns = list(rows[0])
    require(columns[:len(required)] == required, f"{where}: columns {columns}")
    require(set(columns) <= set(required + optional), f"{where}: unknown column in {columns}")
    keys = [tuple(row.get(column, "") for column in key) for row in rows]
    require(len(keys) == len(set(keys)), f"{where}: a key occurs twice")
    for row in rows:
        for column, cell in row.items():
            require(cell or column not in required, f"{where}: empty {column} in {row}")
            if not cell:
                continue
            if column in DATE_COLUMNS:
                datetime.date.fromisoformat(cell)
            if column in COUNT_COLUMNS:
                require(cell.isdigit(), f"{where}: {column} {cell}")
            if column in ("participant", "supply", "step"):
                require(ID.fullmatch(cell), f"{where}: id {cell}")
            if column == "product":
                require(cell == "*" or ID.fullmatch(cell), f"{where}: id {cell}")


def _check_references(name, settings, tables):
    homes = {"participant": "participants.csv", "product": "products.csv", "supply": "supply.csv"}
    known = {kind: {row[kind] for row in tables[file]} for kind, file in homes.items()}
    wildcards = ("readiness.csv", "preferences.csv")
    for file, rows in tables.items():
        if file == "statements.csv":  # may name what the facility does not know
            rows = [{"participant": row["participant"]} for row in rows]
        for row in rows:
            for kind, names in known.items():
                anything = row.get(kind) == "*" and kind == "product" and file in wildcards
                require(kind not in row or anything or row[kind] in names,
                        f"{name}/{file}: unknown {kind} in {row}")
    for line in tables["supply.csv"]:
        wanted = line.get("earmark") or "*"
        require(wanted == "*" or set(wanted.split(";")) <= known["participant"],
                f"{name}: earmark of {line['supply']}")
    steps = {row["step"] for row in tables.get("readiness.csv", [])}
    for section in ("gates", "delivery"):
        required = set(settings[section]["required_steps"])
        require(required <= steps, f"{name}: [{section}] required_steps")


def _check_sums(name, settings, tables):
    dates = settings["rounds"]["dates"]
    ordered = [settings["start"], *dates, settings["end"]]
    require(ordered == sorted(ordered), f"{name}: rounds")
    lines = {line["supply"]: line for line in tables["supply.csv"]}
    for file in ("recorded.csv", "offers.csv"):
        given = {}
        for row in tables.get(file, []):
            given[row["supply"]] = given.get(row["supply"], 0) + int(row["doses"])
            round_number = int(row.get("round", 1))
            require(1 <= round_number <= len(dates), f"{name}/{file}: round {round_number}")
        for supply, doses in given.items():
            there_is = int(lines[supply]["doses"])
            require(doses <= there_is, f"{name}/{file}: more than there is of {supply}")
    for row in tables.get("responses.csv", []):
        offered = dates[int(row["round"]) - 1]
        deadline = offered + datetime.timedelta(days=settings["gates"]["offer_deadline_days"])
        answered = datetime.date.fromisoformat(row["answered"])
        require(offered <= answered <= deadline, f"{name}/responses.csv: out of time: {row}")
    for row in tables.get("delays.csv", []):
        require(row["announced"] < row["available"], f"{name}/delays.csv: {row}")
    for row in tables.get("forecasts.csv", []):
        due = row.get("due")
        require(not due or row["announced"] <= due, f"{name}/forecasts.csv: {row}")
