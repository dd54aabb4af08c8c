"""Give the figures of a study by year, each as an interval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis import countries, quantities
from analysis.rows import INTERVAL, by_year, is_pair, rows_of
from analysis.wording import READINGS, DataError, one_of

if TYPE_CHECKING:
    from analysis.study import Study


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
    else:
        reporter = known_code(study.reporter if reporter is None else reporter)
    partner = known_code(study.partner if partner is None else partner)
    source = None if source is None else known_source(study, source)
    rows = rows_of(study, quantity, reporter, partner, reading, source)
    for column, wanted in (
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
    result = rows[INTERVAL]
    result.attrs["source"] = credit(study, rows["source_id"].unique())
    return result


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
    side = headline_side(study)
    return series(
        study,
        quantity,
        source=study.headline_source,
        statistics_of=side if quantity in quantities.MIRROR else None,
        years=years,
        reading=reading,
    )


def headline_side(study: Study) -> str:
    """Return whose trade statistics the headline source gives; blank where it does not say.

    Where it gives both sides', the reporter's are meant.

    Examples
    --------
    >>> from analysis import read
    >>> headline_side(read("data")), headline_side(read("data", variant="chinese-side"))
    ('', 'CHN')
    """
    figures = study.figures
    trade = figures["quantity"].isin(quantities.MIRROR) & is_pair(
        figures, study.reporter, study.partner
    )
    sides = figures.loc[trade & (figures["source_id"] == study.headline_source), "statistics_of"]
    return study.reporter if study.reporter in set(sides) else max(sides, default="")


def statements(study: Study, quantity: str) -> pd.DataFrame:
    """Return the pair's figures by year of every source, printed or as a sum of its flows.

    Returns
    -------
    pandas.DataFrame
        value, low, high (as in `series`), statistics_of, source_id, publisher, published and
        note, indexed by year; several rows a year where several sources or sides have one.

    Examples
    --------
    >>> from analysis import read
    >>> statements(read("data"), "turnover").loc[2020, "statistics_of"].to_list()
    ['', 'AZE', 'AZE', 'CHN']
    """
    rows = by_year(rows_of(study, quantity, study.reporter, study.partner))
    rows = rows[[*INTERVAL, "statistics_of", "source_id", "note"]]
    rows = rows.join(study.sources[["publisher", "published"]], on="source_id")
    result = rows[[*INTERVAL, "statistics_of", "source_id", "publisher", "published", "note"]]
    result.attrs["source"] = credit(study, result["source_id"].unique())
    return result


def later(study: Study, quantity: str) -> pd.DataFrame:
    """Return the pair's figures for the years after the study's last year, of every source.

    Returns
    -------
    pandas.DataFrame
        As `statements`.

    Examples
    --------
    >>> from analysis import read
    >>> later(read("data"), "turnover")["value"].to_dict()
    {2021: 1780.0, 2022: 2150.0, 2023: 3100.0, 2024: 3744.0}
    """
    result = statements(study, quantity).loc[study.years[1] + 1 :]
    result.attrs["source"] = credit(study, result["source_id"].unique())
    return result


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
    columns = "quantity reporter partner period as_written wording low high statistics_of".split()
    rows = figures.set_index("figure_id")[[*columns, "source_id", "note"]]
    rows = rows.join(study.sources[["publisher", "published"]], on="source_id")
    return rows[[*columns, "publisher", "published", "note"]]


def credit(study: Study, sources: Iterable[str]) -> str:
    """Return the source line for a table or chart: who published the figures, and when.

    Examples
    --------
    >>> from analysis import read
    >>> credit(read("data"), ["azernews-2021-06-07", "imf-dots-2022-02"])
    'AzerNews (2021-06-07); International Monetary Fund (2022-02-19)'
    """
    listed = study.sources.loc[list(sources), ["publisher", "published"]]
    texts = [f"{who} ({when or 'undated'})" for who, when in listed.itertuples(index=False)]
    return "; ".join(dict.fromkeys(texts))


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


def known_code(code: str) -> str:
    """Refuse a code that is no economy's."""
    if not countries.is_code(code):
        raise DataError(f"{code!r} is not an ISO 3166 alpha-3 code or WLD")
    return code


def known_source(study: Study, source: object) -> str:
    """Refuse a source that is not in sources.csv."""
    if source not in study.sources.index:
        known = ", ".join(study.sources.index)
        raise DataError(f"source {source!r} is not in sources.csv, which has {known}")
    return str(source)
