"""Make a row of figures.csv of a number and what its table says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analysis.errors import DataError
from analysis.tables_of_offices.choice import Choice, Pair
from analysis.tables_of_offices.formats import FLAGS, TOTAL
from analysis.tables_of_offices.numbers import Printed, printed
from analysis.tables_of_offices.periods import span
from analysis.tables_of_offices.records import Record, Table
from analysis.tables_of_offices.units import Unit, is_currency, unit_in


def row_of(
    table: Table,
    record: Record,
    pair: Pair,
    quantity: str,
    given: Unit,
    choice: Choice,
) -> dict[str, str]:
    """Return the row of a number."""
    known, fields = table.format, record.fields
    unit, scale = _unit(table, record, given, bool(choice.unit))
    number = printed(record.cell, unit, scale, choice.locale or known.locale)
    if not span(fields["period"]):
        raise DataError(f"{fields['period']!r} is no period: write 2019, 2021-06 or 2021-Q1")
    quantity, _, of = quantity.partition(" of ")
    product = of or _product(fields.get("product", ""), fields["classification"])
    side = choice.side or (pair[0] if known.side == "reporter" else known.side)
    source = choice.source.get("source_id") or known.source["source_id"]
    named = (source, *pair, quantity, product, fields["period"], choice.edition)
    return {
        "figure_id": re.sub(r"[^a-z0-9]+", "-", "-".join(filter(None, named)).lower()).strip("-"),
        "quantity": quantity,
        "reporter": pair[0],
        "partner": pair[1],
        "region": "",
        "product": product,
        "period": fields["period"],
        "as_written": number.as_written,
        "unit": unit,
        "wording": number.wording,
        "statistics_of": side,
        "source_id": source,
        "edition": choice.edition,
        "note": _note(fields, number),
    }


def _unit(table: Table, record: Record, given: Unit, is_chosen: bool) -> Unit:
    """Return the unit of a number: by option, its column, its row, its format or the title."""
    fields, place = record.fields, f"{table.file}, row {record.row}, column {record.column}"
    if fields.get("unit") == "percent":
        return Unit("percent")
    if is_chosen:
        return given
    said = fields.get("unit", "")
    if is_currency(said):
        found = Unit(said, fields["scale"])
    elif said:
        found = unit_in(said, place)
    else:
        heading = unit_in(f"{record.column}; {fields.get('flow', '')}", place)
        found = heading.with_title(given, place)
    if not found.currency:
        what = f"the unit {said[:60]!r} is not known" if said else "no heading names the unit"
        raise DataError(f"{place}: {what}: say it with --unit, such as --unit 'USD million'")
    return found


def _product(text: str, classification: str) -> str:
    """Return a product as figures.csv has it; blank for the total of goods.

    Examples
    --------
    >>> _product("72", "HS"), _product("TOTAL", "HS"), _product("SITC7", "")
    ('HS 72', '', 'SITC 7')
    """
    if text.strip().upper() in TOTAL:
        return ""
    if match := re.fullmatch(r"(SITC|HS|CN|BEC|CPA)[ _-]?(\w+)", text.strip()):
        return f"{match[1]} {match[2]}"
    system = "SITC" if re.fullmatch(r"S[S\d]|SITC.*", classification) else "HS"
    is_number = re.fullmatch(r"\d+", text.strip()) and classification
    return f"{system} {text.strip()}" if is_number else text.strip()


def _note(fields: Mapping[str, str], number: Printed) -> str:
    flags = dict.fromkeys([fields.get("flag", ""), number.flag])
    notes = [fields.get("note", ""), fields.get("valuation", ""), *map(_meaning, flags)]
    return "; ".join(filter(None, [*notes, fields.get("footnote", "")]))


def _meaning(flag: str) -> str:
    """Return what a flag says of a number; one of several letters says several things.

    Examples
    --------
    >>> _meaning("p"), _meaning("bp")
    ('provisional (flag p)', 'break in the series, provisional (flag bp)')
    """
    said = [FLAGS[flag]] if flag in FLAGS else [FLAGS[sign] for sign in flag if sign in FLAGS]
    return ", ".join(said) + f" (flag {flag})" * bool(flag) if said else flag and f"flag {flag}"
