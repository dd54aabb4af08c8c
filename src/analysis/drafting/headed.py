"""Give the numbers of a list the unit of its heading: Trade (USD thousand) - Exports: 5.2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from analysis.drafting.currencies import currency
from analysis.drafting.numbers import Number
from analysis.study import currencies
from analysis.study.languages import ENGLISH, languages

_NO_AMOUNTS = (
    "number of",
    "count",
    "companies",
    "firms",
    "enterprises",
    "contracts",
    "agreements",
    "people",
    "percent",
    "share",
    "tonnes",
    "tons",
    "rank",
    "units",
    "index",
    "growth",
)
_ITEM = re.compile(r"\s*(?:[-–—•*·▪‣]|\(?\d{1,2}[.)])\s+")
_COLUMN = re.compile(r"(?:[:|\t=]|\s[-–—]|\s{2})\s*(?:(?:about|some|approx\.?|ca\.?)\s+)?$")
_NEXT = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:[,;|/]\s*(?:and\s+)?|"
    r",?\s*\(?(?:of which|including|incl\.)\s+(?:[^\W\d]+:?\s+){0,4})"
)
_NO_MONEY = re.compile(rf"\b(?:{'|'.join(_NO_AMOUNTS)})\b|%", re.IGNORECASE)
_PROSE = re.compile(r"\s\S+[.!?][\"'”’)]*\s*$")
_LONGEST_HEADING = 120
_THOUSANDS = ("'000", "’000", "‘000", "000")


@dataclass(frozen=True)
class Unit:
    """In what the numbers of a list are: a currency, and the scale that stands once for all."""

    currency: str
    scale: str
    start: int
    end: int


@cache
def _unit() -> re.Pattern[str]:
    """Return how a heading says in what its numbers are."""
    names = sorted(currencies.words(), key=len, reverse=True)
    names = [re.escape(name) for name in names if len(name) > 1 or not name.isalpha()]
    money = rf"(?:(?:US|U\.S\.) )?(?:{'|'.join(names)})s?"
    scales = sorted((*languages()[ENGLISH].scales, *_THOUSANDS), key=len, reverse=True)
    scale = "|".join(map(re.escape, scales))
    ways = (
        rf"(?P<money1>{money})[\s,]?(?:in )?(?P<scale1>{scale})",
        rf"(?P<scale2>{scale}) (?:of )?(?P<money2>{money})",
        rf"(?P<money3>{money})",
    )
    return re.compile(
        r"(?P<lead>\((?:[^()\d]{0,20}\bin )?|[,;:–—-]\s*(?:[^()\d,;:]{0,20}\bin )?|\bin |^\s*)"
        rf"(?:{'|'.join(ways)})(?P<tail>\)|\s*[:;,|]|\s*$)",
        re.IGNORECASE | re.MULTILINE,
    )


def unit_of(text: str, start: int, end: int, pair: tuple[str, str]) -> Unit | None:
    """Return in what a heading says its numbers are; None where it does not.

    Examples
    --------
    >>> unit_of("Trade (USD thousand)", 0, 20, ("", ""))
    Unit(currency='USD', scale='thousand', start=6, end=20)
    >>> unit_of("Trade in June, bn yen", 0, 21, ("", "")).scale
    'bn'
    """
    said = _unit().search(text, start, end)
    if said is None or (said["money3"] and said["lead"][:1] not in ("(", ",")):
        return None  # to settle trade in roubles
    money = (said["money1"] or said["money2"] or said["money3"]).lower()
    scale = (said["scale1"] or said["scale2"] or "").lower()
    scale = "thousand" if scale in _THOUSANDS else scale
    return Unit(currency(money, pair), scale, said.start(), said.end())


class Headings:
    """The unit of the heading above the lines of a text that are read one after the other."""

    def __init__(self, text: str, pair: tuple[str, str]) -> None:
        self.text, self.pair = text, pair
        self.above: Unit | None = None

    def with_units(self, start: int, end: int, numbers: Sequence[Number]) -> list[Number]:
        """Return the numbers of a line, those with a unit that are in that of a heading."""
        line = self.text[start:end]
        own = unit_of(self.text, start, end, self.pair) if len(line) < _LONGEST_HEADING else None
        is_prose = _PROSE.search(line) and not _ITEM.match(line)
        inside = [n for n in numbers if own and own.start <= n.start < own.end]
        if own and not is_prose and len(inside) == len(numbers):
            self.above = own
            return [replace(n, unit="", scale="") for n in numbers]
        self.above = None if is_prose else self.above
        in_line = own if own and any(n.start >= own.end for n in numbers) else None
        unit = in_line or self.above
        return self._in(unit, start, end, numbers) if unit else list(numbers)

    def _in(self, unit: Unit, start: int, end: int, numbers: Sequence[Number]) -> list[Number]:
        found: list[Number] = []
        last = -1
        for number in numbers:
            if _is_bare(number) and self._is_amount(start, end, number, last):
                last = number.end
                found.append(_in_unit(number, unit))
            else:
                found.append(number)
        return found

    def _is_amount(self, start: int, end: int, number: Number, last: int) -> bool:
        """Say whether a number stands in the column of a list, or beside one that does."""
        label = self.text[start : number.start]
        if _NO_MONEY.search(label):
            return False
        if last >= 0 and _NEXT.fullmatch(self.text, last, number.start):
            return True
        ends = re.fullmatch(r"\s*(?:\([^()]*\))?[\s.;]*", self.text[number.end : end])
        return bool(_COLUMN.search(label) or (_ITEM.match(label) and ends))


def _is_bare(number: Number) -> bool:
    return not (number.unit or number.is_word)


def _in_unit(number: Number, unit: Unit) -> Number:
    scale = number.scale or unit.scale
    written = number.written if number.scale else f"{number.written} {unit.scale}".strip()
    return replace(number, unit=unit.currency, scale=scale, written=written, is_shared=True)
