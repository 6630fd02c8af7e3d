"""Scenario covax-round-1: the published first AstraZeneca round, to test `proportional` against."""
from fractions import Fraction
from math import ceil, floor

from scenario_files import (OTHER_SUPPLY_COLUMNS, count, read_shared, reflowed, require, table)
from scenario_places import PARTICIPANT_COLUMNS, participant_row
import scenario_products as products
from scenario_readmes import COVAX_ROUND_1_README

# source_product of the replication table: (product, supply line, doses per head)
TRACKS = {
    "AZ_SII": ("az_sii", "AZ-SII-ROUND-1", "0.0663028"),
    "AZ_SKBio": ("az_skbio", "AZ-SKBIO-ROUND-1", "0.0429175"),
}
NAMES = {"az_sii": ("Covishield (Serum Institute of India)", 12000),
         "az_skbio": ("AstraZeneca made by SK bioscience", 2400),
         "pfizer": ("Comirnaty (Pfizer-BioNTech)", 1170)}
MINIMUM_SHIPMENT = 100000
CEILING = Fraction(1, 5)
DOSES_PER_COURSE = 2
ROUND_MILLION = 1_000_000

SETTINGS = """\
# COVAX's first AstraZeneca round (published 2 March 2021), 39 participants.
# README.md names every source.
format = "aliquot-scenario/1"
title = "COVAX first AstraZeneca round, March 2021: the published figures and the rule behind them"
start = 2021-03-02
end = 2021-05-31                       # the round's doses were for delivery from February to May
seed = 2021                            # used by lotteries only; ties go by id here

[rounds]
dates = [2021-03-02]                   # the day of publication
horizon_days = 30                      # both supply lines are available on the day itself

[rule]
name = "proportional"                  # floored to lots, with the small-state minimum shipment
counts = "facility_only"               # COVAX's Pfizer first wave is netted, nothing else
ceiling = {ceiling}                          # a minimum shipment stops at 20%, rounded up to lots
tie = "id"

[rule.rate_doses_per_head]             # fitted to the published figures, one rate a source
{rates}

[buffer]
share = 0.0                            # COVAX's 5% humanitarian buffer came on top

[gates]
shelf_life_on_arrival_days = 0         # no such condition is known for this round
offer_deadline_days = 14               # not known; no answer is listed: all accept
required_steps = []                    # readiness decided when doses went, not how many

[lots]
respect = true                         # 12,000 and 2,400 doses
rounding = "webster"                   # not used: the proportional rule floors

[reallocation]
rule = "most_severely_affected"        # not used: nothing is declined

[delivery]
transit_days = 7                       # judgement
required_steps = []
"""


def rule_doses(population, earlier, lot, rate):
    """The rule: floored to lots after netting, or the small-state minimum if that is more."""
    base = lot * floor((Fraction(rate) * population - earlier) / lot)
    small = min(lot * ceil(Fraction(MINIMUM_SHIPMENT, lot)),
                lot * ceil(DOSES_PER_COURSE * CEILING * population / lot))
    return max(base, small)


def make(shared):
    """The folder as a dict from file name to text."""
    rows = read_shared(shared, "covax/covax_round1_replication.csv")
    require(len(rows) == 39, "39 participants")
    groups = {row["iso3"]: row["participant_group"]
              for row in read_shared(shared, "covax/covax_round1.csv")}
    participants, netted, recorded, exact = [], [], [], 0
    needed = {track: 0 for track in TRACKS}
    members = {track: [] for track in TRACKS}
    misses = []
    for row in rows:
        iso3, track = row["iso3"], row["source_product"]
        product, line, rate = TRACKS[track]
        population, earlier = count(row["population"]), count(row["pfizer_first_wave_netted_doses"])
        published = count(row["published_doses"])
        doses = rule_doses(population, earlier, NAMES[product][1], rate)
        require(doses == count(row["rule_doses"]), f"the rule gives {iso3} {doses}")
        exact += doses == published
        if doses != published:
            misses.append(
                f"| {iso3} | {line} | {published:,} | {doses:,} | {doses - published:+,} |")
        needed[track] += doses
        members[track].append(iso3)
        participants.append(participant_row(iso3, population, groups[iso3]))
        recorded.append((iso3, line, published))
        if earlier:
            netted.append((iso3, "2021-02-03", "pfizer", earlier, "facility"))
    require(exact == 30, f"the rule reproduces {exact} figures")
    supply = [(line, product, -(-needed[track] // ROUND_MILLION) * ROUND_MILLION, "2021-03-02",
               "", "purchase_agreement", ";".join(sorted(members[track])))
              for track, (product, line, _) in TRACKS.items()]
    known = products.facts(shared)
    rates = "\n".join(f"{product} = {rate}" for product, _, rate in TRACKS.values())
    lines = "\n".join(
        f"| {line} | {len(members[track])} | {needed[track]:,} | {supply[index][2]:,} |"
        f" {sum(given[2] for given in recorded if given[1] == line):,} |"
        for index, (track, (_, line, _)) in enumerate(TRACKS.items()))
    return {
        "README.md": reflowed(
            COVAX_ROUND_1_README.substitute(lines=lines, misses="\n".join(misses))),
        "scenario.toml": SETTINGS.format(rates=rates, ceiling=float(CEILING)),
        "participants.csv": table(PARTICIPANT_COLUMNS, participants),
        "products.csv": table(products.COLUMNS, [
            products.product_row(known[code], code, name, DOSES_PER_COURSE, lot,
                                 0 if code == "pfizer" else MINIMUM_SHIPMENT)
            for code, (name, lot) in NAMES.items()]),
        "supply.csv": table(
            ("supply", "product", "doses", "available", "expires", "kind", "earmark"), supply),
        "other_supply.csv": table(OTHER_SUPPLY_COLUMNS, netted),
        "recorded.csv": table(("participant", "supply", "doses"), recorded),
    }
