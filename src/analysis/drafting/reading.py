"""Read a text sentence by sentence, and hand on what each leaves open."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.drafting.cues import Cue, cues
from analysis.drafting.headed import Headings
from analysis.drafting.numbers import Number, numbers
from analysis.drafting.parties import Parties, Topic
from analysis.drafting.places import Gazetteer, Place
from analysis.drafting.row import LeftOut, Row
from analysis.drafting.sentence import SentenceReader
from analysis.drafting.sentences import Sentence, sentences
from analysis.drafting.spans import order, year_in
from analysis.drafting.times import Time, times
from analysis.drafting.timing import Timing

_ANNOUNCED = re.compile(r"\b(?:figures|data|numbers|statistics|results)\s+(?:for|of)\b", re.I)

_RECENT = 5
"""Years."""


@dataclass
class Part:
    """A sentence with all that was found in it."""

    sentence: Sentence
    places: list[Place]
    times: list[Time]
    numbers: list[Number]
    cues: list[Cue]
    is_headed: bool = False
    """Whether its numbers have the unit of a heading above a list."""


class Reader:
    """Reads one text; what a sentence leaves open it takes from those before, as a doubt."""

    def __init__(
        self, text: str, published: str, pair: tuple[str, str], gazetteer: Gazetteer, body: int
    ) -> None:
        self.text, self.published = text, published
        self.body = body
        self.parts = _parts(text, published, pair, gazetteer)
        pair = pair if all(pair) else _most_named(self.parts, pair)
        self.parties = Parties(pair, *pair)
        self.topic: Topic | None = None
        self.flow: Topic | None = None
        self.regions = {p.code for part in self.parts for p in part.places if p.form == "region"}
        self.product = ""
        self.text_product = ""
        self.side = ""
        self.period = self.first_period = self._first_period()
        self.section_period = ""
        self.lines = Counter(part.sentence.paragraph for part in self.parts)
        self.paragraph = -1
        self.currency = _main_currency(self.parts)
        self.rows: list[Row] = []
        self.left_out: list[LeftOut] = []

    def read(self) -> tuple[list[Row], list[LeftOut]]:
        """Return the rows of the text, and its numbers that are no figure."""
        for part in self.parts:
            self._begin(part)
            SentenceReader(self, part).read()
        return self.rows, self.left_out

    def _begin(self, part: Part) -> None:
        if part.sentence.paragraph == self.paragraph:
            return
        self.paragraph = part.sentence.paragraph
        self.parties.reporter, self.parties.partner = self.parties.pair
        self.period = self.section_period or self.first_period
        self.product = self.text_product

    def _first_period(self) -> str:
        """Return the period of which the text speaks first, in a sentence with a figure."""
        told = (part for part in self.parts if self._has_figures(part))
        lists = (lines for _, lines in itertools.groupby(told, key=_list_of))
        periods = [period for lines in lists if (period := self._last_period(lines))]
        if periods:
            period = next(filter(self._is_recent, periods), periods[0])
            return period[5:] if re.fullmatch(r"\d{4}/\d{4}", period) else period
        timings = [Timing(self.text, p.sentence[:2], p.times, "", True) for p in self.parts]
        named = [main.period for timing in timings if (main := timing.main())]
        named = [period for period in named if self.is_past(period)]
        if named or self.published[:4].isdecimal():
            return named[0] if named else str(int(self.published[:4]) - 1)
        return next((t.period for part in self.parts for t in part.times if t.period), "")

    def _is_recent(self, period: str) -> bool:
        """Say whether a period is no history with which a text may begin."""
        now = self.published[:4]
        return not now.isdecimal() or year_in(period) >= int(now) - _RECENT

    def _has_figures(self, part: Part) -> bool:
        if part.sentence.start < self.body:
            return False
        announced = _ANNOUNCED.search(self.text, *part.sentence[:2])
        return bool(announced) or any(n.unit for n in part.numbers)

    def _last_period(self, parts: Iterable[Part]) -> str:
        """Return the last period of which some parts speak, of those that had begun."""
        timings = (Timing(self.text, p.sentence[:2], p.times, "", True) for p in parts)
        told = [self._main_period(timing) for timing in timings]
        past = [period for period in told if self.is_past(period) and len(period) >= 4]
        return max(past, key=order, default="")

    def _main_period(self, timing: Timing) -> str:
        """Return the period of a sentence; of one that begins with history, its last one."""
        main = timing.main()
        if main is None or self._is_recent(main.period):
            return main.period if main else ""
        later = [t.period for t in timing.times if t not in timing.compared and t.kind == "period"]
        later = [period for period in later if self._is_recent(period) and self.is_past(period)]
        return max(later, key=order, default=main.period)

    def is_past(self, period: str) -> bool:
        """Say whether a period had begun when the text was published."""
        return not self.published[:4].isdecimal() or year_in(period) <= int(self.published[:4])


def _list_of(part: Part) -> tuple[int, int]:
    """Return what the lines of one list have in common, and no other sentences."""
    sentence = part.sentence
    return sentence.paragraph, -1 if part.is_headed else sentence.start


def _parts(text: str, published: str, pair: tuple[str, str], gazetteer: Gazetteer) -> list[Part]:
    split = sentences(text)
    starts = [s.start for s in split]
    parts = [Part(s, [], [], [], []) for s in split]
    found_times = times(text, published, starts)
    taken = [(t.start, t.end) for t in found_times]
    for kind, found in (
        ("places", gazetteer.find(text)),
        ("times", found_times),
        ("numbers", numbers(text, pair, taken)),
    ):
        for thing in found:
            if (place := bisect.bisect_right(starts, thing.start) - 1) >= 0:
                getattr(parts[place], kind).append(thing)
    headings = Headings(text, pair)
    for part in parts:
        start, end, _ = part.sentence
        bare, part.numbers = part.numbers, headings.with_units(start, end, part.numbers)
        part.is_headed = any(n.unit and n not in bare for n in part.numbers)
        part.cues += cues(text, start, end)
    return parts


def _most_named(parts: Sequence[Part], pair: tuple[str, str]) -> tuple[str, str]:
    counted: dict[str, int] = {}
    for part in parts:
        for place in part.places:
            if place.form != "region":
                counted[place.code] = counted.get(place.code, 0) + 1
    named = [c for c in sorted(counted, key=lambda c: -counted[c]) if c not in pair]
    filled = [code or (named.pop(0) if named else "") for code in pair]
    return filled[0], filled[1]


def _main_currency(parts: Sequence[Part]) -> str:
    """Return the currency of most amounts; of several alike, the one that comes first."""
    units = Counter(n.unit for part in parts for n in part.numbers if n.unit.isupper())
    return units.most_common(1)[0][0] if units else ""
