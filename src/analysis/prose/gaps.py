"""Say in sentences what a study lacks, so that what is not known below is no surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.indicators.investment import stocks
from analysis.text import join_names, possessive
from analysis.timeseries.by_side import official

if TYPE_CHECKING:
    from analysis.study.study import Study


def of_investment(study: Study) -> str:
    """Return what a study lacks for investment, as sentences; blank where nothing is missing.

    Examples
    --------
    >>> from analysis import focus, read
    >>> of_investment(focus(read("tests/invented"), reporter="XCC"))
    'No source states a stock of investment between the two.'
    """
    known = stocks(study)
    missing = [d for d in ("outward", "inward") if d not in set(known["direction"])]
    none = "No source states a stock of investment between the two."
    one = f"No source states a stock of {join_names(missing)} investment."
    return none if known.empty else one if missing else ""


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _official(study: Study) -> str:
    """Return which side's official statistics are not in the study."""
    missing = [code for code, levels in official(study, "turnover").items() if levels.empty]
    if len(missing) == 2:
        return "The study has no official statistics of both flows, of either side."
    whose = f"{possessive(study.name(missing[0]))} side" if missing else ""
    return f"The study has no official statistics of both flows of {whose}." if missing else ""
