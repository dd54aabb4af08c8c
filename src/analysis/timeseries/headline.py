"""Give the pair's figures as the headline source has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import BALANCED
from analysis.errors import one_of
from analysis.study import quantities
from analysis.study.pair_figures import is_pair, rows_of
from analysis.study.wording import READINGS
from analysis.timeseries.one_series import Years, one_series, yearly

if TYPE_CHECKING:
    from analysis.study.study import Study


def headline(
    study: Study,
    quantity: str,
    *,
    years: Years | None = None,
    reading: str = "strict",
) -> pd.DataFrame:
    """Return the pair's figures by year as the headline source gives them.

    Where that source prints the quantity on several sides in these years, the reporter's is taken;
    otherwise the one side that it has.

    Returns
    -------
    pandas.DataFrame
        As `series`.

    Examples
    --------
    >>> from analysis import read
    >>> headline(read("tests/invented"), "exports", reading="close")
          value   low   high
    year
    2005   95.0  95.0   96.0
    """
    one_of(quantity, quantities.QUANTITIES, "quantity")
    one_of(reading, READINGS, "reading")
    if years is not None:
        return one_series(study, quantity, headline_rows(study, quantity, years, reading))
    return study.once_of_figures(
        ("headline", quantity, reading),
        lambda: one_series(study, quantity, headline_rows(study, quantity, None, reading)),
    )


def headline_rows(
    study: Study,
    quantity: str,
    years: Years | None = None,
    reading: str = "strict",
) -> pd.DataFrame:
    """Return the rows behind `headline`, with all columns of the study's figures.

    Examples
    --------
    >>> from analysis import read
    >>> len(headline_rows(read("data"), "exports"))
    1
    """
    rows = _headline_rows(study, quantity, years, reading)
    return rows[rows["statistics_of"] == preferred_side(study, rows["statistics_of"])]


def headline_side(study: Study) -> str:
    """Return whose trade statistics the headline source gives; blank where it does not say.

    Where it gives both sides', the reporter's are meant. Where its quantities are not all of one
    side, those of its turnover count, if it has any.

    Examples
    --------
    >>> from analysis import read
    >>> headline_side(read("tests/invented", variant="side-of-xbb"))
    'XBB'
    """
    return study.once("headline_side", lambda: _headline_side(study))


def _headline_side(study: Study) -> str:
    rows = _headline_rows(study, "turnover")
    if rows.empty:
        figures = study.figures[study.figures["source_id"] == study.headline_source]
        trade = figures["quantity"].isin(quantities.MIRROR)
        rows = figures[trade & is_pair(figures, study.reporter, study.partner)]
    return preferred_side(study, rows["statistics_of"])


def _headline_rows(
    study: Study,
    quantity: str,
    years: Years | None = None,
    reading: str = "strict",
) -> pd.DataFrame:
    """Return the rows of the pair's quantity by year that the headline source prints."""
    reporter = "" if quantity in quantities.REGIONAL_TOTALS else study.reporter
    rows = rows_of(study, quantity, reporter, study.partner, reading, study.headline_source)
    return yearly(study, rows, years)


def preferred_side(study: Study, sides: pd.Series) -> str:
    """Return the reporter's of several sides, or else a named one before the open one.

    What is balanced between the sides comes last.

    Examples
    --------
    >>> from analysis import read
    >>> preferred_side(read("tests/invented"), pd.Series(["XBB", "XAA", ""]))
    'XAA'
    """
    found = set(sides)
    if study.reporter in found:
        return study.reporter
    return max(found - {BALANCED}, default=max(found, default=""))
