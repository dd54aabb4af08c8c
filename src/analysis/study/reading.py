"""Read a study folder, and choose the pair and the years that it is about."""

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis import files
from analysis.errors import DataError, Fault
from analysis.study import tables
from analysis.study.checks import cell_faults, country_faults, read_prices
from analysis.study.columns import FILES
from analysis.study.faults import error_of, file_fault
from analysis.study.figure_checks import Around, around, read_changes, read_figures
from analysis.study.fiscal_years import with_months
from analysis.study.focus import Years, focus
from analysis.study.frames import Frames, Given, in_table, place_of
from analysis.study.numerals import as_read
from analysis.study.pair_figures import INTERVAL, intervals
from analysis.study.rates import Rate, read_rates
from analysis.study.schema import FIXED_PRODUCTS
from analysis.study.spellings import first_names, spelt_out
from analysis.study.study import Study
from analysis.study.tables import TEXT
from analysis.study.units import is_measure, is_money
from analysis.study.wording import Number


class _Sound(NamedTuple):
    """The tables and settings of a study without a fault, and its numbers."""

    tables: dict[str, pd.DataFrame]
    said: Around
    settings: dict[str, Any]
    numbers: dict[str, Number]
    changed: dict[tuple[str, str], Number]
    prices: dict[int, Number]
    rates: list[Rate]


def read(
    folder: Given,
    variant: str | None = None,
    reporter: str | None = None,
    partner: str | None = None,
    years: Years | None = None,
    source: str | None = None,
) -> Study:
    """Read and check a study folder, and choose what it is about.

    Parameters
    ----------
    folder
        A folder with figures.csv and sources.csv, and where needed regions.csv, variants.csv,
        countries.csv, prices.csv and study.toml; or tables in place of the files, such as
        ``{"figures": frame, "sources": frame}``, with the same columns; or figures alone.
    variant
        A named other way to read some figures, from variants.csv.
    reporter, partner, years, source
        Another pair, other years (``"2016-2019"``, ``(2016, 2019)`` or ``2016``) or another
        headline source than the study's own, as `focus` takes them.

    Returns
    -------
    Study
        ``figures`` has the columns of the file and value, low, high (USD million, percent or
        count; the strict interval, cut to what the quantity can be) and side (``statistics_of``,
        or "open" where the publication does not say); ``sources``, ``regions``, ``countries``
        (names of its own), ``prices`` (value, low, high of a price index of the dollar, by year;
        empty where there is none), ``reporter``, ``partner``, ``years`` (first, last), ``title``,
        ``headline_source``.

    Raises
    ------
    DataError
        For all that is malformed, in the study or in any variant of it: file, row, column, value
        and what would be right of the first 20 faults, and how many more there are.

    Examples
    --------
    >>> study = read("tests/invented")
    >>> study.reporter, study.partner, study.years
    ('XAA', 'XBB', (2001, 2005))
    """
    place = place_of(folder)
    study = _as_variant(place, _sound(place), variant)
    choice = (reporter, partner, years, source)
    return focus(study, *choice) if any(choice) else study


def read_variant(study: Study, variant: str) -> Study:
    """Return a study as it was read, with a variant's figures; its files are not read again.

    Examples
    --------
    >>> len(read_variant(read("tests/invented"), "without-2005").figures)
    73
    """
    return _as_variant(study.folder, study.files, variant)


def _as_variant(place: Path | Frames, found: _Sound, variant: str | None) -> Study:
    """Return what sound files say, about the pair and the years that they choose."""
    figures, numbers = found.tables["figures.csv"], found.numbers
    variants, prices = found.tables["variants.csv"], found.tables["prices.csv"]
    if variant is not None:
        figures = tables.apply_variant(figures, variants, variant)
        changed = {name: number for (v, name), number in found.changed.items() if v == variant}
        numbers = numbers | changed
    pairs = figures[figures["reporter"] != ""]
    if pairs.empty:
        raise DataError(
            "figures.csv has no figures of a pair yet: write one row for each published number"
        )
    figures = _completed(figures, found)
    figures[INTERVAL] = intervals(figures, numbers)
    study = Study(
        folder=place,
        figures=figures,
        numbers=numbers,
        sources=found.tables["sources.csv"].set_index("source_id", drop=False),
        regions=found.tables["regions.csv"].reset_index(drop=True),
        variants=variants.reset_index(drop=True),
        countries=found.tables["countries.csv"].set_index("code", drop=False),
        prices=_price_index(prices, found.prices),
        rates=tuple(found.rates),
        stated_currency=str(found.settings.get("currency", "")),
        reporter=str(found.settings.get("reporter", pairs["reporter"].iloc[0])),
        partner=str(found.settings.get("partner", pairs["partner"].iloc[0])),
        years=(0, 9999),
        title="",
        headline_source="",
        variant=variant,
        files=found,
    )
    study.prices.attrs["source"] = study.credit(prices["source_id"].unique())
    with _blamed_on("study.toml"):
        return focus(
            study,
            years=(found.settings.get("first_year"), found.settings.get("last_year")),
            headline_source=found.settings.get("headline_source"),
            title=found.settings.get("title"),
        )


def check_sound(folder: Given) -> None:
    """Refuse a study whose files are malformed; one that has no figures yet is sound.

    Raises
    ------
    DataError
        For all that is malformed, as `read` does.

    Examples
    --------
    >>> check_sound("tests/invented")
    """
    _sound(place_of(folder))


def _sound(place: Path | Frames) -> _Sound:
    """Return what the files of a study hold, or refuse them with all their faults."""
    if isinstance(place, Path):
        files.check_size([place / file for file in FILES])
    read: dict[str, pd.DataFrame | None] = {}
    faults: list[Fault] = []
    for file in FILES:
        read[file], malformed = tables.table_and_faults(place, file)
        faults += malformed
    if (told := read["figures.csv"]) is not None:
        read["figures.csv"] = spelt_out(told)
    if (told := read["variants.csv"]) is not None:
        values = told["value"].where(told["column"] != "quantity", first_names(told["value"]))
        read["variants.csv"] = told.assign(value=values)
    settings: dict[str, Any] = {}
    try:
        settings = tables.read_settings(place) if isinstance(place, Path) else {}
    except DataError as error:
        faults += error.faults or [file_fault("study.toml", str(error))]
    for file in [*FILES][1:]:
        faults += cell_faults(file, read)
    faults += country_faults(read["countries.csv"])
    prices, malformed = read_prices(read)
    said = around(read)
    figures, wrong = read_figures(read["figures.csv"], read, said)
    changed, blamed = read_changes(read, wrong, said)
    rates, off = read_rates(read["rates.csv"])
    faults += [*malformed, *wrong, *blamed, *off]
    if faults:
        raise error_of(faults if isinstance(place, Path) else map(in_table, faults))
    sound = {file: table for file, table in read.items() if table is not None}
    names = sound["figures.csv"]["figure_id"]
    numbers = {names[row]: number for row, number in figures.items()}
    return _Sound(sound, said, settings, numbers, changed, prices, rates)


def _completed(figures: pd.DataFrame, found: _Sound) -> pd.DataFrame:
    """Return the figures with what their cells leave to sources and countries filled in.

    Fiscal years are written by their months, numbers in their plain form, and wordings by the
    first word of those that mean the same. A growth or share
    is measured in the currency of its source's levels, where that is one; else it stays blank.
    """
    sides, starts = found.said.sides, found.said.starts
    sources = found.tables["sources.csv"]
    locales = dict(zip(sources["source_id"], sources["locale"], strict=True))
    members = found.tables["regions.csv"][["region", "member"]]
    regions = set(members.itertuples(index=False, name=None))
    fixed = {name: name for name in FIXED_PRODUCTS}
    records: list[dict[str, Any]] = tables.records(figures)
    levels: dict[str, set[str]] = {}
    for row in records:
        if is_money(row["unit"]):
            levels.setdefault(row["source_id"], set()).add(row["unit"])
    single = {source: min(units) for source, units in levels.items() if len(units) == 1}
    for row in records:
        row["statistics_of"] = row["statistics_of"] or _quoted(row, sides, regions)
        row["product"] = fixed.get(row["product"].casefold(), row["product"])
        row["period"], row["base"] = (
            with_months(row[column], row, starts) for column in ("period", "base")
        )
        printed = row["as_written"], row["wording"], row["unit"], locales[row["source_id"]]
        row["as_written"], row["wording"] = as_read(*printed)
        measured_in = row["measured_in"] or single.get(row["source_id"], "")
        row["measured_in"] = row["unit"] if is_measure(row["unit"]) else measured_in
        row["side"] = row["statistics_of"] or "open"
    return pd.DataFrame(records, columns=[*figures.columns, "side"], dtype=TEXT)


def _quoted(
    figure: Mapping[str, str], sides: Mapping[str, str], regions: set[tuple[str, str]]
) -> str:
    """Return whose statistics its source quotes, if that is a party of the figure or its region.

    A figure on a member of a region is of the region's statistics where its source quotes these.
    """
    side = sides.get(figure["source_id"], "")
    parties = (figure["reporter"], figure["partner"])
    is_of_member = any((side, party) in regions for party in parties)
    return side if side in parties or is_of_member or figure["region"] else ""


def _price_index(prices: pd.DataFrame, numbers: Mapping[int, Number]) -> pd.DataFrame:
    """Return value, low and high of a price index, by year and in its order."""
    rows = [[float(numbers[row].value), *map(float, numbers[row].strict)] for row in prices.index]
    years = pd.Index(prices["year"].astype(int), name="year", dtype="int64")
    index = pd.DataFrame(rows, index=years, columns=INTERVAL, dtype=float)
    return index.assign(low=index["low"].clip(lower=0)).sort_index()


@contextlib.contextmanager
def _blamed_on(file: str) -> Iterator[None]:
    """Name the file in which the remedy for an error lies."""
    try:
        yield
    except DataError as error:
        raise DataError(f"{file}: {error}") from None
