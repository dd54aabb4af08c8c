"""Find the numbers of a text: amounts, percentages, multiples, tonnes and counts."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.drafting.currencies import currency, is_money
from analysis.drafting.joined_numbers import joined
from analysis.study import currencies
from analysis.study.languages import ENGLISH, languages


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text; offsets count characters of the whole text."""

    start: int
    end: int
    written: str
    """As printed, with its scale and currency; of a range `A to B`; of a word its digits."""
    unit: str
    """A currency code, percent, points, times, t, rank or blank."""
    wording: str = ""
    """What the number itself says of its exactness: between, about."""
    is_word: bool = False
    sign: int = 0
    """Printed: -1 or 1."""
    is_shared: bool = False
    """Whether scale or currency are those of a number beside it."""
    scale: str = ""


DIGITS = (
    r"(?<!\d)(?<!\d[.,])(?:(?<!\w)\.\d+|"
    r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
)
_SCALE = (
    r"(?:(?:mil millones|millones|mrd|"
    + "|".join(sorted((w for w in languages()[ENGLISH].scales if len(w) > 1), key=len)[::-1])
    + r")(?![^\W_]))"
)
_WORDED = {
    "one": "1", "a": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "half a": "0.5",
}  # fmt: skip
_FRACTIONS = {
    "half": "50", "a half": "50", "one half": "50", "a third": "33", "one third": "33",
    "two thirds": "67", "a quarter": "25", "one quarter": "25", "three quarters": "75",
    "a fifth": "20", "one fifth": "20", "two fifths": "40", "three fifths": "60",
    "four fifths": "80", "a sixth": "17", "one sixth": "17", "a tenth": "10", "one tenth": "10",
}  # fmt: skip
_MULTIPLES = {
    "doubl": "2", "tripl": "3", "trebl": "3", "quadrupl": "4", "quintupl": "5", "halv": "-50",
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


_DIGITS = re.compile(DIGITS)
_NUMBERED = re.compile(r"(?:\bNo\.? ?|\bnumber |#)$")
_LONGEST_SIGN = 8


@cache
def _before() -> re.Pattern[str]:
    """Return how a sign and a currency stand right before digits."""
    words = currencies.words()
    signs = [w for w in words if not w.isascii() or "$" in w or len(w) <= 4]
    ways = {w: {w.upper(), w.capitalize()} for w in signs}
    ways |= {"rs": {"Rs"}, "rs.": {"Rs."}, "sh": {"Sh", "KSh", "TSh", "USh", "KES"}, "r": {"R"}}
    listed = sorted((way for each in ways.values() for way in each), key=len, reverse=True)
    any_way = "|".join(map(re.escape, listed))
    return re.compile(
        r"(?P<sign>(?<![\w)%])(?:[+\u2212] ?|[\-\u2013]))?"
        rf"(?P<before>(?<![^\W\d_])(?:{any_way}) ?(?P<sign2>[+\-\u2212])?)?$"
    )


@cache
def _after() -> re.Pattern[str]:
    """Return how a scale and a unit stand right after digits."""
    after = "|".join(
        re.escape(w)
        for w in sorted(currencies.words(), key=len, reverse=True)
        if "$" not in w and (len(w) > 1 or not w.isascii())
    )
    return re.compile(
        rf"(?:(?P<letter>[ \u00a0]?[mbk](?![^\W_]))|[\s\u00a0-]?(?P<scale>(?i:{_SCALE})"
        rf"(?:[\s\u00a0](?i:{_SCALE}))?)|(?P<ordinal>(?:st|nd|rd|th)\b))?"
        r"(?:[\s\u00a0-]?(?:(?P<percent>%|percent(?!age)\b|per ?cent(?!age)\b|pct\b|pc\b)|"
        r"(?P<points>percentage[ -]points?|p\.?p\.?\b|points?\b(?! of))|"
        r"(?P<tonnes>(?:metric )?(?:tonnes|tons|tonne|ton)\b|t\b|kilotonnes\b|kt\b)|"
        r"(?P<times>times\b|-?fold\b|x\b)|"
        rf"(?P<after>(?:(?:US|U\.S\.|of) )?(?i:{after})s?\b(?!\w))))?"
    )


_WORDS = re.compile(
    r"\b(?:(?P<multiple>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing|es?)\b|"
    r"(?P<twice>twice|thrice)(?= (?:as \w+ as (?:in|it was|they were|a year|\d)|that (?:of|in) \d|"
    r"what (?:it|they) w|the (?:level|figure|amount|value|volume|total|[^\s\w]*\d)))|"
    r"(?P<fraction>(?:(?<=by )half|(?<=one )half(?= of)|(?<!first )(?<!second )\bhalf(?= of)|"
    r"an? half|"
    r"one[ -]half|(?:an?|one|two|three|four)[ -](?:third|quarter|fifth|sixth|tenth)s?)\b(?! of "
    r"(?:19|20)\d\d)"
    r"(?! hours?)(?! an hour))|"
    r"(?P<fold>two|three|four|five|six|seven|eight|nine|ten)(?:-?fold|[ -]times)\b|"
    rf"(?P<many>one|an?|two|three|four|five|six|seven|eight|nine|ten|half an?) "
    rf"(?P<scale>million|billion|trillion)"
    rf"(?:(?: of)? (?P<currency>US dollars|dollars|euros|pounds|yuan|roubles|rubles|rupees|"
    rf"yen))?\b|"
    rf"(?P<rank>(?:{'|'.join(_ORDINALS)})(?=[ -](?:largest|biggest|most important|place|rank|main|"
    r"-?ranked|"
    r"among|in the (?:list|ranking)|trad(?:e|ing) partner))|"
    rf"(?:{'|'.join(_ORDINALS[1:])})(?= (?:customer|client|supplier|export market)\b)|"
    rf"(?<=ranked )(?:{'|'.join(_ORDINALS)})|(?<=ranks )(?:{'|'.join(_ORDINALS)})))",
    re.IGNORECASE,
)


def numbers(
    text: str, pair: tuple[str, str] = ("", ""), taken: Sequence[tuple[int, int]] = ()
) -> list[Number]:
    """Return the numbers of a text in their order, those joined that are a range.

    What stands in a place that is ``taken``, such as a date, is none.

    Examples
    --------
    >>> [n[2:4] for n in map(lambda n: (0, 0, n.written, n.unit), numbers("$172 and $176 million"))]
    [('$172 million', 'USD'), ('$176 million', 'USD')]
    >>> numbers("between $720 and $830 million")[0].written
    '$720 to $830 million'
    """
    found = [
        _digits(match, text, pair)
        for match in _DIGITS.finditer(text)
        if not _overlaps(taken, match.start(), match.end())
    ]
    ends = [(n.start, n.end) for n in found]
    worded = filter(None, map(_word, _WORDS.finditer(text)))
    found += [m for m in worded if not _overlaps(ends, m.start, m.end)]
    return list(joined(sorted(found, key=lambda n: n.start), text))


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a stretch overlaps one of some that are in their order."""
    place = bisect.bisect_left(spans, (end,))
    return place > 0 and spans[place - 1][1] > start


def _digits(digits: re.Match[str], text: str, pair: tuple[str, str]) -> Number:
    lead = text[max(0, digits.start() - _LONGEST_SIGN) : digits.start()]
    ahead, behind = _before().search(lead), _after().match(text, digits.end())
    assert ahead is not None and behind is not None
    is_amount = behind["scale"] or behind["letter"] or re.search(r"[.,]|\d{4}", digits[0])
    before = ahead["before"]
    has_sign_before = before is not None and is_money(before, pair, is_amount=bool(is_amount))
    start = digits.start() - (len(ahead["before"]) if has_sign_before else 0)
    end = behind.end()
    sign_before = ahead["before"] if has_sign_before else ""
    word = (sign_before or behind["after"] or "").strip(" +-\u2212").lower()
    unit = currency(word, pair) if word else ""
    for name in ("percent", "points", "times"):
        unit = name if behind[name] else unit
    is_scaled = bool(behind["letter"] and (has_sign_before or behind["after"]))
    is_rank = behind["ordinal"] or _NUMBERED.search(lead)
    unit = "t" if behind["tonnes"] else "rank" if is_rank else unit
    scale = behind["scale"] or (behind["letter"].strip() if is_scaled else "")
    if (behind["letter"] and not is_scaled) or (
        behind["tonnes"] == "t" and not scale and len(digits[0]) < 3
    ):  # metres, and what else one letter is
        end, unit = digits.end(), ""
    written = " ".join(text[start:end].split())
    if unit in ("percent", "points", "times", "rank"):
        written = digits[0]
    sign = {"+": 1, "-": -1, "\u2212": -1}.get((ahead["sign"] or ahead["sign2"] or "").strip(), 0)
    if sign and ahead["sign"]:
        start -= len(ahead["sign"])
    return Number(start, end, written, unit, sign=sign, scale=scale)


def _word(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["multiple"]:
        digits = _MULTIPLES[match["multiple"].lower()]
        if digits.startswith("-"):
            return Number(start, end, "50", "percent", "about", is_word=True, sign=-1)
        return Number(start, end, digits, "times", is_word=True)
    if match["twice"]:
        return Number(start, end, {"w": "2", "h": "3"}[match[0][1].lower()], "times", is_word=True)
    if match["fraction"]:
        words = match["fraction"].lower().replace("-", " ").replace("an ", "a ")
        digits = _FRACTIONS.get(words) or _FRACTIONS.get(words.rstrip("s"), "")
        if not digits:  # four quarters are a year
            return None
        return Number(start, end, digits, "percent", "about", is_word=True)
    if match["fold"]:
        return Number(start, end, _WORDED[match["fold"].lower()], "times", is_word=True)
    if match["rank"]:
        place = _ORDINALS.index(match["rank"].lower()) + 1
        return Number(start, end, str(place), "rank", is_word=True)
    many = match["many"].lower().replace("an", "a")
    word = (match["currency"] or "").lower()
    unit = currency(word, ("", "")) if word else ""
    written = f"{_WORDED[many]} {match['scale'].lower()} {match['currency'] or ''}".strip()
    return Number(start, end, written, unit, is_word=True, scale=match["scale"].lower())
