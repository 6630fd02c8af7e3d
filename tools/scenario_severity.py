"""Weekly deaths and cases as reported to WHO: what the reallocation rule goes by."""
from scenario_files import count, read_shared, require

COLUMNS = ("participant", "date", "deaths", "cases")


def rows(shared, participants, first, last):
    """The rows of severity.csv, and how many negative counts in them were set to 0."""
    found, negatives = [], 0
    for row in read_shared(shared, "epidemic.csv"):
        if row["iso3"] in participants and first <= row["week_end"] <= last:
            deaths, cases = count(row["new_deaths"]), count(row["new_cases"])
            negatives += (deaths < 0) + (cases < 0)
            found.append((row["iso3"], row["week_end"], max(deaths, 0), max(cases, 0)))
    weeks = len({row[1] for row in found})
    require(len(found) == weeks * len(participants), "a week is missing in epidemic.csv")
    return found, negatives
