"""Ask the World Bank for an indicator of an economy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.errors import DataError
from analysis.fetch import service

BASE = "https://api.worldbank.org"
WHO = "The World Bank"
COLUMNS = {"indicator": "object", "countryiso3code": "text", "date": "whole number"}
COLUMNS |= {"value": "number"}


def indicator(economy: str, code: str) -> tuple[list[dict[str, Any]], str]:
    """Return the records of an indicator that have a value, earliest first, and their last update.

    Parameters
    ----------
    economy
        Its ISO 3166 alpha-3 code, or EMU for the euro area.

    Raises
    ------
    DataError
        For a service that fails, and an answer that is not whole or about something else.
    """
    url = f"{BASE}/v2/country/{economy}/indicator/{code}"
    answer = service.ask(WHO, url, {"format": "json", "per_page": "1000"}, {})
    about = answer[0] if isinstance(answer, list) and answer else {}
    if not isinstance(about, dict) or "message" in about or "total" not in about:
        raise DataError(f"{WHO} answered with an error: {_words(about or answer)}")
    found = answer[1] if isinstance(answer, list) and len(answer) > 1 else None
    rows = service.checked(WHO, found or [], about["total"], COLUMNS, "date")
    for record in rows:
        if (record["indicator"].get("id"), record["countryiso3code"]) != (code, economy):
            raise DataError(f"{WHO} answered with another series: {dict(record)}")
    known = [record for record in rows if record["value"] is not None]
    known.sort(key=lambda record: int(record["date"]))
    return known, str(about.get("lastupdated") or "")[:10]


def of_each(
    fetch: Callable[[str, Sequence[int] | None], tuple[list[dict[str, str]], str]],
    named: Mapping[str, str],
    years: Sequence[int] | None,
) -> tuple[list[dict[str, str]], str]:
    """Return what there is of several codes, and the last update.

    Parameters
    ----------
    named
        Code → in words what is asked for.

    Raises
    ------
    DataError
        For a code of which there is nothing.

    Examples
    --------
    >>> rows = {"GEO": [{"as_written": "7"}]}
    >>> of_each(lambda code, years: (rows[code], "2024-03-05"), {"GEO": "GDP of Georgia"}, None)
    ([{'as_written': '7'}], '2024-03-05')
    """
    rows: list[dict[str, str]] = []
    updated = ""
    for code, what in named.items():
        found, day = fetch(code, years)
        if not found:
            when = " in these years" if years else ""
            raise DataError(f"{WHO} has no {what}{when}: the study is as it was")
        rows, updated = [*rows, *found], max(updated, day)
    return rows, updated


def source_row(
    source: str, what: str, code: str, kind: str, days: tuple[str, str]
) -> dict[str, str]:
    """Return the row of sources.csv for an indicator.

    Parameters
    ----------
    days
        When the service updated it last, and when it was asked.

    Examples
    --------
    >>> source_row("gdp", "GDP", "NY.GDP.MKTP.CD", "GDP", ("2024-03-05", "2024-06-01"))["kind"]
    'GDP; retrieved 2024-06-01; licence: CC BY 4.0'
    """
    updated, today = days
    return {
        "source_id": source,
        "publisher": "World Bank",
        "title": f"World Development Indicators: {what} ({code})",
        "published": updated,
        "url": f"https://data.worldbank.org/indicator/{code}",
        "kind": f"{kind}; retrieved {today}; licence: CC BY 4.0",
    }


def _words(said: object) -> str:
    told = said.get("message") if isinstance(said, dict) else None
    if isinstance(told, list) and told and all(isinstance(one, dict) for one in told):
        return "; ".join(f"{one.get('key')}: {one.get('value')}" for one in told)[:300]
    return service.said(said)
