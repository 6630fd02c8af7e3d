"""The script of docs/methods/lives-of-2021.md on three islands: every ensemble and experiment is
worked out, gone on with, and its doses are those that the page says.

    lives_of_2021_test.py --aliquot BINARY
"""
import argparse
import csv
import os
import pathlib
import sys
import tempfile
import unittest

from ensemble_world import FILES, run

TOOL = pathlib.Path(__file__).resolve().parents[2] / "tools" / "lives_of_2021.py"
ISLANDS = FILES | {
    "participants.csv": "participant,name,population,group\n"
                        "FJI,Fiji,896444,LIC\nGRD,Grenada,112519,UMIC\nWSM,Samoa,198410,LMIC\n",
    "other_supply.csv": "participant,date,product,doses,channel\n"
                        "FJI,2021-03-01,PFIZER,40000,bilateral\n",
    "transmissibility.csv":
        "participant,from,r0_lower,r0,r0_upper,weak,seeds_lower,seeds,seeds_upper\n"
        + "".join(f"{who},2021-01-01,1.6,1.7,1.8,no,40,50,60\n" for who in ("FJI", "GRD", "WSM")),
}
aliquot = ""


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class LivesOf2021(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        (cls.folder / "islands").mkdir()
        for name, text in ISLANDS.items():
            (cls.folder / "islands" / name).write_text(text)
        cls.said = cls.tool()

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def tool(cls, *words):
        return run([sys.executable, TOOL, "--aliquot", aliquot, "--scenario", "islands", "--out",
                    "out", "--members", "2", *words], cls.folder)

    def test_tells_every_ensemble_and_the_same_again(self):
        for name in ("middle", "lower", "upper", "weaker", "delta", "watson", "beds",
                     "behaviour_10", "alone", "targets", "given", "paces"):
            self.assertIn(f"\n## {name}\n", "\n" + self.said)
        self.assertIn("| averted against no doses | averted against only from elsewhere |",
                      self.said)
        self.assertEqual(self.tool(), self.said)

    def test_has_the_figures_of_the_tables_that_an_ensemble_writes(self):
        folder = self.folder / "out" / "ensemble-middle"
        averted = [f"{float(row['fewer_deaths_mean']):,.0f}" for row in rows(folder / "pairs.csv")
                   if row["first"] == "1" and row["second"] == "3"]
        self.assertIn("| all | recorded | ", self.said)
        self.assertIn(f" | {averted[0]} (", self.said)

    def doses(self, ensemble, who):
        """Doses that arrived, by run."""
        return [int(row["doses_arrived"])
                for row in rows(self.folder / "out" / f"ensemble-{ensemble}" / "participants.csv")
                if row["participant"] == who]

    def test_leaves_nothing_from_elsewhere_to_the_facility_alone(self):
        self.assertEqual(self.doses("alone", "FJI"), [0, 100_000])
        self.assertEqual(self.doses("middle", "FJI")[:3], [0, 40_000, 140_000])

    def test_multiplies_what_low_income_participants_had_until_they_reach_the_target(self):
        none, before, fifth, two_fifths = self.doses("targets", "FJI")
        self.assertEqual((none, before), (0, 140_000))
        self.assertAlmostEqual(fifth / 2, 0.2 * 896_444, delta=2)
        self.assertAlmostEqual(two_fifths / 2, 0.4 * 896_444, delta=2)
        self.assertEqual(self.doses("targets", "WSM"), [0, 400_000, 400_000, 400_000])

    def test_adds_what_is_missing_to_a_pace_and_takes_nothing_away(self):
        self.assertEqual(self.doses("paces", "WSM")[1], 400_000)
        # Samoa had more than the world from February on; before, 1.3 for 100 people were missing.
        self.assertEqual(self.doses("paces", "WSM")[2], 400_000 + 2_579)
        self.assertAlmostEqual(self.doses("paces", "FJI")[2], 0.666 * 896_444, delta=1)
        self.assertAlmostEqual(self.doses("paces", "FJI")[3], 1.144 * 896_444, delta=1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--aliquot", required=True)
    given, rest = parser.parse_known_args()
    aliquot = os.path.abspath(given.aliquot)
    unittest.main(argv=[sys.argv[0], *rest])
