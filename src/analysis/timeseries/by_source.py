"""Give the figures of a study with who published them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.study.pair_figures import INTERVAL, by_year, rows_of

if TYPE_CHECKING:
    from analysis.study.study import Study


def by_source(study: Study, quantity: str, year: int | None = None) -> Table:
    """Return the pair's figures by year of every source, printed or as a sum of its flows.

    Parameters
    ----------
    year
        The one year that is asked for; every year where left out.

    Returns
    -------
    Table
        value, low, high (as in `series`), statistics_of, source_id, publisher, published and
        note, indexed by year; several rows a year where several sources or sides have one.

    Examples
    --------
    >>> from analysis import read
    >>> by_source(read("tests/invented"), "turnover", 2001)["statistics_of"].to_list()
    ['', 'XAA', 'XBB']
    """
    rows = by_year(rows_of(study, quantity, study.reporter, study.partner), study.year_begins)
    rows = rows if year is None else rows[rows.index == year]
    rows = rows[[*INTERVAL, "statistics_of", "source_id", "note"]]
    rows = rows.join(study.sources[["publisher", "published"]], on="source_id")
    result = rows[[*INTERVAL, "statistics_of", "source_id", "publisher", "published", "note"]]
    result.attrs |= study.about(result["source_id"].unique())
    return named(result, "by_source")


def last_of_sources(study: Study, quantity: str) -> Table:
    """Return what sources print of a quantity of the last year of which any source has it.

    Returns
    -------
    Table
        As `by_source`, with as_written and wording.

    Examples
    --------
    >>> from analysis import read
    >>> last_of_sources(read("tests/invented"), "turnover").index.unique().to_list()
    [2007]
    """
    rows = by_year(rows_of(study, quantity, study.reporter, study.partner), study.year_begins)
    rows = rows[rows.index == rows.index.max()]
    columns = [*INTERVAL, "as_written", "wording", "unit", "statistics_of", "source_id", "note"]
    rows = rows[columns].join(study.sources[["publisher", "published"]], on="source_id")
    rows.attrs |= study.about(rows["source_id"].unique())
    return named(rows, "by_source")


def figures_after(study: Study, quantity: str) -> Table:
    """Return the pair's figures for the years after the study's last year, of every source.

    Returns
    -------
    Table
        As `by_source`.

    Examples
    --------
    >>> from analysis import read
    >>> figures_after(read("tests/invented"), "turnover")["value"].to_dict()
    {2006: 190.0, 2007: 241.0}
    """
    result = by_source(study, quantity).loc[study.years[1] + 1 :]
    result.attrs |= study.about(result["source_id"].unique())
    return named(result, "figures_after")


def figures_with_sources(study: Study, figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures as they were published, with who published them and when.

    Use this to show what a result rests on: choose rows of ``study.figures`` and hand them over.

    Returns
    -------
    pandas.DataFrame
        quantity, reporter, partner, period, as_written, wording, low, high, statistics_of,
        publisher, published, note; indexed by figure_id.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> rows = figures_with_sources(study, study.figures.head(1))
    >>> rows[["as_written", "publisher"]].iloc[0].to_list()
    ['101 million', 'The Invented Courier']
    """
    columns = "quantity reporter partner period as_written wording low high statistics_of".split()
    rows = figures.set_index("figure_id")[[*columns, "source_id", "note"]]
    rows = rows.join(study.sources[["publisher", "published"]], on="source_id")
    rows = rows[[*columns, "publisher", "published", "note"]]
    rows.attrs |= study.about(figures["source_id"].unique())
    return rows
