"""Read the records of UN Comtrade as figures: totals only, with what the service says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from analysis.conventions import VALUATIONS
from analysis.english import counted
from analysis.errors import DataError
from analysis.study.areas import Area
from analysis.study.countries import WORLD

SOURCE = "un-comtrade"
FLOWS = {"X": "exports", "M": "imports"}
"""Exports and imports. Re-exports (RX) and re-imports (RM) are flows of their own."""

TOTAL = {"cmdCode": "TOTAL", "customsCode": "C00", "motCode": "0", "partner2Code": "0"}
"""The total over commodities, customs procedures, modes of transport and second partners."""

ALL = Area(0, WORLD)
"""All partners together, as the service has them."""


def figure_rows(
    records: Iterable[Mapping[str, Any]],
    areas: Iterable[Area],
    years: Collection[int],
    needed: Collection[str] | None = None,
) -> list[dict[str, str]]:
    """Return the totals among the service's records as rows of figures.csv, in order.

    Parameters
    ----------
    records
        As the service gives them, breakdowns and other flows included.
    areas
        What the pair's two economies are and were for the service.
    years
        The years that are asked for.
    needed
        The economies whose totals must be plain: all, unless some are named. Of the others a total
        that is missing or stands twice is left out.

    Raises
    ------
    DataError
        Where there are parts and no total, or two totals that differ.

    Examples
    --------
    >>> record = {"reporterCode": 268, "partnerCode": 410, "flowCode": "X", "period": "2020"}
    >>> record |= TOTAL | {"primaryValue": 1500, "fobvalue": 1500, "isReported": True}
    >>> (row,) = figure_rows([record], [Area(268, "GEO"), Area(410, "KOR")], [2020])
    >>> row["figure_id"], row["as_written"], row["note"]
    ('un-comtrade-geo-kor-exports-2020', '1500', 'FOB')
    """
    codes = {(str(a.number), y): a.code for a in areas for y in years if a.first <= y <= a.last}
    totals: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    parts: set[tuple[str, ...]] = set()
    for record in records:
        year = int(record["period"])
        side = codes.get((str(record["reporterCode"]), year))
        other = codes.get((str(record["partnerCode"]), year))
        if record["flowCode"] not in FLOWS or side is None or other in (None, side):
            continue
        key: tuple[str, ...] = (side, str(other), FLOWS[record["flowCode"]], str(year))
        parts.add(key)
        if all(str(record[column]) == value for column, value in TOTAL.items()):
            totals.setdefault(key, []).append(record)
    for key in sorted(parts):
        fault = _fault(key, [record["primaryValue"] for record in totals.get(key, [])])
        if fault and (needed is None or key[0] in needed):
            raise DataError(fault)
        if fault:
            totals.pop(key, None)
    known = {key: found[0] for key, found in totals.items() if found[0]["primaryValue"] is not None}
    return [_row(key, known[key]) for key in sorted(known)]


def world_rows(
    rows: Sequence[Mapping[str, str]], pair: Collection[str] = ()
) -> list[dict[str, str]]:
    """Return what all economies import, added up over those of which there is a figure.

    Those that have not reported would add to it, so that the world imports more than that.

    Parameters
    ----------
    rows
        Of figures.csv: what each economy trades with the world.
    pair
        Economies without whose imports there is no sum: what an economy imports is taken out of
        the world's, and has to be in it.

    Examples
    --------
    >>> one = {"quantity": "imports", "reporter": "GEO", "period": "2020", "as_written": "7"}
    >>> (row,) = world_rows([one, one | {"reporter": "KOR", "as_written": "5.5"}])
    >>> row["wording"], row["as_written"], row["note"]
    ('more than', '12.5', 'sum over 2 economies that report')
    """
    amounts: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        if row["quantity"] == "imports":
            known = amounts.setdefault(row["period"], {})
            known[row["reporter"]] = Decimal(row["as_written"])
    return [
        _figure((WORLD, WORLD, "imports", period), sum(known.values(), Decimal(0)))
        | {"statistics_of": "own", "wording": "more than", "note": _summed(len(known))}
        for period, known in sorted(amounts.items())
        if known.keys() >= set(pair)
    ]


def _summed(many: int) -> str:
    return f"sum over {counted(many, 'economy', 'economies')} that report"


def amount(value: int | Decimal) -> str:
    """Return an amount in single dollars as it is written, with all of its digits.

    Examples
    --------
    >>> amount(Decimal("419922543423.509")), amount(Decimal("6804128143.0")), amount(7)
    ('419922543423.509', '6804128143', '7')
    """
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _fault(key: tuple[str, ...], amounts: Sequence[object]) -> str:
    """Return what is wrong with the records of a total; blank where nothing is."""
    side, other, quantity, period = key
    what = f"{quantity} of {side} ({other}, {period})"
    if not amounts:
        return f"UN Comtrade gives parts of the {what} and no total; parts are not added"
    if len(set(amounts)) > 1:
        listed = " and ".join(map(str, amounts))
        return f"UN Comtrade gives the total of the {what} as {listed}"
    return ""


def _row(key: tuple[str, ...], record: Mapping[str, Any]) -> dict[str, str]:
    note = "; ".join([_valuation(record), *_flags(record)])
    return _figure(key, record["primaryValue"]) | {"note": note}


def _figure(key: tuple[str, ...], value: int | Decimal) -> dict[str, str]:
    side, other, quantity, period = key
    return {
        "figure_id": "-".join((SOURCE, side, other, quantity, period)).lower(),
        "quantity": quantity,
        "reporter": side,
        "partner": other,
        "region": "",
        "period": period,
        "as_written": amount(value),
        "unit": "USD",
        "wording": "exact",
        "statistics_of": side,
        "source_id": SOURCE,
    }


def _valuation(record: Mapping[str, Any]) -> str:
    """Return which of its two valuations the service takes as the value."""
    value = record["primaryValue"]
    same = [name for name in ("fobvalue", "cifvalue") if record.get(name) == value]
    if len(same) != 1:
        return "FOB or CIF is not said"
    return {"fobvalue": "FOB", "cifvalue": "CIF"}[same[0]]


def import_valuations(rows: Iterable[Mapping[str, str]]) -> set[str]:
    """Return how imports are valued, as their notes begin: FOB, CIF or both.

    Examples
    --------
    >>> rows = [{"quantity": "imports", "note": "FOB; isAggregate true"}]
    >>> import_valuations(rows)
    {'FOB'}
    """
    notes = [row["note"].split(";")[0] for row in rows if row["quantity"] == "imports"]
    return {note for note in notes if note in VALUATIONS}


def _flags(record: Mapping[str, Any]) -> list[str]:
    """Return what the service says of how a value came about, in its own names."""
    flags = []
    if record.get("isReported") is False:
        flags.append("isReported false")
    if record.get("isAggregate"):
        flags.append("isAggregate true")
    estimates = {name: value for name, value in record.items() if "estimat" in name.lower()}
    for name, value in estimates.items():
        if value:
            flags.append(f"{name} {str(value).lower()}")
    return flags
