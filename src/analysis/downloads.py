"""Keep texts in tables to be downloaded from being formulas of a spreadsheet."""

import csv
import io
import re

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
    shown = io.StringIO()
    csv.writer(shown, lineterminator="\n").writerows(
        [_as_text(cell) for cell in row] for row in rows
    )
    return shown.getvalue()


def _as_text(cell: str) -> str:
    """Return a cell, with an apostrophe before it where it would be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
