"""Writes the tables of people and contacts that the epidemic is worked out from.

    python3 tools/make_epidemic_tables.py [--shared ../shared] [--out FOLDER]

The inputs stay outside the repository (their folder has the sources); what is written is as small
as it can be and has every number as it came. The README beside the tables names sources and terms.
"""
import argparse
import csv
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
BANDS = ["0-4", "5-9", "10-14", "15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49",
         "50-54", "55-59", "60-64", "65-69", "70-74", "75-79", "80+"]
OLDEST = ["80-84", "85-89", "90+"]


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_country(path, bands):
    people = {}
    for row in rows_of(path):
        people.setdefault(row["iso3"], {})[row["age_band"]] = row["population"]
    for iso3, found in people.items():
        if sorted(found) != sorted(bands):
            raise SystemExit(f"{path}: {iso3} has the bands {sorted(found)}")
    return people


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
    print(f"{path}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", type=pathlib.Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=pathlib.Path,
                        default=ROOT / "src/aliquot/io/epidemic/tables")
    options = parser.parse_args()
    data = options.shared / "data/epidemic"
    people = by_country(data / "population_by_age.csv", BANDS)
    oldest = by_country(data / "population_80plus.csv", OLDEST)
    surveys = rows_of(data / "contact_matrices.csv")
    known = {row["matrix_id"] for row in surveys}
    countries = []
    for row in sorted(rows_of(data / "country_settings.csv"), key=lambda each: each["iso3"]):
        iso3 = row["iso3"]
        if row["contact_matrix_id"] not in known:
            raise SystemExit(f"{iso3}: there is no survey {row['contact_matrix_id']}")
        if sum(map(int, people[iso3].values())) != int(row["population"]):
            raise SystemExit(f"{iso3}: the bands do not add up to its population")
        group = "" if row["income_group"] == "NA" else row["income_group"]
        countries.append([iso3, row["name"], group, row["contact_matrix_id"],
                          *(("" if row[name] == "NA" else row[name])
                            for name in ("hosp_beds_per_1000", "icu_beds_per_1000"))]
                         + [people[iso3][band] for band in BANDS]
                         + [oldest[iso3][band] for band in OLDEST])
    write(options.out / "countries.csv",
          ["iso3", "name", "income_group", "survey", "hosp_beds_per_1000", "icu_beds_per_1000"]
          + BANDS + OLDEST, countries)
    write(options.out / "surveys.csv",
          ["survey"] + list(surveys[0])[1:], [list(row.values()) for row in surveys])


if __name__ == "__main__":
    main()
