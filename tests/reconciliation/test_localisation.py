import dataclasses
import itertools
import operator
import random
import subprocess
import sys
from fractions import Fraction
from types import SimpleNamespace

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.errors import DataError
from analysis.reconciliation import extremes, inside, search
from analysis.reconciliation import solver as of_statements
from analysis.reconciliation.conflicts import minimal_conflicts
from analysis.reconciliation.disputes import Claim, Dispute
from analysis.reconciliation.explanations import locate_errors
from analysis.reconciliation.extremes import Extremes
from analysis.reconciliation.inside import all_inside, can_lie_inside
from analysis.reconciliation.solutions import TooManyError
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.statements import Row, Statement
from analysis.reconciliation.terms import holds

INF = float("inf")
UNKNOWN = extremes.NOTHING_KNOWN
FEW = settings(derandomize=True, max_examples=30, deadline=None)


def is_(name, number):
    """Say that an unknown is exactly a number."""
    return Statement(name, (row({name: 1}, number, number),))


def named(names):
    """Return a claim of each statement, by a name."""
    return [Claim(name, {None: i}) for i, name in enumerate(names)]


def rule(name, form, low=0, high=None):
    """State an identity or an edit: low <= form <= high, whatever was said."""
    return Statement(name, (row(form, low, high),), None)


def row(form, low, high):
    low, high = (None if x is None else Fraction(x) for x in (low, high))
    return Row({v: Fraction(c) for v, c in form.items()}, low, high)


def possible(held):
    """Say whether rows of small whole numbers can hold together, without z3."""
    bounds = [(r.form, sign, x) for r in held for sign, x in ((-1, r.low), (1, r.high))]
    bounds = [(form, sign, x) for form, sign, x in bounds if x is not None]
    matrix = [[sign * float(form.get(v, 0)) for v in "xyz"] for form, sign, _ in bounds]
    limits = [sign * float(x) for _, sign, x in bounds]
    return not bounds or linprog([0, 0, 0], A_ub=matrix, b_ub=limits).status == 0


@st.composite
def rows(draw):
    form = draw(
        st.dictionaries(
            st.sampled_from("xyz"), st.integers(-2, 2).filter(bool), min_size=1, max_size=3
        )
    )
    low = draw(st.integers(-3, 6))
    width = draw(st.sampled_from([0, 1, 3, None]))
    return row(form, low, None if width is None else low + width)


@st.composite
def problems(draw):
    """Draw up to ten statements, some of them made only under an option."""
    said = [
        Statement(f"s{i}", (drawn,), draw(st.sampled_from([1, 1, 1, 2])))
        for i, drawn in enumerate(draw(st.lists(rows(), min_size=2, max_size=8)))
    ]
    claims = []
    for i in range(len(said)):
        choice = draw(st.sampled_from([None, None, "g", "h"]))
        other = draw(st.integers(0, len(said) - 1))
        makes = {None: i} if choice is None else {(choice, 0): i, (choice, 1): other}
        claims.append(Claim(f"c{i}", makes, draw(st.sampled_from([1, 1, 2, 3]))))
    return said, claims


def possible_at_whole_numbers(held):
    """Say whether rows of `small_problem` can hold together: if they can, at whole numbers too."""
    left = list(itertools.product(range(13), repeat=2))
    for r in held:
        a, b = (int(r.form.get(v, 0)) for v in "xy")
        at = [a * x + b * y for x, y in left]
        left = [
            point
            for point, number in zip(left, at, strict=True)
            if r.low <= number and (r.high is None or number <= r.high)
        ]
    return bool(left)


def small_problem(draw):
    """Draw statements of x, y and x - y, with whole bounds, and claims that choose among them."""
    said, claims = [], []
    for i in range(draw.randint(4, 7)):
        low, width = draw.randint(0, 6), draw.choice([0, 1, 3, None])
        form = draw.choice([{"x": 1}, {"y": 1}, {"x": 1, "y": -1}])
        held = row(form, low, None if width is None else low + width)
        said.append(Statement(f"s{i}", (held,), draw.choice([1, 1, 2])))
    for i in range(len(said)):
        choice, other = draw.choice([None, "g", "h"]), draw.randrange(len(said))
        makes = {(choice, 0): i, (choice, 1): other} if choice else {None: i}
        claims.append(Claim(f"c{i}", makes, draw.choice([1, 1, 3])))
    return said, claims


def linked_problem(draw):
    """Draw numbers of x and of y, which a rule links, and claims that choose among them."""
    said = [is_("x", draw.randint(0, 3)) for _ in range(4)]
    said += [is_("y", draw.randint(0, 3)) for _ in range(3)]
    low = draw.randint(-2, 1)
    claims = []
    for i in range(7):
        choice = draw.choice([None, None, "gh"[i > 3]])
        other = draw.randrange(4) if i < 4 else draw.randrange(4, 7)
        makes = {(choice, 0): i, (choice, 1): other} if choice else {None: i}
        claims.append(Claim(f"c{i}", makes))
    return [*said, rule("rule", {"x": 1, "y": -1}, low, low + 3)], claims


def brute(said, claims, possible=possible):
    """Try every choice and every subset of statements in exact arithmetic."""
    choices = sorted({o[0] for c in claims for o in c.makes if o})
    best, found, options = None, set(), set()
    identities = [i for i, s in enumerate(said) if s.weight is None]
    memo = {}
    for values in itertools.product([0, 1], repeat=len(choices)):
        chosen = {None, *zip(choices, values, strict=True)}
        made = [(c.name, i) for c in claims for o, i in c.makes.items() if o in chosen]
        weights = {i: said[i].weight for _, i in made}
        for claim in claims:
            for option, i in claim.makes.items():
                if option in chosen:
                    weights[i] = max(weights[i], claim.weight)
        active = sorted(weights)
        for size in range(len(active) + 1):
            for lost in itertools.combinations(active, size):
                cost = sum(weights[i] for i in lost)
                if best is not None and cost > best:
                    continue
                left = tuple(i for i in active if i not in lost)
                if left not in memo:
                    held = [r for i in (*left, *identities) for r in said[i].rows]
                    memo[left] = possible(held)
                if not memo[left]:
                    continue
                if best is None or cost < best:
                    best, found, options = cost, set(), set()
                found.add(frozenset(name for name, i in made if i in lost))
                options |= chosen - {None}
    # One that rejects more claims than another one is none: on one side, a statement may be made by
    # more of them than on the other.
    smallest = {one for one in found if not any(other < one for other in found)}
    return best, smallest, options


def verdicts_after(explanations, claims):
    """Return the verdict of each claim that all minimum explanations give it."""
    ever, always = frozenset().union(*explanations), frozenset.intersection(*explanations)
    return {
        c.name: "contradicted"
        if c.name in always
        else "conflicting"
        if c.name in ever
        else "consistent"
        for c in claims
    }


def whole(found):
    """Return the explanations of all components as sets of the whole."""
    parts = [c.explanations for c in found.components]
    return {frozenset().union(*each) for each in itertools.product(*parts)}


@pytest.mark.thorough
@FEW
@given(problems())
def test_every_minimum_explanation_is_found_and_no_other(problem):
    best, explanations, options = brute(*problem)
    told = []
    found = locate_errors(*problem, progress=told.append)
    assert found.cost == best
    assert max(told) <= min(map(len, explanations))
    if {weighing.weight for part in problem for weighing in part} <= {None, 1}:
        assert max(told) == best
    assert whole(found) == explanations
    assert {(g, v) for g, vs in found.options.items() for v in vs} == options


@pytest.mark.thorough
@FEW
@given(problems())
def test_verdicts_follow_from_all_minimum_explanations(problem):
    _, explanations, _ = brute(*problem)
    assert locate_errors(*problem).verdicts == verdicts_after(explanations, problem[1])


@pytest.mark.parametrize("seed", [9, 15, 20, 27, 28])
def test_a_small_problem_has_the_answers_of_brute_force(seed):
    said, claims = small_problem(random.Random(seed))
    best, explanations, options = brute(said, claims, possible_at_whole_numbers)
    told = []
    found = locate_errors(said, claims, progress=told.append)
    assert (found.cost, whole(found)) == (best, explanations)
    assert 0 < max(told) <= min(map(len, explanations))
    assert {(g, v) for g, vs in found.options.items() for v in vs} == options
    assert found.verdicts == verdicts_after(explanations, claims)
    assert locate_errors(said, claims, limit=1, counted=1).verdicts == found.verdicts
    for conflict in found.conflicts:
        for left_out in [None, *conflict]:
            rows = [r for i in conflict if i != left_out for r in said[i].rows]
            assert possible_at_whole_numbers(rows) == (left_out is not None)


@pytest.mark.parametrize("seed", [4, 48, 79])
def test_disputes_that_a_rule_links_have_the_answers_of_brute_force(seed, asked):
    said, claims = linked_problem(random.Random(seed))
    best, explanations, options = brute(said, claims, possible_at_whole_numbers)
    turns = []

    def progress(number):
        turns.append(number)
        assert len(turns) < 200

    found = locate_errors(said, claims, progress=progress)
    assert (found.cost, whole(found)) == (best, explanations)
    assert {(g, v) for g, vs in found.options.items() for v in vs} == options
    assert found.n_explanations == len(explanations)
    verdicts = verdicts_after(explanations, claims)
    for counted in (None, 1):
        again = locate_errors(said, claims, limit=2, counted=counted, progress=progress)
        assert again.verdicts == found.verdicts == verdicts
        for part, every in zip(again.components, found.components, strict=True):
            assert part.statements == every.statements
            assert counted or part.count >= every.count  # only what is listed is checked
            assert counted or part.explanations == every.explanations[:2]
            assert_solutions_are_whole(part, every, said, claims, found.options)


def test_a_rule_may_forbid_any_one_of_the_combinations_of_two_disputes():
    said = [is_("x", 0), is_("x", 3), is_("y", 0), is_("y", 3)]
    for x, y in itertools.product((0, 3), (0, 3)):
        away = rule("rule", {"x": 1 if x else -1, "y": 1 if y else -1}, None, x + y - 1)
        found = locate_errors([*said, away], named("abcd"))
        every = {frozenset(pair) for pair in itertools.product("ab", "cd")}
        # To leave what the rule forbids, the others are given up.
        assert whole(found) == every - {frozenset(("a" if x else "b", "c" if y else "d"))}


def assert_solutions_are_whole(part, every, said, claims, left):
    """Hold what is given up, made and kept in each solution against the statements."""
    rejected = [solution.rejected for solution in part.solutions]
    assert rejected[: len(part.explanations)] == [*part.explanations]
    assert {*rejected} <= {*every.explanations}
    assert frozenset().union(*rejected) == frozenset().union(*every.explanations)
    for n in range(len(part.explanations), len(rejected)):
        assert not rejected[n] <= frozenset().union(*rejected[:n])
    for solution, kept in zip(part.solutions, part.kept, strict=True):
        open_ = {(g, v) for g, some in left.items() if g not in solution.options for v in some}
        chosen = {None, *solution.options.items(), *open_}
        made = {(c.name, i) for c in claims for o, i in c.makes.items() if o in chosen}
        there = {i for _, i in made} | {i for i, s in enumerate(said) if s.weight is None}
        assert kept == (there & {*part.statements}) - solution.given_up
        assert solution.rejected == {name for name, i in made if i in solution.given_up}
        assert possible_at_whole_numbers([r for i in kept for r in said[i].rows])


@pytest.mark.thorough
@FEW
@given(problems())
def test_verdicts_do_not_depend_on_how_many_explanations_are_listed(problem):
    assert locate_errors(*problem, limit=1).verdicts == locate_errors(*problem).verdicts


@pytest.mark.thorough
@FEW
@given(problems())
def test_where_more_explanations_are_there_than_are_counted_verdicts_are_the_same(problem):
    assert locate_errors(*problem, counted=1).verdicts == locate_errors(*problem).verdicts


@pytest.mark.thorough
@FEW
@given(problems())
def test_each_conflict_is_proven_and_minimal(problem):
    said, claims = problem
    for conflict in locate_errors(said, claims).conflicts:
        assert not possible([r for i in conflict for r in said[i].rows])
        for left_out in conflict:
            assert possible([r for i in conflict - {left_out} for r in said[i].rows])


@pytest.fixture
def asked(monkeypatch):
    """Return what is asked of solvers, and end what asks for ever."""
    asked, core = [], Solver.core

    def counted(solver, numbers):
        asked.append([*numbers])
        assert len(asked) < 500
        return core(solver, asked[-1])

    monkeypatch.setattr(Solver, "core", counted)
    return asked


@pytest.mark.parametrize(("seed", "large"), [(11, 50), (27, 0)])
def test_the_solver_finds_conflicts_and_what_fits_as_trying_all_sets_does(
    seed, large, monkeypatch, asked
):
    monkeypatch.setattr(of_statements, "LARGE", large)
    draw = random.Random(seed)
    said, _ = small_problem(draw)
    said[2] = Statement("rule", said[2].rows, None)
    solver, numbers = Solver(said), draw.sample(range(len(said)), len(said))

    def fit(some):
        return possible_at_whole_numbers([r for i in some for r in said[i].rows])

    sets = [{*s} for n in range(len(said) + 1) for s in itertools.combinations(numbers, n)]
    impossible = [some for some in sets if not fit(some)]
    minimal = [some for some in impossible if not any(other < some for other in impossible)]
    fitting = [some for some in sets if some not in impossible]
    largest = [some for some in fitting if not any(other > some for other in fitting)]
    in_turn = [2, *(i for i in numbers if i != 2)]
    last_first = min(minimal, key=lambda some: sorted(map(in_turn.index, some), reverse=True))
    assert solver.conflict(numbers) in minimal
    assert solver.first_conflict(numbers) == last_first
    found = sorted(minimal, key=lambda some: (len(some), sorted(some)))
    # Each turn finds a conflict or a largest set, and one more that there is nothing else.
    turns = len(minimal) + len(largest)
    assert minimal_conflicts(solver, numbers, most_turns=turns) == (found, False)
    assert minimal_conflicts(solver, numbers, most_turns=turns + 1) == (found, True)
    asked.clear()
    assert minimal_conflicts(solver, numbers, known=map(frozenset, found), most=0) == (found, True)
    assert all(map(fit, asked))  # what is known to conflict is not asked about
    assert len(minimal_conflicts(solver, numbers, most=1)[0]) == min(2, len(found))
    others = {"known": [frozenset(found[0])], "most": len(found) - 1}
    assert minimal_conflicts(solver, numbers, **others) == (found, True)
    for first in ([], numbers[:2], list(last_first)):
        fitting = {*first} if fit(first) else set()
        for i in numbers if fit(first) else ():
            fitting |= {i} if fit({*fitting, i}) else set()
        assert solver.as_many_as_fit(first, numbers) == fitting


def test_the_first_conflict_of_many_is_found_with_few_questions(monkeypatch, asked):
    # The worst that z3 may do is to name all that it was asked.
    monkeypatch.setattr(of_statements, "core_of", lambda _, literals: frozenset(literals))
    any_ = Statement("any", (row({"x": 1}, 0, None),))
    solver = Solver([any_, *(is_("x", n) for n in range(100))])
    assert solver.first_conflict(range(101)) == {1, 2}
    assert len(asked) < 25
    assert solver.as_many_as_fit([7], range(20)) == {0, 7}


@pytest.mark.parametrize("large", [50, 2])
def test_what_was_said_is_left_out_of_a_conflict_before_what_holds_anyway(large, monkeypatch):
    monkeypatch.setattr(of_statements, "LARGE", large)
    monkeypatch.setattr(of_statements, "core_of", lambda _, literals: frozenset(literals))
    said = [rule("rule", {"x": 1}, 0, 1), is_("x", 1), is_("x", 2), is_("x", -1), is_("y", -1)]
    assert Solver(said, free="xy").conflict(range(5)) == {0, 3}
    assert Solver(said, free="xy").conflict([4, 2, 1]) == {1, 2}
    assert Solver(said, free="xy").conflict([0, 4, 1]) is None


def test_components_that_can_hold_are_told_from_those_that_cannot():
    solver = Solver([is_("x", 1), is_("x", 2), is_("y", 1)])
    assert [solver.can_hold(k) for k in (0, 1, 0, 1)] == [False, True, False, True]


def test_where_more_explanations_are_there_than_are_counted_the_first_by_name_are_listed():
    found = locate_errors([is_("x", n) for n in range(4)], named("abcd"), counted=2)
    (component,) = found.components
    assert [*map("".join, map(sorted, component.explanations))] == ["abc", "abd", "acd"]
    assert set(found.verdicts.values()) == {"conflicting"}


def test_statements_that_count_as_one_cost_one_and_fall_only_where_they_must():
    def counted(name, number):
        return dataclasses.replace(is_(name, number), counts_as="gazette")

    both = [counted("x", 1), counted("y", 1), is_("x", 2), is_("y", 2)]
    found = locate_errors(both, named("abcd"))
    assert (found.cost, whole(found)) == (1, {frozenset("ab")})
    one = locate_errors(both[:3], named("abc"))
    assert (one.cost, whole(one)) == (1, {frozenset("a"), frozenset("c")})


@FEW
@given(st.lists(rows(), min_size=1, max_size=6))
def test_rows_have_no_core_where_a_point_satisfies_them(held):
    core = Solver([Statement("all", tuple(held))]).core([0])
    assert (core is None) == possible(held)


def test_intervals_that_touch_hold_together():
    said = [Statement("low", (row({"x": 1}, 0, 1),)), Statement("high", (row({"x": 1}, 1, 2),))]
    assert Solver(said).conflict([0, 1]) is None


def test_a_gap_of_a_millionth_of_a_millionth_is_a_conflict():
    gap = Fraction(1, 10**12)
    said = [
        Statement("low", (row({"x": 1, "y": 1}, 600, 1000),)),
        Statement("x", (row({"x": 1}, 0, 300),)),
        Statement("y", (row({"y": 1}, 0, 300 - gap),)),
        Statement("z", (row({"x": 1, "z": 1}, 0, 300),)),
        Statement("w", (row({"y": 1, "z": 1}, 0, 300),)),
    ]
    assert Solver(said).conflict(range(5)) == {0, 1, 2}


def test_identities_that_contradict_each_other_are_named():
    identities = [rule("a", {"x": 1}, 2), rule("b", {"x": 1}, 0, 1), rule("c", {"y": 1}, 1)]
    with pytest.raises(DataError, match=r"whatever is said: a, b$"):
        locate_errors([is_("x", 1), *identities])


def test_two_claims_of_one_name_are_refused_since_verdicts_go_by_name():
    with pytest.raises(DataError, match=r"^two claims have the name 'x'$"):
        locate_errors([is_("x", 1), is_("x", 2)])


def test_no_statement_at_all_is_no_conflict():
    found = locate_errors([])
    assert (found.verdicts, found.components, found.n_explanations) == ({}, (), 1)


def test_more_explanations_than_are_listed_are_said_to_be_more():
    said = [is_(f"x{i}", 1) for i in range(12)]
    total = rule("total", {f"x{i}": 1 for i in range(12)}, 11, 11)
    found = locate_errors([*said, total], limit=5)
    assert len(found.components[0].explanations) == 5
    assert not found.components[0].complete
    assert found.n_explanations == 12
    assert found.components[0].explanations == tuple(
        frozenset({name}) for name in sorted(f"x{i}" for i in range(12))[:5]
    )
    assert set(found.verdicts.values()) == {"conflicting"}


def test_as_many_explanations_as_are_listed_are_all():
    said = [is_("x", 1), is_("y", 1), rule("total", {"x": 1, "y": 1}, 1, 1)]
    (component,) = locate_errors(said, limit=2).components
    assert component.complete is True
    assert set(component.explanations) == {frozenset({"x"}), frozenset({"y"})}


def test_a_component_names_its_statements_and_lists_its_explanations_in_alphabetical_order():
    total = rule("total", {"x": 1, "y": 1, "z": 1}, 2, 2)
    for names in itertools.permutations("xyz"):
        found = locate_errors([is_("a", 1), *(is_(name, 1) for name in names), total])
        (component,) = found.components
        assert component.statements == (1, 2, 3, 4)
        assert component.explanations == (frozenset("x"), frozenset("y"), frozenset("z"))


def test_conflicts_are_listed_with_the_smallest_first():
    pair = [is_("z", 1), Statement("other z", is_("z", 2).rows)]
    three = [is_("x", 1), is_("y", 1), rule("total", {"x": 1, "y": 1}, 1, 1)]
    assert list(map(len, locate_errors([*pair, *three]).conflicts)) == [2, 3]
    assert list(map(len, locate_errors([*three, *pair]).conflicts)) == [2, 3]


def test_a_choice_with_one_value_ties_no_components_together():
    said = [is_("x", 1), is_("x", 2), is_("y", 1), is_("y", 2)]
    found = locate_errors(said, [Claim(f"c{i}", {("g", 0): i}) for i in range(4)])
    assert [component.statements for component in found.components] == [(0, 1), (2, 3)]
    assert found.n_explanations == 4


@pytest.mark.parametrize(("numbers", "left"), [("1234", "a"), ("1233", "ab"), ("1222", "b")])
def test_a_choice_that_meets_no_other_ties_no_conflicts_together(numbers, left, monkeypatch):
    said = [
        is_("x", 1),
        is_("x", 2),
        is_("y", 1),
        is_("y", 2),
        *(is_("u", int(n)) for n in numbers),
    ]
    claims = [Claim(f"c{i}", {("g", "a"): i, ("g", "b"): 4 + i}) for i in range(4)]
    asked = []
    settle = search.Dispute
    monkeypatch.setattr(search, "Dispute", lambda *args: asked.append(args[3]) or settle(*args))
    found = locate_errors(said, claims)
    assert found.options == {"g": tuple(left)}
    assert any(asked) == (len(left) > 1)
    assert found.cost == (1 if left == "b" else 2)


def test_only_what_is_free_may_be_negative():
    assert locate_errors([is_("x", -10)], free={"x"}).verdicts == {"x": "consistent"}
    assert locate_errors([is_("x", -10)]).verdicts == {"x": "contradicted"}


def test_a_statement_that_no_claim_makes_bears_on_nothing():
    found = locate_errors([is_("x", 1), is_("x", 2)], [Claim("first", {None: 0})])
    assert (found.verdicts, found.cost) == ({"first": "consistent"}, 0)


def test_a_claim_that_contradicts_another_under_each_option_is_disputed():
    said = [is_("x", 1), is_("x", 2), is_("x", 3)]
    found = locate_errors(said, [Claim("a", {("g", 0): 0, ("g", 1): 1}), Claim("b", {None: 2})])
    assert found.verdicts == {"a": "conflicting", "b": "conflicting"}
    assert (found.cost, found.options) == (1, {"g": (0, 1)})


def test_an_option_under_which_nothing_is_false_is_found():
    said = [is_("x", 1), is_("x", 2), is_("x", 1)]
    found = locate_errors(said, [Claim("a", {("g", 0): 0, ("g", 1): 1}), Claim("b", {None: 2})])
    assert found.verdicts == {"a": "consistent", "b": "consistent"}
    assert (found.cost, found.components, found.options) == (0, (), {"g": (0,)})


def test_choices_and_their_values_may_have_names_of_different_kinds():
    said = [is_("x", 1), is_("x", 2), is_("x", 3), is_("x", 4), is_("x", 5)]
    claims = [
        Claim("a", {("g", 0): 0, ("g", "one"): 1}),
        Claim("b", {(7, 0): 2, (7, "one"): 3}),
        Claim("c", {None: 4}),
    ]
    found = locate_errors(said, claims)
    assert found.cost == 2
    assert {g: set(values) for g, values in found.options.items()} == {
        "g": {0, "one"},
        7: {0, "one"},
    }


def test_claims_of_names_of_different_kinds_are_judged_where_not_all_explanations_are_listed():
    said = [is_(f"x{i}", 1) for i in range(12)]
    total = rule("total", {f"x{i}": 1 for i in range(12)}, 11, 11)
    claims = [Claim(i if i % 2 else f"claim {i}", {None: i}) for i in range(12)]
    found = locate_errors([*said, total], claims, limit=5)
    assert found.verdicts == {claim.name: "conflicting" for claim in claims}


def test_a_heavier_statement_is_kept():
    said = [is_("x", 1), Statement("sure", (row({"x": 1}, 2, 2),), 3)]
    assert locate_errors(said).verdicts == {"x": "contradicted", "sure": "consistent"}


def test_a_statement_weighs_as_much_as_the_heaviest_claim_that_makes_it():
    said = [is_("x", 1), is_("x", 2)]
    light = [Claim("a", {None: 0}), Claim("b", {None: 1}), Claim("c", {None: 1})]
    heavy = [*light, Claim("d", {None: 0}, 2)]
    assert locate_errors(said, light).verdicts == dict.fromkeys("abc", "conflicting")
    verdicts = {"a": "consistent", "b": "contradicted", "c": "contradicted", "d": "consistent"}
    assert locate_errors(said, heavy).verdicts == verdicts


def test_a_heavy_claim_adds_no_weight_to_a_statement_that_it_does_not_make():
    said = [is_("x", 1), is_("x", 2), is_("y", 1), is_("y", 2)]
    claims = [
        Claim("a", {None: 0}),
        Claim("b", {None: 1}),
        Claim("heavy", {("g", 0): 0, ("g", 1): 2}, 5),
        Claim("beside it", {("g", 0): 3, ("g", 1): 2}, 9),
    ]
    found = locate_errors(said, claims)
    # On its other side the heavy one fits, and leaves a and b to each other.
    assert (found.cost, found.options) == (1, {"g": (0, 1)})
    assert found.verdicts["a"] == "conflicting"


def test_the_order_of_statements_shows_only_in_their_numbers():
    said = [is_(f"x{i}", 1) for i in range(8)]
    total = rule("total", {f"x{i}": 1 for i in range(8)}, 6, 6)
    found = locate_errors([*said, total], limit=9)
    turned = locate_errors([total, *reversed(said)], limit=9)
    assert turned.components[0].explanations == found.components[0].explanations
    assert (found.n_explanations, found.verdicts) == (28, turned.verdicts)


def test_disputes_that_share_nothing_multiply():
    said = [is_(f"{name}{i}", 1) for name in "abcdefgh" for i in range(3)]
    totals = [rule(name, {f"{name}{i}": 1 for i in range(3)}, 2, 2) for name in "abcdefgh"]
    chain = rule("chain", {f"{name}0": 1 for name in "abcdefgh"}, 0, 100)
    found = locate_errors([*said, *totals, chain])
    assert (found.cost, found.n_explanations) == (8, 3**8)
    (component,) = found.components
    assert len(component.explanations) == 200
    assert component.explanations[0] == {f"{name}0" for name in "abcdefgh"}
    assert set(found.verdicts.values()) == {"conflicting"}


@pytest.mark.parametrize("at_once", [extremes.MOST_AT_ONCE, 0])
def test_the_extremes_of_sums_and_ratios_are_exact(monkeypatch, at_once):
    monkeypatch.setattr(extremes, "MOST_AT_ONCE", at_once)
    said = [
        Statement("x", (row({"x": 1}, 1, 2),)),
        Statement("y", (row({"y": 3}, 1, None),)),
        Statement("z", (row({"x": 1, "z": 1}, 0, 3),)),
    ]
    left = Extremes(Solver(said))
    x, y, z = ({name: Fraction(1)} for name in "xyz")
    assert left.of([0, 1], y) == (Fraction(1, 3), float("inf"))
    assert left.of([0, 1], {}) == (0, 0)
    assert left.of([0, 1], x, y) == (0, 6)
    assert left.of([0, 2], z) == (0, 2)
    assert left.of([0, 2], {"x": Fraction(1), "z": Fraction(-1)}) == (-1, 2)
    assert left.of([], x, {"x": Fraction(1), "y": Fraction(1)}) == (0, 1)
    assert not can_lie_inside(left, [], {"w": Fraction(1)}, None, Fraction(-2), Fraction(0))
    assert left.bounds([0], {"x": Fraction(1), "w": Fraction(-1)}, None, -INF, Fraction(3))
    assert left.bounds([0], x, {"x": Fraction(1), "w": Fraction(1)}, Fraction(0), Fraction(2))
    assert left.of([1], {"x": Fraction(1), "y": Fraction(-1)}) == (
        float("-inf"),
        float("inf"),
    )


def at_corners(held, top, bottom):
    """Return the ends of a ratio of sums of x, y and 1 at corners and far away, or None."""
    lines = [(1, 0, 0), (0, 1, 0)]
    for r in held:
        a, b = r.form.get("x", 0), r.form.get("y", 0)
        lines += [(a, b, -r.low)] + [(-a, -b, r.high)] * (r.high is not None)

    def at(sum_, point):
        return sum(map(operator.mul, sum_, point))

    crossed = [
        (Fraction(b * z - y * c, a * y - x * b), Fraction(c * x - a * z, a * y - x * b), 1)
        for (a, b, c), (x, y, z) in itertools.combinations(lines, 2)
        if a * y != x * b
    ]
    corners = [point for point in crossed if all(at(line, point) >= 0 for line in lines)]
    far = [(1, 0, 0), (0, 1, 0), (1, 1, 0)]
    far = [way for way in far if all(at(line, way) >= 0 for line in lines)]
    points = [*corners, *(way for way in far if at(top, way) or at(bottom, way))]
    ends = [
        Fraction(at(top, point), at(bottom, point)) if at(bottom, point) else at(top, point) * INF
        for point in points
    ]
    return (min(ends), max(ends)) if corners else None


@pytest.mark.parametrize(("seed", "at_once"), [(0, 60), (1, 0), (2, 60), (18, 0)])
def test_extremes_are_those_at_corners_or_far_away(seed, at_once, monkeypatch):
    monkeypatch.setattr(extremes, "MOST_AT_ONCE", at_once)
    draw = random.Random(seed)
    said = [*small_problem(draw)[0], Statement("y > 0", (row({"y": 1}, 1, None),))]
    tie = row({"w": 1, "x": -1, "y": -1}, 1, 1)
    some = Extremes(Solver(said), lambda v: [tie] if v == "w" else [])
    asked = itertools.product(
        [({"x": 1}, (1, 0, 0)), ({"x": 2, "y": -1}, (2, -1, 0)), ({"w": 1}, (1, 1, 1))],
        [(None, (0, 0, 1)), ({"y": 1}, (0, 1, 0)), ({"w": 1}, (1, 1, 1))],
    )
    drawn = draw.sample(range(len(said) - 1), 3)
    for (top, its_top), (bottom, its_bottom) in asked:
        numbers = [*drawn, len(said) - 1] if bottom == {"y": 1} else drawn
        ends = at_corners([said[i].rows[0] for i in numbers], its_top, its_bottom)
        if ends:
            assert some.of(numbers, top, bottom) == ends
            low, high = ends
            for least, most in itertools.product((low, low - 1, -INF), (high, high + 1, INF)):
                less = bool(some.solver.beside(numbers, some.asked(top, bottom))) and ends != (
                    least,
                    most,
                )
                assert some.bounds(numbers, top, bottom, least, most) == less
        elif "w" in top and not bottom:
            assert some.of(numbers, top, bottom) == UNKNOWN


def test_statements_that_bound_a_ratio_through_others_join_the_few(monkeypatch):
    monkeypatch.setattr(extremes, "MOST_AT_ONCE", 0)
    same = [rule(f"{v} = {w}", {v: 1, w: -1}, 0, 0) for v, w in ("xu", "yv")]
    ends = [("u", 1, None), ("u", 0, 2), ("v", Fraction(1, 8), None), ("v", 0, Fraction(1, 4))]
    said = [Statement(n, (row({v: 1}, low, high),)) for n, (v, low, high) in enumerate(ends)]
    some = Extremes(Solver([*same, *said]))
    x, y = ({name: Fraction(1)} for name in "xy")
    assert (some.of(range(6), x, y), some.of(range(6), x)) == ((4, 16), (1, 2))


def test_what_was_learned_is_not_asked_again(monkeypatch):
    some = Extremes(Solver([Statement("x", (row({"x": 1}, 2, 3),)), is_("y", 1), is_("y", 2)]))
    x, y = ({name: Fraction(1)} for name in "xy")
    some.learn([0, 1, 2], [x, y, {"x": Fraction(2)}])
    monkeypatch.setattr(some, "_programme", None)
    some.learn([0, 1, 2], [x, y])
    assert (some.of([0, 1, 2], x), some.of([0, 1, 2], y)) == ((2, 3), UNKNOWN)
    assert some.of([0], {"x": Fraction(2)}) == (4, 6)


def test_statements_are_near_where_they_share_an_unknown_directly_or_through_few_others():
    said = [Statement(n, (row({f"x{n}": 1, f"x{n + 1}": -1}, 0, 1),)) for n in range(7)]
    some = Solver([*said, is_("y", 1)])
    assert some.nearest(3) == [3, 2, 4, 1, 5, 0, 6]
    assert some.near(range(1, 8), ["x1", "x5", "z"]) == {1, 4, 5}
    assert some.beside([0, 1, 3, 4, 7], ["x3", "y"]) == (3, 4, 7)


@pytest.mark.thorough
@FEW
@given(st.lists(rows(), min_size=2, max_size=8), st.sampled_from(["", "z", "yz"]))
def test_few_statements_asked_first_leave_what_all_of_them_leave(held, bottom):
    solver = Solver([Statement(i, (r,)) for i, r in enumerate(held)])
    top, bottom = {"x": Fraction(1)}, {name: Fraction(1) for name in bottom}
    ends = Fraction(0), float("inf")

    def answers(extremes_of):
        # What was asked of more or of fewer before leaves no trace.
        for some in (range(n) for n in (len(held) - 1, len(held))):
            yield extremes_of().of(some, top, bottom)
            if solver.core(some) is None:
                yield extremes_of().bounds(some, top, bottom, *ends)

    expected = list(answers(lambda: Extremes(solver)))
    at_once, one = extremes.MOST_AT_ONCE, Extremes(solver)
    try:
        extremes.MOST_AT_ONCE = 0
        assert list(answers(lambda: one)) == expected
    finally:
        extremes.MOST_AT_ONCE = at_once


def test_what_a_ring_of_many_statements_leaves_is_what_one_programme_over_all_finds(monkeypatch):
    many = 36
    monkeypatch.setattr(extremes, "MOST_AT_ONCE", 9)
    levels = [
        Statement(("x", n), (row({n: 1}, 10 + n % 7, 14 + n % 5),)) for n in range(0, many, 3)
    ]
    steps = [
        Statement(
            ("step", n),
            (row({(n + 1) % many: 4, n: -3}, 0, None), row({(n + 1) % many: 3, n: -4}, None, 0)),
        )
        for n in range(many)
    ]
    solver = Solver([*levels, *steps])
    numbers = range(len(solver.statements))
    some = [({n: Fraction(1)}, b) for n in (0, 1, 20) for b in (None, {n + 2: Fraction(1)})]
    found = [Extremes(solver).of(numbers, *one) for one in some]
    monkeypatch.setattr(extremes, "MOST_AT_ONCE", len(numbers))
    assert found == [Extremes(solver).of(numbers, *one) for one in some]


def test_statements_between_which_nothing_is_shared_are_not_beside_each_other():
    solver = Solver(
        [Statement(v, (row({v: 1}, 1, 2),)) for v in "xyz"]
        + [Statement("xy", (row({"x": 1, "y": 1}, 1, 2),))]
    )
    assert solver.beside(range(4), "x") == (0, 1, 3)
    assert solver.beside(range(3), "xz") == (0, 2)
    assert solver.beside(range(4), "w") == ()


@FEW
@given(st.lists(rows(), min_size=1, max_size=6), st.integers(-1, 3), st.sampled_from(["", "z"]))
def test_a_value_lies_inside_an_interval_where_the_extremes_leave_it_there(held, low, bottom):
    numbers = range(len(held))
    solver = Solver([Statement(i, (held[i],)) for i in numbers])
    top, bottom = {"x": Fraction(1)}, {name: Fraction(1) for name in bottom}
    least, most = Extremes(solver).of(numbers, top, bottom)
    possible = solver.core(numbers) is None and not (bottom and (least, most) == UNKNOWN)
    ends = Fraction(low), Fraction(low + 2)
    inside = can_lie_inside(Extremes(solver), numbers, top, bottom, *ends)
    assert inside <= (low < most and least < low + 2)
    if possible and least < most:
        assert inside == (low < most and least < low + 2)


@FEW
@given(st.lists(rows(), min_size=1, max_size=6))
def test_rows_that_hold_at_once_on_neither_end_each_hold_so(held):
    numbers = range(len(held))
    some = Extremes(Solver([Statement(i, (held[i],)) for i in numbers]))
    asked = {i: (held[i].form, {}, held[i].low, held[i].high) for i in numbers}
    assert all(can_lie_inside(some, numbers, *asked[i]) for i in all_inside(some, numbers, asked))


def test_what_can_lie_inside_at_once_is_found_beside_what_cannot():
    ends = [("x", 1, 3), ("y", 1, 3), ("y", 3, 5)]
    some = Extremes(Solver([Statement(n, (row({v: 1}, *e),)) for n, (v, *e) in enumerate(ends)]))
    asked = {n: ({v: Fraction(1)}, {}, *map(Fraction, e)) for n, (v, *e) in enumerate(ends)}
    assert all_inside(some, [0, 1, 2], asked) == {0}


@pytest.mark.thorough
@FEW
@given(st.lists(rows(), min_size=2, max_size=8))
def test_extremes_learned_together_are_those_asked_for_one_by_one(held):
    numbers = range(len(held))
    solver = Solver([Statement(i, (held[i],)) for i in numbers])
    sums = [{v: Fraction(c)} for v in "xyz" for c in (1, 2)] + [r.form for r in held if r.form]
    learned = Extremes(solver)
    learned.learn(numbers, sums)
    assert [learned.of(numbers, s) for s in sums] == [Extremes(solver).of(numbers, s) for s in sums]


def test_of_a_large_component_few_statements_are_asked_in_a_solver_of_their_own(monkeypatch):
    monkeypatch.setattr(extremes, "LARGE", 5)
    said = [Statement(n, (row({f"x{n}": 1, f"x{n + 1}": -1}, 0, 1),)) for n in range(9)]
    some = Extremes(Solver([*said, Statement("x", (row({"x0": 1}, 5, 6),))]))
    x0, x1 = ({name: Fraction(1)} for name in ("x0", "x1"))
    assert len(some.with_literals([0, 9], scaled=False)[1]) == 2
    assert len(some.with_literals([0, 4, 9], scaled=False)[1]) == 10
    assert some.bounds([9], x0, None, Fraction(0), Fraction(10))
    assert can_lie_inside(some, [0, 9], x1, None, Fraction(4), Fraction(5))
    assert not can_lie_inside(some, [0, 9], x1, None, Fraction(6), Fraction(7))
    assert not some.bounds([0, 9], x1, x0, Fraction(4, 5), Fraction(1))


def test_a_question_that_is_interrupted_leaves_nothing_behind(monkeypatch):
    some = Extremes(Solver([Statement("x", (row({"x": 1}, 2, 9),))]))
    asked = {"x": Fraction(1)}, None, Fraction(4), Fraction(5)
    assert can_lie_inside(some, [0], *asked)

    def interrupt(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(inside, "holds", interrupt)
        with pytest.raises(KeyboardInterrupt):
            can_lie_inside(some, [0], asked[0], None, Fraction(7), Fraction(8))
    assert can_lie_inside(some, [0], *asked)


INTERRUPTED = """
import signal, threading, time, z3
from analysis.reconciliation.terms import holds
solver = z3.{solver}()
holes = range(12)
pigeons = [[z3.Bool(f"p{{i}}-{{j}}") for j in holes] for i in range(13)]
solver.add(*(z3.Or(*pigeon) for pigeon in pigeons))
for j in holes:
    solver.add(*(z3.Not(z3.And(p[j], q[j])) for k, p in enumerate(pigeons) for q in pigeons[:k]))
threading.Timer(1, signal.raise_signal, [signal.SIGINT]).start()
try:
    holds(solver)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.thorough
@pytest.mark.parametrize("solver", ["SimpleSolver", "Optimize"])
def test_an_interrupt_ends_a_search_that_takes_long(solver):
    code = INTERRUPTED.format(solver=solver)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, text=True)
    assert ended.stdout == "interrupted\n", ended.stderr


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("interrupted from keyboard", KeyboardInterrupt),
        ("interrupted", KeyboardInterrupt),
        ("canceled", KeyboardInterrupt),
        ("unknown", KeyboardInterrupt),
        ("no reason given", KeyboardInterrupt),
        ("max. memory exceeded", RuntimeError),
    ],
)
def test_where_z3_gives_no_answer_that_is_an_interrupt_unless_it_gives_another_reason(
    reason, error
):
    silent = SimpleNamespace(check=lambda: z3.unknown, reason_unknown=lambda: reason)
    with pytest.raises(error):
        holds(silent)


# Published examples: the tests of the R package errorlocate (de Jonge and van der Loo), where a
# record is checked by rules and the fewest values are found that must be wrong.


def test_of_two_values_the_one_that_no_rule_allows_is_wrong():
    # x > 1 and y > x, of x = 2 and y = 0: y.
    edits = [rule("x > 1", {"x": 1}, "1.000001"), rule("y > x", {"y": 1, "x": -1}, "0.000001")]
    found = locate_errors([is_("x", 2), is_("y", 0), *edits])
    assert found.verdicts == {"x": "consistent", "y": "contradicted"}
    assert found.n_explanations == 1


@pytest.mark.parametrize(
    ("weights", "wrong"), [((1, 1, 1), {"x"}), ((10, 1, 1), {"y", "z"})], ids=["equal", "heavy x"]
)
def test_weights_move_the_blame(weights, wrong):
    # x + y = z and 2 y + 1 = z, of x = 1, y = 1 and z = 3: x, or y and z where x weighs 10.
    edits = [
        rule("x + y = z", {"x": 1, "y": 1, "z": -1}, 0, 0),
        rule("2 y + 1 = z", {"z": 1, "y": -2}, 1, 1),
    ]
    values = zip("xyz", (1, 1, 3), weights, strict=True)
    said = [Statement(n, (row({n: 1}, x, x),), w) for n, x, w in values]
    found = locate_errors([*said, *edits], free="xyz")
    assert {n for n, verdict in found.verdicts.items() if verdict == "contradicted"} == wrong
    assert found.n_explanations == 1


def test_a_value_below_what_is_possible_is_wrong():
    # Age > 0, of ages -10, 15, 25: the first, as in the introduction to errorlocate.
    ages = {"first": -10, "second": 15, "third": 25}
    edits = [rule(f"{name} > 0", {name: 1}, "0.000001") for name in ages]
    found = locate_errors([*(is_(n, age) for n, age in ages.items()), *edits], free=ages)
    assert [n for n, v in found.verdicts.items() if v != "consistent"] == ["first"]


def test_a_search_that_is_to_list_all_explanations_ends_where_they_are_more():
    said = [is_("x", number) for number in range(4)]
    claims = [Claim(number, {None: number}) for number in range(4)]
    assert len(locate_errors(said, claims, limit=4, all_listed=True).components[0].solutions) == 4
    with pytest.raises(TooManyError):
        locate_errors(said, claims, limit=3, all_listed=True)


def test_an_option_with_which_settling_costs_more_is_in_no_cheapest_solution():
    claims = [Claim(n, {("side", side): n}) for n, side in enumerate("aab")]
    dispute = Dispute(
        [{0, 3}, {1, 3}, {2, 3}, {2, 4}],
        dict.fromkeys((0, 1, 2, 4), 1),
        claims,
        {"side": ("a", "b", "c")},
        z3.Context(),
    )
    for option, literal in dispute.chosen.items():
        one, other = dispute.find(literal), dispute.cheapest_with(literal)
        assert (one is None) == (other is None) == (option[1] != "c")
