"""Say what it costs to give up statements, and settle rules at least cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import z3

from analysis.reconciliation.terms import holds

if TYPE_CHECKING:
    from analysis.reconciliation.disputes import Claim, Option

Cost = tuple[z3.BoolRef, int]


def costs(
    counted: Iterable[Sequence[int]],
    weights: Mapping[int, int],
    claims: Iterable[Claim],
    false: Mapping[int, z3.BoolRef],
    chosen: Mapping[Option, z3.BoolRef],
) -> Iterator[Cost]:
    """Yield what has a cost, with the cost: of statements that count as one, the heaviest has."""
    heavier = _heavier(weights, claims, false, chosen)
    for group in counted:
        weighing = [(false[i], weights[i]) for i in group]
        weighing += [pair for i in group for pair in heavier.get(i, ())]
        paid = 0
        for weight in sorted({weight for _, weight in weighing}):
            heavy = [given_up for given_up, its in weighing if its >= weight]
            yield heavy[0] if len(heavy) == 1 else z3.Or(*heavy), weight - paid
            paid = weight


def _heavier(
    weights: Mapping[int, int],
    claims: Iterable[Claim],
    false: Mapping[int, z3.BoolRef],
    chosen: Mapping[Option, z3.BoolRef],
) -> dict[int, list[Cost]]:
    """Return what costs more than a statement by itself: that a heavier claim makes it."""
    found: dict[int, list[Cost]] = {}
    for claim in claims:
        for option, i in claim.makes.items():
            if claim.weight > weights.get(i, claim.weight):
                both = z3.And(false[i], *([chosen[option]] if option else []))
                found.setdefault(i, []).append((both, claim.weight))
    return found


def cheapest(
    rules: Iterable[z3.BoolRef], costs: Sequence[Cost], context: z3.Context
) -> tuple[z3.ModelRef, int] | None:
    """Return a model of the rules at least cost, and the cost; None if they cannot hold.

    Examples
    --------
    >>> a, b = z3.Bools("a b")
    >>> cheapest([z3.Or(a, b)], [(a, 2), (b, 3)], z3.main_ctx())[1]
    2
    """
    optimizer = z3.Optimize(ctx=context)
    optimizer.add(*rules)
    for paid, weight in costs:
        optimizer.add_soft(z3.Not(paid), weight)
    if not holds(optimizer):
        return None
    model = optimizer.model()
    return model, sum(weight for paid, weight in costs if is_true(model, paid))


def is_true(model: z3.ModelRef, literal: z3.BoolRef) -> bool:
    """Say whether a literal holds in a model.

    Examples
    --------
    >>> a = z3.Bool("a")
    >>> solver = z3.Solver()
    >>> solver.add(z3.Not(a))
    >>> holds(solver), is_true(solver.model(), a)
    (True, False)
    """
    return bool(z3.is_true(model.eval(literal)))
