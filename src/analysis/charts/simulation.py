"""Charts of simulations: how often intervals hold what is true, and how often errors are found."""

import textwrap

import pandas as pd

from analysis.charts.chart import Chart, canvas, caption, finish, of_any_width
from analysis.charts.marks import draw_series
from analysis.charts.style import COLOURS, KINDS, LOOKS, Look

NAMES = {
    "growth": "true growth",
    "next_year": "following year",
    "drift": "if shocks stay",
}
ERRORS = {0.0: "0 (independent)", 1.0: "random walk with drift"}
"""What errors of an autocorrelation are called."""
FOUND: dict[str, Look] = {
    "contradicted": LOOKS["contradicted"],
    "conflicting": LOOKS["conflicting"],
    "missed": (COLOURS["slate"], "^"),
    "false_alarms": (COLOURS["silver"], "D"),
}


@of_any_width
def coverage(found: pd.DataFrame, title: str, draws: int, nominal: float = 95) -> Chart:
    """Draw coverage over how far the errors persist, with two Monte Carlo standard errors.

    `found` is as `interval_coverage` gives it, `nominal` the percent that the intervals claim.

    Examples
    --------
    >>> columns = ["growth", "next_year", "growth_error", "next_year_error"]
    >>> found = pd.DataFrame([[95.0, 94.0, 0.2, 0.2], [60.0, 90.0, 0.3, 0.2]], [0.0, 1.0], columns)
    >>> coverage(found, "Too narrow", draws=100).alt[:55]
    'Too narrow. true growth: 95.0 percent at 0 (independent'
    """
    chart, (axes,) = canvas()
    axes.axhline(nominal, color="black", linewidth=0.8)
    series, lines = {}, []
    names = [ERRORS.get(rho, f"{rho:g}") for rho in found.index]
    for column, name in NAMES.items():
        if column not in found:
            continue
        value, error = found[column], 2 * found[f"{column}_error"]
        ends = pd.DataFrame({"value": value, "low": value - error, "high": value + error})
        series[name] = ends.reset_index(drop=True)
        said = (f"{share:.1f} percent at {at}" for at, share in zip(names, value, strict=True))
        lines.append(f"{name}: {', '.join(said)}")
    draw_series(axes, series, dict(zip(series, KINDS, strict=False)))
    axes.set_xticks(range(len(names)), [textwrap.fill(name, 14) for name in names])
    axes.set_ylim(0, 105)
    axes.set_xlabel(caption("interval_coverage_axis"))
    below = caption("interval_coverage", draws=draws, nominal=nominal)
    return finish(chart, title, "percent of series", below, lines, "simulation")


@of_any_width
def detection(curve: pd.DataFrame, title: str, draws: int = 20) -> Chart:
    """Draw how often a falsified figure is found, over the size of the error.

    Examples
    --------
    >>> curve = pd.DataFrame({"contradicted": [0.0, 80.0], "conflicting": [0.0, 10.0]}, [1.0, 10.0])
    >>> detection(curve, "Large errors are found", draws=20).alt[:50]
    'Large errors are found. contradicted: 0 percent of'
    """
    chart, (axes,) = canvas()
    places = curve.reset_index(drop=True)
    shown = {name.replace("_", " "): FOUND[name] for name in curve}
    series = {
        name: pd.DataFrame(dict.fromkeys(("value", "low", "high"), places[column]))
        for name, column in zip(shown, curve, strict=True)
    }
    draw_series(axes, series, shown)
    axes.set_xticks(range(len(curve)), [f"{size:g}" for size in curve.index])
    axes.set_ylim(-3, 105)
    axes.set_xlabel(caption("detection_axis"))
    lines = [
        f"{name}: " + ", ".join(f"{x:.0f} percent of draws at {e:g}" for e, x in column.items())
        for name, column in curve.items()
    ]
    below = caption("detection", draws=draws)
    return finish(chart, title, "percent of draws", below, lines, "simulation")
