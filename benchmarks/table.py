"""Judge what was measured by its aim, and put it into one Markdown table."""

import math
import operator
import re

AIMS = {
    "at least": operator.ge,
    "at most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
    "": operator.eq,
}
NO_AIM = ("-", "none")
NUMBER = r"\d+(?:\.\d+)?"
ONE_LIMIT = re.compile(rf"(at least|at most|above|below|) ?({NUMBER})")
TWO_LIMITS = re.compile(rf"({NUMBER}) to ({NUMBER})")
COLUMNS = ("what", "ratio", "aim", "met")


def limits(aim):
    """Return the limits of an aim, each as a comparison and a number; none where there is no aim.

    Raises
    ------
    ValueError
        For an aim that is none of those that can be judged.
    """
    if aim in NO_AIM:
        return []
    if two := TWO_LIMITS.fullmatch(aim):
        low, high = map(float, two.groups())
        return [(operator.ge, low), (operator.le, high)]
    if one := ONE_LIMIT.fullmatch(aim):
        return [(AIMS[one[1]], float(one[2]))]
    known = ", ".join(f"{word} 2".strip() for word in AIMS)
    raise ValueError(f"the aim {aim!r} is none of: {known}, 1 to 2, {' or '.join(NO_AIM)}")


def is_met(ratio, aim):
    """Say whether an aim is met; None where there is no aim."""
    found = limits(aim)
    return all(holds(ratio, limit) for holds, limit in found) if found else None


def off_by(ratio, aim):
    """Return in words how far a ratio is from the limit that it breaks."""
    broken = next(limit for holds, limit in limits(aim) if not holds(ratio, limit))
    gap = abs(ratio - broken)
    return f"{100 * gap / broken:.0f} percent" if broken else f"{gap:g}"


def line(what, ratio, aim, why=""):
    """Return a row of the table."""
    if not math.isfinite(ratio):
        raise ValueError(f"{what}: {ratio} is no ratio")
    met = {True: "yes", False: "**no**", None: ""}[is_met(ratio, aim)]
    cells = (what.strip(), f"{ratio:.3f}", "none" if aim in NO_AIM else aim, met)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def head():
    """Return the head of the table."""
    return f"| {' | '.join(COLUMNS)} |\n| --- | ---: | --- | --- |"


def missed(rows):
    """Return a line for each aim that is missed: by how much, and why."""
    return [
        f"- {what.strip()}: {ratio:.3f}, off {aim} by {off_by(ratio, aim)}. "
        + (next(iter(why), "") or "Nobody has written down why.")
        for what, ratio, aim, *why in rows
        if is_met(ratio, aim) is False
    ]


def page(rows, measured):
    """Return the page with the table, what it was measured with, and the missed aims."""
    reasons = missed(rows) or ["Every aim was met."]
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "This page is written by `make bench`. All ratios are of one run; other work on the "
            "machine still moves those by the clock, most of all where several processors are "
            "used. Rows that end in GiB are gibibytes.",
            "",
            measured,
            "",
            head(),
            *(line(*row) for row in rows),
            "",
            "## Missed aims",
            "",
            *reasons,
            "",
        ]
    )
