"""Read the arguments of the command line that are more than a text."""

import argparse
import re
from decimal import Decimal, InvalidOperation


def share(text: str) -> float:
    """Return a share that was written as a number or in percent.

    Examples
    --------
    >>> share("0.02"), share("2%")
    (0.02, 0.02)
    """
    try:
        number = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        message = f"{text!r} is no share: write 0.02 or 2% for 2 percent"
        raise argparse.ArgumentTypeError(message) from None
    return float(number / 100 if text.endswith("%") else number)


def years(text: str) -> tuple[int, int]:
    """Return the first and last year of a span that was written as 2019-2022, or as one year.

    Examples
    --------
    >>> years("2019-2022"), years("2019")
    ((2019, 2022), (2019, 2019))
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text, re.ASCII)
    if not match:
        raise argparse.ArgumentTypeError(f"{text!r} is no span of years: write 2019-2022 or 2019")
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last:
        raise argparse.ArgumentTypeError(f"{text!r}: the first year is after the last")
    return first, last
