"""Scenario dprk-2021: ten participants of COVAX's first AstraZeneca round, told around one of them.

The allocation of 2 March 2021, the slips of the supply, the seven readiness steps, the closed
border, and the Sinovac doses that were declined "to severely affected countries".
"""
import datetime

from scenario_files import count, read_shared, reflowed, require, table
from scenario_places import PARTICIPANT_COLUMNS, participant_row
import scenario_prk as prk
import scenario_products as products
import scenario_severity as severity
import scenario_statements as statements
from scenario_readmes import DPRK_2021_README
from scenario_round_1 import TRACKS, rule_doses

PARTICIPANTS = ("AFG", "BGD", "COD", "ETH", "HTI", "MMR", "NGA", "PAK", "PRK", "YEM")
START = "2021-02-03"
COVISHIELD_LINE = "COVISHIELD-2021-03"
SINOVAC_LINE = "SINOVAC-2021-08"

SETTINGS = """\
# Ten participants of COVAX's first AstraZeneca round.
# README.md tells the story and names every source.
format = "aliquot-scenario/1"
title = "COVAX and the DPRK in 2021, with nine other participants of the first AstraZeneca round"
start = 2021-02-03                     # the interim distribution forecast
end = 2021-12-31
seed = 2021                            # used by lotteries only; ties go by id here

[rounds]
# 2 March: the first AstraZeneca round was published.
# 1 August: opens the month in which Sinovac was offered.
dates = [2021-03-02, 2021-08-01]
horizon_days = 31                      # takes in the Sinovac doses, available on 25 August

[rule]
name = "proportional"                  # COVAX phase 1: in proportion to population, whole lots
counts = "facility_only"               # phase 1 did not count doses from elsewhere
ceiling = 0.2                          # phase 1 went up to 20% of the population
tie = "id"

[buffer]
share = 0.0                            # COVAX's 5% humanitarian buffer came on top

[gates]
shelf_life_on_arrival_days = 70        # ten weeks, asked for in late 2021
offer_deadline_days = 30               # the one dated answer came after 30 days, 31 August
answer_days = 7                        # judgement: for answers without a date
required_steps = []                    # allocated before the steps were done; see [delivery]
off = ["border_closed"]                # and to a participant whose border was closed

[lots]
respect = true                         # 12,000 doses of Covishield, 1,200 of Sinovac
rounding = "webster"                   # not used: the proportional rule floors

[reallocation]
rule = "most_severely_affected"        # what the declining participant wished for
recipients = 3                         # judgement: three hardest hit at a time
window_days = 28                       # judgement: deaths of the four weeks before

[delivery]
transit_days = 7                       # judgement
required_steps = [                     # before dispatch; the report names two of them
{steps}
]
"""


def hardest_hit(weeks, round_1):
    """For the README: the three with most deaths per head in the 28 days before the decline."""
    declined = datetime.date.fromisoformat(prk.DECLINED_ON)
    after, until = (declined - datetime.timedelta(days=28)).isoformat(), declined.isoformat()
    deaths = {iso3: sum(row[2] for row in weeks if row[0] == iso3 and after < row[1] <= until)
              for iso3 in PARTICIPANTS}
    per_million = {iso3: 1e6 * deaths[iso3] / count(round_1[iso3]["population"])
                   for iso3 in PARTICIPANTS}
    ranked = sorted(PARTICIPANTS, key=lambda iso3: -per_million[iso3])
    return ", ".join(f"{iso3} ({deaths[iso3]:,} reported deaths, {per_million[iso3]:.1f} a million)"
                     for iso3 in ranked[:3])


def make(shared):
    """The folder as a dict from file name to text."""
    prk.check_case(shared)
    statements.check_case(shared)
    round_1 = {row["iso3"]: row for row in read_shared(shared, "covax/covax_round1.csv")}
    published = {iso3: count(round_1[iso3]["az_sii_doses"]) for iso3 in PARTICIPANTS}
    lot = products.CATALOGUE["COVISHIELD"][3]
    require(all(doses and doses % lot == 0 for doses in published.values()), "figures in lots")
    require(published["PRK"] == prk.FIRST_ROUND_DOSES, "PRK in the first round")
    rate = TRACKS["AZ_SII"][2]
    require(all(rule_doses(count(round_1[iso3]["population"]), 0, lot, rate) == published[iso3]
                for iso3 in PARTICIPANTS), "the rule gives the ten published figures")
    pool = sum(published.values())
    income = {row["iso3"]: row["income_group_fy22"]
              for row in read_shared(shared, "countries.csv")}
    weeks, negatives = severity.rows(shared, PARTICIPANTS, "2020-12-06", "2021-12-26")
    return {
        "README.md": reflowed(DPRK_2021_README.substitute(
            pool=f"{pool:,}", negatives=negatives, prk_sources=prk.sources_as_markdown(shared),
            hardest_hit=hardest_hit(weeks, round_1),
            statement_sources=statements.sources_as_markdown(), published="\n".join(
                f"| {iso3} | {count(round_1[iso3]['population']):,} | {published[iso3]:,} |"
                f" {round_1[iso3]['status']} |" for iso3 in PARTICIPANTS))),
        "scenario.toml": SETTINGS.format(steps=prk.steps_as_toml()),
        "participants.csv": table(PARTICIPANT_COLUMNS, [
            participant_row(iso3, count(round_1[iso3]["population"]), income[iso3])
            for iso3 in PARTICIPANTS]),
        "products.csv": table(products.COLUMNS, products.catalogue_rows(
            shared, ("COVISHIELD", "SINOVAC"), (), {"COVISHIELD": 100000, "SINOVAC": 1200})),
        "supply.csv": table(("supply", "product", "doses", "available", "expires", "kind"), [
            (COVISHIELD_LINE, "COVISHIELD", pool, "2021-03-02", "2022-03-31", "purchase_agreement"),
            (SINOVAC_LINE, "SINOVAC", prk.SINOVAC_DOSES, prk.SINOVAC_OFFERABLE_FROM, "",
             "purchase_agreement")]),
        "delays.csv": table(("supply", "announced", "available"), [
            (COVISHIELD_LINE, "2021-03-25", "2021-05-31"),
            (COVISHIELD_LINE, "2021-05-20", "2021-07-01")]),
        "forecasts.csv": prk.forecasts(),
        "offers.csv": prk.offers(2, SINOVAC_LINE),
        "responses.csv": prk.responses(2),
        "readiness.csv": prk.readiness(PARTICIPANTS, START),
        "borders.csv": prk.borders(),
        "severity.csv": table(severity.COLUMNS, weeks),
        "statements.csv": statements.statements(),
    }
