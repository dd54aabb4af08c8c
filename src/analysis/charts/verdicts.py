"""Charts of verdicts: figures against what consistent ones allow, and under assumptions."""

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap

from analysis.charts.chart import Chart, canvas, caption, finish, nothing, of_any_width
from analysis.charts.marks import draw_intervals, lay_rows, name_series
from analysis.charts.style import LOOKS, PALE, ink
from analysis.english import shortened

VIEW = (45, 220)
"""Percent of what is left that the chart of verdicts has room for."""
TICKS = (50, 80, 100, 125, 200)
MOST_NAMED = 48
"""Letters of the name of a row."""


@of_any_width
def verdicts(rows: pd.DataFrame, title: str, source: str = "") -> Chart:
    """Draw figures against what all consistent figures leave of their unknowns, verdict by shape.

    `rows` are as `figures_on_claims` gives them, those of the text on top. Each is drawn in percent
    of the middle of what is left, or of the largest figure of its unknown where nothing bounds it;
    a record of which no number is printed is left out.

    Examples
    --------
    >>> row = {"value": 9.0, "low": 8.5, "high": 9.5, "left_low": 4.0, "left_high": 6.0}
    >>> row |= {"verdict": "contradicted", "unknown": "turnover", "headline": True}
    >>> verdicts(pd.DataFrame([row | {"publisher": "The Courier"}]), "One is wrong").alt
    'One is wrong. turnover: contradicted, 180 percent of what they allow.'
    """
    rows = rows[rows["value"].notna()].sort_values("headline", ascending=False, kind="stable")
    if rows.empty:
        return nothing(title, source)
    middle = (rows["left_low"] + rows["left_high"]) / 2
    largest = rows.groupby("unknown")["value"].transform("max")
    bounded = np.isfinite(middle)
    ends = rows[["value", "low", "high", "left_low", "left_high"]]
    percent = ends.div(middle.where(bounded, largest) / 100, axis=0)
    inside = percent.clip(*VIEW).where(np.isfinite(percent), percent)
    own = rows["headline"]
    names = rows["unknown"].where(own, rows["unknown"] + ", " + rows["publisher"])
    names = [shortened(name, MOST_NAMED) for name in names]
    # Where there are other sources, a row with that word stands before theirs.
    at = np.arange(len(rows)) + ~own
    inside = inside.assign(at=at, series=rows["verdict"])
    chart, (axes,) = canvas(height=2.1 + 0.27 * len(rows))
    axes.set_xscale("log")
    left = inside[np.isfinite(inside["left_high"])]
    axes.hlines(left["at"], left["left_low"], left["left_high"], color=PALE, linewidth=11)
    axes.axvline(100, color="black", linewidth=0.8)
    draw_intervals(axes, inside, LOOKS, joined=False, lying=True, thick=6, named=True)
    for place, number, closed in zip(at, percent["value"], bounded, strict=True):
        text = f"{number:.0f}" + ("" if closed else "*")
        axes.annotate(text, (1.02, place), xycoords=("axes fraction", "data"), va="center")
    n = int(own.sum())
    others = [caption("verdicts_others"), *names[n:]] if n < len(names) else []
    lay_rows(axes, [*names[:n], *others], fontsize=8)
    axes.set_xlim(0.94 * VIEW[0], 1.06 * VIEW[1])
    axes.set_xticks(TICKS, [str(tick) for tick in TICKS])
    axes.minorticks_off()
    axes.set_xlabel(caption("verdicts_axis"))
    name_series(axes)
    of = np.where(bounded, caption("verdicts_of"), caption("verdicts_of_open"))
    drawn = zip(names, rows["verdict"], percent["value"], of, strict=True)
    told = [f"{label}: {verdict}, {x:.0f} percent of {what}" for label, verdict, x, what in drawn]
    below = caption("verdicts" if bounded.all() else "verdicts_open")
    return finish(chart, title, "", below, ["; ".join(told)], source)


@of_any_width
def verdict_grid(grid: pd.DataFrame, title: str, source: str = "") -> Chart:
    """Draw the verdicts on figures (rows) under several assumptions (columns), a cell each.

    Examples
    --------
    >>> grid = pd.DataFrame({"0 %": ["contradicted"], "2 %": ["consistent"]}, ["turnover in 2020"])
    >>> verdict_grid(grid, "With room, it is consistent").alt
    'With room, it is consistent. turnover in 2020: contradicted at 0 %, consistent at 2 %.'
    """
    if grid.empty:
        return nothing(title, source)
    chart, (axes,) = canvas(height=1.3 + 0.3 * len(grid))
    names = ["", *LOOKS]
    colours = ListedColormap(["white", *(colour for colour, _ in LOOKS.values())])
    scale = {"cmap": colours, "vmin": 0, "vmax": len(names) - 1, "cbar": False, "alpha": 0.2}
    codes = grid.apply(lambda verdicts: verdicts.map(names.index))
    sns.heatmap(codes, annot=grid, fmt="", annot_kws={"size": 9}, linewidths=1, ax=axes, **scale)
    for cell in axes.texts:
        cell.set_color(ink(LOOKS.get(cell.get_text(), LOOKS["consistent"])[0]))
    axes.grid(visible=False)
    axes.tick_params(axis="x", labeltop=True, labelbottom=False)
    axes.tick_params(axis="y", labelsize=8, rotation=0)
    told = [
        f"{name}: " + ", ".join(f"{verdict} at {at}" for at, verdict in row.items() if verdict)
        for name, row in grid.iterrows()
    ]
    return finish(chart, title, "", caption("verdict_grid"), ["; ".join(told)], source)
