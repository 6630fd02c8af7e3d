"""An ensemble by several processes (MPI) is the ensemble of one, byte for byte; what is wrong at
one of them ends them all, with one message; and when one is killed the work can go on.

    mpi_test.py --aliquot BINARY --mpi BINARY
"""
import argparse
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from ensemble_world import RUNS, SECONDS, bytes_of, make_islands, run

# One machine, as root if need be, more processes than processors, no network but its own.
MPIRUN = ["mpirun", "--oversubscribe", "--mca", "btl", "tcp,self", "--mca", "btl_tcp_if_include",
          "lo", "--mca", "oob_tcp_if_include", "lo"]
os.environ.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
MEMBERS = ["--members", "700"]
BATCHES = 3 * 11
aliquot = mpi = ""


def processes_of(parent):
    """Every process that stands below this one."""
    children = {}
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            text = status.read_text()
        except OSError:
            continue
        above = int(text.rpartition(")")[2].split()[1])
        children.setdefault(above, []).append(int(status.parent.name))
    found, todo = [], [parent]
    while todo:
        more = children.get(todo.pop(), [])
        found += more
        todo += more
    return found


class ByManyProcesses(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        make_islands(cls.folder, aliquot)
        run([aliquot, "ensemble", *RUNS, *MEMBERS, "--out", "whole", "--quiet"], cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def assert_whole(self, out):
        self.assertEqual(bytes_of(self.folder / out), bytes_of(self.folder / "whole"))

    def test_gives_the_bytes_of_one_process_for_any_number_of_ranks_and_threads(self):
        for ranks, threads in ((1, 1), (2, 1), (4, 1), (2, 3)):
            out = f"of-{ranks}-{threads}"
            run([*MPIRUN, "-np", ranks, mpi, *RUNS, *MEMBERS, "--threads", threads, "--out", out,
                 "--quiet"], self.folder)
            self.assert_whole(out)

    def test_runs_without_mpirun(self):
        said = run([mpi, *RUNS, *MEMBERS, "--out", "alone"], self.folder)
        self.assertIn("written to alone", said)
        self.assert_whole("alone")

    def test_works_out_shards_that_are_merged(self):
        for number in (1, 2):
            run([*MPIRUN, "-np", 2, mpi, *RUNS, *MEMBERS, "--shard", f"{number}/2", "--out",
                 f"part-{number}", "--quiet"], self.folder)
        run([aliquot, "ensemble", "merge", "part-2", "part-1", "--out", "merged"], self.folder)
        self.assert_whole("merged")

    def refused(self, words, code, why):
        said = run([*MPIRUN, *words], self.folder, code)
        self.assertEqual(said.count("error: "), 1, said)
        self.assertIn(why, said)
        self.assertFalse((self.folder / "refused").exists())

    def test_says_once_what_is_wrong_at_all_ranks_or_at_one(self):
        good = [mpi, *RUNS, *MEMBERS, "--out", "refused"]
        self.refused(["-np", 3, mpi, "nowhere", "--out", "refused"], 3,
                     "error: nowhere/summary.json: there is no run here")
        self.refused(["-np", 1, *good, ":", "-np", 2, mpi, "nowhere", "--out", "refused"], 3,
                     "error: rank 1: nowhere/summary.json: there is no run here")
        self.refused(["-np", 2, *good, ":", "-np", 1, *good, "--shard", "1/2"], 5,
                     "error: rank 2: it was given another ensemble than rank 0")
        self.refused(["-np", 1, *good, ":", "-np", 1, mpi, "--nonsense"], 3, "error: rank 1: arg")

    def test_has_the_exit_codes_of_the_single_process(self):
        said = run([*MPIRUN, "-np", 2, mpi, *RUNS, "--out", "whole"], self.folder, 5)
        self.assertEqual(said.count("error: whole: the folder holds something already"), 1, said)
        said = run([*MPIRUN, "-np", 2, mpi, *RUNS], self.folder, 2)
        self.assertEqual(said.count("--out is required"), 1, said)
        said = run([*MPIRUN, "-np", 2, mpi, "--help"], self.folder)
        self.assertEqual(said.count("--resume"), 1, said)

    def test_goes_on_after_a_rank_was_killed(self):
        kept = self.folder / "killed" / ".unfinished"
        command = [*MPIRUN, "-np", "3", mpi, *RUNS, *MEMBERS, "--out", "killed"]
        child = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + SECONDS
        while not kept.exists() or kept.read_bytes().count(b"\n") < 5:
            self.assertIsNone(child.poll(), "it ended before it could be killed")
            self.assertLess(time.monotonic(), end)
            time.sleep(0.005)
        ranks = [each for each in processes_of(child.pid)
                 if os.readlink(f"/proc/{each}/exe") == os.path.realpath(mpi)]
        self.assertEqual(len(ranks), 3)
        os.kill(max(ranks), signal.SIGKILL)
        self.assertNotEqual(child.wait(SECONDS), 0)
        self.assertEqual(os.listdir(self.folder / "killed"), [".unfinished"])
        said = run([*MPIRUN, "-np", "2", mpi, *RUNS, *MEMBERS, "--out", "killed", "--resume"],
                   self.folder)
        self.assertRegex(said, rf"^[1-9]\d* of {BATCHES} batches were there")
        self.assert_whole("killed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--aliquot", required=True)
    parser.add_argument("--mpi", required=True)
    given, rest = parser.parse_known_args()
    aliquot, mpi = os.path.abspath(given.aliquot), os.path.abspath(given.mpi)
    if not os.path.exists(mpi) or not shutil.which("mpirun"):
        print("skipped: MPI is not installed here")
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *rest])
