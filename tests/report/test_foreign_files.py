"""A report is written where it harms nothing of the user's, and leaves nothing behind."""

import os
import tempfile
from pathlib import Path

import pytest
from faults.runs import small_study
from nbformat.v4 import new_code_cell, new_notebook

from analysis import DataError
from analysis.cli.main import main
from analysis.report import execution, replacement

has_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
FILES = {"index.html": replacement.GENERATOR, "01.html": "1", "01/a.csv": "1", "results.json": "{}"}


def folder_in(report, name):
    (report / name).mkdir()
    (report / name / "chapter.csv").write_text("years of work")


def file_in(report, name):
    (report / name).write_text("years of work")


def link_in(report, name):
    (report / name).symlink_to(report.parent / "elsewhere")


STRANGERS = [
    ("CNAME", file_in),
    (".nojekyll", file_in),
    ("notes.html", file_in),
    ("my figures.csv", file_in),
    ("01/b.csv", file_in),
    ("01/notes.txt", file_in),
    ("old thesis", folder_in),
    (".git", folder_in),
    ("empty", lambda report, name: (report / name).mkdir()),
    pytest.param("etc", link_in, marks=has_links),
    pytest.param("01/link.csv", link_in, marks=has_links),
]


@pytest.fixture
def reported(tmp_path):
    """A report, and a folder beside it that holds a file."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "passwd").write_text("kept")
    replacement.replace(tmp_path / "report", FILES)
    return tmp_path / "report"


def everything(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(("name", "put"), STRANGERS)
def test_a_report_that_holds_what_no_report_wrote_is_refused(reported, name, put):
    put(reported, name)
    before = everything(reported.parent)
    with pytest.raises(DataError, match="move that elsewhere, or choose another folder") as refused:
        replacement.check_target(reported)
    assert f"holds what no report wrote ({name})" in str(refused.value)
    assert everything(reported.parent) == before


@pytest.mark.parametrize("name", [".DS_Store", "01/.DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_a_system_puts_into_a_folder_is_in_nobody_s_way(reported, name):
    file_in(reported, name)
    replacement.check_target(reported)
    replacement.replace(reported, FILES)
    assert not (reported / name).exists()


@pytest.mark.parametrize(("name", "put"), STRANGERS)
def test_what_is_put_into_a_report_while_it_is_made_anew_is_kept(reported, name, put):
    replacement.check_target(reported)
    put(reported, name)
    before = everything(reported.parent)
    with pytest.raises(DataError, match="holds what no report wrote"):
        replacement.replace(reported, FILES)
    assert everything(reported.parent) == before


@pytest.mark.parametrize(("name", "put"), STRANGERS)
def test_what_a_dead_run_left_is_kept_where_it_holds_something_else(reported, name, put):
    beside = reported.with_name(".report-new-12")
    reported.rename(beside)
    put(beside, name)
    before = everything(beside)
    replacement.restore(reported)
    assert everything(beside) == before


@pytest.mark.parametrize("name", ["CNAME", "notes.txt", "my.json", "thesis/a.csv", "figures.xlsx"])
def test_a_report_of_an_older_version_is_known_by_the_names_of_its_files(reported, name):
    (reported / replacement.FILES).unlink()
    replacement.check_target(reported)
    (reported / name).parent.mkdir(exist_ok=True)
    (reported / name).write_text("years of work")
    with pytest.raises(DataError, match="holds what no report wrote"):
        replacement.check_target(reported)


@pytest.mark.parametrize("to", [".", "", "..", "./", "../work"])
def test_the_folder_in_which_the_user_is_is_no_place_for_a_report(
    tmp_path, monkeypatch, capsys, to
):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    study = small_study(tmp_path.parent / f"{tmp_path.name}-study")
    assert main(["report", str(study), "--to", to]) == 2
    said = capsys.readouterr().err
    assert "choose a folder in it for the report, such as" in said
    assert said.count("\n") == 1
    assert everything(tmp_path) == ["work"]


@pytest.mark.parametrize("length", [60, 79, 95, 108, 200])
def test_a_notebook_is_executed_whatever_the_length_of_the_folder_for_temporary_files(
    tmp_path, length, monkeypatch
):
    place = tmp_path / "t"
    while len(str(place)) < length:
        place = place / "deeper"
    place.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with execution._manager() as (manager, _):
        assert Path(manager.connection_file).is_relative_to(place)
        socket = f"{manager.connection_file[:-5]}-ipc-5"
        assert manager.transport == ("ipc" if len(socket) <= execution.LONGEST else "tcp")


@pytest.mark.thorough
def test_a_notebook_is_executed_where_the_folder_has_too_long_a_name_for_sockets(
    tmp_path, monkeypatch
):
    place = tmp_path / ("x" * 120)
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    notebook = new_notebook(cells=[new_code_cell("1 + 1")])
    execution.execute({"01": notebook}, tmp_path, lambda line: None)
    assert notebook.cells[0].outputs[0].data["text/plain"] == "2"
    assert everything(place) == []


@pytest.mark.thorough
@pytest.mark.parametrize(
    "years", [(1990, 1991), (2000, 2018), (2020, 2020), (2020, 2030), (9999,) * 2]
)
def test_check_refuses_years_without_a_figure_as_the_report_does(tmp_path, capsys, years):
    study = small_study(tmp_path / "study")
    (study / "study.toml").write_text("first_year = {}\nlast_year = {}\n".format(*years))
    assert main(["check", str(study)]) == 2
    assert main(["report", str(study), "--to", str(tmp_path / "report")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert said[0] == said[1]
    assert said[0].endswith("; the years are 2019 to 2019") or said[0].endswith(
        "the years are 2019"
    )
