"""Draw how large the partner is in the reporter's trade, and how large trade is beside GDP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from analysis import english
from analysis import text as words
from analysis.charts.chart import (
    Chart,
    canvas,
    caption,
    finish,
    nothing,
    of_any_width,
    spoken,
    too_few,
)
from analysis.charts.marks import draw_series, thousands, write_at_point
from analysis.charts.style import KINDS, REFERENCE, SIDES
from analysis.findings.partners import (
    own_expected,
    own_share,
    trade_dependences,
    trade_intensities,
)
from analysis.world.totals import FLOWS

if TYPE_CHECKING:
    from analysis.study.study import Study

MOST_PLACES = 8
"""Years of a series that have room for the partner's place at each point."""


@of_any_width
def partner_shares_by_year(study: Study, title: str, source: str = "") -> Chart:
    """Draw the partner's share in the reporter's exports and imports, beside what to expect.

    At the points stands the partner's place among all. Expected is the share of the exports that
    the partner's weight in the imports of the world would suggest.

    Examples
    --------
    >>> from analysis import read
    >>> partner_shares_by_year(read("tests/invented"), "Nothing is known").empty
    True
    """
    series = {f"share of {flow}": own_share(flow, study).dropna(subset="value") for flow in FLOWS}
    known = {name: shares for name, shares in series.items() if len(shares)}
    source = source or trade_intensities(study).source
    if not known:
        return nothing(title, source)
    chart, (axes,) = canvas()
    lines = [f"{name}: {_with_places(shares)}" for name, shares in known.items()]
    named = {_labelled(name, shares): shares for name, shares in known.items()}
    looks = dict(zip(named, KINDS, strict=False))
    expected = own_expected(study).dropna(subset="value")
    ends = {}
    if len(expected):
        name, last = caption("partner_shares_expected"), expected.iloc[-1]
        axes.plot(expected["value"], color=REFERENCE, linestyle="--")
        at_most = "at most " if last["low"] == 0 else ""
        said = words.number(last["high" if at_most else "value"], "share")
        ends[f"{name}: {at_most}{said}"] = (expected.index[-1], last["value"], REFERENCE)
        lines.append(f"{name}: {spoken(expected, 'share')}")
    draw_series(axes, named, looks, ends)
    for name, shares in named.items():
        _write_places(axes, shares, looks[name][0])
    axes.set_ylim(0, None)
    axes.yaxis.set_major_formatter(thousands)
    return finish(chart, title, "percent", caption("partner_shares"), lines, source)


@of_any_width
def dependences_by_year(study: Study, title: str, source: str = "") -> Chart:
    """Draw the trade of either economy with the other in percent of its GDP.

    Examples
    --------
    >>> from analysis import read
    >>> dependences_by_year(read("tests/invented"), "Nothing is known").empty
    True
    """
    rows = trade_dependences(study)
    source = source or rows.source
    lines = [f"{name}: {spoken(levels, 'share')}" for name, levels in rows.split().items()]
    if len(rows) < 2:
        return nothing(title, source, too_few(lines))
    chart, (axes,) = canvas()
    named = {_labelled(name, levels): levels for name, levels in rows.split().items()}
    draw_series(axes, named, dict(zip(named, SIDES, strict=False)))
    axes.set_ylim(0, None)
    axes.yaxis.set_major_formatter(thousands)
    return finish(chart, title, "percent of GDP", caption("dependences"), lines, source)


def _labelled(name: str, levels: pd.DataFrame) -> str:
    """Return the name of a series with its last number."""
    return f"{name}: {words.number(levels['value'].iloc[-1], 'share')}"


def _places(shares: pd.DataFrame) -> dict[int, str]:
    known = shares["rank"].dropna()
    return {year: english.ordinal(int(rank)) for year, rank in known.items()}


def _with_places(shares: pd.DataFrame) -> str:
    """Return a series in words, each year with the partner's place."""
    places = _places(shares)
    said = (
        spoken(shares.loc[[year]], "share") + (f" ({places[year]})" if year in places else "")
        for year in shares.index
    )
    return "; ".join(said)


def _write_places(axes: Axes, shares: pd.DataFrame, colour: str) -> None:
    """Write the partner's place at each point, where there is room."""
    places = _places(shares)
    for year, place in places.items() if len(places) <= MOST_PLACES else ():
        write_at_point(axes, place, (year, shares.at[year, "value"]), colour, 8)
