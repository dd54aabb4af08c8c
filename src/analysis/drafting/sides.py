"""Say whose statistics a sentence quotes: those of the country whose office it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.drafting.cues import OFFICE, SPEAKER
from analysis.drafting.places import Place

_SUBJECT = re.compile(r"(?:^|[,;]|\b(?:and|but|while))\s*(?:the )?$", re.IGNORECASE)
_REPORTS = re.compile(
    r" (?:itself )?report(?:s|ed) (?:\w+ ){0,2}?(?:exports|imports|trade|surplus|deficit|sales|"
    r"purchases)\b"
)

_BODY_REPORTS = re.compile(
    r"['’]s?(?= (?:[\w’'-]+ ){0,6}?(?:Offic|Bureau|Ministry|Customs|Statisti|Bank|Institut|Agency|"
    r"Authority|Department|Directorate|Administration|Commission|Treasury|d[aeo]s?\b))"
    r"(?: (?:[A-Z][\w’'-]*|d[aeo]s?|of|for|and)){1,7} "
    r"(?:puts?|reports?|reported|records?|recorded|counts?|counted|shows?)\b"
)


def side_of(text: str, start: int, end: int, places: Sequence[Place]) -> str:
    """Return the code of the country whose office or ministry a sentence names; blank for none.

    Examples
    --------
    >>> from analysis.drafting.places import Gazetteer
    >>> text = "Exports to Georgia rose, according to the customs service in Ankara."
    >>> side_of(text, 0, len(text), Gazetteer().find(text))
    'TUR'
    """
    found = ""
    for office in OFFICE.finditer(text, start, end):
        for place in places:
            gap_after = text[office.end() : place.start]
            gap_before = text[place.end : office.start()]
            follows = 0 <= place.start - office.end() <= 40 and re.fullmatch(
                r"(?: [\w&-]+){0,4}? (?:in|of|at) (?:the )?", gap_after
            )
            leads = (
                0 <= office.start() - place.end <= 40
                and re.fullmatch(r"['’]?s?(?: [\w&-]+){0,4} ", gap_before)
                and not re.search(
                    r"\b(?:to|from|with|and|in|said|were|was|is|has|by)\b", gap_before
                )
            )
            within = office.start() <= place.start and place.end <= office.end()
            if (follows or leads or within) and place.form != "region":
                customs = "customs" in office[0].lower()
                if not found or customs:
                    found = place.code
    return found


def reporting(text: str, start: int, end: int, places: Sequence[Place]) -> str:
    """Return the economy that reports a flow itself, which is said of this sentence alone.

    Examples
    --------
    >>> from analysis.drafting.places import Gazetteer
    >>> text = "Georgia reports exports of $5 million."
    >>> reporting(text, 0, len(text), Gazetteer().find(text))
    'GEO'
    """
    for place in places:
        is_subject = place.form == "name" and _SUBJECT.search(text[start : place.start])
        if not is_subject or place.start < start:
            continue
        by_a_body = _BODY_REPORTS.match(text, place.end, end)
        if _REPORTS.match(text, place.end, end) or (by_a_body and not SPEAKER.search(by_a_body[0])):
            return place.code
    return ""


def is_said_by_somebody(text: str, start: int, end: int) -> bool:
    """Say whether a minister, an ambassador or the like speaks in a sentence."""
    return bool(SPEAKER.search(text, start, end))
