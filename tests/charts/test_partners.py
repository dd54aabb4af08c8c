"""How large the partner is: its places at the points, what is expected, and trade beside GDP."""

import pytest
from studies import known, with_totals

import analysis as an
from analysis import charts
from analysis.charts.marks import thousands


def said_on(chart):
    return [text.get_text().replace("\n", " ") for text in chart.axes[0].texts]


def test_at_each_point_stands_the_partner_s_place_among_all():
    chart = charts.partner_shares_by_year(known("data"), "It takes little")
    places = ["28th", "11th", "12th", "26th", "6th", "9th", "8th", *["3rd"] * 5]
    assert [text for text in said_on(chart) if text[0].isdigit()] == places
    assert "2019 3.8 percent (6th)" in chart.alt


def test_where_the_world_imports_more_than_a_sum_the_expected_share_is_at_most_one():
    study = with_totals()
    row = an.trade_intensities(study).loc[("Georgia's exports to South Korea", 2018)]
    assert row.to_list() == pytest.approx([1 / 3, 1 / 3, float("inf"), 3, 0, 3])
    chart = charts.partner_shares_by_year(study, str(an.sentences(study, "partners.chart")))
    assert "its weight in the world would suggest at most 3.0 percent" in chart.title
    assert "share of exports to be expected: at most 3.0" in said_on(chart)
    answer = str(an.sentences(study, "partners.answer"))
    assert "would suggest at most 3.0 percent: the trade intensity is 0.33 (at least 0.33" in answer


def test_trade_beside_gdp_is_drawn_with_what_it_can_be():
    study = with_totals()
    chart = charts.dependences_by_year(
        study, str(an.sentences(study, "partners.chart_of_dependence"))
    )
    assert chart.title == "Georgia's trade with South Korea was 0.5 percent of its GDP in 2018"
    assert said_on(chart) == ["Georgia's trade with South Korea: 0.5"]
    least, most = chart.axes[0].collections[0].get_segments()[0][:, 1]
    assert (least, most) == pytest.approx((8000 / 16500, 8000 / 15500))


def test_without_gdp_the_chart_of_it_has_nothing_to_draw():
    title = str(an.sentences(known("data"), "partners.chart_of_dependence"))
    assert charts.dependences_by_year(known("data"), title).empty


def test_ticks_have_their_thousands_in_groups_and_the_fraction_that_they_need():
    assert [thousands(x) for x in (0.0, -1e-17, 2.5, 0.1 + 0.2, 1_250_000.0, 2.5e10)] == [
        "0",
        "0",
        "2.5",
        "0.3",
        "1,250,000",
        "25,000,000,000",
    ]
