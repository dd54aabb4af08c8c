"""Read the number of a figure, and say why it has none."""

from collections.abc import Mapping
from decimal import Decimal

from analysis.errors import DataError, Fault
from analysis.study.checks import LARGEST, Print, number_fault
from analysis.study.faults import cell_fault
from analysis.study.periods import days, years_between
from analysis.study.quantities import CAGR, LIMITS, is_unit_of, number_of, units_of
from analysis.study.schema import QUANTITIES
from analysis.study.units import MONEY
from analysis.study.wording import Number


def number_or_fault(row: int, figure: Mapping[str, str], printed: Print) -> Number | Fault:
    """Return a figure's number cut to what its quantity can be, or why it has none."""
    quantity, unit, text = figure["quantity"], figure["unit"], figure["as_written"]
    if not is_unit_of(quantity, unit):
        units = ["a currency" if unit == MONEY else unit for unit in units_of(quantity)]
        why = f"does not fit {quantity}, which is in {' or '.join(units)}"
        return cell_fault("figures.csv", row, "unit", unit, why)
    try:
        number = number_of(quantity, text, figure["wording"], unit, *printed)
    except DataError as error:
        return number_fault("figures.csv", row, text, error)
    if number.value.is_nan():
        return number
    why = out_of_limits(number, quantity, figure["period"], figure["base"])
    return cell_fault("figures.csv", row, "as_written", text, why) if why else number


def out_of_limits(number: Number, quantity: str, period: str = "", base: str = "") -> str:
    """Return why a quantity cannot have a value, or nothing where it can.

    Examples
    --------
    >>> from analysis.study.quantities import number_of
    >>> out_of_limits(number_of("export_share", "20", "stated", "percent"), "export_share")
    ''
    >>> growth = number_of("turnover_cagr", "400", "stated", "percent")
    >>> out_of_limits(growth, "turnover_cagr", "2020", "1500")
    'is too large for any economy'
    """
    least, most = LIMITS[quantity]
    if not least <= number.value <= most:
        return f"cannot be: {quantity} is {QUANTITIES[quantity].limits.words}"
    when = days(period) if quantity in CAGR else None
    sizes = [abs(end) for end in (number.value, *number.strict) if end.is_finite()]
    if when:
        sizes = [(1 + size / 100) ** (years_between(when, base) or 1) for size in sizes]
    return "" if max(sizes) < Decimal(LARGEST) else "is too large for any economy"
