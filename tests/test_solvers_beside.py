"""The new solver beside the old one, on the studies and on problems drawn at random."""

import math
import random
from fractions import Fraction

import pytest

import analysis as an
from analysis.localisation import localise
from analysis.reconciling import all_conflicts, conflicts, disputes, feasibility, hitting, rational
from analysis.reconciling.explanations import locate_errors
from analysis.reconciling.model import Assumptions, build
from analysis.reconciling.narrowing import Kept
from analysis.reconciling.solver import Solver
from analysis.reconciling.statements import Row, Statement

STUDIES = [(s, r) for s in ("data", "tests/invented", "examples/GEO-TUR") for r in ("0", "0.02")]


def anew(statements, claims=()):
    """Return old statements and claims as those of the new solver."""
    said = [
        Statement(s.name, tuple(Row(r.form, r.low, r.high) for r in s.rows), s.weight)
        for s in statements
    ]
    return said, [disputes.Claim(claim.name, claim.makes) for claim in claims]


def hold_beside(statements, claims):
    """Compare what both find, and return what the old one finds."""
    old, new = localise(statements, claims), locate_errors(*anew(statements, claims))
    assert new.verdicts == old.verdicts
    assert (new.cost, new.n_explanations) == (old.cost, old.n_explanations)
    assert [c.statements for c in new.components] == [c.statements for c in old.components]
    assert [c.explanations for c in new.components] == [c.explanations for c in old.components]
    assert {g: set(v) for g, v in new.options.items()} == {
        g: set(v) for g, v in old.options.items()
    }
    return old


def hold_conflicts_beside(statements, known=()):
    solver = Solver(anew(statements)[0])
    for numbers in feasibility.components(statements):
        some = [c for c in known if c <= set(numbers)]
        expected, complete = conflicts.minimal_conflicts(statements, numbers, known=some)
        found, all_of_them = all_conflicts.minimal_conflicts(solver, numbers, known=some)
        if complete:
            assert all_of_them
            assert found == expected


def hold_extremes_beside(statements, numbers, forms):
    kept, solver = Kept(statements, numbers), Solver(anew(statements)[0])
    for top, bottom in forms:
        if not solver.beside(numbers, {*top, *(bottom or {})}):
            continue  # of what nothing is said of, the old one knows less
        expected = kept.extremes(top, bottom)
        found = solver.extremes(numbers, top, bottom)
        for old, new in zip(expected, found, strict=True):
            assert float(new) == old or math.isclose(new, old, rel_tol=1e-6, abs_tol=1e-6)


@pytest.mark.parametrize(("name", "revision"), STUDIES)
def test_both_find_the_same_in_a_study(name, revision):
    model = build(an.read(name), Assumptions(Fraction(revision)))
    found = hold_beside(model.statements, model.claims)
    if name != "examples/GEO-TUR":
        hold_conflicts_beside(model.statements, found.conflicts)
    rejected = {n for n, verdict in found.verdicts.items() if verdict != "kept"}
    sure = [i for i, by in model.makers.items() if any(o is None for o, _ in by)]
    kept = [i for i in sure if not rejected & {n for _, n in model.makers[i]}]
    levels = model.levels
    said = {(top, bottom) for top, bottom, _, _ in model.said.values()}
    ordered = sorted(said, key=repr)
    forms = [(levels.sum(top), levels.sum(bottom)) for top, bottom in ordered]
    hold_extremes_beside(model.statements, kept, forms)


def drawn_row(draw):
    form = {
        v: Fraction(draw.choice([-2, -1, 1, 1, 2])) for v in draw.sample("xyz", draw.randint(1, 3))
    }
    low = Fraction(draw.randint(-3, 6))
    width = draw.choice([0, 1, 3, None])
    return rational.Row(form, low, None if width is None else low + width)


def drawn_problem(seed):
    """Return up to ten statements, some of them made only under an option."""
    draw = random.Random(seed)
    said = [
        feasibility.Statement(
            f"s{i}",
            tuple(drawn_row(draw) for _ in range(draw.choice([1, 1, 2]))),
            draw.choice([1, 1, 1, 2]),
        )
        for i in range(draw.randint(2, 10))
    ]
    claims = []
    for i in range(len(said)):
        choice = draw.choice([None, None, "g", "h"])
        other = draw.randrange(len(said))
        makes = {None: i} if choice is None else {(choice, 0): i, (choice, 1): other}
        claims.append(hitting.Claim(f"c{i}", makes))
    return said, claims


@pytest.mark.parametrize("seed", range(400))
def test_both_find_the_same_in_a_small_problem(seed):
    statements, claims = drawn_problem(seed)
    found = hold_beside(statements, claims)
    hold_conflicts_beside(statements, found.conflicts)
    draw = random.Random(seed)
    sums = [{v: Fraction(draw.choice([-1, 1, 2])) for v in "xyz"[:n]} for n in (1, 2, 3)]
    levels = [{v: Fraction(1) for v in "xyz"[:n]} for n in (1, 2, 3)]
    numbers = [i for i in range(len(statements)) if feasibility.point_of(statements, [i])]
    while feasibility.conflict_in(statements, numbers):
        numbers.pop()
    hold_extremes_beside(statements, numbers, [(top, None) for top in sums])
    hold_extremes_beside(statements, numbers, [(top, bottom) for top in sums for bottom in levels])
