"""Search for the minimum explanations: settle what is known to conflict, and see what is left.

Each turn settles the known conflicts at least cost. Where what remains cannot hold together, there
is a new conflict; otherwise these are the explanations.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

import z3

from analysis.reconciliation.disputes import Claim, Dispute, Option
from analysis.reconciliation.groups import choices_alone
from analysis.reconciliation.solutions import (
    Component,
    Solution,
    TooManyError,
    combined,
    joined,
    unlisted,
)
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.statements import linked

COUNTED = 1000

Values = Mapping[Hashable, Sequence[Hashable]]


class Search:
    """The state of one search: the conflicts known so far, and what is known to be possible.

    Parameters
    ----------
    progress
        Takes at each turn how many statements are false at least, according to these conflicts.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from analysis.reconciliation.statements import Row, Statement
    >>> x = {"x": Fraction(1)}
    >>> said = [Statement(n, (Row(x, Fraction(n), Fraction(n)),)) for n in (1, 2)]
    >>> search = Search(Solver(said), [Claim("a", {None: 0}), Claim("b", {None: 1})])
    >>> search.describe(search.possible_values(), limit=9)[0]
    {'a': 'conflicting', 'b': 'conflicting'}
    """

    def __init__(
        self,
        solver: Solver,
        claims: Sequence[Claim],
        progress: Callable[[int], object] | None = None,
    ) -> None:
        self.solver, self.claims, self.progress = solver, claims, progress
        self.weights = {i: s.weight for i, s in enumerate(solver.statements) if s.weight}
        self.counted = {i: s.counts_as for i, s in enumerate(solver.statements) if s.counts_as}
        self.makers: dict[int, set[Option | None]] = {}
        self.claims_of: dict[int, list[int]] = {}
        for n, claim in enumerate(claims):
            for option, i in claim.makes.items():
                self.makers.setdefault(i, set()).add(option)
                self.claims_of.setdefault(i, []).append(n)
        for i in set(range(len(solver.statements))) - set(self.weights):
            self.makers.setdefault(i, {None})
        self.values: dict[Hashable, tuple[Hashable, ...]] = {}
        for choice, value in sorted({o for by in self.makers.values() for o in by if o}, key=repr):
            self.values[choice] = (*self.values.get(choice, ()), value)
        self.heaviest = max([1, *self.weights.values(), *(claim.weight for claim in claims)])
        self._all_components = range(len(solver.components))
        self.conflicts: dict[frozenset[int], None] = {}
        self.possible: set[frozenset[int]] = set()
        self.disputes: dict[Hashable, Dispute] = {}

    def possible_values(self) -> Values:
        """Return the values of each choice under which a minimum explanation exists."""
        # A choice that meets no other ties conflicts together that share nothing under each value.
        alone = choices_alone(self.makers, self.solver.component_of, self.counted)
        first = {**self.values, **{choice: self.values[choice][:1] for choice in alone}}
        values = {**self.values, **{choice: self._cheapest_of(choice, first) for choice in alone}}
        while True:
            left = dict(values)
            disputes, whole = self._settle(values)
            known = len(self.conflicts)
            for dispute in disputes:
                seen = set(dispute.cheapest.options.items())
                for option, literal in dispute.chosen.items():
                    solution = None if option in seen else dispute.cheapest_with(literal)
                    if solution and not self._against([dispute], whole, values, solution):
                        seen |= set(solution.options.items())
                for choice, some in dispute.choices.items():
                    left[choice] = tuple(v for v in some if (choice, v) in seen)
            if len(self.conflicts) == known:
                return left

    def _cheapest_of(self, choice: Hashable, values: Values) -> tuple[Hashable, ...]:
        """Return the values of a choice at which the least has to be given up.

        The one that looks cheapest so far is settled first, and no other further than it takes.
        """
        cost, settled = dict.fromkeys(self.values[choice], 0), set[Hashable]()
        while True:
            least = tuple(value for value in cost if cost[value] == min(cost.values()))
            if settled.issuperset(least):
                return least
            value = next(value for value in least if value not in settled)
            disputes, whole = self._cheapest({**values, choice: (value,)})
            cost[value] = sum(dispute.cost for dispute in disputes)
            self._report([min(cost.values())])
            if not self._conflicts_in(whole, self._all_components, {**values, choice: (value,)}):
                settled.add(value)

    def describe(
        self, values: Values, limit: int, counted: int | None = None, *, all_listed: bool = False
    ) -> tuple[dict[Hashable, str], tuple[Component, ...]]:
        """Return the verdicts and the components with an error under the values left.

        Explanations of a dispute are counted to so many, and to `COUNTED` where that is left out.
        Verdicts do not depend on it: beyond, each claim is asked for by itself. Where all are to be
        listed, more than the limit are a `TooManyError`, as soon as it shows.
        """
        counted = limit if all_listed else COUNTED if counted is None else counted
        while True:
            verdicts: dict[Hashable, str] = {claim.name: "consistent" for claim in self.claims}
            disputes, whole = self._settle(values)
            known = len(self.conflicts)
            families, known_of = [], []
            for dispute in disputes:
                before = len(self.conflicts)
                against = functools.partial(self._against, [dispute], whole, values)
                family = dispute.solutions(counted, against)
                is_new = len(self.conflicts) > before
                # Without choices none of them contains a smaller one, whatever else conflicts.
                if all_listed and len(family) > counted and not (is_new and dispute.choices):
                    raise TooManyError
                families.append(family)
                if len(family) > counted and not is_new:
                    families[-1] = dispute.first_solutions(counted + 1)
                    family = [*families[-1], *self._witnesses(dispute)]
                    family = [s for s in family if not against(s)]
                known_of.append(family)
            if len(self.conflicts) > known:
                continue
            for family in known_of:
                always = frozenset.intersection(*(s.rejected for s in family))
                ever = joined(family).rejected
                verdicts |= {
                    name: "contradicted" if name in always else "conflicting" for name in ever
                }
            found = []
            for group in linked(map(self._components, disputes)):
                some = [disputes[k] for k in group]
                listed = combined([families[k] for k in group], limit)
                solutions = [*listed, *unlisted([known_of[k] for k in group], listed)]
                if len(group) > 1:
                    for solution in solutions:
                        self._against(some, whole, values, solution)
                touched = sorted(set().union(*map(self._components, some)))
                numbers = sorted(i for k in touched for i in self.solver.components[k])
                beside = whole.without(joined(dispute.cheapest for dispute in some))
                count = math.prod(len(families[k]) for k in group)
                cost = sum(dispute.cost for dispute in some)
                explanations = tuple(solution.rejected for solution in listed)
                kept = tuple(self._kept(each, beside, touched, values) for each in solutions)
                found.append(
                    Component(tuple(numbers), explanations, tuple(solutions), kept, count, cost)
                )
            if len(self.conflicts) == known:
                if all_listed and not all(component.complete for component in found):
                    raise TooManyError
                found.sort(key=lambda component: component.statements)
                return verdicts, tuple(component for component in found if component.cost)

    def _settle(self, values: Values) -> tuple[list[Dispute], Solution]:
        """Return the disputes, and their cheapest solutions once these leave what is possible."""
        while True:
            disputes, whole = self._cheapest(values)
            self._report(dispute.cost for dispute in disputes)
            if not self._conflicts_in(whole, self._all_components, values):
                return disputes, whole

    def _cheapest(self, values: Values) -> tuple[list[Dispute], Solution]:
        """Return the disputes of the conflicts known so far, and their cheapest solutions."""
        disputes = self._disputes(values)
        return disputes, joined(dispute.cheapest for dispute in disputes)

    def _report(self, costs: Iterable[int]) -> None:
        """Tell how many statements are false at least, where giving them up has these costs."""
        if self.progress:
            # No statement is in two disputes, and none costs more than the heaviest.
            self.progress(sum(math.ceil(cost / self.heaviest) for cost in costs))

    def _witnesses(self, dispute: Dispute) -> Iterator[Solution]:
        """Yield a smallest solution with and one without each claim, of those that there are."""
        for name, rejected in dispute.rejected.items():
            if solution := dispute.smallest_with(name):
                yield solution
            if solution := dispute.find(z3.Not(rejected)):
                yield dispute.smallest(solution)

    def _components(self, dispute: Dispute) -> set[int]:
        """Return the components of statements that a dispute is in."""
        return {self.solver.component_of[i] for conflict in dispute.conflicts for i in conflict}

    def _against(
        self, disputes: Sequence[Dispute], whole: Solution, values: Values, solution: Solution
    ) -> list[frozenset[int]]:
        """Return conflicts in what a solution of some disputes leaves, beside the others'."""
        others = whole.without(joined(dispute.cheapest for dispute in disputes))
        touched = set().union(*map(self._components, disputes))
        return self._conflicts_in(joined([others, solution]), sorted(touched), values)

    def _conflicts_in(
        self, solution: Solution, components: Iterable[int], values: Values
    ) -> list[frozenset[int]]:
        """Return conflicts in what a solution leaves in components, none where it is possible."""
        met = []
        for k in components:
            left = self._left(solution, self.solver.components[k], values)
            # Disjoint conflicts in one go save many turns.
            while left and left not in self.possible:
                conflict = next((c for c in self.conflicts if c <= left), None)
                conflict = conflict or self.solver.conflict(left)
                if conflict is None:
                    self.possible.add(left)
                    break
                met.append(conflict)
                self.conflicts.setdefault(conflict)
                left -= {i for i in conflict if i in self.weights}
        return met

    def _kept(
        self, solution: Solution, others: Solution, components: Iterable[int], values: Values
    ) -> frozenset[int]:
        """Return what a solution of some disputes keeps in components, so that all of it can hold.

        It may hold on some sides only: then the choices are those of the others' solution.
        """
        kept: frozenset[int] = frozenset()
        for k in components:
            left = self._left(solution, self.solver.components[k], values)
            if left not in self.possible and self.solver.core(left) is not None:
                left &= self._left(joined([others, solution]), left, values)
            kept |= left
        return kept

    def _left(self, solution: Solution, numbers: Iterable[int], values: Values) -> frozenset[int]:
        """Return which of some statements a solution makes and does not give up.

        A choice that no conflict depends on is left open: whatever it could make must hold.
        """
        made: set[Option | None] = {None, *solution.options.items()}
        made |= {(g, v) for g, some in values.items() if g not in solution.options for v in some}
        return frozenset(
            i
            for i in numbers
            if i not in solution.given_up and not made.isdisjoint(self.makers.get(i, ()))
        )

    def _disputes(self, values: Values) -> list[Dispute]:
        """Return the known conflicts that can arise under the values left, as disputes."""

        def left(option: Option | None) -> list[Option | None]:
            """Return an option as a condition: none where it can no longer be chosen."""
            if option is None or option[1] not in values[option[0]]:
                return [] if option else [None]
            return [option] if len(values[option[0]]) > 1 else [None]

        uses: dict[frozenset[int], set[Hashable]] = {}
        for conflict in self.conflicts:
            makers = [{x for o in self.makers[i] for x in left(o)} for i in conflict]
            if all(makers):
                choices = {("choice", o[0]) for by in makers for o in by if o}
                counted = {("counted", self.counted[i]) for i in conflict if i in self.counted}
                uses[conflict] = {*conflict, *choices, *counted}
        known, disputes = list(uses), []
        for group in linked(uses.values()):
            conflicts = [known[k] for k in group]
            involved = frozenset().union(*conflicts)
            claims = []
            for n in sorted({n for i in involved for n in self.claims_of.get(i, ())}):
                makes = self.claims[n].makes.items()
                still = {x: i for o, i in makes for x in left(o) if i in involved}
                claims += [dataclasses.replace(self.claims[n], makes=still)] if still else []
            used = set().union(*(uses[conflict] for conflict in conflicts))
            open_to = {g: tuple(some) for g, some in values.items() if ("choice", g) in used}
            made = tuple((claim.name, *claim.makes.items()) for claim in claims)
            key = frozenset(conflicts), made, tuple(open_to.items())
            if key not in self.disputes:
                weights = {i: self.weights[i] for i in involved if i in self.weights}
                context = self.solver.context
                self.disputes[key] = Dispute(
                    conflicts, weights, claims, open_to, context, self.counted
                )
            disputes.append(self.disputes[key])
        return disputes
