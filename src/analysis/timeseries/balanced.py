"""Find figures that were made of both sides' statistics, and are of neither side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import BALANCED
from analysis.study.pair_figures import INTERVAL, rows_of
from analysis.timeseries.one_series import yearly

if TYPE_CHECKING:
    from analysis.study.study import Study

FLOWS = ("imports", "exports")


def balanced(study: Study) -> dict[str, pd.DataFrame]:
    """Return the pair's trade according to each source that balances the two sides.

    Such a source, as the OECD's BIMTS or CEPII's BACI, makes one figure of the exporter's and the
    importer's. It is tied to neither side.

    Returns
    -------
    dict
        Publisher (with date, title or identifier where it has several such sources) → value, low,
        high (USD million), indexed by exporter, importer, year; none where no figure is balanced.

    Examples
    --------
    >>> from analysis import read
    >>> balanced(read("tests/invented"))
    {}
    """
    rows = balanced_rows(study)
    names = rows["source_id"].map(study.sources["publisher"])
    for longer in (
        lambda source: study.credit([source]),
        lambda source: f"{study.credit([source])}, {study.sources.at[source, 'title'] or source}",
        lambda source: f"{study.credit([source])}, {source}",
    ):
        several = rows["source_id"].groupby(names).transform("nunique") > 1
        names = names.mask(several, rows["source_id"].map(longer))
    found = {}
    for name, part in rows.groupby(names, sort=False):
        found[str(name)] = part[INTERVAL].copy()
        found[str(name)].attrs |= study.about(part["source_id"].unique())
    return found


def balanced_rows(study: Study) -> pd.DataFrame:
    """Return the rows behind `balanced`, with all columns of the study's figures.

    Examples
    --------
    >>> from analysis import read
    >>> len(balanced_rows(read("tests/invented")))
    0
    """
    here, there = study.reporter, study.partner
    directions = dict(zip(FLOWS, [(there, here), (here, there)], strict=True))
    parts = {
        (*direction, source): yearly(study, part)
        for flow, direction in directions.items()
        for source, part in _rows_of_flow(study, flow).groupby("source_id")
    }
    if not parts:
        return _rows_of_flow(study, FLOWS[0])
    rows = pd.concat(parts, names=["exporter", "importer", "source", "year"])
    return rows.droplevel("source")


def _rows_of_flow(study: Study, flow: str) -> pd.DataFrame:
    rows = rows_of(study, flow, study.reporter, study.partner)
    return rows[rows["statistics_of"] == BALANCED]
