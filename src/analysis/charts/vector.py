"""Write a chart as an SVG that a page holds: text as text, a title and a description inside."""

from __future__ import annotations

import hashlib
import io
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.charts.style import Chart

FORM = "ANALYSIS_CHARTS"
"""The environment variable by which a kernel is asked for charts as SVG too, with the word svg."""

NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
"""What matplotlib would write into the file: the day, and its own version."""


def as_svg(chart: Chart) -> str:
    """Return a chart as SVG, the same for the same chart.

    Title, caption and source line are left out: a page shows them as text beside the picture. The
    picture is named by its title and described by its alt text.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.charts.families import growth
    >>> levels = pd.DataFrame({c: [100.0, 121] for c in ("value", "low", "high")}, [2019, 2020])
    >>> as_svg(growth(levels))[:62]
    '<svg viewBox="0 0 590.4 331.2" xmlns="http://www.w3.org/2000/s'
    """
    svg = _drawn(chart)
    svg = svg[svg.index("<svg") :]
    # A style sheet in a picture would reach the whole page; here it is one of line ends alone.
    svg = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", svg, count=1, flags=re.DOTALL)
    key = "chart-" + hashlib.sha256(chart.alt.encode()).hexdigest()[:8]
    svg = _own_ids(re.sub(r"\s*\n\s*", " ", svg), key)
    (view,) = re.findall(r'viewBox="[^"]*"', svg)
    inside = svg[svg.index(">") + 1 :]
    described = chart.alt.removeprefix(chart.title.rstrip(".")).lstrip(". ")
    return (
        f'<svg {view} xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" stroke-linejoin="round" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc">'
        f'<title id="{key}-title">{escape(chart.title)}</title>'
        f'<desc id="{key}-desc">{escape(described)}</desc>{inside.strip()}'
    )


def _drawn(chart: Chart) -> str:
    """Return what matplotlib draws without title, caption and background."""
    import matplotlib as mpl

    texts = (getattr(chart, name) for name in ("_suptitle", "_supxlabel"))
    around = [text for text in texts if text is not None]
    file = io.StringIO()
    for text in around:
        text.set_visible(False)
    try:
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "analysis"}):
            chart.savefig(file, format="svg", transparent=True, metadata=NO_METADATA)
    finally:
        for text in around:
            text.set_visible(True)
    return file.getvalue()


def _own_ids(svg: str, key: str) -> str:
    """Drop the identifiers that nothing refers to, and make the others this chart's own.

    Examples
    --------
    >>> _own_ids('<g id="a"><path id="b"/><use xlink:href="#b"/></g>', "chart-1")
    '<g><path id="chart-1-b"/><use xlink:href="#chart-1-b"/></g>'
    """
    used = set(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{key}-{m[1]}"' if m[1] in used else "", svg)
    return re.sub(r'(url\(|href=")#', rf"\1#{key}-", svg)
