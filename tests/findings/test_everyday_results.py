"""Everyday inputs get the answer that their figures give: of its last year, printed or computed."""

import pytest

import analysis as an
from analysis.findings.claims import consistent_months
from analysis.findings.inputs import inputs_of_results

INTERVAL = ["value", "low", "high"]
OFFICE = {"source_id": "office", "kind": "official statistics", "published": "2024"}


def figure(quantity, period, as_written, unit="USD", **what):
    about = {"quantity": quantity, "period": period, "as_written": as_written, "unit": unit}
    return about | what


@pytest.fixture
def results(write_study):
    def compute(*figures, **about):
        return an.headline_results(an.read(write_study(*figures, **about)))

    return compute


def ends(table, result, digits=2):
    return [round(float(end), digits) for end in table.loc[result, INTERVAL]]


@pytest.mark.thorough
def test_a_result_is_of_the_last_year_that_has_its_inputs(results):
    office = {"source_id": "office", "statistics_of": "GEO"}
    found = results(
        figure("exports", "2021", "103.6 million", **office),
        figure("imports", "2021", "141.7 million", **office),
        figure("turnover", "2023", "254.5 million", **office),
        sources=[OFFICE],
    )
    assert found.loc["official_balance", ["years", "decided"]].to_list() == ["2021", "deficit"]
    assert ends(found, "official_balance") == [-38.1, -38.2, -38.0]
    assert found.loc["official_export_share", "years"] == "2021"
    assert found.loc["official_turnover", "years"] == "2023"
    assert ends(found, "official_turnover") == [254.5, 254.45, 254.55]


def test_growth_is_of_the_last_two_years_in_a_row(results):
    found = results(
        figure("turnover", "2015", "100 million"),
        figure("turnover", "2016", "110 million"),
        figure("turnover", "2019", "200 million"),
    )
    assert found.loc["turnover_growth", "years"] == "2016"
    assert found.loc["turnover_cagr", "years"] == "2015-2019"


@pytest.mark.thorough
def test_the_balance_of_the_flows_of_the_text_is_a_result(results):
    found = results(
        figure("turnover", "2020", "3.0 billion"),
        figure("exports", "2020", "2.6 billion"),
        figure("imports", "2020", "425 million"),
    )
    assert ends(found, "balance") == [2175, 2124.5, 2225.5]
    assert found.loc["balance", "decided"] == "surplus"


def test_what_is_printed_is_a_result_with_its_own_bounds(results, write_study):
    figures = [
        figure("turnover", "2020", "18.2 billion"),
        figure("turnover_growth", "2020", "4.5", "percent"),
        figure("balance", "2020", "-1.3 billion"),
        figure("export_share", "2020", "46", "percent", wording="about"),
    ]
    found = results(*figures)
    assert ends(found, "turnover_growth_printed") == [4.5, 4.45, 4.55]
    assert found.loc["turnover_growth_printed", "decided"] == "rise"
    assert ends(found, "balance_printed") == [-1300, -1350, -1250]
    assert found.loc["balance_printed", "decided"] == "deficit"
    assert ends(found, "export_share_printed") == [46, 45, 47]
    study = an.read(write_study(*figures))
    behind = inputs_of_results(study, found)["figures"]
    assert behind["turnover_growth_printed"] == ["f2"]
    assert behind["balance_printed"] == ["f3"]


def test_what_an_office_prints_is_a_result_of_its_side(results):
    office = {"source_id": "office", "statistics_of": "KOR"}
    found = results(
        figure("turnover", "2020", "1 billion"),
        figure("balance", "2020", "3 million", reporter="KOR", partner="GEO", **office),
        figure("turnover_growth", "2020", "-2", "percent", **office),
        sources=["gazette", OFFICE],
        settings='headline_source = "gazette"',
    )
    # The headline is read on the reporter's side, and a balance turns round with the reporter.
    assert ends(found, "counterpart_balance_printed") == [-3, -3.5, -2.5]
    assert found.loc["counterpart_turnover_growth_printed", "decided"] == "fall"


def test_exports_in_a_turnover_that_is_their_sum_have_the_bounds_of_one_formula(results):
    found = results(
        figure("exports", "2020", "10 billion", wording="more than"),
        figure("imports", "2020", "200 million", wording="about"),
    )
    assert ends(found, "export_share", 1) == [98.0, 97.1, 100.0]
    assert ends(found, "export_share_close", 1) == [98.0, 97.1, 99.5]
    # Imports are printed, and so nothing has to be implied.
    assert found.loc["implied_imports", "decided"] == "missing"


def test_exports_in_a_printed_turnover_are_a_part_of_it(results):
    found = results(
        figure("turnover", "2020", "10.3 billion"),
        figure("exports", "2020", "10 billion", wording="more than"),
        figure("imports", "2020", "200 million", wording="about"),
    )
    assert ends(found, "export_share", 1) == [97.1, 96.6, 100.0]


@pytest.mark.thorough
def test_rates_of_both_are_of_the_same_years_where_the_office_has_them(results):
    office = {"source_id": "office", "statistics_of": "GEO"}
    years = [("2010", "100"), ("2017", "200"), ("2020", "150")]
    found = results(
        figure("turnover", "2010", "101 million"),
        figure("turnover", "2017", "199 million"),
        *(figure("turnover", year, f"{amount} million", **office) for year, amount in years),
        sources=["gazette", OFFICE],
        settings='headline_source = "gazette"',
    )
    both = ["turnover_cagr", "official_turnover_cagr"]
    assert found.loc[both, "years"].to_list() == ["2010-2017"] * 2


def test_months_of_a_year_are_results_where_no_whole_year_is_printed(results):
    found = results(
        figure("turnover", "2018-M01/M09", "77 billion"),
        figure("turnover", "2017-M01/M09", "59 billion"),
        figure("turnover_growth", "2018-M01/M09", "30", "percent"),
        figure("turnover_share_of_total", "2017", "15", "percent"),
    )
    part = ["part_turnover", "part_turnover_growth", "part_turnover_growth_printed"]
    assert found.loc[part, "years"].to_list() == ["2018-M01/M09"] * 3
    assert ends(found, "part_turnover") == [77000, 76500, 77500]
    assert ends(found, "part_turnover_growth", 1) == [30.5, 28.6, 32.5]
    assert ends(found, "part_turnover_growth_printed", 1) == [30.0, 29.5, 30.5]


def test_the_balance_and_the_share_of_exports_of_months_are_results(results):
    found = results(
        figure("turnover", "2023-M01/M09", "14.05 billion"),
        figure("exports", "2023-M01/M09", "5.4 billion"),
        figure("imports", "2023-M01/M09", "8.65 billion"),
        figure("balance", "2023-M01/M09", "-3.25 billion"),
    )
    names = ["part_balance", "part_balance_printed", "part_export_share"]
    assert found.loc[names, "years"].to_list() == ["2023-M01/M09"] * 3
    assert ends(found, "part_balance", 0) == [-3250, -3305, -3195]
    assert ends(found, "part_balance_printed", 0) == [-3250, -3255, -3245]
    assert ends(found, "part_export_share", 1) == [38.4, 38.1, 38.8]
    assert found.loc["part_balance", "decided"] == "deficit"


def test_of_several_months_those_that_end_last_are_meant(results):
    found = results(
        figure("turnover", "2018-Q1", "20 billion"),
        figure("turnover", "2018-M01/M09", "77 billion"),
        figure("turnover", "2018-05", "7 billion"),
        figure("turnover", "", "90 billion"),
    )
    assert found.loc["part_turnover", "years"] == "2018-M01/M09"


@pytest.mark.thorough
def test_beside_a_whole_year_months_are_no_headline_result(results):
    found = results(
        figure("turnover", "2018", "100 billion"),
        figure("turnover", "2019-M01/M09", "77 billion"),
    )
    assert found.loc["part_turnover", "decided"] == "missing"


def test_months_in_official_statistics_stand_beside_those_of_the_text(results):
    office = {"source_id": "office", "statistics_of": "GEO"}
    found = results(
        figure("turnover", "2018-Q1", "20 billion"),
        figure("turnover", "2018-Q1", "19.55 billion", **office),
        figure("turnover", "2018-Q2", "22.11 billion", **office),
        sources=["gazette", OFFICE],
        settings='headline_source = "gazette"',
    )
    assert found.loc["official_part_turnover", "years"] == "2018-Q1"
    assert ends(found, "official_part_turnover", 0) == [19550, 19545, 19555]


def test_what_is_over_a_base_is_no_undated_number_of_months(write_study):
    study = an.read(
        write_study(
            figure("turnover", "", "90 billion"),
            figure("turnover", "2018-Q1", "20 billion"),
            figure("turnover_growth", "2018-Q1", "50", "percent", base="2014"),
        )
    )
    left = consistent_months(study, an.reconcile(study), "turnover_growth", "")
    assert left.empty
