"""Read a figure as a statement: whose statistics, what it measures, and within which interval."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from analysis.reconciliation.deficits import balance_signs
from analysis.reconciliation.disputes import Option
from analysis.reconciliation.meanings import Meaning, meaning
from analysis.reconciliation.records import as_change, held_against
from analysis.reconciliation.sides import pairs_by_side, sides_of
from analysis.study import quantities
from analysis.study.periods import Span, days
from analysis.study.units import MONEY
from analysis.study.wording import Number

if TYPE_CHECKING:
    from analysis.study.study import Study

Interval = tuple[Fraction | None, Fraction | None]
Choice = tuple[tuple[str, ...], ...]
Choices = dict[str, list[Choice]]
EVERY = ""
"""Stands for every source that does not say whose statistics it quotes; none has this name."""


@dataclasses.dataclass(frozen=True)
class Assumptions:
    """How figures are read: what may be revised, how wordings close, how sources round."""

    revision: Fraction = Fraction(0)
    reading: str = "strict"
    rounding: Mapping[str, str] = dataclasses.field(default_factory=dict)
    weights: Mapping[str, int] = dataclasses.field(default_factory=dict)
    one_side: bool = False
    """Whether all sources that do not say whose statistics they quote quote the same side's."""
    apart: bool = False
    """Whether each figure has a vintage of its own, as if no two were of one release."""
    mistakes: bool = False
    """Whether a source can be wrong about a flow as a whole."""

    def vintage(self, figure: Figure) -> Vintage | None:
        """Return whose state of the statistics a figure is of, where states may differ."""
        if not self.revision:
            return None
        edition = figure.figure_id if self.apart else figure.edition
        return Vintage(figure.source_id, edition)


class Vintage(NamedTuple):
    """A source's state of the statistics: of a source that mixes several, that of an edition."""

    source_id: str
    edition: str


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
    product: str
    measured_in: str
    base: str
    unit: str
    as_written: str
    wording: str
    number: Number
    """The printed number as it was read, exactly."""
    edition: str = ""
    is_cut: bool = False
    """Whether digits are known to be cut off instead of rounded."""
    is_record: bool = False
    """Whether it is a record without a number, and so a change over an earlier level."""
    balance_sign: int = 0
    """Of a balance's growth: 1 of surpluses, -1 of deficits, 0 where that is not known."""


def figures_of(study: Study) -> list[Figure]:
    """Return the figures of a study, without what the model has no use for.

    A target or forecast says nothing of what was: it has no period here, and so is tied to nothing.
    A record without a number is a change over the largest earlier level, or the smallest, of at
    least or at most 0; where no earlier level is printed, it is tied to nothing either.
    """
    figures = study.figures
    fields = [field.name for field in dataclasses.fields(Figure) if field.name in figures]
    states = (figures["status"] == "") & figures["value"].notna()
    rows = {}
    # As lists, since many small studies are read, and a frame's rows take long.
    cells = zip(*(figures[name].tolist() for name in fields), strict=True)
    for values, is_fact in zip(cells, states, strict=True):
        row = dict(zip(fields, values, strict=True))
        row["measured_in"] = row["measured_in"] or study.currency
        row["period"] = row["period"] if is_fact else ""
        rows[row["figure_id"]] = row
    numbers = {name: study.numbers[name] for name in rows}
    periods = dict(zip(figures["figure_id"], figures["period"], strict=True))
    for name, base in held_against(study).items():
        row, numbers[name] = rows[name], as_change(rows[name]["wording"], numbers[name])
        change = f"{row['quantity']}_change"
        row |= {"quantity": change, "period": periods[name], "base": base, "is_record": True}
    read = [Figure(**row, number=numbers[name]) for name, row in rows.items()]
    signs = balance_signs(read)
    if signs:
        read = [dataclasses.replace(f, balance_sign=signs.get(f.figure_id, 0)) for f in read]
    exactly = (rate for rate in study.rates if all(end == 1 for end in rate.number.strict))
    at_par = {(rate.currency, days(rate.period)) for rate in exactly}
    return [_in_one_currency(f, study.currency, at_par) for f in read] if at_par else read


def _in_one_currency(
    figure: Figure, currency: str, at_par: Collection[tuple[str, Span | None]]
) -> Figure:
    """Return a figure in the study's currency where its own is worth the same in its periods.

    At a rate of exactly 1 to the dollar two currencies are two names of one, inside a source too.
    """
    if figure.measured_in == currency or not (meant := meaning_of(figure, figure.reporter, {})):
        return figure
    flows = [u for _, u in (*meant.top, *meant.bottom)]
    same = all(u.quantity in quantities.FLOWS for u in flows) and all(
        own == MONEY or (own, days(u.period)) in at_par
        for own in (figure.measured_in, currency)
        for u in flows
    )
    return dataclasses.replace(figure, measured_in=currency) if same else figure


def side_choices(figures: Iterable[Figure], *, one_side: bool = False) -> Choices:
    """Return the choices of each source that does not say whose statistics it quotes.

    Parameters
    ----------
    one_side
        Whether they are to choose together; their choices then stand under ``EVERY``.
    """
    pairs = defaultdict(set)
    for f in figures:
        two = len(sides_of(f.quantity, f.reporter, f.partner)) == 2
        if not f.statistics_of and two and meaning_of(f, f.reporter, {}):
            pairs[EVERY if one_side else f.source_id].add((f.reporter, f.partner))
    return {source: pairs_by_side(some) for source, some in sorted(pairs.items())}


def options_of(
    figure: Figure, choices: Mapping[str, list[Choice]]
) -> list[tuple[Option | None, str]]:
    """Return the sides that a figure can be of, each with the option that makes it so.

    Parameters
    ----------
    choices
        Source → its choices of a side, as `side_choices` gives them.

    Examples
    --------
    >>> from analysis import read
    >>> figures = figures_of(read("tests/invented"))
    >>> said = next(figure for figure in figures if figure.statistics_of == "XAA")
    >>> options_of(said, side_choices(figures))
    [(None, 'XAA')]
    """
    if figure.statistics_of:
        return [(None, figure.statistics_of)]
    sides = sides_of(figure.quantity, figure.reporter, figure.partner)
    if len(sides) == 1:
        return [(None, sides[0])]
    one, other = sides
    source = EVERY if EVERY in choices else figure.source_id
    for choice in choices.get(source, ()):
        if any(one in a and other in b for a, b in (choice, choice[::-1])):
            return [
                (((source, choice), value), next(s for s in sides if s in value))
                for value in choice
            ]
    return [(None, one)]  # nothing is tied to it on any side


def meaning_of(figure: Figure, side: str, members: Mapping[str, list[str]]) -> Meaning | None:
    """Return what a figure measures by the statistics of a side."""
    f = figure
    return meaning(
        f.quantity,
        f.reporter,
        f.partner,
        f.region,
        f.period,
        side,
        f.product,
        f.measured_in,
        base=f.base,
        members=members.get(f.region, ()),
        balance_sign=f.balance_sign,
    )


def measured_by(figure: Figure, side: str, members: Mapping[str, list[str]]) -> Meaning:
    """Return what a figure measures, of those that something can be tied to."""
    meant = meaning_of(figure, side, members)
    assert meant is not None
    return meant


def interval(figure: Figure, assumptions: Assumptions) -> Interval:
    """Return what a figure can mean under the assumptions: low and high, None where unbounded."""
    number, rounding = figure.number, rounding_of(figure, assumptions)
    has_digits = not (figure.is_record or number.value.is_nan())
    if has_digits and rounding != number.precision.rounding:
        number = reread(figure, rounding)
    low, high = number.interval(assumptions.reading)
    return inside_limits(figure.quantity, _fraction(low), _fraction(high))


def rounding_of(figure: Figure, assumptions: Assumptions) -> str:
    """Return what the source of a figure is taken to do with digits: rounded or cut."""
    if figure.is_cut:
        return "cut"
    return assumptions.rounding.get(figure.source_id, figure.number.precision.rounding)


def reread(figure: Figure, rounding: str = "") -> Number:
    """Return the number of a figure as its columns have it, under another rounding if asked for."""
    precision = figure.number.precision
    if rounding:
        precision = precision._replace(rounding=rounding)
    printed = figure.as_written, figure.wording, figure.unit
    return quantities.number_of(figure.quantity, *printed, precision)


def _fraction(x: Decimal) -> Fraction | None:
    return Fraction(x) if x.is_finite() else None


def inside_limits(quantity: str, low: Fraction | None, high: Fraction | None) -> Interval:
    """Cut an interval to what the quantity can be."""
    least, most = (_fraction(x) for x in quantities.LIMITS[quantity])
    lows, highs = ([x for x in pair if x is not None] for pair in ((low, least), (high, most)))
    return max(lows, default=None), min(highs, default=None)
