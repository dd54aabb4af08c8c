"""Write a figure as an SVG that a page holds: text as text, a title and a description inside."""

from __future__ import annotations

import hashlib
import io
import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FORM = "ANALYSIS_CHARTS"
"""The environment variable by which a kernel is asked for charts as SVG too, with the word svg."""
NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
"""What matplotlib would write into the file: the day, and its own version."""


def draw_svg(figure: Figure, **options: bool) -> str:
    """Return what matplotlib draws, with identifiers that are the same on every machine."""
    import matplotlib as mpl  # not before a report has seen to its caches

    file = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "analysis"}):
        figure.savefig(file, format="svg", metadata=NO_METADATA, **options)
    return number_ids(file.getvalue())


def describe(svg: str, title: str, alt: str) -> str:
    """Return a drawing as a part of a page, named by its title and described by its alt text.

    Examples
    --------
    >>> describe('<svg viewBox="0 0 9 9"><g/></svg>', "It rose", "It rose. 2 percent.")[-49:]
    '"chart-edd30271-desc">2 percent.</desc><g/></svg>'
    """
    svg = svg[svg.index("<svg") :]
    # A style sheet in a picture would reach the whole page; here it is one of line ends alone.
    svg = re.sub(r"\s*<defs>\s*<style.*?</style>\s*</defs>", "", svg, count=1, flags=re.DOTALL)
    (view,) = re.findall(r'viewBox="[^"]*"', svg)
    key = "chart-" + hashlib.sha256(f"{alt} {view}".encode()).hexdigest()[:8]
    svg = number_ids(re.sub(r"\s*\n\s*", " ", svg), f"{key}-")
    inside = svg[svg.index(">") + 1 :]
    described = alt.removeprefix(title.rstrip(".")).lstrip(". ")
    return (
        f'<svg {view} xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" stroke-linejoin="round" role="img" '
        f'aria-labelledby="{key}-title" aria-describedby="{key}-desc">'
        f'<title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(described)}</desc>{inside.strip()}'
    )


def number_ids(svg: str, prefix: str = "part-") -> str:
    """Give numbers to the identifiers that something refers to, and drop the others.

    Those of matplotlib are hashes of coordinates to the last digit, which depends on the processor.

    Examples
    --------
    >>> number_ids('<g id="a"><path id="mc0ffee"/><use xlink:href="#mc0ffee"/></g>', "chart-")
    '<g><path id="chart-1"/><use xlink:href="#chart-1"/></g>'
    """
    used = dict.fromkeys(re.findall(r'(?:url\(|href=")#([^)"]+)', svg))
    ids = {old: f"{prefix}{number}" for number, old in enumerate(used, 1)}
    svg = re.sub(r' id="([^"]+)"', lambda m: f' id="{ids[m[1]]}"' if m[1] in ids else "", svg)
    return re.sub(r'(url\(|href=")#([^)"]+)', lambda m: f"{m[1]}#{ids[m[2]]}", svg)
