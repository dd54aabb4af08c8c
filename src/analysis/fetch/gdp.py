"""Fetch the gross domestic product of economies from the World Bank as figures of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.fetch import worldbank
from analysis.fetch.totals import amount
from analysis.study.countries import WORLD

SOURCE = "world-bank-gdp"
INDICATOR = "NY.GDP.MKTP.CD"


def fetch(economy: str, years: Sequence[int] | None = None) -> tuple[list[dict[str, str]], str]:
    """Return an economy's GDP by year as rows of figures.csv, and the service's last update.

    Raises
    ------
    DataError
        For an economy that the service does not know, a service that fails, and an answer that is
        not whole.
    """
    records, updated = worldbank.indicator(economy, INDICATOR)
    return gdp_rows(economy, records, years), updated


def gdp_rows(
    economy: str, records: Sequence[Mapping[str, Any]], years: Sequence[int] | None = None
) -> list[dict[str, str]]:
    """Return the service's records as rows of figures.csv.

    Examples
    --------
    >>> record = {"indicator": {"value": "GDP (current US$)"}, "date": "2020", "value": 1500}
    >>> (row,) = gdp_rows("GEO", [record])
    >>> row["figure_id"], row["as_written"], row["unit"], row["note"]
    ('world-bank-gdp-geo-2020', '1500', 'USD', 'GDP (current US$)')
    """
    return [
        {
            "figure_id": f"{SOURCE}-{economy}-{record['date']}".lower(),
            "quantity": "gdp",
            "reporter": economy,
            "partner": WORLD,
            "region": "",
            "period": str(record["date"]),
            "as_written": amount(record["value"]),
            "unit": "USD",
            "wording": "exact",
            "statistics_of": economy,
            "source_id": SOURCE,
            "note": str(record["indicator"].get("value")),
        }
        for record in records
        if years is None or int(record["date"]) in years
    ]


def source_row(updated: str, today: str) -> dict[str, str]:
    """Return the row of sources.csv for what was fetched."""
    days = updated, today
    return worldbank.source_row(
        SOURCE, "GDP in current US dollars", INDICATOR, "gross domestic product", days
    )
