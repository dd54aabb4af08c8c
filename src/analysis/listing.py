"""List the figures of a study as they were read, and what became of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from analysis.words import counted, tally

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reconciliation import Reconciliation
    from analysis.study import Study

UNITS = {"USD": "USD million", "percent": "percent", "times": "percent", "count": ""}
"""Unit of the file → unit in which the library holds the number."""

SLIPS = ("a factor of 10", "a factor of 1000")
"""The changes of reading that ask whether a scale slipped."""


def contents(study: Study) -> str:
    """Return the line that says how much there is in a study.

    Examples
    --------
    >>> from analysis import read
    >>> contents(read("data"))
    'Azerbaijan and China, 2015 to 2020: 161 figures of 21 sources.'
    """
    first, last = study.years
    years = f"{first}" if first == last else f"{first} to {last}"
    figures, sources = counted(len(study.figures), "figure"), counted(len(study.sources), "source")
    return f"{study.title}, {years}: {figures} of {sources}."


def figure_rows(study: Study) -> list[list[str]]:
    """Return a row a figure, as written → interval, below a row of headings.

    Examples
    --------
    >>> from analysis import read
    >>> for row in figure_rows(read("data"))[:2]:
    ...     print(" | ".join(row))
    figure | quantity | parties | period | wording | as written | means | side
    art-turnover-2015 | turnover | AZE-CHN | 2015 | stated | 561 million USD | 560.5 to 561.5 USD \
million | open
    """
    rows = [[*"figure quantity parties period wording".split(), "as written", "means", "side"]]
    for _, figure in study.figures.iterrows():
        row = [figure.figure_id, figure.quantity, _parties(figure), figure.period or "undated"]
        row += [figure.wording, f"{figure.as_written} {figure.unit}".removesuffix(" count")]
        row += [meaning(figure.low, figure.high, UNITS[figure.unit]), figure.side]
        rows.append(row)
    return rows


def meaning(low: float, high: float, unit: str) -> str:
    """Return the words for what a figure can mean.

    Examples
    --------
    >>> meaning(1250.0, 1350.0, "USD million")
    '1,250 to 1,350 USD million'
    >>> meaning(780.0, math.inf, "USD million")
    '780 or more USD million'
    """
    if low == high:
        words = f"{low:,.15g}"
    elif math.isinf(high):
        words = f"{low:,.15g} or more"
    elif math.isinf(low):
        words = f"{high:,.15g} or less"
    else:
        words = f"{low:,.15g} to {high:,.15g}"
    return f"{words} {unit}".rstrip()


def verdict_lines(study: Study, found: Reconciliation) -> list[str]:
    """Return the figures that are rejected or disputed, each with its reason, and a count of all.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("data")
    >>> lines = verdict_lines(study, reconcile(study, revision=0.02))
    >>> lines[0]
    'Do the figures agree? 4 are rejected, 4 are disputed, 82 are kept and 71 are unchecked.'
    >>> lines[3][:62]
    '  art-exports-2020 (780 million): the exports of Azerbaijan to'
    """
    by_verdict = dict(list(found.verdicts.groupby("verdict")))
    order = ("rejected", "disputed", "kept", "unchecked")
    counts = {verdict: len(by_verdict[verdict]) for verdict in order if verdict in by_verdict}
    lines = [f"Do the figures agree? {tally(counts)}."]
    for verdict in ("rejected", "disputed"):
        if verdict in by_verdict:
            lines += ["", f"{verdict.capitalize()}:"]
            rows = by_verdict[verdict]
            named = _as_printed(study, rows["figure_id"])
            lines += [f"  {n}: {why}." for n, why in zip(named, rows["reason"], strict=True)]
    return lines


def slip_lines(study: Study, found: Reconciliation) -> list[str]:
    """Return a question for each figure that would fit with its scale moved, and is held by others.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("data")
    >>> slip_lines(study, reconcile(study, revision=0.02))[2]
    '  art-china-turnover (500 billion): fits as 500 billion times 10; did a scale slip?'
    """
    from analysis.what_if import BOUND, HALF_BOUND

    tried = found.what_if
    # Where nothing bears on the other reading either, it is no better than the printed one.
    rows = tried[tried["change"].isin(SLIPS) & tried["result"].isin([BOUND, HALF_BOUND])]
    named = _as_printed(study, rows["figure_id"])
    lines = [
        f"  {n}: fits as {reading}; did a scale slip?"
        for n, reading in zip(named, rows["reading"], strict=True)
    ]
    return ["", "Scale:", *lines] if lines else []


def aligned(rows: list[list[str]]) -> list[str]:
    """Return a line a row, with columns of one width each.

    Examples
    --------
    >>> aligned([["figure", "side"], ["a", "open"]])
    ['figure  side', 'a       open']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _parties(figure: pd.Series) -> str:
    """Return whose quantity it is: the reporter, or a region as a whole, and the partner."""
    if not figure.reporter:
        return f"{figure.region}-{figure.partner}"
    within = f" in {figure.region}" if figure.region else ""
    return f"{figure.reporter}-{figure.partner}{within}"


def _as_printed(study: Study, figure_ids: pd.Series) -> list[str]:
    """Return each figure's identifier with what was printed."""
    printed = study.figures.set_index("figure_id")["as_written"]
    return [f"{name} ({printed[name]})" for name in figure_ids]
