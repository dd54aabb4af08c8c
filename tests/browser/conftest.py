"""A real browser for the tests of this folder, which `make test-browser` runs and no other."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "browser-screenshots"
QUIET = (
    "--disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium without a window; the tests fail where it is missing."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not installed: apt-get install chromium", pytrace=False)
    # Chromium refuses its sandbox to root.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def screenshots():
    """The folder of the screenshots."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS


@pytest.fixture(scope="session")
def write_report():
    """A function that writes the whole report of a study, by default of the library's own."""

    def write(folder, *study):
        command = [sys.executable, "-m", "analysis", "report", *study, "--to", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        return folder

    return write


@pytest.fixture(scope="session")
def report(tmp_path_factory, write_report):
    return write_report(tmp_path_factory.mktemp("one") / "report", "--single-file")


@pytest.fixture(scope="session")
def another_report(tmp_path_factory, write_report):
    """The report of the second pair, which has more sources, longer names and fewer flows."""
    return write_report(
        tmp_path_factory.mktemp("two") / "report", "examples/GEO-TUR", "--single-file"
    )
