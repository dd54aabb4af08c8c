"""Fetch official statistics and put them into the files of a study."""

from __future__ import annotations

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import english
from analysis.english import counted
from analysis.errors import DataError
from analysis.fetch import comtrade, deflator, gdp, merging, rates, totals, worldbank
from analysis.fetch.merging import Row
from analysis.study import countries, tables
from analysis.study.countries import WORLD
from analysis.study.currencies import is_currency
from analysis.study.reading import read
from analysis.study.units import MONEY

_RETRIEVED = re.compile(r"retrieved \d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Fetched:
    """What came into a study, and what of it is new there."""

    what: str
    """How much of what, from whom."""
    changes: pd.DataFrame
    """A row for each key that is new, revised or withdrawn, as `merging.merged` gives it."""
    revised: pd.DataFrame
    """Old and new numbers with their differences, as `merging.revisions` gives them."""
    written: list[str]
    """The files that were written: none where nothing is new."""
    remarks: list[str]
    """A line for each stretch of years without a figure, and for each row of others that stays."""

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed and withdrawn."""
        old, new = self.changes["old"].notna(), self.changes["new"].notna()
        kinds = {"new": new & ~old, "changed": old & new, "withdrawn": ~new}
        return {kind: int(rows.sum()) for kind, rows in kinds.items()}


def fetch_trade(folder: Path, reporter: str, partner: str, years: tuple[int, int]) -> Fetched:
    """Fetch the annual goods trade of two economies, by both sides, into a study.

    Raises
    ------
    DataError
        Where the service fails or has nothing, or the study is malformed: it is left as it is.
    """
    pair, wanted = [reporter, partner], _each(years)
    rows, released = comtrade.fetch(reporter, partner, wanted)
    _refuse_nothing(rows, "trade", pair, years)

    def is_of_pair(row: Row) -> bool:
        return {row["reporter"], row["partner"]} == set(pair)

    return _put_trade(folder, rows, is_of_pair, pair, years, released)


def fetch_totals(folder: Path, reporter: str, partner: str, years: tuple[int, int]) -> Fetched:
    """Fetch what two economies trade with the world, and what all import, into a study.

    Raises
    ------
    DataError
        Where the service fails or has nothing, or the study is malformed: it is left as it is.
    """
    pair, wanted = [reporter, partner], _each(years)
    rows, released = comtrade.fetch_totals(reporter, partner, wanted)
    _refuse_nothing(rows, "totals", pair, years)

    def is_total(row: Row) -> bool:
        return row["reporter"] in (*pair, WORLD) and row["partner"] == WORLD

    fetched = _put_trade(folder, rows, is_total, pair, years, released)
    summed = [f"{r['period']}: {r['note']}" for r in rows if r["reporter"] == WORLD]
    said = (
        f"Imports of the world, {'; '.join(summed)}."
        if summed
        else ("The world's imports are not added up: in no year do both economies report theirs.")
    )
    return dataclasses.replace(fetched, remarks=[*fetched.remarks, said])


def _refuse_nothing(
    rows: Sequence[Row], what: str, pair: Sequence[str], years: tuple[int, int]
) -> None:
    if not any(row["reporter"] in pair for row in rows):
        of = f"{what} of {_who(pair, years)}"
        raise DataError(f"UN Comtrade has no {of}: the study is left as it was")


def _who(pair: Sequence[str], years: tuple[int, int]) -> str:
    return f"{' and '.join(map(countries.name, pair))}, {english.years(*years)}"


def _put_trade(
    folder: Path,
    rows: Sequence[dict[str, str]],
    is_wanted: merging.Replaced,
    pair: Sequence[str],
    years: tuple[int, int],
    released: Sequence[Mapping[str, Any]],
) -> Fetched:
    """Put figures of UN Comtrade into a study, in place of those of the same flows and years."""
    wanted = _each(years)

    def is_replaced(row: Row) -> bool:
        mine = row["source_id"] == totals.SOURCE and row["quantity"] in totals.FLOWS.values()
        mine = mine and not row.get("product") and not row.get("edition")
        return mine and is_wanted(row) and row["period"] in set(map(str, wanted))

    there = tables.records(tables.read_table(folder, "figures.csv"))
    kept = [row for row in there if row["source_id"] == totals.SOURCE and not is_replaced(row)]
    released_on = comtrade.last_release(released, wanted)
    source = comtrade.source_row(released_on, _today(), totals.import_valuations([*kept, *rows]))
    changes, written = put(folder, "figures.csv", rows, is_replaced, source)
    return Fetched(
        f"{_who(pair, years)}: {counted(len(rows), 'figure')} of UN Comtrade",
        changes,
        merging.revisions(changes, "USD"),
        written,
        comtrade.gaps(rows, pair, wanted, released),
    )


def fetch_gdp(
    folder: Path, economies: Sequence[str] = (), years: tuple[int, int] | None = None
) -> Fetched:
    """Fetch the yearly GDP of economies into a study: of its pair, if none is named.

    Raises
    ------
    DataError
        Where the service fails or has nothing, or the study is malformed: it is left as it is.
    """
    wanted = _each(years) if years else None
    named = [*economies] or _pair_of(folder)
    asked = {code: f"GDP of {countries.name(code)}" for code in named}
    rows, updated = worldbank.of_each(gdp.fetch, asked, wanted)

    def is_replaced(row: Row) -> bool:
        of_years = wanted is None or row["period"] in set(map(str, wanted))
        return row["source_id"] == gdp.SOURCE and row["reporter"] in named and of_years

    changes, written = put(
        folder, "figures.csv", rows, is_replaced, gdp.source_row(updated, _today())
    )
    who = english.join_names(map(countries.name, named))
    what = f"GDP of {who}: {counted(len(rows), 'figure')} of the World Bank"
    return Fetched(what, changes, merging.revisions(changes, "USD"), written, [])


def _pair_of(folder: Path) -> list[str]:
    study = read(folder)
    return [study.reporter, study.partner]


def fetch_prices(folder: Path, years: tuple[int, int] | None = None) -> Fetched:
    """Fetch the GDP deflator of the United States into a study, of all years or of some.

    Raises
    ------
    DataError
        Where the service fails or has nothing, or the study is malformed: it is left as it is.
    """
    wanted = _each(years) if years else None
    rows, updated = deflator.fetch(wanted)
    if not rows:
        raise DataError("The World Bank has no deflator of these years: the study is as it was")

    def is_replaced(row: Row) -> bool:
        of_years = wanted is None or row["year"] in set(map(str, wanted))
        return row["source_id"] == deflator.SOURCE and of_years

    source = deflator.source_row(updated, _today())
    changes, written = put(folder, "prices.csv", rows, is_replaced, source)
    what = f"{counted(len(rows), 'price')} of the World Bank"
    return Fetched(what, changes, merging.revisions(changes, "percent"), written, [])


def fetch_rates(
    folder: Path, currencies: Sequence[str] = (), years: tuple[int, int] | None = None
) -> Fetched:
    """Fetch yearly exchange rates of currencies into a study: of all that it has, if none is named.

    Raises
    ------
    DataError
        Where the service fails or has nothing, or the study is malformed: it is left as it is.
    """
    wanted = _each(years) if years else None
    named = [*currencies] or _currencies_of(folder)
    rows, updated = worldbank.of_each(rates.fetch, {c: f"rate of {c}" for c in named}, wanted)
    kept = _rates_of_others(folder, rows)
    rows = [row for row in rows if (row["currency"], row["period"]) not in kept]

    def is_replaced(row: Row) -> bool:
        of_years = wanted is None or row["period"] in set(map(str, wanted))
        return row["source_id"] == rates.SOURCE and row["currency"] in named and of_years

    source = rates.source_row(updated, _today())
    changes, written = put(folder, "rates.csv", rows, is_replaced, source)
    what = f"{counted(len(rows), 'rate')} of the World Bank ({english.join_names(named)})"
    stays = [
        f"{c} of {period} is there from {source}: it stays" for (c, period), source in kept.items()
    ]
    return Fetched(what, changes, merging.revisions(changes, "percent"), written, stays)


def _rates_of_others(folder: Path, rows: Sequence[Row]) -> dict[tuple[str, str], str]:
    """Return which of some rates a study has from another source already, and from which."""
    wanted = {(row["currency"], row["period"]) for row in rows}
    known = tables.records(tables.read_table(folder, "rates.csv"))
    there = {(row["currency"], row["period"]): row["source_id"] for row in known}
    return {
        key: source for key, source in there.items() if key in wanted and source != rates.SOURCE
    }


def _currencies_of(folder: Path) -> list[str]:
    """Return the currencies of a study's amounts, but for the dollar."""
    units = set(tables.read_table(folder, "figures.csv")["unit"])
    found = sorted(unit for unit in units if is_currency(unit) and unit != MONEY)
    if not found:
        raise DataError("figures.csv has amounts in US dollars only: name a currency")
    return found


def _each(years: tuple[int, int]) -> list[int]:
    return list(range(years[0], years[1] + 1))


def put(
    folder: Path,
    file: str,
    rows: Sequence[Row],
    is_replaced: merging.Replaced,
    source: dict[str, str],
) -> tuple[pd.DataFrame, list[str]]:
    """Put rows and their source into a study, if anything but the day of retrieval is new."""
    text, changes = merging.merged(folder, file, rows, is_replaced)
    sources = tables.read_table(folder, "sources.csv").set_index("source_id", drop=False)
    old = sources.loc[source["source_id"]] if source["source_id"] in sources.index else None
    if old is not None:
        source = source | {"published": max(old["published"], source["published"])}
    same = old is not None and all(
        _undated(old.get(name, "")) == _undated(source[name]) for name in source
    )
    texts = {}
    if not (same and changes.empty):
        # The source goes first: a source without figures can be read, figures without one cannot.
        texts["sources.csv"], _ = merging.merged(
            folder, "sources.csv", [source], lambda row: row["source_id"] == source["source_id"]
        )
    if not changes.empty:
        texts[file] = text
    if texts:
        merging.replace(folder, texts)
    return changes, list(texts)


def _undated(text: str) -> str:
    """Return a text without the day of retrieval."""
    return _RETRIEVED.sub("", text)


def _today() -> str:
    """Return the day, as sources.csv has it."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
