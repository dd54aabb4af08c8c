"""Let a source be wrong about a flow: what it says of that then rests on one wrong number.

A newspaper's 1.6 billion, +60 percent and +0.6 billion may all be made of one wrong number. So
beside the vintage of a source there is what it believes of a flow of a period as it prints it. The
two are the same unless the source is wrong about the flow, which costs as much as one statement.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, cast

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.levels import Levels, Said, combined
from analysis.reconciliation.readings import Vintage
from analysis.reconciliation.solutions import Component
from analysis.reconciliation.statements import Form, Row, Statement, Variable, linked
from analysis.reconciliation.unknowns import Sum, Unknown, normalised
from analysis.reconciliation.vintages import Released, Vintages
from analysis.study.quantities import FLOWS


class Believed(NamedTuple):
    """What a source believes of a flow of a period, as it prints it."""

    vintage: Vintage
    level: Unknown


class WithMistakes(Vintages):
    """The unknowns of all sources, where each may be wrong about a flow.

    A source can be so where it says two things or more of the flow, and another one touches it.

    Examples
    --------
    >>> u, paper, office = Unknown("turnover", *"AB", "", "2019", "A"), *map(Vintage, "ab", "  ")
    >>> said = [(paper, (((1, u),), (), Fraction(n), Fraction(n + 1))) for n in (1, 5)]
    >>> said.append((office, (((1, u),), (), Fraction(1), Fraction(2))))
    >>> len(WithMistakes(Fraction(1, 50), said, Levels([u])).believed)
    1
    """

    def __init__(
        self,
        share: Fraction,
        said: Collection[tuple[Vintage | None, Said]],
        truth: Levels,
        also: Collection[tuple[Vintage | None, Unknown]] = (),
    ) -> None:
        self._printed = {(v, u) for v, s in said for part in s[:2] for _, u in part}
        self.believed = self._tested(said, truth)
        super().__init__(share, said, truth, also)
        for one in self.believed:
            self._uses.update(self._released(one))

    def sum(self, terms: Sum, vintage: Vintage | None = None) -> Form:
        """Return the form of a sum of levels, as a source believes them; or of the truth."""
        if vintage is None or normalised(terms)[1] in self.truth.whole:
            return super().sum(terms, vintage)
        return combined(
            (c, self._own(Believed(vintage, part)))
            for c, u in terms
            for part in self._parts(u, vintage)
        )

    def same(self, one: Believed) -> tuple[Row, ...]:
        """Return that what a source believes is what it has, which is tied to the truth."""
        released = self._released(one)
        same = combined([(1, {one: Fraction(1)}), (-1, released)])
        return (Row(same, Fraction(0), Fraction(0)), *self.ties_of(released))

    def _own(self, one: Believed) -> Form:
        return {one: Fraction(1)} if one in self.believed else self._released(one)

    def _released(self, one: Believed) -> Form:
        form = self._levels[one.vintage].form(one.level)
        return {Released(one.vintage, piece): c for piece, c in form.items()}

    def _parts(self, u: Unknown, vintage: Vintage) -> list[Unknown]:
        """Return a flow as a source prints it: exports and imports where it prints either."""
        flows = [u._replace(quantity=flow) for flow in ("exports", "imports")]
        if u.quantity == "turnover" and any((vintage, flow) in self._printed for flow in flows):
            return flows
        return [u]

    def _tested(
        self, said: Collection[tuple[Vintage | None, Said]], truth: Levels
    ) -> dict[Believed, frozenset[Said]]:
        """Return what each source says of the flows that it can be wrong about."""
        about: dict[Believed, set[Said]] = {}
        sources: dict[Variable, set[str]] = {}
        for vintage, one in said:
            if vintage is None or one[0] in truth.whole:
                continue
            levels = {u for part in one[:2] for _, u in part if u.quantity in FLOWS}
            for u in (p for level in levels for p in self._parts(level, vintage)):
                about.setdefault(Believed(vintage, u), set()).add(one)
                for piece in truth.form(u):
                    sources.setdefault(piece, set()).add(vintage.source_id)
        return {
            one: frozenset(some)
            for one, some in about.items()
            if len(some) > 1 and any(len(sources[p]) > 1 for p in truth.form(one.level))
        }


class Mistake(NamedTuple):
    """That a source is right about a flow; given up, it is wrong about it."""

    statement: Statement
    options: list[Option | None]
    figures: frozenset[str]
    """Those that are wrong if it is."""


def mistakes_of(
    vintages: WithMistakes,
    makers: Mapping[tuple[Vintage | None, Said], Sequence[tuple[Option | None, str]]],
    weights: Mapping[str, int],
) -> Iterator[Mistake]:
    """Yield what sources can be wrong about.

    Sources that share what they say of the flow are wrong together.
    """
    believed = sorted(vintages.believed)
    about: list[set[Hashable]] = [
        {(one.level, said) for said in vintages.believed[one]} for one in believed
    ]
    for group in linked(about):
        together = ("wrong about", *believed[group[0]])
        for one in (believed[n] for n in group):
            by = [by for said in vintages.believed[one] for by in makers[one.vintage, said]]
            options = sorted({option for option, _ in by}, key=repr)
            weight = weights.get(one.vintage.source_id, 1)
            name = ("wrong about", *one)
            statement = Statement(name, vintages.same(one), weight, counts_as=together)
            made: list[Option | None] = [None] if None in options else options
            yield Mistake(statement, made, frozenset(name for _, name in by))


class WrongAbout(NamedTuple):
    """A flow of which a source has one wrong number, in some explanation, and what rests on it."""

    source_id: str
    flow: Unknown
    figures: frozenset[str]


def wrong_about(components: Iterable[Component]) -> tuple[WrongAbout, ...]:
    """Return where several figures of a source are wrong by one number, in some explanation."""
    found = {
        WrongAbout(vintage.source_id, level, figures)
        for component in components
        for rests in component.rests
        for name, figures in rests.items()
        for _, vintage, level in (cast("tuple[str, Vintage, Unknown]", name),)
        if len(figures) > 1
    }
    return tuple(sorted(found, key=lambda one: (*one[:2], sorted(one.figures))))
