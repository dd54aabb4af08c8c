"""Put results into words: the one place where numbers become text and verdicts become verbs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import countries

if TYPE_CHECKING:
    from analysis.study import Study

DIGITS = {"percent": 1, "points": 1, "USD million": 0, "ratio": 2, "count": 0}
_VERBS = {
    "rise": "rose",
    "fall": "fell",
    "undecided": "may have risen or fallen",
    "missing": "moved in a way not known",
}
_BALANCES = {
    "surplus": "is a surplus",
    "deficit": "is a deficit",
    "undecided": "may be a surplus or a deficit",
    "missing": "is not known",
}


def number(value: float, unit: str = "percent") -> str:
    """Return a number as it is printed: digits by unit, thousands in groups, a true minus.

    Examples
    --------
    >>> number(-15.45), number(1845.5056, "USD million"), number(2.293, "ratio")
    ('−15.4', '1,846', '2.29')
    """
    text = f"{value:,.{DIGITS[unit]}f}"
    if unit == "USD million" and abs(value) < 1000:
        text = f"{value:,.1f}".removesuffix(".0")
    text = text.lstrip("-") if float(text.replace(",", "")) == 0 else text
    return text.replace("-", "\u2212")


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit.

    Examples
    --------
    >>> quantity(800, "USD million"), quantity(31.43, "percent")
    ('USD 800 million', '31.4 percent')
    """
    text = number(value, unit)
    forms = {"percent": "{} percent", "points": "{} points", "USD million": "USD {} million"}
    return forms.get(unit, "{}").format(text)


def interval(result: Mapping[str, float], unit: str) -> str:
    """Return a result with its bounds, as one writes it.

    Examples
    --------
    >>> interval({"value": 31.43, "low": 30.80, "high": 32.04}, "percent")
    '31.4 percent (30.8 to 32.0)'
    >>> interval({"value": 800, "low": float("-inf"), "high": 850}, "USD million")
    'USD 800 million (at most 850, no lower bound)'
    """
    if np.isnan(result["value"]):
        return "not known"
    return quantity(result["value"], unit) + _bracket(result, unit)


def bounds(result: Mapping[str, float], unit: str) -> str:
    """Return the bounds of a result in words, without its value.

    Examples
    --------
    >>> bounds({"low": 30.80, "high": 32.04}, "percent")
    '30.8 to 32.0'
    >>> bounds({"low": 780.0, "high": float("inf")}, "USD million")
    'at least 780, no upper bound'
    """
    low, high = result["low"], result["high"]
    if np.isnan(low) or np.isnan(high):
        return "no true values can have been printed like this"
    if np.isinf(low) and np.isinf(high):
        return "no bound on either side"
    if np.isinf(low):
        return f"at most {number(high, unit)}, no lower bound"
    if np.isinf(high):
        return f"at least {number(low, unit)}, no upper bound"
    return f"{number(low, unit)} to {number(high, unit)}"


def _bracket(result: Mapping[str, float], unit: str) -> str:
    """Return the bounds in brackets; nothing where they print like the value."""
    ends = {number(result[end], unit) for end in ("low", "high", "value")}
    return "" if len(ends) == 1 else f" ({bounds(result, unit)})"


def signed(value: float) -> str:
    """Return a number of percentage points with its sign.

    Examples
    --------
    >>> signed(48.69), signed(-14.6)
    ('+48.7', '−14.6')
    """
    return f"{value:+.1f}".replace("-", "\u2212")


def verb(decided: str) -> str:
    """Return how something moved, by what the bounds of its growth decide.

    Examples
    --------
    >>> verb("rise"), verb("undecided")
    ('rose', 'may have risen or fallen')
    """
    return _VERBS[decided]


def sign(decided: str) -> str:
    """Return what a balance is, by what its bounds decide.

    Examples
    --------
    >>> sign("deficit"), sign("undecided")
    ('is a deficit', 'may be a surplus or a deficit')
    """
    return _BALANCES[decided]


def listing(items: Iterable[object]) -> str:
    """Return items as an English list; 'none' where there are none.

    Examples
    --------
    >>> listing([2018, 2020]), listing([2018]), listing([])
    ('2018 and 2020', '2018', 'none')
    """
    texts = [str(item) for item in items]
    if len(texts) < 2:
        return texts[0] if texts else "none"
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def tally(counts: Mapping[str, int]) -> str:
    """Return how often each thing occurs, as a list.

    Examples
    --------
    >>> tally({"kept": 5, "rejected": 3})
    '5 are kept and 3 are rejected'
    """
    parts = [f"{count} {'is' if count == 1 else 'are'} {name}" for name, count in counts.items()]
    return listing(parts)


def side(code: str) -> str:
    """Return the words for whose statistics figures are.

    Examples
    --------
    >>> side("GEO"), side("")
    ('the statistics of Georgia', 'statistics of a side not named')
    """
    if code == "own":
        return "each country's own statistics"
    return f"the statistics of {countries.name(code)}" if code else "statistics of a side not named"


def publisher(study: Study) -> str:
    """Return who published the headline source.

    Examples
    --------
    >>> from analysis import read
    >>> publisher(read("data"))
    'AzerNews'
    """
    return str(study.sources.loc[study.headline_source, "publisher"])


def compare(result: Mapping[str, float], whole: float) -> str:
    """Return how a result stands to a number, whatever the rounding.

    Examples
    --------
    >>> compare({"value": 5.0, "low": 4.0, "high": 6.0}, 3.0)
    'above it, whatever the rounding'
    """
    if np.isnan(result["low"]):
        return "not known"
    if result["low"] > whole:
        return "above it, whatever the rounding"
    if result["high"] < whole:
        return "below it, whatever the rounding"
    return "not to be told from it"


def highest(levels: Mapping[str, pd.DataFrame], year: int) -> str:
    """Return the label under which a year's value is highest.

    Examples
    --------
    >>> highest({"A": pd.DataFrame({"value": [1]}, [2020])}, 2020)
    'A'
    """
    values = {label: frame["value"].get(year, -np.inf) for label, frame in levels.items()}
    return max(values, key=values.get, default="none")


def span(frames: Iterable[pd.DataFrame]) -> str:
    """Return the lowest and highest value of some results.

    Examples
    --------
    >>> span([pd.DataFrame({"value": [23.45, 30.0]}), pd.DataFrame({"value": [52.3]})])
    '23.4 to 52.3'
    """
    values = [value for frame in frames for value in frame["value"].dropna()]
    return f"{number(min(values))} to {number(max(values))}" if values else "unknown"
