"""Read a study as if one of its figures had been printed otherwise."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from analysis.errors import DataError
from analysis.study.checks import USUAL, prints
from analysis.study.faults import meant
from analysis.study.figure_numbers import out_of_limits
from analysis.study.numerals import as_read
from analysis.study.pair_figures import INTERVAL, intervals
from analysis.study.quantities import number_of

if TYPE_CHECKING:
    from analysis.study.study import Study


def with_number(study: Study, figure_id: str, as_written: str) -> Study:
    """Return a study in which a figure has another printed number, with the same wording.

    Raises
    ------
    DataError
        For a figure that the study does not have, and for what cannot be its number.

    Examples
    --------
    >>> from analysis import read
    >>> other = with_number(read("tests/invented"), "wire-exports-2005", "1.6 billion")
    >>> other.figures.set_index("figure_id").at["wire-exports-2005", "value"]
    np.float64(1600.0)
    """
    if not isinstance(as_written, str):
        raise DataError(f"{as_written!r} is not a printed number: write it as text, '1.6 billion'")
    figures = study.figures.copy()
    rows = figures.index[figures["figure_id"] == figure_id]
    if rows.empty:
        hint = meant(figure_id, set(figures["figure_id"]))
        raise DataError(f"figure {figure_id!r} is not in figures.csv{hint}")
    quantity, wording, unit, source, period, base = figures.loc[
        rows[0], ["quantity", "wording", "unit", "source_id", "period", "base"]
    ]
    precision, locale = prints(study.sources)[source] or USUAL
    try:
        number = number_of(quantity, as_written, wording, unit, precision, locale)
    except DataError as error:
        raise DataError(f"figure {figure_id!r}: {error}") from None
    if why := "" if number.value.is_nan() else out_of_limits(number, quantity, period, base):
        raise DataError(f"figure {figure_id!r}: {as_written!r} {why}")
    figures.loc[rows, ["as_written", "wording"]] = as_read(as_written, wording, unit, locale)
    numbers = {**study.numbers, figure_id: number}
    figures[INTERVAL] = intervals(figures, numbers)
    return dataclasses.replace(study, figures=figures, numbers=numbers)
