"""The front page and the chapters of everyday inputs: one paper, one year, a part of a year."""

import pytest

import analysis as an
from analysis.report.front import claims_part, front_page, results_part


def figure(quantity, period, as_written, unit="USD", **what):
    about = {"quantity": quantity, "period": period, "as_written": as_written, "unit": unit}
    return about | what


@pytest.fixture
def read(write_study):
    return lambda *figures, **about: an.read(write_study(*figures, **about))


def said(study, block):
    return str(an.sentences(study, block) or "")


def texts(page):
    """Return the table of results: what → the texts of its cells that are not blank."""
    cells = {row["what"]: [cell["text"] for cell in row["cells"]] for row in page["rows"]}
    return {what: [text for text in row if text] for what, row in cells.items()}


@pytest.mark.thorough
def test_an_article_on_months_has_a_title_and_a_table_about_them(read):
    study = read(
        figure("turnover", "2018-M01/M09", "77 billion"),
        figure("turnover_growth", "2018-M01/M09", "30", "percent"),
        figure("turnover_share_of_total", "2017", "15", "percent"),
    )
    page = front_page(study)
    assert page["asked"] == "Georgia and South Korea, January to September 2018"
    assert texts(page) == {
        "Turnover in January to September 2018": ["USD 77 billion (76.5 to 77.5)"],
        "Growth of turnover in January to September 2018 over the same months a year before": [
            "30.0 percent (29.5 to 30.5), as printed"
        ],
    }
    answer = said(study, "growth.answer")
    assert "turnover rose in January to September 2018" in answer
    assert "growth of 30.0 percent (29.5 to 30.5) over the same months a year before" in answer


@pytest.mark.thorough
def test_what_holds_of_months_stands_in_the_table_and_answers_the_questions(read):
    page = front_page(
        read(
            figure("turnover", "2023-Q1", "14.05 billion"),
            figure("turnover_growth", "2023-Q1", "-13.3", "percent"),
            figure("exports", "2023-Q1", "5.4 billion"),
            figure("imports", "2023-Q1", "8.65 billion"),
            figure("balance", "2023-Q1", "-3.25 billion"),
        )
    )
    holds = {row["what"]: row["holds"] for row in page["rows"]}
    assert holds["Balance of trade of Georgia in January to March 2023"] == (
        "USD −3.538 to −2.965 billion"
    )
    assert all(holds.values())
    assert "Who sells more" not in page["unanswered"]
    assert "How fast turnover grew" not in page["unanswered"]
    balance = next(claim for claim in page["claims"] if claim["what"].startswith("Trade balance"))
    assert balance["holds"] == "USD −3.538 to −2.965 billion"


@pytest.mark.thorough
def test_one_period_has_one_result_whatever_its_figures_call_it(read):
    page = front_page(
        read(
            figure("exports", "2021-H1", "8.0 million"),
            figure("imports", "2021-M01/M06", "4.0 million"),
            figure("turnover", "2021-H1", "12.0 million"),
            figure("exports", "2021-M01/M06", "8.1 million", source_id="herald"),
            sources=["gazette", "herald"],
            settings='headline_source = "gazette"',
        )
    )
    assert page["asked"] == "Georgia and South Korea, January to June 2021"
    assert "Who sells more" not in page["unanswered"]
    assert all(row["holds"] for row in page["rows"])


@pytest.mark.thorough
def test_an_undated_balance_stands_without_a_blank_before_its_comma(read):
    flows = figure("exports", "", "8.0 million"), figure("imports", "", "4.0 million")
    answer = said(read(*flows), "shares.answer")
    assert ", undated" in answer and " ," not in answer


@pytest.mark.thorough
def test_the_chapter_on_shares_speaks_of_months_where_no_whole_year_is_printed(read):
    flows = [
        figure("imports", "2023-Q1", "8.65 billion"),
        figure("balance", "2023-Q1", "-3.25 billion"),
    ]
    answer = said(read(figure("exports", "2023-Q1", "5.4 billion"), *flows), "shares.answer")
    assert "exports were 38.4 percent" in answer
    assert "bought more from South Korea than it sold to it in January to March 2023" in answer
    wrong = figure("exports", "2023-Q1", "7.4 billion")
    agree = figure("turnover", "2023-Q1", "14.05 billion")
    answer = said(read(wrong, agree, *flows), "shares.answer")
    assert "contradicted" in answer and "consistent figures put exports at" in answer
    assert "2023-Q1" not in answer


@pytest.mark.thorough
def test_an_undated_figure_has_no_years_and_its_source_is_the_headline(read):
    study = read(
        figure("turnover", "", "72 billion", wording="more than", source_id="herald"),
        sources=["gazette", "herald"],
    )
    page = front_page(study)
    assert study.headline_source == "herald"
    assert page["asked"] == "Georgia and South Korea"
    assert page["lead"].startswith("Herald (undated) printed 1 figure.")
    assert texts(page) == {"Turnover, undated": ["USD 72 billion (at least 72, no upper bound)"]}
    assert "9999" not in str(page)


@pytest.mark.thorough
def test_printed_growth_of_one_year_is_an_answer_and_implies_the_year_before(read):
    study = read(
        figure("turnover", "2020", "18.2 billion"),
        figure("turnover_growth", "2020", "4.5", "percent"),
    )
    assert texts(front_page(study)) == {
        "Turnover in 2020": ["USD 18.2 billion (18.15 to 18.25)"],
        "Growth of turnover in 2020": ["4.5 percent, as printed"],
    }
    answer = said(study, "growth.answer")
    assert "turnover rose in 2020" in answer
    assert "Turnover in 2019, which Gazette does not print, was therefore USD 17.36 to" in answer
    assert "growth needs two" not in answer


@pytest.mark.thorough
def test_growth_is_shown_as_computed_and_as_printed(read):
    study = read(
        figure("turnover", "2019", "100 million"),
        figure("turnover", "2020", "110 million"),
        figure("turnover_growth", "2020", "10.4", "percent"),
    )
    (cell,) = texts(front_page(study))["Growth of turnover in 2020"]
    assert cell.startswith("computed: 10.0 percent (")
    assert cell.endswith("; printed: 10.4 percent (10.3 to 10.5)")


@pytest.mark.thorough
def test_growth_that_another_paper_prints_is_said_where_the_text_has_none(read):
    study = read(
        figure("turnover_growth", "2013-M01/M06", "5", "percent"),
        figure("turnover_growth", "2019", "-9", "percent", wording="about", source_id="herald"),
        sources=["gazette", "herald"],
    )
    page = front_page(study)
    sentence = "turnover fell in 2019: it printed growth of about −9.0 percent (−10.0 to −8.0)."
    assert sentence in page["elsewhere"]
    assert sentence in said(study, "growth.answer")
    assert [*texts(page)] == [
        "Growth of turnover in January to June 2013 over the same months a year before"
    ]


@pytest.mark.thorough
def test_who_sells_more_is_said_of_the_flows_of_the_text(read):
    study = read(
        figure("turnover", "2020", "3.0 billion"),
        figure("exports", "2020", "2.6 billion"),
        figure("imports", "2020", "425 million"),
    )
    answer = said(study, "shares.answer")
    assert "Georgia sold more to South Korea than it bought from it in 2020" in answer
    assert "USD 2.175 billion (2.124 to 2.226), its exports minus its imports" in answer
    balances = an.trade_balances(study)
    assert balances.index.to_list() == [("Gazette", 2020)]
    assert balances["decided"].to_list() == ["surplus"]


@pytest.mark.thorough
def test_a_printed_deficit_is_said_as_printed(read):
    study = read(figure("balance", "2020", "-1.3 billion"))
    assert "Georgia bought more from South Korea than it sold to it in 2020" in said(
        study, "shares.answer"
    )
    (cell,) = texts(front_page(study))["Balance of trade of Georgia in 2020"]
    assert cell == "USD −1.3 billion (−1.35 to −1.25), as printed"


def test_a_share_of_another_in_a_region_is_told(read):
    study = read(
        figure("turnover", "2020", "3 billion"),
        figure(
            "share_of_region",
            "2020",
            "80",
            "percent",
            wording="more than",
            reporter="ARM",
            partner="GEO",
            region="South",
        ),
        regions=[("South", "ARM"), ("South", "KOR")],
    )
    assert (
        "According to Gazette, Armenia had more than 80.0 percent (80.0 to 100.0) of Georgia's "
        "trade with the region (South) in 2020."
    ) in said(study, "shares.answer")


@pytest.mark.thorough
def test_a_conflicting_share_of_which_anything_may_hold_is_not_said_to_hold(read):
    share = {"reporter": "GEO", "partner": "KOR", "region": "South"}
    study = read(
        figure("share_of_region", "2020", "40", "percent", **share),
        figure("share_of_region", "2020", "60", "percent", **share),
        regions=[("South", "ARM"), ("South", "GEO")],
    )
    claims = {claim["figure_id"]: claim for claim in front_page(study)["claims"]}
    assert {claim["verdict"] for claim in claims.values()} == {"conflicting"}
    assert {claim["holds"] for claim in claims.values()} == {""}


def test_a_conflicting_flow_that_only_its_turnover_bounds_is_not_said_to_hold(read):
    study = read(
        figure("turnover", "2020", "80 million"),
        figure("exports", "2020", "40 million"),
        figure("exports", "2020", "60 million"),
    )
    claims = {claim["figure_id"]: claim for claim in claims_part(study)["claims"]}
    assert claims["f2"]["verdict"] == claims["f3"]["verdict"] == "conflicting"
    assert claims["f2"]["holds"] == claims["f3"]["holds"] == ""


def test_stocks_of_two_dates_and_kinds_are_set_side_by_side(read):
    back = {"reporter": "KOR", "partner": "GEO"}
    study = read(
        figure("direct_investment_stock", "2023-11", "20 billion", wording="more than", **back),
        figure("investment_stock", "2024-11", "13 billion", source_id="herald", **back),
        sources=["gazette", "herald"],
    )
    for text in (said(study, "front.elsewhere"), said(study, "investment.answer")):
        assert "of different dates or kinds, so that none tests another" in text
        assert "South Korea in Georgia in November 2023, direct: more than USD 20 billion" in text
        assert "in November 2024, of a kind that is not stated: USD 13 billion" in text


@pytest.mark.thorough
@pytest.mark.parametrize("papers", [1, 3])
def test_one_source_is_called_the_only_one_where_it_is(read, papers):
    names = ["gazette", "herald", "courier"][:papers]
    study = read(
        *(figure("turnover", "2019", "100.0 million", source_id=name) for name in names),
        sources=names,
        settings='headline_source = "gazette"',
    )
    alone, several = "Only according to Gazette is", "In 2019, turnover was USD 100 million"
    assert said(study, "front.picture").startswith(alone if papers == 1 else several)
    assert an.reconcile(study).verdict.isin(["untested", "consistent"]).all()


@pytest.mark.thorough
def test_the_last_official_flows_are_shown_with_their_year(read):
    office = {"source_id": "office", "statistics_of": "GEO"}
    study = read(
        figure("exports", "2021", "103.6 million", **office),
        figure("imports", "2021", "141.7 million", **office),
        figure("turnover", "2023", "254.5 million", **office),
        sources=[{"source_id": "office", "kind": "official statistics"}],
    )
    cells = texts(front_page(study))
    assert cells["Balance of trade of Georgia in 2021"] == ["USD −38.1 million (−38.2 to −38)"]
    assert "a deficit" in said(study, "shares.answer")


@pytest.mark.thorough
def test_the_title_of_the_picture_says_according_to_whom_turnover_is_highest(read):
    alone = read(
        figure("turnover", "2015", "101 million"), figure("turnover", "2016", "111 million")
    )
    assert said(alone, "front.picture") == "Only according to Gazette is turnover of 2016 known"
    none = read(figure("loan", "2016", "5 million"))
    assert said(none, "front.picture") == "No turnover of a whole year is published"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("partners", "title"),
    [
        ("111 million", "In 2016, turnover is the same according to Georgia's statistics and"),
        ("115 million", "In 2016, turnover is highest according to South Korea's statistics"),
    ],
)
def test_the_title_of_the_picture_compares_the_two_sides_where_the_text_is_silent(
    read, partners, title
):
    offices = [
        {"source_id": name, "kind": "official statistics", "statistics_of": country}
        for name, country in (("geostat", "GEO"), ("kosis", "KOR"))
    ]
    study = read(
        figure("loan", "2016", "5 million"),
        figure("turnover", "2016", "111 million", source_id="geostat", statistics_of="GEO"),
        figure("turnover", "2016", partners, source_id="kosis", statistics_of="KOR"),
        sources=["gazette", *offices],
        settings='headline_source = "gazette"',
    )
    assert said(study, "front.picture").startswith(title)


def listed(study):
    """Return what `check` lists of figures that are not consistent."""
    return str(an.sentences(study, "verdicts.wrong_figures", found=an.reconcile(study)))


RATES = [
    figure(f"{flow}_growth", "2020", rate, "percent")
    for flow, rate in (("turnover", "11.2"), ("exports", "10.7"), ("imports", "10.3"))
]


def test_what_conflicts_is_said_so_beside_its_result_and_empty_columns_are_left_out(read):
    page = results_part(read(*RATES))
    assert page["columns"] == ["Gazette"]
    assert not page["any_holds"]
    assert texts(page) == {"Growth of turnover in 2020": ["11.2 percent, as printed, conflicting"]}


def test_who_says_otherwise_is_named_once_with_all_that_it_says(read):
    lines = listed(read(*RATES))
    about_turnover = next(line for line in lines.splitlines() if line.startswith("- f1 "))
    assert (
        "10.7 percent (growth of the exports) and 10.3 percent (growth of the imports) "
        "according to Gazette (undated) leave 10." in about_turnover
    )
    assert about_turnover.count("according to") == 1


def test_figures_on_one_condition_stand_under_it(read):
    papers = [
        figure(flow, "2020", number, wording="exact", source_id=paper)
        for paper, numbers in (("gazette", "10 30"), ("herald", "15 40"))
        for flow, number in zip(("exports", "imports"), numbers.split(), strict=True)
    ]
    study = read(*papers, sources=["gazette", "herald"])
    lines = listed(study)
    condition = "Gazette (undated) and Herald (undated) quote different sides' statistics:"
    assert f"Consistent only if {condition}" in lines
    assert [line.split()[1] for line in lines.splitlines() if line.startswith("- ")] == [
        "f1", "f2", "f3", "f4",
    ]  # fmt: skip


def test_a_printed_deficit_has_a_true_minus(read):
    study = read(figure("balance", "2020", "-5 million"), figure("balance", "2020", "-7 million"))
    lines = listed(study)
    assert "(\u22125 million)" in lines
    assert "USD \u22127 million according to" in lines
    assert "-5" not in lines


def test_numbers_that_would_read_alike_are_given_with_all_digits(read):
    numbers = ("8765.4321 million", "8765.4421 million")
    lines = listed(read(*(figure("exports", "2020", n, wording="exact") for n in numbers)))
    assert "USD 8765.4421 million according to Gazette (undated) leaves" in lines


def test_growth_over_two_years_is_told_apart(read):
    lines = listed(
        read(
            figure("exports_growth", "2020", "20", "percent", base="2016"),
            figure("exports_growth", "2020", "40", "percent", base="2018"),
            figure("exports_growth", "2018", "15", "percent", base="2016"),
        )
    )
    assert "20 percent (growth of the exports in 2020 over 2016) and" in lines


def test_a_result_that_is_one_conflicting_figure_is_conflicting(read):
    page = results_part(read(*(figure("turnover", "2020", f"{n} million") for n in (100, 300))))
    assert texts(page)["Turnover in 2020"][0].endswith(", conflicting")


def test_what_a_text_contradicts_itself_is_said_to_be_so_and_no_room_for_revision_hides_it(read):
    study = read(
        figure("turnover", "2019", "85 billion", wording="more than"),
        figure("turnover", "2019", "84.84 billion"),
        figure("turnover_growth", "2019", "16.4", "percent"),
        figure("turnover", "2018", "72.87 billion"),
        figure("turnover", "2030", "100 billion", status="target"),
    )
    first = "1 of the 4 figures of Gazette is contradicted by other figures of the same text."
    assert said(study, "front.verdict") == first
    claims = {claim["figure_id"]: claim["holds"] for claim in claims_part(study)["claims"]}
    assert claims["f1"] == ""
    assert claims["f2"].startswith("USD 83.17 to 86.5")
    assert "printed 5 figures, 1 of them a target or forecast." in said(study, "front.lead")


def test_a_text_that_others_speak_against_too_is_not_said_to_contradict_itself_alone(read):
    side = {"statistics_of": "GEO"}
    study = read(
        figure("turnover", "2019", "85 billion", wording="more than", **side),
        figure("turnover", "2019", "80.84 billion", **side),
        figure("turnover", "2019", "80.5 billion", source_id="herald", **side),
        sources=("gazette", "herald"),
    )
    first = "1 of the 2 figures of Gazette is contradicted by other published figures."
    assert said(study, "front.verdict") == first
