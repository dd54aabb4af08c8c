"""Give the figures of a study by year, each as an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis import quantities
from analysis.periods import year_of
from analysis.wording import READINGS, DataError, exact_bounds, one_of

if TYPE_CHECKING:
    from analysis.study import Study

INTERVAL = ["value", "low", "high"]


def series(
    study: Study,
    quantity: str,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    source: str | None = None,
    statistics_of: str | None = None,
    region: str | None = None,
    period: str | None = None,
    years: tuple[int, int] | str | None = None,
    reading: str = "strict",
) -> pd.DataFrame:
    """Return the figures of one quantity by year, as one source gives them.

    On one and the same side's statistics, exports of A to B are the imports of B from A: a figure
    is found under either name. Where a source prints exports and imports of a side and no
    turnover, its turnover is their sum.

    Parameters
    ----------
    reporter, partner
        The study's where left out; the reporter is blank for a regional total.
    source, statistics_of, region
        The choice where several are at hand; ``statistics_of=""`` is the open side.
    period
        A dated or part-year figure instead of whole years.
    years
        First and last year, or "all"; the study's where left out.
    reading
        strict or close.

    Returns
    -------
    pandas.DataFrame
        value, low, high (USD million, percent or count) indexed by year, or by period where one
        is given; empty where there is no figure.

    Raises
    ------
    DataError
        For an unknown quantity, code or source; where several sources or sides are left without
        a choice; for two figures of the same thing by one source.

    Examples
    --------
    >>> from analysis import read
    >>> series(read("data"), "turnover", source="azernews-2021-06-07", years=(2017, 2018))
           value     low    high
    year
    2017  1300.0  1250.0  1350.0
    2018  1310.0  1305.0  1315.0
    """
    one_of(quantity, quantities.QUANTITIES, "quantity")
    one_of(reading, READINGS, "reading")
    if quantity == "regional_turnover":
        reporter = ""
    rows = rows_of(
        study,
        quantity,
        study.reporter if reporter is None else reporter,
        study.partner if partner is None else partner,
        reading,
    )
    for column, wanted in (
        ("source_id", source and known_source(study, source)),
        ("statistics_of", statistics_of),
        ("region", region),
        ("period", period),
    ):
        if wanted is not None:
            rows = rows[rows[column] == wanted]
    if period is None:
        first, last = study.years if years is None else (0, 9999) if years == "all" else years
        rows = by_year(rows).loc[first:last]
    else:
        rows = rows.set_index("period", drop=False)
    _one_choice(rows, quantity)
    return rows[INTERVAL]


def headline(
    study: Study,
    quantity: str,
    *,
    years: tuple[int, int] | str | None = None,
    reading: str = "strict",
) -> pd.DataFrame:
    """Return the pair's figures by year as the headline source gives them.

    Where that source prints the statistics of both sides, they are the reporter's.

    Returns
    -------
    pandas.DataFrame
        As `series`.

    Examples
    --------
    >>> from analysis import read
    >>> headline(read("data"), "exports", reading="close")
          value    low   high
    year
    2020  780.0  780.0  790.0
    """
    source = study.headline_source
    figures = study.figures[study.figures["source_id"] == source]
    sides = set(figures.loc[is_pair(figures, study.reporter, study.partner), "statistics_of"])
    side = study.reporter if {study.reporter, study.partner} <= sides else None
    return series(study, quantity, source=source, statistics_of=side, years=years, reading=reading)


def later(study: Study, quantity: str) -> pd.DataFrame:
    """Return the pair's figures for the years after the study's last year, of every source.

    Returns
    -------
    pandas.DataFrame
        value, low, high (as in `series`), statistics_of and source_id, indexed by year; several
        rows a year where several sources have one.

    Examples
    --------
    >>> from analysis import read
    >>> later(read("data"), "turnover")["source_id"].loc[2021]
    'trend-2023-09-01'
    """
    rows = by_year(rows_of(study, quantity, study.reporter, study.partner, "strict"))
    return rows.loc[study.years[1] + 1 :, [*INTERVAL, "statistics_of", "source_id"]]


def region_members(
    study: Study, region: str, *, source: str, statistics_of: str = "own"
) -> pd.DataFrame:
    """Return the turnover of each member of a region with the study's partner.

    Parameters
    ----------
    statistics_of
        ``own`` for each member's own statistics, or a code for one side's of all of them.

    Returns
    -------
    pandas.DataFrame
        value, low, high (USD million) indexed by reporter, partner, year. A member without
        figures has no rows.

    Examples
    --------
    >>> from analysis import read
    >>> members = region_members(read("data"), "South Caucasus", source="imf-dots-2022-02")
    >>> members.index.get_level_values("reporter").unique().to_list()
    ['ARM', 'AZE', 'GEO']
    """
    members = study.regions.loc[study.regions["region"] == region, "member"]
    if members.empty:
        raise DataError(f"{region!r} is not in regions.csv")
    parts = {}
    for member in members:
        side = member if statistics_of == "own" else statistics_of
        parts[member, study.partner] = series(
            study, "turnover", reporter=member, source=source, statistics_of=side
        )
    return pd.concat(parts, names=["reporter", "partner", "year"])


def cited(study: Study, figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures as they were published, with who published them and when.

    Use this to show what a result rests on: choose rows of ``study.figures`` and hand them over.

    Returns
    -------
    pandas.DataFrame
        quantity, reporter, partner, period, as_written, wording, low, high, statistics_of,
        publisher, published, note; indexed by figure_id.
    """
    sources = study.sources[["publisher", "published"]]
    rows = figures.join(sources, on="source_id").set_index("figure_id")
    columns = "quantity reporter partner period as_written wording low high statistics_of".split()
    return rows[[*columns, "publisher", "published", "note"]]


def intervals(figures: pd.DataFrame, reading: str = "strict") -> pd.DataFrame:
    """Return value, low and high of each figure, cut to what its quantity can be."""
    columns = figures[["quantity", "as_written", "wording", "unit"]]
    rows = []
    for quantity, *printed in columns.itertuples(index=False):
        value, low, high = exact_bounds(*printed, reading)
        rows.append([float(x) for x in (value, *quantities.cut(quantity, low, high))])
    return pd.DataFrame(rows, index=figures.index, columns=INTERVAL, dtype=float)


def is_pair(figures: pd.DataFrame, one: str, other: str) -> pd.Series:
    """Say which figures are of a pair, in either order."""
    there = (figures["reporter"] == one) & (figures["partner"] == other)
    back = (figures["reporter"] == other) & (figures["partner"] == one)
    return there | back


def rows_of(study: Study, quantity: str, reporter: str, partner: str, reading: str) -> pd.DataFrame:
    """Return the rows of a quantity under either name, with turnovers that are sums."""
    rows = _named(study, quantity, reporter, partner, reading)
    if quantity != "turnover":
        return rows
    exports = _named(study, "exports", reporter, partner, reading)
    imports = _named(study, "imports", reporter, partner, reading)
    key = ["source_id", "statistics_of", "period", "region"]
    for flow, flows in (("exports", exports), ("imports", imports)):
        _refuse_repeated(flows, key, flow)
    both = exports.merge(imports, on=key, suffixes=("", "_imports"), validate="one_to_one")
    for column in INTERVAL:
        both[column] += both[f"{column}_imports"]
    printed = pd.MultiIndex.from_frame(rows[key])
    sums = both[~pd.MultiIndex.from_frame(both[key]).isin(printed)]
    return pd.concat([rows, sums[rows.columns]], ignore_index=True) if len(sums) else rows


def _named(study: Study, quantity: str, reporter: str, partner: str, reading: str) -> pd.DataFrame:
    """Return the rows of a quantity, and those of its mirror name with the parties exchanged."""
    figures = study.figures
    pair = (figures["reporter"] == reporter) & (figures["partner"] == partner)
    back = (figures["reporter"] == partner) & (figures["partner"] == reporter)
    here = figures[(figures["quantity"] == quantity) & pair].copy()
    there = figures[(figures["quantity"] == quantities.MIRROR.get(quantity)) & back].copy()
    for rows in (here, there):
        rows[INTERVAL] = intervals(rows, reading)
    if quantity == "balance":
        there[["value", "low", "high"]] = -there[["value", "high", "low"]].to_numpy()
    return pd.concat([here, there], ignore_index=True)


def by_year(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are of one whole year, indexed by year and in its order."""
    year = rows["period"].map(year_of)
    yearly = rows[year.notna()]
    index = pd.Index(year[year.notna()].astype(int), name="year", dtype="int64")
    return yearly.set_index(index).sort_index(kind="stable")


def _one_choice(rows: pd.DataFrame, quantity: str) -> None:
    """Refuse rows of several sources, sides or regions, and two of the same thing."""
    choices = rows[["source_id", "statistics_of", "region"]].drop_duplicates()
    if len(choices) > 1:
        listed = [
            f"{source} (statistics_of {side!r}{f', region {region!r}' if region else ''})"
            for source, side, region in choices.itertuples(index=False)
        ]
        raise DataError(
            f"{quantity} has several sources or sides: {'; '.join(listed)}; "
            "choose with source=, statistics_of= or region="
        )
    _refuse_repeated(rows, ["period"], quantity)


def _refuse_repeated(rows: pd.DataFrame, key: list[str], quantity: str) -> None:
    """Refuse two figures of the same quantity, pair, period and side by one source."""
    twice = rows[rows.duplicated(key, keep=False)]
    if len(twice):
        ids = ", ".join(twice["figure_id"])
        raise DataError(f"{quantity} of {twice['period'].iloc[0]} is given twice: {ids}")


def known_source(study: Study, source: object) -> str:
    """Refuse a source that is not in sources.csv."""
    if source not in study.sources.index:
        known = ", ".join(study.sources.index)
        raise DataError(f"source {source!r} is not in sources.csv, which has {known}")
    return str(source)
