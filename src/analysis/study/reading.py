"""Read a study folder, and choose the pair and the years that it is about."""

import contextlib
import dataclasses
from collections.abc import Iterator
from os import PathLike
from pathlib import Path

import pandas as pd

from analysis import text as words
from analysis.conventions import UNDATED
from analysis.errors import DataError
from analysis.study import checks as validation
from analysis.study import tables
from analysis.study.columns import FILES
from analysis.study.countries import known_code
from analysis.study.pair_figures import INTERVAL, by_year, intervals, is_pair, rows_of
from analysis.study.periods import months, year_of
from analysis.study.study import Study
from analysis.study.wording import exact_bounds


def read(folder: str | PathLike[str], variant: str | None = None) -> Study:
    """Read and check a study folder.

    Parameters
    ----------
    folder
        A folder with figures.csv and sources.csv, and where needed regions.csv, variants.csv,
        countries.csv, prices.csv and study.toml.
    variant
        A named other way to read some figures, from variants.csv.

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
        For the first thing that is malformed, in the study or in any variant of it: file, row,
        column, value and what would be right.

    Examples
    --------
    >>> study = read("tests/invented")
    >>> study.reporter, study.partner, study.years
    ('XAA', 'XBB', (2001, 2005))
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder: a study is a folder with figures.csv")
    figures, sources, regions, variants, named, prices = (
        tables.read_table(folder, file) for file in FILES
    )
    settings = tables.read_settings(folder)
    validation.check_sources(sources)
    validation.check_regions(regions)
    validation.check_countries(named)
    tables.check_variants(variants, figures)
    validation.check_figures(figures, sources, regions)
    validation.check_changes(variants, figures, sources, regions)
    validation.check_prices(prices, sources)
    if variant is not None:
        figures = tables.apply_variant(figures, variants, variant)
    pairs = figures[figures["reporter"] != ""]
    if pairs.empty:
        raise DataError(
            "figures.csv has no figures of a pair yet: write one row for each published number"
        )
    figures = figures.reset_index(drop=True).assign(
        side=lambda f: f["statistics_of"].replace("", "open")
    )
    figures[INTERVAL] = intervals(figures)
    study = Study(
        folder=folder,
        figures=figures,
        sources=sources.set_index("source_id", drop=False),
        regions=regions.reset_index(drop=True),
        variants=variants.reset_index(drop=True),
        countries=named.set_index("code", drop=False),
        prices=_price_index(prices),
        reporter=str(settings.get("reporter", pairs["reporter"].iloc[0])),
        partner=str(settings.get("partner", pairs["partner"].iloc[0])),
        years=(0, 9999),
        title="",
        headline_source="",
        variant=variant,
    )
    study.prices.attrs["source"] = study.credit(prices["source_id"].unique())
    with _blamed_on("study.toml"):
        return focus(
            study,
            years=(settings.get("first_year"), settings.get("last_year")),
            headline_source=settings.get("headline_source"),
            title=settings.get("title"),
        )


def focus(
    study: Study,
    reporter: str | None = None,
    partner: str | None = None,
    years: tuple[int | None, int | None] | None = None,
    headline_source: str | None = None,
    *,
    title: str | None = None,
) -> Study:
    """Return the study about another pair, other years or another headline source.

    What is left out stays as it is; years and headline source follow the pair where it changes.

    Raises
    ------
    DataError
        For an unknown code or source, years in the wrong order, or a pair without any figure.

    Examples
    --------
    >>> other = focus(read("tests/invented"), reporter="XCC", years=(2004, 2005))
    >>> other.reporter, other.years, other.headline_source
    ('XCC', (2004, 2005), 'fund-2007')
    """
    pair = reporter or study.reporter, partner or study.partner
    for code in pair:
        known_code(code)
    moved = pair != (study.reporter, study.partner) or not study.headline_source
    rows = study.figures[is_pair(study.figures, *pair)]
    if rows.empty:
        pairs = study.figures.loc[study.figures["reporter"] != "", ["reporter", "partner"]]
        known = sorted({f"{a}-{b}" for a, b in pairs.itertuples(index=False)})
        raise DataError(f"no figure of {pair[0]} with {pair[1]}; the pairs are {', '.join(known)}")
    span = _all_years(rows) if moved else study.years
    if years is not None and len(years) != 2:
        raise DataError(f"years {years!r} is not a first and a last year, as in [2001, 2005]")
    first, last = (given or own for given, own in zip(years or (None, None), span, strict=True))
    if first > last:
        raise DataError(f"the first year {first} is after the last year {last}")
    names = words.opening(f"{study.name(pair[0])} and {study.name(pair[1])}")
    study = dataclasses.replace(
        study,
        reporter=pair[0],
        partner=pair[1],
        years=(first, last),
        title=title or (names if moved else study.title),
    )
    chosen = headline_source or (_widest_source(study) if moved else study.headline_source)
    return dataclasses.replace(study, headline_source=study.known_source(chosen))


def check_years(study: Study) -> None:
    """Refuse years that are all before or all after the figures of the study's pair.

    Raises
    ------
    DataError
        With the years that there are.

    Examples
    --------
    >>> check_years(focus(read("tests/invented"), years=(1900, 1900)))
    Traceback (most recent call last):
    analysis.errors.DataError: no figure of XAA with XBB is of 1900; the years are 2001 to 2007
    """
    rows = study.figures[is_pair(study.figures, study.reporter, study.partner)]
    known, (first, last) = _all_years(rows), study.years
    if known == UNDATED or (first <= known[1] and known[0] <= last):
        return
    asked, there = (f"{a}" if a == b else f"{a} to {b}" for a, b in (study.years, known))
    raise DataError(
        f"no figure of {study.reporter} with {study.partner} is of {asked}; the years are {there}"
    )


def _price_index(prices: pd.DataFrame) -> pd.DataFrame:
    """Return value, low and high of a price index, by year and in its order."""
    printed = prices[["as_written", "wording"]].itertuples(index=False)
    rows = [[float(x) for x in exact_bounds(text, how, "percent")] for text, how in printed]
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


def _all_years(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the first and last year that dated figures speak of."""
    dated = [span for span in rows["period"].map(months) if span]
    if not dated:
        return UNDATED
    whole = rows["period"].map(year_of).dropna().astype(int).to_list()
    years = whole or [month // 12 for span in dated for month in span]
    return min(years), max(years)


def _widest_source(study: Study) -> str:
    """Return the source that has the pair with most years of turnover; ties: first listed."""
    rows = by_year(rows_of(study, "turnover", study.reporter, study.partner))
    counts = (
        rows.loc[study.years[0] : study.years[1], ["source_id"]]
        .reset_index()
        .groupby("source_id")["year"]
        .nunique()
    )
    return str(counts.reindex(study.sources.index, fill_value=0).idxmax())
