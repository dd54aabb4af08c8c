"""Hostile studies, texts and tables: how many were read, refused, or brought another exception.

HOSTILE_STUDIES says how many studies; 10,000 where it is not set. Of the others a twentieth.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from analysis import DataError, read
from analysis.drafting.articles import read_article
from analysis.drafting.confirming import confirm_drafts
from analysis.drafting.into_study import draft_into
from analysis.tables_of_offices.choice import Choice
from analysis.tables_of_offices.into_study import import_table

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import hostile_studies


def study(folder, files):
    """Read a broken study."""
    read(hostile_studies.write(files, folder / "study"))


def draft(folder, drawn):
    """Draft a broken text into a study, confirm all of it, break the draft too, and read it."""
    (name, content), chance = drawn
    place = hostile_studies.write({name: content}, folder / "text") / name
    study = hostile_studies.write(hostile_studies.FILES, folder / "study")
    draft_into(study, [read_article(str(place))], "a")
    drafted = study / "drafts" / "a.csv"
    rows = pd.read_csv(drafted, dtype=str, keep_default_na=False).assign(confirmed="yes")
    drafted.write_bytes(hostile_studies.broken_table(chance, rows.to_csv(index=False).encode()))
    confirm_drafts(study)
    read(study)


def table(folder, file):
    """Import a broken table of an office into a study."""
    name, content = file
    place = hostile_studies.write({name: content}, folder / "table") / name
    study = hostile_studies.write(hostile_studies.FILES, folder / "study")
    (study / "study.toml").write_text('title = "t"\nreporter = "GEO"\npartner = "KOR"\n')
    import_table(place, study, Choice(pair=("", ""), quantity="exports", unit="USD"))


KINDS = {
    "studies": (study, hostile_studies.broken()),
    "texts": (draft, st.tuples(hostile_studies.broken_file(hostile_studies.TEXTS), st.randoms())),
    "tables": (table, hostile_studies.broken_file(hostile_studies.OFFICES)),
}


def outcomes(kind, number):
    """Return how many of a kind were read, refused, or brought which other exception."""
    seen = Counter()
    tried, drawn = KINDS[kind]

    @seed(8)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def one(broken):
        with tempfile.TemporaryDirectory() as folder:
            try:
                tried(Path(folder), broken)
                seen["read"] += 1
            except DataError as error:
                seen["refused"] += 1
                lines = str(error).splitlines()
                assert len(lines) <= 22
                assert max(map(len, lines)) < 1000
            except Exception as error:
                seen[f"{type(error).__name__}: {str(error)[:100]}"] += 1

    one()
    return seen


def rows():
    """Return how many of a kind brought another exception, and what became of the rest."""
    return [_row(kind) for kind in KINDS]


def _row(kind):
    number = int(os.environ.get("HOSTILE_STUDIES", "10000"))
    if kind != "studies":  # these take half a second each
        number //= 20
    # In a process of its own: what hypothesis draws depends on which modules are loaded.
    command = [sys.executable, __file__, kind, str(number)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seen = json.loads(done.stdout)
    good = seen.pop("read", 0), seen.pop("refused", 0)
    what = f"hostile {kind} with another exception ({good[0]:,} read, {good[1]:,} refused)"
    return ("; ".join([what, *seen]), float(sum(seen.values())), "0")


if __name__ == "__main__":
    print(json.dumps(outcomes(sys.argv[1], int(sys.argv[2]))))
