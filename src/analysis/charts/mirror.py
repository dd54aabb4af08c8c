"""The charts of mirror statistics: either side's figures, and their ratios."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from analysis.charts.style import (
    COLOURS,
    GROUPS,
    MARKERS,
    ORDER,
    Chart,
    canvas,
    draw_intervals,
    finish,
    label_ends,
    nothing,
    sources,
    spoken,
    thousands,
    whole_years,
)
from analysis.conventions import FREIGHT
from analysis.study.pair_figures import INTERVAL


def two_sides(
    exports: pd.DataFrame, imports: pd.DataFrame, names: Mapping[str, str], title: str
) -> Chart:
    """Draw the same goods as the exporter and as the importer reports them, a panel a direction.

    Parameters
    ----------
    exports, imports
        As `both_sides` gives them.
    names
        Code → name of the two sides, in the order of their colours.
    title
        The finding.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> levels = pd.DataFrame({c: [9.0] for c in ("value", "low", "high")}, index)
    >>> two_sides(levels, 2 * levels, {"XAA": "Aland", "XBB": "Bland"}, "Bland reports more").alt
    'Bland reports more. From Aland to Bland, by Aland (exports): 1 USD 9 million. \
From Aland to Bland, by Bland (imports): 1 USD 18 million.'
    """
    if exports.empty:
        return nothing(title, "USD million", sources([exports]))
    directions = list(dict.fromkeys(exports.index.droplevel("year")))
    chart, panels = canvas(panels=len(directions))
    looks = dict(zip(names, zip(ORDER[1:], MARKERS[1:], strict=False), strict=False))
    lines = []
    for axes, direction in zip(np.atleast_1d(panels), directions, strict=True):
        where = " to ".join(names[code] for code in direction)
        axes.set_title(f"From {where}")
        ends = {}
        for flow, levels, side in zip(
            ("exports", "imports"), (exports, imports), direction, strict=True
        ):
            known = levels.xs(direction, level=("exporter", "importer")).dropna(subset="value")
            colour, marker = looks[side]
            _draw_with_gaps(axes, known, COLOURS[colour], marker)
            said = spoken(known, "USD million") or "no figure"
            lines.append(f"From {where}, by {names[side]} ({flow}): {said}")
            if len(known):
                ends[names[side]] = (known.index[-1], known["value"].iloc[-1], COLOURS[colour])
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(thousands)
        whole_years(axes, exports.index.get_level_values("year"))
        label_ends(axes, ends)
    caption = "Lines are named after the side whose statistics they are; a gap is a missing figure."
    return finish(
        chart, np.atleast_1d(panels)[0], title, "USD million", caption, lines, sources([exports])
    )


def mirror_ratios(ratios: Mapping[str, pd.DataFrame], title: str, source: str = "") -> Chart:
    """Draw mirror ratios by year beside what freight and insurance explain.

    Parameters
    ----------
    ratios
        Label → value, low, high by year, a direction each.
    title
        The finding.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [2.0] for c in ("value", "low", "high")}, [1])
    >>> mirror_ratios({"imports over exports": levels}, "Twice as much").alt
    'Twice as much. imports over exports: 1 2.00.'
    """
    known = {label: levels.dropna(subset="value") for label, levels in ratios.items()}
    if not any(len(levels) for levels in known.values()):
        return nothing(title, "imports over exports", source)
    chart, axes = canvas()
    axes.set_yscale("log")
    axes.axhspan(*FREIGHT, color="#bdbdbd", alpha=0.8)
    axes.axhline(1, color="black", linewidth=0.8)
    ends = {}
    for (label, levels), colour, marker in zip(known.items(), GROUPS, MARKERS, strict=False):
        positive = levels[levels["value"] > 0]
        _draw_with_gaps(axes, positive, COLOURS[colour], marker)
        if len(positive):
            ends[label] = (positive.index[-1], positive["value"].iloc[-1], COLOURS[colour])
    low, high = axes.get_ylim()
    steps = (1, 1.5, 2, 3, 5, 7) if high < 30 * low else (1, 3)
    ticks = [step * 10.0**power for power in range(-6, 7) for step in steps]
    ticks = [tick for tick in ticks if low <= tick <= high]
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
    whole_years(axes, [year for levels in known.values() for year in levels.index])
    label_ends(axes, ends)
    caption = (
        "Bars are the bounds of the printed digits. Line: both report the same. Grey: what freight "
        f"and insurance explain ({FREIGHT[0]:.2f} to {FREIGHT[1]:.2f}). Logarithmic scale."
    )
    lines = [
        f"{label}: {spoken(levels, 'ratio')}" for label, levels in known.items() if len(levels)
    ]
    return finish(chart, axes, title, "imports over exports", caption, lines, source)


def _draw_with_gaps(axes: Axes, known: pd.DataFrame, colour: str, marker: str) -> None:
    """Draw a series as a line that stops where a year is missing."""
    if len(known):
        known = known[INTERVAL].reindex(range(known.index.min(), known.index.max() + 1))
        draw_intervals(axes, known.index, known, colour, marker, line="-")
