"""Find all minimal conflicts among linear statements, by eliminating one unknown after another.

Fourier and Motzkin's elimination adds pairs of rows so that an unknown drops out; what is left in
the end are numbers, and those that contradict themselves are the conflicts. Kohler's rule (1967)
discards what cannot belong to a smallest one: a row made of more than one row for each unknown
eliminated, and one. Everything is exact.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.feasibility import Statement
from analysis.reconciliation.rational import Variable

MOST_PAIRS = 150_000


class Derived(NamedTuple):
    """A row ``form >= bound`` with the statements and the rows that it is made of."""

    form: dict[Variable, Fraction]
    bound: Fraction
    statements: frozenset[int]
    history: frozenset[object]


def minimal_conflicts(
    statements: Sequence[Statement],
    numbers: Collection[int],
    *,
    known: Iterable[frozenset[int]] = (),
    most_pairs: int = MOST_PAIRS,
) -> tuple[list[frozenset[int]], bool]:
    """Return the minimal conflicts among statements whose unknowns are not negative.

    Parameters
    ----------
    numbers
        The statements to look at, as a rule those of one component.
    known
        Minimal conflicts that are known already; they save work.
    most_pairs
        Where an unknown would have to be eliminated by more pairs of rows than this, the search is
        given up.

    Returns
    -------
    tuple
        The conflicts, smallest first, and whether these are all.

    Examples
    --------
    >>> from analysis.reconciliation.rational import Row
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n)),)) for n in (1, 2, 3)]
    >>> [sorted(conflict) for conflict in minimal_conflicts(said, [0, 1, 2])[0]]
    [[0, 1], [0, 2], [1, 2]]
    """
    found = set(known)
    rows = [row for i in sorted(numbers) for row in _inequalities(statements[i], i)]
    eliminated = 0
    while variables := {v for row in rows for v in row.form}:
        variable = min(variables, key=lambda v: _growth(rows, v))
        if math.prod(_ends(rows, variable)) > most_pairs:
            return _smallest_first(found), False
        eliminated += 1
        rows = _eliminate(rows, variable, eliminated, found)
    found |= {row.statements for row in rows if row.bound > 0}
    return _smallest_first(_minimal(found)), True


def _inequalities(statement: Statement, number: int) -> list[Derived]:
    """Return the rows of a statement, each turned so that it bounds its form from below."""
    rows = []
    for k, row in enumerate(statement.rows):
        for sign, bound in ((1, row.low), (-1, row.high)):
            if bound is not None:
                form = {v: sign * c for v, c in row.form.items() if c}
                origin = frozenset({(number, k, sign)})
                rows.append(Derived(form, sign * bound, frozenset({number}), origin))
    return rows


def _growth(rows: list[Derived], variable: Variable) -> tuple[int, str]:
    """Return how many rows an elimination would leave, with the name to break ties."""
    above, below = _ends(rows, variable)
    return above * below - above, repr(variable)


def _ends(rows: list[Derived], variable: Variable) -> tuple[int, int]:
    """Return how many rows bound a variable from below, and how many from above."""
    signs = [row.form[variable] > 0 for row in rows if variable in row.form]
    return sum(signs), len(signs) - sum(signs)


def _eliminate(
    rows: list[Derived], variable: Variable, eliminated: int, found: set[frozenset[int]]
) -> list[Derived]:
    """Return what the rows say without a variable that is not negative."""
    kept = [row for row in rows if variable not in row.form]
    floors = [row for row in rows if row.form.get(variable, 0) > 0]
    ceilings = [row for row in rows if row.form.get(variable, 0) < 0]
    floors.append(Derived({variable: Fraction(1)}, Fraction(0), frozenset(), frozenset({variable})))
    for floor in floors:
        for ceiling in ceilings:
            history = floor.history | ceiling.history
            made_of = floor.statements | ceiling.statements
            if len(history) > eliminated + 1 or any(known <= made_of for known in found):
                continue
            row = _added(floor, ceiling, variable, made_of, history)
            if not row.form:
                if row.bound > 0:
                    found.add(made_of)
                continue
            if row.bound > 0 or any(c < 0 for c in row.form.values()):
                kept.append(row)
    return _without_repetition(kept)


def _added(
    floor: Derived,
    ceiling: Derived,
    variable: Variable,
    made_of: frozenset[int],
    history: frozenset[object],
) -> Derived:
    """Return the sum of two rows in which a variable drops out."""
    up, down = 1 / floor.form[variable], -1 / ceiling.form[variable]
    form = {v: up * c for v, c in floor.form.items() if v != variable}
    for v, c in ceiling.form.items():
        if v != variable:
            total = form.get(v, 0) + down * c
            if total:
                form[v] = total
            else:
                form.pop(v, None)
    return Derived(form, up * floor.bound + down * ceiling.bound, made_of, history)


def _without_repetition(rows: list[Derived]) -> list[Derived]:
    """Return rows without those made of what another is made of (Chernikov's rule)."""
    kept: list[Derived] = []
    holders: dict[object, list[frozenset[object]]] = {}
    for row in sorted(rows, key=lambda row: len(row.history)):
        known = (h for origin in row.history for h in holders.get(origin, ()))
        if not any(h <= row.history for h in known):
            kept.append(row)
            # A set is contained only where its first element is.
            holders.setdefault(min(row.history, key=repr), []).append(row.history)
    return kept


def _minimal(found: Iterable[frozenset[int]]) -> set[frozenset[int]]:
    """Return the sets that contain no other."""
    minimal: list[frozenset[int]] = []
    for conflict in sorted(found, key=len):
        if not any(known <= conflict for known in minimal):
            minimal.append(conflict)
    return set(minimal)


def _smallest_first(found: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    return sorted(_minimal(found), key=lambda conflict: (len(conflict), sorted(conflict)))
