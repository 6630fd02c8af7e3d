"""An ensemble whose program is killed in the middle: started again it goes on, and ends with the
bytes of one that was never interrupted; whatever else was changed in between is refused.

    resume_test.py --aliquot BINARY
"""
import argparse
import hashlib
import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from ensemble_world import RUNS, SECONDS, bytes_of, make_islands, run

MEMBERS = ["--members", "1500"]
BATCHES = 3 * 24  # participants, and 1,500 members by 64
aliquot = ""


class KilledInTheMiddle(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        make_islands(cls.folder, aliquot)
        cls.ensemble([*MEMBERS, "--out", "whole", "--quiet"])

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def ensemble(cls, words, code=0):
        return run([aliquot, "ensemble", *RUNS, *words], cls.folder, code)

    def kill_after(self, out, batches, words=()):
        """Starts the ensemble and kills it once so many batches are kept; how many there are."""
        kept = self.folder / out / ".unfinished"
        child = subprocess.Popen([aliquot, "ensemble", *RUNS, *MEMBERS, "--out", out, *words],
                                 cwd=self.folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        end = time.monotonic() + SECONDS
        while not kept.exists() or kept.read_bytes().count(b"\n") < batches + 1:
            self.assertIsNone(child.poll(), "it ended before it could be killed")
            self.assertLess(time.monotonic(), end)
            time.sleep(0.005)
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=SECONDS)
        self.assertEqual(child.returncode, -signal.SIGKILL)
        self.assertEqual(os.listdir(self.folder / out), [".unfinished"])
        return kept.read_bytes().count(b"\n") - 1

    def test_goes_on_and_ends_with_the_same_bytes_however_often_it_is_killed(self):
        first = self.kill_after("often", 5)
        second = self.kill_after("often", first + 10, ["--resume", "--threads", "2"])
        self.assertGreater(second, first)
        self.assertLess(second, BATCHES)
        said = self.ensemble([*MEMBERS, "--out", "often", "--resume", "--threads", "3"])
        self.assertIn(f"{second} of {BATCHES} batches were there", said)
        self.assertEqual(bytes_of(self.folder / "often"), bytes_of(self.folder / "whole"))

    def test_works_out_again_what_was_cut_short_or_damaged(self):
        kept = self.folder / "damaged" / ".unfinished"
        there = self.kill_after("damaged", 8)
        lines = kept.read_bytes().split(b"\n")
        lines[6] = lines[6].replace(b" ", b" 1", 1)  # one figure is another; the hash is not
        kept.write_bytes(b"\n".join(lines[:-1])[:-7])
        self.assertGreaterEqual(there, 8)
        said = self.ensemble([*MEMBERS, "--out", "damaged", "--resume"])
        self.assertIn(f"5 of {BATCHES} batches were there", said)
        self.assertEqual(bytes_of(self.folder / "damaged"), bytes_of(self.folder / "whole"))

    def test_refuses_to_go_on_with_anything_else(self):
        self.kill_after("other", 3)
        before = bytes_of(self.folder / "other")
        (self.folder / "others.json").write_text('{"epidemic": {"R0": 1.5}}')

        def refused(words, why):
            said = run([aliquot, "ensemble", *words, "--out", "other"], self.folder, 5)
            self.assertIn(why, said)
            self.assertEqual(bytes_of(self.folder / "other"), before)

        going_on = [*MEMBERS, "--resume"]
        refused([*RUNS, *MEMBERS], "--resume goes on with it")
        refused([*RUNS, "--members", "1499", "--resume"], "another number of members: 1500")
        refused([*RUNS[:-1], "8", *going_on], "another seed: 7, not 8")
        refused([*RUNS, *going_on, "--shard", "2/3"], "another shard")
        refused(["equal", *RUNS[1:], *going_on], "other runs")
        refused([*RUNS[:3], "others.json", *RUNS[4:], *going_on], "another file of settings")
        said = run([aliquot, "ensemble", "merge", "other", "--out", "merged"], self.folder, 5)
        self.assertIn("other: this part is not finished", said)

    def test_refuses_what_another_version_began(self):
        self.kill_after("version", 3)
        kept = self.folder / "version" / ".unfinished"
        lines = kept.read_text().split("\n")
        text = lines[0][65:]
        number = run([aliquot, "--version"], self.folder).strip()
        other = text.replace(f'"version":"{number}"', '"version":"0.0.9"')
        self.assertNotEqual(other, text)
        seal = hashlib.sha256(other.encode()).hexdigest()
        kept.write_text("\n".join([seal + " " + other, *lines[1:]]))
        said = self.ensemble([*MEMBERS, "--out", "version", "--resume"], 5)
        self.assertIn(f'another version of Aliquot: "0.0.9", not "{number}"', said)

    def test_is_alone_in_its_folder(self):
        out = self.folder / "alone"
        child = subprocess.Popen([aliquot, "ensemble", *RUNS, "--members", "30000", "--out", out],
                                 cwd=self.folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            end = time.monotonic() + SECONDS
            while not (out / ".unfinished").exists() or not (out / ".unfinished").stat().st_size:
                self.assertLess(time.monotonic(), end)
                time.sleep(0.005)
            said = self.ensemble(["--members", "30000", "--out", out, "--resume"], 5)
            self.assertIn("another program works in this folder", said)
        finally:
            child.kill()
            child.wait(SECONDS)

    def test_may_be_asked_for_again_when_it_is_done_or_was_not_begun(self):
        few = ["--members", "5", "--resume", "--out", "done"]
        first = self.ensemble(few)
        files = bytes_of(self.folder / "done")
        self.assertEqual(sorted(files), ["ensemble.html", "ensemble.json", "ensemble.svg",
                                         "member_weeks.csv", "members.csv", "pairs.csv",
                                         "participants.csv", "weeks.csv"])
        self.assertEqual(self.ensemble(few), "3 of 3 batches were there\n" + first)
        self.assertEqual(bytes_of(self.folder / "done"), files)
        said = self.ensemble(["--members", "6", "--resume", "--out", "done"], 5)
        self.assertIn("another ensemble", said)
        said = self.ensemble(["--members", "5", "--resume", "--out", "islands"], 5)
        self.assertIn("something that is no ensemble", said)

    def test_shows_how_far_it_is_at_a_terminal_only(self):
        leader, follower = pty.openpty()
        words = [aliquot, "ensemble", *RUNS, "--members", "200", "--out", "shown"]
        child = subprocess.Popen(words, cwd=self.folder, stdin=follower, stdout=subprocess.PIPE,
                                 stderr=follower)
        os.close(follower)
        shown = b""
        while select.select([leader], [], [], SECONDS)[0]:
            try:
                piece = os.read(leader, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(leader)
        child.communicate(timeout=SECONDS)
        self.assertEqual(child.returncode, 0)
        self.assertIn(b"1 of 12 batches", shown)
        self.assertTrue(shown.endswith(b"\r\x1b[K"), shown)
        said = self.ensemble(["--members", "200", "--out", "not-shown"])
        self.assertNotIn("batches", said)
        self.assertEqual(bytes_of(self.folder / "shown"), bytes_of(self.folder / "not-shown"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--aliquot", required=True)
    given, rest = parser.parse_known_args()
    aliquot = os.path.abspath(given.aliquot)
    unittest.main(argv=[sys.argv[0], *rest])
