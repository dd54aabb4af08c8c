"""Adapt the HTML of cells to a page: links, tables that scroll, a list of the sections."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString

ID_COLUMNS = ("figure", "figure id", "figure_id", "source id", "source_id")
"""The heads of the columns whose cells name a figure or a source."""

IN_NAMES = {"quantity", "reporter", "partner", "product", "period", "unknown"}
"""The heads of the columns that say what the name of a figure says too."""

MOST_ROWS = 10
MOST_CELLS = 100
"""How many rows and cells a table has at most that is shown at once."""

MOST_ON_PAPER = 15
"""How many rows a table has at most that is printed."""

CLAIM = "claim"
"""The kind of the places that say what is wrong with a claim."""

CONTENTS = "contents"
"""The comment of a template in whose place the list of sections comes."""

_NOTEBOOK = re.compile(r"([^:/]+)\.ipynb(#.*)?")
_NOT_IN_PLACES = re.compile(r"[^\w-]", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[\w-]+")
_DATE_OF_CREDIT = re.compile(r" \([\w-]+\)")


def adapted(
    html: str,
    where: Mapping[str, str],
    label: str | None = None,
    *,
    names: Mapping[str, tuple[str, str]] | None = None,
    names_figures: bool = False,
    folded: bool = False,
    points: Sequence[str] | None = None,
) -> str:
    """Return the HTML of a cell as a page of the report has it.

    Links to notebooks lead to their pages, and of links to folders around the notebooks only the
    words stay. Tables scroll on their own where the screen is narrow. Figures and sources that are
    named lead to the page of sources; a word or a number of a text is no name of one.

    Parameters
    ----------
    where
        Figure, source or credit → its place in the report.
    label
        The name of the table, if there is one.
    names
        Figure or source → what it is in words, and whose it is: it stands in a table so.
    names_figures
        Whether each identifier that stands as code names a figure: so in computed sentences.
    folded
        Whether tables stand behind a line with their length even where they are short.
    points
        The figure that each point of the list is about: the point gets its name.

    Examples
    --------
    >>> adapted('<p><a href="02_balance.ipynb">balance</a>, <a href="../data/">data</a></p>', {})
    '<p><a href="02_balance.html">balance</a>, data</p>'
    >>> adapted("<p>2019: see a-turnover-2019</p>", {"2019": "#b", "a-turnover-2019": "#c"})
    '<p>2019: see <a href="#c">a-turnover-2019</a></p>'
    """
    body = BeautifulSoup(f"<body>{html}</body>", "html.parser").body
    assert body is not None
    _lead_within_report(body)
    _link_cells(body, where)
    _name_rows(body, names or {})
    for point, figure_id in zip(body.find_all("li"), points or (), strict=False):
        point["id"] = anchor(figure_id, CLAIM)
    _link_texts(body, where, names_figures)
    _let_tables_scroll(body, label, folded)
    return body.decode_contents()


def with_contents(page: str) -> str:
    """Name the sections of a page, and list them where its template has a place for that.

    Examples
    --------
    >>> with_contents("<!-- contents --><h2>Who, and why?</h2>, <h2>How</h2>")[-82:]
    '<h2 id="section-1-who-and-why">Who, and why?</h2>, <h2 id="section-2-how">How</h2>'
    """
    soup = BeautifulSoup(page, "html.parser")
    entries = []
    for number, heading in enumerate(soup.find_all("h2", id=False), 1):
        words = re.findall(r"\w+", heading.get_text().lower())
        heading["id"] = "-".join(["section", str(number), *words])
        title = copy.copy(heading)
        for link in title.find_all("a"):
            link.unwrap()
        entries.append(f'<li><a href="#{heading["id"]}">{title.decode_contents()}</a></li>')
    contents = (
        '<details class="contents"><summary>On this page</summary>'
        f'<nav aria-label="On this page"><ol>{"".join(entries)}</ol></nav></details>'
    )
    place = soup.find(string=lambda text: isinstance(text, Comment) and text.strip() == CONTENTS)
    if place is not None:
        shown = contents if len(entries) > 1 else ""
        place.replace_with(*BeautifulSoup(shown, "html.parser").contents)
    return str(soup)


def anchor(name: str, kind: str) -> str:
    """Return the name of the place of a figure, a source or the fault of a claim in the report.

    It needs no escaping in a page or an address, and no two names have the same.

    Examples
    --------
    >>> anchor("wire-turnover-2016", "claim"), anchor("my figure", "figure")
    ('claim-wire-turnover-2016', 'figure-my.20.figure')
    """
    return f"{kind}-" + _NOT_IN_PLACES.sub(lambda sign: f".{ord(sign[0]):x}.", name)


def is_unmistakable(name: str) -> bool:
    """Say whether an identifier is no word and no number that a text may hold for another reason.

    Examples
    --------
    >>> is_unmistakable("wire-turnover-2016"), is_unmistakable("a_loan_2")
    (True, True)
    >>> [is_unmistakable(x) for x in ("16", "2020", "turnover", "long-term", "2020-01-31")]
    [False, False, False, False, False]
    """
    return len(re.findall("[-_]", name)) > 1 and any(sign.isalpha() for sign in name)


def _lead_within_report(body: Tag) -> None:
    for link in body.find_all("a", href=True):
        target = str(link["href"])
        if target.startswith("../"):
            link.unwrap()
        elif match := _NOTEBOOK.fullmatch(target):
            link["href"] = f"{match[1]}.html{match[2] or ''}"


def _link_cells(body: Tag, where: Mapping[str, str]) -> None:
    """Link the cells that hold an identifier, and a publisher that stands before a date."""
    for table in body.find_all("table"):
        head = [cell.get_text() for cell in _cells(table.find("tr"))]
        for row in table.find_all("tr")[1:]:
            cells = _cells(row)
            texts = [cell.get_text() for cell in cells]
            for n, cell in enumerate(cells):
                name = texts[n] if n < len(head) and head[n] in ID_COLUMNS else ""
                if not name and n + 1 < len(cells):
                    name = f"{texts[n]} ({texts[n + 1] or 'undated'})"
                if name in where and cell.a is None:
                    _link_all(cell, where[name])


def _name_rows(body: Tag, names: Mapping[str, tuple[str, str]]) -> None:
    """Write the figure or source of each row by name; columns that repeat the name go."""
    for table in body.find_all("table"):
        rows = [_cells(row) for row in table.find_all("tr")]
        head = [cell.get_text() for cell in rows[0]] if rows else []
        column = next((n for n, word in enumerate(head) if word in ID_COLUMNS), len(head))
        named = [row[column] for row in rows[1:] if len(row) == len(head) > column]
        if not named or not all(cell.get_text() in names for cell in named):
            continue
        for cell in named:
            words, whose = names[cell.get_text()]
            (cell.a or cell).string = words
            cell.append(f", {whose}" if whose and "publisher" not in head else "")
        rows[0][column].string = kind = head[column].removesuffix("id").rstrip(" _")
        repeated = [n for n, word in enumerate(head) if kind == "figure" and word in IN_NAMES]
        for cell in (row[n] for row in rows for n in repeated if len(row) == len(head)):
            cell.decompose()


def _cells(row: Tag | None) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False) if row else []


def _link_texts(body: Tag, where: Mapping[str, str], names_figures: bool) -> None:
    """Link credits and unmistakable identifiers in texts, and those that stand as code."""
    for text in body.find_all(string=True):
        around = text.parent
        if type(text) is not NavigableString or text.find_parent(["a", "svg", "pre"]):
            continue
        if names_figures and around and around.name == "code" and text in where:
            _link_all(around, where[text])
            continue
        pieces: list[Tag | str] = []
        end = 0
        for start, stop in _names(text, where):
            pieces += [text[end:start], _link(text[start:stop], where)]
            end = stop
        if pieces:
            text.replace_with(*pieces, text[end:])


def _names(text: str, where: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield where a text names a source by publisher and date, or has an unmistakable name."""
    credits = list(_credits(text, where))
    words = [match.span() for match in _WORD.finditer(text) if match[0] in where]
    end = 0
    for start, stop in sorted(credits + words):
        is_credit = (start, stop) in credits
        if start >= end and (is_credit or is_unmistakable(text[start:stop])):
            yield start, stop
            end = stop


def _credits(text: str, where: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """Yield where a text names a source by publisher and date, of several names the longest."""
    for date in _DATE_OF_CREDIT.finditer(text):
        end = date.end()
        names = [n for n in where if n.endswith(date[0]) and text.endswith(n, 0, end)]
        start = end - max(map(len, names), default=0)
        if start < end and not _WORD.match(text[start - 1 : start]):
            yield start, end


def _link(name: str, where: Mapping[str, str]) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag("a", attrs={"href": where[name]}, string=name)


def _link_all(element: Tag, target: str) -> None:
    """Make all that an element holds one link."""
    link = BeautifulSoup("", "html.parser").new_tag("a", attrs={"href": target})
    link.extend(list(element.contents))
    element.append(link)


def _let_tables_scroll(body: Tag, label: str | None, folded: bool) -> None:
    """Put each table into a box that scrolls, and a long one behind a line with its length.

    Names break after an underscore, days nowhere.
    """
    new = BeautifulSoup("", "html.parser").new_tag
    words = f"Table: {label.replace('_', ' ')}" if label else "Table"
    box = {"class": "table", "role": "group", "aria-label": words, "tabindex": "0"}
    for table in body.find_all("table"):
        for cell in table.find_all("td"):
            if _DAY.fullmatch(cell.get_text()):
                cell.attrs = {"class": "day"}
        for text in table.find_all(string=re.compile("_")):
            first, *others = text.split("_")
            broken = [piece for other in others for piece in ("_", new("wbr"), other)]
            text.replace_with(first, *broken)
        boxed = table.wrap(new("div", attrs=box))
        rows, cells = len(table.select("tbody tr")), len(table.select("tbody td"))
        if folded or rows > MOST_ROWS or cells > MOST_CELLS:
            classes = "rows long" if rows > MOST_ON_PAPER else "rows"
            whole = boxed.wrap(new("details", attrs={"class": classes}))
            whole.insert(0, new("summary", string=f"{words}, {rows} rows"))
