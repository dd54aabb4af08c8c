"""Draw how a printed number becomes a bar, for a reader who has never seen an interval."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis import text as words
from analysis.charts.style import COLOURS, NARROW, Chart, canvas, finish


def as_bars(rows: pd.DataFrame, title: str = "A printed number is a bar, not a point") -> Chart:
    """Draw each figure on a line of its own scale: a bar for what it can mean, an arrow if open.

    Parameters
    ----------
    rows
        value, low, high (USD million), indexed by the figure as printed.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [60.0], "low": [60.0], "high": [np.inf]}, ["more than 60"])
    >>> as_bars(rows).alt
    'A printed number is a bar, not a point. more than 60 means at least 60, no upper bound.'
    """
    chart, axes = canvas(height=0.35 + 0.95 * len(rows), width=NARROW)
    for place, (label, row) in enumerate(rows.iterrows()):
        _draw_bar(axes, 1.6 * place, label, row)
    axes.set_ylim(1.6 * len(rows) - 0.75, -0.75)
    axes.set_xlim(0, 1)
    axes.set_axis_off()
    lines = [f"{label} means {words.bounds(row, 'USD million')}" for label, row in rows.iterrows()]
    return finish(chart, axes, title, "", "USD million.", ["; ".join(lines)], "")


def _draw_bar(axes: Axes, y: float, label: str, row: pd.Series) -> None:
    """Draw one line: the words above it, the bar on it, its ends and the number below."""
    opened = np.isinf(row["high"])
    ends = (0.3, 0.96) if opened else (0.3, 0.7)
    half = row["value"] - row["low"] or 0.1 * row["value"]
    at = 0.3 if opened else ends[0] + (ends[1] - ends[0]) * half / (row["high"] - row["low"])
    axes.plot([0.02, 0.98], [y, y], color="#bdbdbd", linewidth=1)
    axes.plot(ends, [y, y], color=COLOURS["blue"], linewidth=9, alpha=0.45, solid_capstyle="butt")
    if opened:
        arrow = {"arrowstyle": "-|>", "color": COLOURS["blue"], "linewidth": 2}
        axes.annotate("", (0.99, y), (0.5, y), arrowprops=arrow)
    axes.plot([at], [y], color=COLOURS["blue"], marker="o", markersize=8)
    axes.text(
        at, y - 0.32, label, ha="left" if opened else "center", fontweight="bold", fontsize=10
    )
    below = {row["low"]: ends[0], row["value"]: at, row["high"]: ends[1]}
    for value, x in below.items():
        text = "no upper bound" if np.isinf(value) else words.number(value, "USD million")
        align = "right" if np.isinf(value) else "center"
        axes.text(x, y + 0.48, text, ha=align, fontsize=10)
