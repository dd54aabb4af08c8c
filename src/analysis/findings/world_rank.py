"""Find where a study's pair stands among the pairs of the world of at least its size class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display import Table, named
from analysis.errors import one_of
from analysis.findings.partners import (
    partner_concentrations,
    partner_shares,
    trade_intensities,
)
from analysis.findings.totals import flow_name, share_name
from analysis.indicators.balances import balance, grubel_lloyd, ratio
from analysis.indicators.rates import growth
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import all_official_sources, no_years, official, side_codes
from analysis.world.distribution import (
    AMONG_PARTNERS,
    CLASSES,
    PERCENTILES,
    PERCENTS,
    shipped_percentiles,
)
from analysis.world.totals import shipped_totals

if TYPE_CHECKING:
    from analysis.study.study import Study

CONCENTRATIONS = {"export_concentration": "exports", "import_concentration": "imports"}
"""Indicator of an economy, which stands among all economies and not among pairs → its flow."""

INDICATORS = ("mirror_ratio", "growth", "larger_share", *AMONG_PARTNERS, *CONCENTRATIONS)
BANDS = ["p5", "p25", "p50", "p75", "p95"]
COLUMNS = [*INTERVAL, "at_least", "pairs", "n", "above", "below", *BANDS]


def world_percentiles(study: Study, indicator: str) -> Table:
    """Return where an indicator of the pair stands among the world's pairs, by year.

    A pair is compared with those of its size class and above: those whose turnover of the same
    year, according to the statistics of both sides, is at least the class that its own reaches.

    Parameters
    ----------
    indicator
        mirror_ratio, growth (of turnover), larger_share (of the larger of both flows),
        export_partner_share, import_partner_share (of either economy in all trade of the other),
        trade_intensity (of its exports), or export_concentration, import_concentration (of the
        partners of either economy). A concentration stands among those of all economies.

    Returns
    -------
    Table
        Indexed by of (whose it is) and year: value, low, high; at_least, the size class (USD
        million); pairs, how many there are in it; n, how many values they have (a mirror ratio a
        flow, the others by either side); ``above`` and ``below``: the value lies above the one
        percentile and not above the other (0 and 100 are the ends); and the percentiles of the
        class that charts show. Of a concentration there is no class: n economies have one. What
        is beyond the years and classes of the table has no row.

    Examples
    --------
    >>> from analysis import read
    >>> found = world_percentiles(read("tests/invented"), "mirror_ratio")
    >>> found.index.unique("of")[0]
    'imports of XAA over exports of XBB'
    """
    one_of(indicator, INDICATORS, "indicator")
    question = ("world percentiles", indicator)
    rows = study.once_of_figures(question, lambda: _world_percentiles(study, indicator))
    return named(rows, f"world_{indicator}")


def _world_percentiles(study: Study, indicator: str) -> pd.DataFrame:
    if indicator in CONCENTRATIONS:
        return _among_economies(study, CONCENTRATIONS[indicator])
    size = _size_classes(study)
    parts = {
        whose: levels[INTERVAL].join(size, how="inner")
        for whose, levels in _levels(study, indicator).items()
    }
    rows = pd.concat(parts or {"": _no_levels()}, names=["of", "year"])
    rows = rows.dropna(subset=["value", "at_least"])
    rows = _placed(rows, indicator) if len(rows) else rows.reindex(columns=COLUMNS)
    rows.attrs["source"] = _credit(study)
    return rows


def _placed(rows: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return values with the percentiles of their year and class between which they lie."""
    keys = [(year, least, indicator) for (_, year), least in rows["at_least"].items()]
    rows = _between(rows, _world(keys).set_axis(rows.index))
    return rows.astype({"at_least": int, "pairs": int, "n": int})[COLUMNS]


def _between(rows: pd.DataFrame, world: pd.DataFrame) -> pd.DataFrame:
    """Return values with the percentiles of some others between which they lie, row by row."""
    percentiles = world[PERCENTILES].to_numpy()
    rows = rows.join(world[[c for c in ("pairs", "n", *BANDS) if c in world]])
    rows["above"] = (percentiles <= rows[["low"]].to_numpy()).sum(axis=1)
    rows["below"] = (percentiles <= rows[["high"]].to_numpy()).sum(axis=1) + 1
    return rows[world["p50"].notna()]


def _among_economies(study: Study, flow: str) -> pd.DataFrame:
    """Return how concentrated a flow of either economy is, among those of all economies."""
    known = partner_concentrations(study).split()
    names = [flow_name(study, code, flow) for code in (study.reporter, study.partner)]
    parts = {name: known[name][["value"]] for name in names if name in known}
    rows = pd.concat(parts or {"": no_years()[["value"]]}, names=["of", "year"])
    rows = rows.assign(low=rows["value"], high=rows["value"])
    world = _economies(flow).reindex(rows.index.get_level_values("year")).set_axis(rows.index)
    rows = _between(rows, world).astype({"n": int})
    rows.attrs["source"] = shipped_totals().attrs["source"]
    return rows[[*INTERVAL, "n", "above", "below", *BANDS]]


def _economies(flow: str) -> pd.DataFrame:
    """Return the percentiles of the concentrations of all economies, and how many, by year."""
    values = shipped_totals().xs(flow, level="flow")["concentration"].dropna()
    years = values.groupby(level="year")
    rows = {year: np.percentile(found, PERCENTS) for year, found in years}
    return pd.DataFrame.from_dict(rows, "index", columns=PERCENTILES).assign(n=years.size())


def balance_signs(study: Study) -> Table:
    """Return whether the two sides agree on the sign of the balance, and how often others do not.

    Returns
    -------
    Table
        Indexed by year: the balance by either side (USD million), ``disagree`` (yes, no, or blank
        where a sign is not known), at_least, pairs, and ``world``, the percent of the pairs of the
        class whose sides disagree, of those where both signs are known and no flow is copied.

    Examples
    --------
    >>> from analysis import read
    >>> balance_signs(read("tests/invented"))["disagree"].iloc[-1]
    'yes'
    """
    exports, imports = official(study, "exports"), official(study, "imports")
    both = {
        study.side_name(side): balance(exports[side], imports[side]) for side in side_codes(study)
    }
    rows = pd.DataFrame({side: found["value"] for side, found in both.items()})
    decided = pd.DataFrame({side: found["decided"] for side, found in both.items()})
    known = decided.isin(["surplus", "deficit"]).all(axis=1)
    same = decided.eq(decided.iloc[:, 0], axis=0).all(axis=1)
    rows["disagree"] = np.where(known, np.where(same, "no", "yes"), "")
    size = _size_classes(study)
    rows = rows.join(size, how="inner").dropna(subset="at_least").astype({"at_least": int})
    world = _world([(year, least, "balance") for year, least in rows["at_least"].items()])
    rows["pairs"], rows["world"] = world["pairs"].to_numpy(), world["differ"].to_numpy()
    rows = rows.dropna(subset="world").astype({"pairs": int})
    rows.attrs["source"] = _credit(study)
    return named(rows, "balance_signs")


def _no_levels() -> pd.DataFrame:
    return no_years().assign(at_least=np.nan)


def _credit(study: Study) -> str:
    """Return who published the pair's figures, and the world's."""
    own = study.credit(all_official_sources(study))
    return f"{own}; world: {shipped_percentiles().attrs['source']}"


def _world(keys: list[tuple[int, int, str]]) -> pd.DataFrame:
    """Return the rows of the world's distribution for years, classes and indicators."""
    table = shipped_percentiles()
    return table.reindex(pd.MultiIndex.from_tuples(keys, names=table.index.names))


def _levels(study: Study, indicator: str) -> dict[str, pd.DataFrame]:
    """Return an indicator of the pair: whose → value, low, high by year."""
    if indicator == "growth":
        turnovers = official(study, "turnover")
        return {study.side_name(side): growth(turnovers[side]) for side in side_codes(study)}
    if indicator == "trade_intensity":
        return dict(trade_intensities(study).split())
    if indicator in AMONG_PARTNERS:
        return _partner_shares(study, "exports" if indicator.startswith("export") else "imports")
    exports, imports = official(study, "exports"), official(study, "imports")
    if indicator == "larger_share":
        return {
            study.side_name(side): _larger_share(exports[side], imports[side])
            for side in side_codes(study)
        }
    here, there = study.reporter, study.partner
    one, other = study.name(here), study.name(there)
    return {
        f"imports of {one} over exports of {other}": ratio(imports[here], imports[there]),
        f"imports of {other} over exports of {one}": ratio(exports[there], exports[here]),
    }


def _partner_shares(study: Study, flow: str) -> dict[str, pd.DataFrame]:
    """Return each economy's share in a flow of the other, both by the other's own statistics."""
    shares = pd.DataFrame(partner_shares(study)).sort_index()  # pandas 2 warns of an unsorted one
    found = {}
    for code in (study.reporter, study.partner):
        key = share_name(study, code, flow), study.side_name(code)
        if key in shares.index.droplevel("year"):
            found[key[0]] = shares.xs(key, level=("share", "according_to"))
    return found


def _larger_share(exports: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Return the larger of two flows in percent of their sum: at least 50, with exact bounds.

    It is 100 - 50 g, where g is the index of Grubel and Lloyd.
    """
    found = grubel_lloyd(exports, imports)
    sizes = (100 - 50 * found[end] for end in ("value", "high", "low"))
    return pd.DataFrame(dict(zip(INTERVAL, sizes, strict=True)))


def _size_classes(study: Study) -> pd.Series:
    """Return the size class of the pair, by year: the largest that both turnovers reach.

    The world's pairs are classed in the same way, year by year, by their trade in US dollars and
    in calendar years; a pair that is in another currency or in fiscal years has no class.
    """
    if study.money != "USD million" or study.year_begins != 1:  # the world's are, and are not
        return pd.Series(dtype=float, name="at_least")
    one, other = (levels["value"] for levels in official(study, "turnover").values())
    smaller = pd.concat([one, other], axis=1).min(axis=1, skipna=False)
    reached = smaller.map(lambda size: max((c for c in CLASSES if size >= c), default=np.nan))
    return reached.astype(float).rename("at_least")
