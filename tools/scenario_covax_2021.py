"""Scenario covax-2021: what COVAX delivered to the 92 AMC economies in 2021, shared again.

The supply is what arrived, by product and month; what each participant in fact received is kept
beside it (recorded.csv), and so is what they had from elsewhere (other_supply.csv).
"""
import datetime

from scenario_files import (OTHER_SUPPLY_COLUMNS, count, month_end, read_shared, reflowed, require,
                            table)
from scenario_places import PARTICIPANT_COLUMNS, participant_row
import scenario_prk as prk
import scenario_products as products
import scenario_severity as severity
from scenario_readmes import COVAX_2021_README

START, END = "2021-02-01", "2021-12-31"
HORIZON_DAYS = 27
ROUNDS = [f"2021-{month:02}-01" for month in range(2, 13)]
MONTHS = ["2020-12"] + [f"2021-{month:02}" for month in range(1, 13)]
CHANNELS = {"bilateral": "doses_bilateral", "donation": "doses_donated_bilateral",
            "avat": "doses_avat", "unknown": "doses_unknown_channel"}
SERVED_BY_THE_USA = ("FSM", "MHL")
OPTED_OUT = ("BDI", "ERI")
COVAX_DOSES_2021 = 832_465_957
FIRST_CONSIGNMENT = "2021-02-24"
OFFERED_MONTH, OFFERED_LINE = ("SINOVAC", "2021-09"), "SINOVAC-2021-09-OFFERED-PRK"
OFFER_ROUND = ROUNDS.index("2021-08-01") + 1
RETURNS = [
    ("COD", "2021-04-26", "COVISHIELD", 1_300_000, "Campaign delayed by a safety concern; the batch"
     " of 1,700,000 received on 2 March would expire on 24 June", ""),
    ("SSD", "2021-05-31", "COVISHIELD", 72_000, "132,000 received in late March; 72,000 could not"
     " be used before expiry (report of May 2021, day not stated)", ""),
]

SETTINGS = """\
# COVAX 2021: the doses that reached the 92 AMC economies, shared anew.
# README.md names every source and judgement.
format = "aliquot-scenario/1"
title = "COVAX 2021: the pooled doses of the 92 AMC economies"
start = {start}                     # the month of the first COVAX consignment (Ghana, 24 February)
end = {end}
seed = 2021                            # used by lotteries only; ties go by id here

[rounds]
dates = [                              # the first of every month: supply is known by month
{dates}
]
horizon_days = {horizon}                      # README.md lists what each round can see

[rule]
name = "equal_coverage"                # the least covered first
counts = "all_sources"                 # purchases, gifts, AVAT too: as in October 2021
ceiling = 1.0                          # up to a course for everyone: no stop at 20%
tie = "id"

[buffer]
share = 0.0                            # buffer doses are not among these

[gates]
shelf_life_on_arrival_days = 70        # ten weeks, asked for in late 2021
offer_deadline_days = 30               # the one dated answer came after 30 days, 31 August
answer_days = 7                        # judgement: for answers without a date
required_steps = [                     # two of seven were reported done for PRK on 4 July 2021
{steps}
]
off = []                               # every gate applies

[lots]
respect = true                         # packs and observed allocation lots: products.csv
rounding = "webster"                   # neither small nor large participants favoured

[reallocation]
rule = "most_severely_affected"        # what the declining participant wished for
recipients = 5                         # judgement: five hardest hit at a time
window_days = 28                       # judgement: deaths of the four weeks before

[delivery]
transit_days = 7                       # judgement
required_steps = [                     # and before dispatch, should PRK accept in a variant
{steps}
]
"""


def supply_lines(delivered):
    """Lines: id -> (product, doses, available); recorded: (participant, id) -> doses."""
    lines, recorded = {}, {}
    for (product, month), recipients in sorted(delivered.items()):
        line = f"{product}-{month}"
        available = FIRST_CONSIGNMENT if month == "2021-01" else f"{month}-01"
        carved = prk.SINOVAC_DOSES if (product, month) == OFFERED_MONTH else 0
        lines[line] = (product, sum(recipients.values()) - carved, available)
        if carved:
            lines[OFFERED_LINE] = (product, carved, prk.SINOVAC_OFFERABLE_FROM)
        for iso3, doses in sorted(recipients.items()):
            from_carved = min(doses, carved)
            carved -= from_carved
            if from_carved:
                recorded[iso3, OFFERED_LINE] = from_carved
            if doses > from_carved:
                recorded[iso3, line] = doses - from_carved
    return lines, recorded


def read_deliveries(shared, participants):
    """COVAX doses of 2021 by (product, month) and participant, and rows of doses from elsewhere."""
    delivered, elsewhere, seen = {}, [], set()
    for row in read_shared(shared, "deliveries.csv"):
        iso3, month, product = row["iso3"], row["month"], row["product"]
        if iso3 not in participants or month not in MONTHS:
            continue
        where = f"deliveries.csv: {iso3} {month} {product}"
        require(where not in seen, f"{where}: twice")
        seen.add(where)
        covax = count(row["doses_covax"])
        other = {channel: count(row[column]) for channel, column in CHANNELS.items()}
        adds_up = covax + sum(other.values()) == count(row["doses_total"])
        require(adds_up and min(covax, *other.values()) >= 0,
                f"{where}: the channels do not add up")
        if covax:
            delivered.setdefault((product, month), {})[iso3] = covax
        elsewhere += [(iso3, month_end(month), product, doses, channel)
                      for channel, doses in other.items() if doses]
    require(all(month >= "2021" for _, month in delivered), "COVAX doses before 2021")
    return delivered, elsewhere


def administered_rows(shared):
    """For those that the delivery table lacks: doses given, by month, as the doses they had."""
    last = {}
    for row in read_shared(shared, "vaccinations.csv"):
        month = row["week_end"][:7]
        if row["iso3"] in SERVED_BY_THE_USA and month in MONTHS and row["doses_administered"]:
            last[row["iso3"], month] = count(row["doses_administered"])
    rows, before = [], {}
    for (iso3, month), cumulative in sorted(last.items()):
        doses = cumulative - before.get(iso3, 0)
        require(doses >= 0, f"vaccinations.csv: {iso3} falls in {month}")
        before[iso3] = cumulative
        if doses:
            rows.append((iso3, month_end(month), "UNKNOWN", doses, "administered"))
    return rows


def measure_borders(shared, participants):
    """Did vaccines arrive in months with travel control C8 at 4 in every week? PRK is left out."""
    weeks, arrived, covax = {}, {}, {}
    for row in read_shared(shared, "border_closure.csv"):
        key = row["iso3"], row["week_end"][:7]
        if key[0] in participants and key[0] != "PRK" and key[1] in MONTHS[1:] and row["c8_max"]:
            weeks.setdefault(key, []).append(float(row["c8_max"]))
    for row in read_shared(shared, "deliveries.csv"):
        key = row["iso3"], row["month"]
        arrived[key] = arrived.get(key, 0) + count(row["doses_total"])
        covax[key] = covax.get(key, 0) + count(row["doses_covax"])
    closed = [key for key in weeks if min(weeks[key]) == 4]
    others = [key for key in weeks if min(weeks[key]) < 4]
    expected = 0.0  # had the closed ones received as often as the others in the same month
    for month in MONTHS[1:]:
        like = [arrived.get(key, 0) > 0 for key in others if key[1] == month]
        expected += sum(like) / len(like) * sum(key[1] == month for key in closed)
    closed_received = sum(arrived.get(key, 0) > 0 for key in closed)
    others_received = sum(arrived.get(key, 0) > 0 for key in others)
    return {
        "c8_coded": len({iso3 for iso3, _ in weeks}), "c8_closed": len(closed),
        "c8_countries": len({iso3 for iso3, _ in closed}), "c8_received": closed_received,
        "c8_doses": f"{sum(arrived.get(key, 0) for key in closed):,}",
        "c8_covax_received": sum(covax.get(key, 0) > 0 for key in closed),
        "c8_covax_doses": f"{sum(covax.get(key, 0) for key in closed):,}",
        "c8_open": len(others), "c8_open_received": others_received,
        "c8_expected": round(expected),
        "c8_closed_percent": round(100 * closed_received / len(closed)),
        "c8_open_percent": round(100 * others_received / len(others)),
    }


def rounds_see(lines):
    """For the README: the lines that become visible to each round under the horizon."""
    rows, taken = [], set()
    for number, date in enumerate(ROUNDS, 1):
        horizon = datetime.date.fromisoformat(date) + datetime.timedelta(days=HORIZON_DAYS)
        new = sorted(line for line, (_, _, available) in lines.items()
                     if available <= horizon.isoformat() and line not in taken)
        taken.update(new)
        months = sorted({lines[line][2][:7] for line in new})
        rows.append(f"| {number} | {date} | {len(new)} | {', '.join(months) or 'none'} |"
                    f" {sum(lines[line][1] for line in new):,} |")
    require(len(taken) == len(lines), "a line that no round sees")
    return "\n".join(rows)


def check(lines, recorded, delivered):
    """The sums that the README states."""
    require(sum(doses for _, doses, _ in lines.values()) == COVAX_DOSES_2021, "COVAX doses of 2021")
    given = {}
    for (_, line), doses in recorded.items():
        given[line] = given.get(line, 0) + doses
    require(given == {line: doses for line, (_, doses, _) in lines.items()}, "recorded doses")
    january = {key: recipients for key, recipients in delivered.items() if key[1] == "2021-01"}
    require(january == {("COVISHIELD", "2021-01"): {"IND": 10_000_000}}, "the doses of 2021-01")
    lot = products.CATALOGUE["JNJ"][3]
    janssen = [doses for (product, _), recipients in delivered.items() if product == "JNJ"
               for doses in recipients.values()]
    require(not any(doses % lot for doses in janssen), "Janssen doses in packs of 50")


def make(shared):
    """The folder as a dict from file name to text."""
    prk.check_case(shared)
    countries = {row["iso3"]: row for row in read_shared(shared, "countries.csv")
                 if row["amc92"] == "1"}
    require(len(countries) == 92, "92 AMC economies")
    delivered, elsewhere = read_deliveries(shared, countries)
    known = {row[0] for row in elsewhere}
    require(not known & set(SERVED_BY_THE_USA), "FSM or MHL in deliveries.csv")
    lines, recorded = supply_lines(delivered)
    check(lines, recorded, delivered)
    other = elsewhere + administered_rows(shared)
    weeks, negatives = severity.rows(shared, countries, "2020-06-07", "2021-12-26")
    places = {row["iso3"]: row for row in read_shared(shared, "countries.csv")}
    excess = severity.excess_rows(shared, places, END)
    supplied = {product for product, _ in delivered}
    without = sorted(set(countries) - {iso3 for iso3, _ in recorded})
    require(set(OPTED_OUT) | {"COM", "FSM", "MHL", "MMR", "PRK"} == set(without),
            f"without COVAX doses: {without}")
    codes = sorted(supplied | {row[2] for row in other})
    by_channel = {}
    for *_, doses, channel in other:
        by_channel[channel] = by_channel.get(channel, 0) + doses
    readme = COVAX_2021_README.substitute(
        measure_borders(shared, countries), total=f"{COVAX_DOSES_2021:,}", lines=len(lines),
        negatives=negatives, excess_places=len({row[0] for row in excess}),
        without=", ".join(without), horizon=HORIZON_DAYS,
        rounds_see=rounds_see(lines), prk_sources=prk.sources_as_markdown(shared),
        offer_round=OFFER_ROUND, channels="\n".join(
            f"| {channel} | {doses:,} |" for channel, doses in sorted(by_channel.items())))
    return {
        "README.md": reflowed(readme),
        "scenario.toml": SETTINGS.format(
            start=START, end=END, horizon=HORIZON_DAYS, steps=prk.steps_as_toml(),
            dates="\n".join(f"    {date}," for date in ROUNDS)),
        "participants.csv": table((*PARTICIPANT_COLUMNS, "region"), [
            (*participant_row(iso3, count(row["pop_2021"]), row["income_group_fy22"]),
             row["who_region"]) for iso3, row in countries.items()]),
        "products.csv": table(products.COLUMNS,
                              products.catalogue_rows(shared, codes, supplied)),
        "supply.csv": table(("supply", "product", "doses", "available", "expires", "kind"), [
            (line, product, doses, available, "", "purchase_agreement")
            for line, (product, doses, available) in lines.items()]),
        "recorded.csv": table(("participant", "supply", "doses"), [
            (iso3, line, doses) for (iso3, line), doses in recorded.items()]),
        "other_supply.csv": table(OTHER_SUPPLY_COLUMNS, other),
        "severity.csv": table(severity.COLUMNS, weeks),
        "excess.csv": table(severity.EXCESS_COLUMNS, excess),
        "borders.csv": prk.borders(),
        "readiness.csv": prk.readiness(countries, START),
        "preferences.csv": table(("participant", "product", "choice", "from", "until"), [
            (iso3, "*", "opt_out", "2021-01-01", "2021-12-31") for iso3 in OPTED_OUT]),
        "offers.csv": prk.offers(OFFER_ROUND, OFFERED_LINE),
        "responses.csv": prk.responses(OFFER_ROUND),
        "returns.csv": table(
            ("participant", "date", "product", "doses", "reason", "wish"), RETURNS),
        "forecasts.csv": prk.forecasts(),
    }
