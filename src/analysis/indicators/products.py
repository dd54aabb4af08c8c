"""What products contribute to the growth of a flow, and what they make up of it, with bounds."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.indicators.arithmetic import (
    ENDS,
    SIGN,
    levels,
    quotients,
    quotients_of_quotients,
    result_of,
)
from analysis.indicators.pairs import year_before
from analysis.indicators.rates import contribution
from analysis.indicators.shares import implied_rest, share

REST = "the rest"
"""All of a flow that no product of which a level is known makes up."""


def contributions_of_products(
    products: Mapping[str, pd.DataFrame], whole: pd.DataFrame
) -> pd.DataFrame:
    """Return what each product and the rest contribute to the growth of a flow.

    That of a product p of the flow w is 100 (p_t - p_{t-1}) / w_{t-1} percentage points, as
    `contribution` has it. That of the rest is 100 ((w_t - P_t) + P_{t-1}) / w_{t-1} - 100, P being
    the sum of the products; its bounds are at l_w - h_P, l_P and h_w of the year before, and the
    reverse. Products of which one of the two years is missing are part of the rest. A year in which
    the products must be larger than their flow has no row: they overlap, or a figure is wrong.

    Parameters
    ----------
    products
        Product → its levels by year. No product may be part of another one.

    Returns
    -------
    pandas.DataFrame
        value, low, high (percentage points) and decided, indexed by product and year.

    Examples
    --------
    >>> oil = pd.DataFrame({c: [10.0, 30.0] for c in ("value", "low", "high")}, [2019, 2020])
    >>> goods = pd.DataFrame({c: [100.0, 110.0] for c in ("value", "low", "high")}, [2019, 2020])
    >>> contributions_of_products({"oil": oil}, goods)["value"].to_dict()
    {('oil', 2020): 20.0, ('the rest', 2020): -10.0}
    """
    (whole,) = levels(whole)
    products = {name: levels(p)[0] for name, p in products.items()}
    before = {name: year_before(p.reindex(whole.index)) for name, p in products.items()}
    now = {
        name: p.reindex(whole.index).where(before[name]["value"].notna())
        for name, p in products.items()
    }
    before = {name: p.where(now[name]["value"].notna()) for name, p in before.items()}
    base, left = year_before(whole), implied_rest(whole, _total(now, whole.index))
    were = share(_total(before, whole.index), base)
    ends = quotients(left, base)
    rest = [100 * x + were[end].to_numpy() - 100 for x, end in zip(ends, ENDS, strict=True)]
    rows = {name: contribution(p.reindex(whole.index), whole) for name, p in products.items()}
    rows[REST] = result_of(whole.index, *rest, words=SIGN)
    return _of_known_years(rows)


def shares_of_products(products: Mapping[str, pd.DataFrame], whole: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each product and of the rest in a flow, in percent.

    That of a product is 100 p / w, and that of the rest 100 (1 - P / w), P being the sum of the
    products; its bounds are at h_P, l_w and l_P, h_w. A year in which the products must be larger
    than their flow has no row.

    Parameters
    ----------
    products
        Product → its levels by year. No product may be part of another one.

    Returns
    -------
    pandas.DataFrame
        value, low, high (percent) and decided, indexed by product and year.

    Examples
    --------
    >>> oil = pd.DataFrame({c: [30.0] for c in ("value", "low", "high")}, [2020])
    >>> all_goods = pd.DataFrame({c: [120.0] for c in ("value", "low", "high")}, [2020])
    >>> shares_of_products({"oil": oil}, all_goods)["value"].to_dict()
    {('oil', 2020): 25.0, ('the rest', 2020): 75.0}
    """
    (whole,) = levels(whole)
    known = {name: levels(p)[0].reindex(whole.index) for name, p in products.items()}
    rows = {name: share(p, whole) for name, p in known.items()}
    together = share(_total(known, whole.index), whole)
    ends = (100 - together[end] for end in ("value", "high", "low"))
    rows[REST] = result_of(whole.index, *ends)
    return _of_known_years(rows)


def comparative_advantage(
    product: pd.DataFrame,
    exports: pd.DataFrame,
    world_product: pd.DataFrame,
    world_exports: pd.DataFrame,
) -> pd.DataFrame:
    """Return revealed comparative advantage, (x_p / x) / (w_p / w) (Balassa).

    It is above 1 where a product has a larger share in the economy's exports than in those of the
    world. The bounds are at l_p, h_x, h_wp, l_w and at h_p, l_x, l_wp, h_w.

    Parameters
    ----------
    product, exports
        The economy's exports of the product, and of all goods.
    world_product, world_exports
        Those of the world.

    Examples
    --------
    >>> def exact(x):
    ...     return pd.DataFrame({"value": [x], "low": [x], "high": [x]}, [2020])
    >>> comparative_advantage(exact(30.0), exact(100.0), exact(50.0), exact(500.0))
          value  low  high decided
    2020    3.0  3.0   3.0
    """
    p, x, wp, w = levels(product, exports, world_product, world_exports)
    return result_of(p.index, *quotients_of_quotients((p, x), (wp, w)))


def _total(products: Mapping[str, pd.DataFrame], years: pd.Index) -> pd.DataFrame:
    """Return the sum of the products that are known of each year; missing where none is."""
    values = [np.asarray(p[ENDS], dtype=float) for p in products.values()]
    total = np.nansum(values, axis=0)
    total[np.isnan(values).all(axis=0)] = np.nan
    return pd.DataFrame(total, years, ENDS)


def _of_known_years(rows: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of the years of which the rest is known, by product and year."""
    rest = rows[REST]
    years = rest.index[~rest["decided"].isin(["missing", "impossible"])]
    found = pd.concat(rows, names=["product", "year"])
    known = found.index.get_level_values("year").isin(years) & (found["decided"] != "missing")
    return found[known]
