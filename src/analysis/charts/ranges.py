"""Charts of intervals, one a row."""

import numpy as np
import pandas as pd

from analysis import text as words
from analysis.cells import money_of
from analysis.charts.chart import Chart, canvas, caption, finish, nothing, of_any_width
from analysis.charts.marks import draw_intervals, lay_rows, name_series, thousands, write
from analysis.charts.style import HEADLINE, KINDS, NARROW, PALE


@of_any_width
def ranges(rows: pd.DataFrame, title: str, unit: str, mark: float = 0, source: str = "") -> Chart:
    """Draw one interval a row, labelled at the left; an open end is an arrow.

    `rows` have value, low and high, and are named by their labels; a column `group` sets colour and
    shape. A line stands at `mark`.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [5.0], "low": [4.0], "high": [float("inf")]}, ["A"])
    >>> ranges(rows, "A is at least 4", "percent").alt
    'A is at least 4. A 5.0 percent (at least 4.0, no upper bound).'
    """
    known = rows.dropna(subset="value")
    if known.empty:
        return nothing(title, source)
    chart, (axes,) = canvas(height=1.6 + 0.42 * max(len(known), 2))
    groups = known.get("group", pd.Series("", known.index))
    looks = dict(zip(groups.unique(), KINDS, strict=False))
    drawn = known.assign(at=range(len(known)), series=groups)
    draw_intervals(axes, drawn, looks, joined=False, lying=True, thick=7, named=groups.any())
    for place, value in enumerate(known["value"]):
        write(axes, words.number(value, unit), (value, place), 6)
    lay_rows(axes, list(known.index))
    axes.axvline(mark, color="black", linewidth=0.8)
    axes.margins(x=0.08)
    if groups.any():
        name_series(axes)
    axes.xaxis.set_major_formatter(thousands)
    axes.set_xlabel(unit)
    told = [
        f"{name}{', ' if group else ''}{group} {words.interval(row, unit)}"
        for (name, row), group in zip(known.iterrows(), groups, strict=True)
    ]
    return finish(chart, title, "", caption("ranges"), ["; ".join(told)], source)


def as_bars(rows: pd.DataFrame, title: str = "") -> Chart:
    """Draw each figure on a scale of its own: a bar for what it can mean, an arrow if it is open.

    `rows` have value, low and high (an amount), and are named by the figure as printed.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [60.0], "low": [60.0], "high": [np.inf]}, ["more than 60"])
    >>> as_bars(rows).alt
    'A printed number is a bar, not a point. more than 60 means at least USD 60 million.'
    """
    chart, (axes,) = canvas(height=0.35 + 0.95 * len(rows), width=NARROW)
    money = money_of([rows])
    ends = rows[["value", "low", "high"]]
    length = (rows["high"] - rows["low"]).where(np.isfinite(rows["high"]), rows["value"])
    scaled = ends.sub(rows["low"], axis=0).div(length, axis=0).clip(upper=1)
    scaled = scaled.assign(at=range(len(rows)), series="")
    axes.hlines(scaled["at"], -0.6, 1.6, color=PALE, linewidth=1)
    draw_intervals(axes, scaled, {"": HEADLINE}, joined=False, lying=True, thick=9)
    for place, (label, row) in enumerate(rows.iterrows()):
        write(axes, label, (scaled["value"].iloc[place], place), 9, fontweight="bold")
        if np.isinf(row["high"]):
            write(axes, "no upper bound", (1, place), -9)
            axes.plot(1, place, color=HEADLINE[0], marker=">", markersize=15)
        for end in ends.columns[np.isfinite(row[ends.columns])]:
            number = words.number(row[end], money)
            write(axes, number, (scaled[end].iloc[place], place), -9)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_axis_off()
    lines = [f"{label} means {words.bounds(row, money)}" for label, row in rows.iterrows()]
    title = title or caption("as_bars_title")
    return finish(chart, title, "", caption("as_bars", money=money), ["; ".join(lines)], "")
