"""Draw a pair's indicator over the world's pairs of its size."""

import pandas as pd

from analysis import text as words
from analysis.charts.style import (
    COLOURS,
    MARKERS,
    ORDER,
    Chart,
    canvas,
    draw_intervals,
    finish,
    label_ends,
    nothing,
    thousands,
    whole_years,
)


def standing(rows: pd.DataFrame, title: str, unit: str, source: str = "") -> Chart:
    """Draw an indicator of a pair by year over the percentiles of the world's pairs of its size.

    Parameters
    ----------
    rows
        One indicator of `places`: value, low, high and p5, p25, p50, p75, p95, indexed by of, year.
    unit
        percent or ratio; ratios are drawn on a logarithmic scale.

    Examples
    --------
    >>> index = pd.MultiIndex.from_tuples([("by A", 2020)], names=["of", "year"])
    >>> world = {"p5": [0.4], "p25": [0.9], "p50": [1.1], "p75": [1.4], "p95": [3.3]}
    >>> rows = pd.DataFrame({"value": [2.0], "low": [2.0], "high": [2.0]} | world, index)
    >>> standing(rows, "A is unusual", "ratio").alt
    'A is unusual. by A: 2.00 in 2020. Median of the pairs of at least its size class: 1.10 in \
2020.'
    """
    if rows.empty:
        return nothing(title, unit, source)
    chart, axes = canvas()
    world = rows.groupby(level="year").first()
    for low, high, colour in (("p5", "p95", "#dedede"), ("p25", "p75", "#bdbdbd")):
        # A year alone has no width: the band is drawn half a year to either side.
        for year, row in world.iterrows():
            axes.fill_between([year - 0.5, year + 0.5], row[low], row[high], color=colour, lw=0)
            axes.update_datalim([(year, row[low]), (year, row[high])])
    axes.plot(world.index, world["p50"], color=COLOURS["grey"], linestyle="--", marker="_")
    ends = {"median": (world.index[-1], world["p50"].iloc[-1], COLOURS["grey"])}
    lines = []
    of = list(rows.index.unique("of"))
    for label, colour, marker in zip(of, ORDER, MARKERS, strict=False):
        known = rows.xs(label, level="of")
        draw_intervals(axes, known.index, known, COLOURS[colour], marker, line="-")
        ends[label] = (known.index[-1], known["value"].iloc[-1], COLOURS[colour])
        lines.append(f"{label}: {_by_year(known['value'], unit)}")
    if unit == "ratio":
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter(lambda x, _: f"{x:g}")
        axes.yaxis.set_minor_formatter(lambda x, _: f"{x:g}" if f"{x:e}"[0] in "235" else "")
    else:
        axes.yaxis.set_major_formatter(thousands)
    whole_years(axes, world.index)
    label_ends(axes, ends)
    lines.append(f"Median of the pairs of at least its size class: {_by_year(world['p50'], unit)}")
    caption = (
        "Inner band: half of the values of the world's pairs of at least the pair's size class of "
        "the year; outer band: 90 percent of them; dashed: their median."
    )
    caption += " Logarithmic scale." if unit == "ratio" else ""
    return finish(chart, axes, title, unit, caption, lines, source)


def _by_year(values: pd.Series, unit: str) -> str:
    """Return numbers with their years, in words."""
    return ", ".join(f"{words.quantity(value, unit)} in {year}" for year, value in values.items())
