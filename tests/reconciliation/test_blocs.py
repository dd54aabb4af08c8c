"""The trade of a region as a whole is that of its members, according to the same statistics."""

import itertools
import random

import pytest

import analysis as an

REGIONS = [("Alps", "AUT"), ("Alps", "CHE")]
MIRROR = {"exports": "imports", "imports": "exports", "turnover": "turnover"}


def level(quantity, reporter, amount, **more):
    figure = {"quantity": quantity, "reporter": reporter, "partner": "ZAF", "period": "2019"}
    return figure | {"as_written": f"{amount} million", "statistics_of": "ZAF"} | more


def found(folder, revision=0.0):
    return an.reconcile(an.read(folder), revision=revision)


def verdicts(folder, revision=0.0):
    return set(found(folder, revision).verdict)


@pytest.mark.thorough
@pytest.mark.parametrize("flow", ["exports", "imports", "turnover"])
@pytest.mark.parametrize("side", ["ZAF", "Alps", "own"])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("whole", "verdict"), [(60, "consistent"), (70, "conflicting")])
def test_the_members_of_a_region_make_its_trade(write_study, flow, side, turned, whole, verdict):
    figures = [level(flow, "Alps", whole, statistics_of=side)]
    for member, amount in (("AUT", 40), ("CHE", 20)):
        own = member if side == "own" else side
        figures.append(level(flow, member, amount, statistics_of=own))
    if turned:
        figures = [
            f | {"quantity": MIRROR[flow], "reporter": "ZAF", "partner": f["reporter"]}
            for f in figures
        ]
    figures = [f | {"wording": "exact"} for f in figures]
    assert verdicts(write_study(*figures, regions=REGIONS)) == {verdict}


def test_the_trade_of_a_region_with_the_world_is_without_that_among_its_members(write_study):
    amounts = {"Alps": 101, "AUT": 81, "CHE": 61}
    figures = [
        level("exports", who, x, partner="WLD", statistics_of="Alps") for who, x in amounts.items()
    ]
    assert "conflicting" not in verdicts(write_study(*figures, regions=REGIONS))


def can_be(kept):
    """Say whether true values are inside the intervals that are kept; of others nothing is said."""
    whole, *parts = (kept.get(who, (0, float("inf"))) for who in ("Alps", "AUT", "CHE"))
    return sum(low for low, _ in parts) <= whole[1] and sum(high for _, high in parts) >= whole[0]


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(20))
def test_a_region_and_its_members_have_the_explanations_of_brute_force(write_study, seed):
    draw = random.Random(seed)
    amounts = {"Alps": 10 * draw.randint(1, 12)}
    for member in draw.sample(["AUT", "CHE"], draw.randint(1, 2)):
        amounts[member] = draw.randint(1, 60)
    figures = [level("exports", who, x, figure_id=who) for who, x in amounts.items()]
    study = an.read(write_study(*figures, regions=REGIONS))
    printed = study.figures.set_index("figure_id")[["low", "high"]]
    intervals = dict(zip(printed.index, printed.itertuples(index=False, name=None), strict=True))
    explanations = []
    for size in range(len(intervals)):
        for lost in map(set, itertools.combinations(intervals, size)):
            if not explanations or len(explanations[0]) == size:
                kept = {who: ends for who, ends in intervals.items() if who not in lost}
                explanations += [lost] if can_be(kept) else []
    result = an.reconcile(study, revision=0)
    assert result.cost == len(explanations[0])
    assert sorted(map(sorted, explanations)) == sorted(
        sorted(frozenset().union(*each)) for each in itertools.product(*result.explanations)
    )


def test_turnover_of_a_region_is_that_of_members_whose_exports_and_imports_are_printed(
    write_study,
):
    parts = [level(f, m, 25, wording="exact") for f in ("exports", "imports") for m in "AC"]
    for part in parts:
        part["reporter"] = {"A": "AUT", "C": "CHE"}[part["reporter"]]
    for whole, verdict in ((100, "consistent"), (110, "conflicting")):
        folder = write_study(
            level("turnover", "Alps", whole, wording="exact"), *parts, regions=REGIONS
        )
        assert verdicts(folder) == {verdict}


def test_statistics_of_another_side_are_not_added_up(write_study):
    figures = [
        level("exports", "Alps", 60),
        level("exports", "AUT", 90, statistics_of="AUT"),
        level("exports", "CHE", 20, statistics_of="CHE"),
    ]
    assert verdicts(write_study(*figures, regions=REGIONS)) == {"untested"}


def test_a_member_of_which_nothing_is_said_is_bounded_by_the_rest(write_study):
    figures = [level("exports", "Alps", 60), level("exports", "AUT", 40)]
    growth = level("exports_growth", "CHE", 0, as_written="5", unit="percent", period="2020")
    bounds = found(write_study(*figures, growth, regions=REGIONS)).bounds.reset_index()
    swiss = bounds[(bounds["partner"] == "CHE") | (bounds["reporter"] == "CHE")]
    swiss = swiss[swiss["period"] == "2019"].iloc[0]
    assert (swiss["low"], swiss["high"]) == pytest.approx((10, 30))


def test_a_source_has_its_own_sum_and_others_the_room_for_revision(write_study):
    members = [
        level("exports", m, 30, wording="exact", source_id=s)
        for m, s in (("AUT", "gazette"), ("CHE", "gazette"))
    ]
    for source, whole, verdict in (
        ("gazette", 61, "conflicting"),
        ("herald", 61, "consistent"),
        ("herald", 70, "conflicting"),
    ):
        total = level("exports", "Alps", whole, wording="exact", source_id=source)
        folder = write_study(total, *members, regions=REGIONS, sources=("gazette", "herald"))
        assert verdicts(folder, revision=0.02) == {verdict}


def test_a_source_that_quotes_the_statistics_of_a_region_quotes_them_of_its_members_too(
    write_study,
):
    figures = [
        level("exports", who, x, statistics_of="")
        for who, x in (("Alps", 60), ("AUT", 40), ("CHE", 20))
    ]
    sources = [{"source_id": "gazette", "statistics_of": "Alps"}]
    study = an.read(write_study(*figures, regions=REGIONS, sources=sources))
    assert set(study.figures["side"]) == {"Alps"}
    assert set(an.reconcile(study, revision=0).verdict) == {"consistent"}
