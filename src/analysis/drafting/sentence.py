"""Make a row of each number of a sentence that is a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.drafting import amounts, counts, growth_a_year, nofigures, products, rates, sides
from analysis.drafting.cues import joined
from analysis.drafting.doubts import doubts_of
from analysis.drafting.first_and_last import years_of
from analysis.drafting.holders import Share
from analysis.drafting.linked import is_taken_up
from analysis.drafting.numbers import Number
from analysis.drafting.others import stop_before_other
from analysis.drafting.parties import Topic
from analysis.drafting.records import add_record
from analysis.drafting.row import LeftOut, Row
from analysis.drafting.sentences import looks_back, quote_of
from analysis.drafting.spans import is_fiscal, year_in
from analysis.drafting.timing import Timing
from analysis.drafting.topics import topic_of

if TYPE_CHECKING:
    from analysis.drafting.reading import Part, Reader

_GOODS_HEAD = re.compile(r"(?:trade in )?(goods|services|goods and services)\b", re.IGNORECASE)
_ALONE = re.compile(r"In [\w ]{3,30} alone\b")
_FLOWS = ("exports", "imports")


class SentenceReader:
    """Reads the numbers of one sentence."""

    def __init__(self, reader: Reader, part: Part) -> None:
        self.of, self.part = reader, part
        self.text = reader.text
        self.start, self.end, _ = part.sentence
        self.timing = Timing(self.text, (self.start, self.end), part.times, reader.period, True)
        self.topics = self._topics()
        self.rows: list[Row] = []
        self.previous: tuple[Number, Row] | None = None
        self.share: Share | None = None
        self.side = self._side()

    def read(self) -> None:
        """Add the rows of the sentence to those of the text."""
        of, words = self.of, self.text[self.start : self.end]
        if match := _GOODS_HEAD.match(words):
            of.product = products.cleaned(match[1])
        if re.search(r"\bgoods and services\b", words, re.IGNORECASE):
            of.product = of.text_product = "goods and services"
        figures = [n for n in self.part.numbers if n.unit or not n.is_word]
        for i, number in enumerate(figures):
            ceiling = figures[i + 1].start if i + 1 < len(figures) else self.end
            floor = figures[i - 1].end if i else self.start
            self._number(number, floor, ceiling)
        add_record(self)
        self._dates()
        for row in self.rows:
            row.sentence = " ".join(words.split())
            row.cells["quote"] = quote_of(self.text, (self.start, self.end), row.start, row.end)
        of.rows += self.rows
        if not self.rows:
            self._heading()
        self._remember_period(words)

    def _remember_period(self, words: str) -> None:
        """Hand on the period of which the sentence speaks, if later ones may go on from it."""
        of, main = self.of, self.timing.main()
        if main is None or not of.is_past(main.period) or looks_back(words):
            return
        if _ALONE.match(words):  # in December alone
            return
        if self.rows or len(words) < 80:
            span = re.fullmatch(r"\d{4}/(\d{4})", main.period)
            period = span[1] if span else main.period
            if year_in(period) >= year_in(of.first_period) - 2:
                of.period = period
                if self._is_heading(words):
                    of.section_period = period

    def _is_heading(self, words: str) -> bool:
        """Say whether a line of its own is the heading of what follows."""
        is_alone = self.of.lines[self.part.sentence.paragraph] == 1
        is_prose = words.endswith((".", "!", "?", "…", "”", '"'))
        return is_alone and len(words) < 80 and not (self.rows or is_prose)

    def _heading(self) -> None:
        """Take over what a heading or a sentence without a figure announces."""
        of = self.of
        if self.topics and self.end - self.start < 60:
            of.topic = self.topics[0]
        if self.side and not any(n.unit for n in self.part.numbers):
            of.side = self.side

    def _side(self) -> str:
        side = sides.side_of(self.text, self.start, self.end, self.part.places)
        if side:
            self.of.side = side
        elif sides.is_said_by_somebody(self.text, self.start, self.end):
            self.of.side = ""
        return side or sides.reporting(self.text, self.start, self.end, self.part.places)

    def _topics(self) -> list[Topic]:
        found: list[Topic] = []
        words = joined(self.part.cues, self.text, self.start, self.end)
        begins = [self.start, *(cue.end for cue in words)]
        stops = [*(cue.start for cue in words[1:]), self.end]
        parties, places = self.of.parties, self.part.places
        for cue, begin, end in zip(words, begins, stops, strict=False):
            stop = stop_before_other(self.text, cue.end, end)
            before = found[-1] if found else None
            found.append(topic_of(self.text, cue, (begin, stop), places, parties, before))
            parties.follow(found[-1])
        parties.follow_exporter(found)
        return found

    def _number(self, number: Number, floor: int, ceiling: int) -> None:
        span = (self.start, self.end)
        why = nofigures.why_none(self.text, number.start, number.end, span, number.unit)
        if why and not (why == nofigures.MEAN and self._is_of_years(number)):
            self._leave(number, why)
        elif is_taken_up(self, number):
            self._leave(number, "says the same as another row")
        elif number.unit == "rank" or not (number.unit or number.scale):
            row = counts.row_of(self, number, floor, ceiling)
            self._keep(number, row) if row else self._leave(number, counts.why_none(number))
        else:
            is_rate = number.unit in ("percent", "times", "points")
            found = (rates if is_rate else amounts).row_of(self, number, floor, ceiling)
            self._leave(number, found) if isinstance(found, str) else self._keep(number, found)

    def _is_of_years(self, number: Number) -> bool:
        """Say whether a mean may be the growth of a year over several ones."""
        is_told = growth_a_year.is_told(self, number)
        if is_told or not growth_a_year.may_be_told(self, number):
            return is_told
        return years_of(self, number) is not None

    def _keep(self, number: Number, row: Row) -> None:
        row.doubt |= doubts_of(self, number, row)
        cells, side = row.cells, self.side or self.of.side
        if is_fiscal(cells["period"]) and side in (cells["reporter"], cells["partner"]):
            cells["statistics_of"] = side  # whose year it is
        self.rows.append(row)
        if cells["quantity"] != "rank":  # which is of no flow
            self.previous = (number, row)
        kind = cells["quantity"].split("_")[0]
        if kind in (*_FLOWS, "turnover", "balance") and "share" not in cells["quantity"]:
            self._remember_topic(kind, cells)

    def _remember_topic(self, kind: str, cells: dict[str, str]) -> None:
        """Hand on what a row measures, if later sentences may go on from it."""
        of = self.of
        of_pair = {cells["reporter"], cells["partner"]} == set(of.parties.pair)
        whole = cells["product"] in ("", "services", "goods and services")
        named = any(t.start >= 0 and t.kind == kind for t in self.topics)
        goes_on = whole or named or not of.topic or cells["unit"] == "t"
        if of_pair and goes_on and not cells["status"]:
            lack = "deficit" if cells["as_written"].startswith("-") else ""
            of.topic = Topic(kind, cells["reporter"], cells["partner"], lack)
            of.flow = of.topic if kind in _FLOWS else of.flow

    def _leave(self, number: Number, why: str) -> None:
        if number.is_word:
            return
        written = self.text[number.start : number.end]
        self.of.left_out.append(LeftOut(written, number.start, number.end, why))

    def _dates(self) -> None:
        for time in self.part.times:
            for match in re.finditer(r"\d+(?:[.,]\d+)*", self.text[time.start : time.end]):
                start = time.start + match.start()
                why = "a date" if time.kind == "date" else "a period"
                self.of.left_out.append(LeftOut(match[0], start, start + len(match[0]), why))
