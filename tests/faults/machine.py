"""Write a report where the machine fails, and say what became of it.

Each fault is a function that returns what was found; it begins with BAD where that may not be.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from faults.runs import content, ended, processes, small_notebooks, small_study, start

SLOW = "import time; time.sleep(8)"
CHART = """\
import pandas as pd
from analysis import charts
levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
charts.by_year({"A": levels}, "Did it grow")"""
ELSEWHERE = {
    "no HOME": {"HOME": ""},
    "a HOME that cannot be written to": {"HOME": os.devnull},
    "another locale": {"LC_ALL": "C"},
    "another time zone": {"TZ": "Asia/Tokyo"},
    "another hash seed": {"PYTHONHASHSEED": "12345"},
    "an output in ASCII": {"PYTHONIOENCODING": "ascii"},
}


def main() -> int:
    """Print what was found with each fault, and return how many were bad."""
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        study, books = small_study(base / "study"), small_notebooks(base / "books", "chart", CHART)
        slow = small_notebooks(base / "slow", "slow", SLOW)
        code, said = ended(start(base, study, books))
        assert not code, said
        for fault, found in _faults(base, study, books, slow).items():
            outcome = found()
            bad += outcome.startswith("BAD")
            print(f"{fault}: {outcome}", flush=True)
    return bad


def _faults(base: Path, study: Path, books: Path, slow: Path) -> dict[str, Callable[[], str]]:
    """Return what to try, by its name."""
    missing = base / "missing" / "ipykernel"
    missing.mkdir(parents=True)
    (missing / "__init__.py").write_text("raise ModuleNotFoundError('No module named ipykernel')")
    without = {"PYTHONPATH": str(missing.parent)}
    tries = {
        "a file that may not grow": lambda: _refused(
            base, study, books, "prlimit", "--fsize=20000"
        ),
        "a full disk": lambda: _mounted(base, study, books, "size=40k"),
        "a full disk for temporary files": lambda: _no_room_for_kernels(base, study, books),
        "a read-only disk": lambda: _mounted(base, study, books, "size=4m", "ro"),
        "no kernel": lambda: _refused(base, study, books, **without),
        "a kernel that is killed": lambda: _killed_kernel(base, study, slow),
        "a second run": lambda: _second(base, study, slow, books),
        "no network": lambda: _same(base, study, books, "unshare", "--net"),
    }
    for fault, environment in ELSEWHERE.items():
        tries[fault] = lambda given=environment: _same(base, study, books, **given)
    return tries


def _judged(base: Path, before: dict[str, bytes], code: int, said: str) -> str:
    """Say whether a run was refused in as many words, with the old report whole."""
    beside = [path.name for path in base.iterdir() if path.name.startswith(".report")]
    whole = content(base / "report") == before and before and not beside
    good = whole and code in (1, 2) and "Traceback" not in said
    last = (said.splitlines() or [""])[-1].replace(str(base), "…")
    return f"{'' if good else 'BAD: '}exit {code}, the old report whole: {bool(whole)}: {last}"


def _refused(base: Path, study: Path, books: Path, *command: str, **environment: str) -> str:
    """Say how a run was refused."""
    before = content(base / "report")
    return _judged(base, before, *ended(start(base, study, books, *command, **environment)))


def _same(base: Path, study: Path, books: Path, *command: str, **environment: str) -> str:
    """Say whether a run wrote the same report, and said nothing but how far it is."""
    if command and subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        return f"skipped: {command[0]} is not permitted"
    before = content(base / "report")
    code, said = ended(start(base, study, books, *command, **environment))
    noise = [line for line in said.splitlines() if not line.startswith("01_chart: ")]
    if code or noise or content(base / "report") != before:
        return f"BAD: exit {code}, {noise}, same: {content(base / 'report') == before}"
    return "the same report byte for byte, nothing else said"


def _mounted(base: Path, study: Path, books: Path, size: str, then: str = "") -> str:
    """Say what happens on a file system of its own that is small, or becomes read-only."""
    work = base / "mounted"
    work.mkdir(exist_ok=True)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "tmpfs", work], capture_output=True, check=False
    ).returncode:
        return "skipped: mount is not permitted"
    try:
        (work / "report").mkdir()
        (work / "report" / "index.html").write_bytes(content(base / "report")["index.html"])
        if then:
            subprocess.run(["mount", "-o", f"remount,{then}", work], check=True)
        return _refused(work, study, books)
    finally:
        subprocess.run(["umount", work], check=True)


def _no_room_for_kernels(base: Path, study: Path, books: Path) -> str:
    """Say what happens where the folder for temporary files is full."""
    full = base / "full"
    full.mkdir()
    small = ["mount", "-t", "tmpfs", "-o", "size=4k,nr_inodes=3", "tmpfs", full]
    if subprocess.run(small, capture_output=True, check=False).returncode:
        return "skipped: mount is not permitted"
    try:
        return _refused(base, study, books, TMPDIR=str(full))
    finally:
        subprocess.run(["umount", full], check=True)


def _wait_for_kernel(base: Path, name: str) -> list[int]:
    """Wait until a kernel has begun, and return its process."""
    for _ in range(600):
        if found := processes(str(base / name / "kernel-")):
            time.sleep(2)
            return found
        time.sleep(0.1)
    return []


def _killed_kernel(base: Path, study: Path, slow: Path) -> str:
    """Say what happens where a kernel is killed from outside."""
    before = content(base / "report")
    (base / "of-one").mkdir()
    run = start(base, study, slow, TMPDIR=str(base / "of-one"))
    for process in _wait_for_kernel(base, "of-one"):
        os.kill(process, signal.SIGKILL)
    return _judged(base, before, *ended(run))


def _second(base: Path, study: Path, slow: Path, books: Path) -> str:
    """Say what happens to a run while another one writes into the same folder."""
    (base / "of-first").mkdir()
    first = start(base, study, slow, TMPDIR=str(base / "of-first"))
    _wait_for_kernel(base, "of-first")
    code, said = ended(start(base, study, books))
    done, told = ended(first)
    good = code == 2 and not done and "01_slow.html" in content(base / "report")
    again, _ = ended(start(base, study, books))
    good = good and not again and "01_chart.html" in content(base / "report")
    last = (said.splitlines() or [""])[-1]
    return f"{'' if good else 'BAD: ' + told}second: exit {code}: {last}; first: exit {done}, whole"
