#!/usr/bin/env python3
"""Measures the exact solver and its peers, each case in a process of its own; prints tables.

    bench/run.py [--out FILE] [--most RECIPIENTS] [--only WORD,WORD] [--no-peers]
        [--limit SECONDS] [--build DIR]
    bench/run.py --table FILE               the tables of an earlier run

Times are processor seconds of one thread, the kernel's work for it included. Every answer of the
solver is checked; a peer's answer is compared with it. A peer that uses up --limit is stopped.
"""
import argparse
import datetime
import itertools
import json
import os
import pathlib
import platform
import subprocess
import sys

PLAIN = ("iid-none", "iid-room", "str-none", "str-room", "nested-room", "chain-room", "two-room")
LIMITED = ("str-pairs", "str-sets", "str-weeks", "str-districts")
SIZES = (200, 5_000, 100_000, 1_000_000, 10_000_000)
LARGEST = ("iid-room", "str-none", "str-room", *LIMITED)  # at ten million
WIDE = ("iid-room", "str-room", "nested-room", "chain-room", "two-room")  # at sixty lines
PROCESSES = 3  # for each case up to a million; the best counts

PROGRAMS = ("clp", "highs", "highs-ipm")
PEERS = {  # peer: (workloads, largest number of recipients)
    "subsets": (PLAIN, 1_000_000),
    "lemon": (PLAIN, 100_000),
    "lemon-merged": (PLAIN, 1_000_000),
    "clp": ((*PLAIN, *LIMITED), 5_000),
    "highs": ((*PLAIN, *LIMITED), 5_000),
    "highs-ipm": (("iid-none", "str-none"), 5_000),
    "clp-merged": (("iid-none", "str-none"), 100_000),
    "highs-merged": (("iid-none", "str-none"), 100_000),
}
# The largest that each is asked: minutes, or more than the limit.
LONG = [("lemon", name, 1_000_000) for name in ("iid-none", "str-none")] \
    + [(peer, name, 100_000) for name in ("str-none", "iid-none", "str-room") for peer in PROGRAMS]


def cases():
    for size in SIZES:
        for name in (LARGEST if size == SIZES[-1] else (*PLAIN, *LIMITED)):
            yield name, size, 20
    for name in WIDE:
        yield name, 1_000_000, 60


def peer_cases(found):
    for peer in found:
        names, most = PEERS[peer]
        for size in SIZES:
            for name in names if size <= most else ():
                yield peer, name, size, 20
    for peer, name, size in LONG:
        if peer in found:
            yield peer, name, size, 20


def processor_seconds(process):
    """Looked at from outside: a limit set on the process makes its own clock count in ticks."""
    fields = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1]
    user, kernel = fields.split()[11:13]
    return (int(user) + int(kernel)) / os.sysconf("SC_CLK_TCK")


class Run:
    def __init__(self, given):
        self.folder, self.limit, self.most = given.build / "bench", given.limit, given.most
        self.words = [word for word in given.only.split(",") if word]
        self.failed = 0

    def wanted(self, *words):
        return not self.words or any(word in words for word in self.words)

    def call(self, program, *arguments, limit=None):
        """What it says, as a record; None where it used up its limit."""
        process = subprocess.Popen([self.folder / program, "one", *map(str, arguments)],
                                   stdout=subprocess.PIPE, text=True)
        while True:
            try:
                said, _ = process.communicate(timeout=1)
                break
            except subprocess.TimeoutExpired:
                if limit and processor_seconds(process.pid) > limit:
                    process.kill()
                    process.communicate()
                    return None
        if not said or (process.returncode != 0 and program == "sharing_bench"):
            self.failed += 1
            print(f"{program} {' '.join(map(str, arguments))}: ended with {process.returncode}",
                  file=sys.stderr, flush=True)
        return json.loads(said) if said else {"exit": process.returncode}

    def solver(self, found):
        for name, size, lines in cases():
            if size > self.most or not self.wanted("solver", name, str(size)):
                continue
            processes = PROCESSES if size <= 1_000_000 else 1
            runs = [self.call("sharing_bench", name, size, lines) for _ in range(processes)]
            runs = [run for run in runs if "cold_s" in run]
            if not runs:
                continue
            best = {key: min(run[key] for run in runs) if key.endswith("_s") else value
                    for key, value in runs[0].items()}
            found.append(best | {"processes": processes})
            say(SOLVER_ROW, solver_cells(found[-1]))
            yield

    def peers(self, found):
        listed = subprocess.run([self.folder / "sharing_peers", "list"], stdout=subprocess.PIPE,
                                text=True, check=True).stdout.split()
        for peer in PEERS.keys() - set(listed):
            print(f"{peer}: not in this build")
        for peer, name, size, lines in peer_cases(listed):
            if size > self.most or not self.wanted(peer, name, str(size)):
                continue
            case = {"peer": peer, "workload": name, "recipients": size, "lines": lines}
            answer = self.call("sharing_peers", peer, name, size, lines, limit=self.limit)
            found.append(case | ({"limit_s": self.limit} if answer is None else answer))
            say(PEER_ROW, peer_cells(found[-1], None))
            yield


SOLVER_HEAD = ("workload", "recipients", "lines", "edges", "blocks", "cold ms", "warm ms",
               "ns/edge", "check ms", "bytes/recipient", "of these pool")
SOLVER_ROW = "| {:13} | {:>10} | {:>5} | {:>10} | {:>6} | {:>8} | {:>8} | {:>7} | {:>8} " \
             "| {:>15} | {:>13} |"
PEER_HEAD = ("peer", "workload", "recipients", "seconds", "programs", "difference",
             "peer/ours cold", "peer/ours warm")
PEER_ROW = "| {:12} | {:13} | {:>10} | {:>9} | {:>8} | {:>10} | {:>14} | {:>14} |"


def say(row, cells):
    print(row.format(*cells), flush=True)


def head(row, cells):
    say(row, cells)
    print("|".join("-" * len(part) for part in row.format(*cells).split("|")))


def digits(value):
    """Three digits that count, with separators."""
    if value < 1:
        return f"{value:.3g}"
    return f"{float(f'{value:.3g}'):,.{max(0, 3 - len(str(int(value))))}f}"


def solver_cells(case):
    return (case["workload"], f"{case['recipients']:,}", case["lines"], f"{case['edges']:,}",
            case["blocks"], digits(case["cold_s"] * 1e3), digits(case["warm_s"] * 1e3),
            digits(case["warm_s"] * 1e9 / case["edges"]), digits(case["check_s"] * 1e3),
            digits(case["peak_bytes"] / case["recipients"]),
            digits(case["pool_bytes"] / case["recipients"]))


def peer_cells(case, ours):
    start = (case["peer"], case["workload"], f"{case['recipients']:,}")
    if "exit" in case:
        return (*start, "failed", "", "", "", "")
    if "took_s" not in case:
        took, mark = case["limit_s"], "> "
        answered = ("", "")
    else:
        took, mark = case["took_s"], ""
        answered = (case["programs"] or "", f"{case['difference']:.0e}" if case["programs"]
                    else f"{case['others']} others")
        if not case["finished"]:
            answered = (case["programs"], "gave up")
    ratios = ("", "")
    if ours and took and case.get("finished", True):
        ratios = (mark + digits(took / ours["cold_s"]), mark + digits(took / ours["warm_s"]))
    return (*start, mark + digits(took), *answered, *ratios)


def tables(results):
    print(f"\n{results['machine']}, {results['cores']} cores, load {results['load_before']} "
          f"before and {results['load_after']} after, {results['date']}\n")
    if results["solver"]:
        head(SOLVER_ROW, SOLVER_HEAD)
    for case in results["solver"]:
        say(SOLVER_ROW, solver_cells(case))
    if not results["peers"]:
        return
    ours = {(case["workload"], case["recipients"], case["lines"]): case
            for case in results["solver"]}
    print()
    head(PEER_ROW, PEER_HEAD)
    for case in sorted(results["peers"], key=lambda case: case["recipients"]):
        key = (case["workload"], case["recipients"], case["lines"])
        say(PEER_ROW, peer_cells(case, ours.get(key)))


def machine():
    info = pathlib.Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor()
    names = [line.split(":")[1].strip() for line in info.read_text(encoding="utf-8").splitlines()
             if line.startswith("model name")]
    return names[0] if names else platform.processor()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=pathlib.Path, help="write the results to this JSON file")
    parser.add_argument("--most", type=int, default=SIZES[-1], help="no more recipients than this")
    parser.add_argument("--only", default="", help="cases with one of these words: a workload, "
                        "a number of recipients, a peer, or 'solver'")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--limit", type=int, default=1200, help="processor seconds for a peer")
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path("build/release"))
    parser.add_argument("--table", type=pathlib.Path, help="only show an earlier run")
    given = parser.parse_args()
    if given.table:
        tables(json.loads(given.table.read_text(encoding="utf-8")))
        return 0
    run = Run(given)
    results = {"machine": machine(), "cores": os.cpu_count(), "limit_s": given.limit,
               "date": datetime.date.today().isoformat(),
               "load_before": round(os.getloadavg()[0], 1), "load_after": 0,
               "solver": [], "peers": []}
    for _ in itertools.chain(run.solver(results["solver"]),
                             () if given.no_peers else run.peers(results["peers"])):
        results["load_after"] = round(os.getloadavg()[0], 1)
        if given.out:  # after each case: a run takes hours, and may be cut short
            given.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    tables(results)
    return 1 if run.failed else 0


if __name__ == "__main__":
    sys.exit(main())
