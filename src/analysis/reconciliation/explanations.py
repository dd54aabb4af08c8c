"""Locate the errors among linear statements: the fewest that must be false, and all such sets.

The method is that of implicit hitting sets: every minimal conflict must lose one of its
statements. The fewest that hit all conflicts found so far are a minimum explanation where what
remains can hold together; otherwise there is a new conflict. The principle of the fewest changes
is that of Fellegi and Holt (1976).

A *claim* makes one statement, or by a *choice* one of several. Of a conflict one statement is
false, or one is not made.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence

from analysis.errors import DataError
from analysis.reconciliation.disputes import Claim
from analysis.reconciliation.search import Search, Values
from analysis.reconciliation.solutions import Component
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.statements import Statement

LISTED = 200


@dataclasses.dataclass(frozen=True)
class Located:
    """What `locate_errors` finds.

    Attributes
    ----------
    verdicts
        Claim → consistent, conflicting or contradicted.
    components
        Those with a conflict, each with its minimum explanations (frozensets of claims).
    options
        Choice → the values under which a minimum explanation exists.
    conflicts
        Minimal conflicts met on the way, as sets of numbers of statements.
    """

    verdicts: dict[Hashable, str]
    components: tuple[Component, ...]
    options: Values
    conflicts: tuple[frozenset[int], ...]

    @property
    def cost(self) -> int:
        """The least total weight of statements to give up."""
        return sum(component.cost for component in self.components)

    @property
    def n_explanations(self) -> int:
        """The number of minimum explanations in all: the product over the components."""
        return math.prod(component.count for component in self.components)


def locate_errors(
    statements: Sequence[Statement],
    claims: Sequence[Claim] | None = None,
    *,
    free: Collection[Hashable] = (),
    limit: int = LISTED,
    counted: int | None = None,
    all_listed: bool = False,
    progress: Callable[[int], object] | None = None,
) -> Located:
    """Return the fewest statements that must be false, as verdicts and as all minimum sets.

    Parameters
    ----------
    statements
        What is said, and with weight None what holds anyway.
    claims
        Who says what; each statement is its own claim where left out.
    free
        Unknowns that may be negative; all others are at least 0.
    limit
        How many explanations of a component to list. Verdicts do not depend on it.
    counted
        How many explanations of a dispute to count, by default 1,000. Fewer take less time, and
        verdicts do not depend on it.
    all_listed
        Whether nothing is wanted where a component has more explanations than can be listed.
    progress
        Takes, again and again, how many statements are known to be false at least.

    Raises
    ------
    DataError
        Where the identities contradict each other, or two claims have one name; it names them.
    TooManyError
        Where all explanations are to be listed, and there are more.

    Examples
    --------
    Profit is turnover less cost, and 30 is not 100 less 60.

    >>> from fractions import Fraction
    >>> from analysis.reconciliation.statements import Row
    >>> def is_(name, number):
    ...     return Statement(name, (Row({name: 1}, Fraction(number), Fraction(number)),))
    >>> said = [is_("turnover", 100), is_("cost", 60), is_("profit", 30)]
    >>> rule = Row({"turnover": 1, "cost": -1, "profit": -1}, Fraction(0), Fraction(0))
    >>> found = locate_errors([*said, Statement("profit = turnover - cost", (rule,), None)])
    >>> found.verdicts["profit"], found.n_explanations
    ('conflicting', 3)
    """
    if claims is None:
        claims = [Claim(s.name, {None: i}) for i, s in enumerate(statements) if s.weight]
    for name, n in Counter(claim.name for claim in claims).items():
        if n > 1:
            raise DataError(f"two claims have the name {name!r}")
    solver = Solver(statements, free)
    impossible = solver.conflict(i for i, s in enumerate(statements) if s.weight is None)
    if impossible:
        names = ", ".join(str(statements[i].name) for i in sorted(impossible))
        raise DataError(f"these identities cannot hold together, whatever is said: {names}")
    search = Search(solver, claims, progress)
    values = search.possible_values()
    verdicts, found = search.describe(values, limit, counted, all_listed=all_listed)
    conflicts = tuple(sorted(search.conflicts, key=lambda c: (len(c), sorted(c))))
    return Located(verdicts, found, values, conflicts)
