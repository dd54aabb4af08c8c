"""The marked article in the report: there when it is asked for, and no word of a text otherwise."""

import re
import zipfile

import nbformat
import pandas as pd
import pytest
from invented_articles import HEAD, ID, TEXT, decide, draft, new_study, run
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import analysis as an
from analysis.report.pages import pages
from analysis.report.writing import about
from analysis.reviewing.chapter import articles_with_figures

PAGE = "marked-text.html"
WORDS = "The road is 40 kilometres long."


@pytest.fixture
def study(tmp_path):
    return new_study(tmp_path / "study")


@pytest.fixture
def notebooks(tmp_path):
    """A folder with one small notebook, so that a report is written fast."""
    reads = new_code_cell("study = 1", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[new_markdown_cell("# How much?"), reads])
    (tmp_path / "notebooks").mkdir()
    nbformat.write(notebook, tmp_path / "notebooks" / "01.ipynb")
    return tmp_path / "notebooks"


def confirmed(study, text=TEXT, source=ID):
    draft(study, text)
    decide(study, source=source)
    run("confirm", study)


def report(study):
    """Return the pages of a report without notebooks."""
    read = an.read(study)
    return pages(read.title, {}, about(read, articles_with_figures(read)))


def marks(page):
    return re.findall(r'class="mark ([\w-]+)".*?<bdi>(.*?)</bdi>', page)


@pytest.mark.thorough
def test_the_text_is_a_chapter_when_it_is_asked_for(study, notebooks, tmp_path):
    confirmed(study)
    to = tmp_path / "report"
    command = ["report", study, "--to", to, "--notebooks", notebooks]
    assert run(*command, "--with-text") == 0
    assert WORDS in (to / PAGE).read_text("utf-8")
    front = (to / "index.html").read_text("utf-8")
    assert front.count(f'href="{PAGE}"') == 3
    assert run(*command) == 0
    assert not (to / PAGE).exists()
    for path in to.rglob("*.*"):
        if path.suffix != ".zip":
            text = path.read_text("utf-8")
            assert PAGE not in text
            assert WORDS not in text
    with zipfile.ZipFile(to / "everything.zip") as archive:
        assert not [name for name in archive.namelist() if WORDS.encode() in archive.read(name)]


@pytest.mark.thorough
def test_each_figure_is_marked_by_its_verdict_and_no_other_number_is(study):
    confirmed(study)
    assert marks(report(study)[PAGE]) == [
        ("consistent", "$1.20 billion"),
        ("consistent", "$0.80 billion"),
        ("consistent", "$0.40 billion"),
        ("contradicted", "$2.60 billion"),
    ]


@pytest.mark.thorough
def test_a_note_says_what_was_printed_and_who_says_otherwise_and_leads_to_the_figure(study):
    confirmed(study)
    page = report(study)[PAGE]
    note = page.partition('class="note contradicted"')[2]
    assert f'<a href="sources.html#figure-{ID}-turnover-2020">Turnover of Ardenia' in note
    assert "USD 2.60 billion" in note
    post = r'<a href="sources.html#source-[\w-]+">The Example Post \(2021-04-12\)</a>'
    assert re.search(
        rf"\(exports USD 1\.20 billion, imports USD 0\.80 billion\) according to {post}", note
    )
    assert "What holds:" in note


@pytest.mark.thorough
def test_a_row_that_is_left_out_later_is_marked_no_longer(study):
    confirmed(study)
    decide(study, "no")
    draft(study, TEXT.replace("The Example Post", "Another Paper"))
    decide(study, source="another-paper-2021-04-12")
    run("confirm", study)
    page = report(study)[PAGE]
    assert "Another Paper" in page
    assert "The Example Post" not in page


@pytest.mark.thorough
def test_the_text_under_study_comes_first(study):
    confirmed(study)
    confirmed(study, TEXT.replace("The Example Post", "A Paper"), "a-paper-2021-04-12")
    settings = study / "study.toml"
    settings.write_text(settings.read_text("utf-8") + f'headline_source = "{ID}"\n', "utf-8")
    assert re.findall('section id="text-(.*?)"', report(study)[PAGE]) == [ID, "a-paper-2021-04-12"]


@pytest.mark.thorough
def test_a_target_is_a_figure_without_a_verdict_and_without_a_mark(study):
    sentence = "Ardenia's exports to Borvia are to reach $3 billion by 2030."
    confirmed(study, TEXT + sentence)
    page = report(study)[PAGE]
    assert "$3 billion" in page
    assert "$3 billion" not in [text for _, text in marks(page)]


@pytest.mark.thorough
def test_markup_of_a_text_and_of_its_title_is_shown_as_text(study):
    title = "<script>alert(1)</script> | The <b>Post</b> | 2021-04-12\n\n"
    body = TEXT.removeprefix(HEAD).replace("The road", "</p><img src=x onerror=alert(2)>")
    confirmed(study, title + body, "the-b-post-b-2021-04-12")
    page = report(study)[PAGE]
    assert not re.search("<(script|img|b>)", page)
    assert "&lt;img src=x onerror=alert(2)&gt;" in page


@pytest.mark.thorough
def test_without_a_draft_or_a_figure_of_it_no_notebook_is_run_and_it_is_said(study, capsys):
    confirmed(study)
    (study / "drafts").rename(study / "elsewhere")
    assert run("report", study, "--with-text", "--to", study / "report") == 2
    assert "make one with: analysis draft" in capsys.readouterr().err
    draft(study, TEXT.replace("The Example Post", "Another Paper"))
    assert run("report", study, "--with-text", "--to", study / "report") == 2
    assert "confirm rows with: analysis confirm" in capsys.readouterr().err


def test_a_study_of_tables_has_no_texts(study):
    confirmed(study)
    tables = {
        name: pd.read_csv(study / f"{name}.csv", dtype=str) for name in ("figures", "sources")
    }
    with pytest.raises(an.DataError, match="has no texts"):
        articles_with_figures(an.read(tables))
