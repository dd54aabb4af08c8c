"""Say in lines what the tables of all pairs of a panel hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.text import counted
from analysis.text import years as span

SHOWN = 30
"""How many unknown codes are printed; about.json has all of them."""


def summary(about: Mapping[str, Any]) -> list[str]:
    """Return what tables hold, a line each.

    Examples
    --------
    >>> about = {"years": [2015, 2020], "rows": 9, "pairs": 5, "estimates": 1, "copied": 0}
    >>> about |= {"rows_of_the_world": 0, "rows_of_one_economy": 0, "rows_of_other_flows": 0}
    >>> about |= {"estimates_used": False}
    >>> summary(about | {"unknown_codes": ["SUN", "YUG"]})[-1]
    'Codes that ISO 3166 does not have, kept: 2 (SUN, YUG).'
    """
    left = "used" if about["estimates_used"] else "left out of comparisons"
    unknown = about["unknown_codes"]
    lines = [
        f"{counted(about['rows'], 'row')}; "
        f"{counted(about['pairs'], 'pair and year', 'pairs and years')}, {span(*about['years'])}.",
        f"Figures flagged as estimates, {left}: {about['estimates']:,}.",
        "Flows where one side was probably made from the other, not compared: "
        f"{about['copied']:,}.",
    ]
    apart = about["rows_of_the_world"], about["rows_of_one_economy"]
    if any(apart):
        world = counted(apart[0], "row of the world", "rows of the world")
        lines.append(f"Left out: {world}, {apart[1]:,} of one economy.")
    if about["rows_of_other_flows"]:
        other = counted(about["rows_of_other_flows"], "row")
        lines.append(f"Left out: {other} of re-exports and other flows.")
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    codes = f"{len(unknown)} ({', '.join(unknown[:SHOWN])}{more})" if unknown else "none"
    return [*lines, f"Codes that ISO 3166 does not have, kept: {codes}."]
