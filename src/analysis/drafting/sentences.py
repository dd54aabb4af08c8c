"""Split a text into sentences, each with its place in the text."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import category


class Sentence(NamedTuple):
    """A sentence, a heading or an item of a list; offsets count characters of the whole text."""

    start: int
    end: int
    paragraph: int


LONGEST = 1500
"""Characters of a sentence; what is longer is no prose, and is cut between words."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"[^\r\n]+")
_STOP = re.compile(r"""[.!?…]+["'”’)\]]*\s+(?=["'“‘(\[]*[^\W\d_a-z])|[.!?]+["'”’)\]]*\s+(?=\d)""")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|vs|Rs|approx|ca|incl|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Prof|Jan|"
    r"Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|fig|resp|e\.g|i\.e)|\b[A-Z]|\b[A-Z]\.[A-Z])\.$"
)


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a text in their order.

    A blank line ends a paragraph. A line that ends with a letter or comma and is as wide as a
    printed column goes on in the next one; other lines, as in lists, stand for themselves.

    Examples
    --------
    >>> text = "It rose by 1.5 percent. In the U.S. it fell."
    >>> [text[s.start : s.end] for s in sentences(text)]
    ['It rose by 1.5 percent.', 'In the U.S. it fell.']
    """
    found = []
    for paragraph, (start, end) in enumerate(_pieces(text, _PARAGRAPH, 0, len(text))):
        for first, last in _lines(text, start, end):
            for begin, stop in _split(text, first, last):
                found.append(Sentence(begin, stop, paragraph))
    return found


def looks_back(words: str) -> bool:
    """Say whether a sentence looks back from what the text is about.

    Examples
    --------
    >>> looks_back("Ten years earlier it had been 5 million."), looks_back("It was 5 million.")
    (True, False)
    """
    return bool(re.search(r"\bhad (?:still |only )?been\b|\byears earlier\b", words))


def quote_of(text: str, sentence: tuple[int, int], start: int, end: int) -> str:
    """Return a few words around a number, whole ones of its sentence.

    Examples
    --------
    >>> quote_of("Exports were $5 million in 2019.", (0, 32), 13, 23)
    'Exports were $5 million in 2019.'
    """
    begin, stop = max(sentence[0], start - 50), min(sentence[1], end + 25)
    words = text[begin:stop]
    if begin > sentence[0]:
        words = words.partition(" ")[2] or words
    if stop < sentence[1]:
        words = words.rpartition(" ")[0] or words
    return line_of(words)


def line_of(words: str) -> str:
    r"""Return words on one line, without the characters that would steer a terminal.

    Examples
    --------
    >>> line_of("exports\n of \x1b[31m5")
    'exports of [31m5'
    """
    return " ".join("".join(c for c in words if c.isspace() or category(c) != "Cc").split())


def _pieces(text: str, gap: re.Pattern[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches between gaps that are not blank."""
    pieces, begin = [], start
    for match in gap.finditer(text, start, end):
        pieces.append((begin, match.start()))
        begin = match.end()
    pieces.append((begin, end))
    return [(a, b) for a, b in pieces if text[a:b].strip()]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the lines of a paragraph, those joined that are one sentence broken for its width."""
    joined: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, start, end):
        line = match[0].strip()
        if not line:
            continue
        before = text[joined[-1][0] : joined[-1][1]].rstrip() if joined else ""
        wide = len(before.rpartition("\n")[2]) >= 60 and (before[-1].isalpha() or before[-1] in ",")
        if before and (wide or line[0].islower()):
            joined[-1] = (joined[-1][0], match.end())
        else:
            joined.append(match.span())
    return joined


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of one line."""
    spans, begin = [], start
    for match in _STOP.finditer(text, start, end):
        mark = match.start() + 1
        if _SHORT.search(text, max(begin, mark - 8), mark) and text[mark - 1] == ".":
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    spans.append((begin, end))
    spans = [piece for a, b in spans for piece in _cut(text, a, b)]
    trimmed = [(a + _blanks(text[a:b]), a + len(text[a:b].rstrip())) for a, b in spans]
    return [(a, b) for a, b in trimmed if a < b]


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a sentence in pieces that are not too long."""
    pieces = []
    while end - start > LONGEST:
        blank = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = blank if blank > 0 else start + LONGEST
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


def _blanks(piece: str) -> int:
    return len(piece) - len(piece.lstrip())
