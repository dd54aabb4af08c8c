"""Know which numbers of a sentence stand in one list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.drafting.numbers import Number

_LISTED = re.compile(
    r"\s*(?:,|and|,\s*and)\s*(?:(?!against|from|versus|vs|compared|than|up|down)\w+ )?"
)


def run_of(found: Sequence[Number], number: Number, text: str) -> list[Number]:
    """Return the numbers of a list such as 5, 6 and 7 million of which a number is one.

    Examples
    --------
    >>> from analysis.drafting.numbers import Number
    >>> both = [Number(0, 2, "$5", "USD"), Number(7, 9, "$6", "USD")]
    >>> len(run_of(both, both[1], "$5 and $6"))
    2
    """
    place = index_in(found, number)
    if place < 0:
        return []
    first = last = place
    while first > 0 and _is_listed(found[first - 1], found[first], text):
        first -= 1
    while last + 1 < len(found) and _is_listed(found[last], found[last + 1], text):
        last += 1
    return list(found[first : last + 1])


def index_in(found: Sequence[Number], number: Number) -> int:
    """Return where a number stands among some, whatever unit it has been given; -1 for nowhere.

    Examples
    --------
    >>> from analysis.drafting.numbers import Number
    >>> index_in([Number(0, 2, "$5", "USD"), Number(7, 8, "6", "")], Number(7, 8, "6", "USD"))
    1
    """
    return next((i for i, n in enumerate(found) if n.start == number.start), -1)


def _is_listed(first: Number, second: Number, text: str) -> bool:
    return first.unit == second.unit and bool(_LISTED.fullmatch(text[first.end : second.start]))
