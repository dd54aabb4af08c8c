"""The charts of mirror statistics: either side's figures, and their ratios."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from analysis.cells import money_of
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
from analysis.charts.marks import draw_series, thousands
from analysis.charts.style import KINDS, OTHERS, PALE, SIDES
from analysis.conventions import FREIGHT


@of_any_width
def two_sides(
    exports: pd.DataFrame,
    imports: pd.DataFrame,
    names: Mapping[str, str],
    title: str,
    balanced: Mapping[str, pd.DataFrame] | None = None,
) -> Chart:
    """Draw the same goods as the exporter and as the importer reports them, a panel a direction.

    `exports` and `imports` are as `both_sides` gives them, or the outward and inward stocks of
    `both_sides_of_stocks`; `names` are those of the two sides by
    code, in the order of their colours. `balanced` are figures of neither side, under the name of
    their source, as `balanced` gives them.

    Examples
    --------
    >>> from analysis.indicators.mirror import INDEX
    >>> index = pd.MultiIndex.from_tuples([("XAA", "XBB", 1)], names=INDEX)
    >>> levels = pd.DataFrame({c: [9.0] for c in ("value", "low", "high")}, index)
    >>> two_sides(levels, 2 * levels, {"XAA": "Aland", "XBB": "Bland"}, "Bland reports more").alt
    'Bland reports more. From Aland to Bland, according to Aland (exports): 1 USD 9 million. \
From Aland to Bland, according to Bland (imports): 1 USD 18 million.'
    """
    known = [flow.index[flow["value"].notna()].droplevel("year") for flow in (exports, imports)]
    stated = {*known[0], *known[1]}
    directions = [d for d in dict.fromkeys(exports.index.droplevel("year")) if d in stated]
    if not directions:
        return nothing(title, sources([exports]))
    chart, panels = canvas(panels=len(directions))
    others = balanced or {}
    looks = dict(zip(names.values(), SIDES, strict=True)) | dict.fromkeys(others, OTHERS)
    lines, money = [], money_of([exports])
    for axes, direction in zip(panels, directions, strict=True):
        where = "From " + " to ".join(names[code] for code in direction)
        axes.set_title(where, pad=22)
        reported = {
            names[side]: _of_direction(flow, direction)
            for side, flow in zip(direction, (exports, imports), strict=True)
        }
        of_direction = ((name, _of_direction(flow, direction)) for name, flow in others.items())
        between = {name: levels for name, levels in of_direction if len(levels)}
        draw_series(axes, reported | between, looks)
        axes.yaxis.set_major_formatter(thousands)
        called = [caption(f"reported_{name}") for name in exports.index.names[:2]]
        for flow, (side, levels) in zip(called, reported.items(), strict=True):
            said = spoken(levels.dropna(subset="value"), money) or "no figure"
            lines.append(f"{where}, according to {side} ({flow}): {said}")
        for name, levels in between.items():
            said = spoken(levels, money)
            lines.append(f"{where}, according to {name} ({caption('balanced')}): {said}")
    # The panels share their axis; flows of nothing in all years would leave it no height.
    largest = max(flow["high"].fillna(0).max() for flow in (exports, imports, *others.values()))
    panels[0].set_ylim(0, None if largest > 0 else 1)
    return finish(
        chart, title, money, caption("two_sides"), lines, sources([exports, *others.values()])
    )


def _of_direction(levels: pd.DataFrame, direction: tuple[str, str]) -> pd.DataFrame:
    here = [parties == direction for parties in levels.index.droplevel("year")]
    return levels[here].droplevel([0, 1])


@of_any_width
def mirror_ratios(ratios: Mapping[str, pd.DataFrame], title: str, source: str = "") -> Chart:
    """Draw mirror ratios by year beside what freight and insurance explain.

    `ratios` are value, low, high by year, one of each direction, under its label; a column
    ``freight``, as `discrepancies` gives it, says of which imports hold none.

    Examples
    --------
    >>> levels = pd.DataFrame({c: [2.0, 3.0] for c in ("value", "low", "high")}, [1, 2])
    >>> mirror_ratios({"imports over exports": levels}, "More than twice as much").alt
    'More than twice as much. imports over exports: 1 2.00; 2 3.00.'
    """
    known = {label: levels.dropna(subset="value") for label, levels in ratios.items()}
    lines = [f"{name}: {spoken(levels, 'ratio')}" for name, levels in known.items() if len(levels)]
    if sum(len(levels) for levels in known.values()) < 2:
        return nothing(title, source, too_few(lines))
    chart, (axes,) = canvas()
    axes.set_yscale("log")
    without = [_without_freight(levels) for levels in known.values()]
    if not all(map(all, without)):
        axes.axhspan(*FREIGHT, color=PALE, alpha=0.8, lw=0)
    axes.axhline(1, color="black", linewidth=0.8)
    positive = {label: levels[levels["value"] > 0] for label, levels in known.items()}
    draw_series(axes, positive, dict(zip(known, KINDS, strict=False)))
    _mark_ratios(axes)
    return finish(chart, title, "imports over exports", _about_freight(without), lines, source)


def _without_freight(ratios: pd.DataFrame) -> list[bool]:
    """Say of each ratio whether its imports hold no freight and insurance."""
    return [how == "not included" for how in ratios.get("freight", [""] * len(ratios))]


def _about_freight(without: list[list[bool]]) -> str:
    if all(map(all, without)):
        return caption("mirror_ratios_without_freight")
    where = caption("mirror_ratios_where") if any(map(any, without)) else ""
    return caption("mirror_ratios", least=FREIGHT[0], most=FREIGHT[1], where=where)


def _mark_ratios(axes: Axes) -> None:
    """Put ticks at round ratios, the fewer the longer the axis is."""
    low, high = axes.get_ylim()
    steps = [1, 1.5, 2, 3, 5, 7] if high < 30 * low else [1, 3]
    steps += [1.1, 1.2, 1.3, 1.4] if high < 2 * low else []
    ticks = [step * 10.0**power for power in range(-6, 7) for step in steps]
    ticks = [tick for tick in ticks if low <= tick <= high]
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
