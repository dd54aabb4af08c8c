"""Draw what all charts share: style, intervals, labels, title, source line and alt text."""

import os
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis import text as words
from analysis.charts.vector import FORM, as_svg

# Okabe and Ito's palette, safe for colour-blind readers. One meaning, one colour.
COLOURS = {
    "blue": "#0072B2",
    "orange": "#D55E00",
    "green": "#009E73",
    "grey": "#595959",
    "purple": "#9A4D7F",
    "yellow": "#B07A00",
}
ORDER = ("blue", "orange", "green", "grey")
"""Statements of one thing: the headline's, then the two sides'."""
GROUPS = ("purple", "yellow", "grey", "blue")
"""Kinds of things within one chart."""
MARKERS = ("o", "s", "^", "D")
VERDICTS = {
    "kept": ("blue", "o"),
    "disputed": ("purple", "s"),
    "rejected": ("orange", "X"),
    "unchecked": ("grey", "D"),
}
WIDE, NARROW = 8.2, 4.6
"""Widths of charts in inches: for notebooks and pages, and for a phone."""
MOST_YEARS = 6
"""Years that can stand side by side below a narrow panel."""
DECIDED = {"rise": ("green", "^"), "fall": ("orange", "v"), "undecided": ("grey", "o")}
MOST_TITLE, MOST_BELOW = 250, 900
"""Characters of a title, and of a caption or source, that leave a picture room; pages and the text
alternative have all."""


class Chart(Figure):
    """A figure that carries its title, its caption, its source line and its text alternative."""

    title = ""
    caption = ""
    source = ""
    alt = ""
    empty = False

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Hand the text alternative to the notebook, beside the picture drawn by its formatter.

        Stored notebooks hold PNG alone; the pages of a report ask for SVG too.
        """
        metadata = {"image/png": {"alt": self.alt}}
        if os.environ.get(FORM) != "svg":
            return {}, metadata
        told = ("alt", "title", "caption", "source", "empty")
        metadata["image/svg+xml"] = {name: getattr(self, name) for name in told}
        return {"image/svg+xml": as_svg(self)}, metadata


def use_style() -> None:
    """Set the one look of all charts."""
    sns.set_theme(
        style="whitegrid",
        rc={
            "text.parse_math": False,  # a dollar sign in a name is one
            "axes.spines.left": False,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlelocation": "left",
            "figure.dpi": 100,
            "font.family": "DejaVu Sans",
            **dict.fromkeys(("font.size", "axes.labelsize", "axes.titlesize"), 10),
            **dict.fromkeys(("xtick.labelsize", "ytick.labelsize", "legend.fontsize"), 10),
            "grid.color": "#e4e4e4",
        },
    )


def canvas(panels: int = 1, height: float = 4.6, width: float = WIDE) -> tuple[Chart, Any]:
    """Return a chart and its axes (an array where there are several panels)."""
    use_style()
    chart, axes = plt.subplots(
        1, panels, figsize=(width, height), sharey=True, FigureClass=Chart, layout="constrained"
    )
    return cast(Chart, chart), axes


def ink(colour: str) -> str:
    """Return a colour of the palette, dark enough for text on white (4.5 to 1, WCAG AA).

    Examples
    --------
    >>> ink(COLOURS["green"])
    '#007354'
    """
    red, green, blue = (0.73 * part for part in to_rgb(colour))
    return to_hex((red, green, blue))


def draw_intervals(
    axes: Axes,
    at: pd.Index,
    levels: pd.DataFrame,
    colour: str,
    marker: str,
    line: str = "none",
) -> None:
    """Draw a point for each value and a bar from low to high; an infinite end is not drawn.

    A value may lie outside: a part printed larger than its whole has a share of at most 100.
    """
    values, low, high = (levels[c].to_numpy(dtype=float) for c in ("value", "low", "high"))
    middle = np.clip(values, low, high)
    below = np.where(np.isinf(low), 0, middle - low)
    above = np.where(np.isinf(high), 0, high - middle)
    axes.errorbar(
        at, middle, yerr=[below, above], color=colour, linestyle="none", elinewidth=3, capsize=4
    )
    axes.plot(at, values, color=colour, marker=marker, markersize=6, linestyle=line, linewidth=1.3)


def draw_range(
    axes: Axes, place: int, row: pd.Series, colour: str, marker: str, reach: float
) -> None:
    """Draw one row's interval lying down; where it is open, an arrow of length `reach`."""
    low, high = row["low"], row["high"]
    ends = [row["value"] if not np.isfinite(end) else end for end in (low, high)]
    axes.plot(ends, [place, place], color=colour, linewidth=6, alpha=0.45, solid_capstyle="butt")
    axes.plot([row["value"]], [place], color=colour, marker=marker, markersize=7)
    for end, sign in ((low, -1), (high, 1)):
        if np.isinf(end):
            tip = (row["value"] + sign * reach, place)
            style = {"arrowstyle": "-|>", "color": colour, "linewidth": 2}
            axes.annotate("", tip, (row["value"], place), arrowprops=style)
            axes.update_datalim([tip])
    axes.autoscale_view()


def label_ends(axes: Axes, ends: Mapping[str, tuple[float, float, str]]) -> None:
    """Write each series' name at its last point, pushed apart where the names would touch."""
    axes.margins(x=0.05)
    _figure(axes).canvas.draw()
    ordered = sorted(
        ((words.shortened(label), end) for label, end in ends.items()), key=lambda item: item[1][1]
    )
    heights = [axes.transData.transform((x, y))[1] for _, (x, y, _) in ordered]
    lines = [1 + label.count("\n") for label, _ in ordered]
    placed: list[float] = []
    for height, count in zip(heights, lines, strict=True):
        placed.append(max(height, placed[-1] + 2 + 14 * count) if placed else height)
    right = max((x for x, _, _ in ends.values()), default=0)
    early = [y for _, (x, y, _) in ordered if x < right]
    for (label, (x, y, colour)), height, place in zip(ordered, heights, placed, strict=True):
        at: dict[str, Any] = {
            "xy": (x, y),
            "xytext": (10, (place - height) * 0.72),
            "textcoords": "offset points",
        }
        align: dict[str, Any] = {"va": "center", "annotation_clip": False}
        if x < right:
            at["xytext"], beside = _beside_early_end(y, early)
            align |= beside
        axes.annotate(label, **at, **align, color=ink(colour), fontweight="bold")


def _beside_early_end(y: float, early: Sequence[float]) -> tuple[tuple[int, int], dict[str, str]]:
    """Return where the name of a series stands that ends before the last year.

    The lowest stands below its last point, the highest above it and to the left, where no later
    series begins, those between to the right: each away from the others' lines.

    Examples
    --------
    >>> [_beside_early_end(y, [1, 2, 3])[0] for y in (1, 2, 3)]
    [(0, -14), (10, 0), (6, 14)]
    """
    if y == min(early):
        return (0, -14), {"va": "top", "ha": "center"}
    if y == max(early):
        return (6, 14), {"va": "bottom", "ha": "right"}
    return (10, 0), {}


def draw_bars(axes: Axes, values: pd.Series, place: int, places: int) -> np.ndarray:
    """Draw one series of bars beside others; return where they stand."""
    width = 0.8 / places
    at: np.ndarray = values.index.to_numpy() + width * (place - (places - 1) / 2)
    style: dict[str, Any] = {
        "color": COLOURS[GROUPS[place]],
        "hatch": ("", "//")[place % 2],
        "edgecolor": "white",
    }
    axes.bar(at, values, width, **style)
    return at


def label_bars(axes: Axes, at: Iterable[float], values: pd.Series) -> None:
    """Write each bar's number beyond its end."""
    for x, value in zip(at, values, strict=True):
        above = value >= 0
        axes.annotate(
            words.number(value, "points"),
            (x, value),
            (0, 3 if above else -3),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            fontsize=8,
        )


def label_bars_of(axes: Axes, names: Sequence[str]) -> None:
    """Write the name of each series of bars with its colour and hatching below the axes."""
    handles = [
        Patch(facecolor=COLOURS[colour], hatch=("", "//")[n % 2], edgecolor="white", label=name)
        for n, (name, colour) in enumerate(zip(names, GROUPS, strict=False))
    ]
    place: dict[str, Any] = {"loc": "upper left", "bbox_to_anchor": (0, -0.08), "frameon": False}
    axes.legend(handles=handles, ncols=len(handles), **place)


def nothing(title: str, unit: str, source: str, why: str = "There is no figure to draw.") -> Chart:
    """Return a chart that says that there is no figure to draw; a page leaves it out."""
    chart, axes = canvas(height=1.6)
    chart.empty = True
    axes.text(0.5, 0.5, why, ha="center", transform=axes.transAxes)
    axes.set_axis_off()
    return finish(chart, axes, title, unit, "There is nothing to draw.", [why.rstrip(".")], source)


def label_groups(
    axes: Axes,
    groups: Sequence[str],
    **place: Any,  # noqa: ANN401 - what a legend takes
) -> None:
    """Write the name of each group with its colour and shape."""
    handles = [
        Line2D([], [], color=COLOURS[colour], marker=marker, linestyle="none", label=name)
        for name, colour, marker in zip(groups, GROUPS, MARKERS, strict=False)
        if name
    ]
    if handles:
        axes.legend(handles=handles, **place)


def label_verdicts(axes: Axes, verdicts: Iterable[str]) -> None:
    """Write the name of each verdict with its colour and shape above the axes."""
    handles = []
    for name in verdicts:
        colour, marker = VERDICTS[name]
        style: dict[str, Any] = {"color": COLOURS[colour], "marker": marker, "linestyle": "none"}
        handles.append(Line2D([], [], label=name, **style))
    place: dict[str, Any] = {
        "loc": "lower left",
        "bbox_to_anchor": (0, 1),
        "ncols": 4,
        "frameon": False,
    }
    axes.legend(handles=handles, **place)


def _figure(axes: Axes) -> Figure:
    """Return the figure that axes stand in."""
    return cast(Figure, axes.get_figure())


def thousands(value: float, _: object) -> str:
    """Return a tick's number with its thousands in groups."""
    return f"{value:,.0f}".replace("-", "\u2212")


def sources(frames: Iterable[pd.DataFrame]) -> str:
    """Return the sources that series carry, each once."""
    credits = [part for frame in frames for part in frame.attrs.get("source", "").split("; ")]
    return "; ".join(dict.fromkeys(part for part in credits if part))


def whole_years(axes: Axes, years: Iterable[int]) -> None:
    """Put a tick at each whole year, or each second to the last where a panel is narrow."""
    years = list(years)
    if years:
        ticks = range(min(years), max(years) + 1)
        grid = axes.get_gridspec()
        assert grid is not None  # of all axes that canvas makes
        room = _figure(axes).get_figwidth() / grid.ncols
        if room <= NARROW and len(ticks) > MOST_YEARS:
            ticks = ticks[::-1][::2][::-1]
        axes.set_xticks(ticks)
        axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}")


def spoken(levels: pd.DataFrame, unit: str) -> str:
    """Return a series in words: each year with its value and bounds."""
    return "; ".join(f"{year} {words.interval(row, unit)}" for year, row in levels.iterrows())


def finish(
    chart: Chart,
    axes: Axes,
    title: str,
    unit: str,
    caption: str,
    lines: Sequence[str],
    source: str,
) -> Chart:
    """Write title, unit, caption and source, set the alt text, close and return the chart."""
    shown = words.shortened(title, MOST_TITLE)
    chart.suptitle(textwrap.fill(shown, 84), x=0.01, ha="left", fontweight="bold", fontsize=12)
    axes.set_ylabel(unit)
    chart.source = f"Source: {source}." if source else ""
    chart.title, chart.caption = title, caption
    texts = (words.shortened(text, MOST_BELOW) for text in (caption, chart.source) if text)
    below = "\n".join(textwrap.fill(text, 110) for text in texts)
    chart.supxlabel(below, x=0.01, ha="left", fontsize=8, color=COLOURS["grey"])
    chart.alt = ". ".join([title.rstrip("."), *lines]) + "."
    plt.close(chart)
    return chart
