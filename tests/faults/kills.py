"""Kill the report until so many kills have hit a live run, and see what is left after each.

Two reports take turns, so that a mixture of the two is seen. After each kill there has to be one of
them whole, or else, between two renames, the old one beside; the run that follows has to work and
to leave nothing but its report.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from faults.runs import content, left, processes, small_notebooks, small_study

CHILD = Path(__file__).with_name("killed.py")
HOW = ("at a random moment", "from the writing on", "before an operation", "between renames")
GONE = 10.0
"""Seconds in which a kernel has to end after its parent."""


def start(work: Path, study: Path, notebooks: Path, operation: int = 0, *more: str):
    """Start a run that says its stages in a file, with a folder of its own for kernels."""
    (work / "tmp").mkdir(exist_ok=True)
    with (work / "said").open("w") as said:
        return subprocess.Popen(
            [sys.executable, CHILD, study, notebooks, str(operation), *more],
            cwd=work,
            env=os.environ | {"TMPDIR": str(work / "tmp")},
            stderr=said,
        )


def stages(work: Path) -> list[str]:
    """Return the stages that a run has begun so far."""
    lines = (work / "said").read_text().splitlines()
    return [line.removeprefix("stage ") for line in lines if line.startswith("stage ")]


def wait_for(work: Path, run, stage: str) -> float:
    """Wait until a run begins a stage, and return when."""
    while run.poll() is None and stage not in stages(work):
        time.sleep(0.001)
    return time.perf_counter()


def good(work: Path, study: Path, notebooks: Path) -> tuple[dict, float, float, int]:
    """Return a whole report, the time of the run and of its writing, and how many operations."""
    began = time.perf_counter()
    run = start(work, study, notebooks)
    writing = wait_for(work, run, "writing")
    if run.wait():
        sys.exit((work / "said").read_text())
    ended = time.perf_counter()
    operations = int((work / "said").read_text().split()[-1])
    return content(work / "report"), ended - began, ended - writing, operations


def killed(work: Path, study: Path, notebooks: Path, how: str, usual: tuple) -> bool:
    """Kill one run, and say whether it was alive."""
    _, takes, writes, operations = usual
    itself = how in HOW[2:]
    renames = ["renames"] if how == "between renames" else []
    run = start(
        work, study, notebooks, random.randint(1, operations + 2) if itself else 0, *renames
    )
    if itself:
        run.wait()
    elif how == "from the writing on":
        wait_for(work, run, "writing")
        time.sleep(random.uniform(0, min(writes, 0.1)))
    else:
        time.sleep(random.uniform(0, takes))
    run.kill()
    return run.wait() == -signal.SIGKILL


def orphans(work: Path) -> tuple[int, float]:
    """Return how many kernels outlive a killed run, and for how long."""
    began, first = time.perf_counter(), processes(str(work / "tmp"))
    while processes(str(work / "tmp")) and time.perf_counter() - began < GONE:
        time.sleep(0.1)
    return len(first), time.perf_counter() - began


def judge(work: Path, reports: dict, before: str, after: str) -> str:
    """Return what there is after a kill, in words; BAD is what may not be."""
    there = content(work / "report")
    if there == reports[before]:
        return "the old report, whole"
    if there == reports[after]:
        return "the new report, whole"
    beside = [content(path) for path in work.glob(".report-old-*")]
    if not there and reports[before] in beside:
        return "the old report, whole beside its place"
    return "BAD: no whole report"


def main(kills: int, notebooks: Path | None = None) -> int:
    """Print what was left after as many kills that hit, and return how many were bad."""
    random.seed(8)
    seen, longest, folders = Counter(), 0.0, 0
    with tempfile.TemporaryDirectory() as name:
        base, work = Path(name), Path(name) / "work"
        work.mkdir()
        study = small_study(base / "study")
        small = {word: small_notebooks(base / word, word) for word in ("first", "second")}
        books = small if notebooks is None else {"first": small["first"], "second": notebooks}
        usual = {word: good(work, study, books[word]) for word in ("first", "second", "first")}
        usual["second"] = good(work, study, books["second"])
        reports = {word: values[0] for word, values in usual.items()}
        hits, there = 0, "second"
        while hits < kills:
            if notebooks is not None and there == "second":
                usual["first"], there = good(work, study, books["first"]), "first"
            other = "first" if there == "second" else "second"
            how = HOW[hits % len(HOW)] if random.random() < 0.8 else HOW[0]
            if not killed(work, study, books[other], how, usual[other]):
                seen["over before it was killed, not counted"] += 1
                there = other
                continue
            hits += 1
            kernels, lasted = orphans(work)
            longest = max(longest, lasted if kernels else 0.0)
            found = judge(work, reports, there, other)
            seen[f"stage: {(stages(work) or ['starting'])[-1]}"] += 1
            seen[f"how: {how}"] += 1
            print(hits, how, stages(work)[-1:], found, left(work), kernels, file=sys.stderr)
            seen[f"found: {found}"] += 1
            seen[f"beside the report: {left(work)}"] += 1
            seen["kernels still there just after the kill"] += kernels
            seen["kernels still there 10 seconds after, BAD"] += len(processes(str(work / "tmp")))
            there = other if found.startswith("the new") else there
            if left(work) != "nothing" or found.startswith("BAD"):
                good(work, study, books[there])
                clean = content(work / "report") == reports[there] and left(work) == "nothing"
                seen["next run: works and leaves nothing" if clean else "next run: BAD"] += 1
        folders = len(list((work / "tmp").glob("kernel-*")))
    for what, count in sorted(seen.items()):
        print(f"{count:5}  {what}")
    print(f"{folders:5}  folders of killed kernels left for temporary files")
    print(f"{longest:5.1f}  seconds until the last kernel of a killed run had ended", flush=True)
    return sum(count for what, count in seen.items() if "BAD" in what)
