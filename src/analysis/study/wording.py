"""Read a published number and its wording as an interval."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from analysis.errors import DataError, one_of
from analysis.study import currencies, schema, units
from analysis.study.languages import ENGLISH
from analysis.study.numerals import as_read, plain, two_ends, word_meaning
from analysis.study.units import SCALES

WORDINGS = tuple(schema.WORDINGS)
READINGS = ("strict", "close")
_ONE, _HUNDRED = Decimal(1), Decimal(100)


class Precision(NamedTuple):
    """How exactly a source prints its amounts."""

    rounding: str = "rounded"
    """Whether the digits that are not printed are rounded or cut off."""
    step: Decimal | None = None
    """The smallest step of its tables in single units: trailing zeros count down to it."""


ROUNDED = Precision()


def bounds(
    as_written: str,
    wording: str,
    unit: str = "USD",
    reading: str = "strict",
    locale: str = ENGLISH,
    rounding: str = "rounded",
    step: str | None = None,
) -> tuple[float, float, float]:
    """Return what a published number can mean: (value, low, high).

    One step is a unit of the last significant digit, where trailing zeros of a whole number are
    not significant and digits after the decimal point are. A *stated* number lies within half a
    step, *about* within one step, *almost* up to one step below, *more than* and *less than* are
    open on one side unless ``reading="close"`` closes them one step away; *between* has two
    numbers, each rounded. A stated percentage or multiple has the last printed digit as its step;
    of about and almost a multiple with one digit, the step is halved. The wording speaks of the
    size of a number: a deficit of more than 20 is at most -20. The interval is not cut to what a
    quantity can be, and a multiple is no growth; `read` does that.

    Parameters
    ----------
    as_written
        The number as printed: digits, a comma or blank between groups of three, a decimal point,
        and a scale word for amounts and counts, written out or for short ("$1.6bn"; an amount
        without one is of single units); or a word such as half, a third or doubled. Blank only for
        a record.
    wording
        exact, stated, about, almost, more than, less than, between, highest, lowest, or a word
        that means the same as one of these.
    unit
        A currency (ISO 4217), percent, count, t, or times.
    reading
        strict or close.
    locale
        The language of the number, also with a territory: es, de_DE.
    rounding
        rounded, or cut where the source cuts digits off: the true number is up to a step larger.
    step
        The smallest step of the source's tables, such as "1 million": trailing zeros of a stated
        number count down to it.

    Returns
    -------
    tuple of float
        value, low, high in millions of the currency, percent, times, count or t; infinite where it
        is open-ended. The
        value of a record without a number is not a number.

    Raises
    ------
    DataError
        For a number, wording, unit, scale, reading, locale, rounding or step that is none.

    Examples
    --------
    >>> bounds("1.5 billion", "stated"), bounds("1.2-1.4bn", "between")
    ((1500.0, 1450.0, 1550.0), (1300.0, 1150.0, 1450.0))
    >>> bounds("95 million", "more than", reading="close")
    (95.0, 95.0, 96.0)
    >>> bounds("2", "almost", unit="times"), bounds("half", "stated", unit="percent")
    ((2.0, 1.5, 2.0), (50.0, 40.0, 60.0))
    >>> bounds("2.251 millones", "stated", locale="es"), bounds("10.47", "stated", rounding="cut")
    ((2251.0, 2250.5, 2251.5), (1.047e-05, 1.047e-05, 1.048e-05))
    >>> bounds("200 million", "stated", step="1 million")
    (200.0, 199.5, 200.5)
    """
    one_of(reading, READINGS, "reading")
    one_of(rounding, schema.ROUNDINGS, "rounding")
    precision = Precision(rounding, step_of(step or ""))
    number = exact_number(as_written, wording, unit, precision, locale)
    value, low, high = (float(x) for x in (number.value, *number.interval(reading)))
    return value, low, high


class Number(NamedTuple):
    """A printed number as it was read, exactly.

    The intervals are not cut to what a quantity can be.
    """

    value: Decimal
    """Not a number for a record without one."""
    strict: tuple[Decimal, Decimal]
    close: tuple[Decimal, Decimal]
    step: Decimal
    """One unit of its last significant digit, as where it is stated."""
    precision: Precision = ROUNDED

    def interval(self, reading: str = "strict") -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest number that it can mean."""
        return self.close if reading == "close" else self.strict


UNPRINTED = Number(
    Decimal("NaN"), (-schema.INFINITY, schema.INFINITY), (-schema.INFINITY, schema.INFINITY), _ONE
)
"""A record of which no number is printed."""


def exact_number(
    as_written: str,
    wording: str,
    unit: str = "USD",
    precision: Precision = ROUNDED,
    locale: str = ENGLISH,
) -> Number:
    """Read a printed number once: its value, its strict and its close interval.

    Examples
    --------
    >>> exact_number("1.315 billion", "more than").interval("close")
    (Decimal('1315'), Decimal('1316'))
    """
    known_unit(unit)
    text, said = as_read(as_written, wording, unit, locale)
    if not text:
        return UNPRINTED._replace(precision=precision)
    # No digit is lost: numbers longer than this are refused by `plain`.
    with localcontext(Context(prec=100)):
        if said == "between":
            return _of_two(two_ends(text), unit, precision)
        return _of_one(_Printed.read(text), said, unit, precision, as_written)


def step_of(text: str) -> Decimal | None:
    """Return the smallest step of a source's tables in single units; None where it says none.

    Raises
    ------
    DataError
        For what is no amount above 0.

    Examples
    --------
    >>> int(step_of("1 million")), step_of("")
    (1000000, None)
    """
    if not text:
        return None
    step = _Printed.read(plain(text, "USD")).number
    if step <= 0:
        raise DataError(f"step {text!r} is not above 0: write '1 million'")
    return step


class _Printed(NamedTuple):
    """A printed number in single units."""

    number: Decimal
    last: Decimal
    """One unit of its last digit."""
    significant: Decimal
    """One unit of its last digit that is not a trailing zero of a whole number."""

    @classmethod
    def read(cls, text: str) -> _Printed:
        """Split a number in its plain form into its value and what its digits stand for."""
        digits, _, scale = text.partition(" ")
        power = SCALES.get(scale, 0)
        whole, _, decimals = digits.replace(",", "").partition(".")
        zeros = 0 if decimals or not int(whole) else len(whole) - len(whole.rstrip("0"))
        last = _ONE.scaleb(power - len(decimals))
        return cls(Decimal(digits.replace(",", "")).scaleb(power), last, last.scaleb(zeros))

    def fine_step(self, unit: str, precision: Precision) -> Decimal:
        """Return the step of a number that is rounded or cut."""
        if units.unit_of(unit).zeros_count:
            return self.last
        if precision.step is None:
            return self.significant
        return min(self.significant, max(self.last, precision.step))

    def vague_step(self, said: str, unit: str) -> Decimal:
        """Return the step of a number with a vague wording: half of it for 'nearly doubled'."""
        one_digit = abs(self.number) < 10 * self.significant
        halved = one_digit and units.unit_of(unit).is_multiple and said in ("about", "almost")
        return self.significant / 2 if halved else self.significant


def _of_one(
    printed: _Printed, said: str, unit: str, precision: Precision, as_written: str
) -> Number:
    """Return one printed number with its intervals."""
    fine = printed.fine_step(unit, precision)
    word = word_meaning(as_written, unit)
    number = printed.number
    if word is not None and said != "about":  # what is almost or more than a third is so exactly
        number = (_HUNDRED if unit == "percent" else _ONE) * word.numerator / word.denominator
    rounded = schema.WORDINGS[said].is_rounded
    step = fine if rounded else printed.vague_step(said, unit)
    below, above = _steps(said, number, precision.rounding)
    strict = number - step * below, number + step * above
    close = number - step * min(below, _ONE), number + step * min(above, _ONE)
    return _held([number], strict, close, fine, unit, precision)


def _of_two(ends: Sequence[str], unit: str, precision: Precision) -> Number:
    """Return a number that lies between two printed ones."""
    one, other = (_Printed.read(text) for text in ends)
    if one.number > max(other.number, Decimal(0)):
        raise DataError(f"'{' to '.join(ends)}' is not a range: the first number is the larger one")
    lower, upper = sorted((one, other))
    steps = [end.fine_step(unit, precision) for end in (lower, upper)]
    below, _ = _steps("between", lower.number, precision.rounding)
    _, above = _steps("between", upper.number, precision.rounding)
    interval = lower.number - steps[0] * below, upper.number + steps[1] * above
    numbers = [one.number, other.number]
    return _held(numbers, interval, interval, max(steps), unit, precision)


def known_unit(unit: str) -> str:
    """Refuse a unit that is none, and no currency."""
    if unit not in units.UNITS and not currencies.is_currency(unit):
        raise DataError(f"unit {unit!r} {currencies.unknown_unit(unit)}")
    return unit


def _steps(said: str, number: Decimal, rounding: str) -> tuple[Decimal, Decimal]:
    """Return how many steps the true number may lie below and above the printed one."""
    row = schema.WORDINGS[said]
    below, above = row.below, row.above
    if row.is_rounded and rounding == "cut":
        below, above = Decimal(0) if number else _ONE, _ONE
    # The wording speaks of the size of a number.
    return (above, below) if number < 0 else (below, above)


def _held(
    numbers: Sequence[Decimal],
    strict: tuple[Decimal, Decimal],
    close: tuple[Decimal, Decimal],
    step: Decimal,
    unit: str,
    precision: Precision,
) -> Number:
    """Return a number in the unit in which the library holds it; its value is the middle."""

    def held(x: Decimal) -> Decimal:
        return x.scaleb(units.unit_of(unit).power) if x.is_finite() else x

    value = sum(numbers, Decimal(0)) / len(numbers)
    (low, high), (close_low, close_high) = strict, close
    return Number(
        held(value),
        (held(low), held(high)),
        (held(close_low), held(close_high)),
        held(step),
        precision,
    )
