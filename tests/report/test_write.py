"""The report: what its pages show and load, and what happens to the report that was there."""

import base64
import csv
import io
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from faults.runs import small_study
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis import DataError, charts
from analysis.report import execution, pages, replacement
from analysis.report import writing as report
from analysis.report.execution import NotebookError

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n").decode()
LIST = replacement.FILES
SHOW = "from IPython.display import Markdown, display"
ANSWER = "display(Markdown(f'**{len(study.figures)}** figures in {{title}}'))"
TABLE = (
    "display({'text/html': '<table><tr><th>figure_id</th><th>turn_over</th></tr>"
    "<tr><td>b</td><td>1,300</td></tr></table>', "
    "'text/plain': '1,300', "
    "'text/csv': 'year,value\\n2019,1300\\n'}, raw=True, "
    "metadata={'text/csv': {'name': 'turn_over'}})"
)
IMAGE = (
    f"display({{'image/png': '{PNG}', 'text/plain': 'chart'}}, raw=True, "
    "metadata={'image/png': {'alt': 'Turnover \"rose\" & fell'}})"
)


class Elements(HTMLParser):
    """The elements of a page, each with its attributes, and its style sheets."""

    def __init__(self, page):
        super().__init__()
        self.found, self.styles, self._in_style = [], "", False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag):
        self._in_style = False

    def handle_data(self, data):
        if self._in_style:
            self.styles += data

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def loaded(page):
    """Return the addresses that a browser would load for a page."""
    elements = Elements(page)
    addresses = [
        attributes[key]
        for tag, attributes in elements.found
        for key in ("src", "srcset", "data", "poster", "href")
        if key in attributes and (key != "href" or tag not in ("a", "area"))
    ]
    in_styles = re.findall(r"@import|url\(", elements.styles)
    return [a for a in addresses if not a.startswith("data:")] + in_styles


def make_study(folder):
    small_study(folder)
    (folder / "study.toml").write_text('title = "A & B"\n')
    return folder


def make_notebook(path, *sources, title="How much?"):
    """Store a notebook; the cell that sets `answer` aside is the one with the answer."""
    cells = [
        new_markdown_cell(f"# {title}\n\nAs *stated*, with `code`."),
        new_code_cell(
            'import analysis as an\n\nstudy = an.read("../data")', metadata={"tags": ["parameters"]}
        ),
        *(
            new_code_cell(source, metadata={"tags": ["answer"]} if "Markdown(f" in source else {})
            for source in sources
        ),
    ]
    path.parent.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=cells), path)


def executed(*outputs, tags=(), source="show()"):
    """Return a notebook as if it had been executed, with one cell that shows the outputs."""
    cell = new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)})
    return new_notebook(cells=[new_markdown_cell("# How much?"), cell])


def shown(data, **metadata):
    return new_output("display_data", data=data, metadata=metadata)


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def old_report(folder):
    replacement.replace(folder, {"index.html": replacement.GENERATOR + " old"})
    return contents(folder)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Two notebooks with a study of their own, reported twice."""
    folder = tmp_path_factory.mktemp("written")
    study = make_study(folder / "study")
    for name, title in (("01_growth", "How fast, and how sure?"), ("02_share", "Which part?")):
        answer = ANSWER.replace("{{title}}", name)
        sources = (SHOW, answer, TABLE, IMAGE, "print('seen')")
        make_notebook(folder / "notebooks" / f"{name}.ipynb", *sources, title=title)
    stored, said = contents(folder / "notebooks"), []
    index = report.write(study, folder / "report", folder / "notebooks", said.append)
    return folder, index, stored, said


@pytest.fixture(scope="module")
def page(written):
    return (written[0] / "report" / "01_growth.html").read_text(encoding="utf-8")


def test_the_front_page_has_the_title_and_each_question_with_a_way_there(written):
    front = written[1].read_text(encoding="utf-8")
    assert '<p class="kicker">A &amp; B' in front
    assert "<title>A &amp; B</title>" in front
    assert 'href="01_growth.html">How fast, and how sure?</a>' in front
    assert 'href="02_share.html">Which part?</a>' in front
    links = [a["href"] for a in Elements(front).all("a")]
    assert links.index("01_growth.html") < links.index("02_share.html")


def test_every_link_within_the_report_leads_to_something_that_is_there(written):
    folder = written[0] / "report"
    pages = {path.name: path.read_text("utf-8") for path in folder.glob("*.html")}
    places = {name: set(re.findall(r' id="([^"]+)"', text)) for name, text in pages.items()}
    inside = 0
    for name, text in pages.items():
        for link in Elements(text).all("a"):
            file, _, place = link["href"].partition("#")
            if "://" not in file:
                assert (folder / (file or name)).exists(), link
                assert not place or place in places[file or name], link
                inside += bool(place)
    assert inside > len(pages)


def test_a_figure_leads_to_where_it_was_printed(written, page):
    link = re.search(r'<a href="sources.html#figure-b">([^<]+)</a>', page)
    assert re.fullmatch(r"Exports of [\w ]+ to [\w ]+ in 2019", link[1])
    sources = (written[0] / "report" / "sources.html").read_text("utf-8")
    assert re.search(r'<section id="source-paper">\s*<h2>The Paper, 2020-01-01</h2>', sources)
    assert re.search(
        r'<tr role="row" id="figure-b"><th [^>]+>exports, 2019<.*?<code>b</code></td></tr>', sources
    )
    assert "more than USD 780 million" in sources


def test_results_stand_beside_the_pages_for_programs(written):
    results = json.loads((written[0] / "report" / "results.json").read_text("utf-8"))
    assert results["results"]["export_share"]["figures"] == ["a", "b"]
    front = written[1].read_text("utf-8")
    assert results["data_sha256"][:12] in front


def test_the_tables_of_claims_figures_and_sources_can_be_downloaded_whole(written):
    folder = written[0] / "report"
    ids = {}
    for name in ("claims", "figures", "sources"):
        rows = csv.DictReader(io.StringIO((folder / f"{name}.csv").read_text("utf-8")))
        ids[name] = [next(iter(row.values())) for row in rows]
    assert ids == {"claims": ["a", "b"], "figures": ["a", "b"], "sources": ["paper"]}


def test_a_page_lists_its_sections():
    cells = [new_markdown_cell("# How?"), new_markdown_cell("## One"), new_markdown_cell("## Two")]
    page = pages.pages("T", {"01": new_notebook(cells=cells)})["01.html"]
    contents = page[page.index("On this page") : page.index("<main")]
    links = re.findall(r'href="#([^"]+)">(\w+)<', contents)
    assert links == [("section-1-one", "One"), ("section-2-two", "Two")]
    assert '<h2 id="section-2-two">Two</h2>' in page


def test_a_chart_stands_in_its_page_as_svg_with_finding_and_source_as_text():
    about = {"alt": "Up: 1", "title": "Up & up", "caption": "Bars.", "source": "Source: A (2020)."}
    notebook = executed(
        shown({"image/svg+xml": "<svg role='img'></svg>"}, **{"image/svg+xml": about})
    )
    where = {"A (2020)": "sources.html#source-a"}
    page = pages.pages("T", {"01": notebook}, {"where": where})["01.html"]
    assert '<p class="finding">Up &amp; up</p>' in page
    assert '<svg role="img"></svg>' in page
    assert 'Bars. Source: <a href="sources.html#source-a">A (2020)</a>.' in page


@pytest.mark.thorough
@pytest.mark.parametrize("empty", [True, False])
def test_a_chart_without_a_figure_is_left_out_of_its_page_and_what_else_a_cell_says_stays(
    empty, monkeypatch
):
    monkeypatch.setenv("ANALYSIS_CHARTS", "svg")
    levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    chart = charts.by_year({"A": levels.iloc[:1] if empty else levels}, "Did it grow")
    data, metadata = chart._repr_mimebundle_()
    said = shown({"text/markdown": "What is known."})
    page = pages.pages("T", {"01": executed(shown(data, **metadata), said)})["01.html"]
    assert ("<figure" in page, "<svg" in page, "Did it grow" in page) == (not empty,) * 3
    assert "What is known." in page


def test_a_page_leads_to_the_front_page_and_to_every_other(page):
    links = {a["href"] for a in Elements(page).all("a")}
    assert {"index.html", "01_growth.html", "02_share.html"} <= links
    current = [a["href"] for a in Elements(page).all("a") if "aria-current" in a]
    assert current == ["01_growth.html"]
    assert "¶" not in page


def test_no_page_loads_anything_from_elsewhere(written):
    for path in (written[0] / "report").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert loaded(text) == []
        assert not Elements(text).all("script")
        assert "default-src 'none'" in text


def test_what_a_page_would_load_is_found():
    page = "<img src='https://a/b.png'><link href='c.css'><style>@import 'd'</style><a href='e'>"
    assert loaded(page) == ["https://a/b.png", "c.css", "@import"]


def test_pages_are_in_english_fit_a_phone_and_have_one_main_heading(written):
    for path in (written[0] / "report").glob("*.html"):
        elements = Elements(path.read_text(encoding="utf-8"))
        assert elements.all("html") == [{"lang": "en"}]
        assert len(elements.all("h1")) == len(elements.all("main")) == 1
        assert any(meta.get("name") == "viewport" for meta in elements.all("meta"))


def test_an_image_has_its_alt_text(page):
    assert [img["alt"] for img in Elements(page).all("img")] == ['Turnover "rose" & fell']


def test_a_result_table_scrolls_on_its_own_and_is_beside_the_page_as_csv(written, page):
    boxes = [div for div in Elements(page).all("div") if div.get("class") == "table"]
    assert [(box["aria-label"], box["tabindex"]) for box in boxes] == [("Table: turn over", "0")]
    assert 'href="01_growth/turn_over.csv"' in page
    text = (written[0] / "report" / "01_growth" / "turn_over.csv").read_text()
    assert list(csv.reader(io.StringIO(text))) == [["year", "value"], ["2019", "1300"]]


def test_code_is_there_behind_one_switch_and_what_it_printed_is_open(page):
    (switch,) = Elements(page).all("input")
    assert (switch["type"], "checked" in switch) == ("checkbox", False)
    assert [div for div in Elements(page).all("div") if div.get("class") == "code"]
    assert ".code { display: none;" in page
    assert not any("open" in attributes for attributes in Elements(page).all("details"))
    assert ".highlight .k" in page
    assert re.search(r"<pre>seen\s*</pre>", page)


def test_neither_parameters_nor_local_paths_are_in_the_report(written):
    for name, data in contents(written[0] / "report").items():
        assert b"an.read(" not in data, name
        assert str(written[0]).encode() not in data, name


def test_the_stored_notebooks_stay_as_they_are(written):
    assert contents(written[0] / "notebooks") == written[2]


def test_it_says_which_notebook_it_is_at_and_how_far(written):
    assert "01_growth: started, 6 cells" in written[3]
    assert "02_share: 6 of 6 cells" in written[3]


@pytest.mark.thorough
def test_the_same_inputs_give_the_same_bytes(written):
    folder = written[0]
    report.write(folder / "study", folder / "again", folder / "notebooks", lambda line: None)
    assert contents(folder / "again") == contents(folder / "report")


@pytest.mark.thorough
def test_failing_notebooks_are_named_with_cell_and_error_and_the_old_report_stays(tmp_path):
    make_study(tmp_path / "data")
    broken = "figures = {}\nfigures['none']"
    make_notebook(tmp_path / "notebooks" / "01_key.ipynb", "1 + 1", broken)
    make_notebook(tmp_path / "notebooks" / "02_dies.ipynb", "import os; os._exit(1)")
    before = old_report(tmp_path / "report")
    with pytest.raises(NotebookError) as error:
        report.write(None, tmp_path / "report", tmp_path / "notebooks", lambda line: None)
    assert str(error.value).splitlines() == [
        "01_key, code cell 3 (figures = {}): KeyError: 'none'",
        "02_dies, code cell 2 (import os; os._exit(1)): the kernel died",
    ]
    assert contents(tmp_path / "report") == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "notebooks", "report"]


@pytest.mark.thorough
def test_a_kernel_is_this_interpreter_whatever_the_user_has_installed(tmp_path, monkeypatch):
    spec = tmp_path / "jupyter" / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": ["false"], "display_name": "x", "language": "python"}))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    start_up = tmp_path / "ipython" / "profile_default" / "startup" / "mine.py"
    start_up.parent.mkdir(parents=True)
    start_up.write_text("print = None")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    make_study(tmp_path / "data")
    source = "import sys; print('warned', file=sys.stderr); print(study.title, sys.prefix)"
    make_notebook(tmp_path / "notebooks" / "01.ipynb", source)
    said = []
    report.write(None, tmp_path / "report", tmp_path / "notebooks", said.append)
    page = (tmp_path / "report" / "01.html").read_text()
    assert f"A &amp; B {sys.prefix}" in page
    # What a kernel says on stderr names local paths: it is told, but not shown.
    assert "<pre>warned" not in page
    assert any("wrote to stderr: warned" in line for line in said)


@pytest.mark.thorough
def test_a_full_folder_for_temporary_files_is_named_before_any_kernel_starts(tmp_path, monkeypatch):
    full = SimpleNamespace(free=4096)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: full)
    make_notebook(tmp_path / "notebooks" / "01.ipynb", SHOW)
    said = []
    with pytest.raises(NotebookError, match=r"temporary files, .*, is full; make room") as error:
        report.write(
            make_study(tmp_path / "s"), tmp_path / "r", tmp_path / "notebooks", said.append
        )
    assert "\n" not in str(error.value)
    assert said == []
    assert not (tmp_path / "r").exists()


@pytest.mark.thorough
def test_a_missing_kernel_is_named_once_and_the_old_report_stays(tmp_path, monkeypatch):
    make_study(tmp_path / "data")
    for name in ("01", "02"):
        make_notebook(tmp_path / "notebooks" / f"{name}.ipynb")
    before = old_report(tmp_path / "report")
    monkeypatch.setitem(sys.modules, "ipykernel.kernelspec", None)
    with pytest.raises(NotebookError, match="cannot import ipykernel; install it") as error:
        report.write(None, tmp_path / "report", tmp_path / "notebooks", lambda line: None)
    assert "\n" not in str(error.value)
    assert contents(tmp_path / "report") == before


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["analysis.py", "analysis/__init__.py"])
def test_a_file_beside_the_notebooks_that_hides_the_library_is_named(tmp_path, name):
    make_study(tmp_path / "data")
    make_notebook(tmp_path / "notebooks" / "01.ipynb")
    file = tmp_path / "notebooks" / name
    file.parent.mkdir(exist_ok=True)
    file.touch()
    with pytest.raises(DataError, match=r"hides the library .* give it another name") as error:
        report.write(None, tmp_path / "report", tmp_path / "notebooks", lambda line: None)
    assert str(error.value).startswith(str(file))
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize("kind", ["image/png", "image/svg+xml"])
def test_an_image_without_alt_text_is_refused(kind):
    notebook = executed(shown({kind: "x"}), shown({"text/plain": "1"}))
    with pytest.raises(NotebookError, match=r"01, code cell 1 \(show\(\)\): an image has no alt"):
        pages.pages("T", {"01": notebook})


def test_an_image_in_a_text_without_alt_text_is_refused():
    image = "<img src='data:image/png;base64,'>"
    written = new_notebook(cells=[new_markdown_cell(image)])
    for notebook in (written, executed(shown({"text/html": image}))):
        with pytest.raises(NotebookError, match="01: an image in a text"):
            pages.pages("T", {"01": notebook})


def test_two_tables_of_one_name_are_refused_with_the_name():
    table = shown(
        {"text/html": "<table></table>", "text/csv": "a\n"}, **{"text/csv": {"name": "g"}}
    )
    with pytest.raises(NotebookError, match=r"01, code cell 1 .*: two tables are named 'g'"):
        pages.pages("T", {"01": executed(table, table)})
    files = pages.pages("T", {"01": executed(table), "02": executed(table)})
    assert {"01/g.csv", "02/g.csv"} <= set(files)


def test_a_table_is_not_written_outside_of_the_report():
    table = shown({"text/csv": "a\n", "text/plain": "a"}, **{"text/csv": {"name": "../g"}})
    with pytest.raises(NotebookError, match=r"a table is named '\.\./g'"):
        pages.pages("T", {"01": executed(table)})


def test_a_title_that_is_computed_is_the_title_and_is_shown_as_text():
    notebook = new_notebook(
        cells=[new_code_cell("say()", outputs=[shown({"text/markdown": "# A < B?"})])]
    )
    files = pages.pages("X < Y", {"01": notebook, "02": new_notebook()})
    assert "<title>A &lt; B? – X &lt; Y</title>" in files["01.html"]
    assert '<a href="02.html">02</a>' in files["index.html"]


def test_tables_and_links_in_texts_fit_the_report():
    text = "| a |\n|---|\n| 1 |\n\n[share](03_share.ipynb), [codebook](../data/README.md)"
    page = pages.pages("T", {"01": new_notebook(cells=[new_markdown_cell(text)])})["01.html"]
    assert 'class="table"' in page
    assert '<a href="03_share.html">share</a>, codebook' in page


def test_a_notebook_numbered_with_an_a_is_an_appendix_and_stands_last():
    names = ("01_growth", "A1_trust")
    notebooks = {
        name: new_notebook(cells=[new_markdown_cell(f"# {title}")])
        for name, title in zip(names, ("Autumn?", "Sure?"), strict=True)
    }
    front = pages.pages("T", notebooks)["index.html"]
    assert '<a href="01_growth.html">Autumn?</a>' in front
    assert '<a href="A1_trust.html">Appendix: Sure?</a>' in front


def test_formulas_bring_no_script_along():
    formula = new_markdown_cell("$x^2$ and\n\n$$y$$\n\n```mermaid\ngraph\n```")
    page = pages.pages("T", {"01": new_notebook(cells=[formula])})["01.html"]
    assert loaded(page) == []
    assert not Elements(page).all("script")


def test_an_output_that_is_a_script_is_shown_in_another_form():
    notebook = executed(shown({"application/javascript": "alert(1)", "text/plain": "seen"}))
    page = pages.pages("T", {"01": notebook})["01.html"]
    assert "<pre>seen</pre>" in page
    assert "alert" not in page


@pytest.mark.parametrize("inside", ["thesis.txt", "index.html"])
def test_a_folder_that_is_no_report_is_refused_and_kept(tmp_path, inside):
    make_study(tmp_path / "data")
    make_notebook(tmp_path / "notebooks" / "01.ipynb")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / inside).write_text("years of work")
    with pytest.raises(DataError, match="mine is not empty and holds no report"):
        report.write(None, tmp_path / "mine", tmp_path / "notebooks")
    assert contents(tmp_path / "mine") == {inside: b"years of work"}


def test_an_empty_folder_is_a_place_for_a_report(tmp_path):
    (tmp_path / "report").mkdir()
    replacement.check_target(tmp_path / "report")
    replacement.replace(tmp_path / "report", {"index.html": "new"})
    assert contents(tmp_path / "report") == {"index.html": b"new", LIST: b"index.html\n"}


def test_a_file_is_no_place_for_a_report(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DataError, match="is a file"):
        replacement.check_target(tmp_path / "file")


def test_a_report_replaces_the_old_one_whole(tmp_path):
    target = tmp_path / "deep" / "report"
    replacement.replace(target, {"index.html": replacement.GENERATOR, "01/a.csv": "1"})
    replacement.check_target(target)
    replacement.replace(target, {"01.html": "new", "index.html": replacement.GENERATOR})
    assert sorted(contents(target)) == ["01.html", "index.html", LIST]
    assert [path.name for path in target.parent.iterdir()] == ["report"]


@pytest.mark.parametrize("failing", ["write_bytes", "first rename", "second rename"])
def test_where_replacing_fails_the_old_report_stays(tmp_path, monkeypatch, failing):
    before = old_report(tmp_path / "report")
    renames = []

    def rename(path, target, real=Path.rename):
        renames.append(path)
        if failing == f"{['first', 'second', 'third'][len(renames) - 1]} rename":
            raise KeyboardInterrupt
        return real(path, target)

    def no_room(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(replacement, "_exchange", lambda new, target: False)
    monkeypatch.setattr(Path, "rename", rename)
    if failing == "write_bytes":
        monkeypatch.setattr(Path, "write_bytes", no_room)
    with pytest.raises((DataError, KeyboardInterrupt)):
        replacement.replace(tmp_path / "report", {"index.html": "new"})
    assert contents(tmp_path / "report") == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("inside", [".", "01_growth"])
def test_a_report_that_may_not_be_changed_is_refused_before_anything_is_done(
    tmp_path, monkeypatch, inside
):
    report = tmp_path / "report"
    replacement.replace(report, {"index.html": replacement.GENERATOR, "01_growth/a.csv": "1"})
    monkeypatch.setattr("os.access", lambda path, mode: Path(path) != report / inside)
    with pytest.raises(DataError, match="cannot be written to: choose another folder"):
        replacement.check_target(report)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no limits to a process")
def test_on_a_full_disk_the_old_report_stays_and_nothing_is_left_beside(tmp_path):
    before = old_report(tmp_path / "report")
    command = (
        "import pathlib, resource; from analysis.report import replacement\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))\n"
        "files = {'index.html': 'new', '01.html': 'x' * 20_000}\n"
        "replacement.replace(pathlib.Path('report'), files)"
    )
    run = subprocess.run(
        [sys.executable, "-c", command], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.stderr.splitlines()[-1] == (
        "analysis.errors.DataError: the report report cannot be written: File too large; "
        "what was there stays as it was"
    )
    assert contents(tmp_path / "report") == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no flock; it refuses the renaming")
def test_a_second_run_into_one_folder_is_refused(tmp_path):
    second = replacement.alone(tmp_path / "report")
    refused = pytest.raises(DataError, match="another run is writing the report")
    with replacement.alone(tmp_path / "report"), refused, second:
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_report_is_replaced_without_a_moment_in_which_there_is_none(tmp_path, monkeypatch):
    old_report(tmp_path / "report")
    (tmp_path / "other").mkdir()
    if not replacement._exchange(tmp_path / "other", tmp_path / "report"):
        pytest.skip("this system cannot exchange two folders at once")
    replacement._exchange(tmp_path / "other", tmp_path / "report")
    (tmp_path / "other").rmdir()
    monkeypatch.delattr(Path, "rename")
    monkeypatch.delattr(Path, "replace")
    replacement.replace(tmp_path / "report", {"index.html": "new"})
    assert contents(tmp_path / "report") == {"index.html": b"new", LIST: b"index.html\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_two_renames_replace_a_report_where_two_folders_cannot_be_exchanged(tmp_path, monkeypatch):
    monkeypatch.setattr(replacement, "_exchange", lambda new, target: False)
    old_report(tmp_path / "report")
    replacement.replace(tmp_path / "report", {"index.html": "new"})
    assert contents(tmp_path / "report") == {"index.html": b"new", LIST: b"index.html\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_what_a_dead_run_left_is_put_back_or_removed(tmp_path):
    before = old_report(tmp_path / ".report-old-12")
    replacement.replace(tmp_path / ".report-new-12", {"index.html": replacement.GENERATOR})
    replacement.restore(tmp_path / "report")
    assert contents(tmp_path / "report") == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


@pytest.mark.parametrize("empty", ["", "index.html"])
def test_what_a_run_left_that_died_before_or_after_its_front_page_was_there_is_removed(
    tmp_path, empty
):
    (tmp_path / ".report-new-12").mkdir()
    if empty:
        (tmp_path / ".report-new-12" / empty).touch()
    replacement.restore(tmp_path / "report")
    assert list(tmp_path.iterdir()) == []


def test_a_whole_report_is_not_exchanged_for_what_a_dead_run_left(tmp_path):
    before = old_report(tmp_path / "report")
    replacement.replace(tmp_path / ".report-old-12", {"index.html": replacement.GENERATOR})
    replacement.restore(tmp_path / "report")
    assert contents(tmp_path / "report") == before
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_what_is_not_clearly_ours_is_left_alone(tmp_path):
    (tmp_path / ".report-old-12").mkdir()
    (tmp_path / ".report-old-12" / "thesis.txt").write_text("years of work")
    old_report(tmp_path / ".report-backup")
    replacement.restore(tmp_path / "report")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".report-backup", ".report-old-12"]


def test_a_notebook_without_a_place_for_the_study_is_named(tmp_path):
    study = make_study(tmp_path / "study")
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(), tmp_path / "notebooks" / "01.ipynb")
    with pytest.raises(NotebookError, match="01: 0 cells are tagged 'parameters'"):
        report.write(study, tmp_path / "report", tmp_path / "notebooks")


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    make_study(tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "01.ipynb").write_text("not JSON")
    with pytest.raises(NotebookError, match="01: is not a notebook"):
        report.write(None, tmp_path / "report", tmp_path / "notebooks")


def test_a_long_notebook_starts_before_the_others():
    long, stranger = {"analysis": execution.LONG}, {"analysis": "of a stranger"}
    metadata = {"a": {}, "b": stranger, "c": long, "d": {}}
    notebooks = {name: new_notebook(metadata=some) for name, some in metadata.items()}
    assert execution.in_turn(notebooks) == ["c", "a", "b", "d"]


def test_the_notebook_that_reconciles_many_times_is_marked_as_long():
    stored = nbformat.read("notebooks/04_do_the_figures_agree.ipynb", as_version=4)
    assert stored.metadata["analysis"] == execution.LONG


@pytest.mark.thorough
def test_where_the_results_file_fails_the_old_report_stays(tmp_path, monkeypatch):
    make_notebook(tmp_path / "notebooks" / "01.ipynb", SHOW)
    before = old_report(tmp_path / "report")

    def fail(study):
        raise DataError("the results fail")

    monkeypatch.setattr(report, "as_json", fail)
    with pytest.raises(DataError, match="the results fail"):
        study = make_study(tmp_path / "study")
        report.write(study, tmp_path / "report", tmp_path / "notebooks", lambda line: None)
    assert contents(tmp_path / "report") == before
