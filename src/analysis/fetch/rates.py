"""Fetch official exchange rates, averages of a year, from the World Bank as rates of a study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.errors import DataError
from analysis.fetch import worldbank
from analysis.fetch.totals import amount
from analysis.study.currencies import is_currency
from analysis.study.units import MONEY

SOURCE = "world-bank-exchange-rates"
INDICATOR = "PA.NUS.FCRF"
EURO_AREA = "EMU"
UNITS_OF_ACCOUNT = frozenset("BOV CHE CHW CLF COU MXV USN UYI UYW VED".split())
"""Codes of ISO 4217 that begin as those of a currency, and that are not what it is."""


def fetch(currency: str, years: Sequence[int] | None = None) -> tuple[list[dict[str, str]], str]:
    """Return the rates of a currency as rows of rates.csv, and when they were last updated.

    Raises
    ------
    DataError
        For a currency of no single economy, a service that fails, and an answer that is not whole
        or not about the rates.
    """
    records, updated = worldbank.indicator(economy_of(currency), INDICATOR)
    return rate_rows(currency, records, years), updated


def economy_of(currency: str) -> str:
    """Return the code of the economy that issues a currency; of the euro, that of its area.

    By ISO 4217 a code begins with the two letters of the economy.

    Raises
    ------
    DataError
        For a currency of several economies or of none.

    Examples
    --------
    >>> economy_of("GEL"), economy_of("EUR")
    ('GEO', 'EMU')
    """
    if currency == MONEY or not is_currency(currency):
        known = "the ISO 4217 code of a currency other than the US dollar"
        raise DataError(f"{currency[:80]!r} is not {known}")
    if currency == "EUR":
        return EURO_AREA
    economy = None if currency in UNITS_OF_ACCOUNT else _economy(currency)
    if economy is None:
        raise DataError(
            f"{currency} is not the currency of one economy: write its rates into rates.csv"
        )
    return economy


def _economy(currency: str) -> str | None:
    import pycountry

    found = pycountry.countries.get(alpha_2=currency[:2])
    return None if found is None else str(found.alpha_3)


def rate_rows(
    currency: str, records: Sequence[Mapping[str, Any]], years: Sequence[int] | None = None
) -> list[dict[str, str]]:
    """Return the service's records as rows of rates.csv.

    Examples
    --------
    >>> rate_rows("GEL", [{"indicator": {"value": "Official rate"}, "date": "2020", "value": 3}])
    [{'currency': 'GEL', 'period': '2020', 'as_written': '3', 'wording': 'exact', \
'source_id': 'world-bank-exchange-rates', 'note': 'Official rate'}]
    """
    return [
        {
            "currency": currency,
            "period": str(record["date"]),
            "as_written": amount(record["value"]),
            "wording": "exact",
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
        SOURCE, "official exchange rates", INDICATOR, "exchange rates", days
    )
