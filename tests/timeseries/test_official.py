"""Official statistics of a side: several publications are one series, the latest year by year."""

import pytest

import analysis as an
from analysis.findings.inputs import inputs_of_results

OFFICE = {"publisher": "Office of Georgia", "kind": "official statistics"}


def office(name, published):
    return OFFICE | {"source_id": name, "published": published}


def flow(quantity, year, amount, source, side="GEO", **what):
    return {
        "quantity": quantity,
        "period": str(year),
        "as_written": f"{amount} million",
        "statistics_of": side,
        "source_id": source,
    } | what


@pytest.fixture
def two_releases(write_study):
    return an.read(
        write_study(
            flow("turnover", 2018, "200", "gazette", side=""),
            flow("exports", 2018, "110.1", "yearbook"),
            flow("imports", 2018, "95.2", "yearbook"),
            flow("turnover", 2018, "205.3", "yearbook"),
            flow("turnover", 2019, "254.5", "release"),
            sources=["gazette", office("yearbook", "2019-05"), office("release", "2020-02-11")],
            settings='headline_source = "gazette"',
        )
    )


def test_two_releases_are_one_series_with_the_credit_of_both(two_releases):
    turnover = an.official(two_releases, "turnover")["GEO"]
    assert turnover["value"].to_dict() == {2018: 205.3, 2019: 254.5}
    assert turnover.attrs["source"] == "Office of Georgia (2019-05); Office of Georgia (2020-02-11)"
    assert an.official_sources(two_releases) == {"GEO": ["release", "yearbook"]}


@pytest.mark.thorough
def test_growth_is_computed_across_two_releases_and_rests_on_a_figure_of_each(two_releases):
    results = an.headline_results(two_releases)
    growth = results.loc["official_turnover_growth"]
    assert growth["years"] == "2019"
    assert growth[["value", "low", "high"]].astype(float).round(1).to_list() == [24.0, 23.9, 24.0]
    behind = inputs_of_results(two_releases, results).loc["official_turnover_growth", "figures"]
    assert behind == ["f4", "f5"]


def test_of_a_year_that_is_published_again_the_latest_publication_counts(write_study):
    study = an.read(
        write_study(
            flow("exports", 2018, "110", "first"),
            flow("exports", 2019, "120.4", "second"),
            flow("exports", 2018, "112.5", "second"),
            flow("exports", 2017, "100", "first"),
            sources=[office("second", "2021-01-04"), office("first", "2019-12")],
        )
    )
    exports = an.official(study, "exports")["GEO"]
    assert exports["value"].to_dict() == {2017: 100.0, 2018: 112.5, 2019: 120.4}
    earlier = an.earlier_vintages(study)
    assert earlier.index.to_list() == [("Georgia's statistics", "exports", 2018)]
    row = earlier.iloc[0]
    assert (row["value"], row["now"], row["published"]) == (110.0, 112.5, "2019-12")
    assert round(row["revised"], 2) == 2.27


def test_what_the_latest_publication_does_not_print_is_taken_from_an_earlier_one(write_study):
    study = an.read(
        write_study(
            flow("exports", 2018, "60", "first"),
            flow("imports", 2018, "40", "first"),
            flow("exports", 2018, "61", "second"),
            sources=[office("first", "2019"), office("second", "2020")],
        )
    )
    assert an.official(study, "exports")["GEO"].loc[2018, "value"] == 61
    assert an.official(study, "imports")["GEO"].loc[2018, "value"] == 40
    assert an.official(study, "turnover")["GEO"].loc[2018, "value"] == 100


def test_an_undated_publication_comes_after_the_dated_ones(write_study):
    study = an.read(
        write_study(
            flow("exports", 2018, "60", "undated"),
            flow("exports", 2018, "61", "dated"),
            sources=[office("undated", ""), office("dated", "2019")],
        )
    )
    assert an.official(study, "exports")["GEO"].loc[2018, "value"] == 61


def test_an_office_under_study_is_one_series_with_its_other_releases(write_study):
    study = an.read(
        write_study(
            *(flow("exports", year, x, "old") for year, x in [(2010, "45.5"), (2017, "43.7")]),
            *(flow("imports", year, m, "old") for year, m in [(2010, "92.1"), (2017, "77.9")]),
            flow("exports", 2020, "53.3", "new"),
            flow("imports", 2020, "54.6", "new"),
            sources=[office("old", "2018-03-01"), office("new", "2021-03-01")],
            settings='headline_source = "old"',
        )
    )
    assert list(an.by_side(study, "exports").split()["Georgia's statistics"].index) == [
        2010,
        2017,
        2020,
    ]
    fit = str(an.sentences(study, "mirror.fit"))
    assert "Neither side has a figure for 2011 to 2016, 2018 and 2019." in fit
    assert "Office of Georgia, the headline source, publishes official statistics itself." in fit


def test_a_year_of_which_a_side_has_a_turnover_is_not_without_a_figure(write_study):
    study = an.read(
        write_study(
            flow("exports", 2021, "103.6", "office"),
            flow("imports", 2021, "141.7", "office"),
            flow("turnover", 2023, "254.5", "office"),
            sources=[office("office", "2024")],
        )
    )
    fit = str(an.sentences(study, "mirror.fit"))
    assert "Neither side has a figure for 2022." in fit


def test_members_of_a_region_may_be_of_several_publications(write_study):
    pair = {"reporter": "ARM", "statistics_of": "ARM"}
    study = an.read(
        write_study(
            flow("turnover", 2018, "300", "geo"),
            flow("turnover", 2018, "100", "arm", **pair),
            sources=[office("geo", "2019"), office("arm", "2019")],
            regions=[("Caucasus", "GEO"), ("Caucasus", "ARM")],
        )
    )
    assert an.official_region_share(study, "Caucasus", "GEO").loc[2018, "value"] == 75


@pytest.mark.parametrize(
    "ask",
    [
        lambda study: an.headline(study, "turnover"),
        lambda study: an.official_series(study, "exports", "XAA"),
        lambda study: an.official(study, "turnover")["XAA"],
        an.stocks,
        an.investment_balances,
    ],
    ids=["headline", "official series", "official", "stocks", "balances"],
)
def test_what_is_written_into_an_answer_is_not_in_the_next_one(ask):
    study = an.read("tests/invented")
    answer = ask(study)
    column = answer.columns.get_loc("value")
    known = answer.iloc[0, column]
    answer.iloc[0, column] = known - 1
    assert ask(study).iloc[0, column] == known
