"""Fetch the GDP deflator of the United States from the World Bank as prices of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.errors import DataError
from analysis.fetch import service
from analysis.fetch.totals import amount

SOURCE = "world-bank-us-gdp-deflator"
INDICATOR = "NY.GDP.DEFL.ZS"
BASE = "https://api.worldbank.org"
COLUMNS = {"indicator": "object", "countryiso3code": "text", "date": "whole number"}
COLUMNS |= {"value": "number"}


def fetch(years: Sequence[int] | None = None) -> tuple[list[dict[str, str]], str]:
    """Return the deflator by year as rows of prices.csv, and when the service last updated it.

    Raises
    ------
    DataError
        For a service that fails, and an answer that is not whole or not about the deflator.
    """
    url = f"{BASE}/v2/country/USA/indicator/{INDICATOR}"
    # All years, whichever are wanted: the base year is among them.
    answer = service.ask("The World Bank", url, {"format": "json", "per_page": "1000"}, {})
    about = answer[0] if isinstance(answer, list) and answer else {}
    if not isinstance(about, dict) or "message" in about or "total" not in about:
        raise DataError(f"The World Bank answered with an error: {_words(about or answer)}")
    found = answer[1] if isinstance(answer, list) and len(answer) > 1 else None
    rows = service.checked("The World Bank", found or [], about["total"], COLUMNS, "date")
    return price_rows(rows, years), str(about.get("lastupdated") or "")[:10]


def price_rows(
    records: Sequence[Mapping[str, Any]], years: Sequence[int] | None = None
) -> list[dict[str, str]]:
    """Return the service's records as rows of prices.csv, earliest first; a null value has no row.

    Examples
    --------
    >>> record = {"indicator": {"id": INDICATOR, "value": "GDP deflator"}, "date": "2020"}
    >>> price_rows([record | {"countryiso3code": "USA", "value": 100}])
    [{'year': '2020', 'as_written': '100', 'wording': 'exact', \
'source_id': 'world-bank-us-gdp-deflator', 'note': 'GDP deflator; 100 in 2020'}]
    """
    for record in records:
        if (record["indicator"].get("id"), record["countryiso3code"]) != (INDICATOR, "USA"):
            raise DataError(f"The World Bank answered with another series: {dict(record)}")
    known = [record for record in records if record["value"] is not None]
    base = [str(record["date"]) for record in known if record["value"] == 100]
    based = f"100 in {', '.join(base)}" if base else "its base year is not said"
    wanted = {str(year) for year in years} if years else None
    return [
        {
            "year": str(record["date"]),
            "as_written": amount(record["value"]),
            "wording": "exact",
            "source_id": SOURCE,
            "note": f"{record['indicator'].get('value')}; {based}",
        }
        for record in sorted(known, key=lambda record: int(record["date"]))
        if wanted is None or str(record["date"]) in wanted
    ]


def source_row(updated: str, today: str) -> dict[str, str]:
    """Return the row of sources.csv for what was fetched."""
    return {
        "source_id": SOURCE,
        "publisher": "World Bank",
        "title": f"World Development Indicators: GDP deflator of the United States ({INDICATOR})",
        "published": updated,
        "url": f"https://data.worldbank.org/indicator/{INDICATOR}?locations=US",
        "kind": f"price index; retrieved {today}; licence: CC BY 4.0",
    }


def _words(said: object) -> str:
    told = said.get("message") if isinstance(said, dict) else None
    if isinstance(told, list) and told and all(isinstance(one, dict) for one in told):
        return "; ".join(f"{one.get('key')}: {one.get('value')}" for one in told)[:300]
    return service.said(said)
