"""Draw a pair's indicator over the world's pairs of its size, or over the world's economies."""

import pandas as pd

from analysis import text as words
from analysis.charts.chart import Chart, canvas, caption, finish, nothing, of_any_width
from analysis.charts.marks import draw_series, thousands
from analysis.charts.style import KINDS, PALE, PALER, REFERENCE, SIDES

WIDTH = 0.1
"""Years to either side of the first and the last one that are shown."""


@of_any_width
def standing(rows: pd.DataFrame, title: str, unit: str, source: str = "") -> Chart:
    """Draw an indicator of a pair by year over the percentiles of the world's pairs of its size.

    `rows` are as `world_percentiles` gives them; a concentration, which has no size class, is drawn
    over those of all economies. The unit is percent or ratio, and ratios are drawn on a
    logarithmic scale.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("by A", 2020)], names=["of", "year"])
    >>> world = {"p5": [0.4], "p25": [0.9], "p50": [1.1], "p75": [1.4], "p95": [3.3], "at_least": 1}
    >>> rows = pd.DataFrame({"value": [2.0], "low": [2.0], "high": [2.0]} | world, index)
    >>> standing(rows, "A is unusual", "ratio").alt
    'A is unusual. by A: 2.00 in 2020. Median of the pairs of at least its size class: 1.10 in \
2020.'
    """
    if rows.empty:
        return nothing(title, source)
    chart, (axes,) = canvas()
    if unit == "ratio":
        axes.set_yscale("log")
        axes.yaxis.set_minor_formatter(lambda x, _: f"{x:g}" if f"{x:e}"[0] in "235" else "")
    world = rows.groupby(level="year").first()
    for low, high, colour in (("p5", "p95", PALER), ("p25", "p75", PALE)):
        # A year alone has no width: the band is half a year to either side, within the axes.
        for year, row in world.iterrows():
            axes.fill_between([year - 0.5, year + 0.5], row[low], row[high], color=colour, lw=0)
    median = world["p50"]
    axes.plot(world.index, median, color=REFERENCE, linestyle="--", marker="_")
    series = {of: rows.xs(of, level="of") for of in rows.index.unique("of")}
    of_pairs = "at_least" in rows
    # A ratio of a pair is of a direction, anything else of a side.
    looks = dict(zip(series, KINDS if of_pairs and unit == "ratio" else SIDES, strict=False))
    draw_series(axes, series, looks, {"median": (world.index[-1], median.iloc[-1], REFERENCE)})
    axes.yaxis.set_major_formatter("{x:g}" if unit == "ratio" else thousands)
    axes.set_xlim(world.index[0] - WIDTH, world.index[-1] + WIDTH)
    lines = [f"{of}: {_spoken(levels['value'], unit)}" for of, levels in series.items()]
    middle = caption("standing_median" if of_pairs else "standing_economies_median")
    lines.append(f"{middle}: {_spoken(median, unit)}")
    below = "standing_ratio" if unit == "ratio" else "standing"
    below = caption(below if of_pairs else "standing_economies")
    return finish(chart, title, unit, below, lines, source)


def _spoken(values: pd.Series, unit: str) -> str:
    """Return numbers with their years, in words."""
    return ", ".join(f"{words.quantity(value, unit)} in {year}" for year, value in values.items())
