"""Writes one question in three forms: what is the largest coverage that everybody can have?

    python3 tools/make_max_min_program.py FOLDER

200 countries of 5 thousand to 900 million people, 20 supply lines, each open to a country with
probability 0.3; supply for 40 % of all people. FOLDER then holds

    natural.lp      a linear program in people and courses, as one would write it down
    scaled.lp       the same with parts of a population and parts of a supply as units
    countries/      the same as tables, for `aliquot allocate FOLDER/countries`

The programs are in the LP format that most solvers read. The same bytes every time.
"""
import math
import pathlib
import random
import sys

COUNTRIES, LINES = 200, 20
TERMS_IN_A_ROW = 8  # of text: some readers refuse long rows


def drawn():
    """People by country, the lines that each may take, courses by line."""
    draw = random.Random(1)

    def normal():
        return math.sqrt(-2 * math.log(1 - draw.random())) * math.cos(2 * math.pi * draw.random())

    people = [min(900_000_000, max(5_000, int(math.exp(15.5 + 2 * normal()))))
              for _ in range(COUNTRIES)]
    lines = [[j for j in range(LINES) if draw.random() < 0.3] or [i % LINES]
             for i in range(COUNTRIES)]
    parts = [math.exp(1.2 * normal()) for _ in range(LINES)]
    courses = [int(0.4 * sum(people) * part / sum(parts)) for part in parts]
    return people, lines, courses


def term(factor, name):
    return name if factor == 1 else f"{factor:.17g} {name}"


def row(name, terms, bound):
    rows = [" + ".join(terms[k:k + TERMS_IN_A_ROW]) for k in range(0, len(terms), TERMS_IN_A_ROW)]
    return f" {name}: " + "\n + ".join(rows) + f" {bound}"


def program(people, lines, courses, scaled):
    """Courses, or the part of its people, that country i is given of line j: x<i>_<j>."""
    text = ["Maximize", " obj: level", "Subject To"]
    for i, who in enumerate(people):
        needs = term(1 if scaled else who, "level")
        text.append(row(f"country{i}", [f"x{i}_{j}" for j in lines[i]], f"- {needs} >= 0"))
    for j, supply in enumerate(courses):
        users = [i for i in range(COUNTRIES) if j in lines[i]]
        terms = [term(people[i] / supply if scaled else 1, f"x{i}_{j}") for i in users]
        text.append(row(f"line{j}", terms, f"<= {1 if scaled else supply}"))
    return "\n".join([*text, "End"]) + "\n"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    tables = folder / "countries"
    tables.mkdir(parents=True, exist_ok=True)
    people, lines, courses = drawn()
    (folder / "natural.lp").write_text(program(people, lines, courses, False), encoding="utf-8")
    (folder / "scaled.lp").write_text(program(people, lines, courses, True), encoding="utf-8")
    rows = [f"C{i:03},{who},{';'.join(f'L{j:02}' for j in lines[i])}"
            for i, who in enumerate(people)]
    (tables / "recipients.csv").write_text("\n".join(["recipient,weight,lines", *rows]) + "\n",
                                           encoding="utf-8")
    rows = [f"L{j:02},{supply}" for j, supply in enumerate(courses)]
    (tables / "lines.csv").write_text("\n".join(["supply,doses", *rows]) + "\n",
                                      encoding="utf-8")


if __name__ == "__main__":
    main()
