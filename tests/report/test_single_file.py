"""All of a report in one file: its links lead somewhere within, and a browser prints it."""

import base64
import os
import re
import shlex
import stat
import sys

import pytest
from bs4 import BeautifulSoup

from analysis import DataError
from analysis.report.printing import known_browser, printed
from analysis.report.single_file import in_one

PAGES = {
    "index.html": '<body><main id="main"><p id="a">A</p><a href="02 b.html#a">b</a>'
    '<a href="02%20b.html">all of b</a><a href="02%20b/t.csv" download>t</a></main>'
    '<footer><a href="index.html">front</a><a href="results.json">json</a></footer></body>',
    "02 b.html": '<header>left out</header><main id="main" class="chapter"><p id="a">B</p>'
    '<a href="#a">here</a><a href="index.html">front</a><a href="https://example.org/#a">out</a>'
    '<svg aria-labelledby="t d"><title id="t"/><desc id="d"/><clipPath id="c"/>'
    '<g clip-path="url(#c)" style="fill: url(#c)"/><use xlink:href="#c"/></svg></main>',
    "02 b/t.csv": "year,value\n2019,ä\n",
    "results.json": "{}",
}


@pytest.fixture(scope="module")
def whole():
    return BeautifulSoup(in_one(PAGES), "html.parser")


def test_each_name_stands_once_and_each_link_within_leads_to_one(whole):
    names = [element["id"] for element in whole.find_all(id=True)]
    assert len(names) == len(set(names))
    links = [link["href"] for link in whole.find_all("a")]
    within = [link[1:] for link in links if link.startswith("#")]
    assert within == ["02-b--a", "02-b", "02-b--a", "main", "main"]
    assert set(within) <= set(names)


def test_a_link_to_elsewhere_stays_and_what_is_in_no_main_part_is_left_out(whole):
    assert "https://example.org/#a" in [link["href"] for link in whole.find_all("a")]
    assert "left out" not in whole.get_text()


def test_tables_are_in_the_file_under_their_names(whole):
    held = {link["download"]: link["href"] for link in whole.find_all("a", download=True)}
    assert list(held) == ["02 b-t.csv", "results.json"]
    kind, _, data = held["02 b-t.csv"].partition(";base64,")
    assert kind == "data:text/csv"
    assert base64.b64decode(data).decode() == PAGES["02 b/t.csv"]


def test_what_lies_beside_a_report_is_not_linked_in_the_one_file():
    front = '<main id="main"><p>A</p><p class="beside"><a href="summary.html">s</a></p></main>'
    whole = in_one({"index.html": front, "summary.html": '<main id="main">twice</main>'})
    assert whole == '<main id="main"><p>A</p></main>'


def test_a_picture_refers_to_its_own_parts(whole):
    section = whole.find("section", id="02-b")
    assert section["class"] == ["page", "chapter"]
    assert section.svg["aria-labelledby"] == "02-b--t 02-b--d"
    parts = re.findall(r"#(02-b--c)", str(section.svg))
    assert len(parts) == 3
    assert section.find(id="02-b--c") is not None


def fake_browser(folder, lines):
    """Put a program in the place of a browser."""
    path, code = folder / "chromium", folder / "chromium.py"
    code.write_text(f"import sys\n{lines}\n")
    # The path of an interpreter after #! may hold no blank.
    path.write_text(
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(code))} "$@"\n'
    )
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return str(path)


posix = pytest.mark.skipif(os.name != "posix", reason="a script is no program on Windows")


@posix
def test_a_browser_is_given_the_page_and_what_it_prints_is_returned(tmp_path):
    lines = (
        "from pathlib import Path\nfrom urllib.request import url2pathname\n"
        "from urllib.parse import urlsplit\n"
        "target = next(a for a in sys.argv if a.startswith('--print-to-pdf='))[15:]\n"
        "page = url2pathname(urlsplit(sys.argv[-1]).path)\n"
        "Path(target).write_bytes(b'%PDF ' + Path(page).read_bytes())"
    )
    assert printed("Grüße", fake_browser(tmp_path, lines)) == b"%PDF " + "Grüße".encode()


@posix
def test_a_browser_that_prints_nothing_is_an_error_with_what_it_said(tmp_path):
    browser = fake_browser(tmp_path, "print('no display', file=sys.stderr)")
    with pytest.raises(DataError, match="printed no PDF: no display"):
        printed("x", browser)


def test_without_a_browser_one_is_asked_for_before_anything_is_done(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    with pytest.raises(DataError, match=r"a PDF needs Chromium.*--single-file"):
        known_browser()
