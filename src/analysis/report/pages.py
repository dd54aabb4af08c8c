"""Turn executed notebooks into pages that load nothing from elsewhere."""

import functools
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

from analysis.report.computed_text import computed
from analysis.report.directions import isolated
from analysis.report.execution import NotebookError, numbered, place
from analysis.report.markup import CLAIM, adapted, anchor, with_contents
from analysis.report.replacement import GENERATOR
from analysis.report.sections import without_empty_sections
from analysis.report.single_file import SUMMARY
from analysis.report.source_list import PAGE as SOURCES
from analysis.verdicts import VERDICTS

TEMPLATES = Path(__file__).parent / "templates"
TEXTS = "marked-text.html"
SHOWN = ["text/html", "text/markdown", "image/svg+xml", "image/png", "text/plain"]
"""The forms of an output that a page can show, best first."""

MOST_PREVIEWED = 200
"""Characters of an answer that are shown beside a link to its page."""

_HEADING = re.compile(r"^#{1,6} +(.+?)[ #]*$", re.MULTILINE)


def pages(
    title: str,
    notebooks: Mapping[str, NotebookNode],
    about: Mapping[str, Any] | None = None,
) -> dict[str, str]:
    """Return the files of a report: index.html, a page a notebook, a CSV a result table.

    Parameters
    ----------
    title
        The title of the study.
    notebooks
        Name → executed notebook, in the order of the report.
    about
        What the study itself gives: front (what the front page says), tables (further files to
        download: name → CSV), pdf (whether the summary is there as PDF too), sources (of the page
        of sources), where (the place of each figure and source on it), names (what each is in
        words, and whose), colophon (version and hash
        of the data) and where asked for texts (with their marks) and style_of_texts. Where left
        out, there are the notebooks alone.

    Returns
    -------
    dict
        Path within the report → text; the same for the same outputs.

    Raises
    ------
    NotebookError
        For an image without alt text, and for two tables of one name in a notebook.

    Examples
    --------
    >>> from nbformat.v4 import new_notebook
    >>> list(pages("Georgia and South Korea", {"01_trade_growth": new_notebook()}))
    ['index.html', '01_trade_growth.html']
    """
    about = about or {}
    exporter = _exporter(about.get("where", {}), about.get("names", {}))
    chapters = [
        {"name": name, "title": _chapter_title(name, notebook), "answer": _answer(notebook)}
        for name, notebook in notebooks.items()
    ]
    common: dict[str, Any] = {"study": title, "chapters": chapters, "verdicts": VERDICTS}
    style = f"{_style()}{about.get('style_of_texts', '')}"
    common |= {"generator": GENERATOR, "style": style, **about}
    places: dict[str, str] = {}
    common["places"] = places
    files = dict(about.get("tables", {}))
    for name, notebook in notebooks.items():
        _check_images(name, notebook)
        for table, text in _tables(name, notebook).items():
            files[f"{name}/{table}.csv"] = text
        shown = without_empty_sections(notebook)
        page, _ = exporter.from_notebook_node(shown, {**common, "page": name})
        if "No description has been provided" in page:
            raise NotebookError(f"{name}: an image in a text or a table has no alt text")
        files[f"{name}.html"] = with_contents(page)
        for figure_id in _points(shown):
            places.setdefault(figure_id, f"{quote(name)}.html#{anchor(figure_id, CLAIM)}")
    template = exporter.environment.get_template
    if "texts" in about:
        files[TEXTS] = template("marked-text.html.j2").render(resources=common)
    if "front" in about:
        files[SUMMARY] = template("summary.html.j2").render(resources=common)
    if "sources" in about:
        files[SOURCES] = template("sources.html.j2").render(resources=common)
    files = {"index.html": template("front.html.j2").render(resources=common), **files}
    return {
        name: isolated(text) if name.endswith(".html") else text for name, text in files.items()
    }


def heading(notebook: NotebookNode) -> str | None:
    """Return the first heading of a notebook, written or computed.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> heading(new_notebook(cells=[new_markdown_cell("# How fast did it grow?")]))
    'How fast did it grow?'
    """
    for cell in notebook.cells:
        texts = [cell.source] if cell.cell_type == "markdown" else _markdown(cell)
        for text in texts:
            if match := _HEADING.search(text):
                return match[1]
    return None


def _chapter_title(name: str, notebook: NotebookNode) -> str:
    """Return what a notebook is called among the chapters; A1, A2 and so on are appendices."""
    title = heading(notebook) or name
    return f"Appendix: {title}" if re.match(r"A\d", name) else title


def _answer(notebook: NotebookNode) -> str:
    """Return the beginning of what a notebook computes first, for those who see a link to it."""
    answers = (text for cell in notebook.cells for text in _markdown(cell))
    plain = BeautifulSoup(computed(next(answers, "")), "html.parser").get_text(" ", strip=True)
    return textwrap.shorten(plain.replace(" ,", ","), MOST_PREVIEWED, placeholder=" …")


def _exporter(where: Mapping[str, str], names: Mapping[str, tuple[str, str]]) -> HTMLExporter:
    """Return the exporter that writes our pages."""
    return HTMLExporter(
        config=Config({"NbConvertBase": {"display_data_priority": SHOWN}}),
        template_name="page",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        filters={
            "computed": computed,
            "adapted": functools.partial(adapted, where=where, names=names),
            "anchor": anchor,
        },
    )


def _style() -> str:
    """Return the style sheet, with the colours of code and of verdicts on light and on dark."""
    own = (TEMPLATES / "page" / "style.css").read_text(encoding="utf-8")
    light, dark = (
        HtmlFormatter(style=style, nobackground=True).get_style_defs(".highlight")
        for style in ("vs", "github-dark")
    )
    light += "".join(f"\n.{name} {{ color: {v.on_paper}; }}" for name, v in VERDICTS.items())
    dark += "".join(f"\n.{name} {{ color: {v.in_the_dark}; }}" for name, v in VERDICTS.items())
    return f"{own}{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def _markdown(cell: NotebookNode) -> list[str]:
    """Return the outputs of a cell that are Markdown."""
    shown = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [data["text/markdown"] for data in shown if "text/markdown" in data]


def _points(notebook: NotebookNode) -> Iterator[str]:
    """Yield the figures that points of lists are about."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            yield from output.get("metadata", {}).get("text/markdown", {}).get("points", ())


def _check_images(name: str, notebook: NotebookNode) -> None:
    """Refuse an image that has no alt text."""
    for number, cell in numbered(notebook):
        for output in cell.outputs:
            for kind in output.get("data", {}):
                alt = output.metadata.get(kind, {}).get("alt", "")
                if kind.startswith("image/") and not alt.strip():
                    raise NotebookError(f"{place(name, number, cell)}: an image has no alt text")


def _tables(name: str, notebook: NotebookNode) -> dict[str, str]:
    """Return the result tables of a notebook as CSV, by name."""
    tables: dict[str, str] = {}
    for number, cell in numbered(notebook):
        for output in cell.outputs:
            table = output.get("metadata", {}).get("text/csv", {}).get("name")
            if table is None:
                continue
            if not re.fullmatch(r"\w[\w-]*", table):
                raise NotebookError(
                    f"{place(name, number, cell)}: a table is named {table!r}; "
                    "a name has letters, digits, _ and - only"
                )
            if table in tables:
                raise NotebookError(f"{place(name, number, cell)}: two tables are named {table!r}")
            tables[table] = output.data["text/csv"]
    return tables
