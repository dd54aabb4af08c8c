"""Write the figures of a study as linear statements, and their identities into the unknowns.

The year is cut at every boundary that occurs, and each flow is the sum of its pieces; turnover is
exports plus imports, piece by piece. So parts of a period add up to at most it, and to exactly it
where they cover it, without an identity to be written down.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from analysis.reconciliation.blocs import sums_of_members
from analysis.reconciliation.conditions import stock_identities, with_floors
from analysis.reconciliation.differences import unbounded_differences
from analysis.reconciliation.disputes import Claim, Option
from analysis.reconciliation.identities import (
    currency_identities,
    part_identities,
    sums_of_products,
)
from analysis.reconciliation.levels import Levels, Said
from analysis.reconciliation.meanings import between
from analysis.reconciliation.mistakes import WithMistakes, mistakes_of
from analysis.reconciliation.readings import (
    Assumptions,
    Choices,
    Figure,
    Vintage,
    figures_of,
    interval,
    meaning_of,
    options_of,
    side_choices,
)
from analysis.reconciliation.statements import Statement
from analysis.reconciliation.unknowns import Unknown
from analysis.reconciliation.vintages import Vintages, read_as_cut

if TYPE_CHECKING:
    from analysis.study.study import Study


Made = tuple[Vintage | None, Said]


@dataclasses.dataclass(frozen=True)
class Model:
    """A study's statements and who makes them.

    Attributes
    ----------
    statements, claims
        What `locate_errors` takes. Figures that say the same are one statement.
    said
        Number of a statement → top and bottom sums and the bounds of their ratio; identities are
        not in here. Where sources have vintages, each makes a statement of its own.
    makers
        Number of a statement → (option, figure) of each figure that makes it.
    figures
        figure_id → figure, in the order of the identifiers.
    untied
        Identifiers of figures that nothing can be tied to.
    choices
        Source → its choices of a side, each a tuple of values.
    vintages
        The forms of unknowns: of the truth, and as each source has it.
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
    vintages: Vintages
    members: dict[str, list[str]]
    name: Callable[[str], str]
    mistakes: dict[Hashable, frozenset[str]]
    """That a source is right about a flow, as a claim → the figures that are wrong if it is not."""

    @property
    def levels(self) -> Levels:
        """The forms of true values."""
        return self.vintages.truth


def build(
    study: Study,
    assumptions: Assumptions,
    also: Collection[tuple[Vintage | None, Unknown]] = (),
) -> Model:
    """Return the statements of a study under the given assumptions.

    Parameters
    ----------
    also
        Unknowns of which nothing is said, to be written as forms too, with whose vintage is meant.
    """
    figures = _figures(study, assumptions)
    members = {r: sorted(m) for r, m in study.regions.groupby("region")["member"]}
    choices = side_choices(figures.values(), one_side=assumptions.one_side)
    makers, untied = _made(figures.values(), choices, members, assumptions)
    ordered = sorted(makers, key=_in_order)
    sums = [*sums_of_products(ordered), *sums_of_members(ordered, members)]
    tied = [(one.vintage, u) for one in sums if one.vintage for u in (*one.parts, one.whole)]
    vintages = _vintages(ordered, assumptions, [*also, *tied])
    statements = with_floors(ordered, vintages)
    weights = {n: assumptions.weights.get(f.source_id, 1) for n, f in figures.items()}
    claims = _claims(enumerate(ordered), makers, weights)
    stocks = stock_identities(figures.values(), choices, members, vintages, assumptions)
    for identity, options in zip(*stocks, strict=True):
        if None not in options:
            made_by = dict.fromkeys(sorted(options, key=repr), len(statements))
            claims.append(Claim(identity.name, made_by))
        statements.append(identity)
    statements += part_identities(sums, vintages)
    statements += currency_identities(ordered, study.rates, vintages)
    mistakes: dict[Hashable, frozenset[str]] = {}
    if isinstance(vintages, WithMistakes):
        for mistake in mistakes_of(vintages, makers, assumptions.weights):
            about = mistake.statement.name
            claims.append(Claim(about, dict.fromkeys(mistake.options, len(statements))))
            statements.append(mistake.statement)
            mistakes[about] = mistake.figures
    return Model(
        statements=tuple(statements),
        claims=tuple(claims),
        said={i: said for i, (_, said) in enumerate(ordered)},
        makers={i: tuple(makers[s]) for i, s in enumerate(ordered)},
        figures=figures,
        untied=frozenset(untied),
        choices=choices,
        vintages=vintages,
        members=members,
        name=study.name,
        mistakes=mistakes,
    )


def _figures(study: Study, assumptions: Assumptions) -> dict[str, Figure]:
    """Return the figures by name; with room for revision some are read as cut, not rounded."""
    figures = {f.figure_id: f for f in sorted(figures_of(study), key=lambda f: f.figure_id)}
    for name in read_as_cut(figures) if assumptions.revision else ():
        figures[name] = dataclasses.replace(figures[name], is_cut=True)
    return figures


def _made(
    figures: Iterable[Figure],
    choices: Choices,
    members: Mapping[str, list[str]],
    assumptions: Assumptions,
) -> tuple[dict[Made, list[tuple[Option | None, str]]], set[str]]:
    """Return what is said, with the figures that say it, and the figures tied to nothing."""
    makers: dict[Made, list[tuple[Option | None, str]]] = defaultdict(list)
    untied = set()
    for figure in figures:
        for option, side in options_of(figure, choices):
            meant = meaning_of(figure, side, members)
            if meant is None:
                untied.add(figure.figure_id)
                continue
            said = between(meant, *interval(figure, assumptions))
            makers[assumptions.vintage(figure), said].append((option, figure.figure_id))
    return makers, untied


def _vintages(
    made: Sequence[Made],
    assumptions: Assumptions,
    also: Collection[tuple[Vintage | None, Unknown]],
) -> Vintages:
    """Return the unknowns of all sources."""
    said = [s for _, s in made]
    unknowns = [*(u for _, u in also), *(u for s in said for part in s[:2] for _, u in part)]
    truth = Levels(unknowns)
    if assumptions.revision:
        loose = unbounded_differences(assumptions.revision, made, truth)
        truth = Levels(unknowns, loose)
    kind = WithMistakes if assumptions.mistakes else Vintages
    return kind(assumptions.revision, made, truth, also)


def _in_order(made: Made) -> tuple[object, ...]:
    vintage, (top, bottom, *ends) = made
    return bottom, top, *_sortable(ends), vintage or ()


def _sortable(bounds: Iterable[Fraction | None]) -> list[tuple[bool, Fraction]]:
    return [(x is not None, x or Fraction(0)) for x in bounds]


def _claims(
    ordered: Iterable[tuple[int, Made]],
    makers: Mapping[Made, list[tuple[Option | None, str]]],
    weights: Mapping[str, int],
) -> list[Claim]:
    """Return which statement each figure makes, under which option."""
    makes: dict[str, dict[Option | None, int]] = defaultdict(dict)
    for i, made in ordered:
        for option, figure in makers[made]:
            makes[figure][option] = i
    return [Claim(figure, makes[figure], weights[figure]) for figure in sorted(makes)]
