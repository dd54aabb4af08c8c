"""The studies of this repository, read once for all tests of a process."""

import functools
from pathlib import Path

import analysis as an

ROOT = Path(__file__).parents[1]


@functools.cache
def known(folder):
    """Return a study with all that was found out about it so far; no test may change it."""
    return an.read(ROOT / folder)
