"""Know the codes of economies and their names."""

import re
from typing import Any

from analysis.errors import DataError
from analysis.study.areas import former_name

WORLD = "WLD"
_LEFT_TO_USERS = re.compile(r"X[A-Z]{2}")

# In English these take the article: plural names, groups of islands, and names with a noun such
# as republic, kingdom or emirates; and the Congo and the Gambia.
_WITH_ARTICLE = frozenset(
    "ALA ARE ATF BHS CAF CCK COG COK COM CYM DOM FLK FRO GBR GMB IMN IOT MDV MHL MNP NLD PHL RUS "
    "SLB SYC TCA UMI USA VAT".split()
)
# The names of these are turned around for an alphabetical list.
_TURNED = {
    "COD": "the Democratic Republic of the Congo",
    "FSM": "Micronesia",
    "PSE": "Palestine",
    "VGB": "the British Virgin Islands",
    "VIR": "the US Virgin Islands",
}


def is_code(code: str) -> bool:
    """Say whether a code is an ISO 3166 alpha-3 code, one that ISO leaves to users, or WLD.

    Codes of economies that there are no longer, such as SUN, are codes too.

    Examples
    --------
    >>> is_code("GEO"), is_code("XAA"), is_code("WLD"), is_code("SUN"), is_code("GEB")
    (True, True, True, True, False)
    """
    return is_today(code) or former_name(code) is not None


def is_today(code: str) -> bool:
    """Say whether a code is one as `is_code` says, and of no economy that there is no longer.

    Examples
    --------
    >>> is_today("GEO"), is_today("SUN")
    (True, False)
    """
    return code == WORLD or bool(_LEFT_TO_USERS.fullmatch(code)) or _iso(code) is not None


def name(code: str) -> str:
    """Return the everyday English name of an economy, or the code where it has none.

    It stands as in the middle of a sentence, with its article where it takes one. A study may have
    names of its own: `Study.name` gives these.

    Examples
    --------
    >>> name("GEO"), name("KOR"), name("WLD"), name("XAA")
    ('Georgia', 'South Korea', 'the world', 'XAA')
    >>> name("NLD"), name("COD")
    ('the Netherlands', 'the Democratic Republic of the Congo')
    """
    if code == WORLD:
        return "the world"
    country = _iso(code)
    if country is None:
        return former_name(code) or code
    plain = _TURNED.get(code) or getattr(country, "common_name", country.name)
    return f"the {plain}" if code in _WITH_ARTICLE else plain


def unknown(code: str) -> str:
    """Return what is wrong with a code that is none, with the codes that look like it.

    Examples
    --------
    >>> unknown("GEOR")
    'is not an ISO 3166 alpha-3 code or WLD (is GEO meant?)'
    """
    like = close_codes(code) if code else []
    hint = f" (is {' or '.join(like)} meant?)" if like else ""
    return f"is not an ISO 3166 alpha-3 code or WLD{hint}"


def close_codes(text: str) -> list[str]:
    """Return up to three alpha-3 codes that look like an unknown one, or belong to that name.

    Those with the same first letters come first.

    Examples
    --------
    >>> close_codes("KORR")
    ['KOR']
    >>> close_codes("Georgia"), close_codes("geo"), close_codes("Goergia"), close_codes("GER")
    (['GEO'], ['GEO'], ['GEO'], ['DEU'])
    """
    import difflib

    import pycountry

    try:
        return [pycountry.countries.lookup(text).alpha_3]
    except LookupError:
        codes = {country.alpha_3: name(country.alpha_3) for country in pycountry.countries}
    alike = difflib.get_close_matches(text, codes.values(), n=1, cutoff=0.8)
    begun = [code for code in codes if codes[code].casefold().startswith(text.casefold())]
    if alike or begun:
        return [code for code in codes if codes[code] in alike] or begun[:3]
    close = difflib.get_close_matches(text.upper(), codes, n=len(codes))
    shared = {code: [a == b for a, b in zip(text.upper(), code, strict=False)] for code in close}
    return sorted(close, key=lambda code: shared[code], reverse=True)[:3]


def _iso(code: str) -> Any:  # noqa: ANN401 - pycountry makes its record types at run time
    import pycountry

    return pycountry.countries.get(alpha_3=code) if len(code) == 3 and code.isupper() else None


def known_code(code: str) -> str:
    """Refuse a code that is no economy's."""
    if not is_code(code):
        raise DataError(f"{code!r} {unknown(code)}")
    return code
