"""Find periods that may be meant as fiscal years."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.study.fiscal_years import FIRST_MONTHS
from analysis.study.quantities import STOCKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysis.study.study import Study

_SPAN = re.compile(r"(\d{4})/(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)


def fiscal_questions(study: Study) -> dict[str, str]:
    """Return the periods that may be fiscal years: figure_id → as a fiscal year is written.

    A span of two calendar years may be one where its source has no other kind of period; the month
    2011-12 may be the fiscal year 2011/12 where a party has fiscal years of which the first month
    is known. Stocks are of a date.

    Examples
    --------
    >>> from analysis import read
    >>> fiscal_questions(read("tests/invented"))
    {}
    """
    dated = study.figures[(study.figures["period"] != "") & ~study.figures["quantity"].isin(STOCKS)]
    only_spans = dated["period"].map(_two_years).astype(bool).groupby(dated["source_id"]).all()
    known = {**FIRST_MONTHS, **study.fiscal_years_of_its_own}
    asked = {}
    for figure in dated.to_dict("records"):
        meant = _two_years(figure["period"]) if only_spans[figure["source_id"]] else ""
        if meant := meant or _month_of_a_fiscal_year(figure, known):
            asked[str(figure["figure_id"])] = meant
    return asked


def _two_years(period: str) -> str:
    """Return two calendar years in a row as a fiscal year is written; blank for anything else."""
    match = _SPAN.fullmatch(period)
    if not match or int(match[2]) != int(match[1]) + 1:
        return ""
    return f"{match[1]}/{match[2][2:]}"


def _month_of_a_fiscal_year(figure: Mapping[str, str], known: Mapping[str, int]) -> str:
    """Return 2011-12 as the fiscal year that it may be; blank for any other period."""
    match = _MONTH.fullmatch(figure["period"])
    parties = {figure["statistics_of"] or figure["reporter"], figure["reporter"], figure["partner"]}
    if not match or (int(match[1]) + 1) % 100 != int(match[2]) or not parties & {*known}:
        return ""
    return f"{match[1]}/{match[2]}"
