"""What COVAX announced by when, as forecasts.csv has it: doses that were to come, with a due date.

The rounds whose window of delivery was published: the first Pfizer wave, the first round of March
2021, and rounds 4, 5 and 6. Later rounds have no window in the sources, so nothing is due there.
"""
from scenario_files import count, month_end, read_shared, require, table
import scenario_prk as prk

COLUMNS = ("participant", "announced", "product", "doses", "note", "due", "supplier")
FIRST_ROUND = (  # column of covax_round1.csv, product, supplier, row of the index
    ("az_sii_doses", "COVISHIELD", "Serum Institute of India", "2"),
    ("az_skbio_doses", "AZ", "SK bioscience", "2"),
    ("pfizer_first_wave_doses", "PFIZER", "Pfizer", "1"),
)
SUPPLIERS = {"AZ": "AstraZeneca", "PFIZER": "Pfizer", "SINOPHARM": "Sinopharm",
             "SINOVAC": "Sinovac"}
LATER_ROUNDS = ("4", "5", "6")
NAMES = {"AZ": "AstraZeneca", "PFIZER": "Pfizer", "SINOPHARM": "Sinopharm", "SINOVAC": "Sinovac",
         "MODERNA": "Moderna", "JNJ": "J&J", "COVISHIELD": ""}


def window_end(text):
    """The last day of `2021-Q3`, or of `2021-02 to 2021-05`."""
    last = text.split(" to ")[-1]
    year, part = last.split("-")
    return month_end(f"{year}-{3 * int(part[1]):02}" if part.startswith("Q") else last)


def check_sources(first_round, allocated, long_form):
    """The tables that say the same thing say the same thing."""
    ours = {(row["iso3"], row["round"], row["product"]): count(row["doses_allocated"])
            for row in allocated}
    for row in first_round:
        listed = ours.get((row["iso3"], "1", "COVISHIELD"), 0)
        require(not listed or listed == count(row["az_sii_doses"]),
                f"first round of {row['iso3']}")
    theirs = {(row["iso3"], row["round"], row["product"]): count(row["doses_allocated"])
              for row in long_form}
    for (iso3, number, product), doses in ours.items():
        if number in LATER_ROUNDS:
            require(theirs.get((iso3, number, NAMES[product])) == doses,
                    f"round {number} of {iso3}: {product}")


def rows(shared, participants):
    """One for each participant, announcement and product."""
    index = {row["round_official"]: row
             for row in read_shared(shared, "covax/covax_rounds_index.csv")}
    first_round = read_shared(shared, "covax/covax_round1.csv")
    allocated = read_shared(shared, "covax_allocations_hrp.csv")
    check_sources(first_round, allocated, read_shared(shared, "covax/covax_rounds4to9_hrp.csv"))

    def announcement(iso3, number, product, supplier, doses, note):
        source = index[number]
        return (iso3, source["decision_or_publication_date"], product, doses, note,
                window_end(source["delivery_window"]), supplier)

    made = [(*prk.FORECAST, "", "")]
    for row in first_round:
        for column, product, supplier, number in FIRST_ROUND:
            doses = count(row[column])
            if row["iso3"] in participants and doses:
                note = ("first round, inferred from \"1.7 million\""
                        if row["status"].startswith("press_rounded") else
                        "first round" if number == "2" else "exceptional first wave")
                made.append(announcement(row["iso3"], number, product, supplier, doses, note))
    for row in allocated:
        if row["iso3"] in participants and row["round"] in LATER_ROUNDS:
            made.append(announcement(row["iso3"], row["round"], row["product"],
                                     SUPPLIERS[row["product"]], count(row["doses_allocated"]),
                                     f"round {row['round']}"))
    return made


def forecasts(made):
    """forecasts.csv."""
    return table(COLUMNS, made)


def summary(made):
    """For the README: announcements with a due date, by the day of the announcement."""
    groups = {}
    for _, announced, _, doses, _, due, supplier in made:
        if due:
            number, total = groups.get((announced, due, supplier), (0, 0))
            groups[announced, due, supplier] = number + 1, total + doses
    return "\n".join(f"| {announced} | {supplier} | {due} | {number} | {total:,} |"
                     for (announced, due, supplier), (number, total) in sorted(groups.items()))
