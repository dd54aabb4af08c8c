"""Put results into sentences for the notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.constant_dollars import real, real_growth
from analysis.figures import headline
from analysis.indicators import cagr, growth
from analysis.official_statistics import sides
from analysis.results import headline_region
from analysis.trend import NoTrend, trend_if_any
from analysis.words import (
    UNDATED,
    compare,
    counted,
    highest,
    interval,
    listing,
    number,
    publisher,
    quantity,
    side,
    sign,
    signed,
    span,
    verb,
)

if TYPE_CHECKING:
    from analysis.study import Study
    from analysis.trend import NoTrend, Trend


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


def growth_answer(study: Study, found: pd.DataFrame) -> str:
    """Return growth over the whole period and in the last year, by the headline and both sides.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> growth_answer(study, headline_results(study))[:90]
    '**XAA and XBB (invented), growth of turnover a year, 2001-2005: by The Invented Courier 15'
    """
    paper, (one, other) = publisher(study), _dated_sides(study, found, "turnover_cagr")
    text, decided = results(found), found["decided"]
    span = found.at["turnover_cagr", "years"]
    when = "" if study.years == UNDATED else f", {span}"
    first = (
        f"**{study.title}, growth of turnover a year{when}: by {paper} "
        f"{text.turnover_cagr}**; by {one} {text.official_turnover_cagr}, by {other} "
        f"{text.counterpart_turnover_cagr}."
    )
    did = decided[[f"{of}turnover_growth" for of in ("", "official_", "counterpart_")]]
    if set(did) == {"missing"}:
        return f"{first} Whether turnover rose or fell in the last year cannot be said."
    verbs, when = did.map(verb), found.loc[did.index, "years"].where(did != "missing")
    one, other = (side(study, code) for code in sides(study))
    if len(set(when.dropna())) > 1:
        verbs += (" in " + when).fillna("")
        head = "Turnover"
    else:
        head = f"In {found.at['turnover_growth', 'years']}, turnover"
    said, his, theirs = verbs
    again = "" if theirs == his else f"{theirs} "
    return f"{first} {head} {said} by {paper}; it {his} by {one} and {again}by {other}."


def _dated_sides(study: Study, found: pd.DataFrame, result: str) -> list[str]:
    """Return the words for both sides' statistics, with their years where not the headline's."""
    named = []
    for code, prefix in zip(sides(study), ("official_", "counterpart_"), strict=True):
        row = found.loc[prefix + result]
        apart = pd.notna(row["value"]) and row["years"] != found.at[result, "years"]
        named.append(side(study, code) + (f" ({row['years']})" if apart else ""))
    return named


def exports_answer(study: Study, found: pd.DataFrame) -> str:
    """Return the exports' share in turnover and the sign of the balance, by all three.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> exports_answer(study, headline_results(study))[-92:]
    'The balance is a deficit by the statistics of XAA and is a surplus by the statistics of XBB.'
    """
    text, did = results(found), verdicts(found)
    one, other = _dated_sides(study, found, "export_share")
    here, there = study.name(study.reporter), study.name(study.partner)
    alike = text.export_share_close == text.export_share
    close = "" if alike else f", by a close reading {text.export_share_close}"
    again = "" if did.counterpart_balance == did.official_balance else f"{did.counterpart_balance} "
    return (
        f"**Exports of {here} in its turnover with {there}: by {publisher(study)} "
        f"{text.export_share}**{close}; by {one} "
        f"{text.official_export_share}, by {other} {text.counterpart_export_share}. The balance "
        f"{did.official_balance} by {one} and {again}by {other}."
    )


def region_answer(study: Study, found: pd.DataFrame) -> str:
    """Return the reporter's share in its region as printed, what it implies, and both sides' share.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> region_answer(study, headline_results(study))[:85]
    'Share in the trade of the region (Lowland): by The Invented Courier 46.0 percent (0.0'
    """
    text, paper, printed = results(found), publisher(study), headline(study, "share_of_region")
    if printed.empty:
        return f"Its share in the trade of a region is not known: {paper} states none."
    one, other = (side(study, code) for code in sides(study))
    implied = text.implied_regional_turnover
    implies = (
        "without a turnover beside it to imply the region's"
        if implied == "not known"
        else f"which implies a regional turnover of {implied}"
    )
    return (
        f"Share in the trade of the region ({headline_region(study)}): by {paper} "
        f"{interval(printed.iloc[-1], 'percent')}, {implies}; by {one} "
        f"{text.official_region_share}, by {other} {text.counterpart_region_share}."
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
    if np.isnan(forecast["value"]):
        return f"{said}; there is no forecast to hold it against."
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
    ['by A, growth in 2020 is 10.0 percent; least-squares growth is not known: a trend needs at \
least 3 years, and there are 2: 2019, 2020']
    """
    lines = []
    for label, series in levels.items():
        of_year = growth(series)
        rate = interval(of_year.loc[year], "percent") if year in of_year.index else "not known"
        fits = f"growth in {year} is {rate}; least-squares growth is {trend_if_any(series)}"
        lines.append(f"by {label}, {fits if len(series) else 'nothing is published'}")
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


def highest_by(levels: Mapping[str, pd.DataFrame], quantity: str, year: int) -> str:
    """Return by whose figures a quantity is highest in a year, as a title.

    Examples
    --------
    >>> both = {"A": pd.DataFrame({"value": [9.0]}, [2020]), "B": pd.DataFrame({"value": []})}
    >>> highest_by(both, "turnover", 2020), highest_by(both, "turnover", 2021)
    ('In 2020, only A states turnover', 'No turnover is published for the last year')
    """
    known = {n: f for n, f in levels.items() if year in f["value"].dropna().index}
    if not known:
        return f"No {quantity} is published for the last year"
    most = highest(known, year)
    tied = [n for n, f in known.items() if f["value"][year] == known[most]["value"][year]]
    if len(known) == 1:
        return f"In {year}, only {most} states {quantity}"
    if len(tied) == len(known):
        return f"In {year}, {quantity} is the same by {listing(tied)}"
    return f"In {year}, {quantity} is highest by {listing(tied)}"


def undecided(rates: pd.DataFrame) -> str:
    """Return in which years the printed digits leave open whether a quantity rose or fell.

    Examples
    --------
    >>> undecided(pd.DataFrame({"decided": ["missing", "undecided"]}, [2019, 2020]))
    'Years that the printed digits leave undecided: 2020.'
    """
    if (rates["decided"] == "missing").all():
        return "There are no two years in a row to compare, and so no growth."
    years = rates.index[rates["decided"] == "undecided"]
    return f"Years that the printed digits leave undecided: {listing(years)}."


def carried_by_one_year(trend: Trend | NoTrend) -> str:
    """Return how far leaving out one year moves a trend.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100, 110, 144] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> carried_by_one_year(trend_if_any(levels))
    'With n = 3, leaving out one year alone (1) moves the trend by +10.9 points.'
    """
    without = trend.leave_one_out()
    if without.empty or isinstance(trend, NoTrend):
        return "There is no trend to leave a year out of."
    far = without["change"].abs().idxmax()
    moves = signed(without.loc[far, "change"])
    return (
        f"With n = {trend.n}, leaving out one year alone ({far}) moves the trend by {moves} points."
    )


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
    if forecast["value"].isna().all():
        return "There is no forecast to hold later figures against"
    below = sum(row["high"] < forecast.loc[year, "value"] for year, row in later.iterrows())
    lie = "lies" if below == 1 else "lie"
    return (
        f"{below} of {counted(len(later), 'figure')} published later {lie} below the median of the "
        "forecast"
    )


def with_kept_figures(study: Study, printed: str, left: pd.DataFrame, code: str) -> str:
    """Return compound annual growth as printed and with what all kept figures leave.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 110] for c in ("value", "low", "high")}, [2019, 2020])
    >>> from analysis import read
    >>> with_kept_figures(read("tests/invented"), "9.0 percent", levels, "XAA")[-57:]
    '10.0 percent (any number between the bounds is possible).'
    """
    rate = interval(cagr(left), "percent")
    known = " (any number between the bounds is possible)" if rate != "not known" else ""
    years, own = (f["value"].dropna().index for f in (left, headline(study, "turnover")))
    spans = [f"{i.min()}-{i.max()}" for i in (years, own) if len(i)]
    # Growth of other years is another rate, and no correction of the printed one.
    when = f"{spans[0]}, " if len(set(spans)) == 2 else ""
    return (
        f"Compound annual growth as printed is {printed}; with what all kept figures leave, "
        f"on the side of {study.name(code)}, {when}{rate}{known}."
    )


def sides_disagree(balances: Mapping[str, pd.DataFrame]) -> str:
    """Return the years in which one side has a surplus and the other a deficit.

    Examples
    --------
    >>> here = pd.DataFrame({"decided": ["surplus", "surplus"]}, [2019, 2020])
    >>> sides_disagree({"GEO": here, "KOR": here.replace("surplus", "deficit").iloc[1:]})
    'The two sides disagree on the sign of the balance in: 2020.'
    """
    one, other = (frame["decided"] for frame in balances.values())
    signs = pd.concat([one, other], axis=1, join="inner")
    signs = signs[signs.isin(["surplus", "deficit"]).all(axis=1)]
    if signs.empty:
        return "There is no year of which both sides' balances have a sign."
    differ = signs.index[signs.iloc[:, 0] != signs.iloc[:, 1]]
    return f"The two sides disagree on the sign of the balance in: {listing(differ)}."


def export_shares_title(levels: Mapping[str, pd.DataFrame]) -> str:
    """Return what the shares of exports span, as a title.

    Examples
    --------
    >>> export_shares_title({"A": pd.DataFrame({"value": [23.15, 30.0]})})
    'Exports in turnover: 23.1 to 30.0 percent, by year and whose figures'
    """
    found = span(levels.values())
    if found == "unknown":
        return "Exports in turnover: no share can be computed"
    return f"Exports in turnover: {found} percent, by year and whose figures"


def region_title(rows: pd.DataFrame) -> str:
    """Return the turnovers of a region as a title.

    Examples
    --------
    >>> region_title(pd.DataFrame({"value": [1489.0, 1400.0]}))
    'Turnover of the region (first implied, then reported), USD million: 1,489 and 1,400'
    """
    known = [f"{value:,.0f}" for value in rows["value"].dropna()]
    if not known:
        return "Turnover of the region: no share in a region is published with its turnover"
    return f"Turnover of the region (first implied, then reported), USD million: {listing(known)}"


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
        return "No official flows of two years in a row, and so no contributions to growth"
    code, flow, year = points["value"].abs().idxmax()
    most = signed(points.loc[(code, flow, year), "value"])
    whose = side(study, code)
    return f"Largest contribution to growth: {most} points by {flow} in {year} ({whose})"


def contributions(study: Study, points: pd.DataFrame, since: int) -> list[str]:
    """Return a line for each side with what each flow contributed in the years since one.

    Of a side that ends before, these are its last two years.

    Examples
    --------
    >>> from analysis import official_contributions, read
    >>> study = read("tests/invented")
    >>> contributions(study, official_contributions(study), 2005)[0][-53:]
    '+10.1 by exports in 2005 and +12.1 by imports in 2005'
    """
    lines = []
    for code, rows in points["value"].groupby(level="statistics_of"):
        ending = rows.index.get_level_values("year").max()
        recent = rows.droplevel("statistics_of").loc[:, since if since <= ending else ending - 1 :]
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
