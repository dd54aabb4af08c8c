"""Which periods may be meant as fiscal years, and are asked about before all else."""

import pytest

import analysis as an
from analysis.prose.check_table import period_lines, scale_lines
from analysis.study.fiscal_questions import fiscal_questions

INDIA = {"reporter": "IND", "partner": "KAZ", "statistics_of": "IND"}
GROWTH = {"quantity": "turnover_growth", "unit": "percent", "as_written": "50"}
OFFICE = {"source_id": "office", "period": "2011", "as_written": "450 million"}


@pytest.mark.parametrize(
    ("figure", "meant"),
    [
        ({"period": "2018/2019"}, "2018/19"),
        (GROWTH | {"period": "2019/2020"}, "2019/20"),
        ({"period": "2018/2020"}, None),
        (INDIA | {"period": "2011-12"}, "2011/12"),
        (INDIA | {"period": "2011-11"}, None),
        (INDIA | {"period": "2011-12", "quantity": "investment_stock"}, None),
        ({"period": "2011-12"}, None),
    ],
)
def test_a_period_is_asked_about_where_it_may_be_a_fiscal_year(write_study, figure, meant):
    asked = fiscal_questions(an.read(write_study(figure)))
    assert asked == ({"f1": meant} if meant else {})


def test_a_span_of_two_years_beside_single_years_of_its_source_is_what_it_says(write_study):
    study = an.read(write_study({"period": "2018/2019"}, {"period": "2017"}))
    assert fiscal_questions(study) == {}


def test_a_month_that_may_be_a_fiscal_year_is_asked_about_and_not_its_scale(write_study):
    month = INDIA | {"period": "2011-12", "as_written": "550 million"}
    study = an.read(write_study(month, INDIA | OFFICE, sources=("gazette", "office")))
    asked = "- f1 (550 million): is read in December 2011; is the fiscal year 2011/12 meant?"
    assert period_lines(study)[-1] == asked
    found = an.reconcile(study)
    assert set(found.verdict) == {"conflicting"}
    assert scale_lines(study, found) == []


def test_as_a_fiscal_year_a_span_contradicts_the_calendar_years_no_more(write_study):
    years = [
        INDIA | {"period": year, "as_written": f"{n} million", "source_id": "office"}
        for year, n in (("2018", 95), ("2019", 105))
    ]
    told = INDIA | {"as_written": "100 million", "source_id": "paper"}
    for period, is_wrong in (("2018/2019", True), ("2018/19", False)):
        folder = write_study(told | {"period": period}, *years, sources=("paper", "office"))
        assert ("conflicting" in set(an.reconcile(an.read(folder)).verdict)) == is_wrong
