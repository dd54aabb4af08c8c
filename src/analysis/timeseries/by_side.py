"""Find the official statistics of a study, by the side whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.study.pair_figures import INTERVAL, is_pair, rows_of
from analysis.timeseries.headline import headline, headline_side
from analysis.timeseries.one_series import yearly

if TYPE_CHECKING:
    from analysis.study.study import Study


def official_sources(study: Study) -> dict[str, list[str]]:
    """Return the sources of each side's official statistics of the pair, the latest first.

    Of several published on one day, that with most figures of the pair comes first.

    Returns
    -------
    dict
        Code of the side → sources; a side without official statistics is left out.

    Examples
    --------
    >>> from analysis import read
    >>> official_sources(read("tests/invented"))
    {'XAA': ['fund-2007'], 'XBB': ['fund-2007']}
    """
    known = study.once("official_sources", lambda: _official_sources(study))
    return {side: list(sources) for side, sources in known.items()}


def _official_sources(study: Study) -> dict[str, list[str]]:
    pair = (study.reporter, study.partner)
    figures = study.figures[is_pair(study.figures, *pair)]
    said = set(zip(figures["source_id"], figures["statistics_of"], strict=True))
    sides = {side: [s for s in latest_first(study) if (s, side) in said] for side in pair}
    return {side: sources for side, sources in sides.items() if sources}


def latest_first(study: Study) -> list[str]:
    """Return the official sources: the last published first, then that with most of the pair.

    Examples
    --------
    >>> from analysis import read
    >>> latest_first(read("tests/invented"))
    ['fund-2007']
    """
    return study.once("latest_first", lambda: _latest_first(study))


def _latest_first(study: Study) -> list[str]:
    pair = study.figures[is_pair(study.figures, study.reporter, study.partner)]
    counts = pair["source_id"].value_counts()
    published = study.sources["published"]
    official = [str(source) for source in study.sources.index if study.is_official(source)]
    by_size = sorted(official, key=lambda source: -counts.get(source, 0))
    return sorted(by_size, key=lambda source: str(published[source]), reverse=True)


def all_official_sources(study: Study) -> list[str]:
    """Return the sources of both sides' official statistics, each once.

    Examples
    --------
    >>> from analysis import read
    >>> all_official_sources(read("tests/invented"))
    ['fund-2007']
    """
    known = official_sources(study).values()
    return list(dict.fromkeys(source for sources in known for source in sources))


def official(study: Study, quantity: str) -> dict[str, pd.DataFrame]:
    """Return a quantity by the official statistics of the pair's two sides.

    The side on which the headline source is read comes first (the reporter's where that source
    does not say).

    Returns
    -------
    dict
        Code of the side → frame as `official_series`; empty frames where there are no such figures.

    Examples
    --------
    >>> from analysis import read
    >>> list(official(read("tests/invented"), "turnover"))
    ['XAA', 'XBB']
    """
    found = study.once_of_figures(
        ("official", quantity),
        lambda: {side: official_series(study, quantity, side) for side in side_codes(study)},
    )
    return {side: levels.copy() for side, levels in found.items()}


def official_series(
    study: Study,
    quantity: str,
    side: str,
    *,
    reporter: str | None = None,
    partner: str | None = None,
) -> pd.DataFrame:
    """Return the figures of one quantity by year, as a side's official statistics give them.

    All official sources of the side are one series. Of a year that several of them give, the
    latest publication counts; `earlier_vintages` lists the others.

    Parameters
    ----------
    reporter, partner
        The study's where left out.

    Returns
    -------
    pandas.DataFrame
        value, low, high as `series`, credited to every source that a year is taken from.

    Examples
    --------
    >>> from analysis import read
    >>> official_series(read("tests/invented"), "exports", "XAA").loc[2005].to_dict()
    {'value': 80.0, 'low': 79.95, 'high': 80.05}
    """
    return study.once_of_figures(
        ("official series", quantity, side, reporter, partner),
        lambda: _credited(
            study, official_rows(study, quantity, side, reporter=reporter, partner=partner)
        ),
    )


def _credited(study: Study, rows: pd.DataFrame) -> pd.DataFrame:
    result = rows[INTERVAL]
    result.attrs |= study.about(rows["source_id"].unique())
    return result


def official_rows(
    study: Study,
    quantity: str,
    side: str,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    earlier: bool = False,
) -> pd.DataFrame:
    """Return the rows behind `official_series`, with all columns of the study's figures.

    Parameters
    ----------
    earlier
        The rows of earlier publications, in place of those of the latest of each year.

    Examples
    --------
    >>> from analysis import read
    >>> official_rows(read("tests/invented"), "exports", "XAA")["source_id"].unique().tolist()
    ['fund-2007']
    """
    rows = rows_of(study, quantity, reporter or study.reporter, partner or study.partner)
    order = {source: place for place, source in enumerate(latest_first(study))}
    said = list(zip(rows["statistics_of"], rows["source_id"], strict=True))
    own = [n for n, (of, source) in enumerate(said) if of == side and source in order]
    rows = yearly(study, rows.iloc[sorted(own, key=lambda n: order[said[n][1]])])
    if rows.index.is_unique:
        return rows.iloc[:0] if earlier else rows
    return rows[rows.index.duplicated() == earlier]


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

    Where the headline source is an official one, it stands there once, as part of its side's.

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
    if study.headline_source not in all_official_sources(study):
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
