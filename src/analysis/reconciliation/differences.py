"""Find the balances and changes whose flows nothing bounds from above."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from analysis.reconciliation.conditions import with_floors
from analysis.reconciliation.levels import Levels, Said
from analysis.reconciliation.readings import Vintage
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.statements import Row, Statement, Variable
from analysis.reconciliation.unknowns import Sum, Unknown, normalised
from analysis.reconciliation.vintages import Vintages, largest_ends

NOTHING = Fraction(0)


def unbounded_differences(
    share: Fraction, made: Sequence[tuple[Vintage | None, Said]], truth: Levels
) -> dict[Sum, list[tuple[int, Sum]]]:
    """Return the balances and changes whose flows no figure bounds from above.

    A change of a balance is made of the two balances where both are printed, whoever prints them.

    One of the two flows is enough. Several figures bound it together where all that they are tied
    to can be true: a bound must not hang on what may have to be given up. Other differences would
    fit with anything, if their flows were as large as it takes: they are unknowns of their own.

    Parameters
    ----------
    share
        The room for revision.

    Returns
    -------
    dict
        Difference → the signs and balances that it is made of; an empty list for an unknown of its
        own.

    Examples
    --------
    >>> from analysis.reconciliation.unknowns import Unknown
    >>> flows = [Unknown(q, "GEO", "KOR", "", "2019", "GEO") for q in ("exports", "imports")]
    >>> balance = (1, flows[0]), (-1, flows[1])
    >>> said = [(Vintage("a", ""), (balance, (), Fraction(-40), Fraction(-30)))]
    >>> def unbounded(said):
    ...     return len(unbounded_differences(Fraction(1, 50), said, Levels(flows)))
    >>> unbounded(said)
    1
    >>> unbounded([*said, (Vintage("b", ""), (((1, flows[0]),), (), None, Fraction(90)))])
    0
    >>> coverage = ((1, flows[0]),), ((1, flows[1]),), Fraction(2, 5), Fraction(1, 2)
    >>> unbounded([*said, (Vintage("b", ""), coverage)])
    0
    """
    left = _not_bounded_in_turn(truth, [said for _, said in made])
    if not left:
        return {}
    # Where flows can grow for ever, they do so in a direction in which no number matters.
    vintages = Vintages(share, made, truth)
    statements = with_floors(list(made), vintages)
    directions = [_direction(statement) for statement in statements]
    levels = sorted({u for top in left for _, u in top})
    growing = [Statement(u, (Row(truth.form(u), Fraction(1), None),)) for u in levels]
    solver = Solver([*directions, *growing])
    grows = {
        u
        for n, u in enumerate(levels, len(directions))
        if solver.core([*range(len(directions)), n]) is None
    }
    flows = Solver(statements)
    false = {
        said[0]
        for i, (_, said) in enumerate(made)
        if said[0] in left and not flows.can_hold(flows.component_of[i])
    }
    loose = {t for t in left if t in false or grows.issuperset(u for _, u in t)}
    printed = {top for _, (top, bottom, *_) in made if not bottom}
    balances = {top: _balances(top, printed) for top in printed}
    made_of = {t: some for t, some in balances.items() if any(one in loose for _, one in some)}
    return {top: made_of.get(top, []) for top in loose | made_of.keys()}


def _balances(change: Sum, printed: Collection[Sum]) -> list[tuple[int, Sum]]:
    """Return the two balances of a change, each with its sign, if both are printed."""
    by_time = defaultdict[Unknown, list[tuple[int, Unknown]]](list)
    for term in change:
        by_time[term[1]._replace(quantity="")].append(term)
    parts = [normalised(tuple(terms)) for terms in by_time.values()]
    return parts if len(parts) == 2 and all(part in printed for _, part in parts) else []


def _direction(statement: Statement) -> Statement:
    """Return a statement with 0 in place of every bound."""
    rows = tuple(
        Row(row.form, *(None if end is None else NOTHING for end in (row.low, row.high)))
        for row in statement.rows
    )
    return dataclasses.replace(statement, rows=rows)


def _not_bounded_in_turn(truth: Levels, said: Sequence[Said]) -> frozenset[Sum]:
    """Return the differences whose flows are not bounded by one figure after the other.

    A flow is bounded by a level, and by growth, a share, a balance or a change together with
    another that is. Most are, so that the solver need not be asked.
    """
    bounded = set(largest_ends(truth, said))
    compared = list(_compared(truth, said))
    grew = True
    while grew:
        before = len(bounded)
        for top, bottom, bounds_top, bounds_bottom in compared:
            if bounds_top and bottom <= bounded:
                bounded |= top
            if bounds_bottom and top <= bounded:
                bounded |= bottom
        grew = len(bounded) > before
    differences = {top for top, bottom, *_ in said if not bottom and any(c < 0 for c, _ in top)}
    return frozenset(
        top for top in differences if not any(truth.form(u).keys() <= bounded for _, u in top)
    )


def _compared(
    truth: Levels, said: Iterable[Said]
) -> Iterator[tuple[set[Variable], set[Variable], bool, bool]]:
    """Yield the flows that a ratio or difference compares, and which of them the others bound.

    Those at the top are bounded by those at the bottom, and these by those.
    """
    for top, bottom, low, high in said:
        over, under = truth.sum(top), truth.sum(bottom)
        if bottom:  # one of balances bounds no flow
            if all(c > 0 for c in (*over.values(), *under.values())):
                yield {*over}, {*under}, high is not None, low is not None and low > 0
        elif any(c < 0 for c in over.values()):
            plus, less = ({v for v, c in over.items() if c * sign > 0} for sign in (1, -1))
            yield plus, less, high is not None, low is not None
