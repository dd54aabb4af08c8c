"""Read a file of an office as rows of text, however it is packed."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import DataError
from analysis.files import LARGEST

WORKBOOKS = (".xlsx", ".xlsm")
ENCODINGS = ("utf-8-sig", "cp1252", "cp1254")
"""cp1254 is cp1252 but for six Turkish letters: it is tried where cp1252 gives no known words."""

_MARKS = {
    b"\xd0\xcf\x11\xe0": "an Excel file of before 2007: save it as .xlsx",
    b"\x1f\x8b": "packed (gzip): unpack it first",
    b"%PDF": "a PDF: tables in it have to be copied into a CSV file",
    b"<": "a web page or XML: take the download as CSV or JSON",
    b"PAR1": "Parquet: `analysis world` reads it",
}
"""How a file begins that cannot be read → what it is."""


@dataclass(frozen=True)
class Grid:
    """One table as rows of text; the first is row 1 of the file."""

    rows: list[list[str]]
    sheet: str = ""
    separator: str = ","


def grids(path: Path, sheet: str | None = None) -> Iterator[Grid]:
    """Yield what a file may hold: each sheet of a workbook, each way to decode a text.

    Raises
    ------
    DataError
        For what is no file, or of a kind that cannot be read.

    Examples
    --------
    >>> next(grids(Path("tests/invented/countries.csv"))).rows[0]
    ['code', 'name']
    """
    data = _bytes(path)
    if path.suffix.lower() in WORKBOOKS or data.startswith(b"PK\x03\x04"):
        from analysis.tables_of_offices.workbook import sheets

        yield from sheets(path, sheet)
        return
    if sheet is not None:
        raise DataError(f"{path} has no sheets: --sheet is for Excel files")
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # "Unicode text", as Excel saves it
    is_text = False
    for encoding in ("utf-16",) if marked else ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        is_text = True
        if text.lstrip()[:1] in ("{", "["):
            yield Grid(_json_rows(path, text))
        else:
            yield _separated(path, text)
        if encoding.startswith("utf"):
            return
    if not is_text or b"\x00" in data[:4096]:
        raise DataError(f"{path} is not text: save it as CSV UTF-8")


def _bytes(path: Path) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise DataError(f"{path} is not a file")
        if about.st_size > LARGEST:
            raise DataError(
                f"{path} has {about.st_size:,} bytes, more than {LARGEST:,}: `analysis world` "
                "reads panels"
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise DataError(f"{path}: there is no such file") from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from None
    for mark, what in _MARKS.items():
        if data.lstrip()[:8].startswith(mark):
            raise DataError(f"{path} is {what}")
    if not data.strip():
        raise DataError(f"{path} is empty")
    return data


def _separated(path: Path, text: str) -> Grid:
    """Return the rows of a text whose separator is the one that its lines have most.

    A comma comes last: it may stand within numbers, and within the first column of a TSV.
    """
    lines = text.splitlines()
    packed = "\\" in next(iter(lines), "").partition("\t")[0]
    signs = "\t" if packed or path.suffix.lower() in (".tsv", ".tab") else "\t;|,"
    separator = max(signs, key=lambda sign: _columns(lines, sign))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise DataError(f"{path} is not a table of text: {error}") from None
    return Grid(_unpacked(rows), separator=separator)


def _columns(lines: list[str], separator: str) -> int:
    """Return how many separators a line in the middle has."""
    counts = sorted(line.count(separator) for line in lines[:200] if line.strip())
    return counts[len(counts) // 2] if counts else 0


def _unpacked(rows: list[list[str]]) -> list[list[str]]:
    """Return the rows of a Eurostat TSV, whose first column holds several, each in its own."""
    if not rows or not rows[0] or "\\" not in rows[0][0]:
        return rows
    names = rows[0][0].rpartition("\\")[0].split(",")
    return [
        [*names, *rows[0][1:]],
        *([*row[0].split(","), *row[1:]] for row in rows[1:] if row),
    ]


def _json_rows(path: Path, text: str) -> list[list[str]]:
    """Return the records of a JSON answer as rows, with every digit of a number."""
    try:
        found: Any = json.loads(text, parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is not JSON: {str(error)[:200]}") from None
    if isinstance(found, dict) and found.get("error"):
        raise DataError(f"{path}: the service answered with an error: {str(found['error'])[:200]}")
    records = found.get("data") if isinstance(found, dict) else found
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise DataError(f"{path}: there are no records under 'data', as UN Comtrade's API has them")
    if not records:
        raise DataError(f"{path}: there are no records in it")
    header = list(dict.fromkeys(name for record in records for name in record))
    return [header, *([_text(record.get(name)) for name in header] for record in records)]


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()
