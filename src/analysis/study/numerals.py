"""Read a number as people write it, and give it in one plain form."""

from __future__ import annotations

import difflib
import functools
import re
from fractions import Fraction

from analysis.errors import DataError
from analysis.study import currencies
from analysis.study.languages import ENGLISH, digits, language, scale_words
from analysis.study.schema import RECORDS, SAME_WORDINGS, WORDINGS
from analysis.study.units import MONEY, SCALES, is_money, unit_of

AFTER = {
    "percent": ("%", "percent", "per cent", "pct"),
    "times": ("times", "x", "-fold", "fold"),
    "count": (),
    "t": ("t", "tonne", "tonnes", "tons", "ton", "metric tons"),
}
"""Unit that is no currency → the words for it that may follow a number, whatever the language."""
PARTS = {
    "half": Fraction(1, 2),
    "one half": Fraction(1, 2),
    "a third": Fraction(1, 3),
    "one third": Fraction(1, 3),
    "two thirds": Fraction(2, 3),
    "a quarter": Fraction(1, 4),
    "one quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
    "a fifth": Fraction(1, 5),
    "one fifth": Fraction(1, 5),
    "a tenth": Fraction(1, 10),
}
"""A word for a number that can be percent or times → what it is of one."""
MULTIPLES = {
    "doubled": Fraction(2),
    "tripled": Fraction(3),
    "trebled": Fraction(3),
    "quadrupled": Fraction(4),
    "halved": Fraction(1, 2),
}
"""A word for a number that is times → how many."""
LONGEST = 60
FORM = "write a number such as '1.5 billion', '1,500 million' or '20'"

_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
_JOINED = re.compile(r"[-\u2010\u2011](?=[^\W\d])")  # 50-billion-euro
_MINUS = "\\-\u2212\u2013"
_ENGLISH_DIGITS = (
    r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+"
    r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|[0-9]+)(?:\.[0-9]+)?"
)
_LETTER = r"(?:[^\W\d_]|[%$£¥\u20a0-\u20cf])"
"""A letter, or a sign that stands for a currency or a unit."""
_DIGITS = r"[0-9](?:[0-9.,'\u2019 ]*[0-9])?"


@functools.cache
def _number(locale: str) -> re.Pattern[str]:
    """Return the pattern of a number: sign, currency or unit, sign, digits, and words."""
    number = _ENGLISH_DIGITS if locale == ENGLISH else _DIGITS
    return re.compile(
        rf"(?P<sign>[+{_MINUS}]?)(?P<before>(?:{_LETTER}(?:{_LETTER}|[. ])*)?)"
        rf"(?P<inner>[+{_MINUS}]?)(?P<digits>{number})"
        rf"(?: ?(?P<words>(?:{_LETTER}|-)(?:{_LETTER}|[.\s-])*))?",
        re.IGNORECASE,
    )


def first_word(wording: str) -> str:
    """Return the first of the words that mean the same as a wording.

    Raises
    ------
    DataError
        For a word that is none of them.

    Examples
    --------
    >>> first_word("nearly"), first_word("stated")
    ('almost', 'stated')
    """
    if wording not in SAME_WORDINGS:
        near = difflib.get_close_matches(wording[:80], SAME_WORDINGS, n=1)
        meant = f" (is {near[0]} meant?)" if near else ""
        raise DataError(f"wording {wording[:80]!r} is not one of {', '.join(WORDINGS)}{meant}")
    return SAME_WORDINGS[wording]


@functools.lru_cache(maxsize=10_000)
def as_read(as_written: str, wording: str, unit: str, locale: str = ENGLISH) -> tuple[str, str]:
    """Return a number in its plain form and the wording that it is read with.

    Examples
    --------
    >>> as_read("$1.6bn", "nearly", "USD"), as_read("half", "stated", "percent")
    (('1.6 billion', 'almost'), ('50', 'about'))
    """
    said = first_word(wording)
    if said in RECORDS and not as_written.strip():
        return "", said
    if said == "between":
        return plain_range(as_written, unit, locale), said
    text = plain(as_written, unit, locale)
    is_word = word_meaning(as_written, unit) is not None
    return text, "about" if is_word and said == "stated" else said


def plain(as_written: str, unit: str, locale: str = ENGLISH) -> str:
    """Return a printed number in its plain form: sign, digits, and an English scale word.

    A currency sign or unit word that fits the unit is left out, a scale written for short is
    written out, brackets around a number are a minus, and digits are grouped by commas in threes.
    No digit is added or lost, so that the number means what it did. A word such as *half* or
    *doubled* becomes the number that it stands for, a third 33 percent or 0.33 times.

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
    >>> plain("15.1%", "percent"), plain("2.3x", "times"), plain("a third", "percent")
    ('15.1', '2.3', '33')
    >>> plain("2.251 millones", "USD", "es"), plain("45,5 Mrd. Dollar", "USD", "de_DE")
    ('2,251 million', '45.5 billion')
    """
    locale = locale or ENGLISH
    if (meant := word_meaning(as_written, unit)) is not None:
        text = f"{round(100 * meant)}" if unit == "percent" else f"{float(meant):.2f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    text = _BLANKS.sub(" ", as_written).strip()
    match = _number(locale).fullmatch(_without_brackets(text))
    if not match or len(as_written) > LONGEST or (match["sign"] and match["inner"]):
        raise DataError(f"{as_written[:LONGEST]!r} is not a number: {FORM}{_range_hint(text)}")
    _check_sign(match["before"].strip(), as_written, unit, locale)
    scale = _scale(match["words"] or "", as_written, unit, locale)
    sign = {"": "", "+": "+"}.get(match["sign"] or match["inner"], "-")
    number = match["digits"]
    number = _grouped(number) if locale == ENGLISH else digits(number, locale)
    return f"{sign}{number}{scale and ' '}{scale}"


def plain_range(as_written: str, unit: str, locale: str = ENGLISH) -> str:
    """Return two printed numbers, from one to the other, in their plain form.

    A scale that stands with the second alone is that of both.

    Raises
    ------
    DataError
        Where there are not two numbers, or where a dash may be a minus.

    Examples
    --------
    >>> plain_range("between 6.2 and 6.4 billion", "USD"), plain_range("920 mn-$6.2bn", "USD")
    ('6.2 and 6.4 billion', '920 million and 6.2 billion')
    >>> plain_range("10-15%", "percent"), plain_range("6,2 bis 6,4 Mrd.", "USD", "de")
    ('10 and 15', '6.2 and 6.4 billion')
    """
    locale = locale or ENGLISH
    two = _two_numbers(as_written, locale)
    if two is None:
        raise DataError(f"{as_written[:LONGEST]!r} is not two numbers: write '6.2 to 6.4 billion'")
    negative = [re.match(f"[{_MINUS}]", text) for text in two[:2]]
    if two[2] and negative[0] and not negative[1]:
        raise DataError(f"{as_written!r}: is the second number negative too? Write '-1.2 to -1.4'")
    first, second = (plain(text, unit, locale) for text in two[:2])
    scale = second.partition(" ")[2]
    if first.endswith(f" {scale}") or " " not in first:
        return f"{first.removesuffix(f' {scale}')} and {second}"
    return f"{first} and {second}"


def two_ends(text: str) -> tuple[str, str]:
    """Return the two numbers of a range in its plain form, each with its scale.

    Examples
    --------
    >>> two_ends("6.2 and 6.4 billion")
    ('6.2 billion', '6.4 billion')
    """
    one, _, other = text.partition(" and ")
    scale = other.partition(" ")[2]
    return one if " " in one or not scale else f"{one} {scale}", other


def word_meaning(as_written: str, unit: str) -> Fraction | None:
    """Return the number that a word such as *half* stands for, of one; None for any other text.

    Raises
    ------
    DataError
        For a multiple such as *doubled* whose unit is not times.

    Examples
    --------
    >>> word_meaning("Two-thirds", "percent"), word_meaning("-half", "percent")
    (Fraction(2, 3), Fraction(-1, 2))
    """
    text = as_written.strip()
    sign = -1 if re.match(f"[{_MINUS}]", text) else 1
    word = _BLANKS.sub(" ", re.sub(f"[{_MINUS}]", " ", text)).strip().lower()
    if word in MULTIPLES and unit != "times":
        raise DataError(f"{as_written!r} is a number of times, and its unit is {unit}")
    known = {"percent": PARTS, "times": PARTS | MULTIPLES}.get(unit, {})
    return sign * known[word] if word in known else None


def _two_numbers(as_written: str, locale: str) -> tuple[str, str, bool] | None:
    """Return the two numbers of a range, and whether a dash stands between them."""
    said = language(locale)
    text = _BLANKS.sub(" ", as_written).strip()
    opening, closing = (
        "|".join(map(re.escape, words)) or "(?!)" for words in (said.opening, said.closing)
    )
    text = re.sub(rf"^(?:{opening}) | (?:{closing})$", "", text, flags=re.IGNORECASE)
    between = "|".join(map(re.escape, said.range))
    by_word = re.split(rf" (?:{between}) ", text, maxsplit=1, flags=re.IGNORECASE)
    if len(by_word) == 2:
        return by_word[0], by_word[1], False
    by_dash = re.fullmatch(rf"(.*?[^\s{_MINUS}]) ?[-\u2013\u2014] ?(\D{{0,4}}\d.*)", text)
    return (by_dash[1], by_dash[2], True) if by_dash else None


def _range_hint(text: str) -> str:
    """Say what the wording of two numbers is, where a text may be a range."""
    two = re.fullmatch(r"\D{0,12}\d[^-]*?(-|\u2013| to | and )\D{0,4}\d.*", text)
    return "; a range has the wording between" if two else ""


def _without_brackets(text: str) -> str:
    """Return a number in brackets, as accountants write it, with a minus."""
    return re.sub(rf"^\(([^()+{_MINUS}]+)\)", r"-\1", text)


def _grouped(number: str) -> str:
    """Return English digits with commas between groups of three where there are groups."""
    whole, point, decimals = number.partition(".")
    if " " in whole or re.search(r",\d\d,", whole):
        whole = f"{int(re.sub('[ ,]', '', whole)):,}"
    return f"{whole}{point}{decimals}"


def _check_sign(sign: str, as_written: str, unit: str, locale: str) -> None:
    """Refuse what stands before a number and is no sign of its currency or unit."""
    said = {sign.lower(), sign.lower().rstrip(".")}
    if not sign or said & {*words_of(unit, locale), *language(locale).before.get(unit, ())}:
        return
    if not is_money(unit) and said & {*currencies.said(MONEY)}:
        raise DataError(f"{as_written!r} is an amount in dollars, and its unit is {unit}")
    raise DataError(f"{as_written!r}: {sign!r} does not fit its unit, {unit}")


def words_of(unit: str, locale: str = ENGLISH) -> tuple[str, ...]:
    """Return the signs and words for a unit that may follow a number.

    Examples
    --------
    >>> "euros" in words_of("EUR"), "dólares" in words_of("USD", "es"), "%" in words_of("percent")
    (True, True, True)
    """
    own = currencies.said(unit, locale) if is_money(unit) else AFTER[unit]
    return (*own, *language(locale).after.get(unit, ()))


def _scale(words: str, as_written: str, unit: str, locale: str) -> str:
    """Return the scale word among those that follow a number; blank if there is none."""
    said = _JOINED.sub(" ", words.lower()).strip()
    known = language(locale)
    units = words_of(unit, locale)
    if said not in units and not said.endswith("u.s."):
        said = said.rstrip(".")
    for after in sorted(units, key=len, reverse=True):
        alone = said == after or said[-len(after) - 1 :][:1] == " " or after in "$%€£¥"
        if said.endswith(after) and alone:
            said = said.removesuffix(after).strip().removesuffix(" de").rstrip(".")
            break
    scales = scale_words(locale)
    if said and said not in scales:
        near = difflib.get_close_matches(said, known.scales, n=1)
        is_english = locale == ENGLISH
        meant = f" (is {known.scales[near[0]] if is_english else near[0]} meant?)" if near else ""
        names = ", ".join(SCALES if is_english else known.scales)
        raise DataError(f"{as_written!r}: the scale {said!r} is not one of {names}{meant}")
    if said and not unit_of(unit).takes_scale:
        raise DataError(f"{as_written!r}: a number in {unit} has no scale word")
    return scales.get(said, "")
