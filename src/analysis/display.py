"""Show sentences and tables in a notebook, each table also as CSV for the report."""

import re

import numpy as np
import pandas as pd

from analysis import words

_NUMBER = re.compile(r"<td>(\u2212?[\d,]+(?:\.\d+)?|–|none)</td>")


def say(*sentences: str) -> None:
    """Show sentences as one paragraph of Markdown.

    Examples
    --------
    >>> say("Turnover rose.")
    <IPython.core.display.Markdown object>
    """
    from IPython.display import Markdown, display

    display(Markdown(" ".join(sentence for sentence in sentences if sentence)))


def bullets(*lines: str) -> None:
    """Show lines as a list in Markdown.

    Examples
    --------
    >>> bullets("Exports rose.", "Imports fell.")
    <IPython.core.display.Markdown object>
    """
    from IPython.display import Markdown, display

    display(Markdown("\n".join(f"- {line}" for line in lines)))


def table(frame: pd.DataFrame, name: str, unit: str = "percent") -> None:
    r"""Show a table with its numbers rounded as the unit wants, and carry it along as CSV.

    Missing numbers are shown as a dash and infinite bounds as 'none'. The report writes the CSV,
    which has six decimals, beside the page as ``name``.csv. A table without a row becomes a
    sentence that says so.

    Examples
    --------
    >>> table(pd.DataFrame({"value": [12.34]}, index=[2020]), "growth")  # doctest: +ELLIPSIS
    {'text/plain': ' index value\n  2020  12.3', ...
    """
    from IPython.display import display

    if frame.empty:
        say(f"There is nothing for a table of {name.replace('_', ' ')}.")
        return
    shown = frame.copy()
    for column in frame.columns:
        if pd.api.types.is_float_dtype(frame[column]):
            shown[column] = [_cell(value, unit) for value in frame[column]]
    shown = shown.astype(object).where(shown.notna(), "").reset_index()
    html = shown.to_html(index=False, escape=True, border=0, classes="result", justify="left")
    bundle = {
        "text/plain": shown.to_string(index=False),
        "text/html": _NUMBER.sub(r'<td class="number">\1</td>', html),
        "text/csv": frame.to_csv(float_format="%.6f", lineterminator="\n"),
    }
    display(bundle, raw=True, metadata={"text/csv": {"name": name}})


def _cell(value: float, unit: str) -> str:
    """Return one number of a table."""
    if np.isnan(value):
        return "–"
    if np.isinf(value):
        return "none"
    return (
        f"{value:,.1f}".replace("-", "\u2212")
        if unit == "USD million"
        else words.number(value, unit)
    )
