"""What is said of both sides' statistics of one trade, and of the side that a headline fits."""

import dataclasses

import pytest
from studies import known

import analysis as an

SOURCES = """source_id,publisher,title,published,url,kind
gazette,Gazette,,,,the article
office,Office,,,,official statistics
"""
CHART_TITLES = ["chart_of_sides", "chart_of_ratios"]


@pytest.fixture(scope="module")
def default():
    return known("data")


def said(study, block):
    """Return what a block says, on one line; blank where it says nothing."""
    return " ".join((an.sentences(study, f"mirror.{block}") or "").split())


def official(flow, period, amount, reporter="GEO", partner="KOR"):
    return {
        "quantity": flow,
        "period": str(period),
        "as_written": f"{amount} million",
        "wording": "exact",
        "reporter": reporter,
        "partner": partner,
        "statistics_of": reporter,
        "source_id": "office",
    }


def sold(*rows):
    """Return what Korea reports as exports to Georgia and Georgia as imports, by year."""
    exports = [official("exports", year, sold, "KOR", "GEO") for year, sold, _ in rows]
    return [*exports, *(official("imports", year, bought) for year, _, bought in rows)]


@pytest.fixture
def thin(write_study):
    """Return a function that reads a study of one printed turnover and some official figures."""

    def read(*figures):
        folder = write_study(
            {"as_written": "200 million"},
            *figures,
            sources=("gazette", "office"),
            settings='headline_source = "gazette"',
        )
        (folder / "sources.csv").write_text(SOURCES)
        return an.read(folder)

    return read


# The answer.


def test_the_answer_begins_with_the_ratios_and_holds_them_against_freight(default):
    answer = said(default, "answer")
    assert answer.startswith(
        "**Azerbaijan's imports from China are 1.16 to 2.32 times what China reports as exports to "
        "Azerbaijan (2015 to 2020).** Freight and insurance explain 1.06 to 1.10 times. "
    )
    assert "imports is above that in 2015 and 2017 to 2020, and within that in 2016." in answer


def test_the_last_difference_is_told_with_what_freight_leaves_of_it(default):
    assert (
        "In 2020, Azerbaijan reports USD 1,412.7 million and China USD 617.6 million. The "
        "difference, imports − exports, is USD 795.1 million, and USD 745.7 million (733.3 to "
        "758.1) once freight and insurance are taken off." in said(default, "answer")
    )


@pytest.mark.parametrize(
    ("valuation", "words"),
    [("FOB", "valued FOB"), ("customs value", "at their customs value")],
)
def test_nothing_is_taken_off_imports_that_hold_no_freight(thin, valuation, words):
    study = thin(*sold((2015, 100, 130)))
    study.sources.loc["office", "valuation"] = valuation
    answer = said(study, "answer")
    assert (
        f"Georgia's imports are {words} in 2015: they hold no freight and insurance, and nothing "
        "is taken off. " in answer
    )
    assert "The difference, imports − exports, is USD 30 million." in answer
    assert "Freight and insurance explain" not in answer
    assert said(study, "chart_of_ratios").endswith("neither holds freight and insurance")
    assert said(study, "allowance").startswith("For comparison, the median mirror ratio")


def test_one_year_has_no_range_of_years(default):
    answer = said(an.focus(default, years=(2020, 2020)), "answer")
    assert answer.startswith("**Azerbaijan's imports from China are 2.29 times what China")
    assert "(2020).**" in answer


def test_swapping_the_pair_swaps_the_paragraphs_and_changes_nothing_else(default):
    there = dataclasses.replace(default, reporter=default.partner, partner=default.reporter)
    one, other = (an.sentences(study, "mirror.answer").split("\n\n") for study in (default, there))
    explained = "Freight and insurance explain 1.06 to 1.10 times. "
    assert explained in one[0]
    assert explained in other[0]
    assert [p.replace(explained, "") for p in one] == [
        p.replace(explained, "") for p in other[::-1]
    ]


def test_a_direction_that_one_side_does_not_report_is_not_filled_in_from_the_other(thin):
    answer = said(thin(*sold((2015, 100, 110)), official("exports", 2015, 50)), "answer")
    assert answer.startswith("**Georgia's imports from South Korea are 1.10 times")
    assert answer.endswith("In no year do both sides report South Korea's imports from Georgia.")


def test_exports_of_zero_are_told_and_have_no_ratio(thin):
    answer = said(thin(*sold((2015, 0, 6))), "answer")
    zero = "South Korea reports exports of 0 to Georgia, and Georgia reports"
    assert f"In 2015, {zero} imports: there is no ratio." in answer
    assert "The ratio of" not in answer
    answer = said(thin(*sold((2015, 10, 20), (2016, 0, 0))), "answer")
    assert f"In 2016, {zero} none either: there is no ratio." in answer
    assert "The ratio of Georgia's imports is above that in 2015." in answer


def test_a_ratio_that_is_not_its_limit_is_not_printed_like_it(thin):
    answer = said(thin(*sold((2015, 1000, 1062), (2016, 1000, 1300))), "answer")
    assert "are 1.062 to 1.30 times what" in answer


# What the statistics lack.

BOTH = (
    *sold((2015, 100, 110)),
    official("exports", 2015, 50),
    official("imports", 2015, 80, "KOR", "GEO"),
)
LACKS = {
    "no official source": (
        (),
        "The study has no official statistics of this pair, and so no two sides",
    ),
    "no flow by side": (
        (official("turnover", 2015, 9),),
        "Office (undated) has no exports or imports of this pair in the study's years.",
    ),
    "one side": (BOTH[1:3], "South Korea's statistics lack exports to Georgia in 2015."),
    "one direction": (BOTH[:2], "Georgia's statistics lack exports to South Korea in 2015."),
    "the other direction": (
        BOTH[2:],
        "Georgia's statistics lack imports from South Korea in 2015.",
    ),
    "one year of one flow": (
        (*BOTH, official("imports", 2017, 9)),
        "South Korea's statistics lack exports to Georgia in 2017.",
    ),
    "a year of both sides": (
        (*BOTH, official("imports", 2017, 9)),
        "Neither side has a figure for 2016.",
    ),
}


@pytest.mark.thorough
@pytest.mark.parametrize(("figures", "sentence"), LACKS.values(), ids=LACKS)
def test_what_the_official_statistics_lack_is_a_sentence(thin, figures, sentence):
    study = thin(*figures)
    assert sentence in f"{said(study, 'answer')} {said(study, 'fit')}"


def test_a_study_that_lacks_nothing_does_not_say_so(thin):
    assert "lack" not in said(thin(*BOTH), "fit")


@pytest.mark.parametrize("block", CHART_TITLES)
def test_a_chart_has_a_title_even_where_nothing_can_be_drawn(thin, block):
    assert said(thin(), block)


def test_a_chart_s_title_tells_who_reports_more(default):
    titles = [said(default, block) for block in CHART_TITLES]
    assert titles == [
        "Goods from China to Azerbaijan, 2020: Azerbaijan reports USD 795.1 million more",
        "In 2020, Azerbaijan reports 2.29 times what China does: more than freight and insurance "
        "explain",
    ]


# Who reports less.


def test_a_ratio_below_1_is_followed_by_a_guess_that_says_that_it_is_one(default):
    lines = said(an.focus(default, reporter="GEO"), "transit")
    assert "Georgia reports 0.56 to 0.80 times what China says it sold there" in lines
    assert "This is a guess" in lines
    assert "guess" not in said(default, "transit")


def test_without_a_year_of_both_sides_nothing_is_told_of_who_reports_less(thin):
    assert said(thin(official("imports", 2015, 9)), "transit") == ""
    assert said(thin(*sold((2015, 5, 6))), "transit").startswith("In no year do the bounds show")


# Which side the headline's figures fit.


def test_how_many_figures_agree_with_either_side_and_which_is_farthest_off(default):
    lines = said(default, "fit")
    assert (
        "- Of 7 figures of AzerNews, 3 agree with Azerbaijan's statistics within their "
        "rounding, and 4 come within 2 percent. The farthest off is exports of 2020: more than 780 "
        "million is at least USD 347.2 million (80.2 percent) above the official number." in lines
    )
    assert (
        "Of 7 figures of AzerNews, none agrees with China's statistics within its rounding,"
        in lines
    )
    assert "fit Azerbaijan's statistics only: read so, the fewest figures" in lines


@pytest.mark.thorough
def test_a_headline_that_is_the_official_source_is_told_to_be_it(default):
    lines = said(an.focus(default, reporter="GEO", headline_source="imf-dots-2022-02"), "fit")
    assert lines == (
        "- International Monetary Fund, the headline source, publishes official statistics itself."
    )


def test_a_side_without_an_official_number_is_told(thin):
    lines = said(thin(*BOTH[1:3]), "fit")
    assert "- South Korea's statistics have no number for any figure that Gazette prints." in lines
    lines = said(thin(official("exports", 2015, 5)), "fit")
    assert "- Neither side has an official number for any figure that Gazette prints." in lines


def test_a_source_that_names_its_side_has_none_to_be_found_out(thin):
    study = thin(*BOTH)
    figures = study.figures.assign(statistics_of="GEO", side="GEO")
    study = dataclasses.replace(study, figures=figures[figures["source_id"] == "gazette"])
    assert "fit" not in said(study, "fit")


def test_a_side_outside_the_pair_is_named(thin):
    study = thin(*BOTH)
    found = dataclasses.replace(an.reconciled(study), sides={study.headline_source: ("GEO", "TUR")})
    study.answers["reconciled", an.REVISION, "strict"] = found
    assert "fit Georgia's statistics or Türkiye's statistics: nothing decides" in said(study, "fit")


# The world's pairs.


def test_the_world_s_medians_are_those_of_the_table_that_comes_with_the_package(default):
    table = an.shipped_percentiles()["p50"].xs((1, "mirror_ratio"), level=["at_least", "indicator"])
    lines = said(default, "allowance")
    assert (
        f"is {table.min():.2f} to {table.max():.2f} by year, from {table.index.min()} to" in lines
    )
    assert "turnover of at least USD 1 million according to both sides" in lines
