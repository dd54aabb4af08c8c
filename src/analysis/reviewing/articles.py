"""The articles of a study that were drafted, each with its text, its rows and their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.drafting import draft_files
from analysis.drafting.confirming import NO, YES
from analysis.drafting.draft_files import Cells
from analysis.drafting.row import COLUMNS, MORE, LeftOut
from analysis.errors import DataError
from analysis.reviewing.pieces import Piece, Place, paragraphs
from analysis.study import tables

WAITING, CONFIRMED, LEFT_OUT = "waiting", "confirmed", "left out"
ANSWERS = {WAITING: "", CONFIRMED: YES[0], LEFT_OUT: NO[0]}
"""What is decided on a row → what the column `confirmed` says."""


@dataclass(frozen=True)
class Article:
    """A drafted article."""

    source_id: str
    title: str
    publisher: str
    published: str
    columns: list[str]
    rows: list[Cells]
    text: list[list[Piece]]
    """Its paragraphs; the rows of a piece are numbers in ``rows``."""
    lost: list[int]
    """The rows whose number is not in the text."""


def articles(folder: Path) -> list[Article]:
    """Return the drafted articles of a study, by the names of their sources.

    Raises
    ------
    DataError
        Where there is no draft, a draft is malformed, or its text is not there.

    Examples
    --------
    >>> articles(Path("tests/invented"))
    Traceback (most recent call last):
    analysis.errors.DataError: tests/invented has no drafts: make one with: analysis draft TEXT \
--to tests/invented
    """
    names = draft_files.drafts_of(folder)
    if not names:
        raise DataError(f"{folder} has no drafts: make one with: analysis draft TEXT --to {folder}")
    return [article(folder, name) for name in names]


def article(folder: Path, source_id: str) -> Article:
    """Return one drafted article of a study."""
    text = draft_files.read_article_text(folder, source_id)
    rows = [cells for _, cells in draft_files.read_draft(folder, source_id)]
    left_out = draft_files.read_left_out(folder, source_id)
    at = {number: _place(cells, number, text) for number, cells in enumerate(rows)}
    places = [place for place in at.values() if place]
    places += _left_out(left_out, text)
    sources = tables.read_table(folder, "sources.csv").set_index("source_id")
    known = sources.loc[source_id].to_dict() if source_id in sources.index else {}
    return Article(
        source_id,
        known.get("title", "") or source_id,
        known.get("publisher", ""),
        known.get("published", ""),
        list(rows[0]) if rows else [*COLUMNS, *MORE],
        rows,
        paragraphs(text, places),
        [number for number, place in at.items() if place is None],
    )


def decision(cells: Cells) -> str:
    """Return what a person decided on a row.

    Examples
    --------
    >>> [decision({"confirmed": answer}) for answer in ("", "Yes", "0", "perhaps")]
    ['waiting', 'confirmed', 'left out', 'waiting']
    """
    answer = cells["confirmed"].lower()
    return CONFIRMED if answer in YES else LEFT_OUT if answer in NO else WAITING


def _place(cells: Cells, number: int, text: str) -> Place | None:
    """Return where a row stands in the text; nothing where the text says something else there."""
    span = draft_files.span_of(cells)
    if span is None or not _same(text[slice(*span)], cells.get("sentence", "")):
        return None
    # A number in words, such as "doubled", has digits in its row alone.
    digits, printed = (re.sub(r"\D", "", x) for x in (text[slice(*span)], cells["as_written"]))
    return Place(*span, (number,)) if digits in ("", printed) else None


def _left_out(left_out: Sequence[LeftOut], text: str) -> Iterator[Place]:
    """Yield where the numbers stand that are no figure."""
    for left in left_out:
        if _same(text[left.start : left.end], left.number):
            yield Place(left.start, left.end, reason=left.reason)


def _same(number: str, around: str) -> bool:
    """Say whether a number of the text stands in what a draft has of it; blanks do not count."""
    words = " ".join(number.split())
    return bool(words) and words in " ".join(around.split())
