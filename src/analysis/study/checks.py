"""Say which cells of a study are malformed."""

import datetime
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from analysis.conventions import BALANCED
from analysis.errors import DataError, Fault
from analysis.study import countries, currencies
from analysis.study.columns import FILES
from analysis.study.faults import cell_fault, meant
from analysis.study.figure_columns import Column
from analysis.study.languages import ENGLISH, is_locale, unknown_locale
from analysis.study.periods import days, fiscal
from analysis.study.schema import ROUNDINGS, SAME_WORDINGS
from analysis.study.tables import records
from analysis.study.units import UNITS
from analysis.study.wording import ROUNDED, Number, Precision, exact_number, step_of

Tables = Mapping[str, pd.DataFrame | None]
"""File → its rows; None where they cannot be told apart."""

LARGEST = Decimal("1e300")
"""A float holds numbers below it, and no economy has one above."""

YEARS = (1500, 2500)
"""The first and the last year that a study may speak of: statistics are no older, and forecasts do
not reach further."""

MOST_WORDS = 20
"""How many of the words that a column allows a message lists."""

_DATE = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_MONTH = re.compile(r"[1-9]|1[0-2]", re.ASCII)
_WEIGHT = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


class Rule(NamedTuple):
    """What the cells of a column have to be, and what is said of one that is not."""

    holds: Callable[[str], object]
    why: str | Callable[[str], str]


def _is_date(text: str) -> bool:
    """Say whether a text is a day, a month or a year of the calendar."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _is_side(code: str) -> bool:
    return code in ("own", BALANCED) or countries.is_code(code)


def _is_step(text: str) -> bool:
    try:
        step_of(text)
    except DataError:
        return False
    return True


def _line_fault(text: str) -> str:
    return "is not a line of text" if text else "is blank: write it as within a sentence"


def _is_period(text: str) -> bool:
    """Say whether a text is a period, and of years that are taken."""
    return bool(days(text) or fiscal(text)) and _has_taken_years(text)


def _has_taken_years(period: str) -> bool:
    return all(YEARS[0] <= int(year) <= YEARS[1] for year in re.findall(r"\d{4}", period))


def _period_fault(text: str) -> str:
    """Return what is wrong with a text that is no period."""
    if (days(text) or fiscal(text)) and not _has_taken_years(text):
        return f"is not of the years {YEARS[0]} to {YEARS[1]}: no others are taken"
    return (
        "is not a period: write 2019, 2021-Q1, 2019-M01/M08, 2021-06, 2019/20 (a fiscal year), "
        "2019/2020 (two calendar years) or nothing"
    )


KINDS = {
    "code": Rule(countries.is_code, countries.unknown),
    "side": Rule(_is_side, countries.unknown),
    "period": Rule(_is_period, _period_fault),
    "unit": Rule(
        lambda text: text in UNITS or currencies.is_currency(text), currencies.unknown_unit
    ),
    "month": Rule(_MONTH.fullmatch, "is not the number of a month: write 7 for July, or nothing"),
    "date": Rule(_is_date, "is not a date: write 2021-06-07, 2021-06, 2021 or nothing"),
    "year": Rule(_YEAR.fullmatch, "is not a year: write 2019"),
    "address": Rule(_ADDRESS.fullmatch, "is not an address of the web: write https://… or nothing"),
    "locale": Rule(is_locale, unknown_locale),
    "step": Rule(_is_step, "is not a step: write '1 million' or nothing"),
    "weight": Rule(
        lambda text: not text or _WEIGHT.fullmatch(text),
        "is not a weight: write a whole number from 1 to 999, or nothing",
    ),
    "line": Rule(lambda text: text and text.isprintable(), _line_fault),
}
"""Kind of a column → the rule for its cells; a printed number is read with its unit and wording."""


def cell_faults(file: str, tables: Tables) -> Iterator[Fault]:
    """Say which cells of a table are not what their column holds."""
    table = tables[file]
    if table is None:
        return
    for column in FILES[file].columns:
        rule = _rule(column, tables)
        if rule is None:
            continue
        cells = table[column.name].to_list()
        # That a key is blank is a fault of the table; a unit that a record leaves out is known now.
        blank = column.key or (column.blank and column.name != "unit")
        distinct = set(cells) - ({""} if blank else set())
        wrong = {cell for cell in distinct if not rule.holds(cell)}
        for row, cell in zip(table.index, cells, strict=True):
            if cell in wrong:
                yield cell_fault(file, row, column.name, cell, rule.why)


def _rule(column: Column, tables: Tables) -> Rule | None:
    """Return the rule for the cells of a column."""
    if column.allowed:
        listed = ", ".join(column.allowed[:MOST_WORDS])
        many = len(column.allowed) > MOST_WORDS
        where = f"is not one of {listed}" + " and others of the codebook" * many
        where += " or nothing" * column.blank
        return _among((*column.allowed, *column.also), where)
    if column.refers_to:
        other = tables[column.refers_to]
        return (
            None
            if other is None
            else _among(set(other[column.name]), f"is not in {column.refers_to}")
        )
    if column.kind == "number" or (column.blank and not column.kind):
        return None
    rule = KINDS.get(column.kind, Rule(bool, "is blank: each row needs one"))
    return _or_region(rule, tables["regions.csv"]) if column.takes_region else rule


def _or_region(rule: Rule, regions: pd.DataFrame | None) -> Rule | None:
    """Return a rule that a region of the study keeps too; none where its regions are not known."""
    if regions is None:
        return None
    known = set(regions["region"])
    return Rule(
        lambda cell: cell in known or rule.holds(cell),
        lambda cell: f"{countries.unknown(cell)}, and not a region of regions.csv",
    )


def _among(known: Collection[str], why: str) -> Rule:
    return Rule(known.__contains__, lambda cell: why + meant(cell, known))


def country_faults(named: pd.DataFrame | None) -> Iterator[Fault]:
    """Say where the world is given another name."""
    for row in named.index[named["code"] == countries.WORLD] if named is not None else ():
        why = "keeps its name, the world"
        yield cell_fault("countries.csv", row, "code", countries.WORLD, why)


Print = tuple[Precision, str]
"""How exactly a source prints its numbers, and in which locale."""
USUAL: Print = (ROUNDED, ENGLISH)


def prints(sources: pd.DataFrame | None) -> dict[str, Print | None]:
    """Return how each source prints its numbers; None where its row says it wrongly."""
    found: dict[str, Print | None] = {}
    for row in records(sources) if sources is not None else ():
        locale, rounding, step = row["locale"], row["rounding"] or ROUNDED.rounding, row["step"]
        right = is_locale(locale) and rounding in ROUNDINGS and _is_step(step)
        found[row["source_id"]] = (Precision(rounding, step_of(step)), locale) if right else None
    return found


def read_prices(tables: Tables) -> tuple[dict[int, Number], list[Fault]]:
    """Read the price index of each row, and say of which rows it is none."""
    numbers: dict[int, Number] = {}
    faults: list[Fault] = []
    prices, printed = tables["prices.csv"], prints(tables["sources.csv"])
    if prices is None:
        return numbers, faults
    for row, price in zip(prices.index, records(prices), strict=True):
        text, wording = price["as_written"], price["wording"]
        printed_so = printed.get(price["source_id"], USUAL)
        if wording not in SAME_WORDINGS or printed_so is None:
            continue
        try:
            number = exact_number(text, wording, "percent", *printed_so)
        except DataError as error:
            faults.append(number_fault("prices.csv", row, text, error))
            continue
        if number.value.is_finite() and 0 < number.value < LARGEST:
            numbers[row] = number
        else:
            why = "cannot be: a price index is above 0, and 100 in its base year"
            faults.append(cell_fault("prices.csv", row, "as_written", text, why))
    return numbers, faults


def number_fault(file: str, row: int, value: str, error: DataError) -> Fault:
    """Return the fault of a number that is none; the error names the number itself."""
    place = f"{file}, row {row}, column as_written"
    return Fault(file, row, "as_written", value, lambda: f"{place}: {error}")
