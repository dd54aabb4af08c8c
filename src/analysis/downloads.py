"""Keep texts in tables to be downloaded from being formulas of a spreadsheet."""

import csv
import io
import re

import pandas as pd

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


def _line(row: list[str]) -> str:
    """Return a row as a line of CSV, with each cell in quotes that has a line end in it."""
    shown = io.StringIO(newline="")
    csv.writer(shown, lineterminator="\r\n").writerow(row)
    return shown.getvalue().removesuffix("\r\n") + "\n"


def _as_text(cell: str) -> str:
    """Return a cell, with an apostrophe before it where it would be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
