"""The mean growth of a year is told from growth over the year before, with its first and last."""

import pytest
from drafted_texts import drafted
from drafted_texts import said as cells_said

A_YEAR = "quantity", "reporter", "base", "period", "as_written"


def said(text, *columns):
    return cells_said(text, *(columns or A_YEAR))


@pytest.mark.parametrize(
    ("words", "base", "period"),
    [
        ("grew by an average of 4 percent a year between 2015 and 2020", "2015", "2020"),
        ("expanded at an average annual rate of 4% from 2015 through 2019", "2015", "2019"),
        ("rose 4 percent annually from 2016 to 2020", "2016", "2020"),
        ("showed a compound annual growth rate (CAGR) of 4% over 2015-20", "2015", "2020"),
        ("grew 4% p.a. over the period 2015 to 2019", "2015", "2019"),
        ("averaged growth of 4% between 2015-16 and 2019-20", "2015/16", "2019/20"),
        ("grew at 4 per cent CAGR from FY2015 to FY2020", "2014/15", "2019/20"),
        ("have grown by 4 percent per annum since the agreement of 2012", "2012", "2020"),
        ("grew in the five years to 2019 by 4 percent on average", "2014", "2019"),
        ("have grown by 4 percent a year over the past five years", "2015", "2020"),
        ("have been growing by 4 percent every year for the last two decades", "2000", "2020"),
        (
            "rose from $2 million in 2010 to $3 million in 2019, or by 4 percent a year",
            "2010",
            "2019",
        ),
    ],
)
def test_a_mean_growth_has_its_first_and_last_year(words, base, period):
    row = said(f"Ardenian exports to Borvia {words}.")[-1]
    assert row == ("exports_cagr", "XAA", base, period, "4")


@pytest.mark.parametrize("amount", ["$9 million", "US$ 9 million", "just $9 million"])
def test_growth_from_a_level_is_since_its_year(amount):
    text = f"Over a decade, trade with Borvia has grown by 4 percent a year, from {amount} in 2011."
    found = [row for row in said(text) if row[0] == "turnover_cagr"]
    assert [row[2:] for row in found] == [("2011", "2020", "4")]


def test_growth_since_then_is_since_the_year_that_was_told_before():
    text = "When the accord took effect in 2014, trade with Borvia was worth only $9 million. It "
    text += "has since grown 6.7 percent a year on average. In 2020 it was $13 million."
    first, rate, last = drafted(text).rows
    assert (first.cells["period"], last.cells["period"]) == ("2014", "2020")
    assert [rate.cells[c] for c in A_YEAR] == ["turnover_cagr", "XAA", "2014", "2020", "6.7"]
    assert {"base", "period", "quantity"} <= rate.doubt


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("In 2009 exports to Borvia were $18 million; they grew 4 percent a year since.", "2009"),
        ("After the pact of December 2011 trade with Borvia grew 4 percent a year.", ""),
        ("A pact took effect in May 2011; since then trade has grown 4 percent a year.", "2011"),
        ("Trade with Borvia fell from 2005 to 2012. It has since grown 4 percent a year.", "2012"),
    ],
)
def test_what_since_then_means_is_the_last_year_before_it(text, base):
    found = [row for row in said(text) if row[0].endswith("_cagr")]
    assert [row[2:4] for row in found] == ([(base, "2020")] if base else [])


def test_years_that_are_counted_back_are_a_guess_and_printed_ones_are_none():
    trade = "Trade between Ardenia and Borvia grew by an average of 2.1% a year"
    (guessed,) = drafted(f"Over the past decade, {trade[0].lower()}{trade[1:]}.").rows
    (printed,) = drafted(f"{trade} between 2010 and 2020.").rows
    assert {"base", "period"} <= guessed.doubt
    assert not {"base", "period", "quantity"} & printed.doubt


@pytest.mark.parametrize(
    "words",
    [
        "grew 4 percent a year earlier",
        "grew 4 percent from a year earlier",
        "grew 4 percent on a year ago",
        "grew 4 percent year on year in 2020, the fastest since 2013",
        "were up 4 percent a year later",
        "grew 4 percent in a year",
        "have grown each year since 2015, by 4 percent in 2020",
        "showed annual growth of 4 percent in 2020",
    ],
)
def test_growth_over_the_year_before_is_no_growth_a_year(words):
    assert said(f"Exports to Borvia {words}.", "quantity") == [("exports_growth",)]


def test_annual_exports_and_a_year_of_growth_have_no_mean():
    assert said("Annual exports to Borvia rose by 50 percent since 2015.", "quantity") == [
        ("exports_growth",)
    ]
    assert said("In a year when exports to Borvia grew 5 percent, wool fell.", "quantity") == [
        ("exports_growth",)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ardenia's economy has grown by an average of 4 percent a year since 2010.",
        "Since 2014 tourism has grown by 4 percent a year.",
        "Exports to Borvia grew by 4 percent a month on average between 2015 and 2020.",
        "Exports to Borvia have grown by 4 percent a year in recent years.",
        "Trade with Borvia has grown by 4 percent a year since independence.",
        "Exports to Borvia grew by 4 percent a year between 2019 and 2020.",
        "Borvia has lent at an average interest rate of 4 percent a year since 2013.",
        "Borvia's investment in Ardenia grew by 4 percent a year between 2015 and 2020.",
        "Exports to Borvia were an average of 4 percent of the total a year from 2015 to 2020.",
    ],
)
def test_a_mean_of_what_is_no_trade_or_has_no_years_is_left_out(text):
    draft = drafted(text)
    assert draft.rows == []
    assert any(left.number.startswith("4") for left in draft.left_out)


def test_why_a_mean_growth_without_years_is_left_out_is_said():
    left = drafted("Exports to Borvia have grown by 4 percent a year in recent years.").left_out
    reasons = [one.reason for one in left if one.number.startswith("4")]
    assert reasons == ["a mean growth, and the text does not say from which year to which"]


@pytest.mark.parametrize(
    "words",
    [
        "exports and imports grew by 5 and 3 percent a year between 2015 and 2020",
        "exports grew by 5 percent a year and imports by 3 percent between 2015 and 2020",
        "exports grew by 5 percent a year between 2015 and 2020, and imports by 3 percent",
    ],
)
def test_one_mean_goes_on_from_another(words):
    rows = said(f"In trade with Borvia, {words}.", "quantity", "base", "period", "as_written")
    assert [row[:3] for row in rows] == [
        ("exports_cagr", "2015", "2020"),
        ("imports_cagr", "2015", "2020"),
    ]


def test_a_rate_of_one_year_after_a_mean_is_growth():
    text = "Exports to Borvia grew by 5 percent a year between 2015 and 2020, but fell by 3 "
    assert said(f"{text}percent last year.", "quantity", "period", "base") == [
        ("exports_cagr", "2020", "2015"),
        ("exports_growth", "2020", ""),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "grew 3 percent a year from 2015 to 2020, down from 8 percent a year between 2010 and 2015",
        "slowed to average growth of 3 percent in 2015-2020 from 8 percent in 2010-2015",
    ],
)
def test_a_mean_that_is_compared_with_has_years_and_a_sign_of_its_own(words):
    rows = said(f"Exports to Borvia {words}.", "quantity", "base", "period", "as_written")
    assert [row[:3] for row in rows] == [
        ("exports_cagr", "2015", "2020"),
        ("exports_cagr", "2010", "2015"),
    ]
    assert not any(row[3].startswith("-") for row in rows)


def test_a_mean_fall_is_below_0_and_of_the_flow_product_and_measure_that_are_named():
    text = "Borvian exports of wool to Ardenia fell by 3 percent a year in euro terms from 2014 to "
    columns = "quantity", "reporter", "product", "as_written", "measured_in"
    ((*cells, written, measured),) = said(f"{text}2019.", *columns)
    assert cells == ["exports_cagr", "XBB", "wool"]
    assert (written.split()[0], measured) == ("-3", "EUR")


@pytest.mark.parametrize(
    ("text", "base", "period"),
    [
        ("The average annual growth of trade over the last 5 years is 12%.", "2015", "2020"),
        ("In the ten years to 2020 trade doubled, which is 7 percent a year.", "2010", "2020"),
        ("Trade expanded at 6.1% (CAGR) during FY16-FY21.", "2015/16", "2020/21"),
        ("Trade grew 5% a year, reaching $5m in 2020 from $4m in 2015.", "2015", "2020"),
        ("Trade rose from $2m in 2015 to $3m in 2020, an annual rise of 10%.", "2015", "2020"),
        ("Trade was $3m in 2020, having risen by 12 percent a year since 2016.", "2016", "2020"),
    ],
)
def test_words_far_from_a_mean_may_say_its_years(text, base, period):
    found = [row[2:4] for row in said(text, *A_YEAR) if row[0] == "turnover_cagr"]
    assert found == [(base, period)]


def test_growth_over_a_mean_is_left_out():
    text = "Exports to Borvia were 12 percent higher than the annual average of 2015-2020."
    (left,) = [one.reason for one in drafted(text).left_out if one.number.startswith("12")]
    assert (said(text), left) == ([], "compared with a mean")


def test_a_rate_of_one_year_after_a_mean_that_ends_before_it_is_read():
    text = "Exports to Borvia grew 5 percent on average between 2015 and 2017, then by 12 percent "
    assert said(f"{text}in 2018.", "quantity", "period") == [
        ("exports_cagr", "2017"),
        ("exports_growth", "2018"),
    ]


def test_a_year_since_which_more_is_told_is_no_base_of_what_stands_before_a_semicolon():
    text = "Compared with a year earlier, exports to Borvia grew 5 percent; since 2015 they have "
    assert said(f"{text}grown 40 percent.", "base") == [("",), ("2015",)]


def test_many_rates_in_one_sentence_are_read_like_few():
    rates = ", ".join(f"{n}%" for n in range(1, 200))
    assert len(drafted(f"Exports to Borvia grew by {rates} in 2020.").left_out) < 400
