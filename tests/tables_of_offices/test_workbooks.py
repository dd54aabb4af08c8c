"""Excel tables are read as they show themselves: titles, number formats, footnotes, sheets."""

import datetime
import sys

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.tables_of_offices.choice import Choice
from analysis.tables_of_offices.figures import figures
from analysis.tables_of_offices.into_study import read_table
from analysis.tables_of_offices.workbook import number_shown, shown


@pytest.fixture
def workbook(tmp_path):
    """Return a workbook with the table on its second sheet, and nothing to read on its first."""
    book = openpyxl.Workbook()
    book.active.append(["Notes on the tables that follow"])
    sheet = book.create_sheet("Trade")
    for row in (
        [None, "Georgia: trade in goods with Korea"],
        [None, "US$ million"],
        [],
        [None, "Flow", 2019, 2020, "2021*"],
        [None, "Exports", 29.099999999999998, "1,031.5", 44],
        [None, "Imports", 75, "n/a", 87.25],
        [None, "Balance", -45.9, None, -43.2],
        [None, "Re-exports", 3, 4, 5],
        [],
        [None, "* preliminary. Source: invented."],
    ):
        sheet.append(row)
    for row in sheet["C5:E7"]:
        for cell in row:
            cell.number_format = "#,##0.0"
    path = tmp_path / "trade.xlsx"
    book.save(path)
    return path


def taken(path, sheet=None):
    choice = Choice(pair=("GEO", "KOR"), side="GEO")
    return figures(read_table(path, choice, sheet), choice)


def test_numbers_are_those_that_the_sheet_shows(workbook):
    rows = taken(workbook).rows
    assert [(r["quantity"], r["period"], r["as_written"], r["note"]) for r in rows] == [
        ("exports", "2019", "29.1 million", ""),
        ("exports", "2020", "1031.5 million", ""),
        ("exports", "2021", "44.0 million", "preliminary. Source: invented."),
        ("imports", "2019", "75.0 million", ""),
        ("imports", "2021", "87.3 million", "preliminary. Source: invented."),
        ("balance", "2019", "-45.9 million", ""),
        ("balance", "2021", "-43.2 million", "preliminary. Source: invented."),
    ]
    assert {row["statistics_of"] for row in rows} == {"GEO"}


def test_a_row_that_is_not_known_is_named(workbook):
    assert taken(workbook).left_out[("flow", "Re-exports")] == 3


def test_a_sheet_can_be_named(workbook):
    assert len(taken(workbook, "Trade").rows) == 7
    with pytest.raises(DataError, match="has no sheet 'Trad'; its sheets are Sheet, Trade"):
        taken(workbook, "Trad")
    with pytest.raises(DataError, match="of no known table"):
        taken(workbook, "Sheet")


def test_a_sheet_is_for_excel_files_alone(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("Year,Exports (US$ mn)\n2019,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="has no sheets"):
        taken(path, "Trade")


def test_without_openpyxl_it_is_named(workbook, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DataError, match=r"pip install openpyxl.*or save the table as"):
        taken(workbook)


def test_cells_show_dates_truth_and_text():
    sheet = openpyxl.Workbook().active
    sheet.append([datetime.date(2020, 3, 1), True, " text ", None])
    sheet["A1"].number_format = "mmm yyyy"
    assert [shown(cell) for cell in sheet[1]] == ["2020-03", "TRUE", "text", ""]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (12005, "#,##0.0", "12005.0"),
        (12005, "General", "12005"),
        (0.1 + 0.2, "General", "0.3"),
        (2.5, "0", "3"),
        (-2.345, "#,##0.00;[Red]-#,##0.00", "-2.35"),
        (7, '0.0" mn"', "7.0"),
        (1234567, "#,##0,", "1234567"),
        (0.25, "0%", "25"),
        (1234.5, "0.00E+00", "1234.5"),
    ],
)
def test_a_number_has_the_decimals_of_its_format(value, number_format, text):
    assert number_shown(value, number_format) == text


@given(st.integers(-(10**12), 10**12), st.integers(0, 6))
def test_a_number_of_so_many_decimals_is_shown_with_all_of_them(whole, decimals):
    value = whole / 10**decimals
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    assert number_shown(value, form) == f"{value:.{decimals}f}"
