"""Hold what two sources print of the same things side by side."""

from __future__ import annotations

import math
from collections.abc import Hashable
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.conventions import REVISION
from analysis.display import named
from analysis.errors import DataError
from analysis.findings.exchange import Exchange, What, exchange, in_any_currency
from analysis.reconciliation.readings import Figure, measured_by
from analysis.reconciliation.reconcile import reconciled
from analysis.reconciliation.solver import Solver
from analysis.study.quantities import CAGR
from analysis.study.units import is_money, unit_of
from analysis.text import worded

if TYPE_CHECKING:
    from analysis.reconciliation.judgement import Judge
    from analysis.study.study import Study

ABOUT = ["quantity", "reporter", "partner", "region", "product", "period", "base"]
COLUMNS = [
    *("statistics_of", "printed_a", "printed_b", "difference", "difference_percent"),
    *("overlap", "within_room", "different_sides", "through", "figure_a", "figure_b"),
]


def compare(
    study: Study, source_a: str, source_b: str, *, revision: float = REVISION
) -> pd.DataFrame:
    """Return what two sources print of the same things, figure by figure.

    Two figures are of the same thing where they can be of one side's statistics: what a source
    does not say of its side is as `reconcile` leaves it. Amounts of a flow in two currencies are
    held together through the rates of the period in rates.csv; without these, and of what is no
    flow, they stand side by side and nothing is said of them.

    Parameters
    ----------
    revision
        The room for revision between the two, as `reconcile` takes it.

    Returns
    -------
    pandas.DataFrame
        A row for each two figures: what they are of (as the first source names it), statistics_of
        (whose statistics; blank where that is open), printed_a and printed_b, difference (b − a,
        in the unit of a) and difference_percent (of a; missing for rates and shares), overlap
        (whether the intervals have a value in common), within_room (whether both can be true of
        one side with the room for revision), different_sides (whether they may be of two sides, so
        that both can be true all the same), through (the sources of the exchange rates that are
        used, if any), figure_a and figure_b. What cannot be compared for want of a rate has a
        missing difference, overlap and within_room.

    Raises
    ------
    DataError
        For a source that is not in sources.csv, and for one beside itself.

    Examples
    --------
    >>> from analysis import read
    >>> both = compare(read("tests/invented"), "courier-2006-03", "wire-2006")
    >>> row = both.set_index("figure_a").loc["courier-exports-2005"]
    >>> row["printed_a"], row["printed_b"], bool(row["within_room"])
    ('more than 95 million', '80.1 million', False)
    """
    for source in (source_a, source_b):
        study.known_source(source)
    if source_a == source_b:
        raise DataError(f"source {source_a!r} is to be compared with another one than itself")
    judge = reconciled(study, revision).judge
    of_b: dict[Hashable, list[_Said]] = {}
    for said in _said_by(judge, source_b):
        of_b.setdefault(_same(said), []).append(said)
    rows: dict[tuple[str, str], list[object]] = {}
    for a in _said_by(judge, source_a):
        for b in of_b.get(_same(a), ()):
            pair = a.figure.figure_id, b.figure.figure_id
            if pair in rows:
                rows[pair] = _of_either_side(rows[pair])
            elif a.what == b.what:
                rows[pair] = _row(judge, a, b)
            elif is_money(a.figure.unit) and is_money(b.figure.unit):
                rows[pair] = _row(judge, a, b, exchange(study.rates, a.what, b.what))
    order = {name: n for n, name in enumerate(study.figures["figure_id"])}
    listed = [rows[pair] for pair in sorted(rows, key=lambda pair: [order[name] for name in pair])]
    table = pd.DataFrame(listed, columns=[*ABOUT, *COLUMNS])
    if table["overlap"].isna().any():
        table = table.astype({"overlap": "boolean", "within_room": "boolean"})
    table.attrs |= study.about([source_a, source_b])
    return named(table, "two_sources")


class _Said(NamedTuple):
    """A figure on a side: its statement, and what that is about."""

    figure: Figure
    side: str
    number: int
    what: What


def _same(said: _Said) -> Hashable:
    """Return what figures of the same thing have in common; growth a year is not that of all."""
    return in_any_currency(said.what), said.figure.quantity in CAGR


def _said_by(judge: Judge, source: str) -> list[_Said]:
    """Return what a source says, of each side that it may quote."""
    return [
        _Said(figure, side, number, judge.model.said[number][:2])
        for figure in judge.model.figures.values()
        for option, side in judge.options(figure)
        if figure.source_id == source
        and (number := judge.number.get((option, figure.figure_id))) is not None
    ]


SAME = Exchange(Fraction(1), Fraction(1), Fraction(1), ())


def _row(judge: Judge, a: _Said, b: _Said, at: Exchange | None = SAME) -> list[object]:
    figure = a.figure
    difference, percent, in_common, both = math.nan, math.nan, None, None
    if at is not None:
        exact = at.value * _in_units_of(judge, a, b) - Fraction(figure.number.value)
        difference = float(exact / 100 if figure.unit == "times" else exact)
        if unit_of(figure.unit).takes_scale and figure.number.value:
            percent = 100 * difference / abs(float(figure.number.value))
        in_common, both = _overlap(judge, a, b, at), _both_can_be_true(judge, a, b, at)
    return [
        *(getattr(figure, column) for column in ABOUT),
        a.side,
        *(_printed(s.figure, with_currency=at is not SAME) for s in (a, b)),
        difference,
        percent,
        in_common,
        both,
        any(len(judge.options(said.figure)) > 1 for said in (a, b)),
        ", ".join(at.sources) if at else "",
        figure.figure_id,
        b.figure.figure_id,
    ]


def _printed(figure: Figure, *, with_currency: bool) -> str:
    text = figure.as_written
    return worded(
        unit_of(figure.unit).printed.format(text) if with_currency else text, figure.wording
    )


def _both_can_be_true(judge: Judge, a: _Said, b: _Said, at: Exchange) -> bool:
    """Say whether two statements can hold together, by a solver that nothing else is asked of.

    What the one of the reconciliation finds first depends on what it was asked before.
    """
    both = [judge.solver.statements[said.number] for said in (a, b)]
    if at is not SAME:
        both.append(at.tie(*(judge.model.vintages.sum(said.what[0]) for said in (a, b))))
    return Solver(both, judge.solver.terms.free).core(range(len(both))) is None


def _of_either_side(row: list[object]) -> list[object]:
    """Return a row of two figures that are of the same thing on either side."""
    return [*row[: len(ABOUT)], "", *row[len(ABOUT) + 1 :]]


def _in_units_of(judge: Judge, a: _Said, b: _Said) -> Fraction:
    """Return the value of one figure as the other one would print it."""
    one, other = (measured_by(s.figure, s.side, judge.model.members) for s in (a, b))
    ratio = other.ratio(Fraction(b.figure.number.value))
    turned = in_any_currency((one.top, ())) != in_any_currency((other.top, ()))
    return Fraction(one.printed(-ratio if turned else ratio))


def _overlap(judge: Judge, a: _Said, b: _Said, at: Exchange) -> bool:
    """Say whether the intervals of two statements about the same thing share a value."""
    (low, high), (least, most) = (judge.model.said[s.number][2:] for s in (a, b))
    if at is not SAME:
        least, most = at.of(least, most)
    return not (
        (low is not None and most is not None and low > most)
        or (least is not None and high is not None and least > high)
    )
