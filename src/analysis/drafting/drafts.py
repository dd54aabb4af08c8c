"""Draft rows of figures from a text, to be confirmed by a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.drafting.places import Gazetteer
from analysis.drafting.reading import Reader
from analysis.drafting.row import LeftOut, Row
from analysis.drafting.spans import shifted

_HEAD = re.compile(
    r"\ufeff?(?P<title>[^|\r\n]{1,400}?) *\| *(?P<publisher>[^|\r\n]{1,200}?) *\| "
    r"*(?P<date>\d{4}(?:-\d\d){0,2}) *(?=\r?\n|$)"
)


@dataclass(frozen=True)
class Draft:
    """What a text seems to say: rows to be confirmed, and its numbers that are no figure."""

    rows: list[Row]
    left_out: list[LeftOut]


@dataclass(frozen=True)
class Heading:
    """The first line of a text, where it says what the text is: title | publisher | date."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    title_end: int = 0
    end: int = 0


def heading(text: str) -> Heading:
    """Return what the first line says of a text; blanks where it is none of this form.

    Examples
    --------
    >>> heading("Trade grows | The Example | 2021-04-12").publisher
    'The Example'
    """
    match = _HEAD.match(text)
    if not match:
        return Heading()
    return Heading(
        match["title"], match["publisher"], match["date"], match.end("title"), match.end()
    )


def draft_rows(
    text: str,
    *,
    reporter: str = "",
    partner: str = "",
    published: str = "",
    countries: Iterable[Mapping[str, str]] = (),
    regions: Iterable[str] = (),
) -> Draft:
    """Return the rows that a text seems to state, and its numbers that are no figure.

    Parameters
    ----------
    text
        An article; its first line may be title | publisher | date.
    reporter, partner
        Of the study; where they are not given, the economies that the text names most often.
    published
        The date from which the text reckons "last year"; that of its first line unless given.
    countries, regions
        Names, adjectives and capitals of a study's own economies, and the names of its regions.

    Examples
    --------
    >>> text = "Exports of Georgia to Turkey were $5.2 million in 2020."
    >>> [(row.cells["quantity"], row.cells["as_written"]) for row in draft_rows(text).rows]
    [('exports', '$5.2 million')]
    """
    head = heading(text)
    hidden = _without_heading(text, head)
    gazetteer = Gazetteer(countries, regions)
    reader = Reader(hidden, published or head.published, (reporter, partner), gazetteer, head.end)
    rows, left_out = reader.read()
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text[head.title_end : head.end]):
        start = head.title_end + match.start()
        left_out.append(LeftOut(match[0], start, start + len(match[0]), "the line above the text"))
    rows, repeated = _distinct(rows)
    places = {(row.start, row.end) for row in rows}
    left_out += [
        LeftOut(text[row.start : row.end], row.start, row.end, "says the same as another row")
        for row in repeated
        if (row.start, row.end) not in places
    ]
    choices = _choices(rows, reader)
    if not any(row.cells["product"] for row in rows):
        for row in rows:  # a text that names no product speaks of all goods
            row.doubt.discard("product")
    for row in rows:
        own = row.cells["period"]
        row.choices = [*dict.fromkeys([own, *choices] if own else choices)]
    left_out.sort(key=lambda left: left.start)
    return Draft(sorted(rows, key=lambda row: row.start), left_out)


def _without_heading(text: str, head: Heading) -> str:
    """Return the text with blanks in place of publisher and date, so that offsets stay."""
    if not head.end:
        return text
    return text[: head.title_end] + " " * (head.end - head.title_end) + text[head.end :]


def _distinct(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows that say something new, and those that say the same as one of them."""
    found: dict[tuple[str, ...], Row] = {}
    repeated = []
    for row in rows:
        kept = found.setdefault(row.key(), row)
        if kept is not row:
            repeated.append(row)
            kept.cells["statistics_of"] = kept.cells["statistics_of"] or row.cells["statistics_of"]
    return list(found.values()), repeated


def _choices(rows: Iterable[Row], reader: Reader) -> list[str]:
    """Return the periods of which the text speaks, the most frequent first."""
    seen = Counter(
        t.period for part in reader.parts for t in part.times if t.kind == "period" and t.period
    )
    listed = [period for period, _ in seen.most_common()]
    before = [shifted(period, -1) for period in listed[:3]]
    return [*dict.fromkeys([*listed, *(row.cells["period"] for row in rows), *before])][:12]
