"""What charts draw: points with their intervals, names of series, ticks."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import blended_transform_factory

from analysis import english
from analysis.cells import begins_of
from analysis.charts.style import COLOURS, NARROW, Look, ink
from analysis.english import year_name

End = tuple[float, float, str]
"""Where a series ends: x, y and its colour."""
ARROW, APART = 24, 4
"""The length of an arrow in points; pixels between two names."""
BESIDE, A_YEAR = 1.5, 0.42
"""Inches of a panel that stand beside its years, and inches that a year takes."""
MOST_IN_ROW = 24
"""Letters of a line of the name of a row, on a narrow chart."""
AT_END, AT_POINT = "at the end", "at a point"
"""What marks the names of series, and the words at points, that `spread_labels` may move."""
MOVABLE = (AT_END, AT_POINT)
BESIDE_POINT: Sequence[Mapping[str, Any]] = [
    {"position": (0, up), "ha": side, "va": "top" if up < 0 else "bottom"}
    for side in ("left", "right")
    for up in (-7, 7)
]
"""Where the word at a point may stand, the best place first."""


def long_form(series: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return series of value, low, high by year below each other; `run` counts years in a row.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [1.0, 2] for c in ("value", "low", "high")}, [2018, 2020])
    >>> long_form({"A": levels})[["series", "at", "run"]].to_numpy().tolist()
    [['A', 2018, 0], ['A', 2020, 1]]
    """
    parts = []
    for name, levels in series.items():
        known = levels[["value", "low", "high"]].astype(float).dropna(subset="value")
        run = (known.index.to_series().diff() > 1).cumsum()
        parts.append(known.assign(at=known.index, series=name, run=run))
    return pd.concat(parts, ignore_index=True)


def draw_series(
    axes: Axes,
    series: Mapping[str, pd.DataFrame],
    looks: Mapping[str, Look],
    beside: Mapping[str, End] | None = None,
) -> None:
    """Draw series by year as lines with their intervals, named where they end.

    `beside` are names of other lines. A line stops where a year is missing.
    """
    rows = long_form(series)
    draw_intervals(axes, rows, looks)
    last = rows.groupby("series", sort=False).last()
    ends = {name: (row["at"], row["value"], looks[name][0]) for name, row in last.iterrows()}
    whole_years(axes, begins_of(series.values()))
    label_ends(axes, ends | dict(beside or {}))


def draw_intervals(
    axes: Axes,
    rows: pd.DataFrame,
    looks: Mapping[str, Look],
    joined: bool = True,
    lying: bool = False,
    thick: float = 3,
    named: bool = False,
) -> None:
    """Draw a point for each value, a bar from low to high, and an arrow where an end is open.

    `rows` have value, low, high, series and at (the year, or the place of a row), and `run` where
    they are joined by lines. Values lie along the x axis where they are `lying`; series that are
    `named` have a legend, which `name_series` places. A value may lie
    outside its bar: a part printed larger than its whole has a share of at most 100.
    """
    if rows.empty:
        return
    colours = {name: colour for name, (colour, _) in looks.items()}
    shapes = {name: shape for name, (_, shape) in looks.items()}
    low, high = (rows[end].where(np.isfinite(rows[end]), rows["value"]) for end in ("low", "high"))
    # Seaborn finds the ends of a bar itself, from many observations; here they are known.
    bars = axes.hlines if lying else axes.vlines
    bars(rows["at"], low, high, rows["series"].map(colours), linewidth=thick, alpha=0.55)
    x, y = ("value", "at") if lying else ("at", "value")
    names = [name for name in looks if name in set(rows["series"])]
    look = {"hue": "series", "hue_order": names, "palette": colours, "ax": axes}
    if joined:
        sns.lineplot(rows, x=x, y=y, units="run", estimator=None, legend=False, **look)
    look |= {"style": "series", "style_order": names, "markers": shapes, "legend": named}
    sns.scatterplot(rows, x=x, y=y, s=36 if joined else 60, zorder=3, **look)
    axes.set(xlabel="", ylabel="")
    arrow: dict[str, Any] = {"arrowstyle": "<|-", "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    for end, length in (("low", -ARROW), ("high", ARROW)):
        for _, row in rows[np.isinf(rows[end])].iterrows():
            tip, colour = (length, 0) if lying else (0, length), colours[row["series"]]
            style: dict[str, Any] = {
                "textcoords": "offset points",
                "arrowprops": arrow | {"color": colour},
            }
            axes.annotate("", (row[x], row[y]), tip, **style)


def write(axes: Axes, text: str, at: tuple[float, float], up: float, **style: Any) -> None:  # noqa: ANN401
    """Write a text centred so many points above a place, or below it where `up` is negative."""
    style = {"ha": "center", "va": "bottom" if up > 0 else "top"} | style
    axes.annotate(text, at, (0, up), textcoords="offset points", **style)


def thousands(x: float, _: float = 0) -> str:
    """Return what is written at a tick: thousands in groups, and a fraction where there is one."""
    return f"{round(x, 9) + 0:,.15g}"


def open_points(axes: Axes, values: pd.Series, look: Look) -> None:
    """Draw points that cannot be true as open ones, and say so below them."""
    style: dict[str, Any] = {"color": look[0], "marker": look[1], "linestyle": "none", "zorder": 4}
    axes.plot(values, **style, markersize=8, markerfacecolor="white", markeredgewidth=2)
    for year, value in values.items():
        write_at_point(axes, "contradicted", (year, value), COLOURS["red"], 9)


def write_at_point(
    axes: Axes, text: str, at: tuple[float, float], colour: str, size: float
) -> None:
    """Write a text on paper at a point; `spread_labels` then finds the best place beside it."""
    paper = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    write(axes, text, at, -7, bbox=paper, color=ink(colour), fontsize=size, label=AT_POINT)


def name_series(axes: Axes, **place: Any) -> None:  # noqa: ANN401 - what a legend takes
    """Put the names of series with colour and shape above the axes, or where a legend can stand."""
    # From the left edge of the picture, so that long names have all of its width.
    across = blended_transform_factory(_figure(axes).transFigure, axes.transAxes)
    place = place or {"loc": "lower left", "bbox_to_anchor": (0, 1)}
    if "bbox_to_anchor" in place:
        place["bbox_transform"] = across
    sns.move_legend(axes, **place, ncols=4, title="", frameon=False, handletextpad=0.2)


def label_ends(axes: Axes, ends: Mapping[str, End]) -> None:
    """Write each series' name at its last point; `spread_labels` then pushes them apart.

    Of series that end early, the highest is named above its last point, the others below.
    """
    axes.margins(x=0.05)
    right = max((x for x, _, _ in ends.values()), default=0)
    early = [y for x, y, _ in ends.values() if x < right]
    letters = 24 if _figure(axes).get_figwidth() > NARROW else 14
    for label, (x, y, colour) in ends.items():
        place: dict[str, Any] = {"xytext": (10, 0), "va": "center", "label": AT_END}
        if x < right and y == max(early) > min(early):
            place = {"xytext": (6, 14), "va": "bottom", "ha": "right"}
        elif x < right:
            place = {"xytext": (0, -14), "va": "top", "ha": "center"}
        place |= {"textcoords": "offset points", "annotation_clip": False, "linespacing": 1.1}
        text = textwrap.fill(english.shortened(label), letters)
        axes.annotate(text, (x, y), color=ink(colour), fontweight="bold", **place)


def spread_labels(figure: Figure) -> None:
    """Push the names at the ends of series apart where they would touch, within the axes.

    Then put each word at a point where it hides no other point, if it can, and the fewest lines.
    """
    ends = {
        axes: [text for text in axes.texts if text.get_label() == AT_END] for axes in figure.axes
    }
    movable = [text for axes in figure.axes for text in axes.texts if text.get_label() in MOVABLE]
    if movable:  # places are known once all is laid out, which takes long
        figure.draw_without_rendering()
    for axes, names in ends.items():
        names.sort(key=lambda text: text.get_window_extent().y0 + text.get_window_extent().y1)
        boxes = [text.get_window_extent() for text in names]
        frame, middles = axes.get_window_extent(), [(box.y0 + box.y1) / 2 for box in boxes]
        placed = _pushed_apart(middles, [box.height for box in boxes], frame.y0, frame.y1)
        for text, old, new in zip(names, middles, placed, strict=True):
            text.set_position((10, (new - old) * 72 / figure.dpi))
        for text in [text for text in movable if text.axes is axes and text not in names]:
            text.set(**min(BESIDE_POINT, key=lambda place: _crossed(axes, text, place)))


def _crossed(axes: Axes, text: Text, place: Mapping[str, Any]) -> int:
    """Return how much a text would hide: lines, other texts, and far worse, points.

    Outside it would be hidden itself.
    """
    text.set(**place)
    box = text.get_window_extent()
    lines = (line.get_transform().transform_path(line.get_path()) for line in axes.lines)
    crossed = sum(bool(line.intersects_bbox(box, filled=False)) for line in lines)
    others = [other.get_window_extent() for other in axes.texts if other is not text]
    drawn = [points for points in axes.collections if isinstance(points, PathCollection)]
    places = [axes.transData.transform(points.get_offsets()) for points in drawn]
    hidden = sum(bool(box.padded(4).contains(x, y)) for xy in places for x, y in xy)
    frame = axes.get_window_extent()
    outside = box.x0 < frame.x0 or box.x1 > frame.x1 or box.y0 < frame.y0 or box.y1 > frame.y1
    return crossed + int(box.count_overlaps(others)) + 10 * hidden + (1000 if outside else 0)


def _pushed_apart(
    middles: Sequence[float], heights: Sequence[float], bottom: float, top: float
) -> list[float]:
    """Return the middles of boxes, lowest first, so that none touches another.

    Examples
    --------
    >>> [round(middle) for middle in _pushed_apart([50, 52, 99], [10, 10, 10], 0, 100)]
    [44, 58, 95]
    """
    placed = list(middles)
    for _ in range(100):
        for k in range(len(placed) - 1):
            short = (heights[k] + heights[k + 1]) / 2 + APART - (placed[k + 1] - placed[k])
            placed[k] -= max(short, 0) / 2
            placed[k + 1] += max(short, 0) / 2
        ends = zip(placed, heights, strict=True)
        placed = [min(max(middle, bottom + h / 2), top - h / 2) for middle, h in ends]
    return placed


def whole_years(axes: Axes, begins: int = 1) -> None:
    """Put a tick at each whole year, or at every second or fifth where they would touch.

    Fiscal years, which begin with another month than the first, have both their years as a name.
    """
    grid = axes.get_gridspec()
    assert grid is not None  # of all axes that canvas makes
    room = _figure(axes).get_figwidth() / grid.ncols - BESIDE
    most = max(round(room / A_YEAR), 1)
    axes.xaxis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10], integer=True))
    axes.xaxis.set_major_formatter(lambda x, _: year_name(round(x), begins))


def lay_rows(axes: Axes, names: Sequence[str], **style: float) -> None:
    """Name the rows of a chart at the left, the first on top, and draw the grid across them."""
    if _figure(axes).get_figwidth() <= NARROW:
        two = {"width": MOST_IN_ROW, "max_lines": 2, "placeholder": "…"}
        names = [textwrap.fill(name, **cast(Any, two)) for name in names]
        style = {"fontsize": 8} | style
    axes.set_yticks(range(len(names)), names, **cast(Any, style))
    axes.set_ylim(len(names) - 0.5, -0.7)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")


def _figure(axes: Axes) -> Figure:
    return cast(Figure, axes.get_figure())
