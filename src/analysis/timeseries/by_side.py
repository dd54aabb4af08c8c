"""Find the official statistics of a study, by the side whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.study.pair_figures import INTERVAL, is_pair
from analysis.timeseries.headline import headline, headline_side
from analysis.timeseries.one_series import series

if TYPE_CHECKING:
    from analysis.study.study import Study


def is_official(study: Study, source: str) -> bool:
    """Say whether a source is official: its kind begins with "official statistics".

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> is_official(study, "fund-2007"), is_official(study, "courier-2006-03")
    (True, False)
    """
    return str(study.sources.at[source, "kind"]).casefold().startswith("official statistics")


def official_sources(study: Study) -> dict[str, str]:
    """Return the source of each side's official statistics of the pair, where there is one.

    One that has both sides comes before two that have one each; of several, that with most
    figures.

    Returns
    -------
    dict
        Code of the side → source; a side without official statistics is left out.

    Examples
    --------
    >>> from analysis import read
    >>> official_sources(read("tests/invented"))
    {'XAA': 'fund-2007', 'XBB': 'fund-2007'}
    """
    return dict(study.once("official_sources", lambda: _official_sources(study)))


def _official_sources(study: Study) -> dict[str, str]:
    pair = [study.reporter, study.partner]
    sources = [source for source in study.sources.index if is_official(study, source)]
    figures = study.figures[is_pair(study.figures, *pair)]
    counts = pd.crosstab(figures["source_id"], figures["statistics_of"])
    counts = counts.reindex(index=sources, columns=pair, fill_value=0)
    both = counts[(counts > 0).all(axis=1)]
    if len(both):
        return dict.fromkeys(pair, str(both.sum(axis=1).idxmax()))
    return {side: str(counts[side].idxmax()) for side in pair if counts[side].any()}


def official(study: Study, quantity: str) -> dict[str, pd.DataFrame]:
    """Return a quantity by the official statistics of the pair's two sides.

    The side on which the headline source is read comes first (the reporter's where that source
    does not say).

    Returns
    -------
    dict
        Code of the side → frame as `series`; empty frames where there are no such figures.

    Examples
    --------
    >>> from analysis import read
    >>> list(official(read("tests/invented"), "turnover"))
    ['XAA', 'XBB']
    """
    found = study.once_of_figures(("official", quantity), lambda: _official(study, quantity))
    return {side: levels.copy(deep=False) for side, levels in found.items()}


def _official(study: Study, quantity: str) -> dict[str, pd.DataFrame]:
    sources = official_sources(study)
    return {
        side: series(study, quantity, source=sources[side], statistics_of=side)
        if side in sources
        else no_years()
        for side in side_codes(study)
    }


def side_codes(study: Study) -> tuple[str, str]:
    """Return the pair's two sides, that on which the headline source is read first.

    Examples
    --------
    >>> from analysis import read
    >>> side_codes(read("tests/invented"))
    ('XAA', 'XBB')
    >>> side_codes(read("tests/invented", variant="side-of-xbb"))
    ('XBB', 'XAA')
    """
    pair = (study.reporter, study.partner)
    return pair[::-1] if headline_side(study) == study.partner else pair


def side_names(study: Study) -> dict[str, str]:
    """Return the names of the pair's two economies by their code, in the order of `side_codes`.

    Examples
    --------
    >>> from analysis import read
    >>> side_names(read("tests/invented"))
    {'XAA': 'XAA', 'XBB': 'XBB'}
    """
    return {code: study.name(code) for code in side_codes(study)}


def by_side(study: Study, quantity: str) -> Table:
    """Return a quantity according to the headline source and to both sides' official statistics.

    Where the headline source is the official one, it stands there once.

    Returns
    -------
    Table
        value, low, high, indexed by according_to (who publishes it, or whose statistics it is)
        and year.

    Examples
    --------
    >>> from analysis import read
    >>> list(by_side(read("tests/invented"), "turnover").split())
    ['The Invented Courier', "XAA's statistics", "XBB's statistics"]
    """
    official_levels = official(study, quantity).items()
    levels = {study.side_name(side): frame for side, frame in official_levels}
    sources = list(official_sources(study).values())
    if study.headline_source not in sources:
        levels = {study.publisher: headline(study, quantity)} | levels
    table = named(pd.concat(levels, names=["according_to", "year"]), "by_side")
    table.attrs |= study.about([]) | {"source": credits_of(levels.values())}
    return table


def credits_of(frames: Iterable[pd.DataFrame]) -> str:
    """Return who published some series, each source once.

    Examples
    --------
    >>> from analysis import read
    >>> credits_of(official(read("tests/invented"), "turnover").values())
    'The Invented Fund (2007-02-01)'
    """
    texts = [text for frame in frames for text in frame.attrs.get("source", "").split("; ")]
    return "; ".join(dict.fromkeys(text for text in texts if text))


def no_years() -> pd.DataFrame:
    """Return a series without a year."""
    index = pd.Index([], name="year", dtype="int64")
    return pd.DataFrame(columns=INTERVAL, index=index, dtype=float)
