"""Try single changes of reading on figures that are not consistent, and say which would fit."""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Callable, Iterator
from fractions import Fraction

import pandas as pd

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.extremes import Range
from analysis.reconciliation.judgement import Judge, bounding, fits
from analysis.reconciliation.meanings import Meaning
from analysis.reconciliation.model import Model
from analysis.reconciliation.readings import (
    Assumptions,
    Figure,
    Interval,
    Vintage,
    inside_limits,
    interval,
    measured_by,
    reread,
)
from analysis.reconciliation.unknowns import Unknown
from analysis.study.periods import days, period_name, shifted
from analysis.study.quantities import COMPARED, FLOWS, QUANTITIES, units_of
from analysis.study.units import is_measure, unit_of

COLUMNS = ["figure_id", "change", "reading", "low", "high", "left_low", "left_high", "result"]
BOUND = "fits, bounded on both sides"
HALF_BOUND = "fits, bounded on one side"
UNTESTED = "fits, untested"
CONFUSED = "turnover, exports and imports confused"
MISFIT = "does not fit"


@dataclasses.dataclass(frozen=True)
class Change:
    """One other reading of a figure: what is changed, and the figure, side and factor then."""

    name: str
    reading: str
    figure: Figure
    side: str
    factor: Fraction = Fraction(1)
    cut: bool = False


def changes(figure: Figure, side: str) -> Iterator[Change]:
    """Yield the single changes of reading that are tried on a figure.

    Examples
    --------
    >>> from analysis.study.quantities import number_of
    >>> about = "turnover", "GEO", "KOR", "", "2016", "GEO", "", "USD", "", "USD"
    >>> number = number_of("turnover", "95 million", "stated", "USD")
    >>> figure = Figure("a", "s", *about, "95 million", "stated", number)
    >>> [change.reading for change in changes(figure, "GEO")][:4]
    ['2015', '2017', 'KOR', '95 million times 10']
    """

    def other(name: str, reading: str, **columns: str) -> Change:
        now = Figure(**vars(figure) | columns)
        return Change(name, reading, dataclasses.replace(now, number=reread(now)), side)

    when = None if figure.is_record else days(figure.period)
    if when:
        for name, years in (("the year before", -1), ("the year after", 1)):
            period = period_name(*(shifted(day, years) for day in when))
            yield other(name, period, period=period)
    parties = {figure.reporter, figure.partner}
    for party in sorted(parties - {side, "", "WLD"}):
        yield Change("the other side's statistics", party, figure, party)
    if not figure.as_written:  # a record without a number
        return
    if figure.quantity in COMPARED or figure.quantity == "balance":
        text = " and ".join(map(_turned, figure.as_written.split(" and ")))
        yield other("higher for lower", text, as_written=text)
    turned = {"more than": "less than", "less than": "more than"}
    if figure.wording in turned:
        wording = turned[figure.wording]
        yield other("more for less", f"{wording} {figure.as_written}", wording=wording)
    factors = (Fraction(10), Fraction(1, 10), Fraction(1000), Fraction(1, 1000))
    # Rates and shares are printed without a scale word, which could be the wrong one.
    for factor in factors if unit_of(figure.unit).takes_scale else ():
        how = f"times {factor}" if factor > 1 else f"divided by {1 / factor}"
        reading = f"{figure.as_written} {how}"
        yield Change(f"a factor of {max(factor, 1 / factor)}", reading, figure, side, factor)
    for text in swapped(figure.as_written) if figure.wording != "between" else ():
        yield other("two digits swapped", text, as_written=text)
    for unit in units_of(figure.quantity):
        if unit != figure.unit and not is_measure(unit):
            name = f"{figure.unit} for {unit}"
            yield other(name, f"{figure.as_written} {unit}", unit=unit)
    if figure.wording == "stated" and figure.number.precision.rounding != "cut":
        yield Change("cut off, not rounded", figure.as_written, figure, side, cut=True)
    base, _, rest = figure.quantity.partition("_")
    for flow in FLOWS if base in FLOWS else ():
        quantity = f"{flow}_{rest}" if rest else flow
        if flow != base and quantity in QUANTITIES:
            yield other(CONFUSED, quantity, quantity=quantity)


def _turned(number: str) -> str:
    """Return a printed number with the other sign."""
    return number[1:] if number.startswith("-") else f"-{number.lstrip('+')}"


def swapped(as_written: str) -> list[str]:
    """Return a printed number with two neighbouring digits swapped, in every way.

    Examples
    --------
    >>> swapped("935 million"), swapped("1.51 billion"), swapped("4.4 billion")
    (['395 million', '953 million'], ['5.11 billion', '1.15 billion'], [])
    >>> swapped("1,050 million")
    ['1,500 million', '1,005 million']
    """
    places = [match.start() for match in re.finditer(r"\d", as_written)]
    texts = []
    for a, b in itertools.pairwise(places):
        digits = list(as_written)
        digits[a], digits[b] = digits[b], digits[a]
        text = "".join(digits)
        leading_zero = re.match(r"\D*0[\d,]", text)
        if text != as_written and not leading_zero:
            texts.append(text)
    return texts


def rereadings(
    judge: Judge, extended: Callable[[list[tuple[Vintage | None, Unknown]]], Model]
) -> pd.DataFrame:
    """Return what single changes of reading do to each figure that is not consistent.

    Parameters
    ----------
    extended
        Gives the model with forms for unknowns of which nothing is said.
    """
    tries = [
        (figure, option, change)
        for figure in judge.model.figures.values()
        if judge.found.verdicts.get(figure.figure_id, "consistent") != "consistent"
        for option, side in judge.options(figure)
        for change in changes(figure, side)
    ]
    meant = [measured_by(c.figure, c.side, judge.model.members) for _, _, c in tries]
    unknowns = [
        (judge.vintage(figure), u)
        for (figure, *_), m in zip(tries, meant, strict=True)
        for part in (m.top, m.bottom)
        for _, u in part
    ]
    judge = Judge(extended(unknowns), judge.found, judge.assumptions)
    of_figure: dict[tuple[str, Option | None], list[Meaning]] = {}
    for (figure, option, _), m in zip(tries, meant, strict=True):
        of_figure.setdefault((figure.figure_id, option), []).append(m)
    for (name, option), some in of_figure.items():
        figure = judge.model.figures[name]
        judge.learn(some, judge.against(figure, option, everywhere=True), judge.vintage(figure))
    rows = []
    for (figure, option, change), measured in zip(tries, meant, strict=True):
        low, high = _close_interval(change, judge.assumptions)
        if low is not None and high is not None and low > high:
            continue
        against = judge.against(figure, option, everywhere=True)
        left = judge.range_of(measured, against, judge.vintage(figure))
        result = _result(change, left, low, high)
        ends = [-math.inf if low is None else float(low), math.inf if high is None else float(high)]
        rows.append(
            [figure.figure_id, change.name, change.reading, *ends, *map(float, left), result]
        )
    return pd.DataFrame(rows, columns=COLUMNS).drop_duplicates(ignore_index=True)


def _close_interval(change: Change, assumptions: Assumptions) -> Interval:
    """Return what a figure means when read so, under the close reading."""
    rounding = {change.figure.source_id: "cut"} if change.cut else assumptions.rounding
    close = dataclasses.replace(assumptions, reading="close", rounding=rounding)
    printed = interval(change.figure, close)
    low, high = (None if x is None else x * change.factor for x in printed)
    return inside_limits(change.figure.quantity, low, high)


def _result(change: Change, left: Range, low: Fraction | None, high: Fraction | None) -> str:
    """Return whether a reading fits the statements assumed true, and whether anything tests it."""
    if not fits(left, low, high):
        return MISFIT
    bounded = sum(bounding(change.figure, left, change.factor))
    return (UNTESTED, HALF_BOUND, BOUND)[bounded]
