"""The review page as the command writes it."""

import html
import json
import re

import pandas as pd
import pytest
from invented_articles import ID, TEXT, decide, draft, new_study, rows, run

import analysis as an
from analysis.drafting import draft_files

HOSTILE = (
    "Trade | The Post | 2021-04-12\n\nExports of Ardenia to Borvia were $1.2 billion in 2020 "
    "</script><script>alert(1)</script><img src=//foreign.invalid onerror=alert(2)> {{ 7 * 191 }} "
    "\x00\u202e \"' & <!-- end.\n"
)


@pytest.fixture
def study(tmp_path):
    return new_study(tmp_path / "study")


def page(study):
    assert run("review", study) == 0
    return (study / "drafts" / "review.html").read_text("utf-8")


def data(text):
    return json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])


def words(text, pattern):
    return [html.unescape(re.sub("<[^>]*>", "", found)) for found in re.findall(pattern, text)]


def test_the_page_stands_among_the_drafts_and_they_stay_as_they_are(study, capsys):
    draft(study)
    before = {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}
    page(study)
    assert capsys.readouterr().out.splitlines()[-1] == str(study / "drafts" / "review.html")
    assert {path: path.read_bytes() for path in before} == before
    assert draft_files.drafts_of(study) == [ID]


def test_the_page_is_the_same_a_second_time_and_takes_the_place_of_the_first(study):
    draft(study)
    assert page(study) == page(study)


def test_another_file_in_the_place_of_the_page_is_left_as_it_is(study, capsys):
    draft(study)
    assert run("review", study, "--to", study / "figures.csv") == 2
    assert "is no review page: it is left as it is" in capsys.readouterr().err
    assert run("review", study, "--to", study / "none" / "a.html") == 2
    assert run("review", study, "--to", study / "a.html") == 0


def test_each_row_is_a_mark_and_each_other_number_is_marked_with_its_reason(study):
    draft(study)
    text = page(study)
    assert words(text, r'data-rows="\d+".*?<bdi>(.*?)</bdi>') == [
        "$1.20 billion",
        "$0.80 billion",
        "$0.40 billion",
        "$2.60 billion",
    ]
    assert 'data-reason="a distance or a size"' in text


def test_the_page_holds_the_rows_as_the_draft_has_them(study):
    draft(study)
    (article,) = data(page(study))["articles"]
    assert [dict(zip(article["columns"], row, strict=True)) for row in article["rows"]] == rows(
        study
    )


def test_the_page_knows_which_cells_confirm_would_refuse_and_why(study):
    draft(study)
    first, *others = rows(study)
    text = draft_files.draft_text([first, *(row | {"period": "20xx"} for row in others)])
    (study / draft_files.draft_file(ID)).write_text(text, "utf-8")
    refused = data(page(study))["articles"][0]["refused"]
    assert {row: [*cells] for row, cells in refused.items()} == {n: ["period"] for n in "123"}
    assert refused["1"]["period"].startswith("'20xx' is not ")


def test_nothing_of_a_hostile_text_is_an_element(study):
    draft(study, HOSTILE)
    text = page(study)
    assert text.count("<script") == text.count("</script>") == 2
    assert "<img" not in text
    assert "[U+0000][U+202E]" in text
    assert "1337" not in text
    assert "alert(1)" in html.unescape(text)


@pytest.mark.thorough
def test_before_a_row_is_confirmed_nothing_has_a_verdict_and_afterwards_it_has(study):
    draft(study)
    assert 'class="said' not in page(study)
    decide(study)
    run("confirm", study)
    text = page(study)
    verdicts = words(text, r'class="mark (contradicted|consistent)"')
    assert verdicts == ["consistent", "consistent", "consistent", "contradicted"]
    assert "(exports USD 1.20 billion, imports USD 0.80 billion) according to" in text


def test_a_row_whose_number_the_text_has_no_longer_is_listed_below_it(study):
    draft(study)
    decide(study)
    draft(study, TEXT.replace("$2.60 billion", "a lot"))
    text = page(study)
    assert "Not in the text" in text
    assert words(text.partition("Not in the text")[2], r"<bdi>(.*?)</bdi>")[0] == "$2.60 billion"


def test_a_number_that_moved_because_the_text_was_changed_by_hand_is_not_marked_elsewhere(study):
    draft(study)
    path = study / "texts" / f"{ID}.txt"
    path.write_text("A new line\n" + path.read_text("utf-8"), "utf-8")
    assert "Not in the text" in page(study)


@pytest.mark.thorough
def test_several_drafts_are_several_articles_of_one_page(study):
    draft(study)
    draft(study, TEXT.replace("The Example Post", "Another Paper"))
    assert len(data(page(study))["articles"]) == page(study).count("<article") == 2


def test_without_a_draft_or_its_text_the_command_says_how_to_make_one(study, capsys):
    assert run("review", study) == 2
    assert "make one with: analysis draft" in capsys.readouterr().err
    draft(study)
    (study / "texts" / f"{ID}.txt").unlink()
    assert run("review", study) == 2
    assert "draft the article again, which keeps what is confirmed" in capsys.readouterr().err


def test_a_malformed_study_is_refused(study, capsys):
    draft(study)
    (study / "figures.csv").write_text("figure_id\n", "utf-8")
    assert run("review", study) == 2
    assert "figures.csv" in capsys.readouterr().err


@pytest.mark.thorough
def test_a_notebook_shows_the_page_in_a_frame_that_has_no_part_in_it(study):
    draft(study)
    decide(study)
    run("confirm", study)
    shown, _ = an.review(an.read(study))._repr_mimebundle_()
    assert 'sandbox="allow-scripts allow-downloads"' in shown["text/html"]
    assert html.unescape(shown["text/html"].partition('srcdoc="')[2]).startswith("<!DOCTYPE html>")
    assert an.review(study) == an.review(str(study)) == page(study)


def test_a_study_of_tables_has_no_drafts():
    row = {"figure_id": "a", "quantity": "exports", "reporter": "XAA", "partner": "XBB"}
    row |= {"region": "", "period": "2020", "as_written": "5 million", "unit": "USD"}
    row |= {"wording": "stated", "statistics_of": "", "source_id": "a", "note": ""}
    with pytest.raises(an.DataError, match="give its folder"):
        an.review(an.read(pd.DataFrame([row])))
