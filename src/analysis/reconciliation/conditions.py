"""Write what is said of levels as linear conditions: levels are sums of pieces of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.readings import Choice, Figure, meaning_of, options_of
from analysis.reconciliation.statements import Form, Row, Statement, linked
from analysis.reconciliation.unknowns import PARTS, Sum, Unknown
from analysis.study import quantities
from analysis.study.periods import Span, days

FLOOR = Fraction(1, 10**6)
Said = tuple[Sum, Sum, Fraction | None, Fraction | None]


class Levels:
    """The forms of unknown levels as sums of pieces of time."""

    def __init__(self, unknowns: Iterable[Unknown]) -> None:
        self.cuts: dict[Hashable, set[int]] = defaultdict(set)
        self.split: set[Hashable] = set()
        for u in unknowns:
            if u.quantity in quantities.STOCKS:
                continue
            self.cuts[_family(u)] |= {*span(u)}
            if u.quantity in ("exports", "imports"):
                self.split.add(_family(u))

    def form(self, u: Unknown) -> Form:
        """Return the form of one level."""
        if u.quantity in quantities.STOCKS:
            return {u: Fraction(1)}
        family = _family(u)
        first, end = span(u)
        flows = [u.quantity]
        if u.quantity == "turnover" and family in self.split:
            flows = ["exports", "imports"]
        pieces = [c for c in sorted(self.cuts[family]) if first <= c < end]
        return {(flow, *family, piece): Fraction(1) for flow in flows for piece in pieces}

    def sum(self, terms: Sum) -> Form:
        """Return the form of a sum of levels."""
        return combined((c, self.form(u)) for c, u in terms)


def span(u: Unknown) -> Span:
    """Return the first day of an unknown and that after its last; it is always of a time."""
    when = days(u.period)
    assert when is not None
    return when


def _family(u: Unknown) -> tuple[str, ...]:
    """Return what flows have in common that add up: all but quantity and period."""
    about = u.reporter, u.partner, u.region, u.statistics_of, u.product, u.measured_in
    return ("total" if u.region else "pair", *about)


def combined(terms: Iterable[tuple[Fraction | int, Form]]) -> Form:
    """Return the sum of forms, each times its factor.

    Examples
    --------
    >>> combined([(1, {"x": Fraction(1)}), (-2, {"x": Fraction(1)})])
    {'x': Fraction(-1, 1)}
    """
    total: dict[Hashable, Fraction] = {}
    for factor, form in terms:
        for variable, c in form.items():
            total[variable] = total.get(variable, Fraction(0)) + factor * c
    return {v: c for v, c in total.items() if c}


def with_floors(said: list[Said], weights: list[int], levels: Levels) -> list[Statement]:
    """Return the statements, with floors under what is divided by.

    Without a floor any two growth rates would agree at zero. It is a millionth of the smallest
    positive level that is printed in the component.
    """
    forms = [(levels.sum(top), levels.sum(bottom)) for top, bottom, _, _ in said]
    statements: dict[int, Statement] = {}
    for group in linked([{*top, *bottom} for top, bottom in forms]):
        sizes = [
            x
            for i in group
            if not said[i][1] and len({c for c, _ in said[i][0]}) == 1
            for x in said[i][2:]
            if x
        ]
        floor = FLOOR * min(sizes, default=Fraction(1))
        for i in group:
            rows = statement_rows(*forms[i], *said[i][2:], floor)
            statements[i] = Statement(said[i], rows, weights[i])
    return [statements[i] for i in range(len(said))]


def statement_rows(
    top: Form,
    bottom: Form,
    low: Fraction | None,
    high: Fraction | None,
    floor: Fraction,
) -> tuple[Row, ...]:
    """Return the rows which say that top, or its ratio to bottom, lies from low to high."""
    if not bottom:
        return (Row(top, low, high),)
    rows = [Row(bottom, floor, None)]
    if low is not None:
        rows.append(Row(combined([(1, top), (-low, bottom)]), Fraction(0), None))
    if high is not None:
        rows.append(Row(combined([(high, bottom), (-1, top)]), Fraction(0), None))
    return tuple(rows)


def stock_identities(
    figures: Iterable[Figure],
    choices: Mapping[str, list[Choice]],
    members: Mapping[str, list[str]],
    levels: Levels,
) -> tuple[list[Statement], list[set[Option | None]]]:
    """Return that a source's direct and portfolio stocks are part of its whole of that date."""
    seen: dict[tuple[str, Option | None], set[Unknown]] = defaultdict(set)
    for figure in figures:
        if figure.quantity in quantities.STOCKS and figure.period:
            for option, side in options_of(figure, choices):
                if meant := meaning_of(figure, side, members):
                    seen[figure.source_id, option].add(meant.subject)
    identities: dict[tuple[Unknown, Unknown], set[Option | None]] = defaultdict(set)
    for (_, option), stocks in seen.items():
        for part in stocks:
            whole = part._replace(quantity="investment_stock")
            if part.quantity in PARTS and whole in stocks:
                identities[part, whole].add(option)
    made = [
        Statement(("part of", *pair), (_at_most(*map(levels.form, pair)),), None)
        for pair in sorted(identities)
    ]
    return made, [identities[pair] for pair in sorted(identities)]


def _at_most(part: Form, whole: Form) -> Row:
    return Row(combined([(1, whole), (-1, part)]), Fraction(0), None)
