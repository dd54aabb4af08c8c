"""Growth a year that a source prints is a result, on the front page and in chapters too."""

import pytest

import analysis as an
from analysis.report.front import front_page

PAIR = {"reporter": "GEO", "partner": "KOR", "statistics_of": "GEO"}
OFFICE = {"source_id": "office", "kind": "official statistics"}


@pytest.fixture
def read(write_study):
    def of(*figures, sources=("gazette", OFFICE)):
        return an.read(write_study(*(PAIR | figure for figure in figures), sources=sources))

    return of


def level(period, text, **more):
    return {"period": period, "as_written": f"{text} million"} | more


def a_year(text, base, period, quantity="turnover_cagr", **more):
    about = {"quantity": quantity, "period": period, "base": base, "unit": "percent"}
    return about | {"as_written": text} | more


LEVELS = level("2010", "1000.0"), level("2020", "2593.7")


def rows(study):
    return [
        (row["what"], [cell["text"] for cell in row["cells"]]) for row in front_page(study)["rows"]
    ]


def test_a_printed_rate_of_other_years_does_not_take_the_place_of_the_computed_one(read):
    study = read(*LEVELS, a_year("12.0", "2015", "2018"))
    assert rows(study) == [("Growth of turnover a year from 2010 to 2020", ["10.0 percent"])]


def test_a_printed_rate_of_the_same_years_stands_beside_the_computed_one(read):
    ((_, (text,)),) = rows(read(*LEVELS, a_year("10.1", "2010", "2020")))
    assert text == (
        "computed: 10.0 percent, from figures that conflict; "
        "printed: 10.1 percent (10.0 to 10.2), conflicting"
    )


@pytest.mark.parametrize("source", ["gazette", "office"])
def test_a_rate_alone_is_a_row_whoever_prints_it(read, source):
    study = read(a_year("10.0", "2014", "2019", source_id=source), sources=("gazette", OFFICE))
    study = an.focus(study, headline_source=source)
    assert [what for what, _ in rows(study)] == ["Growth of turnover a year from 2014 to 2019"]


@pytest.mark.parametrize(
    ("base", "period"),
    [
        ("", ""),
        ("2010", ""),
        ("2010-06", "2020-06"),
        ("2010-Q1", "2020-Q1"),
        ("2010-H1", "2020-H1"),
    ],
)
def test_a_rate_of_no_whole_years_is_a_claim_and_no_result(read, base, period):
    study = read(*LEVELS, a_year("12.0", base, period))
    assert an.headline_results(study).at["turnover_cagr_printed", "decided"] == "missing"
    assert len(front_page(study)["claims"]) == 3


def test_only_rates_that_end_within_the_years_asked_for_count(read):
    figures = a_year("9.0", "2011", "2014"), a_year("8.0", "2016", "2019")
    study = an.focus(read(*LEVELS, *figures), years=(2010, 2015))
    assert an.headline_results(study).at["turnover_cagr_printed", "years"] == "2011-2014"


def test_a_printed_rate_is_a_rise_or_a_fall(read):
    printed = an.headline_results(read(a_year("-3.0", "2014", "2019"))).loc["turnover_cagr_printed"]
    assert printed["decided"] == "fall"


@pytest.mark.parametrize(
    ("base", "period", "when"),
    [
        ("2010", "2020", "from 2010 to 2020"),
        ("", "2010/2020", "from 2010 to 2020"),
        ("2014-03", "2019-03", "from March 2014 to March 2019"),
        ("2014-H1", "2019-H1", "in January to June 2019 over January to June 2014"),
        (
            "2015-03-21/2015-08-22",
            "2019-03-21/2019-08-22",
            "from 21 March 2019 to 22 August 2019 over 21 March 2015 to 22 August 2015",
        ),
    ],
)
def test_the_years_of_a_rate_are_told_plainly(read, base, period, when):
    claims = front_page(read(a_year("10", base, period)))["claims"]
    assert [one["what"] for one in claims] == [
        f"Growth a year of the turnover of Georgia with South Korea {when}"
    ]


def test_a_rate_that_is_always_wrong_or_never_is_named_in_the_chapter_on_verdicts(read):
    said = an.sentences(read(*LEVELS, a_year("10.0", "2010", "2020")), "verdicts.under_assumptions")
    assert "growth a year of the turnover of Georgia with South Korea from 2010 to 2020" in str(
        said
    )


def test_growth_a_year_is_not_set_beside_the_growth_of_all_years(read):
    office = {"source_id": "office"}
    study = read(
        a_year("10.0", "2015", "2020"),
        a_year("61.1", "2015", "2020", quantity="turnover_growth", **office),
        a_year("10.2", "2015", "2020", **office),
    )
    both = an.compare(study, "gazette", "office")
    assert both[["figure_a", "figure_b"]].to_numpy().tolist() == [["f1", "f3"]]
    assert both["difference"].to_list() == [pytest.approx(0.2)]
