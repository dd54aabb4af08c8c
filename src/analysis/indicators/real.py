"""Take the change of prices out of levels in current dollars, with the bounds that follow."""

import pandas as pd

from analysis.cells import begins_of, money_of
from analysis.display import Table
from analysis.indicators.arithmetic import aligned, numbers
from analysis.indicators.balances import ratio
from analysis.indicators.pairs import years_of
from analysis.indicators.rates import growth, index
from analysis.study.pair_figures import INTERVAL


def real(levels: pd.DataFrame, prices: pd.DataFrame, base: int | None = None) -> pd.DataFrame:
    """Return levels in constant dollars of a base year, v_t P_base / P_t.

    P is a price index of the dollar, such as the GDP deflator of the United States: the ratio of
    GDP in current to GDP in constant prices (World Bank, World Development Indicators,
    NY.GDP.DEFL.ZS). The bounds are l_t P_base,low / P_t,high and h_t P_base,high / P_t,low; in
    the base year they are those of the level itself. For growth use `real_growth`, which knows
    that the base year is the same in both years.

    Parameters
    ----------
    levels
        Levels in current dollars, indexed by year, or by reporter, partner, year.
    prices
        A price index by year, as ``study.prices``.
    base
        The base year. Without it the dollars are those in which the index is 100, and the bounds
        are 100 l_t / P_t,high and 100 h_t / P_t,low.

    Returns
    -------
    pandas.DataFrame
        value, low, high (in the unit of the levels, constant dollars), decided; missing where the
        level or the price of its year is missing, as it is where the levels say of themselves that
        they are in another currency or of fiscal years: the index is one of dollars and of years.

    Raises
    ------
    DataError
        Where there is no price of the base year.

    Examples
    --------
    >>> years = pd.Index([2019, 2020], name="year")
    >>> levels = pd.DataFrame({c: [100.0, 110.0] for c in ("value", "low", "high")}, years)
    >>> prices = pd.DataFrame({c: [80.0, 100.0] for c in ("value", "low", "high")}, years)
    >>> real(levels, prices, base=2019)["value"].to_dict()
    {2019: 100.0, 2020: 88.0}
    """
    numbers(levels)  # refuses what holds none, before it is asked what it is of
    if money_of([levels]) != "USD million" or begins_of([levels]) != 1:
        prices = prices.iloc[:0]
    (relative,) = aligned(prices if base is None else index(prices, base))
    years_of(relative.index)  # text is no year, and would be missing everywhere
    of_year = relative.reindex(years_of(levels.index)).set_axis(levels.index)
    result = ratio(levels, of_year)
    result[INTERVAL] *= 100
    return result


def real_growth(levels: pd.DataFrame, prices: pd.DataFrame) -> Table:
    """Return growth in constant dollars, 100 (v_t P_{t-1} / (v_{t-1} P_t) - 1).

    The base year of the price index cancels. The bounds are exact: the lowest is at l_t, P_t,high,
    h_{t-1} and P_{t-1},low, the highest at the other corner.

    Parameters
    ----------
    levels
        Levels in current dollars, indexed by year, or by reporter, partner, year; nothing crosses
        between pairs.
    prices
        A price index by year, as ``study.prices``.

    Returns
    -------
    Table
        value, low, high (percent), decided (rise, fall, undecided, missing); missing where a level
        or a price of either year is missing.

    Examples
    --------
    Current dollars rise by 10 percent and prices by 25, so that the quantity falls:

    >>> years = pd.Index([2019, 2020], name="year")
    >>> levels = pd.DataFrame({c: [100.0, 110.0] for c in ("value", "low", "high")}, years)
    >>> prices = pd.DataFrame({c: [80.0, 100.0] for c in ("value", "low", "high")}, years)
    >>> real_growth(levels, prices).round(1)
          value   low  high  decided
    year
    2019    NaN   NaN   NaN  missing
    2020  -12.0 -12.0 -12.0     fall
    """
    result = growth(real(levels, prices)).named("real_growth")
    credits = (frame.attrs.get("source") for frame in (levels, prices))
    result.attrs["source"] = "; ".join(credit for credit in credits if credit)
    return result
