"""How much of the trade in a product goes both ways, and in which an economy has an advantage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display import Table, named
from analysis.findings.products import largest, levels_of_products, products_of
from analysis.findings.totals import credit_with_totals, own_totals, totals_of
from analysis.indicators.balances import grubel_lloyd
from analysis.indicators.products import comparative_advantage
from analysis.study.pair_figures import INTERVAL
from analysis.timeseries.by_side import latest_first
from analysis.world.totals import WORLD

if TYPE_CHECKING:
    from analysis.study.study import Study

KEYS = ["product", "year"]


def intra_industry_trade(study: Study) -> Table:
    """Return how much of the trade in each product goes both ways, from 0 to 1 (Grubel and Lloyd).

    Exports and imports of a product are those of one source and side: the one with the most of
    such products and years, the headline source first.

    Returns
    -------
    Table
        value, low, high, indexed by product and year.

    Examples
    --------
    >>> from analysis import read
    >>> intra_industry_trade(read("tests/invented-euros")).empty
    True
    """
    sold, bought = (_by_side(study, flow) for flow in ("exports", "imports"))
    tables = {whose: _both_ways(sold[whose], bought[whose]) for whose in sold if whose in bought}
    ranked = sorted(tables, key=lambda w: (-len(tables[w]), w[0] != study.headline_source))
    rows = tables[ranked[0]] if ranked else _table({})
    rows.attrs |= study.about([ranked[0][0]] if len(rows) else [])
    return named(rows, "intra_industry_trade")


def comparative_advantages(study: Study) -> Table:
    """Return revealed comparative advantage of the reporter by product (Balassa).

    It takes the reporter's exports of the product to ``WLD``, and those of the world (``WLD`` to
    ``WLD``), as official statistics have them; totals are those of `partner_shares`.

    Returns
    -------
    Table
        value, low, high, indexed by product and year.

    Examples
    --------
    >>> from analysis import read
    >>> comparative_advantages(read("tests/invented-euros")).empty
    True
    """
    rows = {economy: _to_the_world(study, economy) for economy in (study.reporter, WORLD)}
    own, world = (levels_of_products(study, of) for of in rows.values())
    totals = [totals_of(study, economy, "exports") for economy in rows]
    found = {}
    for product in _of_both(own, world):
        given = [own[product], totals[0], world[product], totals[1]]
        years = given[0].index
        for levels in given[1:]:
            years = years.intersection(levels.index)
        found[product] = comparative_advantage(*(levels.loc[years] for levels in given))
    table = _table(found)
    if len(table):
        sources = pd.concat(rows.values())["source_id"].unique()
        years = table.index.unique("year")
        owned = all(years.isin(own_totals(study, of, "exports").index).all() for of in rows)
        credit = credit_with_totals(study, sources, table=not owned)
        table.attrs |= study.about([]) | {"source": credit}
    return named(table, "comparative_advantages")


def _of_both(
    one: Mapping[str, pd.DataFrame], other: Mapping[str, pd.DataFrame]
) -> dict[str, pd.DataFrame]:
    """Return the largest of the products that both have. None is added up: one may hold another."""
    return largest({product: one[product] for product in one if product in other})


def _both_ways(
    sold: Mapping[str, pd.DataFrame], bought: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    return _table({p: grubel_lloyd(of, bought[p]) for p, of in _of_both(sold, bought).items()})


def _by_side(study: Study, flow: str) -> dict[tuple[str, str], dict[str, pd.DataFrame]]:
    """Return the levels of products in a flow of the pair, by source and side."""
    groups = products_of(study, flow).groupby(["source_id", "statistics_of"], sort=False)
    return {(str(w[0]), str(w[1])): levels_of_products(study, rows) for w, rows in groups}


def _to_the_world(study: Study, economy: str) -> pd.DataFrame:
    rows = products_of(study, "exports", economy, WORLD)
    side = "own" if economy == WORLD else economy
    official = rows["source_id"].map(study.is_official).astype(bool)
    order = {source: place for place, source in enumerate(latest_first(study))}
    rows = rows[official & (rows["statistics_of"] == side)]
    rows = rows.iloc[rows["source_id"].map(order).argsort(kind="stable")]
    return rows[~rows.duplicated(["product", "period"])]


def _table(found: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    if not found:
        index = pd.MultiIndex.from_arrays([[], []], names=KEYS)
        return pd.DataFrame(columns=INTERVAL, index=index, dtype=float)
    return pd.concat(found, names=KEYS)[INTERVAL].dropna(subset="value")
