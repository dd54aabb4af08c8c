"""Find all minimal conflicts among linear statements, by MARCO (Liffiton and others 2016).

A map of what is not yet decided gives a set of statements. Where they can hold together, they are
grown to a largest such set, and whatever comes next must leave it; otherwise they are shrunk to a
minimal conflict, which must not be contained in whatever comes next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import z3

from analysis.reconciliation.costs import is_true
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.terms import holds

MOST_TURNS = 800


def minimal_conflicts(
    solver: Solver,
    numbers: Collection[int],
    *,
    known: Iterable[frozenset[int]] = (),
    most: int | None = None,
    most_turns: int = MOST_TURNS,
) -> tuple[list[frozenset[int]], bool]:
    """Return the minimal conflicts among statements.

    Parameters
    ----------
    numbers
        The statements to look at, as a rule those of one component.
    known
        Minimal conflicts that are known already; they save work.
    most
        How many conflicts besides the known are enough: with one more the search is given up.
    most_turns
        After how many sets of statements the search is given up.

    Returns
    -------
    tuple
        The conflicts, smallest first, and whether these are all.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from analysis.reconciliation.statements import Row, Statement
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n)),)) for n in (1, 2, 3)]
    >>> [sorted(conflict) for conflict in minimal_conflicts(Solver(said), [0, 1, 2])[0]]
    [[0, 1], [0, 2], [1, 2]]
    """
    found = set(known)
    n_known = len(found)
    if not found and solver.core(numbers) is None:
        return [], True
    context = z3.Context()
    taken = {i: z3.Bool(f"taken{i}", context) for i in sorted(numbers)}
    left_out = {i: z3.Not(literal) for i, literal in taken.items()}
    seeds = z3.SolverFor("QF_FD", ctx=context)
    seeds.set("phase", "always_true")
    for conflict in sorted(found, key=sorted):
        seeds.add(z3.Or(*(left_out[i] for i in conflict)))
    complete = False
    for _ in range(most_turns):
        if not holds(seeds):
            complete = True
            break
        model = seeds.model()
        seed = [i for i in taken if is_true(model, taken[i])]
        new = solver.conflict(seed)
        if new is None:
            together = _grown(solver, seed, taken, found)
            seeds.add(z3.Or(*(taken[i] for i in taken if i not in together), context))
        else:
            found.add(new)
            if most is not None and len(found) - n_known > most:
                break
            seeds.add(z3.Or(*(left_out[i] for i in new)))
    return sorted(found, key=lambda conflict: (len(conflict), sorted(conflict))), complete


def _grown(
    solver: Solver,
    seed: Collection[int],
    numbers: Collection[int],
    conflicts: Collection[frozenset[int]],
) -> set[int]:
    """Return a largest set of statements around a seed that can hold together."""
    together = set(seed)
    for i in numbers:
        if i in together or any(c <= together | {i} for c in conflicts if i in c):
            continue
        if solver.core({*together, i}) is None:
            together.add(i)
    return together
