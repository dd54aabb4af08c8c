"""Write a figure as it was printed, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.study.units import unit_of
from analysis.text import bounds, worded

MOST_DIGITS = 5
"""Of a number that is set beside another one."""


def as_printed(figure: pd.Series, unit: str) -> str:
    """Return a figure as it was printed, with its wording and unit.

    Examples
    --------
    >>> import pandas as pd
    >>> as_printed(pd.Series({"as_written": "60 million", "wording": "more than"}), "USD")
    'more than USD 60 million'
    """
    number = figure["as_written"]
    return worded(unit_of(unit).printed.format(number) if number else "", figure["wording"])


def in_short(figure: pd.Series) -> pd.Series:
    """Return a figure with its number in five digits, where it was printed with more.

    Who sets a number beside another one needs no more, and finds all of them under its source.

    Examples
    --------
    >>> import pandas as pd
    >>> in_short(pd.Series({"as_written": "8765.4321 million"}))["as_written"]
    '8,765.4 million'
    >>> in_short(pd.Series({"as_written": "2.35 trillion"}))["as_written"]
    '2.35 trillion'
    """
    number, _, scale = str(figure["as_written"]).partition(" ")
    digits = number.replace(",", "").lstrip("+-0.").replace(".", "")
    if len(digits) <= MOST_DIGITS or " and " in figure["as_written"]:
        return figure
    value = Decimal(number.replace(",", ""))
    rounded = value.quantize(Decimal(1).scaleb(value.adjusted() - MOST_DIGITS + 1))
    shortened = figure.copy()
    shortened["as_written"] = f"{rounded:,f} {scale}".rstrip()
    return shortened


def meaning(figure: Mapping[str, Any]) -> str:
    """Return what a figure can mean, with all digits of its bounds.

    Examples
    --------
    >>> meaning({"low": 2350.0, "high": 2450.0, "unit": "USD"})
    'USD 2.35 to 2.45 billion'
    >>> meaning({"low": 100.0, "high": float("inf"), "unit": "times"})
    'at least 100 percent'
    """
    return bounds(figure, unit_of(figure["unit"]).held_in, exact=True)
