"""The one error of the library, and how a value that is not allowed is refused."""

import dataclasses
from collections.abc import Callable, Iterable


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a study: where, which value, and the sentence that says so."""

    file: str
    row: int
    """Of the file, whose header is row 1; 0 where it is the file as a whole."""
    column: str
    value: str
    sentence: Callable[[], str] = dataclasses.field(repr=False)
    """Made when it is shown: looking for the word that is meant takes time."""

    def __str__(self) -> str:
        return self.sentence()


class DataError(ValueError):
    """Something in a study, or asked of it, is wrong; the message says what, where, and the remedy.

    Of a study that cannot be read, ``faults`` are all things that are wrong in it.

    Examples
    --------
    >>> from analysis import bounds
    >>> bounds("1.5 bilion", "stated")
    Traceback (most recent call last):
    analysis.errors.DataError: '1.5 bilion': the scale 'bilion' is not one of thousand, million, \
billion, trillion, lakh, crore (is billion meant?)
    """

    def __init__(self, message: str, faults: Iterable[Fault] = ()) -> None:
        super().__init__(message)
        self.faults = list(faults)

    def _render_traceback_(self) -> list[str]:
        """Give IPython the message alone: in a notebook, too, nobody reads a traceback over it."""
        return [str(self)]


def one_of(value: str, allowed: tuple[str, ...], what: str) -> None:
    """Refuse a `value` that is not among the `allowed` ones, and list these."""
    if value not in allowed:
        raise DataError(f"{what} {value!r} is not one of {', '.join(allowed)}")
