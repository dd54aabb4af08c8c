"""Give each source its own vintage of what its figures touch, within the room for revision.

Within a source everything holds exactly as printed. Between sources what one has of a flow may be
off the truth by a share of it, and by no more than that share of the largest number printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.levels import Levels, Said, combined
from analysis.reconciliation.readings import Figure, Vintage
from analysis.reconciliation.statements import Form, Row, Variable
from analysis.reconciliation.unknowns import Sum, Unknown


class Released(NamedTuple):
    """What a source has of a piece of time of a flow, of a stock, or of a whole difference."""

    vintage: Vintage
    piece: Variable


class Vintages:
    """The unknowns of all sources, and how they are tied to the truth.

    Parameters
    ----------
    share
        The room for revision.
    said
        What each source says: top and bottom sums and the bounds of their ratio.
    truth
        The forms of true values.
    also
        Unknowns that are asked for, with the source whose vintage is meant.

    Examples
    --------
    >>> u, paper = Unknown("turnover", "GEO", "KOR", "", "2019", "GEO"), Vintage("a", "")
    >>> said = ((1, u),), (), Fraction(90), Fraction(100)
    >>> vintages = Vintages(Fraction(1, 50), [(paper, said)], Levels([u]))
    >>> (own,) = vintages.sum(said[0], paper)
    >>> own.vintage.source_id, len(vintages.ties(own))
    ('a', 4)
    """

    def __init__(
        self,
        share: Fraction,
        said: Collection[tuple[Vintage | None, Said]],
        truth: Levels,
        also: Collection[tuple[Vintage | None, Unknown]] = (),
    ) -> None:
        self.share, self.truth = share, truth
        touched: dict[Vintage, list[Unknown]] = {}
        for vintage, some in (
            *((v, [u for part in s[:2] for _, u in part]) for v, s in said),
            *((v, [u]) for v, u in also),
        ):
            if vintage is not None:
                touched.setdefault(vintage, []).extend(some)
        self._levels = {v: Levels(some, truth.whole) for v, some in touched.items()}
        self._largest = largest_ends(truth, [s for _, s in said])
        self._sizes: dict[tuple[Sum, Vintage | None], Fraction] = {}
        for vintage, (top, bottom, *ends) in said:
            if top in truth.whole and not bottom:
                size = max((abs(x) for x in ends if x is not None), default=Fraction(0))
                for key in ((top, vintage), (top, None)):
                    self._sizes[key] = max(size, self._sizes.get(key, size))
        self._uses = Counter(
            piece
            for vintage, (top, bottom, *_) in said
            if vintage is not None
            for piece in {*self.sum(top, vintage), *self.sum(bottom, vintage)}
        )
        self._uses.update(piece for v, u in also if v for piece in self.sum(((1, u),), v))
        self._ties: dict[Variable, tuple[Row, ...]] = {}
        self._rooms: dict[Variable, tuple[Form, tuple[Row, ...]]] = {}

    def sum(self, terms: Sum, vintage: Vintage | None = None) -> Form:
        """Return the form of a sum of levels, as a source has them; without one, of the truth."""
        if vintage is None:
            return self.truth.sum(terms)
        form = self._levels[vintage].sum(terms)
        return {Released(vintage, piece): c for piece, c in form.items()}

    def ties(self, unknown: Variable) -> tuple[Row, ...]:
        """Return what ties an unknown of a source to the truth."""
        if not isinstance(unknown, Released):
            return ()
        if unknown not in self._ties:
            self._ties[unknown] = self._tied(unknown)
        return self._ties[unknown]

    def ties_of(self, *forms: Form) -> tuple[Row, ...]:
        """Return what ties the unknowns in some forms to the truth, each condition once."""
        rows = {id(row): row for form in forms for v in form for row in self.ties(v)}
        return tuple(rows.values())

    def of_truth(self, vintage: Vintage, said: Said) -> tuple[Row, ...] | None:
        """Return what a source says of levels as conditions on the truth alone.

        None where the source says more about some of these, or it is asked for: what it has of
        them is then an unknown of its own.
        """
        top, bottom, low, high = said
        form = self.sum(top, vintage)
        flows = [v for v in form if isinstance(v, Released) and _is_flow(v.piece)]
        if bottom or len(flows) < len(form) or any(self._uses[v] > 1 for v in form):
            return None
        truth = self.truth.sum(top)
        rooms = [(abs(c), *self._room(part)) for part, c in truth.items()]
        room = combined((c * self.share, form) for c, form, _ in rooms)
        ends = (
            (combined([(1, truth), (1, room)]), low, None),
            (combined([(1, truth), (-1, room)]), None, high),
        )
        rows = [Row(*end) for end in ends if end[1:] != (None, None)]
        return (*rows, *(row for *_, some in rooms for row in some))

    def room_of(self, terms: Sum) -> Fraction | None:
        """Return the most by which a source may be off a level, whatever the truth; None: any."""
        pieces = self.truth.sum(terms)
        if any(piece not in self._largest for piece in pieces):
            return None
        return self.share * sum(self._largest[piece] for piece in pieces)

    def _tied(self, unknown: Released) -> tuple[Row, ...]:
        vintage, piece = unknown
        if isinstance(piece, tuple) and piece[0] == "whole":
            whole = piece[2]
            size = self._sizes.get((whole, vintage), self._sizes[whole, None])
            off = combined([(1, self.sum(whole, vintage)), (-1, self.truth.sum(whole))])
            return (Row(off, -self.share * size, self.share * size),)
        truth = self.truth.of_piece(piece, self._levels[vintage])
        rooms = [self._room(part) for part in truth]
        room = combined((self.share, form) for form, _ in rooms)
        own: Form = {unknown: Fraction(1)}
        return (
            Row(combined([(1, own), (-1, truth), (-1, room)]), None, Fraction(0)),
            Row(combined([(1, own), (-1, truth), (1, room)]), Fraction(0), None),
            *(row for _, rows in rooms for row in rows),
        )

    def _room(self, part: Variable) -> tuple[Form, tuple[Row, ...]]:
        """Return of what the room is a share: a true value, or the largest number where smaller."""
        if part not in self._rooms:
            truth: Form = {part: Fraction(1)}
            form, rows = truth, tuple[Row, ...]()
            if part in self._largest:
                form = {("room", part): Fraction(1)}
                rows = (
                    Row(combined([(1, truth), (-1, form)]), Fraction(0), None),
                    Row(form, None, self._largest[part]),
                )
            self._rooms[part] = form, rows
        return self._rooms[part]


def _is_flow(piece: Variable) -> bool:
    return not isinstance(piece, Unknown) and isinstance(piece, tuple) and piece[0] != "whole"


def largest_ends(truth: Levels, said: Iterable[Said]) -> dict[Variable, Fraction]:
    """Return piece → the largest upper end that is printed of a level which contains it."""
    largest: dict[Variable, Fraction] = {}
    for top, bottom, _, high in said:
        if bottom or high is None or any(c < 0 for c, _ in top):
            continue
        for piece in truth.sum(top):
            largest[piece] = max(high, largest.get(piece, high))
    return largest


def read_as_cut(figures: Mapping[str, Figure]) -> set[str]:
    """Return the figures that are cut from a more precise number of the same source.

    Where rounding explains both numbers, nothing is cut.
    """
    by_unknown: dict[tuple[str, ...], list[Figure]] = {}
    for f in figures.values():
        about = f.quantity, f.reporter, f.partner, f.region, f.period, f.statistics_of, f.unit
        key = f.source_id, f.edition, *about, f.product, f.measured_in
        by_unknown.setdefault(key, []).append(f)
    return {
        one.figure_id
        for some in by_unknown.values()
        for one in some
        if one.wording == "stated" and one.period and any(_cut_of(one, other) for other in some)
    }


def _cut_of(one: Figure, other: Figure) -> bool:
    """Say whether a number is the cut of a more precise one, and not the same one rounded."""
    v, w, step = one.number.value, other.number.value, one.number.step
    if other.wording not in ("stated", "exact") or other.number.step >= step or v * w < 0:
        return False
    (low, high), (least, most) = one.number.strict, other.number.strict
    return bool(abs(v) <= abs(w) < abs(v) + step and (most < low or least > high))
