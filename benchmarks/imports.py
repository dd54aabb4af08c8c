"""The import of the library, against that of pandas, both above a bare interpreter."""

import statistics
import subprocess
import sys
import time

ROUNDS = 15


def seconds(code):
    """Return how long a fresh interpreter takes to run some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def rows():
    """Return what was measured, the ratio and what is aimed at."""
    codes = ("pass", "import analysis", "import pandas")
    for code in codes:
        seconds(code)  # fills the caches of compiled modules
    times = [[seconds(code) for code in codes] for _ in range(ROUNDS)]
    bare, ours, pandas = (statistics.median(column) for column in zip(*times, strict=True))
    return [("import analysis over import pandas", (ours - bare) / (pandas - bare), "below 0.1")]
