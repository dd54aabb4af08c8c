"""Whatever stands in a study's files, it is read or refused in as many words."""

import os
import tempfile
from pathlib import Path

import hostile_studies
import pytest
from conftest import as_csv
from hypothesis import HealthCheck, given, settings

from analysis import DataError, files, read
from analysis.cli.main import main
from analysis.study import tables

STUDIES = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(STUDIES, max_examples=100)
@given(hostile_studies.broken())
def test_a_broken_study_is_read_or_refused_and_stays_as_it_is(broken):
    with tempfile.TemporaryDirectory() as folder:
        study = hostile_studies.write(broken, Path(folder) / "study")
        try:
            read(study)
        except DataError as error:
            lines = str(error).splitlines()
            assert len(lines) <= 22
            assert max(map(len, lines)) < 1000
        assert {path.name: path.read_bytes() for path in study.iterdir()} == broken
        assert os.listdir(folder) == ["study"]


@settings(STUDIES, max_examples=5)
@given(hostile_studies.broken())
def test_the_commands_end_without_a_traceback_on_a_broken_study(broken):
    with tempfile.TemporaryDirectory() as folder:
        study = hostile_studies.write(broken, Path(folder) / "study")
        assert main(["check", str(study)]) in (0, 1, 2)
        assert main(["reconcile", str(study)]) in (0, 2)


@pytest.mark.parametrize("column", ["quantity", "partner", "period", "as_written", "source_id"])
def test_a_cell_of_a_megabyte_is_refused_in_a_short_message(write_study, column):
    with pytest.raises(DataError) as refused:
        read(write_study({column: "x" * 1_000_000}))
    assert len(str(refused.value)) < 800


@pytest.mark.parametrize("column", ["quantity", "partner", "period", "as_written", "source_id"])
def test_a_long_cell_is_refused_in_a_short_message(write_study, column):
    with pytest.raises(DataError) as refused:
        read(write_study({column: "x" * 100_000}, sources=("x" * 99_999,)))
    assert len(str(refused.value)) < 800


def test_a_table_of_more_rows_than_a_study_may_have_is_refused(known_by_heart, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 4)
    read(known_by_heart)
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    with pytest.raises(DataError, match=r"figures.csv has more than the 3 rows"):
        read(known_by_heart)


@pytest.mark.parametrize("ending", ["\n", "x" * 60 + "\n"])
def test_a_million_rows_are_refused_as_no_study(known_by_heart, ending):
    header = as_csv("figures.csv", []).rstrip()
    rows = ("," * header.count(",") + ending) * 1_000_000
    (known_by_heart / "figures.csv").write_text(f"{header}\n{rows}")
    with pytest.raises(DataError, match=r"more than the [0-9,]+ (rows )?that a study may have"):
        read(known_by_heart)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(known_by_heart, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(DataError, match=r"figures.csv has \d+ bytes, more than the 10"):
        read(known_by_heart)


has_links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")


@pytest.mark.parametrize("file", ["figures.csv", "regions.csv", "study.toml"])
@pytest.mark.parametrize(
    ("put", "message"),
    [
        (os.mkdir, "cannot be read: it is a folder"),
        pytest.param(
            lambda path: os.symlink(path, path), "cannot be read: Too many levels", marks=has_links
        ),
        pytest.param(
            lambda path: os.symlink("nowhere", path),
            "is a link to a file that is not there",
            marks=has_links,
        ),
        pytest.param(
            lambda path: os.mkfifo(path),
            "cannot be read: it is not a file",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes"),
        ),
    ],
    ids=["folder", "loop", "dangling", "pipe"],
)
def test_what_is_no_file_is_refused_and_not_waited_for(known_by_heart, file, put, message):
    path = known_by_heart / file
    path.unlink(missing_ok=True)
    put(path)
    with pytest.raises(DataError, match=message):
        read(known_by_heart)


def test_a_table_without_a_byte_is_refused(known_by_heart):
    (known_by_heart / "figures.csv").write_bytes(b"")
    with pytest.raises(DataError, match=r"figures.csv is empty"):
        read(known_by_heart)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("title = " + "[" * 20_000, "nested too deeply"),
        ("first_year = " + "9" * 5000, "not TOML"),
        ("first_year = 0x" + "f" * 5000, "must be|is not a year"),
        ("last_year = 20190", "is not a year"),
        ("last_year = 9999-99-99", "not TOML"),
        ("'" + "x" * 1_000_000 + "' = 1", "is not one of"),
    ],
)
def test_settings_beyond_all_measure_are_refused_in_a_short_message(write_study, settings, message):
    with pytest.raises(DataError, match=message) as refused:
        read(write_study({}, settings=settings))
    assert len(str(refused.value)) < 800


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.invalid", 'https://x"><script>', "x"]
)
def test_an_address_that_is_none_of_the_web_is_refused(known_by_heart, url):
    row = {"source_id": "gazette", "publisher": "Gazette", "url": url}
    (known_by_heart / "sources.csv").write_text(as_csv("sources.csv", [row]))
    with pytest.raises(DataError, match=r"column url: .* is not an address of the web"):
        read(known_by_heart)
