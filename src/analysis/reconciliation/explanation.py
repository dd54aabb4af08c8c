"""Put verdicts, conflicts and misses into words."""

from __future__ import annotations

import calendar
import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from analysis.reconciliation.model import Figure, Interval
from analysis.study.periods import months
from analysis.text import possessive

UNITS = {"USD": " million USD", "percent": " percent", "times": " percent", "count": ""}
WORDS = {
    "turnover": "turnover of {a} with {b}",
    "exports": "exports of {a} to {b}",
    "imports": "imports of {a} from {b}",
    "balance": "trade balance of {a} with {b}",
    "export_share": "share of exports in the turnover of {a} with {b}",
    "import_share": "share of imports in the turnover of {a} with {b}",
    "coverage_ratio": "coverage of the imports of {a} from {b} by exports",
    "share_of_region": "share of {a} in the turnover of {r} with {b}",
    "regional_turnover": "turnover of {r} with {b}",
    "investment_stock": "investments of {a} in {b}",
    "direct_investment_stock": "direct investments of {a} in {b}",
    "portfolio_investment_stock": "portfolio investments of {a} in {b}",
    "loan": "loan of {a} to {b}",
    "companies": "companies of {a} in {b}",
}
MONTHS = calendar.month_name
Names = Callable[[str], str]
"""Code → name: the study's, `Study.name`."""


def about(name: Names, figure: Figure, side: str = "") -> str:
    """Return what a figure is about, in words.

    Examples
    --------
    >>> from analysis.study.countries import name
    >>> figure = Figure("a", "s", "turnover_growth", "GEO", "NLD", "", "2017", "", "", "", "")
    >>> about(name, figure)
    'growth of the turnover of Georgia with the Netherlands in 2017'
    """
    base, _, kind = figure.quantity.rpartition("_")
    forms = {"growth": "growth of the {}", "change": "change of the {}"}
    if figure.quantity.endswith("_share_of_total"):
        base, pattern = figure.quantity.removesuffix("_share_of_total"), "share of {{b}} in the {}"
        words = pattern.format(WORDS[base].replace("{b}", "the world"))
    elif kind in forms and base in WORDS:
        words = forms[kind].format(WORDS[base])
    else:
        words = WORDS[figure.quantity]
    words = words.format(
        a=name(figure.reporter) if figure.reporter else "",
        b=name(figure.partner),
        r=f"the region {figure.region}",
    )
    whose = f", by {whose_statistics(name, side)}" if side else ""
    return f"{words}{when(figure.period)}{whose}"


def whose_statistics(name: Names, side: str) -> str:
    """Return whose statistics a side means.

    Examples
    --------
    >>> from analysis.study.countries import name
    >>> whose_statistics(name, "KOR"), whose_statistics(name, "own")
    ("South Korea's statistics", "the members' own statistics")
    """
    return (
        "the members' own statistics" if side == "own" else f"{possessive(name(side))} statistics"
    )


def when(period: str) -> str:
    """Return a period in words, with its preposition.

    Examples
    --------
    >>> when("2019-M01/M05"), when("2021-06"), when("2015/2020"), when("")
    (' in January to May 2019', ' in June 2021', ' in 2015 to 2020', '')
    """
    span = months(period)
    if span is None:
        return ""
    (year, first), (last_year, last) = divmod(span[0], 12), divmod(span[1], 12)
    if last_year > year:
        return f" in {year} to {last_year}"
    if (first, last) == (0, 11):
        return f" in {year}"
    if first == last:
        return f" in {MONTHS[first + 1]} {year}"
    return f" in {MONTHS[first + 1]} to {MONTHS[last + 1]} {year}"


def dated(period: str) -> str:
    """Return a period in words, or that there is none.

    Examples
    --------
    >>> dated("2019-M01/M05"), dated("2019"), dated("")
    ('January to May 2019', '2019', 'undated')
    """
    return when(period).removeprefix(" in ") or "undated"


def number(x: float | Fraction, digits: int = 1) -> str:
    """Return a number with thousands and without idle zeros.

    Examples
    --------
    >>> number(1250.0), number(0.4327607, digits=4), number(-12.34)
    ('1,250', '0.4328', '-12.3')
    """
    text = f"{float(x):,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def span(low: float | Fraction | None, high: float | Fraction | None, unit: str) -> str:
    """Return an interval in words, with as many digits as tell its ends apart.

    Examples
    --------
    >>> span(1250.0, 1350.0, "USD"), span(95, None, "USD"), span(43.25, 43.25, "percent")
    ('1,250 to 1,350 million USD', 'at least 95 million USD', 'exactly 43.25 percent')
    """
    ends = [float(x) for x in (low, high) if x is not None and math.isfinite(x)]
    if not ends:
        return "anything"
    wide = ends[1] - ends[0] if len(ends) == 2 else 1.0
    size = max(abs(x) for x in ends)
    if wide <= 1e-9 * max(1.0, size):
        return f"exactly {number(ends[0], 4)}{UNITS[unit]}"
    digits = min(7, max(0 if size >= 100 and wide >= 10 else 1, 1 - math.floor(math.log10(wide))))
    if len(ends) == 2:
        return f"{number(ends[0], digits)} to {number(ends[1], digits)}{UNITS[unit]}"
    side = "at most" if low is None or not math.isfinite(low) else "at least"
    return f"{side} {number(ends[0], digits)}{UNITS[unit]}"


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def clash(
    name: Names,
    figure: Figure,
    own: Interval,
    left: tuple[float, float],
    others: Sequence[str],
    side: str,
) -> str:
    """Return why a figure cannot be true together with others: what it says, what they leave.

    Examples
    --------
    >>> from analysis.study.countries import name
    >>> figure = Figure("a", "s", "turnover", "GEO", "KOR", "", "2016", "", "USD", "", "")
    >>> clash(name, figure, (99.5, 100.5), (110.0, 120.0), ["b", "c"], "GEO")
    "the turnover of Georgia with South Korea in 2016, by Georgia's statistics: 99.5 to 100.5 \
million USD as read here, 110 to 120 million USD by b and c"
    """
    what = about(name, figure, side)
    low, high = own
    said = span(low, high, figure.unit)
    if not others:
        return f"the {what}: {said} as read here, which cannot be"
    return f"the {what}: {said} as read here, {span(*left, figure.unit)} by {listed(others)}"


def missed(change: float, percent: float, unit: str) -> str:
    """Return a miss in words.

    Examples
    --------
    >>> missed(89.0, 9.1, "USD"), missed(-0.6, -23.1, "times")
    ('89 million USD too low (9.1 percent)', '0.6 times too high (23.1 percent)')
    """
    units = {**UNITS, "percent": " percentage points", "times": " times"}
    size = number(abs(change), max(0, 1 - math.floor(math.log10(abs(change) or 1))))
    how = "too low" if change > 0 else "too high"
    return f"{size}{units[unit]} {how} ({number(abs(percent))} percent)"
