"""All charts and tables of a report in one file."""

import csv
import io
import zipfile

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from studies import known

from analysis.report.archive import archive

CHART = {"title": "It rose", "caption": "Bars.", "source": "Source: A.", "empty": False}
TABLE = {"name": "growth_rates", "unit": "percent", "source": 'A "B" (2021);\nC'}


def held(**outputs):
    """Return what the archive of a report of one notebook holds."""
    shown = [new_output("display_data", **one) for one in outputs.values()]
    notebook = new_notebook(cells=[new_code_cell("show", outputs=shown)])
    files = {"index.html": "<p>", "01/growth_rates.csv": "year,value\n2020,1\n", "r.json": "{}"}
    made = archive(known("data"), files, {"01": notebook}, {})
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        return made, {name: file.read(name) for name in file.namelist()}


def chart(**about):
    data = {"image/svg+xml": "<svg/>", "image/png": "cG5n"}
    return {"data": data, "metadata": {"image/svg+xml": CHART | about}}


table = {"data": {"text/csv": ""}, "metadata": {"text/csv": TABLE}}


@pytest.fixture(scope="module")
def files():
    return held(chart=chart(), empty=chart(empty=True), table=table)[1]


def test_each_chart_is_there_in_both_forms_and_listed_with_the_words_around_it(files):
    assert (files["charts/01-1.svg"], files["charts/01-1.png"]) == (b"<svg/>", b"png")
    assert not any("01-2" in name for name in files)
    rows = list(csv.reader(io.StringIO(files["charts.csv"].decode())))
    assert rows == [["chart", "title", "caption", "source"], ["01-1", *list(CHART.values())[:3]]]


def test_a_table_begins_with_one_line_that_says_what_it_is(files):
    first, *rows = csv.reader(io.StringIO(files["tables/01/growth_rates.csv"].decode()))
    newest = max(known("data").sources["published"])
    assert first == [f"# growth rates; unit: percent; source: A 'B' (2021); C; date: {newest}"]
    assert rows == [["year", "value"], ["2020", "1"]]


def test_results_are_there_and_pages_are_not(files):
    assert files["r.json"] == b"{}"
    assert "index.html" not in str(list(files))


def test_the_same_report_makes_the_same_file():
    assert held(chart=chart(), table=table)[0] == held(chart=chart(), table=table)[0]
