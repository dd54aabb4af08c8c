"""Write levels as linear forms: sums of pieces of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from analysis.reconciliation.statements import Form, Variable
from analysis.reconciliation.unknowns import Sum, Unknown, normalised
from analysis.study import quantities
from analysis.study.periods import Span, days

Said = tuple[Sum, Sum, Fraction | None, Fraction | None]

NO_DIFFERENCES: Mapping[Sum, Sequence[tuple[int, Sum]]] = MappingProxyType({})


class Levels:
    """The forms of unknown levels as sums of pieces of time.

    Parameters
    ----------
    unknowns
        The levels that are spoken of.
    whole
        Differences that are no sums of flows → the signs and balances that they are made of; a
        difference that is made of none is an unknown of its own. It can be negative, so that it is
        the difference of two unknowns that cannot.
    """

    def __init__(
        self,
        unknowns: Iterable[Unknown],
        whole: Mapping[Sum, Sequence[tuple[int, Sum]]] = NO_DIFFERENCES,
    ) -> None:
        self.whole = whole
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
        return self._pieces(u.quantity, _family(u), *span(u))

    def of_piece(self, piece: Variable, levels: Levels) -> Form:
        """Return the form of a piece of other levels, which are cut at fewer boundaries."""
        if isinstance(piece, Unknown):
            return {piece: Fraction(1)}
        assert isinstance(piece, tuple)
        flow, *family, first = piece
        end = min(c for c in levels.cuts[tuple(family)] if c > first)
        return self._pieces(flow, tuple(family), first, end)

    def _pieces(self, flow: str, family: tuple[str, ...], first: int, end: int) -> Form:
        flows = [flow]
        if flow == "turnover" and family in self.split:
            flows = ["exports", "imports"]
        pieces = [c for c in sorted(self.cuts[family]) if first <= c < end]
        return {(f, *family, piece): Fraction(1) for f in flows for piece in pieces}

    def sum(self, terms: Sum) -> Form:
        """Return the form of a sum of levels."""
        sign, whole = normalised(terms)
        if parts := self.whole.get(whole):
            return combined((sign * c, self.sum(part)) for c, part in parts)
        if whole in self.whole:
            return {("whole", way, whole): Fraction(sign * way) for way in (1, -1)}
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
        # Most forms are taken once, and share no unknown: to multiply and add takes longest here.
        times = form if factor == 1 else {variable: factor * c for variable, c in form.items()}
        for variable, c in times.items():
            total[variable] = total[variable] + c if variable in total else c
    return {v: c for v, c in total.items() if c}
