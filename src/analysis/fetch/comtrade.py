"""Fetch annual totals of goods trade from UN Comtrade as figures of a study."""

from __future__ import annotations

import dataclasses
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from analysis.english import join_names, year_runs
from analysis.errors import DataError
from analysis.fetch import service
from analysis.fetch.totals import ALL, FLOWS, SOURCE, TOTAL, figure_rows, world_rows
from analysis.study import areas, countries
from analysis.study.areas import Area

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

HARMONISED = 1988
"""The first year in the Harmonized System; trade of years before it is in SITC alone."""

CLASSIFICATIONS = {"SS": "SITC", "HS": "HS"}
"""The service's name of a classification → how it is called; SS is SITC as it was reported."""

MOST = 70
"""The most requests for one pair, a second each: more years than the service has."""


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
    sides = _both_sides(reporter, partner)

    def of_both(block: Sequence[int]) -> dict[str, str]:
        return dict.fromkeys(["reporterCode", "partnerCode"], _numbers(sides, block))

    records, released = _asked(sides, years, of_both, progress)
    return figure_rows(records, sides, years), released


def fetch_totals(
    reporter: str,
    partner: str,
    years: Sequence[int],
    progress: Callable[[str], object] = service.say,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return what two economies and all together trade with the world, as `fetch` does.

    The service has no figure of what all import: it is added up over those that report.
    """
    sides = _both_sides(reporter, partner)
    records, released = _asked(sides, years, lambda _: {"partnerCode": str(ALL.number)}, progress)
    pair = (reporter, partner)
    rows = figure_rows(records, [*areas.all_areas(), ALL], years, needed=pair)
    own = [row for row in rows if row["reporter"] in pair]
    return [*own, *world_rows(rows, pair)], released


def _both_sides(reporter: str, partner: str) -> list[Area]:
    if reporter == partner:
        raise DataError(f"{reporter} is both reporter and partner: a pair has two economies")
    return [*areas_of(reporter), *areas_of(partner)]


def _asked(
    sides: Sequence[Area],
    years: Sequence[int],
    of_block: Callable[[Sequence[int]], Mapping[str, str]],
    progress: Callable[[str], object],
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the service's records of years, block by block, and of the releases of two sides."""
    codes = list(dict.fromkeys(area.code for area in sides))
    endpoint = FULL if os.environ.get(KEY) else PREVIEW
    asked = [year for year in years if {a.code for a in _valid(sides, [year])} >= {*codes}]
    if not asked:
        raise DataError(
            f"UN Comtrade has no code of {' or of '.join(codes)} for {year_runs(years)}: it was "
            "not asked"
        )
    blocks = list(_blocks(asked, endpoint.years))
    if len(blocks) > MOST:
        raise DataError(
            f"{len(asked)} years are {len(blocks)} requests to UN Comtrade, and at most {MOST} are "
            f"made: choose fewer years"
        )
    records: list[dict[str, Any]] = []
    for number, block in enumerate(blocks, 1):
        if len(blocks) > 1:
            progress(f"asking UN Comtrade for {year_runs(block)} ({number} of {len(blocks)})")
        query = {**of_block(block), "flowCode": ",".join(FLOWS), **TOTAL}
        query["period"] = ",".join(map(str, block))
        records += _records(endpoint, endpoint.method, classification(block[0]), query, COLUMNS)
        time.sleep(service.PAUSE)  # the service takes about one request a second
    released: list[dict[str, Any]] = []
    both = {"reporterCode": _numbers(sides, asked)}
    for name in dict.fromkeys(classification(block[0]) for block in blocks):
        released += _records(endpoint, "getDa", name, both, RELEASE)
    return records, released


def _numbers(sides: Iterable[Area], years: Sequence[int]) -> str:
    return ",".join(str(area.number) for area in _valid(sides, years))


def classification(year: int) -> str:
    """Return the classification in which the service has the trade of a year.

    Examples
    --------
    >>> classification(1987), classification(1988)
    ('SS', 'HS')
    """
    return "HS" if year >= HARMONISED else "SS"


def areas_of(code: str) -> list[Area]:
    """Return the areas of the service that an economy is and was, the earliest first.

    Raises
    ------
    DataError
        For a code that is no area of the service, with those that are close to it.

    Examples
    --------
    >>> [area.number for area in areas_of("GEO")], [area.number for area in areas_of("DEU")]
    ([268], [280, 276])
    """
    found = areas.areas_of(code)
    if not found:
        near = [f"{like} ({countries.name(like)})" for like in countries.close_codes(code)]
        raise DataError(
            f"{code!r} is no area of UN Comtrade with an ISO 3166 alpha-3 code; "
            f"close to it: {join_names(near)}"
        )
    return found


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
    pair: Sequence[str],
    years: Sequence[int],
    released: Iterable[Mapping[str, Any]],
) -> list[str]:
    """Return sentences that say which figures the service does not have: missing, and not 0.

    Examples
    --------
    >>> found = [{"reporterCode": 268, "period": 2020}, {"reporterCode": 410, "period": 2020}]
    >>> gaps([], ["GEO", "KOR"], [1991, 2020], found)[:2]
    ['Not asked: 1991, for which UN Comtrade has no code of Georgia.', \
'Georgia has reported no exports for 2020, though other trade.']
    """
    there = {(row["statistics_of"], row["quantity"], int(row["period"])) for row in rows}
    reports = {(int(report["reporterCode"]), int(report["period"])) for report in released}
    unknown = {code: [y for y in years if not _valid(areas_of(code), [y])] for code in pair}
    asked = [year for year in years if not any(year in lacking for lacking in unknown.values())]
    sentences = [
        f"Not asked: {year_runs(lacking)}, for which UN Comtrade has no code of "
        f"{countries.name(code)}."
        for code, lacking in unknown.items()
        if lacking
    ]
    for code in pair:
        name = countries.name(code)
        reported = {
            y for y in asked for a in _valid(areas_of(code), [y]) if (a.number, y) in reports
        }
        reported |= {year for side, _, year in there if side == code}
        for flow in FLOWS.values():
            if gap := [y for y in asked if y in reported and (code, flow, y) not in there]:
                said = f"has reported no {flow} for {join_names(gap)}, though other trade."
                sentences.append(f"{name} {said}")
        for system, title in CLASSIFICATIONS.items():
            silent = [y for y in asked if y not in reported and classification(y) == system]
            if silent:
                sentences.append(f"{name} has no report in {title} for {join_names(silent)}.")
    return sentences


def source_row(released: str, today: str, valued: set[str]) -> dict[str, str]:
    """Return the row of sources.csv for what was fetched, and for how its imports are valued.

    Where the service does not say it, nothing is said; where it says both, it is blank.

    Examples
    --------
    >>> source_row("2024-03-05", "2024-06-01", {"FOB"})["valuation"]
    'FOB'
    """
    row = {
        "source_id": SOURCE,
        "publisher": "United Nations",
        "title": "UN Comtrade: annual trade in goods, total of all commodities",
        "published": released,
        "url": "https://comtradeplus.un.org",
        "kind": f"official statistics; as reported; retrieved {today}; {LICENCE}",
    }
    if valued:
        row["valuation"] = "".join(valued) if len(valued) == 1 else ""
    return row


def _valid(areas: Iterable[Area], years: Sequence[int]) -> list[Area]:
    return [a for a in areas if any(a.first <= year <= a.last for year in years)]


def _blocks(years: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield years that can be asked for at once: so many at most, and in one classification."""
    for _, group in itertools.groupby(years, classification):
        some = list(group)
        yield from (some[start : start + most] for start in range(0, len(some), most))


def _records(
    endpoint: Endpoint,
    method: str,
    classification: str,
    asked: Mapping[str, str],
    columns: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return the records of one answer, which is whole."""
    url = f"{BASE}/{endpoint.path}/{method}/C/A/{classification}"
    key = os.environ.get(KEY)
    headers = {"Ocp-Apim-Subscription-Key": key} if key else {}
    answer = service.ask("UN Comtrade", url, asked, headers)
    if not isinstance(answer, dict) or answer.get("error"):
        raise DataError(f"UN Comtrade answered with an error: {service.said(answer)}")
    rows = answer.get("data")
    if not rows and answer.get("message"):
        raise DataError(f"UN Comtrade answered without data: {service.said(answer)}")
    rows = service.checked("UN Comtrade", rows, answer.get("count"), columns, "period")
    if len(rows) >= endpoint.rows:
        raise DataError(
            f"UN Comtrade gave {len(rows)} rows, and gives no more than {endpoint.rows} at once: "
            f"some may be missing; with a subscription key in {KEY} it gives more"
        )
    return rows
