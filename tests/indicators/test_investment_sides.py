"""Direct investment as the investor's statistics have it, and as the host's do."""

import pytest

import analysis as an
from analysis import charts
from analysis.findings.inputs import inputs_of_results
from analysis.findings.results import some_results

OFFICE = {"source_id": "office", "kind": "official statistics"}


def held(amount, side, year, investor="GEO", host="KOR", quantity="direct_investment_stock"):
    return {
        "quantity": quantity,
        "reporter": investor,
        "partner": host,
        "period": str(year),
        "as_written": f"{amount} million",
        "wording": "exact",
        "statistics_of": side,
        "source_id": "office",
    }


@pytest.fixture
def read(write_study):
    return lambda *figures: an.read(write_study({}, *figures, sources=["gazette", OFFICE]))


@pytest.fixture
def study(read):
    """Georgia's investment in Korea in two years by both sides; Korea's in Georgia by one."""
    return read(
        {"period": "2016"},
        held(100, "GEO", 2015),
        held(150, "KOR", 2015),
        held(100, "GEO", 2016),
        held(90, "KOR", 2016),
        held(7, "KOR", 2016, "KOR", "GEO"),
        held(3, "GEO", 2016, quantity="direct_investment_flow"),
    )


def test_the_host_s_stock_is_set_against_the_investor_s(study):
    rows = an.stock_differences(study).loc["from Georgia to South Korea"]
    assert rows["value"].to_list() == [50, -10]
    assert rows["ratio"].to_list() == [1.5, 0.9]
    assert rows["decided"].to_list() == ["host more", "investor more"]


def test_only_the_sources_of_stocks_are_credited(write_study):
    trade = {**OFFICE, "source_id": "trade-office"}
    stocks = [held(100, "GEO", 2015), held(150, "KOR", 2015)]
    sold = held(5, "GEO", 2015, quantity="exports") | {"source_id": "trade-office"}
    study = an.read(write_study({}, *stocks, sold, sources=["gazette", OFFICE, trade]))
    assert an.stock_differences(study).source == study.credit(["office"])
    assert an.both_sides_of_stocks(study)[0].attrs["source"] == study.credit(["office"])


def test_a_side_that_reports_no_stock_is_missing_and_not_zero(study):
    row = an.stock_differences(study).loc[("from South Korea to Georgia", 2016)]
    assert (row["outward"], row["decided"]) == (7, "missing")
    assert row[["inward", "value", "low", "high", "ratio"]].isna().all()


def test_swapping_the_pair_swaps_the_directions(study):
    there = an.focus(study, reporter="KOR", partner="GEO")
    one, other = an.stock_differences(study), an.stock_differences(there)
    assert other.index[0][0] == "from South Korea to Georgia"
    assert other.loc[one.index].equals(one)


def test_both_sides_are_told_and_drawn_as_those_of_trade_are(study):
    said = " ".join(str(an.sentences(study, "investment.both_sides")).split())
    assert said == (
        "**South Korea's inward stock from Georgia is 0.90 to 1.50 times what Georgia reports as "
        "its outward stock in South Korea (2015 and 2016).** In 2016, South Korea reports USD 90 "
        "million and Georgia USD 100 million. The difference, inward − outward, is USD −10 million."
    )
    title = an.sentences(study, "investment.chart_of_sides")
    chart = charts.two_sides(*an.both_sides_of_stocks(study), an.side_names(study), title)
    assert "2016: Georgia reports USD 10 million more. From Georgia to South Korea" in chart.alt
    assert "according to South Korea (inward stock): 2015 USD 150 million" in chart.alt


def test_of_a_source_with_both_sides_reports_each_side_s_stocks_make_a_balance(write_study):
    one = [held(100, "GEO", 2016), held(150, "KOR", 2016)]
    other = [held(40, "GEO", 2016, "KOR", "GEO"), held(7, "KOR", 2016, "KOR", "GEO")]
    study = an.read(write_study(*one, *other, sources=[OFFICE]))
    balances = an.investment_balances(study).set_index("according_to")["value"]
    assert balances.to_dict() == {"South Korea's statistics": 143, "Georgia's statistics": 60}
    answer = str(an.sentences(study, "investment.answer"))
    assert answer.startswith("**According to Georgia's statistics, Georgia invests more in South")
    found = inputs_of_results(study, some_results(study, ["investment_balance"]))
    figures = study.figures.set_index("figure_id").loc[found["figures"].iloc[0]]
    assert figures["value"].to_list() == [100, 40]


def test_companies_are_set_against_the_stock_that_the_host_reports(read):
    stock = {"quantity": "investment_stock"}
    sides = [
        held(10, "KOR", 2016, "KOR", "GEO") | stock,
        held(40, "GEO", 2016, "KOR", "GEO") | stock,
    ]
    companies = held(4, "GEO", 2016, "KOR", "GEO", "companies")
    companies |= {"as_written": "4", "unit": "count"}
    assert an.stock_a_company(read(*sides, companies))["value"].to_list() == [10]


def test_flows_are_listed_beside_stocks(study):
    assert an.investment_flows(study)["as_written"].to_list() == ["3 million"]


def test_a_study_without_such_figures_shows_nothing(read):
    study = read()
    assert an.investment_flows(study).empty
    assert an.stock_differences(study).empty
    assert an.sentences(study, "investment.both_sides") is None
    stocks = an.both_sides_of_stocks(study)
    assert charts.two_sides(*stocks, an.side_names(study), "Nothing").empty


def test_a_source_that_quotes_each_side_s_own_number_has_one_balance(read):
    study = read(held(100, "GEO", 2020), held(50, "KOR", 2020, "KOR", "GEO"))
    balances = an.investment_balances(study)
    assert balances["value"].to_list() == [50]
    assert balances["according_to"].to_list() == [""]


def test_a_part_of_one_side_s_stock_is_not_told_of_the_other_side_s(read):
    kinds = [("investment_stock", "GEO", 100), ("portfolio_investment_stock", "GEO", 30)]
    kinds += [("investment_stock", "KOR", 90)]
    study = read(*(held(n, side, 2020, quantity=q) for q, side, n in kinds))
    said = str(an.sentences(study, "investment.overview") or "")
    assert "of the outward USD 90 million" not in said


def test_the_answer_tells_the_other_side_s_balance_too(write_study):
    stocks = [held(100, "GEO", 2020), held(50, "GEO", 2020, "KOR", "GEO")]
    stocks += [held(40, "KOR", 2020), held(60, "KOR", 2020, "KOR", "GEO")]
    study = an.read(write_study(*stocks, sources=[OFFICE]))
    answer = str(an.sentences(study, "investment.answer"))
    assert "According to South Korea's statistics, they are USD −20 million." in answer
    assert "outward 40 million according to South Korea's statistics" in str(
        an.sentences(study, "investment.quoted")
    )


def test_of_a_stock_that_a_source_prints_twice_the_finer_figure_counts(write_study):
    rounded = held(120, "", 2015) | {"as_written": "0.1 billion", "wording": "stated"}
    figures = [rounded, held(117, "", 2015), held(40, "", 2015, "KOR", "GEO")]
    study = an.read(write_study({}, *figures, sources=["gazette", OFFICE]))
    balances = an.investment_balances(study)
    assert balances["value"].to_list() == [77]


def test_one_source_s_stocks_of_several_years_are_not_set_side_by_side(write_study):
    figures = [held(100, "", 2015), held(117, "", 2016)]
    study = an.read(write_study({}, *figures, sources=["gazette", OFFICE]))
    assert not str(an.sentences(study, "investment.side_by_side") or "")
    other = held(90, "", 2016) | {"source_id": "gazette"}
    study = an.read(write_study({}, *figures, other, sources=["gazette", OFFICE]))
    assert "South Korea" in str(an.sentences(study, "investment.side_by_side"))
