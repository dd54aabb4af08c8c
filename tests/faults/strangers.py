"""Kill a report into whose folder somebody puts a file meanwhile, and see that it is kept."""

import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from faults.kills import good, stages, start, wait_for
from faults.runs import content, left, small_notebooks, small_study

NAME, CONTENT = "notes.txt", b"mine"


def killed(work: Path, study: Path, notebooks: Path, operations: int) -> bool:
    """Kill one run after the file was put in, and say whether it was alive."""
    itself = random.random() < 0.7
    run = start(
        work, study, notebooks, random.randint(1, operations) if itself else 0, f"put {NAME}"
    )
    if not itself:
        began = wait_for(work, run, "making pages")
        time.sleep(random.uniform(0, 2 * (time.perf_counter() - began + 0.1)))
        run.kill()
    return run.wait() == -signal.SIGKILL and (work / "report" / NAME).exists()


def main(kills: int) -> int:
    """Print what was left after as many kills that hit, and return how many were bad."""
    random.seed(8)
    seen = Counter()
    with tempfile.TemporaryDirectory() as name:
        base, work = Path(name), Path(name) / "work"
        work.mkdir()
        study, books = small_study(base / "study"), small_notebooks(base / "books", "first")
        report, _, _, operations = good(work, study, books)
        while sum(seen.values()) - seen["not counted: over, or no file yet"] < kills:
            (work / "report" / NAME).unlink(missing_ok=True)
            if not killed(work, study, books, operations):
                seen["not counted: over, or no file yet"] += 1
                continue
            kept = content(work / "report") == report | {NAME: CONTENT}
            found = "the report whole, with the file" if kept else "BAD: not as it was"
            print(stages(work)[-1:], found, left(work), file=sys.stderr, flush=True)
            seen[f"{stages(work)[-1]}: {found}"] += 1
        (work / "report" / NAME).unlink(missing_ok=True)
        clean = good(work, study, books)[0] == report and left(work) == "nothing"
        seen["next run: works and leaves nothing" if clean else "next run: BAD"] += 1
    for what, count in sorted(seen.items()):
        print(f"{count:5}  {what}", flush=True)
    return sum(count for what, count in seen.items() if "BAD" in what)
