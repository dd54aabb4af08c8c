"""Show the cells of a table as text: digits that tell numbers apart, bounds rounded outwards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis import english, text
from analysis.rounding import MOST_DIGITS, rounded_down, rounded_up

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)


_CELL = re.compile(r"<(td|th)>")


BOUNDS = {"low": rounded_down, "high": rounded_up}
MONEY = "money"
"""The unit in tables.toml of amounts of money, in whichever currency they are."""
MOST_ACROSS = 8
"""How many years stand side by side: of more, each has a row of its own."""


def money_of(frames: Iterable[pd.DataFrame]) -> str:
    """Return the unit of the amounts of some frames: millions of dollars unless they name another.

    Examples
    --------
    >>> levels = pd.DataFrame()
    >>> levels.attrs["money"] = "EUR million"
    >>> money_of([levels, pd.DataFrame()]), money_of([])
    ('EUR million', 'USD million')
    """
    return next((str(f.attrs["money"]) for f in frames if "money" in f.attrs), "USD million")


def begins_of(frames: Iterable[pd.DataFrame]) -> int:
    """Return the month with which the years of some frames begin: 1 unless they say another.

    Examples
    --------
    >>> levels = pd.DataFrame()
    >>> levels.attrs["year_begins"] = 7
    >>> begins_of([levels]), begins_of([])
    (7, 1)
    """
    return next((int(f.attrs["year_begins"]) for f in frames if "year_begins" in f.attrs), 1)


def shown_as_text(table: pd.DataFrame, about: Mapping[str, Any]) -> tuple[pd.DataFrame, list[bool]]:
    """Return a table as text, and which of its columns are numbers.

    All numbers of a unit have the same digits; columns without any content are left out, and so are
    bounds that print like their value: where all do, both columns.

    Examples
    --------
    >>> shown, numeric = shown_as_text(pd.DataFrame({"value": [1.25], "who": ["A"]}), {})
    >>> shown["value"].to_list(), numeric
    (['1.2'], [True, False])
    """
    frame = pd.DataFrame(table).drop(columns=about.get("hidden", []), errors="ignore")
    for column in frame.select_dtypes("bool"):
        frame[column] = frame[column].map({True: "yes", False: "no"}).astype(object).fillna("")
    is_number = pd.api.types.is_numeric_dtype
    blank = [not is_number(c) and (c.isna() | c.eq("")).all() for _, c in frame.items()]
    filled = frame.loc[:, ~np.array(blank, dtype=bool)]
    shown = filled.copy()
    unit = str(about.get("unit", "percent"))
    digits = _digits(filled.select_dtypes("float"))
    wide = _told_apart(filled, unit, digits)
    if not any(wide):
        filled = filled.drop(columns=[*BOUNDS])
        shown = shown.drop(columns=[*BOUNDS])
    for column in filled.select_dtypes("float"):
        how = next((BOUNDS[end] for end in BOUNDS if column.endswith(end)), None)
        shown[column] = [
            _cell(value, unit, digits, how) if apart or column not in BOUNDS else ""
            for value, apart in zip(filled[column], wide, strict=True)
        ]
    for column in filled.select_dtypes("integer").columns.drop("year", errors="ignore"):
        shown[column] = ["–" if pd.isna(value) else f"{value:,}" for value in filled[column]]
    # Rows that are only numbered have no names to show.
    numbered = isinstance(filled.index, pd.RangeIndex) and filled.index.name is None
    shown = shown.astype(object).where(shown.notna(), "").reset_index(drop=numbered)
    for column in {"year", "years"} & {*shown}:
        shown[column] = [_years(cell, begins_of([table])) for cell in shown[column]]
    numeric = [is_number(kind) for kind in filled.reset_index(drop=numbered).dtypes]
    if "across" in about and _fits_across(shown):
        shown = _across(shown, str(about["across"]).replace("{money}", money_of([table])))
        numeric = [n > 0 for n in range(len(shown.columns))]
    rows, heads = about.get("rows", {}), about.get("heads", {})
    first = shown.columns[0]
    shown[first] = [rows.get(str(cell), cell) for cell in shown[first]]
    shown.columns = [
        heads.get(c, str(c).replace("_", " ")).replace("{money}", money_of([table]))
        for c in shown.columns
    ]
    return shown, numeric


def _fits_across(shown: pd.DataFrame) -> bool:
    """Say whether a table has values by year with their bounds and nothing else, of few years."""
    alone = set(shown.columns[2:]) <= {"value", *BOUNDS}
    return alone and shown["year"].nunique() <= MOST_ACROSS


def _across(shown: pd.DataFrame, head: str) -> pd.DataFrame:
    """Return a table with a column a year, of one that has a row a year.

    Parameters
    ----------
    head
        Of the names of the rows: it says what the numbers are too.
    """
    names = shown.columns[0]
    cells: dict[object, dict[object, str]] = {year: {} for year in sorted(set(shown["year"]))}
    for row in shown.to_dict("records"):
        bounds = _between(str(row.get("low", "")), str(row.get("high", "")))
        cells[row["year"]][row[names]] = f"{row['value']}{bounds}"
    table = pd.DataFrame(cells, index=list(dict.fromkeys(shown[names])), dtype=object)
    return table.fillna("").rename_axis(head).reset_index()


def _between(low: str, high: str) -> str:
    """Return bounds as they stand behind a number; nothing where they print like it.

    Examples
    --------
    >>> _between("1.2", "1.3"), _between("1.2", "none"), _between("", "")
    (' (1.2 to 1.3)', ' (at least 1.2)', '')
    """
    if not low + high or low == high == "none":
        return ""
    if high == "none":
        return f" (at least {low})"
    return f" (at most {high})" if low == "none" else f" ({low} to {high})"


def _years(cell: object, begins: int) -> object:
    """Return a year, or the first and last of several, as they are printed."""
    if begins == 1 or not str(cell):
        return cell
    return " to ".join(english.year_name(year, begins) for year in str(cell).split("-"))


def _told_apart(frame: pd.DataFrame, unit: str, digits: int) -> list[bool]:
    """Say of each row whether its value and bounds are printed differently."""
    if not {"value", "low", "high"} <= set(frame):
        return [True] * len(frame)
    rows = frame[["value", "low", "high"]].itertuples(index=False)
    return [len({_cell(number, unit, digits) for number in row}) > 1 for row in rows]


def aligned(html: str, numeric: Sequence[bool]) -> str:
    """Return a table with numbers at the right and text at the left, wherever it is shown.

    JupyterLab sets all cells right unless their style says otherwise; GitHub drops styles and
    reads ``align``; the pages of a report go by the class.

    Examples
    --------
    >>> aligned("<tr><td>a</td><td>1</td></tr>", [False, True])
    '<tr><td style="text-align: left">a</td><td class="number" align="right">1</td></tr>'
    """
    kinds = ['class="number" align="right"' if n else 'style="text-align: left"' for n in numeric]

    def row(match: re.Match[str]) -> str:
        kind = iter(kinds)
        return _CELL.sub(lambda cell: f"<{cell[1]} {next(kind)}>", match[0])

    return _ROW.sub(row, html.replace('<tr style="text-align: left;">', "<tr>"))


def _digits(numbers: pd.DataFrame) -> int:
    """Return how many digits a table of amounts needs: one, two, or all of them to a dollar.

    The bounds of a printed figure end within two digits: rounded, 476.25 would lie outside. An
    amount that is not 0 is not shown as 0.0.

    Examples
    --------
    >>> [_digits(pd.DataFrame(amounts)) for amounts in ([1250, 1000 / 3], [476.25], [0.012345])]
    [1, 2, 6]
    """
    values = numbers.to_numpy(dtype=float)
    values = values[np.isfinite(values)]
    if ((np.abs(values) > 0.4 * 10.0**-MOST_DIGITS) & (values.round(1) == 0)).any():
        return MOST_DIGITS
    ends = [np.abs(values.round(n) - values) < 1e-9 * np.maximum(1, np.abs(values)) for n in (1, 2)]
    return 2 if (ends[1] & ~ends[0]).any() else 1


def _cell(
    value: float, unit: str, digits: int, rounded: Callable[[float, int], float] | None = None
) -> str:
    """Return one number of a table.

    Examples
    --------
    >>> [_cell(value, MONEY, 1) for value in (1250.0, 1000 / 3, float("inf"))]
    ['1,250.0', '333.3', 'none']
    """
    if np.isnan(value):
        return "–"
    if np.isinf(value):
        return "none"
    if unit != MONEY:
        shown = text.FORMS[unit].digits if rounded else None
        return text.number(rounded(value, shown) if rounded and shown else value, unit)
    return f"{rounded(value, digits) if rounded else value:,.{digits}f}".replace("-", text.MINUS)
