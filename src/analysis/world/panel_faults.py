"""Find the first row of a panel that cannot be read, and say why."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from analysis.errors import DataError
from analysis.world.panel_files import records
from analysis.world.panel_layout import CURRENCY, FLOWS, NO_DOLLARS
from analysis.world.panel_rows import LARGEST, NUMBERS

if TYPE_CHECKING:
    from analysis.world.panel_files import Files
    from analysis.world.panel_layout import Layout


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
    if name == "flow" and " ".join(text.upper().split()) not in itertools.chain(*FLOWS.values()):
        return f"is no flow that is known: {', '.join(FLOWS['exports'] + FLOWS['imports'])}"
    if name == "currency":
        return NO_DOLLARS if re.search(CURRENCY["others"], text.upper()) else None
    text = text.strip()
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
