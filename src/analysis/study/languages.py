"""How numbers are written in a language: its digits, its scale words, and what stands around."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

from analysis.errors import DataError

ENGLISH = "en"
_BLANK_GROUPS = ("\u00a0", "\u202f", "\u2009")


class Language(NamedTuple):
    """The words that stand with numbers in a language, in small letters."""

    scales: dict[str, str]
    """A word for a scale → the plain English one."""
    after: dict[str, list[str]]
    """Unit → the words for it that may follow a number."""
    before: dict[str, list[str]]
    """Unit → the words for it that may precede a number."""
    range: list[str]
    """What may stand between the two numbers of a range."""
    opening: list[str]
    closing: list[str]


@functools.cache
def languages() -> dict[str, Language]:
    """Return the languages whose words are known, by their ISO 639 code.

    Examples
    --------
    >>> languages()["es"].scales["mil millones"]
    'billion'
    """
    text = files("analysis.study").joinpath("languages.toml").read_text(encoding="utf-8")
    return {
        code: Language(
            {word: scale for scale, words in said["scales"].items() for word in words},
            said.get("after", {}),
            said.get("before", {}),
            said["range"],
            said.get("opening", []),
            said.get("closing", []),
        )
        for code, said in tomllib.loads(text).items()
    }


def language(locale: str) -> Language:
    """Return the language of a locale; a blank one is English.

    Raises
    ------
    DataError
        For a locale that is none, or one whose words are not known.

    Examples
    --------
    >>> language("de_AT").scales["mrd"]
    'billion'
    """
    known = languages().get(_parts(locale)[0])
    if known is None or not is_locale(locale):
        raise DataError(f"locale {locale[:80]!r} {unknown_locale(locale)}")
    return known


@functools.cache
def scale_words(locale: str) -> dict[str, str]:
    """Return the words for a scale that may follow a number of a locale → the plain English one.

    English texts and tables of offices print numbers with a decimal comma too: their words for
    thousands and millions are read, and those for a billion where that is no other number in the
    language. A single letter may be anything.

    Examples
    --------
    >>> scale_words("es")["billion"], scale_words("de")["billion"], "trillion" in scale_words("es")
    ('billion', 'trillion', False)
    """
    own = language(locale).scales
    is_other = own.get("billion", "billion") != "billion"
    english = {
        word: scale
        for word, scale in languages()[ENGLISH].scales.items()
        if len(word) > 1
        and scale in ("thousand", "million", "billion")
        and not (is_other and word.startswith("billion"))
    }
    return english | own


@functools.cache
def is_locale(locale: str) -> bool:
    """Say whether the numbers of a locale can be read.

    Examples
    --------
    >>> is_locale("es"), is_locale("de_DE"), is_locale(""), is_locale("de_XX"), is_locale("nl")
    (True, True, True, False, False)
    """
    if locale in ("", ENGLISH):
        return True
    from babel.core import Locale, UnknownLocaleError

    code = "_".join(_parts(locale))
    try:
        Locale.parse(code)
    except (ValueError, UnknownLocaleError):
        return False
    return _parts(locale)[0] in languages()


def unknown_locale(locale: str) -> str:
    """Say that a locale is none, and which there are.

    Examples
    --------
    >>> unknown_locale("nl")[:63]
    'is not a locale whose numbers are read: write a language of az,'
    """
    known = ", ".join(sorted(languages()))
    return (
        f"is not a locale whose numbers are read: write a language of {known}, also with a "
        "territory, such as de_CH; blank is English"
    )


def digits(number: str, locale: str) -> str:
    """Return a number in digits of a locale with commas between groups and a decimal point.

    Groups may stand apart by blanks in every locale. No digit is added or lost.

    Raises
    ------
    DataError
        For what the locale does not write so.

    Examples
    --------
    >>> digits("2.251", "es"), digits("45,50", "de"), digits("1 273,5", "fr")
    ('2,251', '45.50', '1,273.5')
    >>> digits("1.5", "es")
    Traceback (most recent call last):
    analysis.errors.DataError: '1.5' is not how es writes a number (is 15 or 1,5 meant?)
    """
    from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

    code = "_".join(_parts(locale))
    group = get_group_symbol(code)
    text = number.replace("'", "\u2019") if group == "\u2019" else number
    if group in _BLANK_GROUPS or group not in text:
        text = re.sub(r"\s", group, text)
    try:
        value = parse_decimal(text, locale=code, strict=True)
    except NumberFormatError as error:
        meant = [near for near in error.suggestions or [] if near != number]
        hint = f" (is {' or '.join(meant)} meant?)" if meant else ""
        raise DataError(f"{number!r} is not how {locale} writes a number{hint}") from None
    return f"{value:,f}"


def _parts(locale: str) -> list[str]:
    """Return the language of a locale, and its territory if it has one."""
    return re.split("[-_]", locale or ENGLISH)
