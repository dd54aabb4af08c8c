"""Draw how often the 95 percent intervals of a trend hold what is true."""

import pandas as pd

from analysis.charts.style import COLOURS, Chart, canvas, draw_intervals, finish, label_ends

NAMES = {"growth": "true growth", "next_year": "following year"}


def coverage(found: pd.DataFrame, title: str, draws: int, nominal: float = 95) -> Chart:
    """Draw coverage over how far the errors persist, with two Monte Carlo standard errors.

    Parameters
    ----------
    found
        As `interval_coverage` gives it.
    nominal
        The percent that the intervals claim.

    Examples
    --------
    >>> columns = ["growth", "next_year", "growth_error", "next_year_error"]
    >>> found = pd.DataFrame([[95.0, 94.0, 0.2, 0.2], [60.0, 90.0, 0.3, 0.2]], [0.0, 1.0], columns)
    >>> coverage(found, "Too narrow", draws=100).alt[:51]
    'Too narrow. true growth: 95.0 percent with independ'
    """
    chart, axes = canvas()
    places = pd.RangeIndex(len(found))
    axes.axhline(nominal, color="black", linewidth=0.8)
    axes.annotate(f"claimed: {nominal:g}", (0, nominal), (0, 5), textcoords="offset points")
    ends, lines = {}, []
    for (column, name), colour, marker in zip(
        NAMES.items(), ("blue", "orange"), ("o", "D"), strict=True
    ):
        value, error = found[column], 2 * found[f"{column}_error"]
        levels = pd.DataFrame({"value": value, "low": value - error, "high": value + error})
        draw_intervals(axes, places, levels, COLOURS[colour], marker, line="-")
        ends[name] = (places[-1], value.iloc[-1], COLOURS[colour])
        said = (f"{share:.1f} percent at autocorrelation {rho:g}" for rho, share in value.items())
        lines.append(f"{name}: {', '.join(said)}")
    axes.set_xticks(places, [_tick(rho) for rho in found.index])
    axes.set_ylim(0, 105)
    label_ends(axes, ends)
    axes.set_xlabel("autocorrelation of the errors from year to year")
    caption = (
        f"Percent of {draws:,} simulated series whose interval holds what is true; "
        "bars are two Monte Carlo standard errors to either side."
    )
    return finish(chart, axes, title, "percent of series", caption, lines, "simulation")


def _tick(rho: float) -> str:
    """Return what stands below a point."""
    return {0.0: "0\n(independent)", 1.0: "random walk\nwith drift"}.get(rho, f"{rho:g}")
