"""A chart: a closed figure that carries its title, caption, source line and text alternative."""

import functools
import io
import os
import textwrap
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from importlib.resources import files
from pathlib import Path
from typing import Any, ParamSpec, cast

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from analysis import english
from analysis import text as words
from analysis.cells import begins_of
from analysis.charts.marks import spread_labels
from analysis.charts.style import COLOURS, NARROW, WIDE, use_style
from analysis.charts.vector import FORM, describe, draw_svg
from analysis.errors import DataError

MOST_TITLE, MOST_BELOW = 250, 900
"""Characters of a title, and of a caption or source, that leave a picture room; pages and the text
alternative have all."""
TITLE, SMALL = 9.8, 13.4
"""Letters of the title, and of the caption, that fit into an inch."""
STACKED = 0.75
"""How high a panel is below another one, in panels that stand beside each other."""
NO_DATE: dict[str, Any] = dict.fromkeys(("Creator", "Producer", "CreationDate"))


class Chart(Figure):
    """A figure that carries its title, its caption, its source line and its text alternative."""

    title = ""
    caption = ""
    source = ""
    alt = ""
    empty = False
    anew: "Callable[[], Chart] | None" = None
    """How it is drawn once more, for another width."""

    def save(self, path: str | Path) -> None:
        """Write the chart into a file, .png, .svg or .pdf: the same chart is the same file.

        Examples
        --------
        >>> nothing("No trade", "").save("trade.jpg")
        Traceback (most recent call last):
        analysis.errors.DataError: trade.jpg: a chart is saved as .png, .svg or .pdf
        """
        form = Path(path).suffix.lower()
        try:
            if form == ".svg":
                Path(path).write_text(draw_svg(self), encoding="utf-8")
            elif form == ".png":
                Path(path).write_bytes(self.as_png())
            elif form == ".pdf":
                self.savefig(path, dpi=200, metadata=NO_DATE)
            else:
                raise DataError(f"{path}: a chart is saved as .png, .svg or .pdf")
        except OSError as error:
            raise DataError(f"{path} cannot be written: {error.strerror}") from None

    def as_png(self) -> bytes:
        """Return the chart as a picture of dots, with title, caption and source on it."""
        made = io.BytesIO()
        self.savefig(made, format="png", dpi=200)
        return made.getvalue()

    def as_svg(self) -> str:
        """Return the picture for a page, which shows title, caption and source as text itself."""
        words_around = [self._suptitle, self._supxlabel]  # type: ignore[attr-defined]
        for text in words_around:
            text.set_visible(False)
        svg = draw_svg(self, transparent=True)
        for text in words_around:
            text.set_visible(True)
        return describe(svg, self.title, self.alt)

    def narrowed(self) -> "Chart":
        """Return the chart as it is drawn for a phone: itself, where it has but one width.

        Panels stand below each other, and names take several lines.
        """
        before = _WIDTH.set(NARROW)
        try:
            return self.anew() if self.anew else self
        finally:
            _WIDTH.reset(before)

    def for_phone(self) -> str:
        """Return the picture for the page of a phone; blank where there is but one width."""
        return self.narrowed().as_svg() if self.anew and not self.empty else ""

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Hand the text alternative to the notebook, beside the picture drawn by its formatter.

        Stored notebooks hold PNG alone; the pages of a report ask for SVG too.
        """
        metadata = {"image/png": {"alt": self.alt}}
        if os.environ.get(FORM) != "svg":
            return {}, metadata
        told = ("alt", "title", "caption", "source", "empty")
        metadata["image/svg+xml"] = {name: getattr(self, name) for name in told}
        metadata["image/svg+xml"]["narrow"] = self.for_phone()
        return {"image/svg+xml": self.as_svg()}, metadata


P = ParamSpec("P")
_WIDTH: ContextVar[float] = ContextVar("width", default=WIDE)
"""In inches."""


def of_any_width(draw: Callable[P, Chart]) -> Callable[P, Chart]:
    """Let the charts of a function be drawn once more for a narrow screen."""

    @functools.wraps(draw)
    def drawn(*args: P.args, **given: P.kwargs) -> Chart:
        chart = draw(*args, **given)
        chart.anew = functools.partial(draw, *args, **given)
        return chart

    return drawn


def canvas(
    panels: int = 1, height: float = 4.6, width: float | None = None
) -> tuple[Chart, list[Axes]]:
    """Return a chart and its axes: several stand beside each other, on a narrow chart below."""
    use_style()
    width = width or _WIDTH.get()
    rows, columns = (1, panels) if width > NARROW else (panels, 1)
    size = (width, height if rows == 1 else height * STACKED * rows)
    engine = ConstrainedLayoutEngine(h_pad=0.07)
    chart = cast(Chart, plt.figure(FigureClass=Chart, figsize=size, layout=engine))
    return chart, list(chart.subplots(rows, columns, sharey=True, squeeze=False).flat)


def finish(
    chart: Chart, title: str, unit: str, below: str, lines: Sequence[str], source: str
) -> Chart:
    """Write title, unit, caption and source, set the alt text, close and return the chart."""
    chart.title, chart.caption = title, below
    chart.source = f"Source: {source}." if source else ""
    chart.alt = ". ".join([title.rstrip("."), *lines]) + "."
    width, grey = chart.get_figwidth(), COLOURS["grey"]
    above = textwrap.fill(english.shortened(title, MOST_TITLE), round(TITLE * width))
    chart.suptitle(above, x=0.01, ha="left", fontweight="bold", fontsize=12)
    texts = (english.shortened(text, MOST_BELOW) for text in (below, chart.source) if text)
    foot = "\n".join(textwrap.fill(text, round(SMALL * width)) for text in texts)
    chart.supxlabel(foot, x=0.01, ha="left", fontsize=8, color=grey)
    if unit:
        axes = chart.axes[0]
        axes.set_ylabel(unit, rotation=0, ha="left", va="bottom", color=grey)
        axes.yaxis.set_label_coords(0, 1.015)
    spread_labels(chart)
    plt.close(chart)
    return chart


def caption(name: str, **given: object) -> str:
    """Return words of a chart, from captions.toml."""
    return _captions()[name].format_map(given)


@functools.cache
def _captions() -> Mapping[str, str]:
    text = files("analysis.charts").joinpath("captions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def nothing(title: str, source: str, why: str = "") -> Chart:
    """Return a chart that says why there is nothing to draw; a page leaves it out."""
    why = why or caption("no_figure")
    chart, (axes,) = canvas(height=3.0)
    chart.empty = True
    axes.text(0.5, 0.5, textwrap.fill(why, 80), ha="center", va="center")
    axes.set_axis_off()
    return finish(chart, title, "", caption("nothing"), [why.rstrip(".")], source)


def too_few(lines: Sequence[str]) -> str:
    """Return why there is no chart, with the only number there is.

    Examples
    --------
    >>> too_few(["Exports: 2020 USD 100 million", "Imports: none"])
    'One figure makes no chart. Exports: 2020 USD 100 million.'
    """
    known = [line for line in lines if not line.endswith(": none")]
    return ". ".join([caption("one_figure"), *known]) + "." if known else caption("no_figure")


def sources(frames: Iterable[pd.DataFrame]) -> str:
    """Return the sources that series carry, each once."""
    credits = [part for frame in frames for part in frame.attrs.get("source", "").split("; ")]
    return "; ".join(dict.fromkeys(part for part in credits if part))


def spoken(levels: pd.DataFrame, unit: str) -> str:
    """Return a series in words: each year with its value and bounds."""
    begins = begins_of([levels])
    said = (
        f"{english.year_name(year, begins)} {words.interval(row, unit)}"
        for year, row in levels.iterrows()
    )
    return "; ".join(said)
