"""Fetch the GDP deflator of the United States from the World Bank as prices of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.fetch import worldbank
from analysis.fetch.totals import amount

SOURCE = "world-bank-us-gdp-deflator"
INDICATOR = "NY.GDP.DEFL.ZS"


def fetch(years: Sequence[int] | None = None) -> tuple[list[dict[str, str]], str]:
    """Return the deflator by year as rows of prices.csv, and when the service last updated it.

    Raises
    ------
    DataError
        For a service that fails, and an answer that is not whole or not about the deflator.
    """
    # All years, whichever are wanted: the base year is among them.
    records, updated = worldbank.indicator("USA", INDICATOR)
    return price_rows(records, years), updated


def price_rows(
    records: Sequence[Mapping[str, Any]], years: Sequence[int] | None = None
) -> list[dict[str, str]]:
    """Return the service's records as rows of prices.csv.

    Examples
    --------
    >>> record = {"indicator": {"id": INDICATOR, "value": "GDP deflator"}, "date": "2020"}
    >>> price_rows([record | {"value": 100}])
    [{'year': '2020', 'as_written': '100', 'wording': 'exact', \
'source_id': 'world-bank-us-gdp-deflator', 'note': 'GDP deflator; 100 in 2020'}]
    """
    base = [str(record["date"]) for record in records if record["value"] == 100]
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
        for record in records
        if wanted is None or str(record["date"]) in wanted
    ]


def source_row(updated: str, today: str) -> dict[str, str]:
    """Return the row of sources.csv for what was fetched."""
    days = updated, today
    row = worldbank.source_row(
        SOURCE, "GDP deflator of the United States", INDICATOR, "price index", days
    )
    return row | {"url": f"{row['url']}?locations=US"}
