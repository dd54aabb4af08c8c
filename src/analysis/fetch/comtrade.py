"""Fetch annual totals of goods trade from UN Comtrade as figures of a study."""

from __future__ import annotations

import dataclasses
import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from analysis.errors import DataError
from analysis.fetch import service
from analysis.fetch.totals import FLOWS, SOURCE, TOTAL, figure_rows
from analysis.study import countries
from analysis.text import join_names, year_runs

BASE = "https://comtradeapi.un.org"
KEY = "COMTRADE_API_KEY"
"""The environment variable with a subscription key, which goes into a header and nowhere else."""

LICENCE = (
    "licence: copyright of the United Nations, for own use, not to be passed on without its "
    "permission (https://uncomtrade.org/docs/policy-on-use-and-re-dissemination)"
)
COLUMNS = dict.fromkeys(["reporterCode", "partnerCode", "period"], "whole number")
COLUMNS |= dict.fromkeys(["flowCode", *TOTAL], "code") | {"primaryValue": "number"}
RELEASE = {"reporterCode": "whole number", "period": "whole number", "lastReleased": "text"}
"""What a record must have: one of trade, and one of a release."""

MOST = 70
"""The most requests for one pair, a second each: more years than the service has, which begins
with 1962."""


@dataclasses.dataclass(frozen=True)
class Endpoint:
    """A way into the service: its path, its method, and the most of a request and an answer."""

    path: str
    method: str
    years: int
    rows: int


PREVIEW = Endpoint("public/v1", "preview", years=1, rows=500)
FULL = Endpoint("data/v1", "get", years=12, rows=100_000)


def fetch(
    reporter: str,
    partner: str,
    years: Sequence[int],
    progress: Callable[[str], object] = service.say,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return a pair's trade by the statistics of both sides, and when these were released.

    Without a key in the environment variable COMTRADE_API_KEY the service is asked once a year of
    trade, through its preview; ``progress`` takes a line before each of several requests.

    Returns
    -------
    tuple of list
        Rows of figures.csv, and the service's records of its releases (reporterCode, period,
        lastReleased) by these reporters.

    Raises
    ------
    DataError
        For an unknown area, too many years, a service that fails, an answer that is not whole,
        and a total that is missing beside its parts or stands twice.
    """
    if reporter == partner:
        raise DataError(f"{reporter} is both reporter and partner: a pair has two economies")
    codes = {str(area(code)): code for code in (reporter, partner)}
    both = ",".join(codes)
    endpoint = FULL if os.environ.get(KEY) else PREVIEW
    starts = range(0, len(years), endpoint.years)
    if len(starts) > MOST:
        raise DataError(
            f"{len(years)} years are {len(starts)} requests to UN Comtrade, and at most {MOST} are "
            f"made: choose fewer years; it has none before 1962"
        )
    asked = {"reporterCode": both, "partnerCode": both, "flowCode": ",".join(FLOWS), **TOTAL}
    records: list[dict[str, Any]] = []
    for number, start in enumerate(starts, 1):
        chosen = years[start : start + endpoint.years]
        if len(starts) > 1:
            progress(f"asking UN Comtrade for {year_runs(chosen)} ({number} of {len(starts)})")
        period = ",".join(map(str, chosen))
        records += _records(endpoint, endpoint.method, asked | {"period": period}, COLUMNS)
        time.sleep(service.PAUSE)  # the service takes about one request a second
    released = _records(endpoint, "getDa", {"reporterCode": both}, RELEASE)
    return figure_rows(records, codes, years), released


def area(code: str) -> int:
    """Return the service's code of an economy.

    Raises
    ------
    DataError
        For a code that is no area of the service, with those that are close to it.

    Examples
    --------
    >>> area("GEO"), area("FRA")
    (268, 251)
    """
    import pycountry

    country = pycountry.countries.get(alpha_3=code) if code.isupper() else None
    if country is None:
        near = [f"{like} ({countries.name(like)})" for like in countries.close_codes(code)]
        raise DataError(
            f"{code!r} is no area of UN Comtrade with an ISO 3166 alpha-3 code; "
            f"close to it: {join_names(near)}"
        )
    return countries.UN_TRADE_NUMBERS.get(code, int(country.numeric))


def last_release(released: Iterable[Mapping[str, Any]], years: Iterable[int]) -> str:
    """Return the day of the last release of the years; blank where none is known.

    Examples
    --------
    >>> last_release([{"period": 2020, "lastReleased": "2024-03-05T10:18:40.23"}], [2020])
    '2024-03-05'
    """
    asked = set(map(str, years))
    days = [str(r["lastReleased"] or "")[:10] for r in released if str(r["period"]) in asked]
    return max(days, default="")


def gaps(
    rows: Iterable[Mapping[str, str]],
    pair: Iterable[str],
    years: Sequence[int],
    released: Iterable[Mapping[str, Any]],
) -> list[str]:
    """Return sentences that say which figures the service does not have: missing, and not 0.

    Examples
    --------
    >>> gaps([], ["GEO"], [2020, 2021], [{"reporterCode": 268, "period": 2020}])
    ['Georgia has reported no exports for 2020, though other trade.', \
'Georgia has reported no imports for 2020, though other trade.', 'Georgia has no report for 2021.']
    """
    there = {(row["statistics_of"], row["quantity"], int(row["period"])) for row in rows}
    reports = {(int(report["reporterCode"]), int(report["period"])) for report in released}
    sentences = []
    for code in pair:
        reported = {year for year in years if (area(code), year) in reports}
        reported |= {year for side, _, year in there if side == code}
        for flow in FLOWS.values():
            if gap := [y for y in years if y in reported and (code, flow, y) not in there]:
                said = f"has reported no {flow} for {join_names(gap)}, though other trade."
                sentences.append(f"{countries.name(code)} {said}")
        silent = [year for year in years if year not in reported]
        if silent:
            sentences.append(f"{countries.name(code)} has no report for {join_names(silent)}.")
    return sentences


def source_row(released: str, today: str) -> dict[str, str]:
    """Return the row of sources.csv for what was fetched."""
    return {
        "source_id": SOURCE,
        "publisher": "United Nations",
        "title": "UN Comtrade: annual trade in goods, total of all commodities",
        "published": released,
        "url": "https://comtradeplus.un.org",
        "kind": f"official statistics; as reported; retrieved {today}; {LICENCE}",
    }


def _records(
    endpoint: Endpoint, method: str, asked: Mapping[str, str], columns: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the records of one answer, which is whole."""
    url = f"{BASE}/{endpoint.path}/{method}/C/A/HS"
    key = os.environ.get(KEY)
    headers = {"Ocp-Apim-Subscription-Key": key} if key else {}
    answer = service.ask("UN Comtrade", url, asked, headers)
    if not isinstance(answer, dict) or answer.get("error"):
        raise DataError(f"UN Comtrade answered with an error: {service.said(answer)}")
    rows = answer.get("data")
    if not rows and answer.get("message"):
        raise DataError(f"UN Comtrade answered without data: {service.said(answer)}")
    if not isinstance(rows, list) or answer.get("count") != len(rows):
        held = f"{len(rows)} rows" if isinstance(rows, list) else "no rows"
        raise DataError(
            f"UN Comtrade cut its answer off: it counts {answer.get('count')} and holds {held}"
        )
    if len(rows) >= endpoint.rows:
        raise DataError(
            f"UN Comtrade gave {len(rows)} rows, and gives no more than {endpoint.rows} at once: "
            f"some may be missing; with a subscription key in {KEY} it gives more"
        )
    service.check_records("UN Comtrade", rows, columns, "period")
    return rows
