"""Whatever stands in a study's files, it is read or refused in as many words."""

import csv
import io
import os
import tempfile
from pathlib import Path

import hostile_studies
import pytest
from conftest import as_csv
from hypothesis import HealthCheck, given, settings

from analysis import DataError, files, read
from analysis.cli.ending import show
from analysis.cli.main import main
from analysis.study import tables
from analysis.study.columns import FILES

STUDIES = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.thorough
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


@pytest.mark.thorough
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


@pytest.mark.thorough
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
    with pytest.raises(
        DataError, match=r"more than the [0-9,]+ (rows )?that (it|a study) may have"
    ):
        read(known_by_heart)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(known_by_heart, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    with pytest.raises(DataError, match=r"figures.csv has \d+ bytes, more than the 10"):
        read(known_by_heart)


def test_files_that_are_too_large_together_are_refused_before_one_is_read(
    known_by_heart, monkeypatch
):
    sizes = [path.stat().st_size for path in known_by_heart.iterdir()]
    monkeypatch.setattr(files, "LARGEST", sum(sizes) - 1)
    with pytest.raises(DataError, match=r"figures.csv, sources.csv have \d+ bytes together"):
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


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("title = " + "[" * 15_000, "nested too deeply"),
        ("first_year = " + "9" * 5000, "not TOML"),
        ("first_year = 0x" + "f" * 5000, "must be|is not a year"),
        ("last_year = 20190", "is not a year"),
        ("last_year = 9999-99-99", "not TOML"),
        ("'" + "x" * 10_000 + "' = 1", "is not one of"),
        ("'" + "x" * 1_000_000 + "' = 1", "more than the 20,000"),
        (".".join("a" * 100_000) + " = 1", "more than the 20,000"),
        (".".join("a" * 2000) + " = 1", "is not one of"),
        ("[" + ".".join("a" * 2000) + "]", "is not one of"),
        ("# a remark\n" * 5000, "more than the 20,000"),
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


TEXTS = [
    (file, column.name)
    for file, table in FILES.items()
    for column in table.columns
    if file in ("figures.csv", "sources.csv")
]


@pytest.mark.thorough
@pytest.mark.parametrize(("file", "column"), TEXTS)
def test_control_characters_are_refused_with_row_and_column(write_study, file, column):
    study = write_study({"note": "as printed"})
    rows = list(csv.DictReader(io.StringIO((study / file).read_text())))
    for code in (0x00, 0x07, 0x1B, 0x7F, 0x9B):
        spoilt = rows[0] | {column: rows[0][column] + f"{chr(code)}[2J"}
        (study / file).write_text(as_csv(file, [spoilt]))
        with pytest.raises(DataError) as refused:
            read(study)
        assert f"{file}, row 2, column {column}: " in str(refused.value)
        assert "holds a control character" in str(refused.value)
        assert chr(code) not in str(refused.value)


@pytest.mark.parametrize("column", ["note", "quote"])
def test_a_text_may_have_lines_and_tabs(write_study, column):
    assert read(write_study({column: "one\ttwo\nthree"})).figures[column].item().count("\n") == 1


def test_a_title_of_the_settings_has_no_control_characters(write_study):
    with pytest.raises(DataError, match=r"study.toml: title = .* holds a control character"):
        read(write_study({}, settings='title = "a\\u001b[2Jb"'))


@pytest.mark.parametrize("code", [0x00, 0x07, 0x0D, 0x1B, 0x7F, 0x85, 0x9B])
def test_no_control_character_reaches_the_terminal(code, tmp_path, capsys):
    text = f"Exports rose to {chr(code)}[31m5 million dollars in 2019."
    show(text)
    assert main(["check", str(tmp_path / f"x{chr(code or 7)}y")]) == 2
    said = capsys.readouterr()
    assert chr(code) not in said.out + said.err
    assert f"\\x{code:02x}[31m5 million" in said.out


@pytest.mark.thorough
@pytest.mark.parametrize(
    "period", ["1000", "0999", "1499", "2501", "2999/00", "1400-Q1", "1000-06"]
)
@pytest.mark.parametrize("quantity", ["turnover", "turnover_growth", "investment_stock"])
def test_a_period_outside_of_the_years_that_are_taken_is_refused(write_study, period, quantity):
    unit = "percent" if quantity.endswith("growth") else "USD"
    with pytest.raises(
        DataError, match=r"figures.csv, row 2, column period: .* 1500 to 2500|.* is not a period"
    ):
        read(write_study({"period": period, "quantity": quantity, "unit": unit}))


EDGES = ["1500", "2500", "1500-Q1", "2499/00", "1500-06", "2499/2500"]


@pytest.mark.thorough
def test_periods_at_the_edge_are_read_and_reconciled(write_study):
    own = {"statistics_of": "GEO"}
    growth = own | {"quantity": "turnover_growth", "unit": "percent", "as_written": "5"}
    study = write_study(
        *(growth | {"period": period} for period in EDGES),
        own | {"period": "1500", "quantity": "turnover_change"},
    )
    georgia = {"code": "GEO", "name": "Georgia", "fiscal_year_starts": "7"}
    (study / "countries.csv").write_text(as_csv("countries.csv", [georgia]))
    assert main(["check", str(study)]) in (0, 1)


@pytest.mark.thorough
@pytest.mark.parametrize("blank", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("filling", ["", " "])
def test_columns_without_name_and_content_are_ignored(known_by_heart, blank, filling):
    whole = read(known_by_heart).figures
    for file in ("figures.csv", "sources.csv"):
        header, *rows = (known_by_heart / file).read_text().splitlines()
        lines = [header + "," * blank, *(row + f",{filling}" * blank for row in rows)]
        (known_by_heart / file).write_text("\n".join(lines))
    assert read(known_by_heart).figures.equals(whole)


def test_columns_without_a_name_that_have_cells_are_refused(known_by_heart):
    header, *rows = (known_by_heart / "figures.csv").read_text().splitlines()
    lines = [f"{header},,", *(f"{row},a,b" for row in rows)]
    (known_by_heart / "figures.csv").write_text("\n".join(lines))
    with pytest.raises(DataError, match="several columns have cells and no name"):
        read(known_by_heart)


def test_a_row_of_more_fields_than_any_table_has_is_refused_before_the_rest(known_by_heart):
    (known_by_heart / "figures.csv").write_text("a\n" + "," * 1_000_000 + "b" + "\n" + '"')
    with pytest.raises(DataError, match=r"row 2: 1,000,001 fields, more than the 40"):
        read(known_by_heart)
