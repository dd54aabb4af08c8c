"""Know the codes of economies and their names."""

import re

WORLD = "WLD"
_LEFT_TO_USERS = re.compile(r"X[A-Z]{2}")


def is_code(code: str) -> bool:
    """Say whether a code is an ISO 3166 alpha-3 code, one that ISO leaves to users, or WLD.

    Examples
    --------
    >>> is_code("GEO"), is_code("XAA"), is_code("WLD"), is_code("GEB")
    (True, True, True, False)
    """
    return code == WORLD or bool(_LEFT_TO_USERS.fullmatch(code)) or _iso(code) is not None


def name(code: str) -> str:
    """Return the everyday English name of an economy, or the code where it has none.

    Examples
    --------
    >>> name("GEO"), name("KOR"), name("WLD"), name("XAA")
    ('Georgia', 'South Korea', 'the world', 'XAA')
    """
    if code == WORLD:
        return "the world"
    country = _iso(code)
    return getattr(country, "common_name", country.name) if country else code


def close_codes(code: str) -> list[str]:
    """Return up to three alpha-3 codes that look like the unknown one, or belong to that name.

    Those with the same first letters come first.

    Examples
    --------
    >>> close_codes("GEB")
    ['GEO', 'GNB', 'GMB']
    >>> close_codes("Georgia")
    ['GEO']
    """
    import difflib

    import pycountry

    try:
        return [c.alpha_3 for c in pycountry.countries.search_fuzzy(code)][:1]
    except LookupError:
        codes = [c.alpha_3 for c in pycountry.countries]
        close = difflib.get_close_matches(code, codes, n=len(codes))
        shared = {known: [a == b for a, b in zip(code, known, strict=False)] for known in close}
        return sorted(close, key=shared.get, reverse=True)[:3]


def _iso(code: str):  # noqa: ANN202 - pycountry makes its record types at run time
    import pycountry

    return pycountry.countries.get(alpha_3=code) if len(code) == 3 and code.isupper() else None
