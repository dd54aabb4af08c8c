"""Know under which number UN trade statistics have an economy in a year, former ones included.

The table holds where they differ from ISO 3166 or change: customs areas (Switzerland with
Liechtenstein; France with Monaco; Norway with Svalbard and Jan Mayen; the United States with Puerto
Rico and the Virgin Islands), India, Taiwan (for them 'Other Asia, not elsewhere specified'), and
states that were divided, united or founded. First and last years are those in the names of UN
Comtrade's reference tables of reporters and partners, such as 'Sudan (...2011)'; blank is open.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import NamedTuple

BEGIN = 1962
"""The first year of UN Comtrade."""

OPEN = 9999
"""Stands for the last year of an area that there is today."""


class Area(NamedTuple):
    """An economy as UN trade statistics have it under one number, from a first to a last year."""

    number: int
    code: str
    first: int = BEGIN
    last: int = OPEN
    name: str = ""


@cache
def table() -> tuple[Area, ...]:
    """Return the areas that differ from ISO 3166, or had other years than all.

    Examples
    --------
    >>> [area[:4] for area in table() if area.code == "SDN"]
    [(736, 'SDN', 1962, 2011), (729, 'SDN', 2012, 9999)]
    """
    text = resources.files("analysis.study").joinpath("areas.csv").read_text("utf-8")
    return tuple(
        Area(
            int(row["number"]),
            row["code"],
            int(row["first"] or BEGIN),
            int(row["last"] or OPEN),
            row["name"],
        )
        for row in csv.DictReader(text.splitlines())
    )


def areas_of(code: str) -> list[Area]:
    """Return the areas of an economy, the earliest first; none for a code that is no economy's.

    Examples
    --------
    >>> [area.number for area in areas_of("DEU")], areas_of("ITA")[0].number, areas_of("WLD")
    ([280, 276], 380, [])
    """
    import pycountry

    listed = [area for area in table() if area.code == code]
    country = pycountry.countries.get(alpha_3=code) if code.isupper() else None
    return listed or ([Area(int(country.numeric), code)] if country else [])


def former_name(code: str) -> str | None:
    """Return the English name of an economy that there is no longer, or nothing.

    Examples
    --------
    >>> former_name("SUN"), former_name("GEO")
    ('the Soviet Union', None)
    """
    return next((area.name for area in table() if area.code == code and area.name), None)


@cache
def all_areas() -> tuple[Area, ...]:
    """Return the areas of all economies, those that a number meant before ISO 3166 changed last.

    Examples
    --------
    >>> [area.code for area in all_areas() if area.number == 891]
    ['YUG', 'SCG']
    """
    import pycountry

    today = {int(c.numeric): c.alpha_3 for c in pycountry.countries}
    numbers = {area.number for area in table()}
    plain = [Area(number, code) for number, code in today.items() if number not in numbers]
    # ISO 3166 gave 891 to Yugoslavia first; UN trade statistics have it from 1992 on.
    return (Area(891, "YUG", last=1991), *plain, *table())
