"""Drafting texts into a study, and confirming rows of them, by the commands."""

import csv
import io
import sys

import pytest

import analysis as an
from analysis.cli import main as command_line
from analysis.drafting import draft_files
from analysis.study.columns import COLUMNS

HEAD = "Ardenia sells more | The Example Post | 2021-04-12\n\n"
TEXT = HEAD + (
    "Ardenia's exports to Borvia were $1.13 billion in 2020, 8.7 percent more than a year earlier. "
    "Imports were $1.68 billion. The road is 40 kilometres long.\n"
)
ID = "the-example-post-2021-04-12"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    run("new", folder, "--reporter", "XAA", "--partner", "XBB")
    names = "code,name,adjective,capital\nXAA,Ardenia,Ardenian,Selm\nXBB,Borvia,Borvian,Port Tarn\n"
    (folder / "countries.csv").write_text(names, "utf-8")
    return folder


def run(*arguments):
    return command_line.main([str(argument) for argument in arguments])


def draft(study, text, *options, name="article.txt"):
    path = study.parent / name
    path.write_bytes(text.encode("utf-8"))
    return run("draft", path, "--to", study, *options)


def rows(study, source=ID):
    return [cells for _, cells in draft_files.read_draft(study, source)]


def save(study, changed, source=ID):
    (study / draft_files.draft_file(source)).write_text(draft_files.draft_text(changed), "utf-8")


def decide(study, answer, **cells):
    save(study, [row | {"confirmed": answer} | cells for row in rows(study)])


def figures(study):
    with (study / "figures.csv").open(encoding="utf-8", newline="") as file:
        return {row["figure_id"]: row for row in csv.DictReader(file)}


def content(study):
    return {path: path.read_bytes() for path in study.rglob("*") if path.is_file()}


def test_a_text_becomes_a_source_rows_and_a_list_of_what_was_left_out(study, capsys):
    assert draft(study, TEXT) == 0
    assert f"drafts/{ID}.csv: 3 rows, " in capsys.readouterr().out
    assert [row["as_written"] for row in rows(study)] == ["$1.13 billion", "8.7", "$1.68 billion"]
    assert (study / "texts" / f"{ID}.txt").read_bytes() == TEXT.encode()
    left_out = (study / "drafts" / f"{ID}-left-out.csv").read_text("utf-8")
    assert "a distance or a size" in left_out
    with (study / "sources.csv").open(encoding="utf-8") as file:
        (source,) = csv.DictReader(file)
    assert source["publisher"] == "The Example Post"
    assert (source["title"], source["published"]) == ("Ardenia sells more", "2021-04-12")
    assert figures(study) == {}


def test_options_say_what_no_first_line_says(study):
    text = TEXT.removeprefix(HEAD)
    assert draft(study, text, "--publisher", "A Paper", "--date", "2021-05", "--id", "paper") == 0
    assert len(rows(study, "paper")) == 3
    assert draft(study, text, name="other.txt") == 2


def test_several_texts_are_several_sources(study):
    paths = []
    for day in (1, 2):
        paths.append(study.parent / f"{day}.txt")
        paths[-1].write_text(TEXT.replace("2021-04-12", f"2021-04-0{day}"), "utf-8")
    assert run("draft", *paths, "--to", study) == 0
    assert len(draft_files.drafts_of(study)) == 2


def test_standard_input_is_a_text(study, monkeypatch):
    class Stream:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stream)
    assert run("draft", "-", "--to", study) == 0


def test_of_a_web_page_the_main_text_is_drafted_and_no_script(study):
    page = (
        "<!doctype html><title>Site</title><meta property='og:site_name' content='The Page'>"
        "<meta property='article:published_time' content='2021-04-12T08:00:00Z'>"
        "<nav>Exports were $9 million in 2001</nav><article><h1>Trade</h1>"
        "<script>var exports = '$7 million'</script>"
        "<p>Exports to Borvia were <b>$1.13 billion</b> in 2020.</p></article>"
    )
    assert draft(study, page, name="page.html") == 0
    (row,) = rows(study, "the-page-2021-04-12")
    text = (study / "texts" / "the-page-2021-04-12.txt").read_text("utf-8")
    assert text[int(row["start"]) : int(row["end"])] == row["as_written"] == "$1.13 billion"
    assert "script" not in text


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"%PDF-1.7 ...", "is a PDF: open it, copy the text"),
        (b"PK\x03\x04....", "save it as plain text"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"  \n", "has no text in it"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(study, capsys, content, advice):
    path = study.parent / "article"
    path.write_bytes(content)
    assert run("draft", path, "--to", study) == 2
    assert advice in capsys.readouterr().err


def test_an_address_and_a_study_that_is_not_there_are_refused_with_advice(study, capsys):
    assert run("draft", "https://example.org/a", "--to", study) == 2
    assert "save the page as a file" in capsys.readouterr().err
    assert run("draft", study / "figures.csv", "--to", study / "none") == 2
    assert "make a study with: analysis new" in capsys.readouterr().err


def test_a_date_that_is_none_leaves_the_study_as_it_was(study):
    before = content(study)
    assert draft(study, TEXT.removeprefix(HEAD), "--publisher", "A", "--date", "May") == 2
    assert content(study) == before


def test_confirmed_rows_become_figures_and_running_it_twice_changes_nothing(study, capsys):
    draft(study, TEXT)
    decide(study, "yes")
    assert run("confirm", study) == 0
    assert "3 are new" in capsys.readouterr().out
    before = content(study)
    assert run("confirm", study) == 0
    assert "No figure has changed" in capsys.readouterr().out
    assert content(study) == before
    read = an.read(study)
    assert len(read.figures) == 3


def test_a_row_that_nobody_decided_on_is_no_figure(study, capsys):
    draft(study, TEXT)
    assert run("confirm", study) == 0
    assert figures(study) == {}
    assert "3 rows of the drafts wait" in capsys.readouterr().out


def test_a_row_that_the_codebook_refuses_is_named_and_the_others_are_taken(study, capsys):
    draft(study, TEXT)
    first, second, third = rows(study)
    second |= {"unit": "parsec"}
    save(study, [row | {"confirmed": "yes"} for row in (first, second, third)])
    assert run("confirm", study) == 1
    assert f"drafts/{ID}.csv, row 3, column unit: 'parsec' is not " in capsys.readouterr().out
    assert len(figures(study)) == 2


def test_an_answer_that_is_none_is_refused(study, capsys):
    draft(study, TEXT)
    decide(study, "perhaps")
    assert run("confirm", study) == 1
    assert "'perhaps' is not yes, no or nothing" in capsys.readouterr().out


def test_no_takes_a_figure_out_again_and_a_corrected_cell_corrects_it(study):
    draft(study, TEXT)
    decide(study, "yes")
    run("confirm", study)
    first, second, third = rows(study)
    save(study, [first | {"period": "2019"}, second | {"confirmed": "no"}, third])
    assert run("confirm", study) == 0
    assert second["figure_id"] not in figures(study)
    assert figures(study)[first["figure_id"]]["period"] == "2019"


def test_figures_of_other_sources_keep_every_byte(study):
    draft(study, TEXT)
    decide(study, "yes")
    run("confirm", study)
    before = (study / "figures.csv").read_text("utf-8")
    other = TEXT.replace("The Example Post", "Another Paper").replace("1.13", "1.14")
    draft(study, other)
    save(
        study,
        [row | {"confirmed": "yes"} for row in rows(study, "another-paper-2021-04-12")],
        "another-paper-2021-04-12",
    )
    assert run("confirm", study) == 0
    assert (study / "figures.csv").read_text("utf-8").startswith(before)
    assert len(figures(study)) == 6


def test_a_figure_that_was_typed_before_is_recognised(study, capsys):
    draft(study, TEXT)
    first = rows(study)[0]
    typed = {column: first.get(column, "") for column in COLUMNS["figures.csv"]}
    typed |= {"figure_id": "typed-by-hand", "as_written": "$1.13 billion", "source_id": ID}
    typed |= {"quote": "", "note": ""}
    table = draft_files.as_csv(COLUMNS["figures.csv"], [typed])
    (study / "figures.csv").write_text(table, "utf-8")
    draft(study, TEXT)
    assert rows(study)[0]["figure_id"] == "typed-by-hand"
    assert rows(study)[0]["confirmed"] == "yes"
    decide(study, "yes")
    run("confirm", study)
    assert len(figures(study)) == 3


def test_a_corrected_text_keeps_what_was_confirmed_and_says_what_moved(study, capsys):
    draft(study, TEXT)
    first, second, third = rows(study)
    first |= {"confirmed": "yes", "note": "as printed", "period": "2019"}
    save(study, [first, second | {"confirmed": "no"}, third | {"confirmed": "yes"}])
    corrected = TEXT.replace("Ardenia's", "It is said that Ardenia's").replace("1.68", "1.70")
    capsys.readouterr()
    assert draft(study, corrected) == 0
    out = capsys.readouterr().out
    new = {row["figure_id"]: row for row in rows(study)}
    assert new[first["figure_id"]]["note"] == "as printed"
    assert new[first["figure_id"]]["period"] == "2019"
    assert int(new[first["figure_id"]]["start"]) > int(first["start"])
    assert first["figure_id"] in out.partition("moved in the text")[2]
    assert third["figure_id"] in out.partition("No longer in the text, and still confirmed")[2]
    assert "$1.70 billion" in [row["as_written"] for row in rows(study)]


def test_a_draft_that_lost_a_column_is_refused_and_nothing_is_written(study, capsys):
    draft(study, TEXT)
    (study / draft_files.draft_file(ID)).write_text("figure_id,confirmed\na,yes\n", "utf-8")
    before = content(study)
    assert run("confirm", study) == 2
    assert "column 'quantity' is missing" in capsys.readouterr().err
    assert content(study) == before


def test_a_study_without_drafts_is_told_how_to_make_one(study, capsys):
    assert run("confirm", study) == 2
    assert "make one with: analysis draft" in capsys.readouterr().err


def test_what_git_ignores_is_said_with_the_reason(study):
    ignored = (study / ".gitignore").read_text("utf-8")
    assert ignored.splitlines()[1:] == ["texts/", "drafts/"]
    assert ignored.startswith("# ")


def test_a_text_with_decimal_commas_gets_a_locale_in_which_its_numbers_are_read(study):
    draft(study, HEAD + "Ardenia's exports to Borvia were EUR 1.045,7 mn in 2020 (+3,1 %).")
    decide(study, "yes")
    assert run("confirm", study) == 0
    assert an.read(study).figures["value"].to_list() == [1045.7, 3.1]


def test_offsets_count_the_characters_of_the_text_that_is_kept_whatever_the_file_is_like(study):
    words = (
        "\ufeffTrade | The Example Post | 2021-04-12\r\n\r\n\N{SHIP}\N{VARIATION SELECTOR-16} "
        "In Selme\u0301 it was said: Ardenia's exports to Borvia were $1.13 billion in 2020.\r\n"
        "\U0001f1e6\U0001f1ff Imports were $1.68 billion, \u202e\u200fشحن\u202c <b>8.7 percent</b> "
        "more than a year earlier.\r\n"
    )
    assert draft(study, words) == 0
    text = (study / "texts" / f"{ID}.txt").read_bytes().decode("utf-8")
    assert text == words.removeprefix("\ufeff")
    found = [(text[int(row["start"]) : int(row["end"])], row["as_written"]) for row in rows(study)]
    assert found == [
        ("$1.13 billion", "$1.13 billion"),
        ("$1.68 billion", "$1.68 billion"),
        ("8.7 percent", "8.7"),
    ]
    decide(study, "yes")
    assert run("confirm", study) == 0


@pytest.mark.thorough
def test_markup_and_control_characters_of_an_article_are_text_in_all_that_is_printed(study, capsys):
    text = TEXT.replace("Borvia were", "Borvia (<script>alert(1)</script>, \x1b[31m) were")
    text = text.replace("sells", "\x1b[31msells").replace("Example Post", "Example \x07Post")
    assert draft(study, text) == 0
    decide(study, "yes")
    assert run("confirm", study) == 0
    assert run("check", study) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert "<script>" in rows(study)[0]["sentence"]
    kept = (study / "figures.csv").read_text("utf-8") + (study / "sources.csv").read_text("utf-8")
    assert "The Example Post" in kept
    assert "<script>" in kept
    assert all(sign.isprintable() or sign == "\n" for sign in kept)
