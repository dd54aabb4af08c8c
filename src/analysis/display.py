"""Show sentences and tables in a notebook, each table also as CSV for the report."""

import re

import numpy as np
import pandas as pd

from analysis import words

_NUMBER = re.compile(r"<td>(\u2212?[\d,]+(?:\.\d+)?|–|none)</td>")


def say(*sentences: str) -> None:
    """Show sentences as one paragraph of Markdown; nothing where all of them are blank.

    Examples
    --------
    >>> say("Turnover rose.")
    <IPython.core.display.Markdown object>
    """
    from IPython.display import Markdown, display

    if text := " ".join(sentence for sentence in sentences if sentence):
        display(Markdown(text))


def bullets(*lines: str, none: str = "There is nothing to list.") -> None:
    """Show lines as a list in Markdown; where there is no line, the sentence ``none``.

    Examples
    --------
    >>> bullets("Exports rose.", "Imports fell.")
    <IPython.core.display.Markdown object>
    """
    from IPython.display import Markdown, display

    display(Markdown("\n".join(f"- {line}" for line in lines) or none))


def table(
    frame: pd.DataFrame,
    name: str,
    unit: str = "percent",
    none: str = "There is no figure for this table.",
) -> None:
    r"""Show a table with its numbers rounded as the unit wants, and carry it along as CSV.

    Missing numbers are shown as a dash and infinite bounds as 'none'. The report writes the CSV,
    which has six decimals, beside the page as ``name``.csv. Where there is no row, the sentence
    ``none`` stands in place of the table.

    Examples
    --------
    >>> table(pd.DataFrame({"value": [12.34]}, index=[2020]), "growth")  # doctest: +ELLIPSIS
    {'text/plain': ' index value\n  2020  12.3', ...
    """
    from IPython.display import display

    if frame.empty:
        return say(none)
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
    return display(bundle, raw=True, metadata={"text/csv": {"name": name}})


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
