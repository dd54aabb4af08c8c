"""What can be said of the products of a pair's trade."""

from __future__ import annotations

import functools
from typing import NamedTuple

import pandas as pd

from analysis.findings.products import product_contributions, product_shares, product_sources
from analysis.indicators.products import REST
from analysis.prose.facts import StudyFacts

TOLD = 3
"""Contributions of a flow that are told, the largest first; the table has all."""


class Contributions(NamedTuple):
    """What products contributed to the growth of a flow in the last year that is known."""

    flow: str
    source: str
    year: int
    growth: float
    largest: list[tuple[str, pd.Series]]


class Facts(StudyFacts):
    """What the templates of the section on products may ask."""

    @functools.cached_property
    def last_contributions(self) -> list[Contributions]:
        """The largest contributions to the growth of each flow in its last year."""
        sources, found = product_sources(self.study), []
        for flow, points in product_contributions(self.study).split().items():
            year = points.index.get_level_values("year").max()
            rows = points.xs(year, level="year")
            order = rows["value"].abs().sort_values(ascending=False, kind="stable").index[:TOLD]
            largest = [(str(product), rows.loc[product]) for product in order]
            found.append(Contributions(flow, sources[flow], year, rows["value"].sum(), largest))
        return found

    @functools.cached_property
    def largest_shares(self) -> list[tuple[str, str, int, pd.Series]]:
        """Flow, product, year and share of the largest product of each in its last year."""
        found = []
        for flow, shares in product_shares(self.study).split().items():
            year = shares.index.get_level_values("year").max()
            rows = shares.xs(year, level="year").drop(REST)
            largest = rows["value"].idxmax()
            found.append((flow, str(largest), year, rows.loc[largest]))
        return found
