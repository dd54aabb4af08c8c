"""Markup, script and formulas in a study's texts are shown as text and run nowhere."""

import csv
import io
import json
from html.parser import HTMLParser

import pandas as pd
import pytest
from conftest import FIGURE, as_csv
from nbformat.v4 import new_code_cell, new_notebook, new_output

from analysis import display, read
from analysis.downloads import download, without_formulas
from analysis.report import pages
from analysis.report import writing as report
from analysis.report.computed_text import computed

HOSTILE = [
    "<script>alert('FOREIGN')</script>",
    '"><img src=https://foreign.invalid/a.png onerror=alert(1)>',
    "[x](javascript:alert(1)) ![y](https://foreign.invalid/b.png) <https://foreign.invalid/c>",
    "https://foreign.invalid/d {{ 7 * 191 }} {% raw %} `a` | b | $\\LaTeX$ \\$",
    '=HYPERLINK("https://foreign.invalid/e","FOREIGN")',
    '+1 </style></title><svg onload=alert(1)><a href="//foreign.invalid">f</a>',
]


class Elements(HTMLParser):
    """The elements of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def assert_harmless(page):
    """Say that no element of a page comes from a study's text."""
    for tag, attributes in Elements(page).found:
        assert tag not in ("script", "img", "iframe", "object")
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src"):
            assert not attributes.get(name, "").startswith(("http", "//", "javascript"))


@pytest.fixture(params=HOSTILE)
def study(write_study, request):
    """Return a study whose every text that is free is hostile."""
    text = request.param
    folder = write_study(
        *({"period": str(year), "note": text} for year in (2015, 2016)),
        countries=[("GEO", text)],
        settings=f"title = {json.dumps(text)}",
    )
    row = dict.fromkeys(("publisher", "title", "kind"), text) | {"source_id": "gazette"}
    (folder / "sources.csv").write_text(as_csv("sources.csv", [row]), encoding="utf-8")
    return read(folder)


def notebook_with(*texts):
    """Return an executed notebook whose cells have computed Markdown."""
    outputs = [new_output("display_data", {"text/markdown": text}) for text in texts]
    cell = new_code_cell("1", outputs=outputs, metadata={"tags": ["answer"]})
    return new_notebook(cells=[cell])


@pytest.mark.thorough
def test_no_element_of_a_page_comes_from_the_texts_of_a_study(study):
    says = f"**{study.title}**, by {study.publisher}, of {study.name('GEO')}."
    files = pages.pages(study.title, {"01": notebook_with(says)}, report.about(study))
    for name, page in files.items():
        if name.endswith(".html"):
            assert_harmless(page)
            assert "1337" not in page


@pytest.mark.thorough
def test_no_element_of_a_chapter_comes_from_a_hostile_study(write_study, tmp_path):
    """All texts at once, through a notebook that is executed, charts and tables included."""
    text = " ".join(HOSTILE)
    folder = write_study(
        *({"period": str(year), "note": text} for year in (2015, 2016, 2017)),
        countries=[("GEO", text)],
        settings=f"title = {json.dumps(text)}",
    )
    row = dict.fromkeys(("publisher", "title", "kind"), text) | {"source_id": "gazette"}
    (folder / "sources.csv").write_text(as_csv("sources.csv", [row]), encoding="utf-8")
    books = tmp_path / "books"
    books.mkdir()
    chapter = next(report.own_notebooks().glob("03_*.ipynb"))
    (books / chapter.name).write_bytes(chapter.read_bytes())
    front = report.write(folder, tmp_path / "report", books, lambda line: None)
    for page in front.parent.glob("*.html"):
        assert_harmless(page.read_text("utf-8"))
    shown = (front.parent / f"{chapter.stem}.html").read_text("utf-8")
    assert "&lt;script&gt;" in shown


@pytest.mark.thorough
def test_the_downloads_of_a_study_have_no_formula(study):
    for text in report.about(study)["tables"].values():
        for row in csv.reader(io.StringIO(text)):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)


def test_a_link_from_one_notebook_to_another_stays_a_link():
    assert '<a href="04_agree.ipynb">' in computed("[there](04_agree.ipynb)")


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-3 million", "@x", "\tx"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(cell):
    text = as_csv("figures.csv", [FIGURE | {"note": cell}])
    row = next(csv.DictReader(io.StringIO(without_formulas(text), newline="")))
    assert row["note"] == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["-1.5", "-3", "+2", "-inf", "-1e-07", "1.3 billion", "\u2212742", ""]
)
def test_a_number_and_any_other_text_stay_as_they_are(cell):
    text = as_csv("figures.csv", [FIGURE | {"note": cell}])
    assert without_formulas(text) == text


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_end_in_a_cell_does_not_split_its_row(end):
    cells = [f"{end}=1+1", f"two{end}lines"]
    text = download(pd.DataFrame({"note": cells, "value": [1, 2]}), index=False)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    formula = cells[0] if end == "\n" else f"'{cells[0]}"
    assert rows == [["note", "value"], [formula, "1"], [cells[1], "2"]]


def test_a_table_of_a_notebook_has_no_formula():
    frame = pd.DataFrame({"note": ["=1+1"], "value": [-1.5]}, index=[2020])
    bundle, _ = display.named(frame, "growth")._repr_mimebundle_()
    assert bundle["text/csv"] == ",note,value\n2020,'=1+1,-1.500000\n"
