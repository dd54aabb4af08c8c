"""What a front page says could not be answered, in one list."""

import pytest

import analysis as an
from analysis.report.front import front_page


@pytest.mark.thorough
def test_a_question_is_open_where_nothing_is_printed_or_nothing_tests_it(write_study):
    figure = {"as_written": "1.2 billion", "unit": "USD"}
    stock = figure | {"quantity": "investment_stock", "period": "2020"}
    back = stock | {"reporter": "KOR", "partner": "GEO"}
    study = an.read(write_study(figure | {"quantity": "exports", "period": "2020"}, stock, back))
    assert front_page(study)["unanswered"].splitlines() == [
        "- How fast turnover grew: no figures here say.",
        "- Who sells more: no figures here say.",
        "- How much of the turnover is exports: no figures here say.",
        "- Who invests more: nothing tests what is printed.",
    ]
