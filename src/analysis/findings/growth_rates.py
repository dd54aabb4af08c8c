"""Set the growth of turnover according to the headline source beside that of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.results import some_results
from analysis.indicators.trend import NoTrend, Trend, trend_if_any
from analysis.timeseries.by_side import all_official_sources, by_side, side_codes

if TYPE_CHECKING:
    from analysis.study.study import Study

RATES = {
    "turnover_growth": "over the year before",
    "turnover_cagr": "a year, compound",
    "turnover_trend": "a year, least squares",
}
"""Result → what rate of growth it is."""
SAMPLING = ["ci_low", "ci_high"]


def speakers(study: Study) -> dict[str, str]:
    """Return whose figures a result rests on, by the beginning of its name.

    Examples
    --------
    >>> from analysis import read
    >>> speakers(read("tests/invented"))["official_"]
    "XAA's statistics"
    """
    one, other = (study.side_name(side) for side in side_codes(study))
    who = {"": study.publisher, "official_": one, "counterpart_": other}
    if study.headline_source in all_official_sources(study):
        del who[""]
    return who


def growth_rates(study: Study) -> Table:
    """Return the growth of turnover according to the headline source and to both sides.

    Returns
    -------
    Table
        years, value, low, high (rounding bounds), ci_low, ci_high (the 95 percent confidence
        interval: of least squares, if errors are independent around the trend; of the compound
        rate, if shocks stay), decided; percent, indexed by rate and according_to. A rate
        that is not known has no row.

    Examples
    --------
    >>> from analysis import read
    >>> rates = growth_rates(read("data"))["value"].round(1)
    >>> rates[RATES["turnover_cagr"]].to_list()
    [31.4, 26.7, 14.2]
    """
    names = {
        (words, who): prefix + result
        for result, words in RATES.items()
        for prefix, who in speakers(study).items()
    }
    results = some_results(study, names.values())
    levels = by_side(study, "turnover")
    trends = {who: trend_if_any(series) for who, series in levels.split().items()}
    rows = {key: results.loc[name] for key, name in names.items()}
    index = pd.MultiIndex.from_tuples(rows, names=["rate", "according_to"])
    table = pd.DataFrame(rows.values(), index).drop(columns="unit").dropna(subset="value")
    sampling = [
        _sampling(trends.get(who), rate, table.at[(rate, who), "value"])
        for rate, who in table.index
    ]
    table[SAMPLING] = pd.DataFrame(sampling, table.index, SAMPLING, dtype=float)
    decided = table.pop("decided")
    table = table.assign(decided=decided.replace("missing", ""))
    table.attrs |= levels.attrs
    return named(table, "growth_rates")


def _sampling(trend: Trend | NoTrend | None, rate: str, value: float) -> list[float]:
    """Return the confidence interval of a rate; the compound one's is of the same two years."""
    if trend is not None and rate == RATES["turnover_trend"]:
        return list(trend.growth[SAMPLING])
    if trend is not None and rate == RATES["turnover_cagr"]:
        return list(interval_if_shocks_stay(trend, value))
    return [float("nan")] * 2


def interval_if_shocks_stay(trend: Trend | NoTrend, compound: float) -> pd.Series:
    """Return the confidence interval of a compound rate, missing where it is of other years.

    Examples
    --------
    >>> interval_if_shocks_stay(NoTrend("too few years"), 4.0).isna().all()
    np.True_
    """
    drift = trend.drift
    same = abs(drift["value"] - compound) < 1e-9 * max(1, abs(compound))
    return drift[SAMPLING] if same else NoTrend("").drift[SAMPLING]
