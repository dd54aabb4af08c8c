"""List the sources of a study with what was taken from each, and link figures to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from analysis.prose.claim_rows import as_printed, meaning
from analysis.reconciliation.explanation import dated

if TYPE_CHECKING:
    import pandas as pd

    from analysis.study.study import Study

PAGE = "sources.html"

_TEXT = re.compile(r"(<a\b.*?</a>|<svg\b.*?</svg>|<pre\b.*?</pre>|<[^>]*>)", re.DOTALL)
_WORD = re.compile(r"[\w-]+")
_CELLS = re.compile(r"(<td[^>]*>)([^<]+)(</td>\s*<td[^>]*>)([^<]*)(?=</td>)")
_CREDIT = re.compile(r"([^;<>:]+) \(([\w-]+)\)")


def taken_from_each(study: Study) -> list[dict[str, object]]:
    """Return each source with its figures, in the order of the study.

    Returns
    -------
    list
        For each source: id, publisher, title, published, url, kind, and figures: a list of id,
        what, printed, means, side and note.

    Examples
    --------
    >>> from analysis import read
    >>> list(taken_from_each(read("data"))[0]["figures"][0])
    ['id', 'what', 'parties', 'printed', 'means', 'side', 'note']
    """
    by_source = dict(list(study.figures.groupby("source_id", sort=False)))
    nothing = study.figures[:0]
    columns = ["publisher", "title", "published", "url", "kind"]
    return [
        {
            "id": source_id,
            **source[columns],
            "figures": [
                _taken(study, row) for _, row in by_source.get(source_id, nothing).iterrows()
            ],
        }
        for source_id, source in study.sources.iterrows()
    ]


def targets(study: Study) -> dict[str, str]:
    """Return where each figure and each source stands on the page of sources.

    Publications are found by publisher and date too, where these two name one.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("data")
    >>> set(study.sources.index) <= set(targets(study))
    True
    """
    found = {name: f"{PAGE}#figure-{name}" for name in study.figures["figure_id"]}
    found |= {name: f"{PAGE}#source-{name}" for name in study.sources.index}
    printed = study.sources.groupby(["publisher", "published"])["source_id"].agg(list)
    for (publisher, published), names in printed.items():
        if len(names) == 1:
            found[f"{publisher} ({published or 'undated'})"] = f"{PAGE}#source-{names[0]}"
    return found


def linked(html: str, where: Mapping[str, str]) -> str:
    """Lead each identifier of a figure or source, and each publisher with a date, to its source.

    What is a link already, code and pictures stay as they are.

    Examples
    --------
    >>> linked("<td>a-1</td>, b", {"a-1": "sources.html#figure-a-1"})
    '<td><a href="sources.html#figure-a-1">a-1</a></td>, b'
    """
    html = _CELLS.sub(lambda match: _publisher_cell(match, where), html)
    parts = _TEXT.split(html)
    parts[::2] = [_linked_text(text, where) for text in parts[::2]]
    return "".join(parts)


def _linked_text(text: str, where: Mapping[str, str]) -> str:
    """Return a text with its identifiers and credits as links."""
    text = _WORD.sub(lambda m: _link(m[0], where[m[0]]) if m[0] in where else m[0], text)
    return _CREDIT.sub(lambda match: _credit(match, where), text)


def _credit(match: re.Match[str], where: Mapping[str, str]) -> str:
    """Return a publisher and a date as a link, the words before and around them kept."""
    space = match[0][: len(match[0]) - len(match[0].lstrip())]
    name = match[0].lstrip()
    return f"{space}{_link(name, where[name])}" if name in where else match[0]


def _publisher_cell(match: re.Match[str], where: Mapping[str, str]) -> str:
    """Return a cell with a publisher, followed by one with a date, as a link."""
    before, publisher, between, date = match.groups()
    target = where.get(f"{publisher} ({date or 'undated'})")
    return f"{before}{_link(publisher, target)}{between}{date}" if target else match[0]


def _link(text: str, target: str) -> str:
    """Return a link."""
    return f'<a href="{escape(target)}">{text}</a>'


def _taken(study: Study, figure: pd.Series) -> dict[str, str]:
    """Return what was taken from a source: one figure of it."""
    one, other = (study.name(code) for code in (figure["reporter"], figure["partner"]))
    parties = f"{one} – {other}" if figure["reporter"] else f"{figure['region']} – {other}"
    within = f", {figure['region']}" if figure["region"] and figure["reporter"] else ""
    return {
        "id": figure["figure_id"],
        "what": f"{figure['quantity'].replace('_', ' ')}, {dated(figure['period'])}",
        "parties": parties + within,
        "printed": as_printed(figure, figure["unit"]),
        "means": meaning(figure, figure["as_written"], figure["unit"]),
        "side": figure["statistics_of"] or "not said",
        "note": figure["note"],
    }
