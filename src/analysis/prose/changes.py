"""Say in lines what changed between two versions of a study."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from analysis.findings.changes import Changes
    from analysis.study.study import Study


def change_lines(changes: Changes) -> list[str]:
    """Return what changed between two versions of a study, a line each.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import read
    >>> from analysis.findings.changes import Changes
    >>> study, none = read("data"), pd.DataFrame(columns=["change", "flipped"])
    >>> change_lines(Changes(study, study, none, none, ["study.toml"], none, none))
    ['Other files that differ: study.toml']
    """
    old, new = changes.old, changes.new
    files = ", ".join(changes.files)
    lines = [
        *row_lines("Figures", changes.figures, described(new, old)),
        *row_lines("Sources", changes.sources, titled(new, old)),
        *(["", f"Other files that differ: {files}"] if files else []),
        *result_lines(changes.results),
        *flip_lines(changes.results, changes.verdicts),
    ]
    return lines[1:] or ["Nothing changed."]


def row_lines(thing: str, changes: pd.DataFrame, described: dict[str, str]) -> list[str]:
    """Return the rows that were added, withdrawn and revised, each under its heading.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"change": "revised", "column": "note", "before": "", "after": "seen"}
    >>> row_lines("Figures", pd.DataFrame([row], ["a"]), {"a": "exports 2020"})
    ['', 'Figures revised: 1', "  a (exports 2020): note '' → 'seen'"]
    """
    lines = []
    for change, rows in changes.groupby("change", sort=False):
        names = rows.index.unique()
        lines += ["", f"{thing} {change}: {len(names)}"]
        for name in names:
            said = "; ".join(
                f"{row['column']} {row['before']!r} → {row['after']!r}"
                for _, row in rows.loc[[name]].iterrows()
                if row["column"]
            )
            lines.append(f"  {name} ({described[name]})" + (f": {said}" if said else ""))
    return lines


def result_lines(results: pd.DataFrame) -> list[str]:
    """Return the headline results that moved, before and after, and by how much.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"unit": "percent", "years_before": "2020", "years_after": "2020", "by": 1.0}
    >>> row |= {"low_before": 3.5, "value_before": 4.0, "high_before": 4.5}
    >>> row |= {"low_after": 5.0, "value_after": 5.0, "high_after": 5.0}
    >>> result_lines(pd.DataFrame([row], ["turnover_growth"]))[-1]
    '  turnover growth, 2020: 4.0 percent (3.5 to 4.5) → 5.0 percent, by 1.0 percentage points'
    """
    import pandas as pd

    from analysis import text as words

    if results.empty:
        return []
    lines = ["", f"Headline results that moved: {len(results)}"]
    for name, row in results.iterrows():
        before, after = (
            words.interval(
                {end: row[f"{end}_{when}"] for end in ("value", "low", "high")}, row.unit
            )
            for when in ("before", "after")
        )
        years = [row["years_before"], row["years_after"]]
        span = years[0] if years[0] == years[1] else " → ".join(years)
        by = "" if pd.isna(row["by"]) else f", by {moved(row)}"
        lines.append(f"  {name.replace('_', ' ')}, {span}: {before} → {after}{by}")
    return lines


def moved(row: Mapping[str, float]) -> str:
    """Return how far a result moved: the difference of its two values as they are printed.

    Where they print alike, it is that of the values themselves, with the digits that show it.

    Examples
    --------
    >>> moved({"value_before": 31.44, "value_after": 26.96, "by": -4.48, "unit": "percent"})
    '−4.4 percentage points'
    >>> moved({"value_before": 80.04, "value_after": 80.02, "by": -0.02, "unit": "USD million"})
    'USD −0.02 million'
    """
    from analysis import text as words

    ends = [
        words.number(float(row[f"value_{when}"]), str(row["unit"])) for when in ("before", "after")
    ]
    before, after = (Decimal(end.replace(",", "").replace("\u2212", "-")) for end in ends)
    by = f"{after - before:,f}" if after != before else f"{row['by']:.1g}"
    by = by.replace("-", "\u2212")
    unit = str(row["unit"])
    return f"{by} percentage points" if unit == "percent" else words.with_unit(by, unit)


def flip_lines(results: pd.DataFrame, verdicts: pd.DataFrame) -> list[str]:
    """Return the conclusions and the verdicts that are others now.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"flipped": True, "decided_before": "rise", "decided_after": "fall"}
    >>> flip_lines(pd.DataFrame([row], ["turnover_growth"]), pd.DataFrame())
    ['', 'Conclusions that flipped: 1', '  turnover growth: rise → fall']
    """
    flipped = results[results["flipped"]]
    conclusions = [
        f"  {name.replace('_', ' ')}: {row['decided_before']} → {row['decided_after']}"
        for name, row in flipped.iterrows()
    ]
    judged = [f"  {name}: {row['before']} → {row['after']}" for name, row in verdicts.iterrows()]
    lines = ["", f"Conclusions that flipped: {len(conclusions)}", *conclusions]
    lines = lines if conclusions else []
    return [*lines, *(["", f"Verdicts that flipped: {len(judged)}", *judged] if judged else [])]


def described(new: Study, old: Study) -> dict[str, str]:
    """Return what each figure is, as it was; of one that was added, as it is now."""
    return {
        row.figure_id: f"{row.quantity} {row.reporter}-{row.partner} {row.period}: {row.wording} "
        f"{row.as_written} {row.unit}"
        for study in (new, old)
        for row in study.figures.itertuples()
    }


def titled(new: Study, old: Study) -> dict[str, str]:
    """Return who published each source, and when, as it was; of one that was added, as it is."""
    return {
        row.source_id: f"{row.publisher}, {row.published or 'undated'}"
        for study in (new, old)
        for row in study.sources.itertuples()
    }
