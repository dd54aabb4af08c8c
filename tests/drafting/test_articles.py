"""Invented texts that contradict themselves once: drafted, confirmed, and reconciled."""

import csv
from pathlib import Path

import pytest

import analysis as an
from analysis.cli import main as command_line
from analysis.drafting import draft_files
from analysis.drafting.drafts import draft_rows

ARTICLES = Path(__file__).parent / "articles"


def table(file):
    with (ARTICLES / file).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


TEXTS = [row["text"] for row in table("texts.csv")]
PLANTED = {
    "01": ("balance", "-232.5 million"),
    "02": ("turnover", "318.4 million"),
    "03": ("exports_growth", "11.5"),
    "05": ("exports", "61 billion"),
}
"""Text → quantity and number that its other figures leave no room for."""


def run(*arguments):
    return command_line.main([str(argument) for argument in arguments])


def new_study(folder, number):
    run("new", folder, "--reporter", "XAA", "--partner", "XBB")
    (folder / "countries.csv").write_bytes((ARTICLES / "countries.csv").read_bytes())
    assert run("draft", ARTICLES / "texts" / f"{number}.txt", "--to", folder) == 0
    (source,) = draft_files.drafts_of(folder)
    return source, [cells for _, cells in draft_files.read_draft(folder, source)]


def confirm(folder, source, rows):
    confirmed = draft_files.draft_text([row | {"confirmed": "yes"} for row in rows])
    (folder / draft_files.draft_file(source)).write_text(confirmed, "utf-8")
    assert run("confirm", folder) == 0


def rejected(folder):
    """Return quantity and number of the figures that cannot be true, or not with others."""
    study = an.read(folder)
    verdict = an.reconcile(study).verdict
    wrong = verdict.index[verdict.isin(["contradicted", "conflicting"])]
    figures = study.figures[study.figures["figure_id"].isin(wrong)]
    return set(zip(figures["quantity"], figures["as_written"], strict=True))


def right_rows(number, head):
    """Return the gold rows of a text as a draft has them, with the first of several answers."""
    blank = dict.fromkeys(head, "")
    rows = [
        {column: cell.partition("|")[0].strip("*") for column, cell in row.items()}
        for row in table(f"gold/{number}.csv")
    ]
    return [blank | {c: cell for c, cell in row.items() if c in blank} for row in rows]


@pytest.mark.thorough
@pytest.mark.parametrize("number", TEXTS)
def test_a_contradiction_of_a_text_is_found_in_its_rows(tmp_path, number):
    source, drafted = new_study(tmp_path / "study", number)
    confirm(tmp_path / "study", source, right_rows(number, drafted[0]))
    found = rejected(tmp_path / "study")
    assert PLANTED[number] in found if number in PLANTED else not found


@pytest.mark.thorough
@pytest.mark.parametrize("number", PLANTED)
def test_a_contradiction_of_a_text_is_found_in_its_draft_that_nobody_corrected(tmp_path, number):
    source, drafted = new_study(tmp_path / "study", number)
    confirm(tmp_path / "study", source, drafted)
    assert PLANTED[number] in rejected(tmp_path / "study")


def test_what_a_sentence_leaves_open_is_named_in_doubt_and_what_it_says_is_not():
    countries = table("countries.csv")

    def doubts(text):
        rows = draft_rows(
            text, reporter="XAA", partner="XBB", published="2021-05-10", countries=countries
        ).rows
        return [row.doubt for row in rows]

    plain = "Ardenian exports to Borvia were $5 million in 2019."
    assert doubts(plain) == [{"statistics_of"}]
    several = "In 2018, unlike 2017, Ardenia sold Borvia goods worth $5 million."
    assert "period" in doubts(several)[0]
    over_years = "Ardenian exports to Borvia have tripled since the war, to $5 million in 2019."
    assert "base" in doubts(over_years)[0]
    ahead = "Exports of Ardenia to Borvia were expected to be $5 million in 2020."
    assert "status" in doubts(ahead)[0]
    unfinished = "Exports of Ardenia to Borvia were $5 million in 2021."
    assert "status" in doubts(unfinished)[0]
    third = "Ardenian exports were $5 million in 2019, said Tbilisi and Borvia."
    assert "partner" in doubts(third)[0]
