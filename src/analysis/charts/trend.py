"""The chart of a trend and of what was published later."""

import pandas as pd

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
)
from analysis.charts.marks import (
    draw_intervals,
    label_ends,
    long_form,
    name_series,
    open_points,
    thousands,
    whole_years,
)
from analysis.charts.style import HEADLINE, OTHERS, PALER, REFERENCE
from analysis.indicators.trend import NoTrend, Trend

LOOKS = {"fitted figures": HEADLINE, "published later": OTHERS}


@of_any_width
def trend(
    fitted: Trend | NoTrend, later: pd.DataFrame, title: str, claims: pd.DataFrame | None = None
) -> Chart:
    """Draw the levels, their fitted trend with its prediction interval, and later figures.

    Parameters
    ----------
    claims
        Year → verdict on the level; what is contradicted is an open point.

    Examples
    --------
    >>> from analysis.indicators.trend import fit_trend
    >>> levels = pd.DataFrame({c: [100, 121, 133.1] for c in ("value", "low", "high")}, [1, 2, 3])
    >>> trend(fit_trend(levels), levels.iloc[:0], "Trade grew").caption[:30]
    'Line: least-squares trend; ban'
    """
    if isinstance(fitted, NoTrend):
        return nothing(title, sources([later]), caption("no_trend"))
    chart, (axes,) = canvas()
    axes.set_yscale("log")
    drawn = dict(zip(LOOKS, (fitted.levels, later), strict=True))
    last = max([fitted.levels.index[-1], *later.index])
    path = fitted.forecast(range(fitted.levels.index[0], last + 1))
    axes.fill_between(path.index, path["pi_low"], path["pi_high"], color=PALER, alpha=0.6, lw=0)
    axes.plot(path.index, path["value"], color=REFERENCE, linewidth=1.5)
    draw_intervals(axes, long_form(drawn), LOOKS, joined=False, named=True)
    values = fitted.levels["value"]
    if claims is not None:
        wrong = claims.index[claims["verdict"] == "contradicted"]
        open_points(axes, values[values.index.isin(wrong)], HEADLINE)
    axes.yaxis.set_major_formatter(thousands)
    axes.yaxis.set_minor_formatter(lambda x, _: thousands(x) if f"{x:.0e}"[0] in "25" else "")
    label_ends(axes, {"trend": (last, path["value"].iloc[-1], REFERENCE)})
    name_series(axes, loc="best")
    whole_years(axes, begins_of([fitted.levels]))
    below = caption("trend", n=fitted.n)
    money = money_of([fitted.levels])
    told = {"Fitted figures": fitted.levels, "Published later": later}
    lines = [f"{what}: {spoken(f, money) or 'none'}" for what, f in told.items()]
    return finish(chart, title, money, below, lines, sources(told.values()))
