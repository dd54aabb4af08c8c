"""Say whether a derived figure agrees with the levels that its own source prints beside it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

import z3

from analysis.reconciliation.conditions import statement_rows
from analysis.reconciliation.levels import Levels
from analysis.reconciliation.meanings import Meaning, between
from analysis.reconciliation.model import Model
from analysis.reconciliation.readings import (
    Assumptions,
    Figure,
    Interval,
    interval,
    meaning_of,
    options_of,
    rounding_of,
)
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.statements import Statement
from analysis.reconciliation.unknowns import Sum, Unknown

AS_PRINTED, WITHIN, IMPOSSIBLE = "as printed", "within rounding", "impossible"


def agreements(model: Model, assumptions: Assumptions) -> dict[str, str]:
    """Return figure_id → as printed, within rounding or impossible, or nothing to say.

    A growth, share, sum, difference or balance is recomputed from the levels of its own source. It
    is *as printed* where the printed levels give the printed digits, rounded half up or cut as its
    source does, *within rounding* where some true levels within their intervals do, and otherwise
    *impossible*. Nothing is said where a level is missing from that source or open-ended.

    Examples
    --------
    >>> from analysis import read
    >>> from analysis.reconciliation.model import build
    >>> found = agreements(build(read("tests/invented"), Assumptions()), Assumptions())
    >>> found["wire-turnover-share-2003"], found["wire-turnover-growth-2005"]
    ('as printed', 'within rounding')
    """
    by_source: dict[str, list[Figure]] = {}
    numbered = [f for f in model.figures.values() if not (f.is_record or f.number.value.is_nan())]
    for figure in numbered:
        by_source.setdefault(figure.source_id, []).append(figure)
    found: dict[str, str] = {}
    context = functools.cache(z3.Context)  # most figures ask for none
    for figures in by_source.values():
        # A source with an open side prints its levels under the same option as what it derives.
        for turn in (0, 1):
            said = _levels(model, figures, turn)
            for figure in figures:
                if not found.get(figure.figure_id):
                    found[figure.figure_id] = _agreement(
                        model, figure, said, turn, assumptions, context
                    )
    return found


def _levels(model: Model, figures: Iterable[Figure], turn: int) -> dict[Unknown, Figure]:
    """Return the levels that one source prints, under its first or second options."""
    levels: dict[Unknown, Figure] = {}
    for figure in figures:
        meant = _meant(model, figure, turn)
        if meant and meant.top == ((1, meant.subject),) and not meant.bottom:
            levels.setdefault(meant.subject, figure)
    return levels


def _meant(model: Model, figure: Figure, turn: int) -> Meaning | None:
    """Return what a figure measures under the first or second option that it has."""
    options = options_of(figure, model.choices)
    return meaning_of(figure, options[min(turn, len(options) - 1)][1], model.members)


def _agreement(
    model: Model,
    figure: Figure,
    said: Mapping[Unknown, Figure],
    turn: int,
    assumptions: Assumptions,
    context: Callable[[], z3.Context],
) -> str:
    """Return how a figure agrees with printed levels."""
    meant = _meant(model, figure, turn)
    if meant is None:
        return ""
    top, bottom = _parts(meant.top, said, meant.subject), _parts(meant.bottom, said, meant.subject)
    if top is None or bottom is None or not top:
        return ""
    printed = {u: said[u] for _, u in (*top, *bottom)}
    intervals = {u: interval(f, assumptions) for u, f in printed.items()}
    if any(None in ends for ends in intervals.values()):
        return ""
    is_cut = rounding_of(figure, assumptions) == "cut"
    if _gives_printed_digits(figure, meant, top, bottom, printed, is_cut=is_cut):
        return AS_PRINTED
    meant = meant._replace(top=top, bottom=bottom)
    possible = _possible(meant, interval(figure, assumptions), intervals, context)
    return WITHIN if possible else IMPOSSIBLE


def _parts(terms: Sum, said: Mapping[Unknown, Figure], subject: Unknown) -> Sum | None:
    """Return a sum in terms of levels that are printed, or None where one is missing.

    A turnover that is not printed, or that is the figure in question, is exports plus imports.
    """
    parts: list[tuple[int, Unknown]] = []
    for c, u in terms:
        if u in said and u != subject:
            parts.append((c, u))
            continue
        flows = [u._replace(quantity=flow) for flow in ("exports", "imports")]
        if u.quantity != "turnover" or any(flow not in said for flow in flows):
            return None
        parts += [(c, flow) for flow in flows]
    return tuple(parts)


def _value(figure: Figure) -> Fraction:
    return Fraction(figure.number.value)


def _gives_printed_digits(
    figure: Figure,
    meant: Meaning,
    top: Sum,
    bottom: Sum,
    printed: Mapping[Unknown, Figure],
    *,
    is_cut: bool,
) -> bool:
    """Say whether the printed levels give the printed digits of a figure, rounded or cut."""
    over = sum((c * _value(printed[u]) for c, u in top), Fraction(0))
    under = sum((c * _value(printed[u]) for c, u in bottom), Fraction(0)) if bottom else Fraction(1)
    if not under:
        return False
    exact = Fraction(meant.printed(over / under))
    step = Fraction(figure.number.step)
    steps = abs(exact) / step + (0 if is_cut else Fraction(1, 2))
    rounded = (steps.numerator // steps.denominator) * step * (1 if exact >= 0 else -1)
    return rounded == _value(figure)


def _possible(
    meant: Meaning,
    own: Interval,
    intervals: Mapping[Unknown, Interval],
    context: Callable[[], z3.Context],
) -> bool:
    """Say whether true levels within their intervals give the figure within its own."""
    top, bottom, low, high = between(meant, *own)
    levels = Levels(intervals)
    rows = list(statement_rows(levels.sum(top), levels.sum(bottom), low, high, Fraction(1, 10**9)))
    for u, (least, most) in intervals.items():
        rows += statement_rows(levels.form(u), {}, least, most, Fraction(0))
    said = Statement(meant.subject, tuple(rows))
    return Solver([said], context=context()).core([0]) is None
