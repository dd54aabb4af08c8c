"""Know an economy by the code or the name that an office gives it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from analysis.study import areas, countries
from analysis.study.countries import WORLD
from analysis.tables_of_offices.formats import WORLD_CODES, WORLD_NAMES

_DATA: dict[str, Any] = tomllib.loads(
    resources.files("analysis.tables_of_offices").joinpath("names.toml").read_text("utf-8")
)


def economy(
    text: str, kind: str, locale: str = "en", named: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return the alpha-3 code of an economy, WLD for the world; blank where it is not known.

    Parameters
    ----------
    text
        What the table calls it.
    kind
        How the table names economies: codes (alpha-3, or numbers of UN trade statistics),
        Eurostat (its two letters), OEC (alpha-3 behind a continent), names, or any: codes or names.
    locale
        The language of names, besides English.
    named
        Text → code, as the user has it; this comes first.

    Examples
    --------
    >>> economy("842", "codes"), economy("G001", "codes"), economy("EL", "Eurostat")
    ('USA', 'WLD', 'GRC')
    >>> economy("asgeo", "OEC"), economy("Korea, Rep.", "names"), economy(" World", "names")
    ('GEO', 'KOR', 'WLD')
    """
    text = text.strip()
    if text in named:
        return named[text]
    if kind == "any" and (code := economy(text, "codes")):
        return code
    if kind in ("names", "any"):
        return _names(locale).get(folded(text)) or _without_form(text, locale)
    if text.upper() in WORLD_CODES:
        return WORLD
    if kind == "Eurostat":
        return _two_letters().get(text.upper(), "")
    code = text.upper()[2:] if kind == "OEC" else text.upper()
    if code.isdecimal():
        return _numbers().get(int(code), "")
    return code if countries.is_code(code) else ""


def folded(name: str) -> str:
    """Return a name for comparison: small letters, no accents, one blank between words.

    Examples
    --------
    >>> folded("Türkiye"), folded(" Côte d’Ivoire"), folded("İngiltere")
    ('turkiye', "cote d'ivoire", 'ingiltere')
    """
    plain = name.replace("’", "'").replace("ı", "i").replace("&", "and")
    letters = unicodedata.normalize("NFKD", plain.casefold())
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"\bst\b\.?", "saint", " ".join(bare.split()))


def _without_form(name: str, locale: str) -> str:
    """Return the code of a name whose end only says which form of state it is."""
    base, comma, form = folded(name).partition(",")
    if comma and {*form.split()} <= {*_DATA["forms"]["words"]}:
        return _names(locale).get(base.strip(), "")
    return ""


@cache
def _names(locale: str) -> dict[str, str]:
    """Return the code of each name, in English and in another language."""
    import pycountry
    from babel import Locale

    letters = _two_letters()
    names: dict[str, str] = {}
    for language in dict.fromkeys(["en", locale.replace("-", "_")]):
        for two, name in Locale.parse(language).territories.items():
            if two in letters:
                names[folded(name)] = letters[two]
    for country in pycountry.countries:
        for kind in ("name", "common_name", "official_name"):
            if name := getattr(country, kind, ""):
                names[folded(name)] = country.alpha_3
    for code, others in _DATA["names"].items():
        names |= dict.fromkeys(map(folded, others), code)
    return names | dict.fromkeys(map(folded, WORLD_NAMES), WORLD)


@cache
def _two_letters() -> dict[str, str]:
    import pycountry

    own: dict[str, str] = _DATA["eurostat"]
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | own


@cache
def _numbers() -> dict[int, str]:
    return {area.number: area.code for area in areas.all_areas()}
