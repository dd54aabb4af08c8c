"""Say in lines what was fetched into a study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.prose.phrases import tally

if TYPE_CHECKING:
    from analysis.fetch.into_study import Fetched


def fetched_lines(fetched: Fetched) -> list[str]:
    """Return what was fetched, what of it is new, and what was revised: old, new, difference.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.fetch.into_study import Fetched
    >>> changes = pd.DataFrame({"old": [None, {}], "new": [{}, None]})
    >>> changed = Fetched("9 prices", changes, pd.DataFrame(), ["prices.csv"], [])
    >>> fetched_lines(changed)
    ['9 prices; 1 is new, 0 are changed and 1 is withdrawn.', 'Written: prices.csv.']
    """
    old, new = fetched.changes["old"].notna(), fetched.changes["new"].notna()
    counts = {"new": (new & ~old).sum(), "changed": (old & new).sum(), "withdrawn": (~new).sum()}
    lines = [f"{fetched.what}; {tally(counts)}."]
    if not fetched.revised.empty:
        table = fetched.revised.rename_axis("revised").reset_index()
        lines.append(table.to_string(index=False))
    written = " and ".join(fetched.written)
    last = f"Written: {written}." if written else "Nothing has changed, and nothing was written."
    return [*lines, last]
