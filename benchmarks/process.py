"""Measure a run of Python as a whole process, with all the processes that it starts."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SMALL = """\
import json, os, subprocess, sys, time
start = time.perf_counter()
run = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(run.pid, 0)
seconds, code = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
unit = 1 if sys.platform == "darwin" else 1024
peak = usage.ru_maxrss * unit / 2**30
print(json.dumps([code, seconds, usage.ru_utime + usage.ru_stime, peak]))
"""
"""Runs a command and prints what it took, with the processes that it waited for.

A process begins with the peak memory of the one that starts it (on Linux, ru_maxrss survives
exec), so that one this small stands between the benchmarks and what they measure.
"""


class Spent(NamedTuple):
    """What a run took: seconds by the clock and of processors, GiB of its largest process."""

    seconds: float
    processor: float
    peak: float


def spent(*arguments):
    """Return what Python takes for something, from its start to its end.

    Raises
    ------
    RuntimeError
        Where it fails.
    """
    command = [sys.executable, "-c", SMALL, sys.executable, *arguments]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    code, *taken = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"python {' '.join(arguments)[:80]} failed with {code}")
    return Spent(*taken)
