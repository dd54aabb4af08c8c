"""The headline's figures beside what the consistent figures of all sources allow."""

import pytest
from studies import known

import analysis as an
from analysis.findings.consistent import consistent_results, verdict_of_figures
from analysis.findings.growth_rates import RATES
from analysis.reconciliation.reconcile import reconciled


@pytest.fixture(scope="module")
def study():
    return known("data")


def test_each_year_of_the_headline_has_its_verdict_in_the_words_of_readers(study):
    rows = an.claims_by_year(study, "turnover")
    assert rows.index.to_list() == list(range(2015, 2021))
    assert rows["verdict"].to_dict() == {
        2015: "consistent",
        2016: "contradicted",
        2017: "consistent",
        2018: "consistent",
        2019: "consistent",
        2020: "contradicted",
    }


def test_the_bounds_beside_a_figure_are_those_that_consistent_figures_leave(study):
    found = reconciled(study)
    left = an.consistent_levels(study, found, "turnover", an.claimed_side(study, found))
    rows = an.claims_by_year(study, "turnover")
    assert (rows["consistent_low"] == left["low"]).all()
    assert (rows["consistent_high"] == left["high"]).all()


def test_a_sum_of_flows_has_the_worst_verdict_on_its_parts(write_study):
    flows = [
        {"quantity": "exports", "as_written": "40 million"},
        {"quantity": "imports", "as_written": "60 million"},
        {"quantity": "exports", "as_written": "80 million", "source_id": "herald"},
    ]
    flows = [{"statistics_of": "GEO"} | flow for flow in flows]
    study = an.read(write_study(*flows, sources=("gazette", "herald")))
    (row,) = an.claims_by_year(study, "turnover").itertuples()
    assert set(verdict_of_figures(study)) >= {"conflicting"}
    assert (row.as_written, row.verdict) == ("USD 100 million", "conflicting")


def test_growth_from_consistent_figures_has_the_headline_s_years(study, write_study):
    rates = an.consistent_growth(study)
    assert rates["years"].to_dict() == {"turnover_cagr": "2015-2020", "turnover_growth": "2020"}
    assert (rates.loc["turnover_growth", "high"] < 0) and (rates["low"] < rates["high"]).all()
    assert an.consistent_growth(an.read(write_study({"quantity": "loan"}))).empty
    conflicting = [
        {"as_written": "101 million"},
        {"as_written": "92 million", "source_id": "herald"},
        {"period": "2016"},
    ]
    conflicting = [{"statistics_of": "GEO"} | figure for figure in conflicting]
    open_year = an.read(write_study(*conflicting, sources=("gazette", "herald")))
    assert an.consistent_growth(open_year).empty


@pytest.mark.thorough
def test_a_study_is_reconciled_once(study):
    assert reconciled(study) is reconciled(study)
    assert reconciled(study) is not reconciled(an.focus(study))


def test_the_rates_of_growth_are_those_of_the_headline_results(study):
    rates, results = an.growth_rates(study)["value"], an.headline_results(study)["value"]
    assert rates[RATES["turnover_cagr"], "AzerNews"] == results["turnover_cagr"]
    assert (
        rates[RATES["turnover_cagr"], "China's statistics"] == results["counterpart_turnover_cagr"]
    )
    assert rates["over the year before"].to_list() == [
        results[f"{of}turnover_growth"] for of in ("", "official_", "counterpart_")
    ]


def test_least_squares_and_the_compound_rate_have_each_a_confidence_interval(study):
    rates = an.growth_rates(study)
    assert rates["ci_low"].isna().groupby("rate", sort=False).all().to_list() == [
        True,
        False,
        False,
    ]
    stay = rates.loc[(RATES["turnover_cagr"], "AzerNews"), ["ci_low", "ci_high"]].astype(float)
    assert stay.round(1).to_list() == [-5.6, 82.9]
    trend = an.fit_trend(an.headline(study, "turnover")).growth
    found = rates.loc[(RATES["turnover_trend"], "AzerNews"), ["ci_low", "ci_high"]]
    assert found.to_list() == trend[["ci_low", "ci_high"]].to_list()


def test_a_rate_that_is_not_known_has_no_row(write_study):
    assert an.growth_rates(an.read(write_study({}))).empty


@pytest.mark.thorough
def test_variants_are_chosen_by_a_part_of_a_result_s_name(study):
    moved = an.variants(study, "^turnover_")
    assert moved["result"].str.startswith("turnover ").all()
    assert len(an.variants(study)) == len(an.results_by_variant(study)) > len(moved)


def test_a_result_that_a_variant_leaves_unknown_has_no_year():
    moved = an.variants(known("data"), "export_share_close").loc["exports-of-2021"]
    assert moved["otherwise"] == "not known"


def test_inputs_of_a_result_are_the_figures_that_it_rests_on(study):
    ends = an.inputs(study, "turnover_cagr")
    assert ends["period"].to_list() == ["2015", "2020"]
    assert len(an.inputs(study, "turnover_trend")) == 6
    assert set(an.inputs(study, "official_turnover_growth")["quantity"]) == {"exports", "imports"}


def test_inputs_name_reporter_and_partner_only_where_they_are_not_the_study_s(study):
    assert "reporter" not in an.inputs(study, ["turnover"])
    assert "reporter" in an.inputs(study, "official_region_share")


@pytest.mark.parametrize(
    ("reporter", "partner", "side"),
    [("GEO", "KOR", "KOR"), ("KOR", "GEO", ""), ("KOR", "GEO", "KOR")],
)
def test_printed_balances_and_shares_decide_who_sells_more(write_study, reporter, partner, side):
    whose = {"reporter": reporter, "partner": partner, "statistics_of": side}
    balance = {**whose, "quantity": "balance", "as_written": "-20 million"}
    share = {**whose, "quantity": "export_share", "as_written": "40", "unit": "percent"}
    herald = {"source_id": "herald"}
    folder = write_study(
        balance, {**balance, **herald}, share, {**share, **herald}, sources=("gazette", "herald")
    )
    study = an.read(folder)
    left = consistent_results(study, an.reconcile(study, revision=0)).set_index("result")
    assert left.loc["balance", ["low", "high", "decided"]].to_list() == [-25, -15, "deficit"]
    assert left.loc["export_share", ["low", "high"]].to_list() == [39.5, 40.5]
