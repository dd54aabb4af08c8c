"""Turn the numeric codes of trade statistics into ISO 3166 alpha-3."""

from __future__ import annotations

from analysis.study.areas import OPEN, table


def alpha3_by_number() -> dict[str, str]:
    """Return number (without zeros before it) → alpha-3, former economies included.

    Examples
    --------
    >>> codes = alpha3_by_number()
    >>> codes["268"], codes["410"], codes["8"], codes["842"]
    ('GEO', 'KOR', 'ALB', 'USA')
    """
    import pycountry

    former = {c.numeric: c.alpha_3 for c in pycountry.historic_countries if hasattr(c, "numeric")}
    today = {c.numeric: c.alpha_3 for c in pycountry.countries}
    trade = {str(area.number): area.code for area in table() if area.last == OPEN}
    return {number.lstrip("0"): code for number, code in (former | today | trade).items()}
