"""Write the figures of a study as linear statements, and their identities into the unknowns.

The year is cut at every boundary that occurs, and each flow is the sum of its pieces; turnover is
exports plus imports, piece by piece. So parts of a period add up to at most it, and to exactly it
where they cover it, without an identity to be written down.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.reconciliation.disputes import Claim, Option
from analysis.reconciliation.statements import Form, Row, Statement, linked
from analysis.reconciliation.unknowns import (
    PARTS,
    Meaning,
    Sum,
    Unknown,
    between,
    meaning,
    pairs_by_side,
    sides_of,
)
from analysis.study import quantities
from analysis.study.periods import months
from analysis.study.wording import exact_bounds

if TYPE_CHECKING:
    from analysis.study.study import Study

FLOOR = Fraction(1, 10**6)
Interval = tuple[Fraction | None, Fraction | None]


@dataclasses.dataclass(frozen=True)
class Assumptions:
    """How figures are read: what may be revised, how wordings close, how sources round."""

    revision: Fraction = Fraction(0)
    reading: str = "strict"
    rounding: Mapping[str, str] = dataclasses.field(default_factory=dict)
    weights: Mapping[str, int] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Figure:
    """One figure as it enters the model."""

    figure_id: str
    source_id: str
    quantity: str
    reporter: str
    partner: str
    region: str
    period: str
    statistics_of: str
    unit: str
    as_written: str
    wording: str


Choice = tuple[tuple[str, ...], ...]
Choices = dict[str, list[Choice]]
Said = tuple[Sum, Sum, Fraction | None, Fraction | None]


@dataclasses.dataclass(frozen=True)
class Model:
    """A study's statements and who makes them.

    Attributes
    ----------
    statements, claims
        What `locate_errors` takes. Figures that say the same are one statement.
    said
        Number of a statement → top and bottom sums and the bounds of their ratio; identities are
        not in here.
    makers
        Number of a statement → (option, figure) of each figure that makes it.
    figures
        figure_id → figure, in the order of the identifiers.
    untied
        Identifiers of figures that nothing can be tied to.
    choices
        Source → its choices of a side, each a tuple of values.
    levels
        The forms of unknowns.
    members
        Region → its members.
    name
        Code → name of an economy: the study's.
    """

    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    said: dict[int, Said]
    makers: dict[int, tuple[tuple[Option | None, str], ...]]
    figures: dict[str, Figure]
    untied: frozenset[str]
    choices: Choices
    levels: Levels
    members: dict[str, list[str]]
    name: Callable[[str], str]


class Levels:
    """The forms of unknown levels as sums of pieces of time."""

    def __init__(self, unknowns: Iterable[Unknown]) -> None:
        self.cuts: dict[Hashable, set[int]] = defaultdict(set)
        self.split: set[Hashable] = set()
        for u in unknowns:
            if u.quantity in quantities.STOCKS:
                continue
            first, last = span(u)
            self.cuts[_family(u)] |= {first, last + 1}
            if u.quantity in ("exports", "imports"):
                self.split.add(_family(u))

    def form(self, u: Unknown) -> Form:
        """Return the form of one level."""
        if u.quantity in quantities.STOCKS:
            return {u: Fraction(1)}
        family = _family(u)
        first, last = span(u)
        flows = [u.quantity]
        if u.quantity == "turnover" and family in self.split:
            flows = ["exports", "imports"]
        pieces = [c for c in sorted(self.cuts[family]) if first <= c <= last]
        return {(flow, *family, piece): Fraction(1) for flow in flows for piece in pieces}

    def sum(self, terms: Sum) -> Form:
        """Return the form of a sum of levels."""
        return combined((c, self.form(u)) for c, u in terms)


def span(u: Unknown) -> tuple[int, int]:
    """Return the first and last month of an unknown, which is always of a time."""
    when = months(u.period)
    assert when is not None
    return when


def _family(u: Unknown) -> tuple[str, ...]:
    """Return what flows have in common that add up: all but quantity and period."""
    return ("total" if u.region else "pair", u.reporter, u.partner, u.region, u.statistics_of)


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


def build(study: Study, assumptions: Assumptions, also: Iterable[Unknown] = ()) -> Model:
    """Return the statements of a study under the given assumptions.

    Parameters
    ----------
    also
        Unknowns of which nothing is said, to be written as forms too.
    """
    figures = {f.figure_id: f for f in sorted(_figures(study), key=lambda f: f.figure_id)}
    members = {r: sorted(m) for r, m in study.regions.groupby("region")["member"]}
    choices = _choices(figures.values())
    makers: dict[Said, list[tuple[Option | None, str]]] = defaultdict(list)
    untied = set()
    for figure in figures.values():
        for option, side in options_of(figure, choices):
            meant = meaning_of(figure, side, members)
            if meant is None:
                untied.add(figure.figure_id)
                continue
            makers[between(meant, *interval(figure, assumptions))].append(
                (option, figure.figure_id)
            )
    ordered = sorted(makers, key=lambda s: (s[1], s[0], *_sortable(s[2:])))
    levels = Levels([*also, *(u for s in ordered for part in s[:2] for _, u in part)])
    weights = [
        max(assumptions.weights.get(figures[f].source_id, 1) for _, f in makers[s]) for s in ordered
    ]
    statements = _with_floors(ordered, weights, levels)
    claims = _claims(enumerate(ordered), makers)
    identities, said_by = _stock_identities(figures.values(), choices, members, levels)
    for identity, options in zip(identities, said_by, strict=True):
        if None not in options:
            claims.append(
                Claim(identity.name, {o: len(statements) for o in sorted(options, key=repr)})
            )
        statements.append(identity)
    return Model(
        statements=tuple(statements),
        claims=tuple(claims),
        said=dict(enumerate(ordered)),
        makers={i: tuple(makers[s]) for i, s in enumerate(ordered)},
        figures=figures,
        untied=frozenset(untied),
        choices=choices,
        levels=levels,
        members=members,
        name=study.name,
    )


def _figures(study: Study) -> Iterable[Figure]:
    """Return the figures of a study, without what the model has no use for."""
    names = [field.name for field in dataclasses.fields(Figure)]
    return [Figure(*row) for row in study.figures[names].itertuples(index=False, name=None)]


def _choices(figures: Iterable[Figure]) -> Choices:
    """Return the choices of each source that does not say whose statistics it quotes."""
    pairs = defaultdict(set)
    for f in figures:
        if not f.statistics_of and len(sides_of(f.quantity, f.reporter, f.partner)) == 2:
            pairs[f.source_id].add((f.reporter, f.partner))
    return {source: pairs_by_side(some) for source, some in sorted(pairs.items())}


def options_of(
    figure: Figure, choices: Mapping[str, list[Choice]]
) -> list[tuple[Option | None, str]]:
    """Return the sides that a figure can be of, each with the option that makes it so."""
    if figure.statistics_of:
        return [(None, figure.statistics_of)]
    sides = sides_of(figure.quantity, figure.reporter, figure.partner)
    if len(sides) == 1:
        return [(None, sides[0])]
    one, other = sides
    for choice in choices[figure.source_id]:
        if any(one in a and other in b for a, b in (choice, choice[::-1])):
            return [
                (((figure.source_id, choice), value), next(s for s in sides if s in value))
                for value in choice
            ]
    raise AssertionError(f"{figure.figure_id} has no choice of a side")


def meaning_of(figure: Figure, side: str, members: Mapping[str, list[str]]) -> Meaning | None:
    """Return what a figure measures by the statistics of a side."""
    f = figure
    return meaning(
        f.quantity, f.reporter, f.partner, f.region, f.period, side, members.get(f.region, ())
    )


def measured_by(figure: Figure, side: str, members: Mapping[str, list[str]]) -> Meaning:
    """Return what a figure measures, of those that something can be tied to."""
    meant = meaning_of(figure, side, members)
    assert meant is not None
    return meant


def interval(figure: Figure, assumptions: Assumptions) -> Interval:
    """Return what a figure can mean under the assumptions: low and high, None where unbounded."""
    return revised(figure, printed_interval(figure, assumptions), assumptions)


def revised(figure: Figure, printed: Interval, assumptions: Assumptions) -> Interval:
    """Return an interval with room for revision, cut to what the quantity can be."""
    low, high = printed
    if figure.unit == "USD" and assumptions.revision:
        low = None if low is None else low - assumptions.revision * abs(low)
        high = None if high is None else high + assumptions.revision * abs(high)
    return _cut(figure.quantity, low, high)


def printed_interval(figure: Figure, assumptions: Assumptions) -> Interval:
    """Return what a figure can mean as printed, before any revision."""
    value, low, high = exact_bounds(
        figure.as_written, figure.wording, figure.unit, assumptions.reading
    )
    if figure.wording == "stated" and assumptions.rounding.get(figure.source_id) == "cut":
        step = high - low
        low, high = (value, value + step) if value >= 0 else (value - step, value)
    return _cut(figure.quantity, _fraction(low), _fraction(high))


def _fraction(x: Decimal) -> Fraction | None:
    return Fraction(x) if x.is_finite() else None


def _cut(quantity: str, low: Fraction | None, high: Fraction | None) -> Interval:
    """Cut an interval to what the quantity can be."""
    least, most = (_fraction(x) for x in quantities.LIMITS[quantity])
    lows, highs = ([x for x in pair if x is not None] for pair in ((low, least), (high, most)))
    return max(lows, default=None), min(highs, default=None)


def _sortable(bounds: Iterable[Fraction | None]) -> list[tuple[bool, Fraction]]:
    return [(x is not None, x or Fraction(0)) for x in bounds]


def _with_floors(said: list[Said], weights: list[int], levels: Levels) -> list[Statement]:
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


def _claims(
    ordered: Iterable[tuple[int, Said]], makers: Mapping[Said, list[tuple[Option | None, str]]]
) -> list[Claim]:
    """Return which statement each figure makes, under which option."""
    makes: dict[str, dict[Option | None, int]] = defaultdict(dict)
    for i, said in ordered:
        for option, figure in makers[said]:
            makes[figure][option] = i
    return [Claim(figure, makes[figure]) for figure in sorted(makes)]


def _stock_identities(
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
