"""How large either economy of a pair is in the other's trade, and in which place."""

import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.findings.totals import partner_ranks, totals_of

OWN = "Azerbaijan's statistics"


@pytest.fixture(scope="module")
def study():
    return known("data")


def test_the_partner_s_share_in_exports_and_its_rank_are_those_of_the_imf_s_figures(study):
    # Computed from the workbooks by other code.
    shares = an.partner_shares(study).split()
    exports = shares["China in Azerbaijan's exports"].xs(OWN, level="according_to")
    assert exports["value"].round(2).to_list() == [0.42, 2.84, 2.90, 0.58, 3.83, 3.15]
    assert exports["rank"].to_list() == [28, 11, 12, 26, 6, 9]
    imports = shares["China in Azerbaijan's imports"].xs(OWN, level="according_to")
    assert imports["value"].round(2).to_list() == [5.55, 8.29, 9.73, 10.44, 10.48, 13.15]
    assert imports["rank"].to_list() == [8, 3, 3, 3, 3, 3]


def test_intensity_of_either_direction_is_that_of_the_imf_s_figures(study):
    rows = an.trade_intensities(study)["value"].round(2)
    assert rows["Azerbaijan's exports to China"].to_list() == [0.05, 0.3, 0.3, 0.06, 0.37, 0.28]
    assert rows["China's exports to Azerbaijan"].to_list() == [0.3, 0.28, 0.3, 0.31, 0.3, 0.34]


def test_concentration_of_exports_is_that_of_the_imf_s_figures(study):
    rows = an.partner_concentrations(study)["value"].round(3)
    assert rows["Azerbaijan's exports"].to_list() == [0.075, 0.131, 0.146, 0.119, 0.123, 0.141]


def test_what_the_headline_prints_has_its_bounds_and_no_rank(study):
    row = an.partner_shares(study).loc[("China in Azerbaijan's exports", "AzerNews", 2020)]
    assert row["low"] == pytest.approx(100 * 780 / 13740.374)
    assert row["high"] == 100
    assert pd.isna(row["rank"])


def test_a_share_beyond_the_30_largest_partners_has_no_rank(study):
    assert partner_ranks(study, "CHN", "exports").empty
    shares = an.partner_shares(study).loc["Azerbaijan in China's exports"]
    assert shares["rank"].isna().all()


def test_results_have_the_last_share_the_rank_and_the_figures_that_they_rest_on(study):
    from analysis.findings.inputs import inputs_of_results
    from analysis.findings.results import some_results

    found = some_results(study, ["partner_share_of_exports", "partner_rank_in_imports"])
    assert found["value"].astype(float).round(2).to_list() == [3.15, 3]
    figures = inputs_of_results(study, found)["figures"]
    assert figures.to_list() == [["imf-exports-aze-chn-2020"], ["imf-imports-aze-chn-2020"]]


# Figures of a study go before the table, and nothing is taken from it that is not of its kind.


def with_totals(write_study, unit="USD"):
    """Return a study of exports of 50 million to Korea, of all in all about 200 million."""
    figure = {
        "figure_id": "total",
        "quantity": "exports",
        "reporter": "GEO",
        "partner": "WLD",
        "statistics_of": "GEO",
        "period": "2017",
        "as_written": "200 million",
        "wording": "stated",
        "unit": unit,
        "source_id": "gazette",
    }
    pair = figure | {"figure_id": "pair", "partner": "KOR", "as_written": "50 million"}
    folder = write_study(pair | {"wording": "exact"}, figure)
    sources = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    sources["kind"] = "official statistics"
    sources.to_csv(folder / "sources.csv", index=False)
    return an.read(folder)


def test_the_study_s_own_total_goes_before_the_table_with_its_bounds(write_study):
    study = with_totals(write_study)
    row = an.partner_shares(study).loc["South Korea in Georgia's exports"].iloc[0]
    assert row[["value", "low", "high"]].to_list() == pytest.approx([25, 5000 / 250, 5000 / 150])
    assert totals_of(study, "GEO", "exports").loc[2016, "value"] == pytest.approx(2112.2, abs=1)


def test_in_another_currency_only_the_study_s_own_totals_count(write_study):
    study = with_totals(write_study, unit="EUR")
    assert totals_of(study, "GEO", "exports").index.to_list() == [2017]
    assert partner_ranks(study, "GEO", "exports").empty
    assert an.trade_intensities(study).empty


def test_without_totals_there_are_no_shares_and_no_sentences():
    invented = known("tests/invented")
    for table in (an.partner_shares, an.trade_intensities, an.partner_concentrations):
        assert table(invented).empty
    assert an.sentences(invented, "partners.answer") is None


def test_the_front_of_the_chapter_says_what_no_headline_does(study):
    front = str(an.sentences(study, "shares.answer"))
    assert (
        "According to Azerbaijan's statistics, **China took 3.1 percent of Azerbaijan's exports in "
        "2020** as its 9th largest customer, and supplied 13.1 percent of its imports as its 3rd "
        "largest supplier."
    ) in front
    said = str(an.sentences(study, "partners.answer"))
    for part in (
        "China took 3.1 percent of Azerbaijan's exports in 2020",
        "its 9th largest customer of 108",
        "would suggest 11.3 percent: the trade intensity is 0.28",
        "supplied 13.1 percent of Azerbaijan's imports and was its 3rd largest supplier",
        "With the exports that AzerNews prints, China would take 5.7 percent (5.6 to 100.0)",
    ):
        assert part in said
