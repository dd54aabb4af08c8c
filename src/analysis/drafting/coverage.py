"""Make rows of coverage ratios: by how much exports cover imports, in percent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting.filling import filled_row
from analysis.drafting.numbers import Number
from analysis.drafting.parties import Topic
from analysis.drafting.row import Row

if TYPE_CHECKING:
    from analysis.drafting.sentence import SentenceReader

_NAMES = (
    r"cover(?:age)? (?:rate|ratio)(?: of (?:\w+ )?imports by (?:\w+ )?exports)?",
    r"(?:rate of )?coverage of (?:\w+ )?imports(?: by (?:\w+ )?exports)?",
    r"ratio of (?:\w+ )?exports to (?:\w+ )?imports",
    r"exports?(?:-to-|[ -/–])imports? ratio",
)
_LINKS = (
    "was",
    "were",
    "is",
    "of",
    "at",
    "to",
    "from",
    "reached",
    "hit",
    "exceeded",
    "against",
    "versus",
    "compared with",
    "compared to",
    "than",
)
_WORDINGS = "about|around|some|roughly|nearly|almost|just|over|under|only|more than|less than"
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMES)})\b", re.IGNORECASE)
_LINK = re.compile(
    rf"(?:\b(?:{'|'.join(_LINKS)})\s+|\()(?:(?:an?|{_WORDINGS})\s+)*$", re.IGNORECASE
)
_COMPARES = re.compile(
    r"\b(?:from|against|versus|instead of|compared (?:with|to)|than)\s+"
    rf"(?:(?:{_WORDINGS})\s+)*$",
    re.IGNORECASE,
)
_BREAKS = re.compile(r";|\b(?:and|while|but|whereas|as)\b")
_OF_IT = re.compile(r" of (?:\w+ ){0,2}")
_LONGEST_LEAD = 60
_OWNS = re.compile(r"(?:['’]s?)? (?:[\w-]+ ){0,2}")


def row_of(sentence: SentenceReader, number: Number, floor: int) -> Row | str | None:
    """Return the row of a coverage ratio, or why it has none; None for another percentage."""
    if number.unit != "percent":
        return None
    lead = sentence.text[floor : number.start]
    if before := _ratio_compared(sentence, number, floor):
        return _filled(sentence, number, floor, before)
    name = _name_before(sentence, number)
    if name is None or len(lead) > _LONGEST_LEAD + name.end() - name.start():
        return None
    if _BREAKS.search(sentence.text, max(floor, name.end()), number.start):
        return None
    if number.sign or not _LINK.search(lead):
        return "the growth of a ratio"
    return _filled(sentence, number, floor, _parties(sentence, name))


def _ratio_compared(sentence: SentenceReader, number: Number, floor: int) -> tuple[str, str] | None:
    """Return the parties of the ratio right before a number that compares with it."""
    last = sentence.rows[-1].cells if sentence.rows else None
    lead = sentence.text[floor : number.start]
    if last is None or last["quantity"] != "coverage_ratio" or not _COMPARES.search(lead):
        return None
    flows = [t for t in sentence.topics if floor <= t.start < number.start]
    if any(not _OF_IT.fullmatch(sentence.text, floor, flow.start) for flow in flows):
        return None
    return last["reporter"], last["partner"]


def _name_before(sentence: SentenceReader, number: Number) -> re.Match[str] | None:
    """Return the name of the ratio of which a number speaks, with no flow named in between."""
    names = list(_NAME.finditer(sentence.text, sentence.start, number.start))
    if not names:
        return None
    flows = (t for t in sentence.topics if names[-1].end() <= t.start < number.start)
    told = [t for t in flows if not _in_brackets(sentence.text, names[-1].end(), t.start)]
    return None if told else names[-1]


def _in_brackets(text: str, start: int, end: int) -> bool:
    return text.rfind("(", start, end) > text.rfind(")", start, end)


def _parties(sentence: SentenceReader, name: re.Match[str]) -> tuple[str, str]:
    """Return whose exports cover imports from whom: those of the study unless it is owned."""
    parties = sentence.of.parties
    for place in sentence.part.places:
        is_owner = place.end <= name.start() and place.code in parties.pair
        if is_owner and _OWNS.fullmatch(sentence.text, place.end, name.start()):
            return place.code, parties.complement(place.code)
    return parties.pair


def _filled(sentence: SentenceReader, number: Number, floor: int, parties: tuple[str, str]) -> Row:
    topic = Topic("coverage", *parties, guessed={"reporter", "partner"})
    row = filled_row(sentence, number, topic, "coverage_ratio", floor)
    if re.search(r"\b(?:ratio|rate)$", row.cells["product"]):
        row.cells["product"] = ""
    return row
