"""Say of which period a number is, and over which a growth rate is reckoned."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.drafting import comparisons, spans
from analysis.drafting.bases import base_of, ends_of_levels
from analysis.drafting.numbers import Number
from analysis.drafting.spans import is_fiscal, month_before, order, shifted
from analysis.drafting.times import Time, before

_LINK = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?:,?\s*or [^,()]{3,30},\s*)?"
    r"(?:(?:a year|each|respectively|alone|worth|of|goods|to|from|with|in|into|the|and|its|"
    r"[A-Z][\w’']+(?: [A-Z][\w’']+)?)\s+){0,6}"
    r"(?:in|of|for|during|at|over|by|as of|on|throughout|within)?\s*(?:the |whole |full |year |"
    r"calendar )*"
)
_SUBORDINATE = re.compile(r"[,;]\s*(?:where|when|while|whereas|which|although|though|but|;)\b|;")
_WHEN_CLAUSE = re.compile(r",? when\b(?:(?![,;:]\s).){1,90}", re.DOTALL)
_CLOSED = re.compile(r"\)\s*(?::|was|were|is|stood at|came to)?\s*")
_RATES = ("percent", "times", "points", "")
_NEAR = 30
_BEFORE_LEVEL = re.compile(
    r"[\s:,–—-]*(?:(?:in|from|of|against|after|compared|with|to|the|up|down|was|it|about|some)\b"
    r"[\s:,–—-]*)*[^\w\s]?"
)
_LISTED = re.compile(r"\s*(?:,|and|,\s*and|or|&)\s*(?:in\s+)?(?:the\s+)?")


@dataclass
class When:
    """The period of a number."""

    period: str
    base: str = ""
    is_guessed: bool = False
    more: list[str] = field(default_factory=list)
    """Further periods of which the same number is."""


class Timing:
    """The times of one sentence, and the period of the text around it."""

    def __init__(
        self, text: str, span: tuple[int, int], times: Sequence[Time], around: str, guessed: bool
    ) -> None:
        self.text, self.start, self.end = text, *span
        self.times = [t for t in times if t.kind != "date" or t.period]
        self.around = around
        self.is_around_guessed = guessed
        self.compared: set[Time] = {t for t in self.times if self._is_compared(t)}
        self._taken: set[Time] = set()

    def _is_compared(self, time: Time) -> bool:
        if time.kind in ("year before", "month before"):
            return True
        is_span = bool(re.search(r"/M?\d", time.period))
        told = comparisons.of_time(self.text, self.start, time.start, is_span=is_span)
        return told if told is not None else time.kind == "date"

    def main(self) -> Time | None:
        """Return the first time of the sentence with which nothing is merely compared."""
        usable = [
            t
            for t in self.times
            if t not in self.compared and t.period and not self._in_brackets(t)
        ]
        return usable[0] if usable else None

    def _in_brackets(self, thing: Time | Number) -> bool:
        if isinstance(thing, Time) and thing.period.count("-") == 4:
            return False  # the days of a year of another calendar
        lead = self.text[max(self.start, thing.start - 50) : thing.start]
        return bool(re.search(r"\([^()]*$", lead))

    def group_after(self, number: Number, numbers: Sequence[Number]) -> list[Time]:
        """Return the times that stand right after a number: in 2019, or in 2019 and 2020."""
        limit = min(
            [n.start for n in numbers if n.start >= number.end and not self._is_aside(n)],
            default=self.end,
        )
        for i, time in enumerate(self.times):
            if time.start < number.end:
                continue
            between = self.text[number.end : time.start]
            if self._is_in_brackets_of_its_own(time, between):
                return [time]
            if time.start > limit or not _LINK.fullmatch(between) or time.kind == "date":
                return []
            if time.kind != "period" and not re.search(r"^\s*(?:in |of )?(?:the )?$", between):
                return []
            if number.unit in ("percent", "times") and re.search(
                r"\b(?:on|from)\s*(?:the )?$", between
            ):
                return []
            group = [time]
            for later in self.times[i + 1 :]:
                if later.start > limit or not _LISTED.fullmatch(
                    self.text[group[-1].end : later.start]
                ):
                    break
                group.append(later)
            return group
        return []

    def _is_in_brackets_of_its_own(self, time: Time, between: str) -> bool:
        """Say whether a time is all that brackets right after a number hold: 5 million (2019)."""
        closed = self.text[time.end : time.end + 1] == ")"
        return time.kind == "period" and closed and between in ("(", " (")

    def _is_aside(self, number: Number) -> bool:
        """Say whether a number stands in brackets, as the same amount in another currency does."""
        lead = self.text[max(self.start, number.start - 24) : number.start]
        return bool(re.search(r"\([^()]*$", lead))

    def group_before(self, number: Number) -> list[Time]:
        """Return the list of times that stand before a list of numbers."""
        earlier = [t for t in self.times if t.end <= number.start and t.kind == "period"]
        group = earlier[-1:]
        for time in reversed(earlier[:-1]):
            if not _LISTED.fullmatch(self.text[time.end : group[0].start]):
                break
            group.insert(0, time)
        return group

    def is_prior(self, number: Number) -> bool:
        """Say whether a number is what another one is compared with: from 5, against 5."""
        return comparisons.of_number(self.text, self.start, number.start, number.end)

    def when(self, number: Number, numbers: Sequence[Number], is_rate: bool) -> When:
        """Return the period of a number, and the base of a growth rate."""
        ends = self.ends_of_span()
        if is_rate and ends and all(map(is_fiscal, ends)):
            return When(ends[1], ends[0])
        if is_rate and (levels := ends_of_levels(self, number, numbers)):
            return When(levels[1], "" if spans.is_year_before(*levels) else levels[0])
        if is_rate and (beyond := self._of_level_before_brackets(number, numbers)):
            return beyond
        group = self.group_after(number, numbers)
        group = [t for t in group if not (is_rate and t in self.compared)]
        if group:
            return self._when_named(group, number, numbers, is_rate)
        main, guessed = self._current(number, numbers)
        span, is_prior = spans.ends_of(main), not is_rate and self.is_prior(number)
        if is_prior and not span:
            prior = self._compared_period(number, main)
            return When(prior or (shifted(main, -1) if main else ""), "", True)
        if is_prior and span:
            return When(span[0])
        if span and not is_rate and any(map(self.is_prior, numbers)):
            return When(span[1], "", guessed)
        if span and int(span[1]) - int(span[0]) == 1:
            return When(span[1], "", guessed)
        return When(main, base_of(self, number, numbers, main) if is_rate else "", guessed)

    def _of_level_before_brackets(self, number: Number, numbers: Sequence[Number]) -> When | None:
        """Return the period of a rate in brackets that give the level of before.

        In "8 million (2019: 10 million; -20%)" it is that of the 8 million.
        """
        opened = self.text.rfind("(", self.start, number.start)
        if opened < 0 or ")" in self.text[opened : number.start]:
            return None
        closed = self.text.find(")", number.end, self.end)
        times = [t for t in self.times if opened < t.start < closed]
        levels = [n for n in numbers if n.end <= number.start and n.unit not in _RATES]
        inside = [n for n in levels if n.start > opened]
        ahead = [n for n in levels if n.end <= opened]
        if not (len(times) == len(inside) == 1 and ahead) or times[0].start > number.start:
            return None
        level = ahead[-1]
        if len(self.text[level.end : opened]) > _NEAR or level.unit != inside[0].unit:
            return None
        lead = self.text[opened + 1 : inside[0].start]
        if not _BEFORE_LEVEL.fullmatch(lead.replace(self.text[times[0].start : times[0].end], "")):
            return None  # of another flow, or of a product
        period = self.when(level, numbers, is_rate=False).period
        first = before(times[0], period)
        if not first or order(first) >= order(period):
            return None
        return When(period, "" if spans.is_year_before(first, period) else first, True)

    def _when_named(
        self, group: Sequence[Time], number: Number, numbers: Sequence[Number], is_rate: bool
    ) -> When:
        """Return the period of a number beside which times stand."""
        periods = [self._period(t) for t in group]
        if not is_rate:
            self._taken.update(group)
            if self.is_prior(number):
                self.compared.update(group)
        base = base_of(self, number, numbers, periods[0]) if is_rate else ""
        span = spans.ends_of(periods[0])
        if span and not is_rate and any(map(self.is_prior, numbers)):
            return When(span[0] if self.is_prior(number) else span[1], "")
        if span and is_rate and int(span[1]) - int(span[0]) == 1:
            return When(span[1])
        return When(periods[0], base, group[0].is_guessed, periods[1:])

    def ends_of_span(self) -> tuple[str, str] | None:
        """Return the ends of "between 2018-19 and 2021-22" or "from April 2000 to March 2023"."""
        for first, last in itertools.pairwise(self.times):
            ahead = self.text[max(self.start, first.start - 10) : first.start]
            joined = self.text[first.end : last.start].strip() in ("and", "to")
            if joined and re.search(r"\b(?:between|from)\s+$", ahead, re.IGNORECASE):
                return first.period, last.period
        return None

    def _period(self, time: Time) -> str:
        return before(time, self.current_period())

    def current_period(self) -> str:
        """Return the period of the sentence, or of the text around it."""
        main = self.main()
        return main.period if main else self.around

    def _current(self, number: Number, numbers: Sequence[Number]) -> tuple[str, bool]:
        """Return the period that goes on where a number has none beside it."""
        earlier = [t for t in self.times if t.end <= number.start]
        if number.unit in ("percent", "times"):  # of 5, against 6 a year before (-17%)
            earlier = [t for t in earlier if t.kind != "year before"]
        if earlier and _CLOSED.fullmatch(self.text[earlier[-1].end : number.start]):
            return self._period(earlier[-1]), earlier[-1].is_guessed
        if not self._in_brackets(number):
            earlier = [t for t in earlier if not self._in_brackets(t)]
        if earlier and re.fullmatch(r"\s*\(", self.text[earlier[-1].end : number.start]):
            return self._period(earlier[-1]), earlier[-1].is_guessed
        if earlier and self._goes_on(earlier[-1], number):
            return self._period(earlier[-1]), earlier[-1].is_guessed
        usable = [t for t in earlier if t not in self.compared and t.period]
        if usable:
            last = usable[-1]
            if last in self._taken and ":" in self.text[last.end : number.start]:
                return self.around, True
            return last.period, last.is_guessed or len(usable) > 1
        main = self.main()
        if main and self._is_of_prior(main, number, numbers):
            return self.around, True
        if main and not re.search(_SUBORDINATE, self.text[number.end : main.start]):
            return main.period, main.is_guessed or main.start > number.end + 80
        return self.around, True

    def _is_of_prior(self, time: Time, number: Number, numbers: Sequence[Number]) -> bool:
        """Say whether a time stands beside another number, with which one is compared."""
        beside = [n for n in numbers if n.end <= time.start]
        last = beside[-1] if beside else number
        return (
            last is not number and self.is_prior(last) and time in self.group_after(last, numbers)
        )

    def _goes_on(self, time: Time, number: Number) -> bool:
        """Say whether a time that is compared with begins a clause: in 2020, when it was 5."""
        between = self.text[time.end : number.start]
        if time not in self.compared or time.kind in ("date", "month before"):
            return False
        lead = self.text[max(self.start, time.start - 50) : time.start]
        if _WHEN_CLAUSE.fullmatch(between):
            return True
        clause = re.match(r",? (?:when|where|it|they|the|exports|imports|trade|sales)\b", between)
        verb = re.search(
            r"\b(?:was|were|had been|stood at|amounted to|totalled)\s+(?:\w+ )?$", between
        )
        if re.search(
            r"\b(?:than|compared? (?:to|with)|against|above|below)\b[^.,;]*$", lead, re.IGNORECASE
        ):
            clause = re.match(r",? (?:when|where)\b", between)
        return bool(clause and verb) and len(between) < 60

    def _compared_period(self, number: Number, main: str) -> str:
        """Return the other period of a comparison, where the sentence names one."""
        if any(t.kind == "month before" for t in self.times) and month_before(main):
            return month_before(main)
        named = [t for t in self.times if t in self.compared and t.kind != "date"]
        named = [t for t in named if t not in self._taken]
        for time in sorted(named, key=lambda t: abs(t.start - number.start)):
            period = before(time, main)
            if period and order(period) < order(main or "9999"):
                return period
        return ""
