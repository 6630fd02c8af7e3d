"""The Democratic People's Republic of Korea (PRK) and COVAX in 2021, as two scenarios use it.

From prk_case.csv and covax_reallocation_events.csv: single facts from the press, each with its
address there.
"""
from scenario_files import count, read_shared, require, table

# The report of 4 July 2021 says that two of seven steps were done and names two that were missing.
STEPS_DONE = ("step_1_of_7", "step_2_of_7")
STEPS_MISSING = ("indemnity_signed", "international_staff_admitted", "step_5_of_7", "step_6_of_7",
                 "step_7_of_7")
STEPS = STEPS_DONE + STEPS_MISSING
STEPS_KNOWN_ON = "2021-07-04"

BORDER = ("PRK", "2020-01-22", "2022-12-31")
SINOVAC_DOSES = 2_970_000
SINOVAC_OFFERABLE_FROM = "2021-08-25"
DECLINED_ON = "2021-08-31"
LAST_REPORT_USED = "2021-09-01"
DECLINE_REASON = ("The Ministry of Public Health told COVAX that the doses may go to severely"
                  " affected countries (reported 31 August to 1 September 2021)")
DECLINE_WISH = "to severely affected countries"
OFFER_REASON = "COVAX offered these doses in August 2021; how their number was set is not known"

FORECAST = ("PRK", "2021-02-03", "COVISHIELD", 1_992_000,
            "COVAX interim distribution forecast for the first half of 2021: a plan, not an"
            " allocation")
FIRST_ROUND_DOSES = 1_704_000


def check_case(shared):
    """Raises Broken when the tables no longer say what this page says."""
    case = {(row["date"], row["event"], row["product"]): row
            for row in read_shared(shared, "prk_case.csv")}
    events = {(row["date"], row["iso3"], row["event"]): row
              for row in read_shared(shared, "covax/covax_reallocation_events.csv")}
    forecast = case["2021-02-03", "forecast", "COVISHIELD"]
    require(count(forecast["doses"]) == FORECAST[3], "PRK forecast")
    allocation = case["2021-03-02", "allocation", "COVISHIELD"]
    require(count(allocation["doses"]) == FIRST_ROUND_DOSES, "PRK in the first round")
    require((STEPS_KNOWN_ON, "readiness", "") in case, "PRK steps")
    declined = events[DECLINED_ON, "PRK", "decline_reassign_to_severely_affected"]
    require(count(declined["doses"]) == SINOVAC_DOSES, "PRK Sinovac")


def readiness(participants, start):
    """readiness.csv: seven steps from `start`; for PRK two, from the day they were reported."""
    rows = [(participant, step, start) for participant in participants if participant != "PRK"
            for step in STEPS]
    rows += [("PRK", step, STEPS_KNOWN_ON) for step in STEPS_DONE]
    return table(("participant", "step", "from"), rows)


def borders():
    """borders.csv: PRK alone; the README says why."""
    return table(("participant", "from", "until"), [BORDER])


def offers(round_number, line):
    """offers.csv: the Sinovac doses, offered outside the rule."""
    return table(("round", "participant", "supply", "doses", "reason"),
                 [(round_number, "PRK", line, SINOVAC_DOSES, OFFER_REASON)])


def responses(round_number):
    """responses.csv: the answer to that offer."""
    return table(("participant", "round", "product", "answer", "reason", "wish", "answered"), [
        ("PRK", round_number, "SINOVAC", "decline", DECLINE_REASON, DECLINE_WISH, DECLINED_ON)])


def forecasts():
    """forecasts.csv: the plan figure of February 2021."""
    return table(("participant", "announced", "product", "doses", "note"), [FORECAST])


def steps_as_toml(indent="    "):
    """The seven steps as lines of a TOML array."""
    return "\n".join(f'{indent}"{step}",' for step in STEPS)


def sources_as_markdown(shared):
    """The reports behind this page as a list for a README."""
    return "\n".join(
        f"- {row['date']}, {row['event']}: <{row['source_url']}>"
        for row in read_shared(shared, "prk_case.csv") if row["date"] <= LAST_REPORT_USED
        if row["event"] != "declined" or row["product"] == "SINOVAC")
