"""Read the periods that figures speak of."""

import re

_PERIOD = re.compile(
    r"(?P<year>[12]\d{3})"
    r"(?:-Q(?P<quarter>[1-4])|-M(?P<first>\d\d)/M(?P<last>\d\d)|-(?P<month>\d\d)"
    r"|/(?P<end>[12]\d{3}))?",
    re.ASCII,
)


def months(period: str) -> tuple[int, int] | None:
    """Return the first and last month of a period, counted from January of the year 0.

    Returns
    -------
    tuple of int or None
        None where the text is no period: a year (2019), a quarter (2021-Q1), months of a year
        (2019-M01/M08), a month (2021-06) or a span of years (2019/2020).

    Examples
    --------
    >>> months("2021-Q1")
    (24252, 24254)
    >>> months("2019-M08/M01") is None
    True
    """
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    year = int(match["year"])
    first, last = 1, 12
    if match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["first"]:
        first, last = int(match["first"]), int(match["last"])
    elif match["month"]:
        first = last = int(match["month"])
    elif match["end"]:
        last = 12 * (int(match["end"]) - year) + 12
    in_a_year = match["end"] or last <= 12
    proper = 1 <= first <= last and in_a_year and not (match["end"] and last <= 12)
    return (12 * year + first - 1, 12 * year + last - 1) if proper else None


def year_of(period: str) -> int | None:
    """Return the year where a period is one whole calendar year, otherwise None.

    Examples
    --------
    >>> year_of("2019"), year_of("2019-Q1"), year_of("2019/2020"), year_of("")
    (2019, None, None, None)
    """
    return int(period) if months(period) and len(period) == 4 else None
