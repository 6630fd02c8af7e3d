"""An ensemble on a Slurm of one node, started here: a job array of which one shard is killed, only
that one run again, and the parts put together to the bytes of one process. Also by MPI inside a
job, and by GNU parallel.

    cluster_test.py --aliquot BINARY --mpi BINARY

Needs root, and Slurm's daemons; says so and ends with 77 where they are missing.
"""
import argparse
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from ensemble_world import RUNS, SECONDS, bytes_of, make_islands, run

SUBMIT = pathlib.Path(__file__).resolve().parents[2] / "tools" / "slurm" / "submit.sh"
MEMBERS = ["--members", "1500"]
NEEDED = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "mpirun", "parallel"]
aliquot = mpi = ""

CONFIGURATION = """ClusterName=aliquot
SlurmctldHost={host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort={port}
SlurmdPort={other_port}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CryptoType=crypto/munge
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
ReturnToService=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
SwitchType=switch/none
SchedulerParameters=sched_interval=1,sched_min_interval=0
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=10 State=UP
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(holds, what, seconds=SECONDS):
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s for {what}")
        time.sleep(0.02)


class Slurm:
    """munged, slurmctld and slurmd of our own, without systemd; all they write is in one folder."""

    def __init__(self, folder):
        folder.chmod(0o755)
        for name in ("state", "spool"):
            (folder / name).mkdir()
        key = folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        configuration = folder / "slurm.conf"
        configuration.write_text(CONFIGURATION.format(
            folder=folder, host=socket.gethostname().split(".")[0], port=free_port(),
            other_port=free_port()))
        os.environ["SLURM_CONF"] = str(configuration)
        self.folder, self.daemons = folder, []
        self.start("munged", "--foreground", "--force", f"--socket={folder}/munge.socket",
                   f"--key-file={key}", f"--pid-file={folder}/munge.pid",
                   f"--seed-file={folder}/munge.seed", f"--log-file={folder}/munge.log")
        wait_until((folder / "munge.socket").exists, "munged")
        self.start("slurmctld", "-D", "-c")
        self.start("slurmd", "-D")
        try:
            wait_until(self.is_idle, "an idle node", 90)
        except AssertionError as why:  # not every machine lets them
            self.stop()
            print(f"skipped: Slurm does not run here: {why}")
            sys.exit(77)

    def is_idle(self):
        for each in self.daemons:
            if each.poll() is not None:
                out = (self.folder / f"{each.args[0]}.out").read_text(errors="replace")
                raise AssertionError(f"{each.args[0]} ended: {out.strip()[-300:]}")
        return "idle" in self.ask("sinfo", "-h", "-o", "%T")

    def start(self, *words):
        with open(self.folder / f"{words[0]}.out", "wb") as out:
            self.daemons.append(subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out,
                                                 stderr=out))

    def stop(self):
        for each in reversed(self.daemons):
            each.terminate()
        for each in self.daemons:
            try:
                each.wait(20)
            except subprocess.TimeoutExpired:
                each.kill()
                each.wait()

    @staticmethod
    def ask(*words):
        return subprocess.run(words, text=True, capture_output=True, check=False).stdout

    def wait_for_jobs(self):
        wait_until(lambda: not self.ask("squeue", "-h").strip(), "the end of all jobs")


class OnACluster(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.folder = pathlib.Path(cls.scratch.name)
        make_islands(cls.folder, aliquot)
        run([aliquot, "ensemble", *RUNS, *MEMBERS, "--out", "whole", "--quiet"], cls.folder)
        (cls.folder / "slurm").mkdir()
        cls.slurm = Slurm(cls.folder / "slurm")
        cls.addClassCleanup(cls.slurm.stop)
        os.environ["ALIQUOT"] = aliquot

    def logs(self):
        return "\n".join(path.read_text() for path in self.folder.glob("parts/*.log"))

    def kill_when_at_work(self, part):
        """Kills the program that works in the folder, once it has kept two batches."""
        kept = self.folder / part / ".unfinished"
        wait_until(lambda: kept.exists() and kept.read_bytes().count(b"\n") > 2, part)
        killed = 0
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if words[0] == aliquot.encode() and part.encode() in words:
                os.kill(int(process.name), signal.SIGKILL)
                killed += 1
        self.assertEqual(killed, 1)

    def test_runs_again_only_the_shard_that_was_killed(self):
        submit = [SUBMIT, "4", "parts", *RUNS, *MEMBERS]
        self.assertIn("shards 1,2,3,4: job ", run(submit, self.folder))
        self.kill_when_at_work("parts/part-3")
        self.slurm.wait_for_jobs()
        finished = sorted(each.parent.name for each in self.folder.glob("parts/*/ensemble.json"))
        self.assertEqual(finished, ["part-1", "part-2", "part-4"], self.logs())
        before = {part: (self.folder / "parts" / part / "ensemble.json").stat().st_mtime_ns
                  for part in finished}
        self.assertIn("shards 3: job ", run(submit, self.folder))
        self.slurm.wait_for_jobs()
        self.assertEqual(before, {part: (self.folder / "parts" / part / "ensemble.json")
                                  .stat().st_mtime_ns for part in finished})
        self.assertTrue((self.folder / "parts" / "whole").exists(), self.logs())
        self.assertEqual(bytes_of(self.folder / "parts" / "whole"),
                         bytes_of(self.folder / "whole"))
        self.assertIn("whole is there already", run(submit, self.folder, 5))

    def test_runs_by_mpi_inside_a_job(self):
        words = " ".join(["mpirun", "--allow-run-as-root", "-np", "2", mpi, *RUNS, *MEMBERS,
                          "--out", "by-mpi", "--resume"])
        run(["sbatch", "--ntasks=2", "--output=by-mpi.log", "--wrap", words], self.folder)
        self.slurm.wait_for_jobs()
        log = (self.folder / "by-mpi.log").read_text()
        self.assertIn("written to by-mpi", log)
        self.assertEqual(bytes_of(self.folder / "by-mpi"), bytes_of(self.folder / "whole"))

    def test_runs_by_gnu_parallel_which_repeats_what_failed(self):
        words = ["parallel", "--will-cite", "-j2", "--joblog", "jobs", "--resume-failed", aliquot,
                 "ensemble", *RUNS, *MEMBERS, "--shard", "{}/4", "--out", "by-{}", "--resume",
                 "--quiet", ":::", "1", "2", "3", "4"]
        child = subprocess.Popen(words, cwd=self.folder, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.kill_when_at_work("by-3")
        self.assertEqual(child.wait(SECONDS), 1)  # so many jobs failed
        run(words, self.folder)
        run([aliquot, "ensemble", "merge", *(f"by-{k}" for k in range(1, 5)), "--out", "by-all"],
            self.folder)
        self.assertEqual(bytes_of(self.folder / "by-all"), bytes_of(self.folder / "whole"))
        jobs = (self.folder / "jobs").read_text().splitlines()
        self.assertEqual(len(jobs), 6)  # a line of names, four shards, and one of them again


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--aliquot", required=True)
    parser.add_argument("--mpi", required=True)
    given, rest = parser.parse_known_args()
    aliquot, mpi = os.path.abspath(given.aliquot), os.path.abspath(given.mpi)
    missing = [name for name in NEEDED if not shutil.which(name)]
    missing += [] if os.path.exists(mpi) else ["aliquot-ensemble-mpi"]
    missing += [] if os.geteuid() == 0 else ["root"]
    missing += [] if os.path.ismount("/sys/fs/cgroup") else ["/sys/fs/cgroup, which slurmd needs"]
    if missing:
        print("skipped: not here: " + ", ".join(missing))
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *rest])
