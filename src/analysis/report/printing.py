"""Print a report with a browser of this machine."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from analysis.errors import DataError

PRINT = "report.pdf"
"""The printed file within a report."""

SUMMARY_PRINT = "summary.pdf"
"""The printed answer on one page."""

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
"""Programs that print a page as it is shown, all made from Chromium."""


def known_browser() -> str:
    """Return the browser that can print a report.

    Raises
    ------
    DataError
        Where there is none.
    """
    found = filter(None, map(shutil.which, (os.environ.get("CHROMIUM") or "", *BROWSERS)))
    browser = next(found, None)
    if browser is None:
        raise DataError(
            "a PDF needs Chromium, Chrome or Edge, and none of them is here: install one, or write "
            "--single-file and print that page from your own browser"
        )
    return browser


def without_sandbox() -> list[str]:
    """Return the argument with which root runs Chromium, which refuses its sandbox to root."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def printed(page: str, browser: str) -> bytes:
    """Return a page as PDF, as a browser prints it.

    Raises
    ------
    DataError
        Where the browser prints nothing.
    """
    with tempfile.TemporaryDirectory(prefix="analysis-print-") as folder:
        source, target = Path(folder, "report.html"), Path(folder, PRINT)
        source.write_text(page, encoding="utf-8", newline="")
        command = [browser, "--headless", "--disable-gpu", "--no-first-run"]
        command += ["--no-pdf-header-footer", f"--user-data-dir={Path(folder, 'profile')}"]
        command += without_sandbox()
        command += [f"--print-to-pdf={target}", source.as_uri()]
        try:
            ended = subprocess.run(command, capture_output=True, text=True, timeout=180)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise DataError(f"{browser} printed no PDF: {error}") from None
        if not target.is_file():
            raise DataError(f"{browser} printed no PDF: {ended.stderr.strip()[-500:]}")
        return target.read_bytes()
