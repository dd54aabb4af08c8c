"""Gather what the front page says: the verdict, what holds, the picture, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from analysis import charts
from analysis.charts.chart import Chart
from analysis.charts.ranges import as_bars
from analysis.downloads import download
from analysis.findings.claims import claims
from analysis.prose.claim_rows import claim_row
from analysis.prose.front import Facts
from analysis.prose.result_rows import Row
from analysis.prose.sentences import facts, sentences
from analysis.report.interval_examples import two_intervals

if TYPE_CHECKING:
    from analysis.prose.evidence import Claim
    from analysis.study.study import Study


def front_page(study: Study) -> dict[str, object]:
    """Return what the front page of a study's report says, for its template.

    Returns
    -------
    dict
        asked (the pair and the years), verdict, wrong, right, lead, elsewhere and unanswered
        (sentences), columns, rows, table_note and any_holds (of the results), picture (as `shown`,
        or nothing), claims and claims_note, table (all claims as CSV), latest (when the last source
        was published), reading (the drawing of two intervals) and invented (whether these are).

    Examples
    --------
    >>> from analysis import read
    >>> front_page(read("tests/invented"))["verdict"][:59]
    '1 of the 11 figures of The Invented Courier is contradicted'
    """
    known = _facts(study)
    examples, invented = two_intervals(study)
    blocks = ("asked", "verdict", "wrong", "right", "lead", "elsewhere", "unanswered")
    told = (claim for claim in known.wrong if claim.evidence)
    above = {claim.figure["figure_id"] for claim in told if claim.verdict == "contradicted"}
    return {
        **{block: _said(study, block) for block in blocks},
        **results_part(study),
        "claims_note": _said(study, "claims_note"),
        "claims": [_claim(study, claim, above) for claim in known.claims],
        "picture": _picture(study),
        "table": download(claims(study, known.verdicts.found), float_format="%.6f"),
        "latest": study.sources["published"].max(),
        "reading": shown(as_bars(examples)),
        "invented": invented,
    }


def results_part(study: Study) -> dict[str, object]:
    """Return the table of results in words: columns, rows, table_note and any_holds.

    Columns in which nothing stands are left out.

    Examples
    --------
    >>> from analysis import read
    >>> results_part(read("tests/invented"))["columns"][0]
    'The Invented Courier'
    """
    known = _facts(study)
    said = zip(*(row.cells for row in known.rows), strict=True)
    kept = [n for n, cells in enumerate(said) if any(cells)]
    columns = list(known.columns.values())
    return {
        "columns": [columns[n] for n in kept],
        "rows": [_row(study, row, kept) for row in known.rows],
        "table_note": _said(study, "table_note"),
        "any_holds": known.shows_what_holds,
    }


def claims_part(study: Study) -> dict[str, object]:
    """Return the figures of the text with their verdicts in words: claims and claims_note.

    Examples
    --------
    >>> from analysis import read
    >>> claims_part(read("tests/invented"))["claims"][0]["verdict"]
    'contradicted'
    """
    return {
        "claims": [claim_row(study, claim) for claim in _facts(study).claims],
        "claims_note": _said(study, "claims_note"),
    }


def turnover_picture(study: Study) -> Chart:
    """Draw turnover as the text and both sides state it, with contradicted points open.

    Examples
    --------
    >>> from analysis import read
    >>> turnover_picture(read("tests/invented")).title[:19]
    'Turnover in 2005 ac'
    """
    return charts.by_year(_facts(study).levels, _said(study, "picture"))


def shown(chart: Chart) -> dict[str, str]:
    """Return a chart as a page holds it: the picture, for a phone too, and the words around it.

    Examples
    --------
    >>> import pandas as pd
    >>> levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    >>> shown(charts.by_year({"Exports": levels}, "Exports rose"))["title"]
    'Exports rose'
    """
    return {
        "svg": chart.as_svg(),
        "narrow": chart.for_phone(),
        "title": chart.title,
        "caption": chart.caption,
        "source": chart.source,
    }


def _said(study: Study, block: str, **given: object) -> str:
    """Return a text of the front page; blank where there is nothing to say."""
    return str(sentences(study, f"front.{block}", **given) or "")


def _claim(study: Study, claim: Claim, above: set[str]) -> dict[str, str]:
    """Return a claim in words; the numbers that stand in the lines above are not repeated."""
    row = claim_row(study, claim)
    if claim.figure["figure_id"] not in above:
        return row
    return {**row, "otherwise": _said(study, "as_above", claim=claim)}


def _row(study: Study, row: Row, kept: Iterable[int]) -> dict[str, object]:
    """Return a row of the table of results in words."""
    return {
        "what": _said(study, "row", row=row),
        "cells": [
            {
                "text": _said(study, "cell", row=row, cell=cell) if cell else "",
                "contradicted": bool(cell and cell.contradicted),
            }
            for cell in (row.cells[n] for n in kept)
        ],
        "holds": "" if row.holds is None else _said(study, "holds", row=row),
    }


def _picture(study: Study) -> dict[str, object] | None:
    """Return the picture for a page and for a phone, if there is one."""
    picture = turnover_picture(study)
    if picture.empty:
        return None
    return {**shown(picture), "png": picture.as_png()}


def _facts(study: Study) -> Facts:
    return cast("Facts", facts(study, "front"))
