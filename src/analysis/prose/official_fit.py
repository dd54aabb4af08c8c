"""Say which side's official numbers the headline source's figures fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.conventions import REVISION
from analysis.text import number, printed, quantity
from analysis.timeseries.by_side import official_sources

if TYPE_CHECKING:
    from analysis.reconciliation.reconcile import Reconciliation
    from analysis.study.study import Study


def beside(study: Study, fits: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Return a line a side: how many figures hold its official number, and the farthest off.

    Parameters
    ----------
    fits
        As `analysis.fits` gives them.
    names
        Code → name of the two sides.

    Examples
    --------
    >>> from analysis import read
    >>> beside(read("data"), pd.DataFrame(), {})[0][-67:]
    'prints no yearly turnover, exports or imports to hold against them.'
    """
    paper = study.publisher
    if set(official_sources(study).values()) == {study.headline_source}:
        return [f"The headline source, {paper}, is the official one itself."]
    if not official_sources(study):
        return [f"There are no official numbers of a side to hold the figures of {paper} against."]
    if fits.empty:
        return [f"{paper} prints no yearly turnover, exports or imports to hold against them."]
    if (fits["fits"] == "missing").all():
        return [f"Neither side has an official number for any figure that {paper} prints."]
    return [
        f"Beside the statistics of {names[side]}: {_counts(rows)}."
        for side, rows in fits.groupby(level="statistics_of", sort=False)
    ]


def _counts(rows: pd.DataFrame) -> str:
    """Return how many figures hold the official number, come near it, or are farthest off."""
    known = rows[rows["fits"] != "missing"]
    if known.empty:
        return "no official number for any of the printed figures"
    inside, total = int((known["fits"] == "inside").sum()), len(known)
    near = int((known["off_percent"].abs() <= 100 * REVISION).sum())
    return (
        f"the official number is within the rounding of {inside or 'none'} of {total} printed "
        f"figures, and within {100 * REVISION:g} percent of {near or 'none'}; {_farthest(known)}"
    )


def _farthest(known: pd.DataFrame) -> str:
    """Return which printed figure is farthest from the official number."""
    off = known["off"].abs()
    if not off.max():
        return "none is certainly off"
    row = known.loc[off.idxmax()]
    percent = f" ({number(abs(row['off_percent']))} percent)" if row["official"] else ""
    return (
        f"the farthest is {row['quantity']} {row['period']}, {printed(row)}, at least "
        f"{quantity(abs(row['off']), 'USD million')}{percent} {row['fits']} it"
    )


def whose(study: Study, found: Reconciliation, names: Mapping[str, str]) -> str:
    """Return whose statistics the reconciliation reads the headline source's figures as.

    Examples
    --------
    >>> from analysis import REVISION, read, reconcile
    >>> study = read("data")
    >>> names = {study.reporter: "Aland", study.partner: "Bland"}
    >>> whose(study, reconcile(study, revision=REVISION), names)[-32:]
    'as the statistics of Aland only.'
    """
    codes = found.sides.get(study.headline_source)
    if codes is None:
        return (
            f"{study.publisher} prints no figure of which it would be open whose statistics it is."
        )
    sides = " or ".join(
        f"the statistics of {names.get(code) or study.name(code)}" for code in codes
    )
    only = " only" if len(codes) == 1 else ", and nothing decides between them"
    return (
        f"So that the fewest figures of all sources must be wrong, the reconciliation reads those "
        f"of {study.publisher} as {sides}{only}."
    )
