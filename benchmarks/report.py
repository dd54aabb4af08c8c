"""The report, side by side and with its pages, against the notebooks one after another."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ONE_AFTER_ANOTHER = """\
from pathlib import Path
import nbformat
from nbclient import NotebookClient
for path in sorted(Path("notebooks").glob("*.ipynb")):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": "notebooks"}}).execute()
"""


def rows():
    """Return what was measured, the ratio and what is aimed at."""
    alone = seconds("-c", ONE_AFTER_ANOTHER)
    with tempfile.TemporaryDirectory() as folder:
        report = seconds("-m", "analysis", "report", "--to", f"{folder}/report")
    return [("notebooks one after another, over the report", alone / report, "at least 1.5")]


def seconds(*arguments):
    """Return how long Python takes for something, from its start to its end."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start
