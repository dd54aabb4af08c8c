"""Settle conflicts that hang together at least cost: what to give up, and what to choose.

A dispute is a set of conflicts that share statements or choices. Each conflict is a clause: one of
its statements is given up, or one of them is not made.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

import z3

from analysis.reconciliation.costs import cheapest, costs, is_true
from analysis.reconciliation.solutions import Solution, in_order
from analysis.reconciliation.terms import holds, pushed

Option = tuple[Hashable, Hashable]


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
    weight
        What it costs at least to give up the statement that it makes.

    Examples
    --------
    >>> Claim("a", {None: 0}).makes[None]
    0
    """

    name: Hashable
    makes: Mapping[Option | None, int]
    weight: int = 1


class Dispute:
    """Conflicts that hang together, with a z3 solver for the cheapest ways to settle them.

    Parameters
    ----------
    conflicts
        Sets of numbers of statements that cannot all be made and true.
    weights
        Number of a statement → cost of giving it up; an identity has none and is not in here.
    claims
        The claims that make a statement of the conflicts, by an open option or (None) anyway. The
        heaviest that makes it raises the cost of giving it up.
    choices
        Choice → the values still open to it.
    counted
        Number of a statement → as what it counts: of those that count as one, only the heaviest
        that is given up has a cost. No more of them are given up than have to be.

    Examples
    --------
    >>> claims = (Claim("a", {None: 0}), Claim("b", {None: 1}))
    >>> dispute = Dispute([{0, 1}], {0: 1, 1: 1}, claims, {}, z3.Context())
    >>> dispute.cost, [sorted(s.rejected) for s in dispute.solutions(9)]
    (1, [['a'], ['b']])
    """

    def __init__(
        self,
        conflicts: Sequence[Iterable[int]],
        weights: Mapping[int, int],
        claims: Iterable[Claim],
        choices: Mapping[Hashable, Sequence[Hashable]],
        context: z3.Context,
        counted: Mapping[int, Hashable] | None = None,
    ) -> None:
        self.counted: dict[Hashable, list[int]] = {}
        for i in sorted(weights):
            self.counted.setdefault((counted or {}).get(i, i), []).append(i)
        self.conflicts, self.weights, self.choices = conflicts, weights, choices
        self.claims = sorted(claims, key=lambda claim: in_order(claim.name))
        self.context = context
        options = [(g, v) for g, values in choices.items() for v in values]
        self.false = {i: z3.Bool(f"false{i}", context) for i in sorted(weights)}
        self.chosen = {o: z3.Bool(f"chosen{n}", context) for n, o in enumerate(options)}
        self.rules = [z3.PbEq([(self.chosen[g, v], 1) for v in vs], 1) for g, vs in choices.items()]
        self.rules += [*self._clauses(conflicts), *self._necessity()]
        its = self.counted.values(), weights, self.claims, self.false, self.chosen
        self._costs = list(costs(*its))
        best = cheapest(self.rules, self._costs, context)
        assert best is not None  # each conflict has something that can be given up
        model, self.cost = best
        self.cheapest = self._solution(model)

    @functools.cached_property
    def rejected(self) -> dict[Hashable, z3.BoolRef]:
        """Claim → the literal that it is rejected."""
        return {c.name: z3.Bool(f"rejected{n}", self.context) for n, c in enumerate(self.claims)}

    @functools.cached_property
    def solver(self) -> z3.Solver:
        """A solver of which each model is a cheapest solution."""
        solver = z3.SolverFor("QF_FD", ctx=self.context)
        solver.add(*self.rules, *map(self._rejection, self.claims))
        if self.false:
            solver.add(z3.PbLe(self._costs, self.cost))
        return solver

    def cheapest_with(self, literal: z3.BoolRef) -> Solution | None:
        """Return a cheapest solution in which a literal holds, or None, as `find` does.

        It minimises the cost with the literal and compares: that is faster where there is none.
        """
        best = cheapest([*self.rules, literal], self._costs, self.context)
        return self._solution(best[0]) if best and best[1] == self.cost else None

    def find(self, *literals: z3.BoolRef) -> Solution | None:
        """Return a cheapest solution in which all literals hold, or None."""
        return self._solution(self.solver.model()) if holds(self.solver, *literals) else None

    def solutions(
        self, most: int, against: Callable[[Solution], Iterable[Iterable[int]]] = lambda _: ()
    ) -> list[Solution]:
        """Return a cheapest solution for each smallest set of rejected claims, sorted by names.

        Where there are more than ``most``, these are one more than so many, whichever z3 meets.

        Parameters
        ----------
        against
            Takes a solution and returns further conflicts that it leaves. Where there are any, all
            solutions that leave one are left out, and some others may be.
        """
        found: list[Solution] = []
        with pushed(self.solver):
            while len(found) <= most and (solution := self.find()):
                smallest = self.smallest(solution)
                if further := list(against(smallest)):
                    self.solver.add(*self._clauses(further))
                else:
                    found.append(smallest)
                    self.solver.add(self._spares_one(smallest))
        return sorted(found, key=Solution.names)

    def first_solutions(self, number: int) -> list[Solution]:
        """Return the first smallest solutions, so many, in an order that does not depend on z3."""
        smallest = (one for one in self._one_by_one() if self._within(one) is None)
        return sorted(itertools.islice(smallest, number), key=Solution.names)

    def smallest(self, solution: Solution) -> Solution:
        """Return a solution that rejects no other claims than a given one, and as few as it can.

        On one side a statement may be made by more claims than on the other, at the same cost.
        """
        while smaller := self._within(solution):
            solution = smaller
        return self._of_first_options(solution)

    def _of_first_options(self, solution: Solution) -> Solution:
        """Return a solution that rejects the same claims, with the first options that allow it.

        Which options z3 meets first is chance, and what is kept beside an explanation hangs on it.
        """
        if not self.choices:
            return solution
        given = [r if n in solution.rejected else z3.Not(r) for n, r in self.rejected.items()]
        for choice, values in self.choices.items():
            for value in values:
                option = self.chosen[choice, value]
                first = solution if solution.options[choice] == value else self.find(*given, option)
                if first:
                    given.append(option)
                    solution = first
                    break
        return solution

    def smallest_with(self, name: Hashable) -> Solution | None:
        """Return a smallest solution that rejects a claim, if there is one."""
        found = None
        with pushed(self.solver):
            while found is None and (solution := self.find(self.rejected[name])):
                solution = self.smallest(solution)
                found = solution if name in solution.rejected else None
                self.solver.add(self._spares_one(solution))
        return found

    def _within(self, solution: Solution) -> Solution | None:
        """Return a solution that rejects some of the claims of another one, and no others."""
        if not self.choices:
            return None  # each statement that is given up has its cost, or its reason
        spared = (z3.Not(r) for name, r in self.rejected.items() if name not in solution.rejected)
        with pushed(self.solver):
            self.solver.add(self._spares_one(solution))
            return self.find(*spared)

    def _spares_one(self, solution: Solution) -> z3.BoolRef:
        """Return that not all of the claims that a solution rejects are rejected."""
        rejected = (self.rejected[name] for name in sorted(solution.rejected, key=in_order))
        return z3.Or(*map(z3.Not, rejected), self.context)

    def _one_by_one(self) -> Iterator[Solution]:
        """Yield the solutions in an order that does not depend on z3.

        Name after name is first taken for rejected and then for spared.
        """
        names = list(self.rejected)
        left: list[tuple[tuple[z3.BoolRef, ...], Solution]] = [((), self.cheapest)]
        while left:
            taken, known = left.pop()
            if len(taken) == len(names):
                yield known
                continue
            name = names[len(taken)]
            for rejected in (False, True):
                literal = self.rejected[name] if rejected else z3.Not(self.rejected[name])
                same = rejected == (name in known.rejected)
                solution = known if same else self.find(*taken, literal)
                if solution is not None:
                    left.append(((*taken, literal), solution))

    @functools.cached_property
    def _makers(self) -> dict[int, set[Option | None]]:
        makers: dict[int, set[Option | None]] = {}
        for claim in self.claims:
            for option, i in claim.makes.items():
                makers.setdefault(i, set()).add(option)
        return makers

    def _made(self, i: int) -> list[z3.BoolRef]:
        """Return the options by one of which a statement is made; none where it is anyway."""
        makers = self._makers.get(i, {None})
        return [] if None in makers else [r for o, r in self.chosen.items() if o in makers]

    def _clauses(self, conflicts: Iterable[Iterable[int]]) -> Iterator[z3.BoolRef]:
        """Yield that of each conflict one statement is given up, or not made."""
        for conflict in map(sorted, conflicts):
            ways = [self.false[i] for i in conflict if i in self.false]
            for i in conflict:
                if made := self._made(i):
                    ways.append(z3.And(*map(z3.Not, made)))
            yield z3.Or(*ways, self.context)

    def _necessity(self) -> Iterator[z3.BoolRef]:
        """Yield that a statement which may have no cost of its own is given up for a reason.

        That is a conflict of which nothing else is given up, and all is made.
        """
        for i in (i for group in self.counted.values() if len(group) > 1 for i in group):
            reasons = []
            for conflict in self.conflicts:
                if i in conflict:
                    true = [
                        z3.Not(self.false[j])
                        for j in sorted(conflict)
                        if j in self.false and j != i
                    ]
                    made = [made for j in sorted(conflict) if (made := self._made(j))]
                    each = (z3.Or(*some) for some in made)
                    reasons.append(z3.And(*true, *each, self.context))
            yield z3.Implies(self.false[i], z3.Or(*reasons, self.context))

    def _rejection(self, claim: Claim) -> z3.BoolRef:
        """Return that a claim is rejected where the statement that it makes is given up."""
        ways = [
            z3.And(self.false[i], *([self.chosen[option]] if option else []))
            for option, i in claim.makes.items()
            if i in self.false
        ]
        return self.rejected[claim.name] == z3.Or(*ways, self.context)

    def _solution(self, model: z3.ModelRef) -> Solution:
        """Return what a model of z3 stands for."""
        given_up = frozenset(i for i, literal in self.false.items() if is_true(model, literal))
        made = {None, *(o for o, literal in self.chosen.items() if is_true(model, literal))}
        rejected = frozenset(
            claim.name
            for claim in self.claims
            if any(i in given_up and option in made for option, i in claim.makes.items())
        )
        return Solution(given_up, dict(option for option in made if option), rejected)
