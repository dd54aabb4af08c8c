"""A study is read from DataFrames as from its files, with the same checks."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from studies import ROOT, known

import analysis as an

INVENTED = ROOT / "tests" / "invented"


def frames(folder=INVENTED):
    """Return the tables of a study as text, as a user has them who reads each with pandas."""
    return {
        path.stem: pd.read_csv(path, dtype=str, keep_default_na=False)
        for path in Path(folder).glob("*.csv")
    }


def fault(tables):
    with pytest.raises(an.DataError) as caught:
        an.read(tables)
    return str(caught.value)


def test_frames_give_the_figures_of_their_files():
    study, whole = an.read(frames()), known("tests/invented")
    pd.testing.assert_frame_equal(study.figures, whole.figures)
    pd.testing.assert_frame_equal(study.sources, whole.sources)
    assert dict(study.numbers) == dict(whole.numbers)


def test_pandas_own_types_give_the_same_as_text():
    typed = {path.stem: pd.read_csv(path) for path in INVENTED.glob("*.csv")}
    pd.testing.assert_frame_equal(an.read(typed).figures, known("tests/invented").figures)


@pytest.mark.thorough
def test_a_variant_of_frames_is_read():
    study = an.read(frames(), variant="without-2005")
    assert len(study.figures) == len(known("tests/invented").figures) - 1
    paper = an.read(frames(), years=(2001, 2005), source="courier-2006-03")
    results = an.results_by_variant(paper)
    assert len(results)


def test_figures_alone_are_of_sources_that_are_known_by_their_names():
    figures = frames()["figures"]
    figures = figures[~figures["quantity"].isin(["share_of_region", "regional_turnover"])]
    study = an.read(figures)
    assert list(study.sources.index) == list(dict.fromkeys(figures["source_id"]))
    assert (study.sources["publisher"] == study.sources.index).all()


def test_the_pair_and_the_years_are_chosen_as_for_a_folder():
    study = an.read(frames(), reporter="XCC", years=2004)
    assert (study.reporter, study.years) == ("XCC", (2004, 2004))


def test_a_fault_names_the_table_the_row_counted_from_0_and_the_column():
    tables = frames()
    tables["figures"].loc[3, "unit"] = "beads"
    assert fault(tables).startswith("figures, row 3, column unit: 'beads' is not")


def test_all_faults_of_all_tables_are_said_at_once():
    tables = frames()
    tables["figures"].loc[0, "partner"] = "QQQ"
    tables["sources"].loc[1, "publisher"] = ""
    message = fault(tables)
    assert message.startswith("2 faults:")
    assert "figures, row 0, column partner: 'QQQ'" in message
    assert "sources, row 1, column publisher: '' is blank" in message


def test_a_missing_column_is_a_fault_of_the_table():
    tables = frames()
    tables["figures"] = tables["figures"].drop(columns="quantity")
    assert "figures: column 'quantity' is missing" in fault(tables)


def test_what_is_no_table_of_a_study_is_refused():
    assert "table 'prizes' is not one of figures, sources" in fault({"prizes": pd.DataFrame()})
    assert "table 'figures' is no DataFrame but of type list" in fault({"figures": []})
    assert "there is no table 'figures'" in fault({"sources": frames()["sources"]})


def test_frames_are_not_changed():
    tables = frames()
    before = {name: table.copy() for name, table in tables.items()}
    an.read(tables)
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_the_content_of_a_study_of_frames_is_that_of_its_files():
    study = an.read(frames())
    with (INVENTED / "figures.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert list(csv.reader(study.content("figures.csv").decode().splitlines())) == rows
    assert study.content("study.toml") is None
