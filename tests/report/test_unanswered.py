"""What a front page says could not be answered, in one list."""

import pytest

import analysis as an


def unanswered(study):
    return str(an.sentences(study, "front.unanswered")).splitlines()


@pytest.mark.thorough
def test_a_question_is_open_where_nothing_is_printed_or_nothing_tests_it(write_study):
    figure = {"as_written": "1.2 billion", "unit": "USD"}
    stock = figure | {"quantity": "investment_stock", "period": "2020"}
    back = stock | {"reporter": "KOR", "partner": "GEO"}
    study = an.read(write_study(figure | {"quantity": "exports", "period": "2020"}, stock, back))
    assert unanswered(study) == [
        "- How fast turnover grew: no figures here say.",
        "- Who sells more: no figures here say.",
        "- How much of the turnover is exports: no figures here say.",
        "- Who invests more: nothing tests what is printed.",
    ]


def test_what_is_disputed_is_not_said_to_be_untested_and_stocks_beside_each_other_are_printed(
    write_study,
):
    rows = [
        {"period": "2019", "as_written": "1.0 billion"},
        {"period": "2020", "as_written": "1.2 billion"},
        {"quantity": "turnover_growth", "period": "2020", "as_written": "50", "unit": "percent"},
    ]
    stock = {"quantity": "investment_stock", "as_written": "100 million", "period": "2019"}
    rows += [stock, stock | {"reporter": "KOR", "partner": "GEO", "period": "2018"}]
    assert unanswered(an.read(write_study(*rows))) == [
        "- How fast turnover grew: what is printed cannot all be true.",
        "- Who sells more: no figures here say.",
        "- How much of the turnover is exports: no figures here say.",
    ]


def test_what_is_tested_and_has_no_upper_bound_is_left_open_and_not_called_untested(write_study):
    before = {"period": "2019", "as_written": "1.0 billion", "statistics_of": "GEO"}
    after = before | {"period": "2020", "as_written": "1.2 billion", "wording": "more than"}
    others = [before | {"as_written": "1.02 billion"}, after | {"as_written": "1.1 billion"}]
    rows = [before, after, *(row | {"source_id": "wire"} for row in others)]
    study = an.read(write_study(*rows, sources=("gazette", "wire")))
    assert unanswered(study)[0] == (
        "- How fast turnover grew: the figures that can be true leave it open."
    )
