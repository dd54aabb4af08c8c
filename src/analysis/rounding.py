"""Round numbers, and say how many digits they need."""

import math

from analysis.conventions import FREIGHT

MOST_DIGITS = 6
LAST_BITS = 1e-12
"""How much of a number the noise of computing it is at most: figures have up to ten digits."""


def rounded_down(value: float, digits: int) -> float:
    """Return a number rounded down, as a lower bound is; what only the last bit moves stays.

    Examples
    --------
    >>> rounded_down(30.86, 1), rounded_down(0.1 + 0.2, 1), rounded_down(892.2445355, 6)
    (30.8, 0.3, 892.244535)
    """
    if not math.isfinite(value):
        return value
    shifted = value * float(10**digits)
    noise = max(1e-9, LAST_BITS * abs(shifted))
    return math.floor(shifted + noise) / float(10**digits)


def rounded_up(value: float, digits: int) -> float:
    """Return a number rounded up, as an upper bound is.

    Examples
    --------
    >>> rounded_up(32.04, 1), rounded_up(32.0, 1)
    (32.1, 32.0)
    """
    return -rounded_down(-value, digits)


def all_digits(*values: float) -> int:
    """Return how many decimals values have; infinite ones have none.

    Examples
    --------
    >>> all_digits(2.35, 2.4), all_digits(60.0, float("inf")), all_digits(0.1 + 0.2)
    (2, 0, 1)
    >>> all_digits(892.2445355)
    7
    """
    finite = [value for value in values if math.isfinite(value)]
    near = (
        digits
        for digits in range(12)
        if all(math.isclose(x, round(x, digits), rel_tol=LAST_BITS) for x in finite)
    )
    return next(near, 12)


def telling_digits(ratio: float) -> int:
    """Return with how many digits a ratio is told from 1 and from what freight explains.

    Examples
    --------
    >>> telling_digits(1.0621), telling_digits(1.06), telling_digits(0.9998)
    (3, 2, 4)
    """
    limits = [limit for limit in (1.0, *FREIGHT) if abs(ratio - limit) > 1e-9]
    return next((d for d in (2, 3, 4) if round(ratio, d) not in limits), 5)


def digits_beside_zero(points: float, digits: int) -> int:
    """Return how many decimals show percentage points as more or less than 0.

    Examples
    --------
    >>> digits_beside_zero(12.34, 1), digits_beside_zero(0.0, 1), digits_beside_zero(-0.021, 1)
    (1, 1, 2)
    """
    # Values closer to 0 than this are rounding noise and print as 0.
    if not 1e-6 < abs(points) < math.inf:
        return digits
    return next((d for d in range(digits, 7) if round(abs(points), d)), digits)


def digits_to_tell(ends: list[float], digits: int) -> int:
    """Return how many digits tell low, value and high apart where they differ.

    Examples
    --------
    >>> digits_to_tell([1.04, 1.05, 1.06], 1)
    2
    """
    low, value, high = ends
    while digits < MOST_DIGITS:
        shown = round(value, digits)
        if (low == value or rounded_down(low, digits) < shown) and (
            high == value or shown < rounded_up(high, digits)
        ):
            break
        digits += 1
    return digits
