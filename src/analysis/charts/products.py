"""Draw what products make up of a flow."""

import pandas as pd

from analysis.cells import begins_of
from analysis.charts.chart import Chart, nothing
from analysis.charts.ranges import ranges
from analysis.english import year_name
from analysis.indicators.products import REST


def composition(shares: pd.DataFrame, title: str, source: str = "") -> Chart:
    """Draw the share of each product in its flow in the last year that is known, the rest below.

    `shares` are as `product_shares` gives them: value, low and high (percent), indexed by flow,
    product and year.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples(
    ...     [("exports", "oil", 2020), ("exports", "the rest", 2020)],
    ...     names=["flow", "product", "year"],
    ... )
    >>> shares = pd.DataFrame({c: [25.0, 75.0] for c in ("value", "low", "high")}, index)
    >>> composition(shares, "Oil made up a quarter").alt
    'Oil made up a quarter. oil, exports 2020 25.0 percent; the rest, exports 2020 75.0 percent.'
    """
    if shares.empty:
        return nothing(title, source)
    begins, parts = begins_of([shares]), []
    for flow, of in shares.groupby(level="flow", sort=False):
        year = of.index.get_level_values("year").max()
        last = of.droplevel("flow").xs(year, level="year")
        products = last.drop(REST).sort_values("value", ascending=False, kind="stable")
        rows = pd.concat([products, last.loc[[REST]]])
        parts.append(rows.assign(group=f"{flow} {year_name(year, begins)}"))
    return ranges(pd.concat(parts), title, "percent", source=source)
