"""Put results into sentences for the notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.constant_dollars import real, real_growth
from analysis.indicators import cagr, growth
from analysis.trend import fit_trend
from analysis.words import (
    compare,
    interval,
    listing,
    number,
    quantity,
    side,
    sign,
    signed,
    verb,
)

if TYPE_CHECKING:
    from analysis.study import Study


_TOO_FEW = "for a trend it has too few years"


def results(found: pd.DataFrame) -> pd.Series:
    """Return headline results as text, by name.

    Examples
    --------
    >>> found = pd.DataFrame({"unit": ["percent"], "value": [12.34], "low": [11.8], "high": [13.0]})
    >>> results(found.set_axis(["turnover_cagr"])).turnover_cagr
    '12.3 percent (11.8 to 13.0)'
    """
    texts = {name: interval(row, row["unit"]) for name, row in found.iterrows()}
    return pd.Series(texts, dtype=str)


def verdicts(found: pd.DataFrame) -> pd.Series:
    """Return what the bounds of growth rates and balances decide, as verbs, by result.

    Examples
    --------
    >>> results = ["turnover_cagr", "official_balance"]
    >>> found = pd.DataFrame({"decided": ["rise", "deficit"]}, results)
    >>> verdicts(found).to_list()
    ['rose', 'is a deficit']
    """
    asked = found.loc[found["decided"] != "", "decided"]
    return pd.Series(
        {
            name: (sign if "balance" in name else verb)(decided)
            for name, decided in asked.items()
            if "balance" in name or "turnover_" in name
        },
        dtype=str,
    )


def readings(moved: pd.DataFrame) -> pd.DataFrame:
    """Return what variants move as text: the other reading, the result, as read and otherwise.

    Examples
    --------
    >>> from analysis import read, under_variants
    >>> moved = readings(under_variants(read("tests/invented")))
    >>> moved.loc["zeros-count", ["as read", "otherwise"]].to_list()
    ['USD 22 million (11.5 to 22.5) in 2005-06', 'USD 22 million (20.5 to 22.5) in 2005-06']
    """
    rows = []
    for _, row in moved.iterrows():
        other = {bound: row[f"other_{bound}"] for bound in ("value", "low", "high")}
        here = f"{interval(row, row['unit'])} in {row['years']}"
        there = interval(other, row["unit"])
        there += f" in {row['other_years']}" if row["other_years"] and there != "not known" else ""
        rows.append([row["why"], row["result"].replace("_", " "), here, there])
    columns = ["other reading", "result", "as read", "otherwise"]
    return pd.DataFrame(rows, index=moved.index, columns=columns)


def same_publisher(statements: pd.DataFrame, headline_source: str) -> str:
    """Return a sentence for each other figure that the headline's publisher printed for a year.

    Examples
    --------
    >>> from analysis import read, statements
    >>> study = read("tests/invented")
    >>> same_publisher(statements(study, "turnover").loc[2005], study.headline_source)
    'The same publisher, The Invented Courier, printed USD 179 million (178.5 to 179.5) 50 days \
before.'
    """
    printed = statements[statements["source_id"] == headline_source]
    if printed.empty:
        return ""
    paper, day = printed.iloc[0]["publisher"], str(printed.iloc[0]["published"])
    sentences = []
    for _, row in statements[statements["publisher"] == paper].iterrows():
        if row["source_id"] != headline_source:
            said = interval(row, "USD million")
            when = _apart(day, str(row["published"]))
            sentences.append(f"The same publisher, {paper}, printed {said} {when}.")
    return " ".join(sentences)


def _apart(day: str, other: str) -> str:
    """Return when the other day was, in days from the first where both are whole dates."""
    if not (len(day) == len(other) == 10):
        return f"in {other}" if other else "at a date not known"
    days = (pd.Timestamp(day) - pd.Timestamp(other)).days
    return f"{abs(days)} days {'before' if days > 0 else 'after'}"


def held_against(forecast: Mapping[str, float], printed: Mapping[str, object], year: int) -> str:
    """Return a sentence that holds a printed figure against its forecast.

    Examples
    --------
    >>> forecast = {"value": 200.0, "pi_low": 100.0, "pi_high": 400.0}
    >>> held_against(forecast, {"value": 150.0, "low": 145, "high": 155, "publisher": "P"}, 2021)
    '2021: P printed USD 150 million (145 to 155), inside the prediction interval (100 to 400) \
and 25.0 percent below the median forecast of USD 200 million.'
    """
    unit = "USD million"
    inside = forecast["pi_low"] <= printed["low"] and printed["high"] <= forecast["pi_high"]
    outside = printed["high"] < forecast["pi_low"] or forecast["pi_high"] < printed["low"]
    off = 100 * (printed["value"] / forecast["value"] - 1)
    where = "inside" if inside else "outside" if outside else "partly inside"
    return (
        f"{year}: {printed['publisher']} printed {interval(printed, unit)}, "
        f"{where} the prediction interval "
        f"({number(forecast['pi_low'], unit)} to {number(forecast['pi_high'], unit)}) and "
        f"{number(abs(off))} percent {'below' if off < 0 else 'above'} the median forecast of "
        f"{quantity(forecast['value'], unit)}."
    )


def region_side(study: Study, code: str) -> str:
    """Return whose statistics a region's reported turnover is on a side.

    Examples
    --------
    >>> from analysis import read
    >>> region_side(read("tests/invented"), "XAA"), region_side(read("tests/invented"), "XBB")
    ("each member's own statistics", 'the statistics of XBB')
    """
    return side(study, code) if code == study.partner else "each member's own statistics"


def region_lines(
    study: Study, official: Mapping[str, pd.DataFrame], implied: pd.DataFrame
) -> list[str]:
    """Return a line for each side that holds its regional turnover against the implied one.

    Examples
    --------
    >>> from analysis import read
    >>> reported = pd.DataFrame({"value": [46.0], "low": [46.0], "high": [46.0], "total": [400.0]})
    >>> implied = pd.DataFrame({"value": [489.0], "low": [472.0], "high": [505.0]})
    >>> region_lines(read("tests/invented"), {"XAA": reported}, implied)[0][-77:]
    ' turnover of USD 489 million (472 to 505) is above it, whatever the rounding.'
    """
    lines = []
    known = implied.dropna(subset="value")
    for code, table in official.items():
        for year, row in table[table.index.isin(known.index)].iterrows():
            whole = known.loc[year]
            lines.append(
                f"{year}, on the side of {study.name(code)}: {interval(row, 'percent')} of "
                f"{quantity(row['total'], 'USD million')}; the implied turnover of "
                f"{interval(whole, 'USD million')} is {compare(whole, row['total'])}."
            )
    return lines


def rates(levels: Mapping[str, pd.DataFrame], year: int) -> list[str]:
    """Return a line for each statement of a series: growth in a year and least-squares growth.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 110] for c in ("value", "low", "high")}, [2019, 2020])
    >>> rates({"A": levels}, 2020)
    ['by A, growth in 2020 is 10.0 percent; for a trend it has too few years']
    """
    lines = []
    for label, series in levels.items():
        of_year = growth(series)
        rate = interval(of_year.loc[year], "percent") if year in of_year.index else "not known"
        fits = f"least-squares growth is {fit_trend(series)}" if len(series) > 2 else _TOO_FEW
        lines.append(f"by {label}, growth in {year} is {rate}; {fits}")
    return lines


def constant_dollars(levels: pd.DataFrame, prices: pd.DataFrame) -> str:
    """Return how fast levels grew in constant dollars and in current ones, or why it is not known.

    Examples
    --------
    >>> years = pd.Index([2019, 2020], name="year")
    >>> levels = pd.DataFrame({c: [100.0, 110.0] for c in ("value", "low", "high")}, years)
    >>> prices = pd.DataFrame({c: [80.0, 100.0] for c in ("value", "low", "high")}, years)
    >>> constant_dollars(levels, prices)
    'Growth in 2020 is −12.0 percent in constant dollars and 10.0 percent in current ones. \
Compound annual growth, 2019-2020, is −12.0 percent in constant dollars and 10.0 percent in \
current ones.'
    """
    if prices.empty:
        return (
            "The study has no prices (`prices.csv`), so that growth in constant dollars is not "
            "known; `analysis fetch prices` brings the deflator of the United States."
        )
    by_year, known = real_growth(levels, prices), real(levels, prices).dropna(subset="value")
    grown = by_year.index[by_year["decided"] != "missing"]
    if grown.empty:
        return (
            "No two years in a row have both a figure and a price, so that growth in constant "
            "dollars is not known."
        )
    last, span = grown[-1], f"{known.index[0]}-{known.index[-1]}"
    of_year = _constant_and_current(by_year.loc[last], growth(levels).loc[last])
    a_year = _constant_and_current(cagr(known), cagr(levels.loc[known.index]))
    credit = prices.attrs.get("source")
    by = f" Prices: {credit}." if credit else ""
    return f"Growth in {last} is {of_year}. Compound annual growth, {span}, is {a_year}.{by}"


def _constant_and_current(constant: Mapping[str, float], current: Mapping[str, float]) -> str:
    """Return a rate of growth in constant and in current dollars."""
    rates = interval(constant, "percent"), interval(current, "percent")
    return "{} in constant dollars and {} in current ones".format(*rates)


def largest_contribution(study: Study, points: pd.DataFrame) -> str:
    """Return which flow contributed most to growth, when, and by whose statistics.

    Examples
    --------
    >>> from analysis import official_contributions, read
    >>> study = read("tests/invented")
    >>> largest_contribution(study, official_contributions(study))
    'Largest contribution to growth: +18.0 points by exports in 2004 (the statistics of XAA)'
    """
    if points.empty:
        return "No official flows, and so no contributions to growth"
    code, flow, year = points["value"].abs().idxmax()
    most = signed(points.loc[(code, flow, year), "value"])
    whose = side(study, code)
    return f"Largest contribution to growth: {most} points by {flow} in {year} ({whose})"


def contributions(study: Study, points: pd.DataFrame, since: int) -> list[str]:
    """Return a line for each side with what each flow contributed in the years since one.

    Examples
    --------
    >>> from analysis import official_contributions, read
    >>> study = read("tests/invented")
    >>> contributions(study, official_contributions(study), 2005)[0][-53:]
    '+10.1 by exports in 2005 and +12.1 by imports in 2005'
    """
    lines = []
    for code, rows in points["value"].groupby(level="statistics_of"):
        recent = rows.droplevel("statistics_of").loc[:, since:]
        parts = [f"{signed(value)} by {flow} in {year}" for (flow, year), value in recent.items()]
        lines.append(f"in points, by {side(study, code)}: {listing(parts)}")
    return lines


def printed_and_left(results: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]) -> list[str]:
    """Return a line for each year of which a result is printed and narrowed.

    Examples
    --------
    >>> printed = pd.DataFrame({c: [9.0] for c in ("value", "low", "high")}, [2020])
    >>> printed_and_left({"share": (printed, printed - 1)})
    ['share, 2020: as printed 9.0 percent, with all kept figures 8.0 percent']
    """
    lines = []
    for label, (printed, left) in results.items():
        for year, row in printed.dropna(subset="value").iterrows():
            after = interval(left.loc[year], "percent") if year in left.index else "not known"
            before = interval(row, "percent")
            lines.append(f"{label}, {year}: as printed {before}, with all kept figures {after}")
    return lines
