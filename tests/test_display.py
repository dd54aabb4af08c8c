"""What a table shows: its digits, its blanks and its counts."""

import numpy as np
import pandas as pd
import pytest

from analysis import display


@pytest.fixture
def shown(monkeypatch):
    """Return a function that shows a table and returns its cells, and its CSV."""
    bundles = []
    monkeypatch.setattr("IPython.display.display", lambda bundle, **_: bundles.append(bundle))

    def show(frame, unit="percent"):
        display.table(frame, "invented", unit)
        rows = [line.split() for line in bundles[-1]["text/plain"].splitlines()]
        return rows, bundles[-1]["text/csv"]

    return show


def test_a_value_and_its_bounds_are_shown_with_the_same_digits(shown):
    frame = pd.DataFrame({"value": [-679.43], "low": [-679.4321], "high": [-679.4]}, [2019])
    rows, _ = shown(frame, "USD million")
    assert rows[1] == ["2019", "−679.43", "−679.43", "−679.40"]


def test_a_column_blank_in_every_row_is_left_out_of_the_table_and_kept_in_the_csv(shown):
    frame = pd.DataFrame({"value": [1.0, 2.0], "decided": ["", None]}, [2019, 2020])
    rows, csv = shown(frame)
    assert rows[0] == ["index", "value"]
    assert csv.splitlines()[0] == ",value,decided"


def test_a_column_blank_in_some_rows_is_shown(shown):
    rows, _ = shown(pd.DataFrame({"value": [1.0, 2.0], "decided": ["", "yes"]}))
    assert rows[0] == ["index", "value", "decided"]


def test_a_column_of_missing_numbers_is_shown_as_dashes(shown):
    rows, _ = shown(pd.DataFrame({"value": [np.nan]}, [2019]))
    assert rows == [["index", "value"], ["2019", "–"]]


def test_counts_have_their_thousands_in_groups_and_a_missing_one_is_a_dash(shown):
    rows, _ = shown(pd.DataFrame({"results": pd.array([5652, None], "Int64")}, ["A", "B"]))
    assert rows[1:] == [["A", "5,652"], ["B", "–"]]


def test_a_column_of_a_table_keeps_its_own_name():
    rows = display.named(pd.DataFrame({"value": [1.0]}, [2019]), "growth")
    assert rows["value"].name == "value"
    assert rows["value"].reset_index().columns.to_list() == ["index", "value"]
