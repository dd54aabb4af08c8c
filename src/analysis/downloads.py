"""Write tables for a spreadsheet, in which no text becomes a formula."""

import csv
import io
import re
from os import PathLike
from pathlib import Path

import pandas as pd

from analysis.errors import DataError

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?(e[+-]?\d+)?|inf|nan)", re.ASCII | re.IGNORECASE)


def without_formulas(text: str) -> str:
    r"""Return CSV with an apostrophe before each text that a spreadsheet takes for a formula.

    These begin with =, +, -, @, a tab or a carriage return; numbers, negative ones too, stay as
    they are. The rule is OWASP's, "CSV Injection". The files of a study, which `read` takes, are
    data and are written without it.

    Examples
    --------
    >>> without_formulas("note,value\n=1+1,-1.5\n-3 million,2\n")
    "note,value\n'=1+1,-1.5\n'-3 million,2\n"
    """
    rows = csv.reader(io.StringIO(text, newline=""))
    return "".join(_line([_as_text(cell) for cell in row]) for row in rows)


def download(frame: pd.DataFrame, **how: object) -> str:
    r"""Return a frame as CSV to be downloaded, without formulas, as DataFrame.to_csv writes it.

    Examples
    --------
    >>> download(pd.DataFrame({"note": ["=1+1", "two\rlines"]}), index=False)
    'note\n\'=1+1\n"two\rlines"\n'
    """
    # pandas and csv put a carriage return in quotes only where it ends the lines.
    return without_formulas(frame.to_csv(lineterminator="\r\n", **how))


def write_excel(frame: pd.DataFrame, path: str | PathLike[str], **how: object) -> None:
    """Write a frame into an Excel file, as DataFrame.to_excel does, without formulas.

    Raises
    ------
    DataError
        Where openpyxl is not installed, and where the file cannot be written.

    Examples
    --------
    >>> write_excel(pd.DataFrame({"value": [1.0]}), "growth.xls")
    Traceback (most recent call last):
    analysis.errors.DataError: growth.xls: a table is saved as .xlsx, or with to_csv as .csv
    """
    if Path(path).suffix.lower() != ".xlsx":
        raise DataError(f"{path}: a table is saved as .xlsx, or with to_csv as .csv")
    try:
        import openpyxl  # noqa: F401 - pandas writes with it

        with pd.ExcelWriter(path, engine="openpyxl") as book:
            frame.to_excel(book, **how)
            for cell in (cell for sheet in book.sheets.values() for row in sheet for cell in row):
                if cell.data_type == "f":
                    cell.data_type = "s"
    except ImportError:
        raise DataError(
            f"{path}: openpyxl, which writes Excel files, is not installed: install it "
            "(pip install openpyxl), or save the table with to_csv"
        ) from None
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror or error}") from None


def _line(row: list[str]) -> str:
    """Return a row as a line of CSV, with each cell in quotes that has a line end in it."""
    shown = io.StringIO(newline="")
    csv.writer(shown, lineterminator="\r\n").writerow(row)
    return shown.getvalue().removesuffix("\r\n") + "\n"


def _as_text(cell: str) -> str:
    """Return a cell, with an apostrophe before it where it would be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
