"""Refuse what is malformed in the tables of a study."""

import datetime
import re
from decimal import Decimal

import pandas as pd

from analysis.errors import DataError
from analysis.study import countries, quantities
from analysis.study.periods import months
from analysis.study.schema import QUANTITIES
from analysis.study.tables import meant, refuse
from analysis.study.wording import UNITS, WORDINGS, exact_bounds
from analysis.text import join_names

_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def check_sources(sources: pd.DataFrame) -> None:
    """Refuse a source without a publisher, or with a date or an address that is none."""
    for row, source in sources.iterrows():
        if not source.publisher:
            refuse("sources.csv", row, "publisher", "", "is blank: who published it?")
        if source.published and not _is_date(source.published):
            why = "is not a date: write 2021-06-07, 2021-06, 2021 or nothing"
            refuse("sources.csv", row, "published", source.published, why)
        if source.url and not _ADDRESS.fullmatch(source.url):
            why = "is not an address of the web: write https://… or nothing"
            refuse("sources.csv", row, "url", source.url, why)


def _is_date(text: str) -> bool:
    """Say whether a text is a day, a month or a year of the calendar."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def check_regions(regions: pd.DataFrame) -> None:
    """Refuse a member of a region whose code is unknown."""
    for row, code in regions["member"].items():
        _check_code("regions.csv", row, "member", code)


def check_countries(named: pd.DataFrame) -> None:
    """Refuse a name that is blank or no line of text, for a code that is unknown or the world's."""
    for row, country in named.iterrows():
        _check_code("countries.csv", row, "code", country.code)
        if country.code == countries.WORLD:
            refuse("countries.csv", row, "code", country.code, "keeps its name, the world")
        if not country["name"]:
            refuse("countries.csv", row, "name", "", "is blank: write it as within a sentence")
        if not country["name"].isprintable():
            refuse("countries.csv", row, "name", country["name"], "is not a line of text")


def check_prices(prices: pd.DataFrame, sources: pd.DataFrame) -> None:
    """Refuse a price index of no year, without a source, or that is none."""
    known_sources = set(sources["source_id"])
    for row, price in prices.iterrows():
        if not _YEAR.fullmatch(price.year):
            refuse("prices.csv", row, "year", price.year, "is not a year: write 2019")
        if price.wording not in WORDINGS:
            why = f"is not one of {', '.join(WORDINGS)}" + meant(price.wording, WORDINGS)
            refuse("prices.csv", row, "wording", price.wording, why)
        if price.source_id not in known_sources:
            why = "is not in sources.csv" + meant(price.source_id, known_sources)
            refuse("prices.csv", row, "source_id", price.source_id, why)
        try:
            value = exact_bounds(price.as_written, price.wording, "percent")[0]
        except DataError as error:
            raise DataError(f"prices.csv, row {row}, column as_written: {error}") from None
        if not 0 < value < Decimal("1e300"):
            why = "cannot be: a price index is above 0, and 100 in its base year"
            refuse("prices.csv", row, "as_written", price.as_written, why)


def check_figures(figures: pd.DataFrame, sources: pd.DataFrame, regions: pd.DataFrame) -> None:
    """Refuse the first figure that is malformed."""
    known_sources = set(sources["source_id"])
    members = _members(regions)
    for row, figure in figures.iterrows():
        _check_figure(row, figure, known_sources, members)


def check_changes(
    variants: pd.DataFrame, figures: pd.DataFrame, sources: pd.DataFrame, regions: pd.DataFrame
) -> None:
    """Refuse the first figure that a variant makes malformed, and name the variant's rows."""
    known_sources = set(sources["source_id"])
    members = _members(regions)
    touched = figures[figures["figure_id"].isin(variants["figure_id"])]
    rows = dict(zip(touched["figure_id"], touched.iterrows(), strict=True))
    replaced = variants[variants["column"] != ""]
    for (variant, figure_id), changes in replaced.groupby(["variant", "figure_id"], sort=False):
        row, figure = rows[figure_id]
        cells = dict(zip(changes["column"], changes["value"], strict=True))
        try:
            _check_figure(row, pd.Series({**figure, **cells}), known_sources, members)
        except DataError as error:
            place = f"row{'s' if len(changes) > 1 else ''} {join_names(changes.index)}"
            raise DataError(f"variants.csv, {place}, variant {variant!r}: {error}") from None


def _members(regions: pd.DataFrame) -> dict[str, set[str]]:
    """Return the members of each region."""
    return {region: set(members) for region, members in regions.groupby("region")["member"]}


def _check_figure(
    row: int, figure: pd.Series, known_sources: set[str], members: dict[str, set[str]]
) -> None:
    """Refuse a figure that is malformed."""
    _check_words(row, figure)
    _check_parties(row, figure, members)
    if figure.period and months(figure.period) is None:
        why = "is not a period: write 2019, 2021-Q1, 2019-M01/M08, 2021-06, 2019/2020 or nothing"
        refuse("figures.csv", row, "period", figure.period, why)
    if figure.source_id not in known_sources:
        why = "is not in sources.csv" + meant(figure.source_id, known_sources)
        refuse("figures.csv", row, "source_id", figure.source_id, why)
    _check_number(row, figure)


def _check_words(row: int, figure: pd.Series) -> None:
    """Refuse a quantity, unit or wording that is unknown, or a unit that does not fit."""
    for column, allowed in (
        ("quantity", quantities.QUANTITIES),
        ("unit", UNITS),
        ("wording", WORDINGS),
    ):
        if figure[column] not in allowed:
            why = f"is not one of {', '.join(allowed)}" + meant(figure[column], allowed)
            refuse("figures.csv", row, column, figure[column], why)
    fitting = quantities.units_of(figure.quantity)
    if figure.unit not in fitting:
        why = f"does not fit {figure.quantity}, which is in {' or '.join(fitting)}"
        refuse("figures.csv", row, "unit", figure.unit, why)


def _check_parties(row: int, figure: pd.Series, members: dict[str, set[str]]) -> None:
    """Refuse unknown economies, a region that is missing or too much, and an unknown side."""
    total = figure.quantity == "regional_turnover"
    if total and figure.reporter:
        refuse(
            "figures.csv", row, "reporter", figure.reporter, "must be blank for a regional total"
        )
    for column in ("partner",) if total else ("reporter", "partner"):
        _check_code("figures.csv", row, column, figure[column])
    if figure.reporter == figure.partner:
        refuse("figures.csv", row, "partner", figure.partner, "is the reporter itself")
    if figure.quantity in quantities.REGIONAL:
        if figure.region not in members:
            why = "is not in regions.csv" + meant(figure.region, members)
            refuse("figures.csv", row, "region", figure.region, why)
        if not total and figure.reporter not in members[figure.region]:
            why = f"is not a member of {figure.region} in regions.csv"
            refuse("figures.csv", row, "reporter", figure.reporter, why)
    elif figure.region:
        refuse("figures.csv", row, "region", figure.region, f"must be blank for {figure.quantity}")
    own = figure.statistics_of == "own" and figure.quantity in quantities.REGIONAL
    if figure.statistics_of and not own:
        _check_code("figures.csv", row, "statistics_of", figure.statistics_of)


def _check_number(row: int, figure: pd.Series) -> None:
    """Refuse a number that is none, or that the quantity cannot have."""
    try:
        value = exact_bounds(figure.as_written, figure.wording, figure.unit)[0]
    except DataError as error:
        raise DataError(f"figures.csv, row {row}, column as_written: {error}") from None
    least, most = quantities.LIMITS[figure.quantity]
    if not least <= value <= most:
        why = f"cannot be: {figure.quantity} is {QUANTITIES[figure.quantity].limits.words}"
        refuse("figures.csv", row, "as_written", figure.as_written, why)
    if not Decimal("-1e300") < value < Decimal("1e300"):
        refuse("figures.csv", row, "as_written", figure.as_written, "is too large for any economy")


def _check_code(file: str, row: int, column: str, code: str) -> None:
    """Refuse a code that is no economy's."""
    if not countries.is_code(code):
        refuse(file, row, column, code, countries.unknown(code))
