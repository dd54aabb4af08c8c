"""Which products drove the growth of a flow, and what it is made up of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.display import Table, named
from analysis.indicators.products import contributions_of_products, shares_of_products
from analysis.study.pair_figures import INTERVAL, by_year, facts_of, finest, rows_of
from analysis.study.product_codes import is_part_of_any
from analysis.study.quantities import MIRROR
from analysis.study.schema import FIXED_PRODUCTS

if TYPE_CHECKING:
    from analysis.study.study import Study

MOST = 8
"""Products of a flow that are told apart: the largest ones of the last year."""
_WITHOUT = "goods without "
_FLOWS = ("exports", "imports", "turnover")


class _Flow(NamedTuple):
    """A flow and its products according to one source, of one side's statistics."""

    source_id: str
    products: dict[str, pd.DataFrame]
    whole: pd.DataFrame


def product_contributions(study: Study) -> Table:
    """Return what products contributed to the growth of the pair's exports, imports or turnover.

    Of each flow the figures are those of one source and one side: the one with the most products
    in two years in a row, the headline source first. All of the flow that is no product stands in
    the row of the rest, so that the contributions of a year add up to growth.

    Returns
    -------
    Table
        value, low, high (percentage points), decided; indexed by flow, product and year.

    Examples
    --------
    >>> from analysis import read
    >>> points = product_contributions(read("tests/invented-euros"))
    >>> points["value"].round(1).to_dict()
    {('exports', 'machinery', 2021): 6.7, ('exports', 'the rest', 2021): 3.9}
    """
    points = _of_flows(study, _flows(study), contributions_of_products)
    return named(points, "product_contributions")


def product_shares(study: Study) -> Table:
    """Return what products made up of the pair's exports, imports or turnover, and the rest.

    The figures of a flow are those of one source and side, as in `product_contributions`. Of a flow
    of whose products no source prints levels they are the shares that one prints.

    Returns
    -------
    Table
        value, low, high (percent of the flow), indexed by flow, product and year.

    Examples
    --------
    >>> from analysis import read
    >>> shares = product_shares(read("tests/invented-euros"))
    >>> shares["value"].round(1).loc["imports"].to_dict()
    {('oil', 2021): 31.5, ('the rest', 2021): 68.5}
    """
    flows = _flows(study, printed_shares=True)
    shares = _of_flows(study, flows, shares_of_products).drop(columns="decided")
    return named(shares, "product_shares")


def product_sources(study: Study) -> dict[str, str]:
    """Return according to which source the products of each flow are told.

    Examples
    --------
    >>> from analysis import read
    >>> product_sources(read("tests/invented-euros"))
    {'exports': 'courier', 'imports': 'courier'}
    """
    return {name: flow.source_id for name, flow in _flows(study).items()}


def _of_flows(
    study: Study,
    flows: Mapping[str, _Flow],
    indicator: Callable[[Mapping[str, pd.DataFrame], pd.DataFrame], pd.DataFrame],
) -> pd.DataFrame:
    parts = {name: indicator(flow.products, flow.whole) for name, flow in flows.items()}
    if not parts:
        index = pd.MultiIndex.from_arrays([[], [], []], names=["flow", "product", "year"])
        rows = pd.DataFrame(columns=[*INTERVAL, "decided"], index=index, dtype=float)
    else:
        rows = pd.concat(parts, names=["flow", "product", "year"])
    rows.attrs |= study.about(dict.fromkeys(flow.source_id for flow in flows.values()))
    return rows


def _flows(study: Study, *, printed_shares: bool = False) -> dict[str, _Flow]:
    """Return the flows of whose products a source has levels; turnover where no other flow is.

    With printed shares, those too of whose products a source has only these: of 100 percent.
    """
    found = study.once_of_figures("flows of products", lambda: _found_flows(study, _by_source))
    levels = {name: flow for name, flow in found.items() if name != "turnover" or len(found) == 1}
    if not printed_shares:
        return levels
    shares = _found_flows(study, _by_source_in_percent)
    if levels or len(shares) > 1:
        shares.pop("turnover", None)
    both = {**shares, **levels}
    return {name: both[name] for name in _FLOWS if name in both}


def _found_flows(study: Study, by_source: Callable[[Study, str], list[_Flow]]) -> dict[str, _Flow]:
    found = {}
    for name in _FLOWS:
        flows = by_source(study, name)
        ranked = sorted(
            flows,
            key=lambda flow: (
                -len(contributions_of_products(flow.products, flow.whole)),
                -len(shares_of_products(flow.products, flow.whole)),
                flow.source_id != study.headline_source,
            ),
        )
        if ranked and len(shares_of_products(ranked[0].products, ranked[0].whole)):
            found[name] = ranked[0]
    return found


def _by_source(study: Study, name: str) -> list[_Flow]:
    """Return a flow with its products according to each source and side that has both."""
    products, wholes = products_of(study, name), rows_of(study, name, study.reporter, study.partner)
    found = []
    for (source, side), rows in products.groupby(["source_id", "statistics_of"], sort=False):
        own = (wholes["source_id"] == source) & (wholes["statistics_of"] == side)
        whole = _levels(study, wholes[own])
        largest = told_apart(study, rows)
        if len(whole) and largest:
            found.append(_Flow(str(source), largest, whole))
    return found


def _by_source_in_percent(study: Study, name: str) -> list[_Flow]:
    """Return the shares of products in a flow that each source prints of each side, of 100."""
    shares, found = products_of(study, f"{name}_product_share"), []
    for (source, _), rows in shares.groupby(["source_id", "statistics_of"], sort=False):
        largest = told_apart(study, rows)
        years = sorted({year for of in largest.values() for year in of.index})
        whole = pd.DataFrame(100.0, pd.Index(years, name="year"), INTERVAL)
        if largest:
            found.append(_Flow(str(source), largest, whole))
    return found


def products_of(
    study: Study, name: str, reporter: str | None = None, partner: str | None = None
) -> pd.DataFrame:
    """Return the rows of parts of the goods in a flow, in the study's currency.

    Examples
    --------
    >>> from analysis import read
    >>> products_of(read("tests/invented-euros"), "imports")["product"].to_list()
    ['oil', 'goods without oil']
    """
    here, there = reporter or study.reporter, partner or study.partner
    figures = facts_of(study)
    own = (figures["reporter"] == here) & (figures["partner"] == there)
    back = (figures["reporter"] == there) & (figures["partner"] == here) & (here != there)
    of = own & (figures["quantity"] == name) | back & (figures["quantity"] == MIRROR[name])
    part = ~figures["product"].isin(["", *FIXED_PRODUCTS]) & figures["value"].notna()
    return figures[of & part & figures["measured_in"].isin(["", study.currency])]


def told_apart(study: Study, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the figures of the products that are told apart, by year: the largest ones.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented-euros")
    >>> list(told_apart(study, products_of(study, "imports")))
    ['oil']
    """
    return largest(_apart(levels_of_products(study, rows)))


def levels_of_products(study: Study, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return the figures of each product by year.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented-euros")
    >>> list(levels_of_products(study, products_of(study, "imports")))
    ['oil', 'goods without oil']
    """
    by_product = {str(p): _levels(study, of) for p, of in rows.groupby("product", sort=False)}
    return {p: of for p, of in by_product.items() if len(of)}


def _levels(study: Study, rows: pd.DataFrame) -> pd.DataFrame:
    first, last = study.years
    return by_year(finest(rows), study.year_begins).loc[first:last, INTERVAL]


def _apart(products: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the products without those that others contain or leave: no product counts twice.

    "HS 2709" is part of "HS 27"; goods without oil hold all products but oil.
    """
    alone = {p for p in products if not p.startswith(_WITHOUT)}
    if not alone:
        return dict(list(products.items())[:1])
    return {p: products[p] for p in products if p in alone and not is_part_of_any(p, alone)}


def largest(products: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the products that are the largest in the last year that each has.

    Examples
    --------
    >>> of = {p: pd.DataFrame({"value": [amount]}) for p, amount in (("oil", 1), ("wine", 2))}
    >>> list(largest(of))
    ['wine', 'oil']
    """
    size = {p: float(levels["value"].iloc[-1]) for p, levels in products.items()}
    return {p: products[p] for p in sorted(products, key=lambda p: -size[p])[:MOST]}
