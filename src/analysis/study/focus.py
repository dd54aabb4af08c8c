"""Choose the pair, the years and the source that a study is about."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import pandas as pd

from analysis import english
from analysis.conventions import UNDATED
from analysis.errors import DataError
from analysis.study.pair_figures import comparable, is_pair
from analysis.study.periods import days, usual_beginning, year_of
from analysis.study.quantities import FLOWS, MIRROR, TRADE
from analysis.study.study import Study

Years = tuple[int | None, int | None] | str | int


def focus(
    study: Study,
    reporter: str | None = None,
    partner: str | None = None,
    years: Years | None = None,
    headline_source: str | None = None,
    *,
    title: str | None = None,
) -> Study:
    """Return the study about another pair, other years or another headline source.

    What is left out stays as it is; years and headline source follow the pair where it changes.

    Raises
    ------
    DataError
        For an unknown code or source, years in the wrong order, or a pair without any figure.

    Examples
    --------
    >>> from analysis import read
    >>> other = focus(read("tests/invented"), reporter="XCC", years=(2004, 2005))
    >>> other.reporter, other.years, other.headline_source
    ('XCC', (2004, 2005), 'fund-2007')
    """
    pair = reporter or study.reporter, partner or study.partner
    for code in pair:
        study.known_party(code)
    moved = pair != (study.reporter, study.partner) or not study.headline_source
    rows = study.figures[is_pair(study.figures, *pair)]
    if rows.empty:
        pairs = study.figures.loc[study.figures["reporter"] != "", ["reporter", "partner"]]
        known = sorted({f"{a}-{b}" for a, b in pairs.itertuples(index=False)})
        raise DataError(f"no figure of {pair[0]} with {pair[1]}; the pairs are {', '.join(known)}")
    span = _all_years(rows) if moved else study.years
    first, last = (given or own for given, own in zip(_ends(years), span, strict=True))
    if first > last:
        raise DataError(f"the first year {first} is after the last year {last}")
    names = english.opening(f"{study.name(pair[0])} and {study.name(pair[1])}")
    study = dataclasses.replace(
        study,
        reporter=pair[0],
        partner=pair[1],
        years=(first, last),
        title=title or (names if moved else study.title),
    )
    chosen = headline_source or (_widest_source(study) if moved else study.headline_source)
    return dataclasses.replace(study, headline_source=study.known_source(chosen))


def check_years(study: Study) -> None:
    """Refuse years that are all before or all after the figures of the study's pair.

    Raises
    ------
    DataError
        With the years that there are.

    Examples
    --------
    >>> from analysis import read
    >>> check_years(focus(read("tests/invented"), years=(1900, 1900)))
    Traceback (most recent call last):
    analysis.errors.DataError: no figure of XAA with XBB is of 1900; the years are 2001 to 2007
    """
    rows = study.figures[is_pair(study.figures, study.reporter, study.partner)]
    known, (first, last) = _all_years(rows), study.years
    if known == UNDATED or (first <= known[1] and known[0] <= last):
        return
    asked, there = (f"{a}" if a == b else f"{a} to {b}" for a, b in (study.years, known))
    raise DataError(
        f"no figure of {study.reporter} with {study.partner} is of {asked}; the years are {there}"
    )


def _ends(years: Years | None) -> tuple[int | None, int | None]:
    """Return the first and the last of years that are given in any of three ways."""
    if years is None:
        return None, None
    if isinstance(years, int):
        return years, years
    if isinstance(years, str):
        ends = years.split("-")
        if len(ends) <= 2 and all(end.isdecimal() for end in ends):
            return int(ends[0]), int(ends[-1])
    elif len(years) == 2:
        return years
    raise DataError(f"years {years!r} are none: write '2016-2019', (2016, 2019) or 2016")


def _all_years(rows: pd.DataFrame) -> tuple[int, int]:
    """Return the first and last year that dated figures speak of; targets are of what may come."""
    rows = rows[rows["status"] == ""]
    dated = [span for span in rows["period"].map(days) if span]
    if not dated:
        return UNDATED
    begins = usual_beginning(rows["period"])
    whole = [year for year in (year_of(period, begins) for period in rows["period"]) if year]
    ends = (date.fromordinal(day) for first, end in dated for day in (first, end - 1))
    years = whole or [day.year for day in ends]
    return min(years), max(years)


def _widest_source(study: Study) -> str:
    """Return the source with most years of the pair's turnover: a text before official statistics.

    A text counts that prints trade of the pair. Of several sources it is that with most of the
    pair's figures, and then the first listed.
    """
    pair = {study.reporter, study.partner}
    columns = study.figures[["source_id", "quantity", "reporter", "partner"]].to_numpy().tolist()
    own = [(source, quantity) for source, quantity, *parties in columns if {*parties} == pair]
    size = Counter(source for source, _ in own)
    trades = {source for source, quantity in own if quantity in TRADE}
    years = _years_of_turnover(study)
    texts = [name for name in study.sources.index if name in trades and not study.is_official(name)]
    among = texts or study.sources.index
    return str(max(among, key=lambda name: (len(years[name]), size[name])))


def _years_of_turnover(study: Study) -> dict[str, set[int]]:
    """Return of which of the study's years each source has turnover, or both flows of a side."""
    flows: dict[tuple[str, str, int], set[str]] = {}
    columns = ["source_id", "statistics_of", "period", "quantity", "reporter", "partner"]
    rows = comparable(study)[columns].to_numpy().tolist()
    for source, side, period, quantity, reporter, partner in rows:
        year = year_of(period, study.year_begins)
        is_own = {reporter, partner} == {study.reporter, study.partner}
        if is_own and year is not None and study.years[0] <= year <= study.years[1]:
            own = quantity if reporter == study.reporter else MIRROR.get(quantity, "")
            flows.setdefault((source, side, year), set()).add(own)
    years: dict[str, set[int]] = {source: set() for source in study.sources.index}
    for (source, _, year), names in flows.items():
        if "turnover" in names or names.issuperset(FLOWS[1:]):
            years[source].add(year)
    return years
