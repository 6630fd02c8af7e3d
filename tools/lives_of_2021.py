#!/usr/bin/env python3
"""What COVAX averted in 2021 by the epidemic model: every run, ensemble and experiment of
docs/methods/lives-of-2021.md, and its figures as Markdown.

    lives_of_2021.py --aliquot BINARY --scenario scenarios/covax-2021 --out DIR

What is in DIR already is gone on with, so the command may be given again. With --only the named
ensembles alone are worked out; figures are printed of those that are there.
"""
import argparse
import collections
import csv
import json
import pathlib
import shutil
import statistics
import subprocess
import tomllib

RULES = {"recorded": [], "equal_coverage": [], "proportional": [],
         "most_deaths_averted": ["--set", "rule.floor=0.5"]}

# Vaccines as Watson et al. (2022) assumed them before Delta, for every product: 60 and 80 % against
# infection, 80 and 98 % against hospital in all, which is 50 and 90 % of those still infected; not
# worn off within the year. Groups and intervals are those that hold without settings.
LIKE_WATSON = {"first": [0.6, 0.5], "full": [0.8, 0.9], "waned": [0.8, 0.9]}
VACCINES = [
    {"name": "mrna", "products": ["PFIZER", "MODERNA"]},
    {"name": "vector", "products": ["AZ", "COVISHIELD", "SPUTNIK_V"], "interval_days": 84},
    {"name": "inactivated",
     "products": ["SINOPHARM", "SINOVAC", "COVAXIN", "COVOVAX", "QAZVAC", "UNKNOWN"]},
    {"name": "one_dose", "products": ["JNJ", "CANSINO", "SPUTNIK_LIGHT"], "doses_per_course": 1},
    {"name": "three_doses", "products": ["ABDALA", "SOBERANA", "ZF2001"], "doses_per_course": 3}]
WATSON = {"vaccines": [{**each, **LIKE_WATSON} for each in VACCINES]}
MANY_BEDS = 10**9
FAST = {"most_doses_a_day_per_100": 1.0}

SETTINGS = {
    "middle": {"transmissibility": "middle"},
    "lower": {"transmissibility": "lower"},
    "upper": {"transmissibility": "upper"},
    "weaker": {"variants": [{"from_day": 1, "infection_factor": 0.5, "disease_factor": 0.9}]},
    "delta": {"variants": [{"from_day": 151, "infection_factor": 0.6, "disease_factor": 0.95}]},
    "watson": WATSON,
    "beds": {"epidemic": {"hosp_beds": MANY_BEDS, "ICU_beds": MANY_BEDS}},
    "behaviour_50": {"behaviour": {"weekly_deaths_per_million": 50}},
    "behaviour_10": {"behaviour": {"weekly_deaths_per_million": 10}},
    "alone": {},
    "targets": {},
    "given": {},
    "given_upper": {"transmissibility": "upper"},
    "until": {},
    "until_upper": {"transmissibility": "upper"},
    "until_upper_watson": {"transmissibility": "upper", **WATSON},
    "paces": FAST,
}

# Doses given by the end of 2021 in low-income participants, from the source of the paces below.
GIVEN = {
    "AFG": 4018197, "BDI": 7543, "BFA": 1053330, "CAF": 436772, "COD": 282310, "ERI": 0,
    "ETH": 10832040, "GIN": 2736315, "GMB": 276276, "GNB": 412340, "LBR": 880313, "MDG": 742069,
    "MLI": 1035268, "MOZ": 13250204, "MWI": 1739356, "NER": 971636, "PRK": 0, "RWA": 6976687,
    "SDN": 3276654, "SLE": 868726, "SOM": 1453959, "SSD": 268640, "SYR": 1753522, "TCD": 285922,
    "TGO": 2377399, "UGA": 9763030, "YEM": 547019}

# Doses given until the end of each month of 2021 for 100 people: Johns Hopkins University with Our
# World in Data (CC BY 4.0), 77 high-income territories of the World Bank's groups of July 2021, and
# 228 territories; people by World Population Prospects 2019.
PACES = {
    "world": [1.3, 3.2, 7.2, 13.2, 24.2, 37.6, 49.5, 66.6, 78.0, 89.7, 100.8, 113.7],
    "rich": [5.7, 13.4, 25.2, 40.7, 61.3, 79.5, 96.4, 114.4, 125.7, 139.0, 149.4, 165.5]}
MONTH_ENDS = [f"2021-{m + 1:02}-{d}" for m, d in
              enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31))]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cut(path, less):
    """Rewrites a table of doses with every participant's cut to its share of them."""
    table = rows(path)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        for row in table:
            row["doses"] = int(int(row["doses"]) * less.get(row["participant"], 1))
            if row["doses"] > 0:
                writer.writerow(row)


class Lives:
    def __init__(self, given):
        self.aliquot = str(pathlib.Path(given.aliquot).resolve())
        self.scenario = pathlib.Path(given.scenario).resolve()
        self.out = pathlib.Path(given.out).resolve()
        self.out.mkdir(parents=True, exist_ok=True)
        self.members = str(given.members)
        self.threads = str(given.threads)

    def call(self, *words):
        subprocess.run([self.aliquot, *map(str, words)], cwd=self.out, check=True)

    def run(self, name, rule, more=(), scenario=None):
        if not (self.out / name).exists():
            self.call("run", scenario or self.scenario, "--rule", rule, *more, "--out", name,
                      "--quiet")
        return name

    def arrived(self):
        """Doses by participant, day and product: the facility's as they were, and the others."""
        doses = collections.Counter()
        for row in rows(self.out / self.run("recorded", "recorded") / "deliveries.csv"):
            doses[row["participant"], row["arrived"], row["product"]] += int(row["doses"])
        for row in rows(self.scenario / "other_supply.csv"):
            doses[row["participant"], row["date"], row["product"]] += int(row["doses"])
        return doses

    def with_other_supply(self, name, more, less=None):
        """The scenario with further doses from elsewhere; with none at all if `more` is None.
        `less`: by participant, to what share all its doses are cut before."""
        folder = self.out / f"scenario-{name}"
        if folder.exists():
            return folder
        shutil.copytree(self.scenario, folder)
        for table_name in ("recorded.csv", "other_supply.csv"):
            cut(folder / table_name, less or {})
        path = folder / "other_supply.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines = lines[:1] if more is None else lines + [
            f"{who},{day},{product},{doses},{name}"
            for (who, day, product), doses in sorted(more.items()) if doses > 0]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder

    def given(self):
        """The share of its doses that a low-income participant had given by the end of 2021."""
        arrived = collections.Counter()
        for (who, _, _), count in self.arrived().items():
            arrived[who] += count
        return {who: min(1, doses / arrived[who]) for who, doses in GIVEN.items() if arrived[who]}

    def reaching(self, target, less=None):
        """What low-income participants below the target of full courses would need besides: all
        that they had, so many times over."""
        per_course = {row["product"]: int(row["doses_per_course"])
                      for row in rows(self.scenario / "products.csv")}
        courses, doses = collections.Counter(), self.arrived()
        for (who, _, product), count in doses.items():
            courses[who] += count / per_course[product]
        more = {}
        for row in rows(self.scenario / "participants.csv"):
            who, wanted = row["participant"], target * int(row["population"])
            if row["group"] != "LIC" or courses[who] >= wanted or courses[who] <= 0:
                continue
            factor = wanted / courses[who] - (less or {}).get(who, 1)
            more.update({key: round(count * factor) for key, count in doses.items()
                         if key[0] == who})
        return more

    def keeping_pace(self, per_100):
        """Comirnaty at the end of every month, as much as is missing to so many doses."""
        doses, more = self.arrived(), {}
        for row in rows(self.scenario / "participants.csv"):
            who, given = row["participant"], 0
            for day, level in zip(MONTH_ENDS, per_100):
                own = sum(count for (other, when, _), count in doses.items()
                          if other == who and when <= day)
                missing = round(level * int(row["population"]) / 100) - own - given
                if missing > 0:
                    more[who, day, "PFIZER"] = missing
                    given += missing
        return more

    def runs_of(self, name):
        """The runs of an ensemble, and the yardsticks beside them."""
        if name == "alone":
            return [self.run("alone", "recorded", scenario=self.with_other_supply("alone", None))
                    ], "nothing"
        if name.startswith("until"):
            settings = tomllib.loads((self.scenario / "scenario.toml").read_text(encoding="utf-8"))
            day = min(str(settings["end"]), "2021-12-08")
            return [self.run("until", "recorded", ["--until", day])], "nothing"
        if name.startswith("targets"):
            return [self.run("recorded", "recorded")] + [
                self.run(f"reach-{target}", "recorded", scenario=self.with_other_supply(
                    f"reach-{target}", self.reaching(target / 100))) for target in (20, 40)
            ], "nothing"
        if name.startswith("given"):
            less = self.given()
            runs = [self.run("given", "recorded",
                             scenario=self.with_other_supply("given", {}, less))]
            for target in (20, 40):
                more = self.reaching(target / 100, less)
                runs.append(self.run(f"given-{target}", "recorded", scenario=
                                     self.with_other_supply(f"given-{target}", more, less)))
            return runs, "nothing"
        if name == "paces":
            return [self.run("recorded", "recorded")] + [
                self.run(pace, "recorded",
                         scenario=self.with_other_supply(pace, self.keeping_pace(levels)))
                for pace, levels in PACES.items()], "nothing"
        return [self.run(rule, rule, more) for rule, more in RULES.items()], "nothing,elsewhere"

    def ensemble(self, name):
        settings = self.out / f"{name}.json"
        settings.write_text(json.dumps(SETTINGS[name]) + "\n", encoding="utf-8")
        runs, beside = self.runs_of(name)
        self.call("ensemble", *runs, "--beside", beside, "--settings", settings.name, "--members",
                  self.members, "--threads", self.threads, "--out", f"ensemble-{name}",
                  "--resume", "--quiet")


def with_range(values):
    """Mean, and 5 % to 95 % of members."""
    ends = statistics.quantiles(values, n=20, method="inclusive")
    return f"{statistics.mean(values):,.0f} ({ends[0]:,.0f} to {ends[-1]:,.0f})"


def table(head, body):
    print("| " + " | ".join(head) + " |\n| " + " | ".join("---" for _ in head) + " |")
    for row in body:
        print("| " + " | ".join(map(str, row)) + " |")
    print()


def tell(folder, name):
    """The figures of one ensemble: deaths under every run, and averted against the yardsticks; in
    all, by group, and with and without India."""
    head = json.loads((folder / "ensemble.json").read_text(encoding="utf-8"))
    runs = head["runs"]
    yardsticks = [k for k, run in enumerate(runs) if "inputs_sha256" not in run]
    whole = collections.defaultdict(lambda: [[0] * head["members_here"] for _ in runs])
    groups = {one["participant"]: one.get("group", "") for one in head["participants"]}
    for row in rows(folder / "members.csv"):
        who, india = row["participant"], row["participant"] == "IND"
        for part in ("all", groups[who], "India" if india else "all but India"):
            whole[part][int(row["run"]) - 1][int(row["member"]) - 1] += int(row["deaths"])
    print(f"## {name}\n")
    body = []
    for part in sorted(whole):
        for k, run in enumerate(runs):
            deaths = whole[part]
            body.append([part, run["rule"] if k in yardsticks else run["run"],
                         f"{statistics.mean(deaths[k]):,.0f}",
                         *[with_range([a - b for a, b in zip(deaths[y], deaths[k])])
                           if k > y else "" for y in yardsticks]])
    table(["of", "run", "deaths", *[f"averted against {runs[y]['rule']}" for y in yardsticks]],
          body)


def tell_shares(folder):
    """Of low and lower middle income participants with more than a thousand deaths, the share that
    each run averts against what happened: least, median, most."""
    deaths = collections.defaultdict(dict)
    groups = {one["participant"]: one.get("group", "") for one in json.loads(
        (folder / "ensemble.json").read_text(encoding="utf-8"))["participants"]}
    for row in rows(folder / "participants.csv"):
        if groups[row["participant"]] in ("LIC", "LMIC"):
            deaths[row["participant"]][int(row["run"])] = float(row["deaths_mean"])
    many = {who: by for who, by in deaths.items() if by[2] > 1000}
    for run in (3, 4):
        shares = sorted((1 - by[run] / by[2], who) for who, by in many.items())
        if shares:
            print(f"run {run}, {len(shares)} participants: {shares[0]}, "
                  f"{statistics.median(share for share, _ in shares):.3f}, {shares[-1]}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--aliquot", required=True)
    parser.add_argument("--scenario", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--members", type=int, default=32)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=SETTINGS, default=list(SETTINGS))
    given = parser.parse_args()
    lives = Lives(given)
    for name in given.only:
        lives.ensemble(name)
    for name in SETTINGS:
        if (lives.out / f"ensemble-{name}" / "ensemble.json").exists():
            tell(lives.out / f"ensemble-{name}", name)
    if (lives.out / "ensemble-paces" / "ensemble.json").exists():
        tell_shares(lives.out / "ensemble-paces")


if __name__ == "__main__":
    main()
