"""Know how texts speak of time."""

from __future__ import annotations

import re

MONTHS = (
    "January February March April May June July August September October November December"
).split()
MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|" + (
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
YEAR = r"(?:1[89]|20)\d\d(?![\d.,]*\d)"
_OF = r"(?:,? (?:of |in )?(?:the year |calendar |the calendar year )?)"
ORDINALS = "first second third fourth 1st 2nd 3rd 4th last".split()
COUNTS = (
    "two three four five six seven eight nine ten eleven twelve 2 3 4 5 6 7 8 9 10 11 12".split()
)
_WHICH = rf"(?P<which>{'|'.join(ORDINALS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_LATER = (
    rf"(?:{_OF}(?:the )?(?P<year>{YEAR}|last year|this year|the (?:previous|past|current) year)"
    r"(?:[-–/](?P<tail>\d\d(?:\d\d)?)(?!\d))?)?"
)


FULL_DAY = rf"(?:{_DAY} {MONTH},? {YEAR}|{MONTH} {_DAY},? {YEAR})"
_JOIN = r" ?(?:-|–|—|to|until|till|through) ?"
_PARTS = (
    ("quarter", rf"\b(?:the )?{_WHICH}[ -]quarter(?!s){_LATER}", re.I),
    ("quarter", rf"\bQ(?P<which>[1-4]){_LATER}", 0),
    ("short quarter", r"\b(?P<which>[1-4])Q ?(?P<year>\d\d(?:\d\d)?)\b", 0),
    ("half", rf"\b(?:the )?{_WHICH}[ -]half(?:[ -]year)?(?! of all| the){_LATER}", re.I),
    ("half", rf"\bH(?P<which>[12])\b{_LATER}", 0),
    (
        "first months",
        rf"\b(?:the )?(?P<which>first|last|1st) (?P<count>{'|'.join(COUNTS)})[ -]"
        rf"(?P<unit>months?|quarters){_LATER}",
        re.I,
    ),
    (
        "first months",
        rf"\b(?P<which>first) (?P<unit>)(?P<count>six)[ -]month(?: period)?{_LATER}",
        re.I,
    ),
    # A month is a capital word: "may" and "march" are none.
    ("months", rf"\b(?P<from>{MONTH})(?:{_JOIN}| and )(?P<to>{MONTH}){_LATER}", 0),
    (
        "month to month",
        rf"\b(?P<from>{MONTH}) (?P<first>{YEAR}){_JOIN}(?P<to>{MONTH}) (?P<year>{YEAR})",
        0,
    ),
    ("month", rf"\b(?P<month>{MONTH}){_LATER}", 0),
)
_FISCAL = re.compile(
    r"\b(?:(?:FY ?|(?:fiscal|financial)(?: year)?s? |marketing year )(?P<fy>\d{4}|\d\d)"
    r"(?:[-–/](?P<fyend>\d{4}|\d\d))?|(?P<first>(?:19|20)\d\d)[-–/](?P<last>\d{4}|\d\d))(?!\d|-\d)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:from|between) (?P<first>{YEAR}) (?:to|and|until|till|through) (?P<last>{YEAR})", re.I
)
_BEFORE = re.compile(
    r"\b(?:a|one|the) years? (?:earlier|before|ago|previously)|"
    r"\bthe (?:previous|preceding|prior) (?:fiscal |financial |calendar )?year|\byear[- ]on[- "
    r"]year|"
    r"\b(?:the )?(?:same|corresponding|comparable) (?:period|months?|quarter|half|time)"
    rf"(?: (?:of|in|a|the|last|one){{1,3}} (?:last year|{YEAR}|years? (?:earlier|before|ago)|"
    r"previous year|preceding year|year before))?(?: last year| a year (?:ago|earlier|before))?|"
    r"\bthe same (?P<sameof>Q\d|H\d)",
    re.IGNORECASE,
)
_YEARS_BEFORE = re.compile(
    rf"\b(?P<count>{'|'.join(COUNTS)}) years (?:(?:earlier|ago|previously)\b|before\b(?! the\b))"
    rf"(?!,? (?:in )?{YEAR})",
    re.I,
)
_MONTH_BEFORE = re.compile(
    r"\b(?:the|a|one) (?:month|quarter) (?:before|earlier)|\bthe previous (?:month|quarter)|"
    r"\bmonth[- ]on[- ]month|\bquarter[- ]on[- ]quarter",
    re.IGNORECASE,
)
_THIS = re.compile(r"\b(?:(?P<last>last|past) year|(?P<this>this|the current) year)(?!s)", re.I)
PAST_YEARS = re.compile(
    rf"\b(?:over|in|during|within) (?:the )?(?:(?:past|last) )?({'|'.join(COUNTS)}) years\b", re.I
)
TITLES = "Survey Report Yearbook Outlook Review Forum Expo Summit".split()
_IN_NO_TITLE = "".join(f"(?<!{title} )" for title in TITLES)
_BARE = re.compile(
    rf"{_IN_NO_TITLE}(?<![\d.,/$€£-]){YEAR}"
    r"(?!-[a-z]|[ -]?(?:km|people|compan|firms|tonnes|percent|%|th\b))"
)
_DAYS = re.compile(rf"\b{FULL_DAY}{_JOIN}{FULL_DAY}")
_YEAR_TO = re.compile(
    rf"\b(?:the )?(?:(?:fiscal |financial )?year|(?:12|twelve) months)"
    rf" (?:to|ending|ended|that ended)(?: in| on)? (?:{_DAY} )?(?P<month>{MONTH})(?: {_DAY})?"
    rf",? (?P<year>{YEAR})"
)
_QUARTERS_TO = re.compile(
    rf"\b(?:the )?(?:four|4) quarters (?:to|ending|ended)(?: the end of| in)? Q(?P<which>[1-4]) "
    rf"(?P<year>{YEAR})"
)
_DATE = re.compile(
    rf"\b(?:from )?{_DAY}{_JOIN}{_DAY} {MONTH}(?:,? {YEAR})?|\b{_DAY} (?:of )?{MONTH}"
    rf"(?:{_JOIN}{_DAY} {MONTH})?(?:,? {YEAR})?|\b{MONTH} {_DAY}(?!\d)(?:,? {YEAR})?|"
    r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b"
)
_END = re.compile(
    rf"\b(?:(?:at |by |as of )?(?:the )?(?:end|close)[ -](?:of )?)(?P<year>{YEAR})", re.I
)
_START = re.compile(rf"\b(?:early|mid|late)[- ](?P<year>{YEAR})", re.I)
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("days", _DAYS),
    ("year to", _YEAR_TO),
    ("quarters to", _QUARTERS_TO),
    ("date", _DATE),
    ("end", _END),
    ("end", _START),
    ("span", _SPAN),
    ("fiscal", _FISCAL),
    ("year before", _BEFORE),
    ("years before", _YEARS_BEFORE),
    ("month before", _MONTH_BEFORE),
    ("this", _THIS),
    ("year", _BARE),
    *((kind, re.compile(words, flags)) for kind, words, flags in _PARTS),
)
"""Kind of a time → how texts write it. Of those that overlap, the first and longest counts."""
