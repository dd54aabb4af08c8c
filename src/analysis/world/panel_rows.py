"""Read the rows of a panel as flows, the same for every form; find the first row at fault."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.errors import DataError
from analysis.world.panel_files import records
from analysis.world.panel_layout import UNITS

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from analysis.world.panel_files import Files
    from analysis.world.panel_layout import Layout

NUMBERS = ("year", "exports", "imports", "value")
"""The fields that hold numbers; the others hold text."""

FLOWS = {"exports": ("X", "EXPORT", "EXPORTS", "2"), "imports": ("M", "IMPORT", "IMPORTS", "1")}
"""What a flow is called in panels in long form; other flows, such as re-exports, are left out."""

LARGEST = 1e300
"""Larger than any flow, and finite."""

WORLD = ("WLD", "W00", "0", "000")
"""Codes of the world as a whole, whose rows are totals and no pairs."""


def flows(rows: ir.Table, layout: Layout, alpha3: ir.Table | None = None) -> ir.Table:
    """Return a panel's rows as flows from exporter to importer.

    Parameters
    ----------
    rows
        The panel as an engine reads it, numbers as numbers and all else as text.
    alpha3
        number → alpha-3 code, where the panel has numeric codes.

    Returns
    -------
    ibis.expr.types.Table
        exporter, importer, year; exports (by the exporter's statistics) and imports (by the
        importer's), USD million; exports_estimated, imports_estimated; states_exports,
        states_imports, whether the row says it; sound, whether the row can be read; apart, why it
        is left out (world, itself, or blank); and product where there are some.
    """
    import ibis

    for column, text in layout.only.items():
        rows = rows.filter(rows[column].cast("string") == text)
    if layout.form == "long":
        known = [word for words in FLOWS.values() for word in words]
        flow = rows[layout.columns["flow"]].cast("string").upper()
        rows = rows.filter(flow.isin(known))
    fields = _fields(rows, layout)
    numbers = [fields[name] for name in ("exports", "imports")]
    year = fields["year"]
    # Not a number is above all numbers, on both engines.
    sound = year.between(1500, 2500) & (fields["exporter"] != "") & (fields["importer"] != "")
    for x in numbers:
        sound &= x.isnull() | x.between(0, LARGEST)
    sound &= sound.ifelse(year, 0).cast("int32") == year
    fields["sound"] = sound = sound.fill_null(False)
    fields["year"] = sound.ifelse(year, 0).cast("int32")
    factor = UNITS[layout.unit]
    for name, x in zip(("exports", "imports"), numbers, strict=True):
        fields[name] = x if factor == 1 else x * factor
    table = rows.select(**fields)
    if alpha3 is not None:
        for side in ("exporter", "importer"):
            table = _translated(table, side, alpha3)
    world = table.exporter.isin(WORLD) | table.importer.isin(WORLD)
    return table.mutate(
        apart=ibis.cases((world, "world"), (table.exporter == table.importer, "itself"), else_="")
    )


def _fields(rows: ir.Table, layout: Layout) -> dict[str, ir.Column]:
    """Return the columns of flows, as the form of the panel has them."""
    import ibis

    def text(name: str) -> ir.StringColumn:
        return rows[layout.columns[name]].cast("string")

    def number(name: str) -> ir.FloatingColumn:
        return rows[layout.columns[name]].cast("float64")

    def flagged(name: str) -> ir.BooleanColumn:
        return (text(name) != "").fill_null(False) if name in layout.columns else no

    yes, no = ibis.literal(True), ibis.literal(False)
    fields: dict[str, ir.Column] = {"year": number("year")}
    if "product" in layout.columns:
        fields["product"] = text("product")
    if layout.form == "long":
        exports = text("flow").upper().isin(FLOWS["exports"])
        fields["exporter"] = exports.ifelse(text("reporter"), text("partner"))
        fields["importer"] = exports.ifelse(text("partner"), text("reporter"))
        fields["exports"] = exports.ifelse(number("value"), None)
        fields["imports"] = exports.ifelse(None, number("value"))
        fields |= {f"{name}_estimated": flagged("flag") for name in ("exports", "imports")}
        fields |= {"states_exports": exports, "states_imports": ~exports}
        return fields
    fields |= {name: text(name) for name in ("exporter", "importer")}
    for name in ("exports", "imports"):
        fields[name] = number("value" if layout.form == "reconciled" else name)
        fields[f"{name}_estimated"] = flagged(f"{name}_flag")
        fields[f"states_{name}"] = yes
    return fields


def _translated(table: ir.Table, side: str, alpha3: ir.Table) -> ir.Table:
    """Return the table with one side's numeric codes as alpha-3, where they have one."""
    names = table.columns
    table = table.mutate(number=table[side].re_replace("^0+", ""))
    joined = table.left_join(alpha3.view(), "number")
    kept = {name: joined[name] for name in names}
    return joined.select(**kept | {side: joined.alpha3.coalesce(joined[side])})


def fault(files: Files, layout: Layout) -> str | None:
    """Return what is wrong with the first row that cannot be read: file, row, column and value.

    This reads row by row, and is for panels of which an engine has said that something is wrong.
    """
    for path in files.paths:
        try:
            for row, values in _rows(files, layout, path):
                for name in (name for name in layout.columns if name in values):
                    if why := _wrong(name, values[name]):
                        column = layout.columns[name]
                        return f"{path}, row {row}, column {column}: {values[name]!r} {why}"
        except EOFError:
            return f"{path} is cut off: its packed content ends too early"
        except UnicodeDecodeError as error:
            return f"{path} is not UTF-8: {error.reason}"
        except DataError as error:
            return str(error)
    return None


def _rows(files: Files, layout: Layout, path: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a file that are meant, each with its number and its fields as text."""
    for row, values in _cells(files, path):
        if len(values) != len(files.header):
            what = f"{len(values)} fields where the header has {len(files.header)}"
            raise DataError(f"{path}, row {row}: {what}; is the file cut off?")
        cells = dict(zip(files.header, values, strict=True))
        if all(cells[column] == text for column, text in layout.only.items()):
            yield row, {name: cells[column] for name, column in layout.columns.items()}


def _cells(files: Files, path: str) -> Iterable[tuple[int, list[str]]]:
    """Yield the values of each row as text, with its number; the header is row 1."""
    if not files.parquet:
        yield from (record for record in records(files, path) if record[0] > 1)
        return
    from pyarrow import parquet

    row = 1
    with files.system.open(path, "rb") as stream:
        for batch in parquet.ParquetFile(stream).iter_batches():
            for values in batch.to_pylist():
                row += 1
                yield row, ["" if value is None else str(value) for value in values.values()]


def _wrong(name: str, text: str) -> str | None:
    """Return why a field cannot be read, if so."""
    blank_allowed = name not in ("year", "exporter", "importer", "reporter", "partner")
    if not text:
        return None if blank_allowed else "is blank: each row needs one"
    if name not in NUMBERS:
        return None
    try:
        number = float(text)
    except ValueError:
        return "is not a number"
    if not math.isfinite(number):
        return "is not a number"
    if name == "year":
        good = number == int(number) and 1500 <= number <= 2500
        return None if good else "is not a year: write it as 2015"
    if number > LARGEST:
        return f"is too large: a flow is at most {LARGEST:g}"
    return "is negative: a flow is at least 0" if number < 0 else None
