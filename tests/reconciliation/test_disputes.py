"""Disputes by themselves, held against trying all ways to settle them."""

import itertools
import random

import pytest
import z3

from analysis.reconciliation.disputes import Claim, Dispute

VALUES = {"h": (1, 0), "g": (0, 1, 2)}


def small_dispute(draw):
    """Draw conflicts of statements that claims make, anyway or by an option; some count as one."""
    choices = draw.choice([{}, {"h": VALUES["h"]}, VALUES, VALUES])
    claims = []
    for i in range(4):
        for name in draw.sample([f"{i}b", i], draw.choice([1, 1, 2])):
            choice = draw.choice([None, *choices])
            options = [(choice, value) for value in choices.get(choice, ())]
            makes = {o: draw.choice([i, i, (i + o[1]) % 5]) for o in options} or {None: i}
            claims.append(Claim(name, makes, draw.choice([1, 1, 2])))
    draw.shuffle(claims)
    weights = {i: draw.choice([1, 1, 2]) for i in range(4)}  # one more is an identity
    share = draw.choice([0, 0.5, 0.8])
    counted = {i: "one" for i in weights if draw.random() < share}
    sizes = [draw.randint(1, 3) for _ in range(draw.randint(2, 5))]
    conflicts = [draw.sample(range(5 if size > 1 else 4), size) for size in sizes]
    return conflicts, weights, claims, choices, counted


def cheapest_ways(conflicts, weights, claims, choices, counted):
    """Return the least cost, and what is given up, chosen and rejected in each way at this cost."""
    ways, makers = (
        [],
        {i: {o for c in claims for o, j in c.makes.items() if i == j} for i in range(5)},
    )
    for values in itertools.product(*choices.values()):
        options = dict(zip(choices, values, strict=True))
        chosen = {None, *options.items()}
        made = [(claim, i) for claim in claims for o, i in claim.makes.items() if o in chosen]
        there = {i for i, by in makers.items() if not by or by & chosen}
        left = [{*conflict} for conflict in conflicts if {*conflict} <= there]
        for lost in (s for n in range(5) for s in map(set, itertools.combinations(weights, n))):
            alone = set().union(*(c & lost for c in left if len(c & lost) == 1))
            for_free = lost & {*counted} if len(counted) > 1 else set()
            if all(c & lost for c in left) and for_free <= alone:
                cost = {}
                for i in lost:
                    weight = max([weights[i], *(claim.weight for claim, j in made if i == j)])
                    cost[counted.get(i, i)] = max(cost.get(counted.get(i, i), 0), weight)
                rejected = frozenset(claim.name for claim, i in made if i in lost)
                ways.append((sum(cost.values()), lost, options, rejected))
    least = min(cost for cost, *_ in ways)
    return least, [way for cost, *way in ways if cost == least]


def in_order(names):
    return sorted(names, key=str)


@pytest.mark.parametrize("seed", [0, 2, 3, 5, 20, 21])
def test_a_dispute_has_the_solutions_that_trying_all_ways_finds(seed):
    conflicts, weights, claims, choices, counted = small_dispute(random.Random(seed))
    cost, ways = cheapest_ways(conflicts, weights, claims, choices, counted)
    dispute = Dispute(conflicts, weights, claims, choices, z3.Context(), counted)
    assert dispute.cost == cost
    every = {rejected for *_, rejected in ways}
    smallest = [one for one in every if not any(other < one for other in every)]
    smallest.sort(key=lambda one: in_order(map(str, one)))
    found = dispute.solutions(99)
    assert [s.rejected for s in found] == smallest
    for s in found:
        first = min(
            [index(choices, options) for _, options, rejected in ways if rejected == s.rejected]
        )
        assert [s.given_up, s.options, s.rejected] in ways
        assert index(choices, s.options) == first
    assert len(dispute.solutions(1)) == min(2, len(smallest))
    names = in_order(claim.name for claim in claims)
    in_turn = sorted(smallest, key=lambda one: [name not in one for name in names])
    for n in (1, 2):
        assert [s.rejected for s in dispute.first_solutions(n)] == [
            one for one in smallest if one in in_turn[:n]
        ]
    for name in names:
        one = dispute.smallest_with(name)
        those = [rejected for rejected in smallest if name in rejected]
        assert one.rejected in those if those else one is None
    for (choice, value), literal in dispute.chosen.items():
        possible = any(options[choice] == value for _, options, _ in ways)
        for one in (dispute.find(literal), dispute.cheapest_with(literal)):
            assert (one is not None) == possible
            assert one is None or one.options[choice] == value


def test_solutions_that_leave_a_further_conflict_are_left_out_once():
    claims = [Claim(n, {None: n}) for n in range(4)]
    dispute = Dispute([{0, 1}, {2, 3}], dict.fromkeys(range(4), 1), claims, {}, z3.Context())
    found = dispute.solutions(9, lambda s: [] if {0, 2} & s.given_up else [{0, 2}])
    assert [sorted(s.rejected) for s in found] == [[0, 2], [0, 3], [1, 2]]
    assert len(dispute.solutions(9)) == 4


def index(choices, options):
    return [choices[choice].index(options[choice]) for choice in choices]
