"""Cut a text into paragraphs, and these into marked numbers and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_OPENING = "([“„«‘\"'"
_CLOSING = ")].,;:!?%…”»’\"'"
"""Punctuation that no line may part from a number."""
# Control characters would be lost in a page, and those that turn the direction of writing round
# would show a sentence as it does not stand in the text.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Place:
    """Where something stands in a text: a figure's row or several, or a number left out."""

    start: int
    end: int
    rows: tuple[int, ...] = ()
    reason: str = ""
    """Why a number is no figure."""


@dataclass(frozen=True)
class Piece:
    """A part of a text."""

    text: str
    number: int = 0
    """Of the mark, from 1; 0 for what is not marked."""
    rows: tuple[int, ...] = ()
    reason: str = ""
    before: str = ""
    after: str = ""
    """The punctuation that touches a mark."""


def paragraphs(text: str, places: Iterable[Place]) -> list[list[Piece]]:
    r"""Return the paragraphs of a text, each in pieces; a blank line ends one.

    The offsets of places are those of Python, in characters: a page that counts in units of
    UTF-16 never sees them.

    Examples
    --------
    >>> [[piece.text for piece in one] for one in paragraphs("Up 5.\r\n\r\nEnd", [Place(3, 4)])]
    [['Up ', '5'], ['End']]
    """
    found: list[list[Piece]] = [[]]
    end = 0
    for number, place in enumerate(_apart(places), start=1):
        _add(found, text[end : place.start])
        shown = visible(text[place.start : place.end])
        found[-1].append(Piece(shown, number, place.rows, place.reason))
        end = place.end
    _add(found, text[end:])
    filled = [paragraph for paragraph in found if any(piece.text.strip() for piece in paragraph)]
    return [list(_with_punctuation(paragraph)) for paragraph in filled]


def visible(text: str) -> str:
    r"""Return a text as a page can show it: unseen characters by their names, line ends alike.

    Examples
    --------
    >>> visible("5\x00\r\n\u202e6")
    '5[U+0000]\n[U+202E]6'
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", plain)


def _add(found: list[list[Piece]], text: str) -> None:
    """Add what is not marked to the last paragraph, and begin a new one after each blank line."""
    first, *others = _BLANK_LINE.split(visible(text))
    if first:
        found[-1].append(Piece(first))
    found.extend([Piece(other)] if other else [] for other in others)


def _with_punctuation(paragraph: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a paragraph, each mark with the punctuation that touches it."""
    pieces = list(paragraph)
    for n, piece in enumerate(paragraph):
        if not piece.number:
            continue
        before, after = "", ""
        if n and not pieces[n - 1].number:
            text = pieces[n - 1].text
            pieces[n - 1] = Piece(text.rstrip(_OPENING))
            before = text[len(pieces[n - 1].text) :]
        if n + 1 < len(pieces) and not pieces[n + 1].number:
            text = pieces[n + 1].text
            pieces[n + 1] = Piece(text.lstrip(_CLOSING))
            after = text[: len(text) - len(pieces[n + 1].text)]
        pieces[n] = replace(piece, before=before, after=after)
    yield from (piece for piece in pieces if piece.number or piece.text)


def _apart(places: Iterable[Place]) -> Sequence[Place]:
    """Return places in their order, those that overlap as one; figures go before what is none."""
    apart: list[Place] = []
    for place in sorted(places, key=lambda one: (one.start, one.end)):
        if apart and place.start < apart[-1].end:
            last = apart.pop()
            rows = (*last.rows, *place.rows)
            reason = "" if rows else last.reason
            place = Place(last.start, max(last.end, place.end), rows, reason)
        apart.append(place)
    return apart
