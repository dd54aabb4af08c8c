"""The sentences on growth: what holds comes first, and nothing is said of what is not there."""

import dataclasses
import re

import pytest
from studies import known

import analysis as an
from analysis.prose.growth import Facts

INDEX = {"year": "2015", "as_written": "100"}


def years(*amounts, start=2015, **what):
    return [
        {"period": str(year), "as_written": f"{amount} million"} | what
        for year, amount in enumerate(amounts, start)
    ]


def said(study, *blocks):
    """Return what blocks say; the answer and what others print, if none is named."""
    texts = [an.sentences(study, f"growth.{b}") for b in blocks or ("answer", "others")]
    return "\n\n".join(str(text) for text in texts if text)


@pytest.fixture(scope="module")
def default():
    return known("data")


@pytest.fixture(scope="module")
def invented():
    return known("tests/invented")


def first_bold(text):
    return re.search(r"\*\*(.+?)\*\*", text)[1]


@pytest.mark.thorough
def test_the_rates_of_the_article_and_of_both_sides_are_said_with_their_bounds(default):
    answer = said(default)
    assert "According to AzerNews, turnover grew by 31.4 percent (30.8 to 32.1) a year" in answer
    assert "According to Azerbaijan's statistics, it grew by 26.7 percent a year." in answer
    assert "According to China's statistics, it grew by 14.2 percent a year." in answer


@pytest.mark.thorough
def test_a_rate_that_rests_on_a_contradicted_figure_is_not_what_is_bold(default):
    answer = said(default)
    assert "rests on turnover in 2020, which other published figures contradict." in answer
    assert first_bold(answer) == "The consistent figures give 25.8 to 27.8 percent a year"


@pytest.mark.thorough
def test_a_rate_that_rests_on_consistent_figures_is_bold(invented):
    assert "15.9 percent (15.6 to 16.1) a year from 2001" in first_bold(said(invented))
    assert "other published figures" not in said(invented)


def test_what_holds_instead_is_said_of_each_contradicted_year(default):
    assert "- 2016: 975 million is contradicted; the consistent figures give **USD 1.0" in said(
        default
    )
    assert "- 2020: 2.2 billion is contradicted; the consistent figures give **USD 1.8" in said(
        default
    )


def test_the_years_that_the_digits_leave_open_are_named_and_what_both_sides_decide(default):
    answer = said(default)
    assert "AzerNews leave open whether turnover rose or fell in 2018 and 2020." in answer
    assert "In 2020, turnover fell according to Azerbaijan's statistics and China's stat" in answer
    assert "The consistent figures give a change of −18.9 to −12.0 percent in 2020." in answer


def test_what_the_publisher_printed_elsewhere_is_said_with_the_days_between(default):
    assert "AzerNews printed USD 1.8 billion (1.75 to 1.85) for 2020 too, 41 days before." in said(
        default
    )


@pytest.mark.parametrize(
    ("published", "days"), [("2006-03-12", -10), ("2006-01-01", 60), ("2006", None), ("", None)]
)
def test_a_number_that_came_at_another_day_has_the_days_between(invented, published, days):
    sources = invented.sources.copy()
    other = sources["publisher"].eq(invented.publisher) & sources["published"].ne("2006-03-02")
    sources.loc[other, "published"] = published
    ((figure, between),) = Facts(dataclasses.replace(invented, sources=sources)).printed_elsewhere
    assert (figure["value"], between) == (179, days)


@pytest.mark.parametrize(
    ("days", "when"), [(-10, "10 days after."), (None, "in 2006."), (41, "41 days before.")]
)
def test_when_a_number_came_is_said(default, days, when):
    said(default)
    facts = default.answers["facts", "growth"]
    ((figure, before),) = facts.printed_elsewhere
    facts.__dict__["printed_elsewhere"] = [({**figure, "published": "2006"}, days)]
    assert f"for 2020 too, {when}" in said(default)
    facts.__dict__["printed_elsewhere"] = [(figure, before)]


@pytest.mark.thorough
def test_sides_whose_years_end_earlier_carry_their_own_years():
    answer = said(known("examples/GEO-TUR"))
    assert "According to Georgia's statistics, it grew by 1.1 percent a year from 2015 to" in answer
    assert "In 2022, turnover rose according to Daily Sabah." in answer
    assert "In 2020, turnover fell according to Georgia's statistics and Türkiye's stat" in answer


@pytest.mark.thorough
def test_an_official_source_that_is_the_headline_is_said_once():
    study = an.focus(known("examples/GEO-TUR"), None, None, (2015, 2020), "imf-dots-2022-02")
    answer = said(study)
    assert "International Monetary Fund" not in answer
    assert answer.count("a year from 2015 to 2020") == 1
    assert first_bold(answer).startswith("According to Georgia's statistics")


def test_figures_that_contradict_each_other_do_not_decide_which_is_wrong(write_study):
    other = years(90, source_id="herald", statistics_of="GEO")
    study = an.read(write_study(*years(101, 111, statistics_of="GEO"), *other, sources=BOTH))
    answer = said(study)
    assert "speak against it and do not decide which of them is wrong." in answer
    assert "- 2015: 101 million is conflicting." in answer
    assert "contradict" not in answer
    assert "**" not in answer


BOTH = ("gazette", "herald")


def test_growth_that_the_source_prints_itself_is_said(write_study):
    printed = {"quantity": "turnover_growth", "unit": "percent", "period": "2016"}
    study = an.read(write_study(printed | {"as_written": "5"}))
    assert said(study).startswith(
        "**According to Gazette, turnover rose in 2016**: it printed growth of 5.0 percent (4.5 to "
        "5.5)."
    )


@pytest.mark.thorough
def test_too_few_years_are_said_in_the_singular_and_in_one_sentence(write_study):
    assert "states turnover of one year only, and growth needs two." in said(
        an.read(write_study(*years(101)))
    )
    assert "one year only" not in said(an.read(write_study(*years(101, 111))))


@pytest.mark.thorough
def test_lacking_statistics_are_named_by_their_side(write_study, invented):
    neither = said(an.read(write_study(*years(101, 111))))
    assert "no official statistics of both flows, of either side." in neither
    assert "official statistics" not in said(invented)
    one = dataclasses.replace(
        invented, figures=invented.figures[invented.figures["statistics_of"] != "XBB"]
    )
    assert "no official statistics of both flows of XBB's side." in said(one)


@pytest.mark.thorough
def test_a_rate_below_zero_is_a_change_and_an_undecided_one_is_called_that(write_study):
    assert "turnover changed by −10.9 percent" in said(an.read(write_study(*years(101, 90))))
    open_ended = an.read(write_study(*years(100, 90, wording="about")))
    assert "turnover may have grown or shrunk, by −10.0 percent" in said(open_ended)


# Constant dollars


def with_prices(write_study, *prices):
    figures = years(100, 110, 121, wording="exact")
    rows = [INDEX | {"year": str(year), "as_written": price} for year, price in prices]
    return an.read(write_study(*figures, prices=rows))


def test_growth_in_constant_dollars_stands_beside_that_in_current_ones(write_study):
    study = with_prices(write_study, (2015, "80"), (2016, "100"))
    assert said(study, "constant_dollars") == (
        "In 2016, turnover changed by −12.0 percent in constant dollars and by 10.0 percent in "
        "current dollars. From 2015 to 2016, it changed by −12.0 percent a year in constant "
        "dollars and by 10.0 percent in current dollars. The prices are those of Gazette (undated)."
        " They say what a dollar buys there, and not how the prices of the goods traded here moved."
    )


def test_nothing_is_said_of_constant_dollars_without_prices_of_two_years_in_a_row(write_study):
    assert said(with_prices(write_study), "constant_dollars") == ""
    assert said(with_prices(write_study, (2015, "80"), (2017, "90")), "constant_dollars") == ""


# Trend and forecast


def test_the_trend_is_said_with_its_two_uncertainties_apart(default):
    assert (
        "Least-squares growth is 30.4 percent (29.5 to 31.3) a year, with a 95 percent confidence "
        "interval of 16.7 to 45.7 percent (n = 6)."
    ) in said(default, "trend")
    assert "leaving out 2015 alone moves it by −6.3 points." in said(default, "trend")
    assert "hold the true growth in 95 percent of cases" in said(default, "trend")
    assert (
        "If shocks stay instead of fading (a random walk with drift), growth is 31.4 percent (30.8 "
        "to 32.1) a year, with an interval of −5.6 to 83.0 percent."
    ) in said(default, "trend")
    assert "amounts in current USD" in said(default, "trend")


def test_rounding_that_prints_like_the_trend_is_left_out(write_study):
    exact = an.read(write_study(*years(100, 121, 144, wording="exact")))
    assert "growth is 20.0 percent a year, with" in said(exact, "trend")


def test_a_trend_says_which_of_its_figures_are_contradicted(default, write_study):
    rests = "The trend rests on turnover of 2016 and 2020 as printed, which other published figures"
    assert rests in said(default, "trend")
    assert "rests on" not in said(an.read(write_study(*years(100, 110, 121))), "trend")


def test_no_commodity_is_named_as_a_cause_where_the_figures_carry_none(default):
    none = "The figures carry no commodities, so none can be named as the cause."
    assert none in said(default, "contributions")
    assert none not in said(known("tests/invented-euros"), "contributions")


def test_where_there_is_no_trend_the_reason_is_said_and_no_interval(write_study):
    trend = said(an.read(write_study(*years(101, 111))), "trend")
    assert trend.endswith("a trend needs at least 3 years, and there are 2: 2015, 2016.")
    assert "simulated" not in trend


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("144 million", "inside the prediction interval"),
        ("900 million", "outside the prediction interval"),
        ("9 million", "outside the prediction interval"),
        ("more than 134 million", "partly inside the prediction interval"),
    ],
)
def test_a_later_figure_is_held_against_the_forecast_of_its_year(write_study, printed, place):
    wording = "more than" if printed.startswith("more") else "stated"
    later = {"period": "2019", "as_written": printed.removeprefix("more than ")}
    figures = [*years(100, 111, 119, 133), later | {"wording": wording, "source_id": "herald"}]
    study = an.read(write_study(*figures, sources=BOTH, settings="last_year = 2018\n"))
    assert f"lies {place}" in said(study, "afterwards")
    assert ("percent above" in said(study, "afterwards")) == printed.startswith("900")


def test_the_title_counts_what_lies_below_the_median(default, invented, write_study):
    assert said(default, "below_median").startswith("4 of 4 figures published later lie below")
    later = years(20, start=2018, source_id="herald")
    settings = "last_year = 2017\n"
    study = an.read(write_study(*years(100, 111, 119), *later, sources=BOTH, settings=settings))
    assert said(study, "below_median").startswith("1 of 1 figure published later lies below")
    none = an.read(write_study(*years(100, 111, 119)))
    assert said(none, "below_median") == "No figure was published later"
    assert said(none, "afterwards") == ""


# Contributions


def test_contributions_of_a_side_that_ends_early_are_those_of_its_last_two_years(invented):
    later = an.focus(invented, years=(2001, 2007))
    assert "According to XAA's statistics, exports contributed +18.0 points in 2004 and" in said(
        later, "contributions"
    )
    assert (
        "According to XBB's statistics, exports contributed +14.5 points in 2005, and imports"
        in said(later, "contributions")
    )


def test_nothing_is_said_of_contributions_where_there_are_none(write_study):
    study = an.read(write_study(*years(100, 111)))
    assert said(study, "contributions") == ""
    assert said(study, "largest_contribution").startswith("No official flows of two years")
