"""Localise the errors among linear statements: the fewest that must be false, and all such sets.

The method is that of implicit hitting sets: every minimal conflict must lose one of its
statements, so the fewest statements that hit all conflicts found so far are a lower bound; where
what remains can hold together they are a minimum explanation, and otherwise there is a new
conflict to hit. The principle of the fewest changes is that of Fellegi and Holt (1976).

A *claim* makes one statement, or by a *choice* one of several: a conflict is then a clause, "one
of its statements is false, or one is not made". This module knows nothing of trade.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import NamedTuple

from analysis.reconciliation.feasibility import (
    Statement,
    components,
    conflict_in,
    linked,
    refuse_impossible_identities,
)
from analysis.reconciliation.hitting import (
    Claim,
    Literal,
    Option,
    Solution,
    Task,
    all_ways,
    hit,
    joined,
)

LISTED = 200


class Part(NamedTuple):
    """Components to solve together, the choices that tie them, and the values of other choices."""

    components: tuple[int, ...]
    choices: dict[Hashable, tuple[Hashable, ...]]
    settled: dict[Hashable, tuple[Hashable, ...]]


@dataclasses.dataclass(frozen=True)
class Component:
    """The minimum explanations of one component in which something cannot be true."""

    statements: tuple[int, ...]
    explanations: tuple[frozenset[Hashable], ...]
    complete: bool
    cost: int


@dataclasses.dataclass(frozen=True)
class Localisation:
    """What `localise` finds.

    Attributes
    ----------
    verdicts
        Claim → kept, disputed or rejected.
    components
        Those with a conflict, each with its minimum explanations (frozensets of claims).
    options
        Choice → the values under which a minimum explanation exists.
    conflicts
        The minimal conflicts met on the way, as sets of numbers of statements.
    cost
        The least total weight of statements to give up.
    """

    verdicts: dict[Hashable, str]
    components: tuple[Component, ...]
    options: Mapping[Hashable, Sequence[Hashable]]
    conflicts: tuple[frozenset[int], ...]
    cost: int

    @property
    def n_explanations(self) -> int:
        """The number of minimum explanations in all: the product over the components."""
        return math.prod(len(c.explanations) for c in self.components)


def localise(
    statements: Sequence[Statement],
    claims: Sequence[Claim] | None = None,
    *,
    free: Collection[Hashable] = (),
    limit: int = LISTED,
) -> Localisation:
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

    Raises
    ------
    DataError
        Where the identities contradict each other; it names them.

    Examples
    --------
    Profit is turnover less cost, and 30 is not 100 less 60.

    >>> from analysis.reconciliation.rational import Row
    >>> def is_(name, number):
    ...     return Statement(name, (Row({name: 1}, number, number),))
    >>> said = [is_("turnover", 100), is_("cost", 60), is_("profit", 30)]
    >>> rule = Row({"turnover": 1, "cost": -1, "profit": -1}, 0, 0)
    >>> found = localise([*said, Statement("profit = turnover - cost", (rule,), None)])
    >>> found.verdicts["profit"], found.n_explanations
    ('disputed', 3)
    """
    if claims is None:
        claims = [Claim(s.name, {None: i}) for i, s in enumerate(statements) if s.weight]
    refuse_impossible_identities(statements, frozenset(free))
    search = _Search(statements, claims, frozenset(free))
    return search.run(limit)


class _Search:
    """The state of one search: the conflicts known so far, and what is known to be possible."""

    def __init__(
        self, statements: Sequence[Statement], claims: Sequence[Claim], free: frozenset[Hashable]
    ) -> None:
        self.statements, self.claims, self.free = statements, claims, free
        self.components = components(statements)
        self.component_of = {i: k for k, group in enumerate(self.components) for i in group}
        self.makers: dict[int, set[Option | None]] = {}
        self.claims_of: dict[int, list[int]] = {}
        for n, claim in enumerate(claims):
            for option, i in claim.makes.items():
                self.makers.setdefault(i, set()).add(option)
                self.claims_of.setdefault(i, []).append(n)
        self.always = {i for i, by in self.makers.items() if None in by}
        self.always |= {
            i for i, s in enumerate(statements) if i not in self.makers and not s.weight
        }
        self.values: dict[Hashable, Sequence[Hashable]] = {}
        for option in sorted({o for by in self.makers.values() for o in by if o}, key=repr):
            self.values[option[0]] = [*self.values.get(option[0], ()), option[1]]
        self.conflicts: list[frozenset[int]] = []
        self.possible: set[frozenset[int]] = set()
        self.ways: dict[Hashable, list[Solution]] = {}
        self.cheapest: dict[Hashable, Solution] = {}

    def run(self, limit: int) -> Localisation:
        """Return the verdicts, the explanations and the options."""
        while True:
            options = dict(self.values)
            for part, solution in self._solve_all(self.values):
                options |= self._possible_options(part, solution)
            parts = self._solve_all(options)
            described = [self._describe(*each, limit) for each in parts if each[1].cost]
            # A conflict met on the way may have tied what was apart: then once more, knowing it.
            if [part for part, _ in parts] == self._parts(options):
                break
        verdicts: dict[Hashable, str] = {claim.name: "kept" for claim in self.claims}
        for some, _ in described:
            verdicts |= some
        found = tuple(component for _, component in described)
        conflicts = tuple(sorted(self.conflicts, key=lambda c: (len(c), sorted(c))))
        cost = sum(component.cost for component in found)
        return Localisation(verdicts, found, options, conflicts, cost)

    def _solve_all(
        self, values: Mapping[Hashable, Sequence[Hashable]]
    ) -> list[tuple[Part, Solution]]:
        """Return each part with one minimum solution, split as finely as the conflicts allow.

        Components stay apart until a conflict that depends on an open choice ties them.
        """
        while True:
            parts = self._parts(values)
            solved = [(part, self._whole(part)) for part in parts]
            if parts == self._parts(values):
                return solved

    def _parts(self, values: Mapping[Hashable, Sequence[Hashable]]) -> list[Part]:
        """Return the components, tied together where known conflicts depend on one choice."""
        uses: list[set[Hashable]] = [{k} for k in range(len(self.components))]
        for conflict in self.conflicts:
            for i in conflict:
                choices = {o[0] for o in self.makers.get(i, ()) if o and len(values[o[0]]) > 1}
                uses[self.component_of[i]] |= {("choice", g) for g in choices}
        parts = []
        for group in linked(uses):
            tied = {x[1] for k in group for x in uses[k] if isinstance(x, tuple)}
            numbers = [i for k in group for i in self.components[k]]
            others = {o[0] for i in numbers for o in self.makers.get(i, ()) if o} - tied
            open_, settled = (
                {g: tuple(values[g]) for g in sorted(which, key=repr)} for which in (tied, others)
            )
            parts.append(Part(tuple(group), open_, settled))
        return parts

    def _task(self, part: Part) -> Task:
        """Return the known conflicts of a part as clauses to hit."""
        numbers = {i for k in part.components for i in self.components[k]}
        settled = {(g, v) for g, values in part.settled.items() for v in values}
        conflicts = tuple(c for c in self.conflicts if c <= numbers and self._can_matter(c, part))
        involved = sorted(frozenset().union(*conflicts))
        conditional = {
            i: frozenset(o for o in self.makers[i] if o in self._open(part))
            for i in involved
            if i not in self.always and not settled & self.makers[i]
        }
        claims = tuple(
            Claim(c.name, makes)
            for c in self._claims_on(involved)
            if (makes := self._left_of(c, settled, set(involved), self._open(part)))
        )
        said = {i: self.statements[i].weight for i in involved}
        weights = {i: weight for i, weight in said.items() if weight}
        return Task(conflicts, weights, conditional, claims, part.choices)

    def _claims_on(self, involved: Sequence[int]) -> list[Claim]:
        """Return the claims that can make one of some statements, in their order."""
        numbers = sorted({n for i in involved for n in self.claims_of.get(i, ())})
        return [self.claims[n] for n in numbers]

    @staticmethod
    def _left_of(
        claim: Claim, settled: set[Option], involved: set[int], left: set[Option]
    ) -> dict[Option | None, int]:
        """Return what a claim can still make of the statements involved in conflicts."""
        makes: dict[Option | None, int] = {}
        for option, i in claim.makes.items():
            if i in involved and (option is None or option in settled | left):
                makes[option if option in left else None] = i
        return makes

    def _open(self, part: Part) -> set[Option]:
        """Return the options that a part can still choose."""
        return {(g, v) for g, values in part.choices.items() for v in values}

    def _can_matter(self, conflict: frozenset[int], part: Part) -> bool:
        """Say whether all statements of a conflict can be made under the values left."""
        left = self._open(part) | {(g, v) for g, values in part.settled.items() for v in values}
        return all(i in self.always or self.makers[i] & left for i in conflict)

    def _active(self, part: Part, solution: Solution) -> list[frozenset[int]]:
        """Return, component by component, the statements that are made and not given up.

        A choice that no conflict depends on is left open: whatever it could make must hold.
        """
        made = set(solution.options.items())
        made |= {(g, v) for g, values in part.settled.items() for v in values}
        return [
            frozenset(
                i
                for i in self.components[k]
                if i not in solution.given_up
                and (i in self.always or not made.isdisjoint(self.makers.get(i, ())))
            )
            for k in part.components
        ]

    def _whole(self, part: Part) -> Solution:
        """Return a cheapest explanation of a part."""
        while True:
            solution = joined([self._cheapest(t) for t in self._task(part).apart()])
            if not self._new_conflicts(part, solution):
                return solution

    def _find(self, part: Part, need: Sequence[Literal], budget: int) -> Solution | None:
        """Return an explanation of a part in which one of some literals holds, or None."""
        while True:
            solution = hit(self._task(part), need=need, budget=budget)
            if solution is None or not self._new_conflicts(part, solution):
                return solution

    def _new_conflicts(self, part: Part, solution: Solution) -> bool:
        """Look for conflicts in what a solution leaves; say whether there are any."""
        known = len(self.conflicts)
        for left in self._active(part, solution):
            # Disjoint conflicts in one go save many small programmes.
            while left and left not in self.possible:
                conflict = conflict_in(self.statements, left, self.free)
                if conflict is None:
                    self.possible.add(left)
                    break
                self.conflicts.append(conflict)
                left -= {i for i in conflict if self.statements[i].weight}
        return len(self.conflicts) > known

    def _possible_options(
        self, part: Part, solution: Solution
    ) -> dict[Hashable, tuple[Hashable, ...]]:
        """Return the values of each choice of a part under which a minimum explanation exists."""
        seen = set(solution.options.items())
        while unseen := sorted(self._open(part) - seen, key=repr):
            need = [Literal("option", option) for option in unseen]
            other = self._find(part, need=need, budget=solution.cost)
            if other is None:
                break
            seen |= set(other.options.items())
        return {g: tuple(v for v in vs if (g, v) in seen) for g, vs in part.choices.items()}

    def _describe(
        self, part: Part, solution: Solution, limit: int
    ) -> tuple[dict[Hashable, str], Component]:
        """Return the verdicts and the explanations of a part in which something is false."""
        found = self._explanations(part, limit)
        complete = len(found) <= limit
        ever = frozenset().union(*found)
        always = frozenset.intersection(*found)
        if not complete:
            ever, always = self._forced(part, solution)
        verdicts = {n: "rejected" if n in always else "disputed" for n in ever}
        numbers = tuple(sorted(i for k in part.components for i in self.components[k]))
        listed = sorted(found, key=lambda e: sorted(map(str, e)))[:limit]
        return verdicts, Component(numbers, tuple(listed), complete, solution.cost)

    def _explanations(self, part: Part, limit: int) -> list[frozenset[Hashable]]:
        """Return the minimum explanations of a part, or one more than the limit of them.

        Conflicts that share nothing are hit apart, and what remains of each combination is
        checked: fewer and smaller programmes than one for each explanation.
        """
        while True:
            ways = [self._ways(task, limit) for task in self._task(part).apart()]
            found: dict[frozenset[Hashable], None] = {}
            for combination in itertools.product(*ways):
                whole = joined(combination)
                if self._new_conflicts(part, whole):
                    break
                found[whole.rejected] = None
                if len(found) > limit:
                    return list(found)
            else:
                return list(found)

    def _ways(self, task: Task, limit: int) -> list[Solution]:
        """Return the cheapest ways to hit the conflicts of a task, or one more than the limit."""
        key = task.key()
        if key not in self.ways:
            self.ways[key] = all_ways(task, self._cheapest(task).cost, limit + 1)
        return self.ways[key]

    def _cheapest(self, task: Task) -> Solution:
        """Return a cheapest way to hit the conflicts of a task."""
        key = task.key()
        if key not in self.cheapest:
            solution = hit(task)
            assert solution is not None  # each conflict has a statement that can be given up
            self.cheapest[key] = solution
        return self.cheapest[key]

    def _forced(
        self, part: Part, solution: Solution
    ) -> tuple[frozenset[Hashable], frozenset[Hashable]]:
        """Return the claims that some minimum explanation contains, and those that all do.

        Is there one with another claim than those seen so far, and one without a claim that all so
        far have? Where not, that is proven, however many explanations there are.
        """
        ever, always = set(solution.rejected), set(solution.rejected)
        for holds in (True, False):
            while True:
                asked = sorted(self._involved(part) - ever if holds else always, key=str)
                need = [Literal("claim", name, holds) for name in asked]
                other = self._find(part, need=need, budget=solution.cost) if need else None
                if other is None:
                    break
                ever |= other.rejected
                always &= other.rejected
        return frozenset(ever), frozenset(always)

    def _involved(self, part: Part) -> set[Hashable]:
        """Return the claims that make a statement of a known conflict."""
        return {claim.name for claim in self._task(part).claims}
