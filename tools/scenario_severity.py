"""Weekly deaths and cases as reported to WHO, and what was estimated of deaths not reported."""
import datetime

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


EXCESS_COLUMNS = ("place", "from", "until", "published", "excess_deaths", "reported_deaths",
                  "region", "group")
LEAST_WEEKS = 10  # of a quarter's thirteen
PUBLISHED_AFTER = datetime.timedelta(days=60)


def quarter_of(day):
    """First and last day of the quarter that holds the day."""
    first = datetime.date(day.year, day.month - (day.month - 1) % 3, 1)
    after = (first + datetime.timedelta(days=95)).replace(day=1)
    return first, after - datetime.timedelta(days=1)


def excess_rows(shared, places, last_day):
    """Observed excess deaths (The Economist, CC BY 4.0) and reported deaths of the same weeks, by
    quarter, of every place that has them: comparables, whether they take part or not."""
    quarters = {}
    for row in read_shared(shared, "epidemic.csv"):
        if not row["excess_deaths_obs"]:
            continue
        quarter = quarter_of(datetime.date.fromisoformat(row["week_end"]))
        weeks = quarters.setdefault((row["iso3"], quarter), [])
        weeks.append((float(row["excess_deaths_obs"]), max(count(row["new_deaths"]), 0)))
    rows = []
    for (iso3, (first, last)), weeks in quarters.items():
        published = last + PUBLISHED_AFTER
        if len(weeks) < LEAST_WEEKS or published.isoformat() > last_day:
            continue
        place = places[iso3]
        rows.append((iso3, first.isoformat(), last.isoformat(), published.isoformat(),
                     f"{sum(week[0] for week in weeks):.1f}", sum(week[1] for week in weeks),
                     place["who_region"], place["income_group_fy22"]))
    require(len({row[0] for row in rows}) > 100, "few places with excess deaths")
    return rows
