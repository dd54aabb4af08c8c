"""Make a row of each number of a sentence that is a figure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.drafting import counts, measures, nofigures, products, shares, sides
from analysis.drafting.cues import Cue
from analysis.drafting.doubts import doubts_of
from analysis.drafting.filling import add_record, filled_row
from analysis.drafting.measured import is_linked, is_taken_up, quantity_of, topic_of_number
from analysis.drafting.numbers import Number
from analysis.drafting.places import Place
from analysis.drafting.row import LeftOut, Row
from analysis.drafting.sentences import looks_back, quote_of
from analysis.drafting.spans import is_fiscal, year_in
from analysis.drafting.timing import Timing
from analysis.drafting.topics import Topic, topic_of

if TYPE_CHECKING:
    from analysis.drafting.reading import Part, Reader

_IN_TRADE = re.compile(r" (?:in|of) (?:\w+ ){0,2}")
_OR = re.compile(r",? or (?:by )?", re.IGNORECASE)
_GOODS_HEAD = re.compile(r"(?:trade in )?(goods|services|goods and services)\b", re.IGNORECASE)


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
        self.share: tuple[Topic, str, Place | None] | None = None
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
        main = self.timing.main()
        if (
            main
            and of.is_past(main.period)
            and (self.rows or len(words) < 80)
            and not looks_back(words)
        ):
            span = re.fullmatch(r"\d{4}/(\d{4})", main.period)
            period = span[1] if span else main.period
            if year_in(period) >= year_in(of.first_period) - 2:
                of.period = period

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
        return side

    def _topics(self) -> list[Topic]:
        found: list[Topic] = []
        joined: list[Cue] = []
        for cue in self.part.cues:
            around = self.text[max(self.start, cue.start - 30) : self.end][:90]
            if re.search(r"\([a-z ]*\b" + re.escape(cue.word) + r"[a-z ]*\)", around):
                continue  # what a word means is said in brackets
            last = joined[-1] if joined else None
            gap = self.text[last.end : cue.start] if last else ""
            if last and last.kind == "balance" and _IN_TRADE.fullmatch(gap):
                continue  # the surplus in trade
            if (
                last
                and last.kind == cue.kind
                and cue.start - last.end < 16
                and not re.search(r"\d|[,;]|\band\b", self.text[last.end : cue.start])
            ):
                joined[-1] = Cue(last.start, cue.end, cue.kind, self.text[last.start : cue.end])
            else:
                joined.append(cue)
        parties = self.of.parties
        for i, cue in enumerate(joined):
            begin = joined[i - 1].end if i else self.start
            stop = joined[i + 1].start if i + 1 < len(joined) else self.end
            topic = topic_of(
                self.text,
                cue,
                (begin, stop),
                self.part.places,
                parties,
                found[-1] if found else None,
            )
            found.append(topic)
            if (
                topic.kind in ("exports", "imports")
                and not topic.guessed
                and ({topic.reporter, topic.partner} == set(parties.pair))
            ):
                parties.reporter, parties.partner = topic.reporter, topic.partner
        told = [t for t in found if t.kind in ("exports", "imports") and not t.guessed]
        exporters = {t.reporter if t.kind == "exports" else t.partner for t in told}
        if exporters:
            parties.exporter = exporters.pop() if len(exporters) == 1 else ""
        return found

    def _number(self, number: Number, floor: int, ceiling: int) -> None:
        span = (self.start, self.end)
        if why := nofigures.why_none(self.text, number.start, number.end, span, number.unit):
            self._leave(number, why)
        elif is_taken_up(self, number):
            self._leave(number, "says the same as another row")
        elif number.unit == "rank" or not (number.unit or number.scale):
            row = counts.row_of(self, number, floor, ceiling)
            self._keep(number, row) if row else self._leave(number, counts.why_none(number))
        elif number.unit in ("percent", "times", "points"):
            self._rate(number, floor, ceiling)
        else:
            self._amount(number, floor, ceiling)

    def _rate(self, number: Number, floor: int, ceiling: int) -> None:
        text = self.text
        is_share = number.unit == "percent" and measures.is_share(
            text, floor, number.start, number.end, ceiling
        )
        listed_share = (
            number.unit == "percent"
            and not number.sign
            and re.search(r"[a-z] \($", text[floor : number.start])
            and not measures.direction(text, floor, number.start, number.end, number.end + 12)
        )
        previous = self.previous[1].cells["product"] if self.previous else ""
        if number.unit == "percent" and not number.sign and text[floor : number.start] == "; ":
            listed_share = listed_share or bool(previous)
        after_share = listed_share or (
            self.share
            and number.unit == "percent"
            and not measures.direction(text, floor, number.start, number.end, number.end + 12)
        )
        if (is_share or after_share) and (row := shares.row_of(self, number, floor, ceiling)):
            self._keep(number, row)
            return
        if is_share and not number.sign:
            self._leave(number, "a share, and the text does not say plainly of what")
            return
        if number.unit == "points":
            self._leave(number, "points of a percentage")
            return
        sign = number.sign or measures.direction(text, floor, number.start, number.end, ceiling)
        if (
            number.is_word
            and number.unit == "times"
            and re.search(r"(?:ed|ing|es?|fold)$", text[number.start : number.end])
        ):
            sign = 1
        aside = measures.is_aside(text, number.start) and self.previous
        listed = re.search(
            r"\b(?:and|or)\s+(?:by )?$|\bthose of [\w ]+$", text[floor : number.start]
        )
        rates = [row.cells for row in self.rows if row.cells["quantity"].endswith("_growth")]
        if not sign and listed and rates:
            sign = -1 if rates[-1]["as_written"].startswith("-") else 1
        if not sign and re.search(r"\b(?:or|by)\s+(?:\w+ )?$", text[floor : number.start]):
            sign = measures.direction(text, self.start, number.start, number.end, ceiling)
        topic = topic_of_number(self, number)
        if (not sign and not aside) or topic is None:
            self._leave(number, "neither growth nor a share of trade or investment")
            return
        if (
            number.unit == "times"
            and not re.match("[a-z-]*(?:ed|ing|fold)$", text[number.start : number.end])
            and not re.match(
                r"\s*(?:as|more|higher|larger|greater|the\b|what|that|over|compared|up|in\b|,|"
                r"\.|$)",
                text[number.end :],
            )
        ):
            self._leave(number, "no multiple of trade or investment")
            return
        if topic.kind in ("loan",):
            self._leave(number, "neither growth nor a share of trade or investment")
            return
        row = filled_row(
            self, number, topic, quantity_of(self, topic, "growth"), floor, is_rate=True
        )
        if sign < 0 and number.unit == "percent":
            row.cells["as_written"] = "-" + row.cells["as_written"].lstrip("-")
        at = number.start, number.end
        row.cells["measured_in"] = measures.measured_in(
            text, floor, *at, min(ceiling, self.end), self.end, self.of.parties.pair
        )
        if not sign:  # (5.2%): a share, or a fall, may be meant
            row.doubt |= {"quantity", "as_written"}
        in_tonnes = self.previous and self.previous[1].cells["unit"] == "t"
        in_value = re.search(r"\bin (?:terms of )?value\b", text[number.end : number.end + 50])
        if in_tonnes and not in_value and not row.cells["measured_in"]:
            row.cells["measured_in"] = "t"
        self._keep(number, row)

    def _amount(self, number: Number, floor: int, ceiling: int) -> None:
        if not number.unit:
            if not self.of.currency or not (self.topics or is_linked(self, number)):
                self._leave(number, "a number of what is neither money nor companies")
                return
            before = self.previous[1].cells["unit"] if self.previous else ""
            unit = before if before.isupper() else self.of.currency
            number = replace(number, unit=unit, is_shared=True)
        topic = topic_of_number(self, number)
        if topic is None or (topic.start < 0 and not is_linked(self, number)):
            self._leave(number, "the text does not say that it is trade or investment")
            return
        changes = measures.is_change(self.text, floor, number.start, number.end, self.end)
        changes = changes and not (
            topic.kind == "balance" and "favour" in self.text[floor : number.start]
        )
        grown = self.rows[-1].cells if self.rows else {"quantity": "", "as_written": ""}
        by_both = grown["quantity"] == f"{topic.kind}_growth" and _OR.fullmatch(
            self.text[floor : number.start]
        )
        changes = changes or bool(by_both)
        quantity = quantity_of(self, topic, "change" if changes else "")
        row = filled_row(self, number, topic, quantity, floor)
        if topic.kind == "balance" and not changes:
            lacks = re.search(r"deficit|shortfall|gap|negative", topic.word, re.IGNORECASE)
            if number.sign < 0 or lacks:
                row.cells["as_written"] = "-" + row.cells["as_written"].lstrip("-−+")
        elif (by_both and grown["as_written"].startswith("-")) or (
            changes and measures.direction(self.text, floor, number.start, number.end, ceiling) < 0
        ):
            row.cells["as_written"] = "-" + row.cells["as_written"].lstrip("-−+")
        self._keep(number, row)

    def _keep(self, number: Number, row: Row) -> None:
        row.doubt |= doubts_of(self, number, row)
        side = self.side or self.of.side
        if is_fiscal(row.cells["period"]) and side in (row.cells["reporter"], row.cells["partner"]):
            row.cells["statistics_of"] = side  # whose year it is
        self.rows.append(row)
        cells = row.cells
        if cells["quantity"] != "rank":  # of which the product is who is ranked
            self.previous = (number, row)
        if (
            cells["quantity"].split("_")[0] in ("exports", "imports", "turnover", "balance")
            and "share" not in cells["quantity"]
        ):
            kind = cells["quantity"].split("_")[0]
            of_pair = {cells["reporter"], cells["partner"]} == set(self.of.parties.pair)
            whole = cells["product"] in ("", "services", "goods and services")
            named = any(t.start >= 0 and t.kind == kind for t in self.topics)
            goes_on = whole or named or not self.of.topic or cells["unit"] == "t"
            if of_pair and goes_on and not cells["status"]:
                lack = "deficit" if cells["as_written"].startswith("-") else ""
                self.of.topic = Topic(kind, cells["reporter"], cells["partner"], lack)
                self.of.flow = self.of.topic if kind in ("exports", "imports") else self.of.flow

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
