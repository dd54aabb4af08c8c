"""Say what the kept figures leave of the headline results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import text as words
from analysis.findings.claims import claimed_side, consistent_levels, over_headline_years
from analysis.indicators import rates as indicators

if TYPE_CHECKING:
    from analysis.reconciliation.reconcile import Reconciliation
    from analysis.study.study import Study


def left_of_results(
    study: Study, found: Reconciliation, results: pd.DataFrame, room: float
) -> dict[str, str]:
    """Return what all kept figures leave of a headline result, in words, by result.

    A result of which they leave no bounds, or only those of other years, is left out.

    Parameters
    ----------
    results
        The results as printed, as `headline_results` gives them.
    room
        The room for revision that ``found`` was given, as a share of one.

    Examples
    --------
    >>> from analysis import headline_results, read, reconcile
    >>> study = read("tests/invented")
    >>> found = reconcile(study, revision=0.02)
    >>> left_of_results(study, found, headline_results(study), 0.02)["turnover_cagr"]
    'With room of 2 percent for revision, all kept figures leave nothing outside \
14.7 to 16.7 percent.'
    """
    side = claimed_side(study, found)
    exports, turnover = (consistent_levels(study, found, q, side) for q in ("exports", "turnover"))
    shares = indicators.share(exports, turnover.reindex(exports.index)).rename(index=str)
    turnover = over_headline_years(study, turnover.sort_index())
    years = words.years(turnover.index.min(), turnover.index.max()) if len(turnover) else ""
    rates = indicators.cagr(turnover).to_frame(years).T if len(turnover) > 1 else turnover
    left = {"turnover_cagr": rates, "export_share": shares}
    said = {}
    for result, frame in left.items():
        span = results.at[result, "years"]
        if span in frame.index and frame.loc[span, ["low", "high"]].notna().all():
            bounds = words.bounds(frame.loc[span], "percent")
            said[result] = (
                f"With room of {100 * room:g} percent for revision, all kept figures leave nothing "
                f"outside {bounds} percent."
            )
    return said
