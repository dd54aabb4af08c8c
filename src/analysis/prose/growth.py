"""Put growth into sentences."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import UNDATED
from analysis.findings.claims import over_headline_years
from analysis.findings.results import headline_results
from analysis.indicators.rates import cagr, growth
from analysis.indicators.real import real, real_growth
from analysis.prose.phrases import highest, verb
from analysis.prose.results import dated_sides, results
from analysis.text import interval, join_names, signed
from analysis.timeseries.by_side import sides
from analysis.timeseries.by_source import headline

if TYPE_CHECKING:
    from analysis.study.study import Study


class Facts:
    """What the templates of the chapter on growth may ask."""

    def __init__(self, study: Study) -> None:
        self.study = study

    @functools.cached_property
    def results(self) -> pd.DataFrame:
        """The headline results."""
        return headline_results(self.study)


def growth_answer(study: Study, found: pd.DataFrame) -> str:
    """Return growth over the whole period and in the last year, by the headline and both sides.

    Examples
    --------
    >>> from analysis import headline_results, read
    >>> study = read("tests/invented")
    >>> growth_answer(study, headline_results(study))[:90]
    '**XAA and XBB (invented), growth of turnover a year, 2001-2005: by The Invented Courier 15'
    """
    paper, (one, other) = study.publisher, dated_sides(study, found, "turnover_cagr")
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
    one, other = (study.side_name(code) for code in sides(study))
    if len(set(when.dropna())) > 1:
        verbs += (" in " + when).fillna("")
        head = "Turnover"
    else:
        head = f"In {found.at['turnover_growth', 'years']}, turnover"
    said, his, theirs = verbs
    again = "" if theirs == his else f"{theirs} "
    return f"{first} {head} {said} by {paper}; it {his} by {one} and {again}by {other}."


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
            "The study has no price index, so that growth in constant dollars is not known; the "
            "command `analysis fetch prices` adds one, the deflator of the United States."
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
        return f"In {year}, {quantity} is the same by {join_names(tied)}"
    return f"In {year}, {quantity} is highest by {join_names(tied)}"


def undecided(rates: pd.DataFrame) -> str:
    """Return in which years the printed digits leave open whether turnover rose or fell.

    Examples
    --------
    >>> undecided(pd.DataFrame({"decided": ["missing", "undecided"]}, [2019, 2020]))
    'Years that the printed digits leave undecided: 2020. In the chart, a triangle points up or \
down where they decide, and a dot stands where they do not.'
    """
    if (rates["decided"] == "missing").all():
        return "There are no two years in a row to compare, and so no growth."
    years = rates.index[rates["decided"] == "undecided"]
    open_years = f"Years that the printed digits leave undecided: {join_names(years)}."
    said = open_years if len(years) else "The printed digits leave no year undecided."
    marks = "a triangle points up or down where they decide, and a dot stands where they do not"
    return f"{said} In the chart, {marks}."


def with_kept_figures(study: Study, printed: str, left: pd.DataFrame, code: str) -> str:
    """Return compound annual growth as printed and with what all kept figures leave.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 110] for c in ("value", "low", "high")}, [2019, 2020])
    >>> from analysis import read
    >>> with_kept_figures(read("tests/invented"), "9.0 percent", levels, "XAA")[-64:]
    '10.0 percent (outer bounds: the two years are taken one by one).'
    """
    left = over_headline_years(study, left)
    rate = interval(cagr(left), "percent")
    known = " (outer bounds: the two years are taken one by one)" if rate != "not known" else ""
    years, own = (f["value"].dropna().index for f in (left, headline(study, "turnover")))
    spans = [f"{i.min()}-{i.max()}" for i in (years, own) if len(i)]
    whose = f"on the side of {study.name(code)}" if code else "on the side that is left open"
    # Growth of other years is another rate, and no correction of the printed one.
    when = f"{spans[0]}, " if len(set(spans)) == 2 else ""
    return (
        f"Compound annual growth as printed is {printed}; with what all kept figures leave, "
        f"{whose}, {when}{rate}{known}."
    )


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
    whose = study.side_name(code)
    return f"Largest contribution to growth: {most} points by {flow} in {year} ({whose})"


def whose_flows(study: Study, points: pd.DataFrame) -> str:
    """Return whose exports and imports the flows of both sides are; blank where there are none.

    Examples
    --------
    >>> from analysis import official_contributions, read
    >>> study = read("tests/invented")
    >>> whose_flows(study, official_contributions(study))
    'Exports and imports are those of XAA on both sides: by the statistics of XBB, its exports are \
what XBB reports as imports from it.'
    """
    if points.empty:
        return ""
    here, there = study.name(study.reporter), study.name(study.partner)
    return (
        f"Exports and imports are those of {here} on both sides: by "
        f"{study.side_name(study.partner)}, its exports are what {there} reports as imports from "
        "it."
    )


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
        lines.append(f"in points, by {study.side_name(code)}: {join_names(parts)}")
    return lines
