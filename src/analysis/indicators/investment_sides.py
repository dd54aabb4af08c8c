"""Set a stock of investment as the investor's statistics have it against that of the host's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.indicators.balances import difference, ratio
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import credits_of, official_series

if TYPE_CHECKING:
    from analysis.study.study import Study

INDEX = ["investor", "host", "year"]
STOCK = "direct_investment_stock"
"""The stock that both sides are asked for, as in the IMF's CDIS: portfolios have no host's view."""
_SAYS_MORE = {"rise": "host more", "fall": "investor more"}


def both_sides_of_stocks(study: Study) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the pair's direct investment by official statistics: outward, and the same as inward.

    First comes what the study's reporter holds in its partner, then the reverse, where either side
    has a figure. Nothing is filled in.

    Returns
    -------
    tuple of pandas.DataFrame
        The outward stocks of the investors, then the inward stocks of the hosts: value, low, high
        (USD million), on one index of investor, host, year.

    Examples
    --------
    >>> from analysis import read
    >>> outward, inward = both_sides_of_stocks(read("tests/invented"))
    >>> outward.empty, outward.index.names
    (True, FrozenList(['investor', 'host', 'year']))
    """
    here, there = study.reporter, study.partner
    parts = [_of_investor(study, *pair) for pair in ((here, there), (there, here))]
    source = {"source": credits_of(stocks for part in parts for stocks in part)}
    outward, inward = (pd.concat(stocks) for stocks in zip(*parts, strict=True))
    for stocks in (outward, inward):
        stocks.attrs |= study.about([]) | source
    return outward, inward


def _of_investor(study: Study, investor: str, host: str) -> list[pd.DataFrame]:
    """Return what both sides' statistics say that an investor holds in a host, on one index."""
    stocks = [
        official_series(study, STOCK, side, reporter=investor, partner=host)
        for side in (investor, host)
    ]
    years = stocks[0].index.union(stocks[1].index)
    keys = [[investor] * len(years), [host] * len(years), years]
    index = pd.MultiIndex.from_arrays(keys, names=INDEX)
    return [levels.reindex(years).astype(float).set_axis(index) for levels in stocks]


def stock_differences(study: Study) -> Table:
    """Return what both sides report of direct investment, and the host's minus the investor's.

    Returns
    -------
    Table
        outward (the investor's), inward (the host's), value, low, high (inward − outward, USD
        million), decided (which side reports more: host more, investor more, undecided, missing)
        and ratio (inward / outward), indexed by direction (in words) and year.

    Examples
    --------
    >>> from analysis import read
    >>> len(stock_differences(read("tests/invented")))
    0
    """
    rows = stock_discrepancies(study).reset_index()
    words = [
        f"from {study.name(investor)} to {study.name(host)}"
        for investor, host in zip(rows["investor"], rows["host"], strict=True)
    ]
    rows = rows.assign(direction=words).set_index(["direction", "year"])
    rows = rows.drop(columns=["investor", "host"])
    return named(rows, "stock_differences")


def stock_discrepancies(study: Study) -> pd.DataFrame:
    """Return the columns of `stock_differences`, indexed by investor, host and year.

    Examples
    --------
    >>> from analysis import read
    >>> stock_discrepancies(read("tests/invented")).columns.to_list()
    ['outward', 'inward', 'value', 'low', 'high', 'decided', 'ratio']
    """
    outward, inward = both_sides_of_stocks(study)
    apart = difference(inward, outward)
    columns = {
        "outward": outward["value"],
        "inward": inward["value"],
        **{name: apart[name] for name in INTERVAL},
        "decided": apart["decided"].replace(_SAYS_MORE),
        "ratio": ratio(inward, outward)["value"],
    }
    rows = pd.DataFrame(columns)
    rows.attrs |= outward.attrs
    return rows
