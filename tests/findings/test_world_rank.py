"""Where a pair stands among the pairs of the world, by the table that comes with the package."""

import numpy as np
import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.findings import world_rank
from analysis.world import distribution
from analysis.world.totals import shipped_totals

DEFAULT = "data"
OF_PAIRS = [name for name in world_rank.INDICATORS if name not in world_rank.CONCENTRATIONS]


@pytest.fixture
def world(monkeypatch):
    """An invented table: each percentile p of a mirror ratio or a share is p, of growth p − 50."""
    keys = [
        (year, at_least, indicator)
        for year in (2015, 2016)
        for at_least in distribution.CLASSES
        for indicator in distribution.COMPARED
    ]
    index = pd.MultiIndex.from_tuples(keys, names=["year", "at_least", "indicator"])
    rows = []
    for _, _, indicator in keys:
        shift = {"growth": -50.0, "balance": np.nan}.get(indicator, 0.0)
        rows.append([1000, 2000, 15.0, *(percent + shift for percent in distribution.PERCENTS)])
    table = pd.DataFrame(rows, index, ["pairs", "n", "differ", *distribution.PERCENTILES])
    table.attrs["source"] = "counted by hand"
    monkeypatch.setattr(world_rank, "shipped_percentiles", lambda: table)
    return table


def official(side, quantity, year, million):
    """Return an exact figure by one side's official statistics."""
    other = {"GEO": "KOR", "KOR": "GEO"}[side]
    return {
        "figure_id": f"{side}-{quantity}-{year}",
        "quantity": quantity,
        "reporter": side,
        "partner": other,
        "statistics_of": side,
        "period": str(year),
        "as_written": f"{million} million",
        "wording": "exact",
    }


BOTH = [
    official("GEO", "exports", 2015, 40),
    official("GEO", "imports", 2015, 60),
    official("KOR", "exports", 2015, 30),
    official("KOR", "imports", 2015, 90),
    official("GEO", "exports", 2016, 50),
    official("GEO", "imports", 2016, 70.5),
    official("KOR", "exports", 2016, 80),
    official("KOR", "imports", 2016, 20),
]


@pytest.fixture
def study(write_study):
    """Return a study of official figures."""

    def make(*figures):
        folder = write_study(*figures)
        sources = folder / "sources.csv"
        table = pd.read_csv(sources, dtype=str, keep_default_na=False)
        table["kind"] = "official statistics"
        table.to_csv(sources, index=False)
        return an.read(folder)

    return make


def test_a_ratio_lies_between_the_percentiles_of_its_year_and_class(study, world):
    rows = an.world_percentiles(study(*BOTH), "mirror_ratio")
    row = rows.loc["imports of Georgia over exports of South Korea", 2015]
    assert (row["value"], row["above"], row["below"]) == (2.0, 2, 3)
    row = rows.loc["imports of South Korea over exports of Georgia", 2016]
    assert (row["value"], row["above"], row["below"]) == (0.4, 0, 1)
    assert set(rows["at_least"]) == {100}


def test_the_class_is_that_of_the_year_as_it_is_for_the_pairs_of_the_world(study, world):
    smaller = [figure | {"as_written": "9 million"} for figure in BOTH[:2]]
    rows = an.world_percentiles(study(*smaller, *BOTH[2:]), "mirror_ratio")["at_least"]
    assert set(rows.xs(2015, level="year")) == {10}
    assert set(rows.xs(2016, level="year")) == {100}


def test_a_row_has_how_many_values_of_how_many_pairs_it_is_among(study, world):
    rows = an.world_percentiles(study(*BOTH), "mirror_ratio")
    assert set(rows["n"]) == {2000}
    assert set(rows["pairs"]) == {1000}


def test_a_larger_share_with_bounds_is_never_below_a_half(study, world):
    vague = [f | {"as_written": "50 million", "wording": "about"} for f in BOTH[:2]]
    rows = an.world_percentiles(study(*vague, *BOTH[2:]), "larger_share")
    row = rows.loc["Georgia's statistics", 2015]
    assert row[["value", "low", "high"]].to_list() == [50.0, 50.0, pytest.approx(60.0)]


def test_growth_and_the_larger_share_are_placed_according_to_either_side(study, world):
    found = study(*BOTH)
    row = an.world_percentiles(found, "growth").loc["Georgia's statistics", 2016]
    assert (row["value"], row["above"], row["below"]) == (pytest.approx(20.5), 70, 71)
    row = an.world_percentiles(found, "larger_share").loc["South Korea's statistics", 2015]
    assert (row["value"], row["above"], row["below"]) == (75.0, 75, 76)


def test_the_sign_of_the_balance_is_held_against_other_pairs(study, world):
    signs = an.balance_signs(study(*BOTH))
    assert signs["disagree"].to_list() == ["yes", "no"]
    assert set(signs["world"]) == {15.0}


@pytest.mark.thorough
@pytest.mark.parametrize(
    "figures",
    [
        BOTH[:2],  # one side
        [figure | {"period": "1870"} for figure in BOTH[:4]],  # outside the table
    ],
    ids=["one side", "a year that the table does not have"],
)
def test_a_pair_without_a_place_has_no_row_and_an_empty_chart(study, world, figures):
    found = study(*figures)
    for indicator in OF_PAIRS:
        rows = an.world_percentiles(found, indicator)
        assert rows.empty
        assert an.charts.standing(rows, "None", "percent").alt
    assert an.balance_signs(found).empty


def test_a_study_without_official_statistics_has_no_place(write_study, world):
    assert an.world_percentiles(an.read(write_study({})), "mirror_ratio").empty


def test_a_concentration_stands_among_those_of_all_economies_of_the_year():
    study = known(DEFAULT)
    rows = an.world_percentiles(study, "export_concentration")
    world = shipped_totals().xs(("exports", 2020), level=("flow", "year"))["concentration"].dropna()
    row = rows.loc[("Azerbaijan's exports", 2020)]
    assert row["value"] == world["AZE"]
    assert row["n"] == len(world) > 200  # each economy, and not the world itself
    less = 100 * (world < world["AZE"]).sum() / (len(world) - 1)
    assert row["above"] <= less <= row["below"] == row["above"] + 1
    assert row["p50"] == pytest.approx(world.median())
    assert rows.index.unique("of").to_list() == ["Azerbaijan's exports", "China's exports"]
    assert rows.source == shipped_totals().attrs["source"]


def test_an_economy_without_totals_has_no_place_among_economies():
    assert an.world_percentiles(known("tests/invented"), "import_concentration").empty


@pytest.mark.thorough
@pytest.mark.parametrize("indicator", OF_PAIRS)
def test_the_places_of_the_default_study_are_those_counted_from_the_percentiles(indicator):
    rows = an.world_percentiles(an.read(DEFAULT), indicator)
    table = distribution.shipped_percentiles()
    assert len(rows) >= 10
    for (_, year), row in rows.iterrows():
        world = table.loc[(year, row["at_least"], indicator), distribution.PERCENTILES].to_list()
        ends = [-np.inf, *world, np.inf]
        assert ends[int(row["above"])] <= row["low"]
        assert row["high"] < ends[int(row["below"])]
