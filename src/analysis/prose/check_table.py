"""List the figures of a study as they were read, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.english import counted
from analysis.prose.printed import meaning
from analysis.prose.sentences import sentences
from analysis.study.fiscal_questions import fiscal_questions
from analysis.study.periods import fiscal_name
from analysis.study.units import is_money

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reconciliation.answer import Reconciliation
    from analysis.study.study import Study

READ = (
    "figure_id quantity reporter partner region product period wording as_written unit value low "
    "high side source_id"
).split()
"""The columns that say how a figure was read."""
SLIPS = ("a factor of 10", "a factor of 1000")
"""The changes of reading that ask whether a scale slipped."""
SMALLEST = 0.01
"""Million; of a smaller amount it is asked whether it lacks its scale word."""


def contents(study: Study) -> str:
    """Return the line that says how much there is in a study.

    Examples
    --------
    >>> from analysis import read
    >>> contents(read("tests/invented"))
    'XAA and XBB (invented), 2001 to 2005: 74 figures of 6 sources.'
    """
    figures, sources = counted(len(study.figures), "figure"), counted(len(study.sources), "source")
    return f"{sentences(study, 'front.asked')}: {figures} of {sources}."


def figure_rows(study: Study) -> list[list[str]]:
    """Return a row a figure, as written → interval, below a row of headings.

    Examples
    --------
    >>> from analysis import read
    >>> for row in figure_rows(read("tests/invented"))[:2]:
    ...     print(" | ".join(row))
    figure | quantity | parties | period | wording | as written | means | side
    courier-turnover-2001 | turnover | XAA-XBB | 2001 | stated | 101 million USD | USD 100.5 to \
101.5 million | open
    """
    rows = [[*"figure quantity parties period wording".split(), "as written", "means", "side"]]
    for _, figure in study.figures.iterrows():
        row = [
            figure.figure_id,
            figure.quantity,
            _parties(figure),
            fiscal_name(figure.period) or figure.period or "undated",
        ]
        number = f"{figure.as_written} {figure.unit}" if figure.as_written else "no number"
        status = f" ({figure.status})" if figure.status else ""
        row += [figure.wording, f"{number.removesuffix(' count')}{status}"]
        row += [meaning(figure), figure.side]
        rows.append(row)
    return rows


def judged(study: Study, found: Reconciliation) -> pd.DataFrame:
    """Return a row a figure for programs: how it was read, its verdict and its miss.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> judged(study, reconcile(study)).loc[0, ["figure_id", "as_written", "verdict"]].to_list()
    ['courier-turnover-2001', '101 million', 'consistent']
    """
    verdicts = found.verdicts.set_index("figure_id")[["verdict", "miss", "miss_percent"]]
    return study.figures[[*READ]].join(verdicts, on="figure_id", validate="1:1")


def verdict_lines(study: Study, found: Reconciliation) -> list[str]:
    """Return how many figures have each verdict, and each that is wrong with what says otherwise.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> lines = verdict_lines(study, reconcile(study, revision=0.02))
    >>> lines[0]
    'Do the figures agree? 2 are contradicted, 3 are conflicting, 16 are untested and 53 are \
consistent.'
    >>> lines[4][:70]
    '- courier-exports-2005 (95 million): it would have to fall by at least'
    """
    counts = sentences(study, "verdicts.counts", found=found)
    wrong = sentences(study, "verdicts.wrong_figures", found=found) or ""
    return [f"Do the figures agree? {counts}.", *(["", *wrong.splitlines()] if wrong else [])]


def period_lines(study: Study) -> list[str]:
    """Return a question for each figure whose period may be meant as a fiscal year.

    Examples
    --------
    >>> from analysis import read
    >>> period_lines(read("tests/invented"))
    []
    """
    text = sentences(study, "verdicts.periods", meant=fiscal_questions(study)) or ""
    return ["", "Periods:", "", *text.splitlines()] if text else []


def scale_lines(study: Study, found: Reconciliation) -> list[str]:
    """Return a question for each figure whose scale may be missing or wrong.

    It is missing where an amount without one is below 10,000 of its currency, as in tables "in
    millions of dollars"; it may have slipped where the figure would fit with it moved, and others
    bound it.

    Examples
    --------
    >>> from analysis import read, reconcile
    >>> study = read("tests/invented")
    >>> scale_lines(study, reconcile(study))
    []
    """
    from analysis.reconciliation.rereadings import BOUND

    figures = study.figures
    bare = figures["unit"].map(is_money) & ~figures["as_written"].str.contains(r"[a-z]$")
    bare &= figures["value"].abs().between(0, SMALLEST, inclusive="neither")
    units = figures[bare].set_index("figure_id")["unit"].to_dict()
    tried = found.rereadings
    # Only where the others hold the other reading from below and from above do they suggest it.
    rows = tried[tried["change"].isin(SLIPS) & (tried["result"] == BOUND)]
    rows = rows[~rows["figure_id"].isin(fiscal_questions(study))]  # that is asked first
    readings = rows.drop_duplicates("figure_id").set_index("figure_id")["reading"].to_dict()
    text = sentences(study, "verdicts.scale", bare=units, readings=readings) or ""
    return ["", "Scale:", "", *text.splitlines()] if text else []


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
    """Return whose quantity it is: the reporter or a region, the partner, and the product."""
    if not figure.reporter:
        return f"{figure.region}-{figure.partner}"
    within = f" in {figure.region}" if figure.region else ""
    product = f", {figure['product']}" if figure["product"] else ""
    return f"{figure.reporter}-{figure.partner}{within}{product}"
