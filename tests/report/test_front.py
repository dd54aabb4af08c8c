"""The front page: what it says of a rich study, of a thin one, and of none of the kind."""

import dataclasses
import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from studies import known

import analysis as an
from analysis.prose.front import MANY
from analysis.prose.sentences import facts as facts_of
from analysis.report.front import claims_part, front_page
from analysis.report.interval_examples import two_intervals
from analysis.report.pages import pages
from analysis.report.source_list import taken_from_each

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
WRONG = ("contradicted", "conflicting")


@pytest.fixture(scope="module")
def study():
    return known("data")


@pytest.fixture(scope="module")
def whole(study):
    return front_page(study)


@pytest.fixture(scope="module")
def page(whole):
    return main_of(whole)


@pytest.fixture(scope="module")
def turkish():
    return front_page(known("examples/GEO-TUR"))


def answered(text):
    """Return a notebook that has computed an answer."""
    data, metadata = an.display.Text(text, getattr(text, "points", ()))._repr_mimebundle_()
    shown = new_output("display_data", data=data, metadata=metadata)
    cells = [new_markdown_cell("# How much?"), new_code_cell("answer", outputs=[shown])]
    return new_notebook(cells=cells)


def main_of(said, chapters=()):
    """Return the text of a front page as a browser has it."""
    html = pages("Any pair", dict(chapters), {"front": said, "tables": {"claims.csv": ""}})[
        "index.html"
    ]
    return BeautifulSoup(html, "html.parser").main


def row_of(said, beginning):
    return next(row for row in said["rows"] if row["what"].startswith(beginning))


def test_the_first_sentence_is_the_verdict_on_the_text(page):
    first = next(page.stripped_strings)
    assert first == "3 of the 13 figures of AzerNews are contradicted by other published figures."
    assert page.h1.get_text() == first


def test_what_is_wrong_is_said_in_three_lines_with_who_says_otherwise_and_by_how_much(whole):
    exports, *others = whole["wrong"].splitlines()
    assert exports == (
        "- Exports of Azerbaijan to China in 2020: more than USD 780 million, but USD 432.76 "
        "million according to International Monetary Fund (2022-02-19); USD 432.7 million "
        "according to AzerNews (2021-04-27), the same publisher 41 days before. What holds is "
        "**USD 424.2 to 441.6 million**, at least 42.2 percent less."
    )
    assert len(others) == 2


def test_what_is_printed_and_what_is_right_is_counted(whole):
    printed = "AzerNews (2021-06-07) printed 13 figures, set beside 148 figures of"
    assert whole["lead"].startswith(printed)
    assert whole["right"] == (
        "5 figures are consistent. The figure for the turnover of China with the world in 2020 "
        "conflicts with another one. 4 figures are untested."
    )


def test_a_result_that_rests_on_a_contradicted_figure_is_struck_and_what_holds_is_bold(page):
    rows = page.select(".results tbody tr")
    struck = [cell.get_text() for row in rows for cell in row.find_all("s")]
    assert struck == [
        "31.4 percent (30.8 to 32.1)",
        "0.0 percent (−4.5 to 4.7)",
        "35.5 percent (34.6 to 100.0)",
    ]
    assert rows[0].strong.get_text() == "25.8 to 27.8 percent"
    assert rows[1].strong.get_text() == "−18.9 to −12.0 percent"


def test_what_holds_of_a_printed_share_in_the_region_stands_among_the_results_too(whole):
    share = next(c for c in whole["claims"] if c["figure_id"] == "art-regional-share-2020")
    assert row_of(whole, "Share of Azerbaijan in")["holds"] == share["holds"] != ""
    assert whole["unanswered"] == "- Who invests more: nothing tests what is printed."


def test_no_contradicted_number_is_bold(page, whole):
    bold = [text.get_text() for text in page.find_all(["strong", "b"])]
    wrong = [claim["printed"] for claim in whole["claims"] if claim["verdict"] in WRONG]
    wrong += [s.get_text() for s in page.find_all("s")]
    assert len(bold) > 5
    assert len(wrong) == 7
    numbers = {" ".join(text.split()[-3:]) for text in wrong} | set(wrong)
    assert not [text for text in bold if any(number in text for number in numbers)]


@pytest.mark.thorough
def test_each_wrong_claim_names_who_says_otherwise(whole, turkish):
    wrong = [claim for claim in whole["claims"] if claim["verdict"] in WRONG]
    assert len(wrong) == 4
    assert all(re.search(r"[^:] \([\d-]+\)", claim["otherwise"]) for claim in wrong)
    assert not any(c["otherwise"] for c in whole["claims"] + turkish["claims"] if c not in wrong)


def test_claims_stand_by_severity_with_what_holds(whole):
    verdicts = [claim["verdict"] for claim in whole["claims"]]
    assert list(dict.fromkeys(verdicts)) == [
        "contradicted",
        "conflicting",
        "untested",
        "consistent",
    ]
    assert verdicts == sorted(verdicts, key=list(dict.fromkeys(verdicts)).index)
    turnover = next(c for c in whole["claims"] if c["figure_id"] == "art-turnover-2020")
    assert turnover["printed"] == "USD 2.2 billion"
    assert turnover["holds"] == "USD 1.809 to 1.884 billion"


@pytest.mark.parametrize("said", ["whole", pytest.param("turkish", marks=pytest.mark.thorough)])
def test_the_front_page_is_short(said, request):
    chapters = {path.stem: nbformat.read(path, 4) for path in NOTEBOOKS}
    del chapters["00_start_here"]  # it is this page
    for chapter in chapters.values():
        chapter.cells = chapter.cells[:1]
    page = main_of(request.getfixturevalue(said), chapters)
    for unread in page.select("svg, .csv"):
        unread.extract()
    assert 500 < len(page.get_text(" ").split()) < 900


def test_numbers_that_stand_at_the_top_are_not_repeated_in_the_table(whole):
    top = next(claim for claim in whole["claims"] if claim["figure_id"] == "art-exports-2020")
    assert top["otherwise"] == (
        "As above: International Monetary Fund (2022-02-19) and AzerNews (2021-04-27)"
    )
    assert "USD 432.7 million according to AzerNews (2021-04-27)" in whole["wrong"]


def test_the_summary_has_the_sentences_of_the_front_page_and_the_results(whole):
    made = pages("Any pair", {}, {"front": whole, "tables": {}})
    front, summary = (
        BeautifulSoup(made[name], "html.parser").main for name in ("index.html", "summary.html")
    )
    for part in ("h1", ".kicker", ".lead", ".results", ".wide"):
        assert summary.select_one(part).get_text() == front.select_one(part).get_text()
    assert not summary.select(".claims")


def test_a_link_to_a_page_is_shown_with_its_title_and_its_answer(whole):
    made = pages("Any pair", {"01": answered("It **rose** by 2 percent.")}, {"front": whole})
    heads = {name: BeautifulSoup(html, "html.parser").head for name, html in made.items()}
    told = {
        name: [
            head.find("meta", property=f"og:{what}")["content"] for what in ("title", "description")
        ]
        for name, head in heads.items()
    }
    assert told["01.html"] == ["How much? – Any pair", "It rose by 2 percent."]
    assert told["index.html"] == ["Any pair", whole["verdict"]]
    for name, head in heads.items():
        assert head.find("meta", attrs={"name": "description"})["content"] == told[name][1]


@pytest.mark.thorough
def test_a_row_without_any_number_is_left_out(turkish, whole):
    assert len(whole["rows"]) == 6
    assert [row["what"] for row in turkish["rows"] if "Investments" in row["what"]] == []


@pytest.mark.thorough
def test_a_number_of_other_years_names_them(turkish):
    official = row_of(turkish, "Growth of turnover in 2022")["cells"][1]["text"]
    assert official == "−12.2 percent in 2020"


@pytest.mark.thorough
def test_growth_over_one_year_is_one_row_and_the_level_stands_beside_it(turkish):
    assert not [row for row in turkish["rows"] if "a year from" in row["what"]]
    assert row_of(turkish, "Turnover in 2022")["holds"] == "USD 2.745 to 2.945 billion"
    assert (
        turkish["picture"]["title"]
        == "In 2022, turnover was USD 2.81 billion (2.805 to 2.815) according to Daily Sabah"
    )


@pytest.mark.thorough
def test_where_the_text_is_clean_what_others_printed_is_said(turkish):
    assert turkish["verdict"] == (
        "No figure of Daily Sabah is contradicted by other published figures."
    )
    assert turkish["wrong"].startswith("Some of what others printed cannot be true:")
    assert "40 percent according to Trend (2022-01-31)" in turkish["wrong"]


@pytest.mark.thorough
def test_of_many_claims_those_that_are_wrong_are_shown(study):
    official = an.focus(study, reporter="GEO", headline_source="imf-dots-2022-02")
    own = an.claims(official, an.reconcile(official, revision=an.REVISION))
    assert len(own) > MANY
    said = front_page(official)
    shown = {claim["figure_id"] for claim in said["claims"]}
    assert shown == set(own.index[own["verdict"].isin(WRONG)])
    assert said["claims_note"] == "None is contradicted or conflicting."


@pytest.mark.thorough
def test_where_the_headline_is_official_it_is_not_named_beside_itself(study):
    official = front_page(an.focus(study, reporter="GEO", headline_source="imf-dots-2022-02"))
    assert official["columns"] == ["Georgia's statistics", "China's statistics"]
    assert official["picture"]["title"] == (
        "In 2020, turnover is highest according to China's statistics"
    )


@pytest.mark.parametrize(
    ("published", "when"),
    [("2023-01-02", " (2023-01-02)"), ("2023", " (2023)"), ("", " (undated)")],
)
def test_the_lead_says_when_the_figures_were_printed_as_far_as_it_is_known(
    write_study, published, when
):
    gazette = {"source_id": "gazette", "published": published}
    study = an.read(write_study({}, {"source_id": "herald"}, sources=(gazette, "herald")))
    lead = str(an.sentences(study, "front.lead"))
    assert lead == f"Gazette{when} printed 1 figure, set beside 1 figure of 1 other source."


@pytest.mark.thorough
def test_where_nothing_tests_the_text_that_is_the_first_sentence(write_study):
    thin = an.read(write_study({"quantity": "loan", "period": ""}))
    said = front_page(thin)
    assert said["verdict"].startswith("Nothing else that was published tests the figures of ")
    assert (said["rows"], said["picture"], said["invented"]) == ([], None, True)
    assert (said["wrong"], said["right"]) == ("", "")
    assert [claim["verdict"] for claim in said["claims"]] == ["untested"]
    assert "Two invented amounts" in main_of(said).get_text()
    assert "The results" not in main_of(said).get_text()


def test_the_two_intervals_are_the_study_s_own_where_it_has_them(study):
    rows, invented = two_intervals(study)
    assert rows.index.to_list() == ["USD 1.3 billion", "more than USD 780 million"]
    assert not invented


def test_the_two_intervals_are_invented_where_one_of_the_kinds_is_not_printed(study):
    closed = study.figures[study.figures["wording"] != "more than"]
    rows, invented = two_intervals(dataclasses.replace(study, figures=closed))
    assert invented
    assert rows.loc["USD 2.4 billion"].to_list() == [2400, 2350, 2450]


@pytest.mark.thorough
def test_a_claim_that_is_consistent_on_a_condition_only_says_so_and_shows_no_number(write_study):
    texts = {"gazette": "1.2 billion", "herald": "1.6 billion"}
    papers = [{"source_id": name, "as_written": text} for name, text in texts.items()]
    page = front_page(an.read(write_study(*papers, sources=tuple(texts))))
    assert page["verdict"] == (
        "No figure of Gazette is contradicted by other published figures, but 1 is consistent only "
        "if the figures mix both sides' statistics."
    )
    (claim,) = page["claims"]
    assert (claim["verdict"], claim["holds"]) == ("consistent", "")
    assert claim["otherwise"] == (
        "Nobody, but only if Gazette (undated) and Herald (undated) "
        "quote different sides' statistics"
    )


@pytest.mark.thorough
def test_a_claim_against_the_one_official_figure_is_contradicted_if_that_holds(write_study):
    texts = {"gazette": "1.6 billion", "office": "1.2 billion"}
    folder = write_study(
        *(
            {"source_id": name, "as_written": text, "statistics_of": "GEO"}
            for name, text in texts.items()
        ),
        sources=tuple(texts),
        settings='headline_source = "gazette"\n',
    )
    table = (folder / "sources.csv").read_text("utf-8").splitlines()
    place = table[0].split(",").index("kind")
    rows = [row.split(",") for row in table]
    rows[2][place] = "official statistics"
    (folder / "sources.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    page = front_page(an.read(folder))
    assert page["verdict"].endswith("if the official statistics hold, it is contradicted.")
    assert page["claims"][0]["otherwise"] == (
        "Contradicted if the official statistics hold: USD 1.2 billion according to Office "
        "(undated)"
    )


@pytest.mark.thorough
def test_the_picture_marks_the_years_in_which_the_text_is_contradicted():
    picture = front_page(known("data"))["picture"]
    assert picture["svg"].count("contradicted") > 1
    assert "AzerNews, contradicted: 2016 and 2020" in picture["svg"]


def test_a_claim_has_the_words_of_the_text_where_they_are_given(write_study):
    quoted = {"quote": "trade of <b>1.2 billion</b>", "as_written": "1.2 billion"}
    claims = claims_part(an.read(write_study(quoted)))["claims"]
    assert [claim["quote"] for claim in claims] == ["trade of <b>1.2 billion</b>"]


@pytest.mark.thorough
def test_on_the_page_of_sources_a_target_and_a_rank_have_no_verdict():
    study = known("tests/invented-euros")
    figures = {f["id"]: f for source in taken_from_each(study) for f in source["figures"]}
    without = {name for name, figure in figures.items() if not figure["verdict"]}
    assert without == set(figures) - set(an.reconciled(study).verdict.index) != set()


def test_on_the_page_of_sources_each_figure_has_its_verdict_and_a_wrong_one_who_says_otherwise(
    study,
):
    figures = {f["id"]: f for source in taken_from_each(study) for f in source["figures"]}
    verdicts = an.reconciled(study).verdict
    assert {name: figure["verdict"] for name, figure in figures.items()} == verdicts.to_dict()
    assert {f["verdict"] for f in figures.values() if f["otherwise"]} == {*WRONG}
    exports = figures["art-exports-2020"]["otherwise"]
    assert exports.startswith("USD 432.76 million according to International Monetary Fund")


def test_the_verdict_on_a_wrong_claim_leads_to_what_chapter_4_says_of_it(study, whole):
    chapter = answered(an.sentences(study, "verdicts.wrong"))
    files = pages("Any pair", {"04_agree": chapter}, {"front": whole})
    points = BeautifulSoup(files["04_agree.html"], "html.parser")
    index = BeautifulSoup(files["index.html"], "html.parser")
    led = {claim["href"]: claim.get_text() for claim in index.select("a.verdict")}
    assert len(led) == 4
    for place, verdict in led.items():
        said = points.find(id=place.removeprefix("04_agree.html#"))
        assert said.name == "li"
        assert verdict.split()[1] in said.get_text()
    exports = points.find(id="claim-art-exports-2020").get_text()
    assert exports.startswith("Exports of Azerbaijan to China in 2020, printed as more than USD")


@pytest.mark.parametrize("name", ["my figure", "50 %, “a”", "a/b#c", "näher"])
def test_a_verdict_leads_to_its_point_whatever_the_figure_is_called(whole, name):
    claims = [{**whole["claims"][0], "figure_id": name}]
    chapter = answered(an.display.Text("- Exports fell.\n- Turnover rose.", ["other", name]))
    files = pages("Any pair", {"04_agree": chapter}, {"front": {**whole, "claims": claims}})
    index, agree = (BeautifulSoup(files[f], "html.parser") for f in ("index.html", "04_agree.html"))
    address, _, place = index.select_one("a.verdict")["href"].partition("#")
    assert address == "04_agree.html"
    assert re.fullmatch(r"[\w.-]+", place, re.ASCII)
    assert agree.find(id=place).get_text() == "Turnover rose."


def test_what_holds_is_told_only_where_it_lies_beyond_the_number(study):
    facts = facts_of(study, "front")
    claim = facts.claim("art-turnover-2020")
    assert claim.holds["high"] < claim.figure["low"]
    reaching = dataclasses.replace(claim, left=pd.Series({"low": 100.0, "high": 2200.0}))
    assert reaching.away is None


def test_no_more_is_said_of_how_far_off_a_number_is_than_what_holds_bears_out(study):
    claim = facts_of(study, "front").claim("art-turnover-2020")
    assert claim.away == claim.miss_percent
    nearer = dataclasses.replace(claim, left=pd.Series({"low": 1900.0, "high": 2100.0}))
    assert nearer.away == pytest.approx(100 * (2100 / 2200 - 1))


def test_the_front_page_and_the_chapter_say_alike_by_how_much_a_number_is_off(study):
    lines = str(an.sentences(study, "front.wrong")).splitlines()
    for claim, line in zip(facts_of(study, "front").wrong, lines, strict=True):
        least = re.search(r"at least ([\d.]+) percent", line)[1]
        assert abs(claim.miss_percent) >= float(least) > abs(claim.miss_percent) - 0.1


@pytest.mark.parametrize(("column", "said"), [("product", "wheat"), ("unit", "EUR")])
def test_only_flows_of_what_the_turnover_is_of_are_added_up_against_it(study, column, said):
    claim = facts_of(study, "front").claim("art-turnover-2020")
    official, *_ = claim.evidence
    assert round(official.sum_for(claim.figure)["value"], 1) == 1845.5
    of_another = [
        dataclasses.replace(other, figure=pd.Series({**other.figure, column: said}))
        for other in official.figures
    ]
    assert dataclasses.replace(official, figures=of_another).sum_for(claim.figure) is None
