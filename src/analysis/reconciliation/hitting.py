"""Hit every known conflict at least cost, by a small 0-1 programme."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

from analysis.reconciliation.feasibility import linked

Option = tuple[Hashable, Hashable]
Name = tuple[str, Hashable]

BRANCHES = 64
STEPS = 20_000


@dataclasses.dataclass(frozen=True)
class Claim:
    """A claim by name, and the number of the statement that it makes.

    Parameters
    ----------
    name
        Its name in the results.
    makes
        Option → number of a statement. The option None stands for no choice; otherwise an option
        is a pair (choice, value).

    Examples
    --------
    >>> Claim("a", {None: 0}).makes[None]
    0
    """

    name: Hashable
    makes: Mapping[Option | None, int]


@dataclasses.dataclass(frozen=True)
class Literal:
    """One thing to hold in a solution: a choice's option, or a claim rejected or not.

    Examples
    --------
    >>> Literal("claim", "a", holds=False).holds
    False
    """

    kind: str
    what: Hashable
    holds: bool = True


@dataclasses.dataclass(frozen=True)
class Task:
    """Conflicts to hit, and what decides whether a statement in them is made.

    Attributes
    ----------
    conflicts
        Sets of numbers of statements that cannot all be made and true.
    weights
        Number of a statement → cost of giving it up; an identity has none and is not in here.
    makers
        Number of a statement → the options that make it, for those not made anyway.
    claims
        The claims that make a statement of the conflicts, by an open option or (None) anyway.
    choices
        Choice → the values still open to it.
    """

    conflicts: tuple[frozenset[int], ...]
    weights: Mapping[int, int]
    makers: Mapping[int, frozenset[Option]]
    claims: tuple[Claim, ...]
    choices: Mapping[Hashable, tuple[Hashable, ...]]

    def key(self) -> Hashable:
        """Return what tells one task from another within one search."""
        claims = tuple((c.name, tuple(c.makes.items())) for c in self.claims)
        return frozenset(self.conflicts), tuple(self.choices.items()), claims

    def apart(self) -> list[Task]:
        """Return the tasks that share no statement and no choice."""
        uses = [
            {*c, *(("choice", o[0]) for i in c for o in self._options(i))} for c in self.conflicts
        ]
        tasks = []
        for group in linked(uses):
            conflicts = tuple(self.conflicts[k] for k in group)
            shared = set().union(*(uses[k] for k in group))
            tasks.append(
                Task(
                    conflicts,
                    {i: w for i, w in self.weights.items() if i in shared},
                    {i: o for i, o in self.makers.items() if i in shared},
                    tuple(c for c in self.claims if shared & set(c.makes.values())),
                    {g: v for g, v in self.choices.items() if ("choice", g) in shared},
                )
            )
        tied = {g for task in tasks for g in task.choices}
        if rest := {g: v for g, v in self.choices.items() if g not in tied}:
            tasks.append(Task((), {}, {}, (), rest))
        return tasks

    def _options(self, i: int) -> set[Option]:
        """Return the open options that decide whether a statement is made, or by whom."""
        makes = {o for c in self.claims for o, j in c.makes.items() if j == i and o}
        return makes | set(self.makers.get(i, ()))


@dataclasses.dataclass(frozen=True)
class Solution:
    """Statements to give up, the options chosen, the claims rejected by both, and the cost."""

    given_up: frozenset[int]
    options: dict[Hashable, Hashable]
    rejected: frozenset[Hashable]
    cost: int


def hit(
    task: Task,
    *,
    need: Sequence[Literal] = (),
    budget: int | None = None,
    blocked: Sequence[Solution] = (),
) -> Solution | None:
    """Return a cheapest way to hit all conflicts, or None where there is none.

    Parameters
    ----------
    need
        Of these at least one must hold, and as many as possible do.
    budget
        The cost not to exceed.
    blocked
        Cheapest solutions that are known already; one with other rejected claims is wanted.

    Examples
    --------
    >>> task = Task((frozenset({0, 1}),), {0: 1, 1: 1}, {}, (Claim("a", {None: 0}),), {})
    >>> hit(task, need=[Literal("claim", "a")], budget=1).rejected
    frozenset({'a'})
    """
    if not task.conflicts and not task.choices:
        return (
            None
            if need or any(not b for b in blocked)
            else Solution(frozenset(), {}, frozenset(), 0)
        )
    programme = _Programme(task)
    if budget is not None:
        programme.at_most({("false", i): w for i, w in task.weights.items()}, budget)
    for known in blocked:
        programme.other_than(known)
    if need:
        programme.at_least_one(need)
    values = programme.solve(need)
    if values is None:
        return None
    given_up = frozenset(i for i in task.weights if values["false", i])
    options = {
        g: next(v for v in some if values["option", (g, v)]) for g, some in task.choices.items()
    }
    return _solution(task, given_up, options)


def all_ways(task: Task, cost: int, limit: int) -> list[Solution]:
    """Return the ways to hit all conflicts at the least cost, with different claims rejected.

    They are found by branching on what hits the first conflict not yet hit. Where that grows out
    of hand they are asked for one by one from the 0-1 programme.

    Parameters
    ----------
    cost
        The least cost, as `hit` gives it.
    limit
        How many to return at most.

    Examples
    --------
    >>> claims = (Claim("a", {None: 0}), Claim("b", {None: 1}))
    >>> task = Task((frozenset({0, 1}),), {0: 1, 1: 1}, {}, claims, {})
    >>> [sorted(way.rejected) for way in all_ways(task, 1, 10)]
    [['a'], ['b']]
    """
    if math.prod(len(values) for values in task.choices.values()) <= BRANCHES:
        try:
            return _branched(task, cost, limit)
        except _OutOfHandError:
            pass
    first = hit(task)
    found = [] if first is None else [first]
    while found and len(found) < limit:
        other = hit(task, budget=cost, blocked=found)
        if other is None:
            break
        found.append(other)
    return found


class _OutOfHandError(Exception):
    """Branching takes too many steps."""


def _branched(task: Task, cost: int, limit: int) -> list[Solution]:
    """Return the ways to hit all conflicts, by branching on options and statements."""
    found: dict[frozenset[Hashable], Solution] = {}
    for values in itertools.product(*task.choices.values()):
        options = dict(zip(task.choices, values, strict=True))
        chosen = set(options.items())
        made = [
            frozenset(i for i in c if i in task.weights)
            for c in task.conflicts
            if all(i not in task.makers or chosen & task.makers[i] for i in c)
        ]
        steps = itertools.count()
        for given_up in _hitting_sets(sorted(made, key=sorted), task.weights, cost, steps):
            way = _solution(task, given_up, options)
            found.setdefault(way.rejected, way)
            if len(found) == limit:
                break
    return list(found.values())


def _hitting_sets(
    conflicts: Sequence[frozenset[int]],
    weights: Mapping[int, int],
    budget: int,
    steps: Iterator[int],
) -> Iterator[frozenset[int]]:
    """Yield the sets within a budget that hit all conflicts, each once."""
    if next(steps) > STEPS:
        raise _OutOfHandError
    if not conflicts:
        yield frozenset()
        return
    if _at_least(conflicts, weights) > budget:
        return
    # The smallest first: a conflict with one statement left leaves no choice.
    left = sorted(conflicts, key=lambda c: (len(c), sorted(c)))
    tried: set[int] = set()
    for i in sorted(left[0]):
        if weights[i] <= budget:
            rest = [c - tried for c in left if i not in c]
            for others in _hitting_sets(rest, weights, budget - weights[i], steps):
                yield others | {i}
        tried.add(i)


def _at_least(conflicts: Sequence[frozenset[int]], weights: Mapping[int, int]) -> float:
    """Return a lower bound of the cost of hitting all conflicts: those that share nothing."""
    least = 0.0
    seen: set[int] = set()
    for conflict in sorted(conflicts, key=len):
        if seen.isdisjoint(conflict):
            seen |= conflict
            least += min((weights[i] for i in conflict), default=math.inf)
    return least


def joined(solutions: Iterable[Solution]) -> Solution:
    """Return solutions of tasks apart as one of the whole.

    Examples
    --------
    >>> one = Solution(frozenset({0}), {}, frozenset({"a"}), 1)
    >>> joined([one, Solution(frozenset({1}), {}, frozenset({"b"}), 2)]).cost
    3
    """
    solutions = list(solutions)
    options: dict[Hashable, Hashable] = {}
    for solution in solutions:
        options |= solution.options
    return Solution(
        frozenset().union(*(s.given_up for s in solutions)),
        options,
        frozenset().union(*(s.rejected for s in solutions)),
        sum(s.cost for s in solutions),
    )


def _solution(task: Task, given_up: frozenset[int], options: dict[Hashable, Hashable]) -> Solution:
    """Return the solution that gives up these statements under these options."""
    rejected = frozenset(
        claim.name
        for claim in task.claims
        for option, i in claim.makes.items()
        if i in given_up and (option is None or options[option[0]] == option[1])
    )
    return Solution(given_up, options, rejected, sum(task.weights[i] for i in given_up))


class _Programme:
    """A 0-1 programme under construction: named unknowns and rows over them."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.columns: dict[Name, int] = {}
        self.rows: list[tuple[dict[int, float], float, float]] = []
        for i in sorted(task.weights):
            self._column(("false", i))
        for choice, values in task.choices.items():
            self._row({("option", (choice, v)): 1 for v in values}, 1, 1)
        for conflict in task.conflicts:
            self._hit(conflict)

    def _column(self, name: Name) -> int:
        return self.columns.setdefault(name, len(self.columns))

    def _row(self, terms: Mapping[Name, float], low: float, high: float) -> None:
        self.rows.append(({self._column(n): c for n, c in terms.items()}, low, high))

    def _hit(self, conflict: frozenset[int]) -> None:
        """Require that one statement of a conflict is false, or not made."""
        terms: dict[Name, float] = {}
        made = 0
        for i in sorted(conflict):
            if i in self.task.weights:
                terms[("false", i)] = 1
            if i in self.task.makers:
                made += 1
                terms[("made", i)] = -1
                if ("made", i) not in self.columns:
                    for option in sorted(self.task.makers[i], key=repr):
                        self._row({("made", i): 1, ("option", option): -1}, 0, 1)
        self._row(terms, 1 - made, len(conflict))

    def _terms(self, literal: Literal) -> dict[Name, float]:
        """Return the unknowns whose sum is 1 where an option is chosen or a claim is rejected."""
        if literal.kind == "option":
            return {("option", literal.what): 1}
        claim = next(c for c in self.task.claims if c.name == literal.what)
        terms: dict[Name, float] = {}
        for option, i in claim.makes.items():
            if i not in self.task.weights:
                continue
            if option is None:
                terms[("false", i)] = 1
            else:
                both = ("both", (option, i))
                terms[both] = 1
                if both not in self.columns:
                    self._row({both: 1, ("option", option): -1}, -1, 0)
                    self._row({both: 1, ("false", i): -1}, -1, 0)
                    self._row({both: 1, ("false", i): -1, ("option", option): -1}, -1, 1)
        return terms

    def at_most(self, terms: Mapping[Name, float], most: float) -> None:
        """Bound a sum from above."""
        self._row(terms, 0, most)

    def at_least_one(self, literals: Iterable[Literal]) -> None:
        """Require that one of the literals holds."""
        terms, least = self._sum(literals)
        self._row(terms, least + 1, len(terms) + len(self.columns))

    def other_than(self, known: Solution) -> None:
        """Require other rejected claims than those of a cheapest solution that is known."""
        if self.task.choices:
            self.at_least_one(
                [Literal("claim", c.name, c.name not in known.rejected) for c in self.task.claims]
            )
        elif known.given_up:
            # Where nothing can be chosen, no other cheapest solution contains this one.
            self.at_most({("false", i): 1 for i in known.given_up}, len(known.given_up) - 1)

    def _sum(self, literals: Iterable[Literal]) -> tuple[dict[Name, float], int]:
        """Return the terms that count literals that hold, and minus the number of negated ones."""
        terms: dict[Name, float] = {}
        least = 0
        for literal in literals:
            sign = 1 if literal.holds else -1
            least -= not literal.holds
            for name, c in self._terms(literal).items():
                terms[name] = terms.get(name, 0) + sign * c
        return terms, least

    def solve(self, prefer: Sequence[Literal]) -> dict[Name, int] | None:
        """Return the values of the unknowns in a best solution, or None."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        preferred, _ = self._sum(prefer)
        target = np.zeros(len(self.columns))
        if prefer:
            for name, c in preferred.items():
                target[self.columns[name]] -= c
        else:
            for i, weight in self.task.weights.items():
                target[self.columns[("false", i)]] = weight
        cells = [(k, j, c) for k, (row, _, _) in enumerate(self.rows) for j, c in row.items()]
        where, which, what = zip(*cells, strict=True)
        matrix = csr_array((what, (where, which)), shape=(len(self.rows), len(self.columns)))
        limits = LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )
        answer = milp(
            target, integrality=np.ones(len(target)), bounds=Bounds(0, 1), constraints=limits
        )
        if answer.x is None:
            return None
        return {name: round(answer.x[j]) for name, j in self.columns.items()}
