"""The charts, one function each: title says the finding, intervals are drawn, sources stand below.

Each function returns a closed matplotlib Figure that carries ``caption`` (what is drawn),
``source`` and ``alt`` (the chart in words, with its numbers), and shows itself in a notebook.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import text as words
from analysis.charts.style import (
    COLOURS,
    DECIDED,
    GROUPS,
    MARKERS,
    ORDER,
    VERDICTS,
    WIDE,
    Chart,
    canvas,
    draw_bars,
    draw_intervals,
    draw_range,
    finish,
    label_bars,
    label_bars_of,
    label_ends,
    label_groups,
    label_verdicts,
    nothing,
    sources,
    spoken,
    thousands,
    whole_years,
)
from analysis.indicators.rates import growth as growth_of
from analysis.indicators.trend import NoTrend, Trend

if TYPE_CHECKING:
    from analysis.study.study import Study


NOTHING_BESIDE = "No other figure bears on those of the headline source."
VIEW = (45, 220)
"""Percent of what is left that the chart of verdicts has room for."""


def by_year(
    statements: Mapping[str, pd.DataFrame],
    title: str,
    unit: str = "USD million",
    mark: float | None = None,
    source: str | None = None,
    width: float = WIDE,
) -> Chart:
    """Draw a quantity by year as several sides or sources state it.

    Parameters
    ----------
    statements
        Label → value, low, high by year.
    title
        The finding.
    mark
        Where to draw a line for comparison, such as 50 percent of turnover.
    source
        The source line; that of the statements where left out.
    width
        In inches; on a narrow chart, labels are broken into lines.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    >>> by_year({"Exports": levels}, "Exports rose").alt
    'Exports rose. Exports: 2019 USD 100 million; 2020 USD 121 million.'
    """
    source = sources(statements.values()) if source is None else source
    if all(levels["value"].isna().all() for levels in statements.values()):
        return nothing(title, unit, source)
    chart, axes = canvas(width=width)
    ends = {}
    for (label, levels), colour, marker in zip(statements.items(), ORDER, MARKERS, strict=False):
        known = levels.dropna(subset="value")
        draw_intervals(axes, known.index, known, COLOURS[colour], marker, line="-")
        if len(known):
            name = label if width >= WIDE else textwrap.fill(label, 15)
            ends[name] = (known.index[-1], known["value"].iloc[-1], COLOURS[colour])
    if mark is not None:
        axes.axhline(mark, color="black", linewidth=0.8)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(thousands)
    label_ends(axes, ends)
    whole_years(axes, [year for levels in statements.values() for year in levels.index])
    caption = "Points are the numbers as stated; bars are what they can mean."
    if mark is not None:
        caption += f" The line stands at {mark:g} {unit}."
    lines = [f"{name}: {spoken(levels, unit) or 'none'}" for name, levels in statements.items()]
    return finish(chart, axes, title, unit, caption, lines, source)


def growth(levels: pd.DataFrame, title: str | None = None) -> Chart:
    """Draw growth over the year before with its bounds; shape and colour say what they decide.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    >>> growth(levels).alt
    'Growth is decided in 1 of 1 year. 2020 21.0 percent, a rise.'
    """
    rates = growth_of(levels).dropna()
    if rates.empty:
        none = "There are no two years in a row to compare"
        return nothing(title or none, "percent a year", sources([levels]))
    chart, axes = canvas()
    axes.axhline(0, color="black", linewidth=0.8)
    for decided, (colour, marker) in DECIDED.items():
        some = rates[rates["decided"] == decided]
        draw_intervals(axes, some.index, some, COLOURS[colour], marker)
    for year, rate in rates.iterrows():
        label = f"{words.number(rate['value'])}\n{rate['decided']}"
        place = {"textcoords": "offset points", "ha": "center", "va": "bottom"}
        axes.annotate(label, (year, min(rate["high"], 1e6)), (0, 5), **place)
    whole_years(axes, rates.index)
    axes.margins(x=0.12, y=0.15)
    clear = rates["decided"].isin(["rise", "fall"]).sum()
    title = title or f"Growth is decided in {clear} of {words.counted(len(rates), 'year')}"
    caption = "Bars are the bounds that follow from the printed digits."
    lines = [
        f"{year} {words.interval(rate, 'percent')}, "
        + {"rise": "a rise", "fall": "a fall"}.get(rate["decided"], "undecided")
        for year, rate in rates.iterrows()
    ]
    return finish(
        chart, axes, title, "percent a year", caption, ["; ".join(lines)], sources([levels])
    )


def trend(fitted: Trend | NoTrend, later: pd.DataFrame, title: str) -> Chart:
    """Draw the levels, their fitted trend with its prediction interval, and later figures.

    Examples
    --------
    >>> from analysis.indicators.trend import fit_trend
    >>> levels = pd.DataFrame({c: [100, 121, 133.1] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> trend(fit_trend(levels), levels.iloc[:0], "Trade grew").caption[:30]
    'Line: least-squares trend; ban'
    """
    if isinstance(fitted, NoTrend):
        return nothing(title, "USD million", sources([later]), "There is no trend to draw.")
    chart, axes = canvas()
    last = max([fitted.levels.index[-1], *later.index])
    path = fitted.forecast(range(fitted.levels.index[0], last + 1))
    axes.plot(path.index, path["value"], color=COLOURS["grey"], linewidth=1.5)
    axes.fill_between(path.index, path["pi_low"], path["pi_high"], color="#d9d9d9", alpha=0.6)
    draw_intervals(axes, fitted.levels.index, fitted.levels, COLOURS["blue"], "o")
    draw_intervals(axes, later.index, later, COLOURS["orange"], "D")
    ends = {"trend": (last, path["value"].iloc[-1], COLOURS["grey"])}
    for label, points, colour in (
        ("fitted figures", fitted.levels, "blue"),
        ("published later", later, "orange"),
    ):
        if len(points):
            ends[label] = (points.index[-1], points["value"].iloc[-1], COLOURS[colour])
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(thousands)
    axes.yaxis.set_minor_formatter(lambda x, _: thousands(x, _) if f"{x:.0e}"[0] in "25" else "")
    label_ends(axes, ends)
    whole_years(axes, path.index)
    caption = (
        f"Line: least-squares trend; band: 95 percent prediction interval (n = {fitted.n}); "
        "logarithmic scale."
    )
    lines = [
        f"Fitted figures: {spoken(fitted.levels, 'USD million')}",
        f"Published later: {spoken(later, 'USD million') if len(later) else 'none'}",
    ]
    return finish(
        chart, axes, title, "USD million", caption, lines, sources([fitted.levels, later])
    )


def contributions(study: Study, points: pd.DataFrame, title: str, source: str = "") -> Chart:
    """Draw the contributions of flows to the growth of turnover, one panel a side.

    Parameters
    ----------
    study
        The study whose names the sides have.
    points
        value (percentage points), indexed by statistics_of, flow and year.

    Examples
    --------
    >>> from analysis import read
    >>> index = pd.MultiIndex.from_tuples(
    ...     [("GEO", "exports", 2020)], names=["statistics_of", "flow", "year"]
    ... )
    >>> points = pd.DataFrame({c: [5.0] for c in ("value", "low", "high")}, index)
    >>> contributions(read("tests/invented"), points, "Exports drove growth").alt
    "Exports drove growth. By Georgia's statistics, exports: 2020 5.0 points."
    """
    if points.empty:
        return nothing(title, "percentage points", source)
    sides = points.index.unique("statistics_of")
    flows = points.index.unique("flow")
    chart, panels = canvas(panels=max(len(sides), 1))
    panels = np.atleast_1d(panels)
    lines = []
    for axes, side in zip(panels, sides, strict=False):
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set_title(f"By {study.side_name(side)}")
        for place, flow in enumerate(flows):
            known = points.loc[side].query("flow == @flow").droplevel("flow")
            label_bars(axes, draw_bars(axes, known["value"], place, len(flows)), known["value"])
            lines.append(f"By {study.side_name(side)}, {flow}: {spoken(known, 'points')}")
        whole_years(axes, points.loc[side].index.unique("year"))
        axes.margins(y=0.1)  # room for the numbers at the ends of the bars
    label_bars_of(panels[0], list(flows))
    caption = "Exports and imports add up to the growth of turnover."
    return finish(chart, panels[0], title, "percentage points", caption, lines, source)


def ranges(
    rows: pd.DataFrame, title: str, unit: str, mark: float | None = None, source: str = ""
) -> Chart:
    """Draw one interval a row, labelled at the left; an open end is an arrow.

    Parameters
    ----------
    rows
        value, low, high, indexed by label; ``group``, where given, sets colour and shape.
    mark
        Where to draw a line for comparison, such as 0 for a balance.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [5.0], "low": [4.0], "high": [float("inf")]}, ["A"])
    >>> ranges(rows, "A is at least 4", "percent").alt
    'A is at least 4. A 5.0 percent (at least 4.0, no upper bound).'
    """
    known = rows.dropna(subset="value")
    if known.empty:
        return nothing(title, unit, source)
    chart, axes = canvas(height=1.6 + 0.42 * max(len(known), 2))
    groups = list(dict.fromkeys(known.get("group", [""] * len(known))))
    edges = known[["value", "low", "high"]].replace([np.inf, -np.inf], np.nan)
    reach = 0.12 * (np.nanmax(edges.to_numpy()) - min(0, np.nanmin(edges.to_numpy())))
    for place, (_, row) in enumerate(known.iterrows()):
        style = groups.index(row.get("group", ""))
        draw_range(axes, place, row, COLOURS[GROUPS[style]], MARKERS[style], reach)
        text = words.number(row["value"], unit)
        axes.annotate(text, (row["value"], place), (0, 7), textcoords="offset points", ha="center")
    axes.set_yticks(range(len(known)), known.index)
    axes.set_ylim(len(known) - 0.5, -0.7)
    axes.grid(axis="y", visible=False)
    if mark is not None:
        axes.axvline(mark, color="black", linewidth=0.8)
    label_groups(axes, groups, loc="lower left", bbox_to_anchor=(0, 1), ncols=4, frameon=False)
    axes.xaxis.set_major_formatter(thousands)
    caption = "Bars are what the printed numbers can mean; an arrow has no bound."
    lines = [
        f"{name}{', ' if groups[0] else ''}{row.get('group', '')} {words.interval(row, unit)}"
        for name, row in known.iterrows()
    ]
    chart = finish(chart, axes, title, "", caption, ["; ".join(lines)], source)
    axes.set_xlabel(unit)
    return chart


def detection(curve: pd.DataFrame, title: str, draws: int = 20) -> Chart:
    """Draw how often a falsified figure is found, over the size of the error.

    Examples
    --------
    >>> curve = pd.DataFrame({"rejected": [0.0, 80.0], "disputed": [0.0, 10.0]}, [1.0, 10.0])
    >>> detection(curve, "Large errors are found", draws=20).alt[:50]
    'Large errors are found. rejected: 0 percent of dra'
    """
    chart, axes = canvas()
    ends = {}
    for name, colour, marker in zip(curve.columns, ORDER, MARKERS, strict=False):
        axes.plot(curve.index, curve[name], color=COLOURS[colour], marker=marker)
        ends[name.replace("_", " ")] = (curve.index[-1], curve[name].iloc[-1], COLOURS[colour])
    axes.set_xscale("log")
    axes.set_xticks(curve.index[curve.index > 0], [f"{x:g}" for x in curve.index if x > 0])
    axes.minorticks_off()
    label_ends(axes, ends)
    axes.set_xlabel("size of the error, percent of the printed number")
    caption = f"{draws} invented systems for each size; see the text."
    lines = [
        f"{name}: " + ", ".join(f"{x:.0f} percent of draws at {e:g}" for e, x in column.items())
        for name, column in curve.items()
    ]
    return finish(chart, axes, title, "percent of draws", caption, lines, "simulation")


def verdicts(rows: pd.DataFrame, title: str, source: str = "") -> Chart:
    """Draw figures against what all kept figures leave of their unknowns, verdict by shape.

    Parameters
    ----------
    rows
        value, low, high, left_low, left_high, verdict, indexed by label, as `beside_claims` gives
        them. Each is drawn in percent of the middle of what is left, or of the largest figure of
        the unknown (``unknown``, where given) where nothing bounds it.

    Examples
    --------
    >>> row = {"value": 9.0, "low": 8.5, "high": 9.5, "left_low": 4.0, "left_high": 6.0}
    >>> rows = pd.DataFrame([row | {"verdict": "rejected", "unknown": "turnover"}], ["turnover"])
    >>> verdicts(rows, "One is rejected").alt
    'One is rejected. turnover: rejected, 180 percent of what is left.'
    """
    if rows.empty:
        return nothing(title, "percent of what the kept figures leave", source, NOTHING_BESIDE)
    middle = (rows["left_low"] + rows["left_high"]) / 2
    largest = rows.groupby("unknown")["value"].transform("max")
    bounded = np.isfinite(middle)
    scale = middle.where(bounded, largest) / 100
    percent = rows[["value", "low", "high", "left_low", "left_high"]].div(scale, axis=0)
    chart, axes = canvas(height=1.8 + 0.27 * len(rows))
    axes.set_xscale("log")
    groups = [name for name in VERDICTS if name in set(rows["verdict"])]
    for place, (_, row) in enumerate(percent.iterrows()):
        if np.isfinite(row["left_high"]):
            ends = [row["left_low"], row["left_high"]]
            axes.plot(ends, [place, place], color="#bdbdbd", linewidth=11, solid_capstyle="butt")
        colour, marker = VERDICTS[rows["verdict"].iloc[place]]
        inside = row.clip(*VIEW).where(np.isfinite(row), row)
        draw_range(axes, place, inside, COLOURS[colour], marker, 0.2 * inside["value"])
        text = f"{row['value']:.0f}" + ("" if bounded.iloc[place] else "*")
        axes.annotate(text, (1.01, place), xycoords=("axes fraction", "data"), va="center")
    axes.set_yticks(range(len(rows)), rows.index, fontsize=8)
    axes.set_ylim(len(rows) - 0.5, -0.7)
    axes.set_xlim(0.94 * VIEW[0], 1.06 * VIEW[1])
    axes.axvline(100, color="black", linewidth=0.8)
    axes.set_xticks([50, 80, 100, 125, 200], ["50", "80", "100", "125", "200"])
    axes.minorticks_off()
    axes.grid(axis="y", visible=False)
    label_verdicts(axes, groups)
    axes.set_xlabel("percent of what the kept figures leave")
    caption = (
        "Colour and shape: verdict. Grey bar: what all kept figures leave. Number: the figure in "
        "percent of its middle; beyond the scale, the mark stands at the edge. Logarithmic scale."
    )
    if not bounded.all():
        caption += (
            " * Kept figures do not bound it on both sides: in percent of the largest printed."
        )
    of = np.where(
        bounded,
        "what is left",
        "the largest figure printed, as kept ones leave a side open",
    )
    drawn = zip(rows.index, rows["verdict"], percent["value"], of, strict=True)
    lines = [
        f"{label}: {verdict}, {value:.0f} percent of {what}"
        for label, verdict, value, what in drawn
    ]
    return finish(chart, axes, title, "", caption, ["; ".join(lines)], source)
