"""Write a figure as it was printed, and what that means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.study.schema import unit_of
from analysis.text import bounds, worded

if TYPE_CHECKING:
    import pandas as pd


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
