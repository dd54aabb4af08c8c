"""The one error of the library, and how a value that is not allowed is refused."""


class DataError(ValueError):
    """Something in a study, or asked of it, is wrong; the message says what, where, and the remedy.

    Examples
    --------
    >>> from analysis import bounds
    >>> bounds("1.5 bilion", "stated")
    Traceback (most recent call last):
    analysis.errors.DataError: '1.5 bilion': the scale 'bilion' is not one of thousand, million, \
billion, trillion
    """


def one_of(value: str, allowed: tuple[str, ...], what: str) -> None:
    """Refuse a `value` that is not among the `allowed` ones, and list these."""
    if value not in allowed:
        raise DataError(f"{what} {value!r} is not one of {', '.join(allowed)}")
