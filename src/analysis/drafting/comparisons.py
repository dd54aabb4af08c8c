"""Know the words with which a text compares a number or a time with another one."""

from __future__ import annotations

import re

_COMPARED = re.compile(
    r"\b(?:than|above|below|against|versus|vs\.?|compare[sd]? (?:with|to)|"
    r"comparison (?:with|to)|on|from|since|after|relative to|instead of|before|what it was|"
    r"what they were|the level|over|"
    r"(?:exceed|surpass|beat|topp|outstripp)(?:s|es|ed|ing)?)\s+"
    r"(?:(?:in|that|those|the|of|during|for|a|its|levels?|figures?|numbers?|recorded|same|"
    r"period|at|seen|pre-\w+|an?|year|end|it was|they were|was|were|whole)\s+)*$",
    re.IGNORECASE,
)
_OVER_ALL_OF = re.compile(
    r"\bover the (?:whole|entire|full|course)(?: of| year| course of)*\s+$", re.IGNORECASE
)
_MULTIPLE_OF = re.compile(
    r"\b(?:times|twice|thrice|double|triple|treble|quadruple)\s+(?:as \w+ as\s+|"
    r"(?:that|(?:the|those|its) (?:figure|level|amount|value|volume|total)s?)\s+)"
    r"(?:(?:recorded|seen|reached|when [^.;,\d]{3,60})\s+)?(?:of|in|for)\s+$|"
    r"\b(?:double|twice|triple|treble|quadruple|times)\s+the\s+"
    r"(?:[A-Z]{0,3}[^\s\w]?\s?)[\d.,]+(?: [a-z]+){0,2}\s+"
    r"(?:(?:recorded|seen|reached)\s+)?(?:of|in|for)\s+$",
    re.IGNORECASE,
)
_RISE_ON = (
    r"(?:%|\b(?:percent|per ?cent|pct|pc|up|down|higher|lower|rise|increase|growth|gain|jump|"
    r"improvement|advance|fall|decline|drop|decrease))\s+on\b"
)
_MORE_THAN_THE = (
    r"\b(?:above|below|than|over|double|twice|triple|treble|times|half|short of|"
    r"(?:exceed|surpass|beat|topp|outstripp)(?:s|ed|ing)?) the\b"
)
_MARK = re.compile(r"[\s-](?:mark|threshold|barrier|line|milestone)\b")
_ON_A_LEVEL = re.compile(
    rf"(?:{_RISE_ON}|{_MORE_THAN_THE}|\brelative to\b)\s+(?:the\s+|its\s+|some\s+|about\s+)*"
    r"[^\s\d]{0,4}\s?\d[\d.,]*(?:\s?(?!mark|threshold|barrier|line)[^\s.,;\d]+){0,2}\s+"
    r"(?:(?:recorded|seen|reached|reported|registered|posted)\s+)?(?:of|in|for)\s+$",
    re.IGNORECASE,
)
_PRIOR = re.compile(
    r"(?:\b(?:from|against|compare[sd]? (?:with|to)|versus|vs\.?|after|instead of|relative to)|"
    rf"{_RISE_ON}|{_MORE_THAN_THE})\s+"
    r"(?P<one>(?:one|ones|that|those) of\s+)?"
    r"(?:(?:about|some|around|nearly|almost|just|over|only|a|the|just under|more than|roughly|"
    r"approximately|record|level|of|a level of|mere|peak|high|low|all-time)\s+)*$",
    re.IGNORECASE,
)
_WITH_ANOTHER = re.compile(r" (?:with|to|from|for) (?:the )?[A-Z]")
_SINCE = re.compile(r"\bsince (?:(?!\bin\b)[^.;,\d]){3,60} (?:in|of|on)(?: \w+)? $", re.IGNORECASE)


def of_time(text: str, start: int, time_start: int, *, is_span: bool) -> bool | None:
    """Say whether something is compared with a time; None where no word before it says so.

    Examples
    --------
    >>> text = "more than in 2019"
    >>> of_time(text, 0, 13, is_span=False), of_time("in 2019", 0, 3, is_span=False)
    (True, None)
    """
    lead = text[max(start, time_start - 60) : time_start]
    if is_span and re.search(r"\bfrom\s+$", lead, re.IGNORECASE):
        return False
    if _OVER_ALL_OF.search(lead):
        return False
    further = text[max(start, time_start - 100) : time_start]
    is_told = _COMPARED.search(lead) or any(p.search(further) for p in _LONG)
    return True if is_told else None


def of_number(text: str, start: int, number_start: int, number_end: int) -> bool:
    """Say whether a number is what another one is compared with: from 5, against 5.

    Examples
    --------
    >>> of_number("up from 5 to 6", 0, 8, 9), of_number("up to 6", 0, 6, 7)
    (True, False)
    """
    lead = text[max(start, number_start - 50) : number_start]
    prior = _PRIOR.search(lead)
    if not prior or _MARK.match(text, number_end):
        return False
    return not (prior["one"] and _WITH_ANOTHER.match(text, number_end))


_LONG = (_MULTIPLE_OF, _ON_A_LEVEL, _SINCE)
