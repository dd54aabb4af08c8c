"""Figures of parts of a year: months, halves, days, fiscal years; and rates over other periods."""

import pytest

import analysis as an
from analysis.findings.inputs import inputs_of_results
from analysis.prose.sentences import sentences
from analysis.timeseries.part_years import part_year_rows


def turnover(period, amount, **what):
    return {"quantity": "turnover", "period": period, "as_written": f"{amount} million"} | what


def growth(percent, **what):
    return {"quantity": "turnover_growth", "as_written": percent, "unit": "percent"} | what


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ("2018-M01/M06", "2019-H1", "in January to June 2019"),
        ("2018-Q1", "2019-M01/M03", "in January to March 2019"),
        ("2018-03-21/2018-08-22", "2019-03-21/2019-08-22", "21 March 2019 to 22 August 2019"),
        ("2018-M11/2019-M02", "2019-M11/2020-M02", "in November 2019 to February 2020"),
    ],
)
def test_months_are_compared_with_the_same_days_a_year_before(write_study, before, now, said):
    study = an.read(write_study(turnover(before, 100), turnover(now, 130)))
    results = an.headline_results(study)
    grown = results.loc["part_turnover_growth"]
    assert (grown["years"], round(grown["value"])) == (now, 30)
    behind = inputs_of_results(study, results).loc["part_turnover_growth", "figures"]
    assert behind == ["f1", "f2"]
    assert said in sentences(study, "growth.answer")


def test_a_period_under_two_names_is_one(write_study):
    study = an.read(write_study(turnover("2019-M01/M06", 130), turnover("2019-H1", 131)))
    assert part_year_rows(study, "turnover", source="gazette").index.to_list() == ["2019-M01/M06"]


def test_a_calendar_year_is_no_part_of_fiscal_years(write_study):
    fiscal = [turnover(f"{year}-M07/{year + 1}-M06", 100) for year in (2017, 2018)]
    study = an.read(write_study(*fiscal, turnover("2019", 130), turnover("2019-Q1", 30)))
    assert study.year_begins == 7
    assert part_year_rows(study, "turnover", source="gazette").index.to_list() == ["2019-Q1"]


@pytest.mark.thorough
def test_growth_over_another_year_than_the_one_before_is_no_growth_of_a_year(write_study):
    study = an.read(
        write_study(
            growth("45", period="2019", base="2015"),
            growth("10", period="2017", base="2016"),
        )
    )
    printed = an.headline_results(study).loc["turnover_growth_printed"]
    assert (printed["years"], printed["value"]) == ("2017", 10.0)
