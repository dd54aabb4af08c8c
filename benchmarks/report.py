"""The report, side by side and with its pages, against the notebooks one after another.

REPORT_ROUNDS says how often; 3 where it is not set.
"""

import os
import statistics
import tempfile

from benchmarks.process import Spent, spent

ONE_AFTER_ANOTHER = """\
from pathlib import Path
import nbformat
from nbclient import NotebookClient
for path in sorted(Path("notebooks").glob("*.ipynb")):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": "notebooks"}}).execute()
"""
WHY_RATIO = (
    "Two processors cannot halve it: reading the study before the kernels, and drawing the front "
    "page and writing the pages after them, take one processor alone, and the report does all of "
    "this beside the notebooks. On a machine with other work the ratio is lower still."
)
WHY_PROCESSOR = "The front page, the pages and results.json are work that the notebooks lack."
WHY_PEAK = "The largest process is a kernel with pandas, SciPy, statsmodels and matplotlib."


def rows():
    """Return what was measured, the ratio, what is aimed at and why it can be missed."""
    turns = []
    # In turns, so that a slow moment of the machine meets both.
    for _ in range(int(os.environ.get("REPORT_ROUNDS", "3"))):
        with tempfile.TemporaryDirectory() as folder:
            alone = spent("-c", ONE_AFTER_ANOTHER)
            report = spent("-m", "analysis", "report", "--to", f"{folder}/report")
        turns.append((alone, report, spent("-c", "import pandas")))

    alone, report, pandas = (
        Spent(*map(statistics.median, zip(*column, strict=True)))
        for column in zip(*turns, strict=True)
    )
    sooner = statistics.median(alone.seconds / report.seconds for alone, report, _ in turns)
    more = report.processor / alone.processor
    peak = report.peak / pandas.peak
    return [
        (
            f"notebooks one after another, over the report (median of {len(turns)})",
            sooner,
            "at least 1.6",
            WHY_RATIO,
        ),
        (
            "report over the notebooks alone, in seconds of processor",
            more,
            "at most 1.25",
            WHY_PROCESSOR,
        ),
        (
            "peak memory of the report's largest process over import pandas",
            peak,
            "at most 4",
            WHY_PEAK,
        ),
    ]
