"""Read the sheets of an Excel file as the text that it shows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.tables_of_offices.files import Grid

MOST_COLUMNS = 2_000


def sheets(path: Path, wanted: str | None = None) -> Iterator[Grid]:
    """Yield the sheets of an Excel file, or the one that is wanted.

    Raises
    ------
    DataError
        Where openpyxl is not installed, the file is no Excel file, or it has no such sheet.
    """
    from analysis.tables_of_offices.files import Grid

    try:
        import openpyxl
    except ImportError:
        raise DataError(
            f"{path} is an Excel file, and openpyxl is not installed, which reads them: install "
            "it (pip install openpyxl), or save the table as CSV"
        ) from None
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # noqa: BLE001, RUF100 - openpyxl has no class of its own for these
        raise DataError(f"{path} is no Excel file that can be read: {error}") from None
    if wanted is not None and wanted not in book.sheetnames:
        raise DataError(
            f"{path} has no sheet {wanted!r}; its sheets are {', '.join(book.sheetnames)}"
        )
    for sheet in book.worksheets:
        if wanted in (None, sheet.title) and sheet.sheet_state == "visible":
            rows = sheet.iter_rows(max_col=min(sheet.max_column, MOST_COLUMNS))
            yield Grid([[shown(cell) for cell in row] for row in rows], sheet.title)


def shown(cell: Any) -> str:  # noqa: ANN401 - a cell of openpyxl
    """Return what a cell shows: a number with the decimals of its number format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return number_shown(value, str(cell.number_format))
    if isinstance(value, datetime.datetime | datetime.date):
        day = value.isoformat()[:10]
        return day if "d" in str(cell.number_format).lower() else day[:7]
    return str(value).strip()


def number_shown(value: float, number_format: str) -> str:
    """Return a number as its format shows it, without a sign between groups of three.

    Examples
    --------
    >>> number_shown(12005, "#,##0.0"), number_shown(8431.299999999999, "General")
    ('12005.0', '8431.3')
    >>> number_shown(0.125, "0.0%"), number_shown(12005000, '#,##0.0,"m"')
    ('12.5', '12005000')
    """
    plain = f"{Decimal(repr(float(f'{value:.15g}'))):f}".removesuffix(".0")
    positive = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", number_format.partition(";")[0])
    match = re.fullmatch(r"[^0#?.]*[#0?,]*[0#?](?P<decimals>\.[0?#]+)?(?P<rest>[^0#?.]*)", positive)
    # A comma at the end of a format divides by a thousand: the whole number is nearer to the truth.
    if match is None or match["rest"].startswith(","):
        return plain
    number = Decimal(plain) * (100 if "%" in match["rest"] else 1)
    decimals = len((match["decimals"] or ".").rstrip("#")) - 1
    if "E" in match["rest"].upper():
        return plain
    return f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"
