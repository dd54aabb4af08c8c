"""Read a published number and its wording as an interval."""

from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from analysis.errors import DataError, one_of
from analysis.study import currencies, schema
from analysis.study.numerals import plain
from analysis.study.schema import SCALES

WORDINGS = tuple(schema.WORDINGS)
READINGS = ("strict", "close")
_ONE = Decimal(1)


def bounds(
    as_written: str, wording: str, unit: str = "USD", reading: str = "strict"
) -> tuple[float, float, float]:
    """Return what a published number can mean: (value, low, high).

    One step is a unit of the last significant digit, where trailing zeros of a whole number are
    not significant and digits after the decimal point are. A *stated* number lies within half a
    step, *about* within one step, *almost* up to one step below, *more than* and *less than* are
    open on one side unless ``reading="close"`` closes them one step away. A stated percentage or
    multiple has the last printed digit as its step. The wording speaks of the size of a number: a
    deficit of more than 20 is at most -20. The interval is not cut to what a quantity can be;
    `read` does that.

    Parameters
    ----------
    as_written
        The number as printed: digits, a comma or blank between groups of three, a decimal point,
        and a scale word for amounts and counts, written out or for short ("$1.6bn"; an amount
        without one is of single units).
    wording
        exact, stated, about, almost, more than, less than.
    unit
        A currency (ISO 4217), percent, count, t, or times ("2.3 times" is growth of 130 percent).
    reading
        strict or close.

    Returns
    -------
    tuple of float
        value, low, high in millions of the currency, percent, count or t; infinite where it is
        open-ended.

    Raises
    ------
    DataError
        For a number, wording, unit, scale or reading that is none.

    Examples
    --------
    >>> bounds("1.5 billion", "stated")
    (1500.0, 1450.0, 1550.0)
    >>> bounds("95 million", "more than", reading="close")
    (95.0, 95.0, 96.0)
    >>> bounds("2.3", "stated", unit="times")
    (130.0, 125.0, 135.0)
    >>> bounds("€4.2 bn", "stated", unit="EUR")
    (4200.0, 4150.0, 4250.0)
    """
    value, low, high = (float(x) for x in exact_bounds(as_written, wording, unit, reading))
    return value, low, high


def exact_bounds(
    as_written: str, wording: str, unit: str = "USD", reading: str = "strict"
) -> tuple[Decimal, Decimal, Decimal]:
    """Return what `bounds` returns as exact decimal numbers.

    Examples
    --------
    >>> exact_bounds("1.51 billion", "stated")[1:]
    (Decimal('1505'), Decimal('1515'))
    """
    one_of(reading, READINGS, "reading")
    number = exact_number(as_written, wording, unit)
    return number.value, *number.interval(reading)


class Number(NamedTuple):
    """A printed number as it was read, exactly, in the unit in which the library holds it.

    The intervals are not cut to what a quantity can be.
    """

    value: Decimal
    strict: tuple[Decimal, Decimal]
    close: tuple[Decimal, Decimal]
    step: Decimal
    """One unit of its last significant digit, as where it is stated."""

    def interval(self, reading: str = "strict") -> tuple[Decimal, Decimal]:
        """Return the lowest and the highest number that it can mean."""
        return self.close if reading == "close" else self.strict


def exact_number(as_written: str, wording: str, unit: str = "USD") -> Number:
    """Read a printed number once: its value, its strict and its close interval.

    Examples
    --------
    >>> exact_number("1.315 billion", "more than").interval("close")
    (Decimal('1315'), Decimal('1316'))
    """
    one_of(wording, WORDINGS, "wording")
    known_unit(unit)
    # No digit is lost: numbers longer than this are refused by `_parse`.
    with localcontext(Context(prec=100)):
        number, decimals, power = _parse(as_written, unit)
        fine = _step(number, decimals, trailing_zeros_count=schema.unit_of(unit).zeros_count)
        coarse = _step(number, decimals, trailing_zeros_count=False)
        below, above, _ = schema.WORDINGS[wording]
        step = fine if wording == "stated" else coarse
        if number < 0:  # the wording speaks of its size
            below, above = above, below
        ends = [number - step * below, number + step * above]
        ends += [number - step * min(below, _ONE), number + step * min(above, _ONE)]
        held, low, high, close_low, close_high = (_held(x, unit, power) for x in (number, *ends))
        size = _held(number + fine, unit, power) - held
    return Number(held, (low, high), (close_low, close_high), size)


def known_unit(unit: str) -> str:
    """Refuse a unit that is none, and no currency."""
    if unit not in schema.UNITS and not currencies.is_currency(unit):
        raise DataError(f"unit {unit!r} {currencies.unknown_unit(unit)}")
    return unit


def _parse(as_written: str, unit: str) -> tuple[Decimal, int, int]:
    """Split a printed number into its value, its number of decimals and its power of ten."""
    digits, _, scale = plain(as_written, unit).partition(" ")
    number = Decimal(digits.replace(",", ""))
    return number, len(digits.partition(".")[2]), SCALES.get(scale, 0)


def _step(number: Decimal, decimals: int, *, trailing_zeros_count: bool) -> Decimal:
    """Return one unit of the last significant digit."""
    if decimals or trailing_zeros_count or number == 0:
        return Decimal(1).scaleb(-decimals)
    whole = str(abs(int(number)))
    return Decimal(1).scaleb(len(whole) - len(whole.rstrip("0")))


def _held(number: Decimal, unit: str, power: int) -> Decimal:
    """Return a number in the unit in which the library holds it; a multiple as growth."""
    row = schema.unit_of(unit)
    if row.is_multiple:
        return 100 * (number - 1)
    return number.scaleb(power + row.power) if number.is_finite() else number
