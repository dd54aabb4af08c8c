"""Charts of levels by year, of their growth, and of what flows contribute to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from analysis import english
from analysis import text as words
from analysis.cells import begins_of, money_of
from analysis.charts.chart import (
    Chart,
    canvas,
    caption,
    finish,
    nothing,
    of_any_width,
    sources,
    spoken,
    too_few,
)
from analysis.charts.marks import (
    draw_intervals,
    draw_series,
    name_series,
    open_points,
    thousands,
    whole_years,
    write,
)
from analysis.charts.style import DECIDED, HEADLINE, KINDS, OTHERS, SIDES, ink
from analysis.indicators.rates import growth as growth_of

if TYPE_CHECKING:
    from analysis.study.study import Study

MOST_LABELS = 12
"""Growth rates that have room for a number and a word each."""


@of_any_width
def by_year(
    statements: Mapping[str, pd.DataFrame],
    title: str,
    unit: str = "",
    mark: float | None = None,
    source: str | None = None,
) -> Chart:
    """Draw a quantity by year as several sides or sources state it.

    Parameters
    ----------
    statements
        Label → value, low, high by year; and ``contradicted`` (true or false), where it is known
        which of them cannot be true: these are open points.
    unit
        Of the numbers; that of the amounts of the statements where left out.
    mark
        Where to draw a line for comparison, such as 50 percent of turnover.
    source
        The source line; that of the statements where left out.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    >>> by_year({"Exports": levels}, "Exports rose").alt
    'Exports rose. Exports: 2019 USD 100 million; 2020 USD 121 million.'
    """
    source = sources(statements.values()) if source is None else source
    unit = unit or money_of(statements.values())
    lines = [f"{name}: {spoken(levels, unit) or 'none'}" for name, levels in statements.items()]
    if sum(levels["value"].count() for levels in statements.values()) < 2:
        return nothing(title, source, too_few(lines))
    chart, (axes,) = canvas()
    looks = dict(zip(statements, (HEADLINE, *SIDES, OTHERS), strict=False))
    below = caption("by_year")
    if mark is not None:
        axes.axhline(mark, color="black", linewidth=0.8)
        below = caption("by_year_mark", mark=mark, unit=unit)
    draw_series(axes, {name: statements[name] for name in looks}, looks)
    for name, levels in statements.items():
        if "contradicted" in levels and levels["contradicted"].any():
            wrong = levels.loc[levels["contradicted"].astype(bool), "value"]
            open_points(axes, wrong, looks[name])
            lines.append(f"{name}, contradicted: {english.join_names(wrong.index)}")
            axes.margins(y=0.12)
    axes.set_ylim(0, max(axes.get_ylim()[1], 1.1 * (mark or 0)))
    axes.yaxis.set_major_formatter(thousands)
    return finish(chart, title, unit, below, lines, source)


@of_any_width
def growth(levels: pd.DataFrame, title: str = "") -> Chart:
    """Draw growth over the year before with its bounds; shape and colour say what they decide.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [100.0, 121, 99] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> growth(levels, "It rose and fell").alt
    'It rose and fell. 2 21.0 percent, a rise; 3 −18.2 percent, a fall.'
    """
    title = title or caption("growth_title")
    rates, begins = growth_of(levels).dropna(), begins_of([levels])
    said = {"rise": "a rise", "fall": "a fall", "undecided": "undecided"}
    lines = [
        f"{english.year_name(year, begins)} {words.interval(rate, 'percent')}, "
        f"{said[rate['decided']]}"
        for year, rate in rates.iterrows()
    ]
    if len(rates) < 2:
        return nothing(title, sources([levels]), too_few(lines))
    chart, (axes,) = canvas()
    axes.axhline(0, color="black", linewidth=0.8)
    rows = rates.assign(at=rates.index, series=rates["decided"])
    draw_intervals(axes, rows, DECIDED, joined=False)
    for year, rate in rates.iterrows() if len(rates) <= MOST_LABELS else ():
        label = f"{words.number(rate['value'])}\n{rate['decided']}"
        top = max(rate["value"], min(rate["high"], 1e6))
        colour = ink(DECIDED[rate["decided"]][0])
        write(axes, label, (year, top), 6, color=colour)
    whole_years(axes, begins)
    axes.yaxis.set_major_formatter(thousands)
    axes.margins(x=0.12, y=0.2)
    told, source = ["; ".join(lines)], sources([levels])
    return finish(chart, title, "percent a year", caption("growth"), told, source)


@of_any_width
def contributions(study: Study, points: pd.DataFrame, title: str, source: str = "") -> Chart:
    """Draw the contributions of flows to the growth of turnover, one panel a side.

    `points` has value (percentage points), indexed by statistics_of, flow and year; the study says
    what the sides are called.

    Examples
    --------
    >>> from analysis import official_contributions, read
    >>> study = read("tests/invented")
    >>> contributions(study, official_contributions(study), "Exports drove growth").alt[:73]
    "Exports drove growth. According to XAA's statistics, exports: 2002 8.9 po"
    """
    if points.empty:
        return nothing(title, source)
    flows = points.index.unique("flow")
    colours = {flow: colour for flow, (colour, _) in zip(flows, KINDS, strict=False)}
    sides = points.index.unique("statistics_of")
    chart, panels = canvas(panels=len(sides))
    # At the left, so that the layout makes no room for it beside a panel; below the last row.
    corner = next(a for a in panels if _is_at_the_bottom_left(a))
    lines = []
    for axes, side in zip(panels, sides, strict=True):
        axes.set_title(f"According to {study.side_name(side)}", pad=22)
        _draw_bars(axes, points.loc[side, "value"], colours, named=axes is corner)
        whole_years(axes, study.year_begins)
        for flow in flows:
            known = points.loc[side].query("flow == @flow").droplevel("flow")
            lines.append(f"According to {study.side_name(side)}, {flow}: {spoken(known, 'points')}")
    name_series(corner, loc="upper left", bbox_to_anchor=(0, -0.08))
    return finish(chart, title, "percentage points", caption("contributions"), lines, source)


def _is_at_the_bottom_left(axes: Axes) -> bool:
    place = axes.get_subplotspec()
    assert place is not None  # of all axes that canvas makes
    return place.is_last_row() and place.is_first_col()


def _draw_bars(axes: Axes, values: pd.Series, colours: Mapping[str, str], named: bool) -> None:
    """Draw a bar for each flow and year, with its number at its end; a missing year has a place."""
    years = values.index.unique("year")
    every = [colours, range(min(years), max(years) + 1)]
    rows = values.reindex(pd.MultiIndex.from_product(every, names=["flow", "year"])).reset_index()
    style = {"palette": colours, "saturation": 1, "native_scale": True, "legend": named}
    sns.barplot(rows, x="year", y="value", hue="flow", ax=axes, **style)
    for bars in cast(Any, axes.containers):
        numbers = [words.number(value, "points") for value in bars.datavalues]
        axes.bar_label(bars, numbers, padding=2, fontsize=8)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set(xlabel="", ylabel="")
    axes.margins(y=0.12)  # room for the numbers at the ends of the bars
    axes.yaxis.set_major_formatter(thousands)
