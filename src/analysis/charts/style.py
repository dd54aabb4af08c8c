"""The look of all charts: colours, shapes, sizes, fonts."""

import matplotlib as mpl
import seaborn as sns
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb

from analysis.verdicts import VERDICTS

Look = tuple[str, str]
"""A colour, as hexadecimal, and the shape of a point."""

# After Okabe and Ito: readers with colour blindness can tell them apart.
COLOURS = {
    "blue": "#0072B2",
    "amber": "#B07A00",
    "green": "#009E73",
    "purple": "#9A4D7F",
    "red": "#D55E00",
    "slate": "#33475B",
    "sky": "#3E9BCF",
    "silver": "#858585",
    "grey": "#595959",
}
PALE, PALER = "#bdbdbd", "#dedede"
"""Bands behind the points."""

# One meaning, one colour, and one shape.
HEADLINE: Look = (COLOURS["blue"], "o")
SIDES: list[Look] = [(COLOURS["amber"], "s"), (COLOURS["green"], "^")]
OTHERS: Look = (COLOURS["slate"], "D")
"""Who states a quantity: the headline source, either side's statistics, somebody else."""
KINDS: list[Look] = [(COLOURS["slate"], "o"), (COLOURS["sky"], "s"), (COLOURS["silver"], "^")]
"""What is told apart within one chart: flows, directions, kinds of stocks."""
LOOKS: dict[str, Look] = {
    name: (COLOURS[verdict.colour], verdict.marker) for name, verdict in VERDICTS.items()
}
"""Verdict → how it looks."""
DECIDED: dict[str, Look] = {
    "rise": (COLOURS["blue"], "^"),
    "fall": (COLOURS["blue"], "v"),
    "undecided": (COLOURS["silver"], "o"),
}
REFERENCE = COLOURS["grey"]
"""What figures are held against: a trend, the median of the world."""

WIDE, NARROW = 8.2, 4.6
"""Widths of charts in inches: for notebooks and pages, and for a phone."""
FONT = "DejaVu Sans"
"""The font that comes with matplotlib: the same picture on every machine."""
OTHER_SCRIPTS = (
    "Noto Sans CJK SC,Source Han Sans SC,WenQuanYi Micro Hei,Microsoft YaHei,PingFang SC,"
    "Malgun Gothic,Noto Sans Devanagari,Nirmala UI,Noto Sans Thai,Leelawadee UI,Arial Unicode MS"
).split(",")
"""Fonts for names in scripts that the first font lacks, used where they are installed."""


def use_style() -> None:
    """Set the one look of all charts, whatever matplotlib settings the user has."""
    mpl.rcdefaults()
    installed = font_manager.get_font_names()
    look = {
        "text.parse_math": False,  # a dollar sign in a name is one
        "axes.edgecolor": COLOURS["grey"],
        "axes.grid.axis": "y",
        "axes.titlelocation": "left",
        "figure.dpi": 100,
        "font.family": [FONT, *(name for name in OTHER_SCRIPTS if name in installed)],
        "font.size": 10,
        "grid.color": "#e4e4e4",
    }
    look |= dict.fromkeys(("axes.spines.left", "axes.spines.right", "axes.spines.top"), False)
    look |= dict.fromkeys(("axes.labelsize", "axes.titlesize", "legend.fontsize"), 10)
    look |= dict.fromkeys(("xtick.labelsize", "ytick.labelsize"), 10)
    sns.set_theme(style="whitegrid", rc=look)


def ink(colour: str) -> str:
    """Return a colour of the palette, dark enough for text on white (4.5 to 1, WCAG AA).

    Examples
    --------
    >>> ink(COLOURS["green"])
    '#007354'
    """
    red, green, blue = (0.73 * part for part in to_rgb(colour))
    return to_hex((red, green, blue))
