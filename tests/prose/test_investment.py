"""The sentences on investment: like is set against like, and what is unlike is called that."""

import re

import pandas as pd
import pytest
from studies import known

import analysis as an
from analysis.prose.investment import Facts

STOCK = {"quantity": "investment_stock", "period": "2016-06"}
INWARD = STOCK | {"reporter": "KOR", "partner": "GEO"}


def said(study, *blocks):
    """Return what blocks say; the answer and the overview below the chart, if none is named."""
    texts = [an.sentences(study, f"investment.{b}") for b in blocks or ("answer", "overview")]
    return "\n\n".join(str(text) for text in texts if text)


@pytest.fixture(scope="module")
def default():
    return known("data")


@pytest.fixture(scope="module")
def invented():
    return known("tests/invented")


def first_bold(text):
    return re.search(r"\*\*(.+?)\*\*", text)[1]


def test_what_the_figures_do_not_decide_is_the_first_thing_said(default):
    assert first_bold(said(default)) == "The figures of AzerNews do not decide who invests more."
    assert "are USD 800 million (at most 850, no lower bound) in June 2021." in said(default)
    assert "AzerNews does not state of which kind they are." in said(default)


def test_the_close_reading_is_said_as_a_condition(default):
    assert (
        "Only if open-ended wordings end at the next step of their digits, that is a surplus: "
        "USD 800 million (650 to 850)."
    ) in said(default)


@pytest.mark.parametrize(
    ("outward", "inward", "bold"),
    [
        ("200 million", "90 million", "Georgia invests more in South Korea than South Korea in Ge"),
        ("90 million", "200 million", "South Korea invests more in Georgia than Georgia in South"),
    ],
)
def test_who_invests_more_is_said_where_the_figures_decide_it(write_study, outward, inward, bold):
    stocks = STOCK | {"as_written": outward}, INWARD | {"as_written": inward}
    answer = said(an.read(write_study(*stocks)))
    assert first_bold(answer).startswith(f"According to Gazette, {bold}")
    assert "open-ended" not in answer


def test_a_close_reading_of_the_same_sign_is_said_without_only(write_study):
    stocks = STOCK | {"as_written": "300 million", "wording": "more than"}, INWARD
    assert "If open-ended wordings end at the next step of their digits, it is USD 2" in said(
        an.read(write_study(*stocks))
    )


@pytest.mark.thorough
def test_balances_of_unlike_kinds_are_counted_apart_and_called_arithmetic(default, invented):
    assert "No balance sets two stocks of the same stated kind against each" in said(default)
    assert "In 3 the kinds are unlike, so that the difference is arithmetic and no" in said(default)
    assert "1 of them sets two stocks of the same stated kind against each other." in said(invented)


def test_the_portfolio_in_a_stock_is_named_with_what_is_left_without_it(default):
    assert (
        "According to Trend, USD 1.9 billion (1.85 to 1.95) of the outward USD 2.1 billion (2.05 to"
        " 2.15) in June 2025 is portfolio investment (the part of Azerbaijan's investment placed by"
        " its State Oil Fund). Without it, outward minus inward investment (without portfolio − "
        "direct) is USD −742.3 million (−842.4 to −642.2), a deficit of unlike kinds."
    ) in said(default)


def test_a_loan_is_debt_and_enters_no_balance(default, invented, write_study):
    assert said(default).endswith(
        "The loan of 600 million is debt and no investment, and enters no balance."
    )
    assert "The 2 loans are debt and no investment, and enter no balance." in said(invented)
    assert "loan" not in said(an.read(write_study(STOCK)))


@pytest.mark.thorough
def test_what_no_source_states_is_said_once(write_study):
    assert said(an.read(write_study({}))) == (
        "No source states a stock of investment between the two."
    )
    one = said(an.read(write_study(STOCK)))
    assert "no two stocks of the same kind, one in each direction, at one date." in one
    assert one.endswith("No source states a stock of inward investment.")
    apart = said(an.read(write_study(STOCK, INWARD | {"period": "2017-06"})))
    assert apart.endswith("at one date, so that no balance can be drawn up.")


def test_the_title_says_how_far_published_stocks_are_apart(default, write_study):
    title = (
        "12 published stocks of investment range from USD 0.3 to 2.1 billion, according to 4 "
        "publishers"
    )
    assert said(default, "title") == title
    one = an.read(write_study(STOCK))
    assert said(one, "title").endswith("is USD 100 million, according to 1 publisher")
    assert said(an.read(write_study({})), "title") == "No stock of investment is published"


def test_the_title_of_the_balances_counts_them_in_singular_and_plural(invented, write_study):
    assert said(invented, "balances_title").endswith(
        "3 are deficits, 1 is undecided and 1 is a surplus"
    )
    none = an.read(write_study(STOCK))
    assert said(none, "balances_title") == "No source states stocks of both directions at one date"
    assert said(none, "balances") == ""


def test_each_balance_is_a_line_with_its_ratio_and_how_alike_its_kinds_are(default):
    lines = said(default, "balances").splitlines()
    assert len(lines) == len(an.investment_balances(default))
    assert lines[-1].startswith("- Trend (2025-09-25), in June 2025: 0.21 (0.10 to 0.32), ")
    assert lines[-1].endswith("without portfolio over direct")


def test_each_source_is_a_line(default):
    quoted = said(default, "quoted").splitlines()
    assert "Trend (2019-07-05), quoting the Deputy Minister of Economy of Azerb" in quoted[1]
    assert quoted[1].endswith(": inward 800 million; outward 1.7 billion")


def test_a_source_of_an_unknown_kind_is_named_without_one(write_study):
    assert said(an.read(write_study(STOCK)), "quoted") == "- Gazette (undated): outward 100 million"


def test_a_portfolio_of_another_date_is_no_part_of_a_stock(write_study):
    portfolio = STOCK | {"quantity": "portfolio_investment_stock", "as_written": "60 million"}
    assert len(Facts(an.read(write_study(STOCK, portfolio))).parts) == 1
    other = portfolio | {"period": "2017-06"}
    assert Facts(an.read(write_study(STOCK, other))).parts == []


def test_the_rows_of_a_chart_are_named_by_what_they_are(default):
    rows = an.stocks(default).labelled(
        "period", "kind", "publisher", "according_to", group="direction"
    )
    assert rows["group"]["2021-06 · unspecified · AzerNews"].to_list() == ["inward", "outward"]
    assert isinstance(rows, pd.DataFrame)
