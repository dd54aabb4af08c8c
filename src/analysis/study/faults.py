"""Say what is wrong in the files of a study, all at once."""

import difflib
import functools
from collections.abc import Callable, Collection, Iterable

from analysis.errors import DataError, Fault
from analysis.study.columns import COLUMNS

MOST_LISTED = 20
_ORDER = {file: place for place, file in enumerate([*COLUMNS, "study.toml"])}


def shortened(text: str) -> str:
    """Return the beginning of a text, where it would fill a screen.

    Examples
    --------
    >>> shortened("short"), len(shortened("long" * 1000))
    ('short', 201)
    """
    return text if len(text) <= 200 else f"{text[:200]}…"


def meant(value: str, known: Collection[str]) -> str:
    """Return a hint at the known word that is closest to an unknown one; long texts are no words.

    Examples
    --------
    >>> meant("turnovr", ["turnover", "exports"])
    " (is 'turnover' meant?)"
    """
    if len(value) > 80:
        return ""
    like = difflib.get_close_matches(value, [word for word in known if len(word) <= 80], n=1)
    return f" (is {like[0]!r} meant?)" if like else ""


def file_fault(file: str, sentence: str, row: int = 0, column: str = "") -> Fault:
    """Return a fault of a file as a whole, of its header or of one of its rows.

    Examples
    --------
    >>> print(file_fault("figures.csv", "figures.csv is empty"))
    figures.csv is empty
    """
    return Fault(file, row, column, "", lambda: sentence)


def cell_fault(
    file: str, row: int, column: str, value: str, why: str | Callable[[str], str]
) -> Fault:
    """Return the fault of one cell; ``why`` says what would be right, or makes these words of it.

    Examples
    --------
    >>> print(cell_fault("figures.csv", 2, "unit", "EUR", "is not one of USD, percent"))
    figures.csv, row 2, column unit: 'EUR' is not one of USD, percent
    """
    # A closure would take thrice the memory, and a broken table has a million faults.
    sentence = functools.partial(_cell_sentence, file, row, column, value, why)
    return Fault(file, row, column, value, sentence)


def _cell_sentence(
    file: str, row: int, column: str, value: str, why: str | Callable[[str], str]
) -> str:
    words = why if isinstance(why, str) else why(value)
    return f"{file}, row {row}, column {column}: {value[:80]!r} {words}"


def error_of(faults: Iterable[Fault]) -> DataError:
    """Return the error that lists faults by file, row and column: the first ones, and how many.

    Examples
    --------
    >>> print(error_of([file_fault("sources.csv", "b"), file_fault("figures.csv", "a")]))
    2 faults:
      a
      b
    """
    ordered = sorted(faults, key=_place)
    if len(ordered) == 1:
        return DataError(str(ordered[0]), ordered)
    more = len(ordered) - MOST_LISTED
    lines = [f"{len(ordered):,} faults:", *map(str, ordered[:MOST_LISTED])]
    lines += [f"and {more:,} more"] if more > 0 else []
    return DataError("\n  ".join(lines), ordered)


def _place(fault: Fault) -> tuple[int, int, int]:
    columns = COLUMNS.get(fault.file, [])
    place = columns.index(fault.column) if fault.column in columns else -1
    return _ORDER[fault.file], fault.row, place
