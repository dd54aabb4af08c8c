"""Read a number as people write it, and give it in one plain form."""

from __future__ import annotations

import difflib
import re

from analysis.errors import DataError
from analysis.study import currencies
from analysis.study.schema import MONEY, SCALES, is_money, unit_of

SHORT = {
    "k": "thousand",
    "m": "million",
    "mio": "million",
    "mn": "million",
    "mln": "million",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "tn": "trillion",
    "trn": "trillion",
    "trln": "trillion",
    "lakh crore": "trillion",
    "lakh crores": "trillion",
}
"""How a scale is written for short → its word."""
AFTER = {
    "percent": ("%", "percent", "per cent", "pct"),
    "times": ("times", "x", "-fold", "fold"),
    "count": (),
    "t": ("t", "tonne", "tonnes", "tons", "ton", "metric tons", "mt"),
}
"""Unit that is no currency → the words for it that may follow a number."""
LONGEST = 60
FORM = "write a number such as '1.5 billion', '1,500 million' or '20'"

_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
_SIGN = r"[+\-\u2212\u2013]?"
_LETTER = r"[^\W\d_]"
_SYMBOL = r"$£¥\u20a0-\u20cf"
_NUMBER = re.compile(
    rf"(?P<sign>{_SIGN})(?P<currency>(?:(?:{_LETTER}|[{_SYMBOL}])(?:{_LETTER}|[{_SYMBOL}. ])*)?)"
    rf"(?P<inner>{_SIGN})"
    r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+"
    r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|[0-9]+)"
    rf"(?P<decimals>\.[0-9]+)?(?: ?(?P<words>(?:{_LETTER}|[%{_SYMBOL}-])[^\d]*))?",
    re.IGNORECASE,
)


def plain(as_written: str, unit: str) -> str:
    """Return a printed number in its plain form: sign, digits, and a scale word.

    A currency sign or unit word that fits the unit is left out, a scale written for short is
    written out, brackets around a number are a minus, and digits are grouped by commas in threes.
    No digit is added or lost, so that the number means what it did.

    Raises
    ------
    DataError
        For what is no number, for a scale that is none, and for one where the unit takes none.

    Examples
    --------
    >>> plain("$1.6bn", "USD"), plain("(35.7) million", "USD"), plain("16,37,33,66,000", "USD")
    ('1.6 billion', '-35.7 million', '16,373,366,000')
    >>> plain("€4.2 bn", "EUR"), plain("Rs 1.2 lakh crore", "INR"), plain("300,000 tonnes", "t")
    ('4.2 billion', '1.2 trillion', '300,000')
    >>> plain("15.1%", "percent"), plain("2.3x", "times")
    ('15.1', '2.3')
    """
    text = _BLANKS.sub(" ", as_written).strip()
    match = _NUMBER.fullmatch(_without_brackets(text))
    if not match or len(as_written) > LONGEST or (match["sign"] and match["inner"]):
        raise DataError(f"{as_written[:LONGEST]!r} is not a number: {FORM}")
    _check_sign(match["currency"].strip().lower(), as_written, unit)
    scale = _scale(match["words"] or "", as_written, unit)
    whole = match["whole"]
    if " " in whole or re.search(r",\d\d,", whole):
        whole = f"{int(re.sub('[ ,]', '', whole)):,}"
    sign = {"": "", "+": "+"}.get(match["sign"] or match["inner"], "-")
    return f"{sign}{whole}{match['decimals'] or ''}{scale and ' '}{scale}"


def _without_brackets(text: str) -> str:
    """Return a number in brackets, as accountants write it, with a minus."""
    return re.sub(r"^\(([^()+\-\u2212\u2013]+)\)", r"-\1", text)


def _check_sign(sign: str, as_written: str, unit: str) -> None:
    """Refuse what stands before a number and is no sign of its currency."""
    if not sign or (is_money(unit) and {sign, sign.rstrip(".")} & {*currencies.said(unit)}):
        return
    if sign in currencies.said(MONEY):
        raise DataError(f"{as_written!r} is an amount in dollars, and its unit is {unit}")
    if is_money(unit):
        raise DataError(f"{as_written!r}: {sign!r} is no sign of {unit}")
    raise DataError(f"{as_written!r} is not a number: {FORM}")


def _scale(words: str, as_written: str, unit: str) -> str:
    """Return the scale word among those that follow a number; blank if there is none."""
    said = words.lower().strip()
    known = currencies.said(unit) if is_money(unit) else AFTER[unit]
    if said not in known and not said.endswith("u.s."):
        said = said.rstrip(".")
    for after in sorted(known, key=len, reverse=True):
        alone = said == after or said[-len(after) - 1 :][:1] == " " or after in "$%"
        if said.endswith(after) and alone:
            said = said.removesuffix(after).strip()
            break
    scale = SHORT.get(said, said.removesuffix("s") if said.removesuffix("s") in SCALES else said)
    if scale and scale not in SCALES:
        near = difflib.get_close_matches(said, [*SCALES, *SHORT], n=1)
        meant = f" (is {near[0]} meant?)" if near else ""
        scales = ", ".join(SCALES)
        raise DataError(f"{as_written!r}: the scale {said!r} is not one of {scales}{meant}")
    if scale and not unit_of(unit).takes_scale:
        raise DataError(f"{as_written!r}: a number in {unit} has no scale word")
    return scale
