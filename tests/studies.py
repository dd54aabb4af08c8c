"""The studies of this repository, read once for all tests of a process."""

import functools
from pathlib import Path

import pandas as pd

import analysis as an

ROOT = Path(__file__).parents[1]
SOURCE = dict.fromkeys(("title", "published", "url"), "")


@functools.cache
def known(folder):
    """Return a study with all that was found out about it so far; no test may change it."""
    return an.read(ROOT / folder)


@functools.cache
def with_totals():
    """Return a study of exports of 30 to Korea, of 3,000 in all, and of GDP and the world."""
    rows = [
        row
        for year in ("2017", "2018")
        for row in (
            ("exports", "GEO", "KOR", year, "30 million", "exact"),
            ("imports", "GEO", "KOR", year, "50 million", "exact"),
            ("exports", "GEO", "WLD", year, "3 billion", "exact"),
            ("imports", "GEO", "WLD", year, "8 billion", "exact"),
            ("imports", "KOR", "WLD", year, "480 billion", "exact"),
            ("imports", "WLD", "WLD", year, "16.008 trillion", "more than"),
            ("gdp", "GEO", "WLD", year, "16 billion", "stated"),
        )
    ]
    names = ["quantity", "reporter", "partner", "period", "as_written", "wording"]
    figures = pd.DataFrame(rows, columns=names).assign(unit="USD", source_id="office")
    figures["statistics_of"] = figures["reporter"].replace("WLD", "own")
    figures["figure_id"] = [f"f{n}" for n in figures.index]
    office = {"source_id": "office", "publisher": "Office", "kind": "official statistics"}
    blank = dict.fromkeys(("region", "note"), "")
    tables = {"figures": figures.assign(**blank), "sources": pd.DataFrame([office | SOURCE])}
    return an.read(tables, reporter="GEO", partner="KOR")
