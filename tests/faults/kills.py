"""Kill the report at random moments and see what is left: ``python tests/kill_reports.py [N]``.

After each kill there has to be one whole report, the last good one or the new one; the run that
follows has to work and to leave nothing but its report. The notebooks are small ones, so that the
moments of writing and replacing are met often; NOTEBOOKS=notebooks takes the real ones.
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

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parent.parent
RUN = "import sys; from analysis import report; report.write(sys.argv[1], 'report', sys.argv[2])"


def small_notebooks(folder):
    """Write one small notebook."""
    folder.mkdir()
    cells = [
        new_markdown_cell("# Does it stay whole?"),
        new_code_cell("study_folder = None", metadata={"tags": ["parameters"]}),
        new_code_cell("import os, pathlib; len(os.listdir(study_folder))"),
    ]
    nbformat.write(new_notebook(cells=cells), folder / "01_small.ipynb")
    return folder


def start(work, notebooks):
    """Start a report run in a group of processes of its own."""
    command = [sys.executable, "-c", RUN, str(ROOT / "tests" / "invented"), str(notebooks)]
    return subprocess.Popen(
        command, cwd=work, start_new_session=True, stderr=subprocess.PIPE, text=True
    )


def content(report):
    """Return the files of a report."""
    return {p.relative_to(report): p.read_bytes() for p in report.rglob("*") if p.is_file()}


def moment(work):
    """Return what a killed run left beside the report."""
    left = {p.name.split("-")[1] for p in work.iterdir() if p.name.startswith(".report-")}
    return " and ".join(sorted(left)) or "nothing"


def main(kills):
    """Kill as many runs, and return how many left something that is not a whole report."""
    seen = Counter()
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        given = os.environ.get("NOTEBOOKS")
        notebooks = Path(given).resolve() if given else small_notebooks(base / "notebooks")
        work = base / "work"
        work.mkdir()
        began = time.perf_counter()
        first = start(work, notebooks)
        said = first.communicate()[1]
        if first.returncode:
            sys.exit(f"the first run failed: {said}")
        takes, good = time.perf_counter() - began, content(work / "report")
        random.seed(8)
        for _ in range(kills):
            share = random.choice([random.random(), random.uniform(0.85, 1.05)])
            run = start(work, notebooks)
            time.sleep(share * takes)
            over = run.poll() is not None
            os.killpg(run.pid, signal.SIGKILL) if not over else None
            run.communicate()
            there = (work / "report").exists()
            whole = there and content(work / "report") == good
            seen[f"killed at {int(10 * share) / 10:.1f} of a run" if not over else "over"] += 1
            seen[f"left beside the report: {moment(work)}"] += 1
            seen["whole" if whole else "not there" if not there else "MIXED"] += 1
            if not there or moment(work) != "nothing":
                again = start(work, notebooks)
                said = again.communicate()[1]
                clean = content(work / "report") == good and moment(work) == "nothing"
                seen["next run works" if clean and not again.returncode else f"BAD {said}"] += 1
    for what, count in sorted(seen.items()):
        print(f"{count:4}  {what}")
    return int(any(what.startswith(("BAD", "MIXED")) for what in seen))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
