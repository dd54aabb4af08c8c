"""What settles disputes: what is given up, what is chosen, and what is rejected by both."""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Iterator, Mapping


class TooManyError(Exception):
    """Says that a component has more explanations than are to be listed."""


@dataclasses.dataclass(frozen=True)
class Solution:
    """Statements to give up, the options chosen, and the claims that are rejected by both."""

    given_up: frozenset[int] = frozenset()
    options: Mapping[Hashable, Hashable] = dataclasses.field(default_factory=dict)
    rejected: frozenset[Hashable] = frozenset()

    def names(self) -> list[tuple[str, str]]:
        """Return the names of the rejected claims in order, by which solutions are sorted."""
        return sorted(map(in_order, self.rejected))

    def without(self, other: Solution) -> Solution:
        """Return what is left when one dispute is open again."""
        options = {g: v for g, v in self.options.items() if g not in other.options}
        return Solution(self.given_up - other.given_up, options, self.rejected - other.rejected)


@dataclasses.dataclass(frozen=True)
class Component:
    """The minimum explanations of a component in which something cannot be true.

    Attributes
    ----------
    statements
        The numbers of its statements.
    explanations
        Its minimum explanations, or the first of them, sorted by the names of the claims.
    solutions
        What is given up and chosen in each of these, and in one more for each claim that is in
        none of those listed.
    kept
        The numbers of the statements that each solution makes and does not give up.
    together
        Of each solution, the figures that only together with others which it gives up cannot be
        true: figure → the statements of these others.
    rests
        Of each solution, what a source is wrong about → the figures that rest on that number.
    count
        How many there are: the product over disputes that share nothing, of each at most 1,001.
        The combinations listed are checked one by one.
    cost
        The least total weight of statements to give up.
    """

    statements: tuple[int, ...]
    explanations: tuple[frozenset[Hashable], ...]
    solutions: tuple[Solution, ...]
    kept: tuple[frozenset[int], ...]
    count: int
    cost: int
    together: tuple[Mapping[Hashable, frozenset[int]], ...] = ()
    rests: tuple[Mapping[Hashable, frozenset[str]], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all are listed."""
        return len(self.explanations) == self.count


def in_order(name: Hashable) -> tuple[str, str]:
    """Return what to sort a name by, where names can be of different kinds."""
    return str(name), repr(name)


def joined(solutions: Iterable[Solution]) -> Solution:
    """Return solutions of different disputes as one.

    Examples
    --------
    >>> some = [Solution(rejected=frozenset({name})) for name in "ab"]
    >>> sorted(joined(some).rejected)
    ['a', 'b']
    """
    solutions = list(solutions)
    return Solution(
        frozenset().union(*(s.given_up for s in solutions)),
        dict(option for s in solutions for option in s.options.items()),
        frozenset().union(*(s.rejected for s in solutions)),
    )


def combined(families: Iterable[list[Solution]], limit: int) -> list[Solution]:
    """Return the first combinations of solutions of disputes that share nothing, in order.

    Only the first of each family can be in them, as adding the same names keeps an order.
    """
    listed = [Solution()]
    for family in families:
        combinations = [joined([one, other]) for one in listed for other in family[:limit]]
        listed = sorted(combinations, key=Solution.names)[:limit]
    return listed


def unlisted(families: list[list[Solution]], listed: Iterable[Solution]) -> Iterator[Solution]:
    """Yield a solution for each claim that is rejected in some, but in none of those listed."""
    seen = joined(listed).rejected
    for n, family in enumerate(families):
        beside = [other[0] for k, other in enumerate(families) if k != n]
        for solution in family:
            if not solution.rejected <= seen:
                yield joined([solution, *beside])
                seen |= solution.rejected
