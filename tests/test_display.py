"""What a table shows: its digits, its blanks and its counts."""

import sys

import numpy as np
import openpyxl
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

from analysis import display
from analysis.errors import DataError


@pytest.fixture
def shown(monkeypatch):
    """Return a function that shows a table and returns its cells, and its CSV."""

    def show(frame, unit="percent"):
        monkeypatch.setattr(display, "described", lambda name: {"unit": unit})
        cells = bundle(display.named(frame, "invented"))
        rows = [line.split() for line in cells["text/plain"].splitlines()]
        return rows, cells["text/csv"]

    return show


def bundle(table):
    return table._repr_mimebundle_()[0]


def test_a_value_and_its_bounds_are_shown_with_the_same_digits(shown):
    frame = pd.DataFrame({"value": [-679.43], "low": [-679.4321], "high": [-679.4]}, [2019])
    rows, _ = shown(frame, "money")
    assert rows[1] == ["2019", "−679.43", "−679.44", "−679.40"]


@pytest.mark.parametrize("dollars", [1, 5, 40, 999, 12_345, 49_999])
@pytest.mark.parametrize("sign", [1, -1])
def test_an_amount_that_is_not_nothing_is_not_shown_as_nothing(shown, dollars, sign):
    value = sign * dollars / 1e6
    frame = pd.DataFrame(
        {"value": [value, 2.5], "low": [value - 5e-7, 2.5], "high": [value + 5e-7, 2.5]},
        [2019, 2020],
    )
    rows, _ = shown(frame, "money")
    number, low, high = (float(cell.replace("\u2212", "-")) for cell in rows[1][1:])
    assert number == pytest.approx(value)
    assert low < number < high


def test_amounts_of_nothing_need_no_digits(shown):
    rows, _ = shown(pd.DataFrame({"value": [0.0, 12.5, 1e-12]}, [2019, 2020, 2021]), "money")
    assert [row[1] for row in rows[1:]] == ["0.0", "12.5", "0.0"]


def test_a_column_blank_in_every_row_is_left_out_of_the_table_and_kept_in_the_csv(shown):
    frame = pd.DataFrame({"value": [1.0, 2.0], "decided": ["", None]}, [2019, 2020])
    rows, csv = shown(frame)
    assert rows[0] == ["index", "value"]
    assert csv.splitlines()[0] == ",value,decided"


def test_a_column_blank_in_some_rows_is_shown(shown):
    rows, _ = shown(pd.DataFrame({"value": [1.0, 2.0], "decided": ["", "yes"]}, [2019, 2020]))
    assert rows[0] == ["index", "value", "decided"]


def test_rows_that_are_only_numbered_have_no_names(shown):
    rows, _ = shown(pd.DataFrame({"kind": ["direct"], "value": [1.0]}))
    assert rows == [["kind", "value"], ["direct", "1.0"]]


def test_a_missing_number_is_shown_as_a_dash(shown):
    rows, _ = shown(pd.DataFrame({"value": [1.0, np.nan]}, [2019, 2020]))
    assert rows[1:] == [["2019", "1.0"], ["2020", "–"]]


def test_counts_have_their_thousands_in_groups_and_a_missing_one_is_a_dash(shown):
    rows, _ = shown(pd.DataFrame({"results": pd.array([5652, None], "Int64")}, ["A", "B"]))
    assert rows[1:] == [["A", "5,652"], ["B", "–"]]


def test_an_empty_table_and_one_without_any_number_show_their_sentence_and_no_grid():
    for frame in (pd.DataFrame({"value": []}), pd.DataFrame({"value": [np.nan]}, [2019])):
        table = display.named(frame, "growth")
        assert bundle(table)["text/markdown"].startswith("There are no two years in a row")
        assert "text/html" not in bundle(table)
        assert table._repr_html_() is None


def test_bounds_that_print_like_their_value_are_left_blank():
    rows = {"value": [26.7057, 31.43], "low": [26.70571, 30.86], "high": [26.70572, 32.04]}
    text = bundle(display.named(pd.DataFrame(rows, [2019, 2020]), "growth"))["text/plain"]
    cells = [line.split() for line in text.splitlines()[1:]]
    assert cells == [["2019", "26.7"], ["2020", "31.4", "30.8", "32.1"]]


def test_where_all_bounds_print_like_their_values_they_have_no_columns(shown):
    rows, csv = shown(pd.DataFrame({"value": [26.7057], "low": [26.70571], "high": [26.7]}, [2019]))
    assert rows == [["index", "value"], ["2019", "26.7"]]
    assert csv.splitlines()[0] == ",value,low,high"


def by_year(years):
    labels = pd.MultiIndex.from_product([["Gazette", "Korea"], years], names=["by", "year"])
    values = {"value": [1.0, *range(2, len(labels) + 1)], "low": 0.96, "high": np.inf}
    return display.named(pd.DataFrame(values, labels), "coverage_ratios")


def test_of_few_years_each_has_a_column_and_a_cell_has_the_value_with_its_bounds():
    table = display.named(by_year([2019, 2021]).drop(("Korea", 2019)), "coverage_ratios")
    text, csv = bundle(table)["text/plain"], bundle(table)["text/csv"]
    heads, *rows = [" ".join(line.split()) for line in text.splitlines()]
    assert heads == "exports / imports, percent, according to 2019 2021"
    assert rows == ["Gazette 1.0 (at least 0.9) 2.0 (at least 0.9)", "Korea 4.0 (at least 0.9)"]
    assert csv.splitlines()[0] == "by,year,value,low,high"


def test_of_many_years_or_beside_other_columns_each_year_has_a_row():
    for table in (by_year(range(2012, 2021)), by_year([2019]).assign(decided="yes")):
        shown = bundle(display.named(table, "coverage_ratios"))["text/plain"]
        assert len(shown.splitlines()) == 1 + len(table)


def test_the_parts_of_a_table_keep_their_order_and_the_source():
    labels = pd.MultiIndex.from_tuples([("B", 2020), ("A", 2020)], names=["by", "year"])
    table = display.named(pd.DataFrame({"value": [1.0, 2.0]}, labels), "by_side")
    table.attrs["source"] = "Gazette"
    parts = table.split()
    assert list(parts) == ["B", "A"]
    assert parts["A"].attrs["source"] == "Gazette"
    assert parts["A"].index.to_list() == [2020]


def test_a_column_of_a_table_keeps_its_own_name():
    rows = display.named(pd.DataFrame({"value": [1.0]}, [2019]), "growth")
    assert rows["value"].name == "value"
    assert rows["value"].reset_index().columns.to_list() == ["index", "value"]


def test_a_table_is_saved_for_excel_with_its_texts_as_texts(tmp_path):
    table = display.named(pd.DataFrame({"value": [1.5], "note": ["=1+1"]}, index=[2019]), "growth")
    table.to_excel(tmp_path / "growth.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "growth.xlsx").active
    assert [[cell.value for cell in row] for row in sheet][1:] == [[2019, 1.5, "=1+1"]]
    assert sheet["C2"].data_type == "s"


def test_a_table_of_several_levels_is_saved_for_excel(tmp_path):
    index = pd.MultiIndex.from_tuples([("A", 2019), ("A", 2020)], names=["who", "year"])
    table = display.named(pd.DataFrame({"value": [1.5, 2.5]}, index=index), "growth")
    table.to_excel(tmp_path / "growth.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "growth.xlsx").active
    assert [cell.value for cell in sheet["B"]][1:] == [2019, 2020]


def test_a_table_is_not_saved_without_openpyxl_nor_where_it_cannot_be(tmp_path, monkeypatch):
    table = display.named(pd.DataFrame({"value": [1.5]}), "growth")
    with pytest.raises(DataError, match=r"growth\.xlsx cannot be written: .*non-existent"):
        table.to_excel(tmp_path / "none" / "growth.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DataError, match=r"openpyxl, .* is not installed: install it"):
        table.to_excel(tmp_path / "growth.xlsx")


def test_a_notebook_shows_of_a_wrong_input_the_message_alone(capsys):
    InteractiveShell().run_cell("import analysis as an\nan.bounds('1.5 bilion', 'stated')")
    shown = capsys.readouterr().out
    assert shown.startswith("'1.5 bilion': the scale 'bilion' is not one of ")
    assert len(shown.splitlines()) == 1
