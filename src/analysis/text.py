"""Put results into words: the one place where numbers become text and verdicts become verbs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.conventions import FREIGHT, UNDATED

if TYPE_CHECKING:
    pass

FORMS = {
    "percent": (1, "{} percent"),
    "points": (1, "{} points"),
    "USD million": (0, "USD {} million"),
    "ratio": (2, "{}"),
    "count": (0, "{}"),
}
"""Unit in which the library holds a number → its digits after the point, and how it reads."""
TINY = 1e-6
"""What is nearer to nothing than this is nothing that a computer did not add up exactly."""
_VERBS = {
    "rise": "rose",
    "fall": "fell",
    "undecided": "may have risen or fallen",
    "missing": "moved in a way that cannot be said",
}
_BALANCES = {
    "surplus": "is a surplus",
    "deficit": "is a deficit",
    "undecided": "may be a surplus or a deficit",
    "missing": "is not known",
}
_NOUNS = {"surplus": ("a surplus", "surpluses"), "deficit": ("a deficit", "deficits")}


def number(value: float, unit: str = "percent") -> str:
    """Return a number as it is printed: digits by unit, thousands in groups, a true minus.

    Examples
    --------
    >>> number(-12.34), number(1234.56, "USD million"), number(2.345, "ratio")
    ('−12.3', '1,235', '2.35')
    >>> number(0.021, "points"), number(1.0554, "times"), number(1.5, "times")
    ('0.02', '1.055', '1.50')
    """
    if unit == "times":
        return times(value)
    text = f"{value:,.{_digits(value) if unit == 'points' else FORMS[unit][0]}f}"
    if unit == "USD million" and abs(value) < 1000:
        text = f"{value:,.1f}".removesuffix(".0")
    text = text.lstrip("-") if float(text.replace(",", "")) == 0 else text
    return text.replace("-", "\u2212")


def times(ratio: float) -> str:
    """Return a ratio, with as many digits as tell it from 1 and from what freight explains.

    Examples
    --------
    >>> times(1.0621), times(1.06), times(1.5), times(0.9998)
    ('1.062', '1.06', '1.50', '0.9998')
    """
    limits = [limit for limit in (1.0, *FREIGHT) if abs(ratio - limit) > 1e-9]
    for digits in (2, 3, 4, 5):
        text = f"{ratio:,.{digits}f}"
        if float(text.replace(",", "")) not in limits:
            break
    return text


def _digits(points: float) -> int:
    """Return how many decimals show percentage points as more or less than nothing.

    Examples
    --------
    >>> _digits(12.34), _digits(0.0), _digits(-0.021)
    (1, 1, 2)
    """
    few = FORMS["points"][0]
    if not TINY < abs(points) < np.inf:
        return few
    return next((d for d in range(few, 7) if round(abs(points), d)), few)


def quantity(value: float, unit: str) -> str:
    """Return a number with its unit.

    Examples
    --------
    >>> quantity(80, "USD million"), quantity(12.34, "percent")
    ('USD 80 million', '12.3 percent')
    """
    return with_unit(number(value, unit), unit)


def with_unit(text: str, unit: str) -> str:
    """Return a number in words with its unit.

    Examples
    --------
    >>> with_unit("1,250 to 1,350", "USD million"), with_unit("5", "count")
    ('USD 1,250 to 1,350 million', '5')
    """
    return FORMS[unit][1].format(text) if unit in FORMS else text


def interval(result: Mapping[str, float], unit: str) -> str:
    """Return a result with its bounds, as one writes it.

    Examples
    --------
    >>> interval({"value": 12.34, "low": 11.8, "high": 13.04}, "percent")
    '12.3 percent (11.8 to 13.0)'
    >>> interval({"value": 80, "low": float("-inf"), "high": 85}, "USD million")
    'USD 80 million (at most 85, no lower bound)'
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
    """Return a number of percentage points with its sign, and digits enough to have one.

    Examples
    --------
    >>> signed(48.19), signed(-4.2), signed(0.021)
    ('+48.2', '−4.2', '+0.02')
    """
    text = number(value, "points")
    return text if text.startswith("\u2212") else f"+{text}"


def printed(figure: Mapping[str, str]) -> str:
    """Return a number as it was printed, after the wording that opens it at an end.

    Examples
    --------
    >>> printed({"as_written": "60 million", "wording": "more than"})
    'more than 60 million'
    """
    plain = figure["wording"] in ("stated", "exact")
    return figure["as_written"] if plain else f"{figure['wording']} {figure['as_written']}"


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


def counted(count: int, thing: str, things: str = "") -> str:
    """Return how many things there are, in the singular or the plural.

    Examples
    --------
    >>> counted(1, "figure"), counted(0, "figure"), counted(2000, "balance is", "balances are")
    ('1 figure', '0 figures', '2,000 balances are')
    """
    return f"{count:,} {thing if count == 1 else things or f'{thing}s'}"


def years(first: int, last: int) -> str:
    """Return the years from first to last; 'no year' where nothing is dated.

    Examples
    --------
    >>> years(2001, 2005), years(2001, 2001), years(1, 9999)
    ('2001-2005', '2001', 'no year')
    """
    if (first, last) == UNDATED:
        return "no year"
    return str(first) if first == last else f"{first}-{last}"


def runs(years: Iterable[int]) -> str:
    """Return years as a list in which three or more in a row are drawn together.

    Examples
    --------
    >>> runs([1, 2, 3, 5]), runs([1, 2]), runs([])
    ('1 to 3 and 5', '1 and 2', 'none')
    """
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    parts = [span if len(span) < 3 else [f"{span[0]} to {span[-1]}"] for span in spans]
    return listing(text for part in parts for text in part)


def tally(counts: Mapping[str, int]) -> str:
    """Return how often each thing occurs, as a list.

    Examples
    --------
    >>> tally({"kept": 5, "rejected": 1}), tally({"surplus": 2, "deficit": 1})
    ('5 are kept and 1 is rejected', '2 are surpluses and 1 is a deficit')
    """
    forms = [(count, *_NOUNS.get(name, (name, name))) for name, count in counts.items()]
    return listing(counted(count, f"is {one}", f"are {many}") for count, one, many in forms)


def to_fit(miss_percent: float) -> str:
    """Return by how much at least a printed number would have to change to fit.

    Its rounding and the room for revision are used up before: what is left may be further off.

    Examples
    --------
    >>> to_fit(-42.3), to_fit(6.93), to_fit(842.1)
    ('would have to fall by at least 42.3 percent', 'would have to rise by at least 6.9 percent', \
'would have to be at least 9.42 times as large')
    """
    if miss_percent > 100:
        times = number(1 + miss_percent / 100, "ratio")
        return f"would have to be at least {times} times as large"
    way = "rise" if miss_percent > 0 else "fall"
    return f"would have to {way} by at least {number(abs(miss_percent))} percent"


def announced(what: str, rows: pd.DataFrame) -> str:
    """Return the sentence that announces a list or a chart; blank where it would be empty.

    Examples
    --------
    >>> announced("All stocks:", pd.DataFrame()), announced("All stocks:", pd.DataFrame([1]))
    ('', 'All stocks:')
    """
    return what if len(rows) else ""


def beginning(text: str, most: int = 60) -> str:
    """Return a text for a picture: the beginning of one so long that it would leave it no room.

    Examples
    --------
    >>> beginning("The Courier"), len(beginning("The Courier " * 20))
    ('The Courier', 60)
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def possessive(name: str) -> str:
    """Return a name as the owner of what follows; one that ends in s takes the apostrophe alone.

    Examples
    --------
    >>> possessive("Georgia"), possessive("the Netherlands")
    ("Georgia's", "the Netherlands'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def opening(text: str) -> str:
    """Return a text as a sentence or a title opens with it.

    Examples
    --------
    >>> opening("the Netherlands and Georgia")
    'The Netherlands and Georgia'
    """
    return text[:1].upper() + text[1:]


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
    return max(values, key=values.__getitem__, default="none")


def span(frames: Iterable[pd.DataFrame]) -> str:
    """Return the lowest and highest value of some results.

    Examples
    --------
    >>> span([pd.DataFrame({"value": [23.15, 30.0]}), pd.DataFrame({"value": [52.1]})])
    '23.1 to 52.1'
    """
    values = [value for frame in frames for value in frame["value"].dropna()]
    return f"{number(min(values))} to {number(max(values))}" if values else "unknown"
