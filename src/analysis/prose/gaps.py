"""Say in sentences what a study lacks, so that what is not known below is no surprise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.indicators.investment import stocks
from analysis.text import counted, join_names, possessive
from analysis.timeseries.by_side import official
from analysis.timeseries.by_source import headline, later

if TYPE_CHECKING:
    from analysis.study.study import Study


def of_growth(study: Study) -> str:
    """Return what a study lacks for growth, as sentences; blank where nothing is missing.

    Examples
    --------
    >>> from analysis import focus, read
    >>> of_growth(focus(read("tests/invented"), years=(2004, 2005)))
    'The Invented Courier states turnover of 2 years: a trend needs three.'
    """
    return _sentences(_turnover(study), _official(study), _later(study), _variants(study))


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


def _turnover(study: Study) -> str:
    """Return how few years the headline source states turnover of, if they are too few."""
    years = headline(study, "turnover")["value"].count()
    if years > 2:
        return ""
    if not years:
        return f"{study.publisher} states no turnover of a whole year."
    needs = "growth needs two, and a trend three" if years == 1 else "a trend needs three"
    return f"{study.publisher} states turnover of {counted(years, 'year')}: {needs}."


def _official(study: Study) -> str:
    """Return which side's official statistics are not in the study."""
    missing = [code for code, levels in official(study, "turnover").items() if levels.empty]
    if len(missing) == 2:
        return "The study has no official statistics of both flows, of either side."
    whose = f"{possessive(study.name(missing[0]))} side" if missing else ""
    return f"The study has no official statistics of both flows of {whose}." if missing else ""


def _later(study: Study) -> str:
    """Return that nothing was printed for the years after the last."""
    return "" if len(later(study, "turnover")) else "No source states turnover of a later year."


def _variants(study: Study) -> str:
    """Return that the study names no other readings; said once, where growth is."""
    return "" if len(study.variants) else "The study names no other readings of its figures."
