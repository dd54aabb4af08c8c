"""Hostile studies: how many were read, refused, or brought another exception.

HOSTILE_STUDIES says how many; 10,000 where it is not set.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from analysis import DataError, read

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import hostile_studies


def outcomes(number):
    """Return how many studies were read, refused, or brought which other exception."""
    seen = Counter()

    @seed(8)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(hostile_studies.broken())
    def one(files):
        with tempfile.TemporaryDirectory() as folder:
            study = hostile_studies.write(files, Path(folder) / "study")
            try:
                read(study)
                seen["read"] += 1
            except DataError as error:
                seen["refused"] += 1
                assert len(str(error)) < 2000
            except Exception as error:
                seen[f"{type(error).__name__}: {str(error)[:100]}"] += 1

    one()
    return seen


def rows():
    """Return how many of the studies brought another exception, and what became of the rest."""
    number = os.environ.get("HOSTILE_STUDIES", "10000")
    # In a process of its own: what hypothesis draws depends on which modules are loaded.
    command = [sys.executable, __file__, number]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seen = json.loads(done.stdout)
    good = seen.pop("read", 0), seen.pop("refused", 0)
    what = f"hostile studies with another exception ({good[0]:,} read, {good[1]:,} refused)"
    return [("; ".join([what, *seen]), float(sum(seen.values())), "0")]


if __name__ == "__main__":
    print(json.dumps(outcomes(int(sys.argv[1]))))
