"""The indicators of `indicators` as Ibis expressions, for panels too large for memory.

Each function takes and returns `Levels`: three columns value, low and high, null together where
missing. Levels that go in are at least 0, and only a high may be infinite.
Definitions, bounds and what is missing are those of the functions of the same name in
`indicators`; the tests hold the two together on random panels.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from analysis.indicators.arithmetic import BALANCE, SIGN

if TYPE_CHECKING:
    import ibis.expr.builders
    import ibis.expr.types as ir


class Levels(NamedTuple):
    """A quantity as three columns of one table; one and the same column where it is exact."""

    value: ir.FloatingColumn
    low: ir.FloatingColumn
    high: ir.FloatingColumn

    @property
    def exact(self) -> bool:
        """Whether low and high are the value itself."""
        return self.low is self.value and self.high is self.value


def exact(column: ir.FloatingColumn) -> Levels:
    """Return a column as levels without any width."""
    return Levels(column, column, column)


def turnover(exports: Levels, imports: Levels) -> Levels:
    """Return exports + imports; the bounds are the sums of the bounds."""
    if exports.exact and imports.exact:
        return exact(exports.value + imports.value)
    return Levels(*(x + m for x, m in zip(exports, imports, strict=True)))


def difference(a: Levels, b: Levels) -> Levels:
    """Return a - b, with bounds l_a - h_b and h_a - l_b."""
    if a.exact and b.exact:
        return exact(a.value - b.value)
    return Levels(a.value - b.value, a.low - b.high, a.high - b.low)


def ratio(a: Levels, b: Levels) -> Levels:
    """Return a / b, with bounds l_a / h_b and h_a / l_b; missing over a value of zero."""
    value = a.value / b.value.nullif(0)
    if a.exact and b.exact:
        return exact(value)
    bounds = _quotient(a.low, b.high), _quotient(a.high, b.low)
    missing = value.isnull()
    return Levels(value, *(missing.ifelse(None, bound) for bound in bounds))


def share(part: Levels, whole: Levels) -> Levels:
    """Return 100 part / whole percent, with its upper bound at most 100."""
    import ibis

    percent = _scaled(ratio(part, whole), 100, 0)
    if percent.exact:
        return percent
    return Levels(percent.value, percent.low, ibis.least(percent.high, 100.0))


def rest(whole: Levels, part: Levels) -> Levels:
    """Return what a part leaves of its whole, at least 0."""
    import ibis

    left = difference(whole, part)
    return left if left.exact else Levels(left.value, ibis.greatest(left.low, 0.0), left.high)


def trade_intensity(
    flow: Levels, total: Levels, partner_imports: Levels, other_imports: Levels
) -> Levels:
    """Return (x_ij / x_iw) / (m_jw / o), with bounds at the corners of each."""
    return ratio(ratio(flow, total), ratio(partner_imports, other_imports))


def total(levels: Levels, window: ibis.expr.builders.WindowBuilder) -> Levels:
    """Return the sum of the levels that are known in a window."""
    if levels.exact:
        return exact(levels.value.sum().over(window))
    return Levels(*(x.sum().over(window) for x in levels))


def growth(now: Levels, before: Levels) -> Levels:
    """Return 100 (v_t / v_{t-1} - 1) percent; `before` is null where the year before is missing."""
    return _scaled(ratio(now, before), 100, -100)


def decided(result: Levels, words: tuple[str, str] = SIGN) -> ir.StringColumn:
    """Return what the bounds decide: fall or rise, or else the given words; undecided; missing."""
    import ibis

    below, above = words
    impossible = (result.low > result.high, "impossible")
    return ibis.cases(
        (result.value.isnull(), "missing"),
        *(() if result.exact else (impossible,)),
        (result.low > 0, above),
        (result.high < 0, below),
        else_="undecided",
    )


def balance_decided(result: Levels) -> ir.StringColumn:
    """Return what the bounds of a balance decide: deficit, surplus, undecided, missing."""
    return decided(result, BALANCE)


def columns(result: Levels, name: str) -> dict[str, ir.FloatingColumn]:
    """Return a result's columns under its name: the value, and its bounds where it has some.

    Bounds that no true values can have given (low above high) are null.
    """
    if result.exact:
        return {name: result.value}
    possible = result.low <= result.high
    bounds = {"low": result.low, "high": result.high}
    named = {f"{name}_{bound}": possible.ifelse(x, None) for bound, x in bounds.items()}
    return {name: result.value, **named}


def _scaled(result: Levels, factor: float, offset: float) -> Levels:
    if result.exact:
        return exact(_line(result.value, factor, offset))
    return Levels(*(_line(x, factor, offset) for x in result))


def _line(x: ir.FloatingColumn, factor: float, offset: float) -> ir.FloatingColumn:
    """Return the column times a factor, growth written as `indicators` does: 100 (r - 1)."""
    return factor * (x + offset / factor) if offset else factor * x


def _quotient(top: ir.FloatingColumn, bottom: ir.FloatingColumn) -> ir.FloatingColumn:
    """Return a bound's quotient: 0 over 0 is 0, and anything else over 0 is infinite.

    The divisor is never zero where it is divided by: DuckDB makes that null, Spark an error.
    """
    import ibis

    over_zero = (top == 0).ifelse(0.0, ibis.literal(math.inf))
    return (bottom == 0).ifelse(over_zero, top / bottom.nullif(0))
