"""Draw how large the partner is in the reporter's trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis import text as words
from analysis.charts.chart import Chart, canvas, caption, finish, nothing, of_any_width, spoken
from analysis.charts.marks import THOUSANDS, draw_series
from analysis.charts.style import KINDS, REFERENCE
from analysis.findings.partners import own_intensity, own_share, trade_intensities
from analysis.world.totals import FLOWS

if TYPE_CHECKING:
    from analysis.study.study import Study


@of_any_width
def partner_shares_by_year(study: Study, title: str, source: str = "") -> Chart:
    """Draw the partner's share in the reporter's exports and imports, beside what to expect.

    Expected is the share of the exports that the partner's weight in the imports of the world
    would suggest.

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
    ends, lines = {}, []
    expected = own_intensity(study)["expected"].dropna()
    if len(expected):
        name = caption("partner_shares_expected")
        axes.plot(expected, color=REFERENCE, linestyle="--")
        last = words.number(expected.iloc[-1], "share")
        said = (f"{year} {words.quantity(x, 'share')}" for year, x in expected.items())
        lines.append(f"{name}: {'; '.join(said)}")
        ends[f"{name}: {last}"] = (expected.index[-1], expected.iloc[-1], REFERENCE)
    named = {
        f"{name}: {words.number(shares['value'].iloc[-1], 'share')}": shares
        for name, shares in known.items()
    }
    draw_series(axes, named, dict(zip(named, KINDS, strict=False)), ends)
    axes.set_ylim(0, None)
    axes.yaxis.set_major_formatter(THOUSANDS)
    lines = [f"{name}: {spoken(shares, 'share')}" for name, shares in known.items()] + lines
    return finish(chart, title, "percent", caption("partner_shares"), lines, source)
