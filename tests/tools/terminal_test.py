"""A facility run by a person at a terminal: passwords are asked for and not shown, and so is what a
command lacks. The same commands without a terminal ask nothing and say what is missing.

    terminal_test.py --aliquot BINARY
"""
import argparse
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import time
import unittest

SECONDS = 60
HORSE, DONKEY = "correct horse battery", "stubborn donkey battery"
aliquot = ""


class Terminal:
    """One command at a terminal; `answers`: (what is asked, what is typed), in their order."""

    def __init__(self, folder, words, answers=()):
        leader, follower = pty.openpty()
        environment = {k: v for k, v in os.environ.items() if k != "ALIQUOT_TOKEN"}
        self.child = subprocess.Popen([aliquot, *words], cwd=folder, env=environment,
                                      stdin=follower, stdout=follower, stderr=follower,
                                      start_new_session=True)
        os.close(follower)
        self.leader, self.shown, self.read_so_far = leader, "", 0
        for question, answer in answers:
            self.wait_for(question)
            os.write(leader, (answer + "\n").encode())
        self.wait_for(None)
        os.close(leader)
        self.code = self.child.wait(SECONDS)

    def wait_for(self, question):
        """Reads until the question is there; without one, until the command has ended."""
        end = time.monotonic() + SECONDS
        while question is None or question not in self.shown[self.read_so_far:]:
            if time.monotonic() > end or not select.select([self.leader], [], [], SECONDS)[0]:
                self.child.kill()
                raise AssertionError(f"waited for {question!r}, was shown:\n{self.shown}")
            try:
                piece = os.read(self.leader, 4096)
            except OSError:  # the other side has closed
                piece = b""
            if not piece:
                if question is None:
                    return
                raise AssertionError(f"{question!r} was not asked, but:\n{self.shown}")
            self.shown += piece.decode()
        self.read_so_far = self.shown.index(question, self.read_so_far) + len(question)


class AtTheTerminal(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def script(self, words, code=0):
        """Runs a command as a script does: nobody is asked anything."""
        done = subprocess.run([aliquot, *words.split()], cwd=self.folder, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def open_facility(self):
        """Everybody is taken at their word, and round 1 waits for its review."""
        self.script("facility init p.aliquot --scenario dprk-2021 --admin mara")
        for person, role in (("ada", "analyst"), ("ben", "reviewer"),
                             ("kim", "participant_officer --scope PRK")):
            self.script(f"facility people add p.aliquot {person} --as mara --on 2021-02-03")
            self.script(f"facility people grant p.aliquot {person} --role {role} --as mara "
                        "--on 2021-02-03")
        for step in ("supply confirm p.aliquot COVISHIELD-2021-03", "round open p.aliquot",
                     "round propose p.aliquot --round 1"):
            self.script(f"facility {step} --as ada --on 2021-03-02")

    def at_terminal(self, words, answers=()):
        return Terminal(self.folder, words.split(), answers)

    def test_passwords_are_asked_for_and_never_shown(self):
        begun = self.at_terminal(
            "facility init p.aliquot --scenario dprk-2021 --admin mara",
            [("New password of mara: ", HORSE), ("The same again: ", HORSE)])
        self.assertEqual(begun.code, 0, begun.shown)
        self.assertNotIn("open desk", begun.shown)
        added = self.at_terminal("facility people add p.aliquot ada --as mara --on 2021-02-03",
                                 [("Password of mara: ", HORSE)])
        self.assertEqual(added.code, 0, added.shown)
        self.assertIn("ada takes part", added.shown)
        wrong = self.at_terminal("facility people list p.aliquot --as mara",
                                 [("Password of mara: ", DONKEY)])
        self.assertEqual(wrong.code, 6)
        self.assertIn("refused, not_authenticated", wrong.shown)
        first = self.at_terminal(
            "facility people password p.aliquot ada --as mara --on 2021-02-03",
            [("Password of mara: ", HORSE), ("New password of ada: ", DONKEY),
             ("The same again: ", DONKEY)])
        self.assertEqual(first.code, 0, first.shown)
        for seen in (begun, added, wrong, first):
            self.assertNotIn(HORSE, seen.shown)
            self.assertNotIn(DONKEY, seen.shown)

    def test_two_different_passwords_set_none(self):
        begun = self.at_terminal(
            "facility init p.aliquot --scenario dprk-2021 --admin mara",
            [("New password of mara: ", HORSE), ("The same again: ", DONKEY)])
        self.assertEqual(begun.code, 3)
        self.assertIn("the two are not the same", begun.shown)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "p.aliquot")))

    def test_whoever_types_no_password_opens_an_open_desk(self):
        begun = self.at_terminal("facility init p.aliquot --scenario dprk-2021 --admin mara",
                                 [("New password of mara: ", "")])
        self.assertEqual(begun.code, 0)
        self.assertIn("an open desk", begun.shown)

    def test_an_approval_is_given_by_the_first_characters_of_the_hash(self):
        self.open_facility()
        table = self.script("facility round list p.aliquot")
        sha256 = re.search(r"[0-9a-f]{64}", table)[0]
        approve = "facility round approve p.aliquot --as ben --on 2021-03-02"
        not_read = self.at_terminal(approve, [("--proposal (Its number): ", "1"),
                                              ("characters of the sha256: ", "00000000")])
        self.assertEqual(not_read.code, 2)
        self.assertIn("nothing was done", not_read.shown)
        too_few = self.at_terminal(approve + " --proposal 1",
                                   [("characters of the sha256: ", sha256[:7])])
        self.assertEqual(too_few.code, 2)
        read = self.at_terminal(approve, [("--proposal (Its number): ", "1"),
                                          ("characters of the sha256: ", sha256[:8])])
        self.assertEqual(read.code, 0, read.shown)
        self.assertIn("PRK", read.shown)  # the summary
        self.assertIn("proposal 1 has 1 of 1 approvals", read.shown)

    def test_what_is_open_is_listed_and_asked_for(self):
        self.open_facility()
        table = self.script("facility round list p.aliquot")
        sha256 = re.search(r"[0-9a-f]{64}", table)[0]
        accept = "facility offer accept p.aliquot --as kim --on 2021-03-09"
        none = self.at_terminal(accept)
        self.assertEqual(none.code, 2)
        self.assertIn("there is nothing to choose from", none.shown)
        self.script(f"facility round approve p.aliquot --proposal 1 --sha256 {sha256} --as ben "
                    "--on 2021-03-02")
        self.script("facility round offer p.aliquot --proposal 1 --as ada --on 2021-03-02")
        no_number = self.at_terminal(accept, [("--offer (Its number): ", "nine")])
        self.assertEqual(no_number.code, 2)
        taken = self.at_terminal("facility offer partial p.aliquot --as kim --on 2021-03-09",
                                 [("--offer (Its number): ", "9"),
                                  ("--doses (How many): ", "1000")])
        self.assertEqual(taken.code, 0, taken.shown)
        self.assertIn("1,000 doses taken", taken.shown)
        self.assertNotIn("AFG", taken.shown)  # others' offers are not Kim's to see
        planned = self.at_terminal(
            "facility shipment plan p.aliquot --offer 9 --as kim --on 2021-03-09",
            [("--leaves (Day): ", "2021-03-10"), ("--arrives (Day): ", "2021-03-12")])
        self.assertEqual(planned.code, 6, planned.shown)
        self.assertIn("refused, no_role", planned.shown)

    def test_without_a_terminal_nothing_is_asked(self):
        self.open_facility()
        self.assertIn("--offer is required",
                      self.script("facility offer accept p.aliquot --as kim", 2))
        self.assertIn("--sha256 is required",
                      self.script("facility round approve p.aliquot --proposal 1 --as ben", 2))
        said = self.script("facility people password p.aliquot ada --as mara --on 2021-03-02", 3)
        self.assertIn("no new password was given", said)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--aliquot", required=True)
    arguments, others = parser.parse_known_args()
    aliquot = os.path.abspath(arguments.aliquot)
    unittest.main(argv=[sys.argv[0], *others])
