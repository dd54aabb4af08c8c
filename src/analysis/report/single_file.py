"""Put all pages of a report into one file, to be mailed or printed."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

PAGE = "report.html"
"""The file within a report that holds all of it."""

SUMMARY = "summary.html"
"""The answer on one page, which the whole begins with anyway."""

_LINKED = ("aria-labelledby", "aria-describedby", "for", "popovertarget")
_WITHIN = re.compile(r"url\(#([^)]+)\)")
_KINDS = {".csv": "text/csv", ".json": "application/json"}


def in_one(files: Mapping[str, str]) -> str:
    r"""Return one page with all pages of a report, links within it, and the tables.

    Parameters
    ----------
    files
        Path within the report → text, as `pages` gives them.

    Examples
    --------
    >>> front = '<main id="main"><a href="two.html#b">b</a> <a href="a.csv" download>a</a></main>'
    >>> two = '<main id="main"><h2 id="b">B</h2></main>'
    >>> whole = in_one({"index.html": front, "two.html": two, "a.csv": "x"})
    >>> print(whole.replace("><", ">\n<"))
    <main id="main">
    <a href="#two--b">b</a> <a download="a.csv" href="data:text/csv;base64,eA==">a</a>
    <section class="page" id="two">
    <h2 id="two--b">B</h2>
    </section>
    </main>
    """
    whole = BeautifulSoup(files["index.html"], "html.parser")
    for element in whole.select(".beside"):
        element.decompose()
    _lead_within(whole, files, "index")
    for name in files:
        if name.endswith(".html") and name not in ("index.html", SUMMARY):
            page = BeautifulSoup(files[name], "html.parser")
            _lead_within(page, files, _place(name))
            _main(whole).append(_section(whole, page, _place(name)))
    return str(whole)


def _place(name: str) -> str:
    """Return the name of the section that a page becomes."""
    return re.sub(r"[^\w-]+", "-", PurePosixPath(name).stem)


def _main(page: BeautifulSoup) -> Tag:
    assert page.main is not None
    return page.main


def _section(whole: BeautifulSoup, page: BeautifulSoup, name: str) -> Tag:
    """Return what a page holds as a section, in which each name within the page begins with its."""
    main = _main(page)
    classes = " ".join(["page", *filter(None, main.get_attribute_list("class"))])
    for element in main.find_all(id=True):
        element["id"] = f"{name}--{element['id']}"
    for element in main.find_all(True):
        for attribute, value in element.attrs.items():
            if attribute in _LINKED:
                element[attribute] = " ".join(f"{name}--{one}" for one in str(value).split())
            elif isinstance(value, str) and "url(#" in value:
                element[attribute] = _WITHIN.sub(rf"url(#{name}--\1)", value)
            elif attribute == "xlink:href" and str(value).startswith("#"):
                element[attribute] = f"#{name}--{str(value)[1:]}"
    section = whole.new_tag("section", attrs={"class": classes, "id": name})
    section.extend(list(main.contents))
    return section


def _lead_within(page: BeautifulSoup, files: Mapping[str, str], name: str) -> None:
    """Let the links of a page lead to sections, and to tables that are in the file itself."""
    for link in page.find_all("a", href=True):
        address, _, place = str(link["href"]).partition("#")
        path = unquote(address)
        if not path or (path in files and path.endswith(".html")):
            section = _place(path) or name
            within = "--".join(filter(None, (section, place)))
            link["href"] = f"#{place or 'main'}" if section == "index" else f"#{within}"
        elif path in files:
            data = base64.b64encode(files[path].encode()).decode()
            link["href"] = f"data:{_KINDS[PurePosixPath(path).suffix]};base64,{data}"
            link["download"] = path.replace("/", "-")
