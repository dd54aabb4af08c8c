"""Put a trend and its forecast into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.indicators.rates import growth
from analysis.indicators.trend import NoTrend, trend_if_any
from analysis.text import counted, interval, number, quantity, signed

if TYPE_CHECKING:
    from analysis.indicators.trend import Trend


def held_against(forecast: Mapping[str, float], printed: Mapping[str, Any], year: int) -> str:
    """Return a sentence that holds a printed figure against its forecast.

    Examples
    --------
    >>> forecast = {"value": 200.0, "pi_low": 100.0, "pi_high": 400.0}
    >>> held_against(forecast, {"value": 150.0, "low": 145, "high": 155, "publisher": "P"}, 2021)
    '2021: P printed USD 150 million (145 to 155), inside the prediction interval (100 to 400) \
and 25.0 percent below the median forecast of USD 200 million.'
    """
    unit = "USD million"
    said = f"{year}: {printed['publisher']} printed {interval(printed, unit)}"
    inside = forecast["pi_low"] <= printed["low"] and printed["high"] <= forecast["pi_high"]
    outside = printed["high"] < forecast["pi_low"] or forecast["pi_high"] < printed["low"]
    off = 100 * (printed["value"] / forecast["value"] - 1)
    where = "inside" if inside else "outside" if outside else "partly inside"
    return (
        f"{said}, {where} the prediction interval "
        f"({number(forecast['pi_low'], unit)} to {number(forecast['pi_high'], unit)}) and "
        f"{number(abs(off))} percent {'below' if off < 0 else 'above'} the median forecast of "
        f"{quantity(forecast['value'], unit)}."
    )


def all_held_against(forecast: pd.DataFrame, later: pd.DataFrame) -> list[str]:
    """Return a line for each figure published later that has a forecast to be held against.

    Examples
    --------
    >>> forecast = pd.DataFrame({c: [50.0] for c in ("value", "pi_low", "pi_high")}, [2021])
    >>> later = pd.DataFrame({c: [90.0] for c in ("value", "low", "high")}, [2021])
    >>> all_held_against(forecast, later.assign(publisher="P"))[0][:67]
    '2021: P printed USD 90 million, outside the prediction interval (50'
    >>> all_held_against(forecast[:0], later.assign(publisher="P"))
    []
    """
    return [
        held_against(forecast.loc[year], row, year)
        for year, row in later.iterrows()
        if year in forecast.index
    ]


def rates(levels: Mapping[str, pd.DataFrame], year: int) -> list[str]:
    """Return a line for each statement of a series: growth in a year and least-squares growth.

    Of a series that ends before the year, it is the last year of which growth is known.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 110] for c in ("value", "low", "high")}, [2019, 2020])
    >>> rates({"A": levels}, 2020)
    ['by A, growth in 2020 is 10.0 percent; least-squares growth is not known: a trend needs at \
least 3 years, and there are 2: 2019, 2020']
    """
    lines = []
    for label, series in levels.items():
        of_year = growth(series)
        known = of_year.index[of_year["value"].notna() & (of_year.index <= year)]
        when = known[-1] if len(known) else year
        rate = interval(of_year.loc[when], "percent") if len(known) else "not known"
        fits = f"growth in {when} is {rate}; least-squares growth is {trend_if_any(series)}"
        lines.append(f"by {label}, {fits if len(series) else 'nothing is published'}")
    return lines


def carried_by_one_year(trend: Trend | NoTrend) -> str:
    """Return how far leaving out one year moves a trend; blank without one.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100, 110, 144] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> carried_by_one_year(trend_if_any(levels))
    'With n = 3, leaving out one year alone (1) moves the trend by +10.9 points.'
    """
    without = trend.leave_one_out()
    if without.empty or isinstance(trend, NoTrend):
        return ""
    far = without["change"].abs().idxmax()
    moves = signed(without.loc[far, "change"])
    return (
        f"With n = {trend.n}, leaving out one year alone ({far}) moves the trend by {moves} points."
    )


def pictured(forecast: pd.DataFrame) -> str:
    """Return what the chart of a forecast shows; blank without one.

    Examples
    --------
    >>> pictured(pd.DataFrame())
    ''
    """
    how = "the line is the median of the forecast, the band the prediction interval"
    return "" if forecast.empty else f"The same as a picture: {how}."


def below_the_median(forecast: pd.DataFrame, later: pd.DataFrame) -> str:
    """Return how many figures published later lie below the median of the forecast, as a title.

    Examples
    --------
    >>> forecast = pd.DataFrame({"value": [9.0]}, [2020])
    >>> below_the_median(forecast, pd.DataFrame({"high": [8.0]}, [2020]))
    '1 of 1 figure published later lies below the median of the forecast'
    """
    if later.empty:
        return "No figure was published later"
    if forecast.empty:
        return "There is no forecast to hold later figures against"
    below = sum(row["high"] < forecast.loc[year, "value"] for year, row in later.iterrows())
    lie = "lies" if below == 1 else "lie"
    return (
        f"{below} of {counted(len(later), 'figure')} published later {lie} below the median of the "
        "forecast"
    )
