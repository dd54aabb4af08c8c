"""Write a figure as it was printed, and what that means."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.study.schema import SCALES, UNITS

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
    number = UNITS[unit].printed.format(figure["as_written"])
    return number if figure["wording"] in ("stated", "exact") else f"{figure['wording']} {number}"


def meaning(bounds: Mapping[str, float], as_written: str, unit: str) -> str:
    """Return the bounds of a printed number in words, on its scale and with all their digits.

    Examples
    --------
    >>> meaning({"low": 2350.0, "high": 2450.0}, "2.4 billion", "USD")
    '2.35 to 2.45 billion'
    >>> meaning({"low": 60.0, "high": float("inf")}, "60 million", "USD")
    'at least 60 million, no upper bound'
    >>> meaning({"low": 2.55, "high": 2.65}, "2.6", "percent")
    '2.55 to 2.65'
    """
    power = UNITS[unit].power
    own = next((word for word in SCALES if SCALES[word] == -power), "")
    scale = next((word for word in SCALES if as_written.endswith(word)), own)
    one = 10.0 ** (SCALES[scale] + power) if scale else 1.0
    low, high = bounds["low"] / one, bounds["high"] / one
    ending = f" {scale}" if scale else ""
    if math.isinf(high):
        return f"at least {_all_digits(low)}{ending}, no upper bound"
    if math.isinf(low):
        return f"at most {_all_digits(high)}{ending}, no lower bound"
    if low == high:
        return f"exactly {_all_digits(low)}{ending}"
    return f"{_all_digits(low)} to {_all_digits(high)}{ending}"


def _all_digits(number: float) -> str:
    """Return a number with the digits that it has.

    Examples
    --------
    >>> _all_digits(428.15), _all_digits(1250.0), _all_digits(-0.5)
    ('428.15', '1,250', '−0.5')
    """
    return f"{number:,.12g}".replace("-", "\u2212")
