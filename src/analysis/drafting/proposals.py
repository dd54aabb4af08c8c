"""Take the rows that a model proposes into a draft: those that stand in the text and are sound."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from analysis.drafting.drafts import Draft
from analysis.drafting.model import ASKED
from analysis.drafting.numbers import Number
from analysis.drafting.row import Row
from analysis.drafting.sentences import quote_of, sentences
from analysis.study.schema import QUANTITIES, SAME_WORDINGS

ELSEWHERE = "not at their place in the text"
SHAPELESS = "no row of texts"
REFUSED = "refused by the codebook"
LONGEST = 200
"""Characters of a cell."""
Check = Callable[[dict[str, str]], bool]
"""Says whether the codebook refuses the cells of a row."""


def with_proposals(
    draft: Draft, proposed: Sequence[Any], text: str, found: Sequence[Number], is_refused: Check
) -> tuple[Draft, Counter[str]]:
    """Return a draft with what a model proposes, and why how many of its rows were dropped.

    Where both read a number, the rules' cells stay, and those that the model has otherwise are
    doubted. What only one of them reads as a figure is doubted as a whole.
    """
    words = {(n.start, n.end): n.written for n in found if n.is_word}
    dropped: Counter[str] = Counter()
    sound: list[Row] = []
    for one in proposed:
        row = _row(one)
        if row is None:
            dropped[SHAPELESS] += 1
        elif not _stands(row, str(one.get("text")), text, words):
            dropped[ELSEWHERE] += 1
        elif is_refused(row.cells):
            dropped[REFUSED] += 1
        else:
            sound.append(row)
    return _merged(draft, sound, text), dropped


def _row(one: object) -> Row | None:
    """Return what a model proposes as a row; None where it is none."""
    if not isinstance(one, Mapping):
        return None
    start, end = one.get("start"), one.get("end")
    cells = {column: one.get(column) or "" for column in ASKED}
    if type(start) is not int or type(end) is not int:
        return None
    if not all(isinstance(c, str) and _is_plain(c) for c in cells.values()):
        return None
    return Row(start, end, {column: cell.strip() for column, cell in cells.items()})


def _is_plain(cell: str) -> bool:
    """Say whether a cell is a line of text, and no formula to a spreadsheet."""
    return len(cell) <= LONGEST and (not cell or cell.isprintable()) and cell[:1] not in ("=", "@")


def _stands(row: Row, quoted: str, text: str, words: Mapping[tuple[int, int], str]) -> bool:
    """Say whether the number of a row is the one at its place in the text."""
    if not 0 <= row.start < row.end <= len(text) or text[row.start : row.end] != quoted:
        return False
    digits = re.sub(r"\D", "", row.cells["as_written"])
    printed = words.get((row.start, row.end)) or quoted
    return digits != "" and digits == re.sub(r"\D", "", printed)


def _merged(draft: Draft, proposed: Sequence[Row], text: str) -> Draft:
    rows = [replace(row, doubt=set(row.doubt), choices=list(row.choices)) for row in draft.rows]
    choices = list(rows[0].choices) if rows else []
    spans = [(s.start, s.end) for s in sentences(text)]
    used: set[int] = set()
    added: list[Row] = []
    for row in proposed:
        own = [i for i, other in enumerate(rows) if _overlap(row, other)]
        if own:
            nearest = min(own, key=lambda i: (i in used, len(_differing(rows[i], row))))
            used.add(nearest)
            differing = _differing(rows[nearest], row)
            rows[nearest].doubt |= differing
            period = row.cells["period"]
            if "period" in differing and period and period not in rows[nearest].choices:
                rows[nearest].choices.insert(1, period)
            continue
        span = next((s for s in spans if s[0] <= row.start < s[1]), (row.start, row.end))
        row.cells["quote"] = quote_of(text, span, row.start, row.end)
        row.sentence = " ".join(text[span[0] : span[1]].split())
        row.doubt = {column for column in ASKED if row.cells[column]}
        row.choices = [*dict.fromkeys([row.cells["period"], *choices])]
        added.append(row)
    for i, row in enumerate(rows):
        if i not in used and row.cells["as_written"]:
            row.doubt.add("quantity")
    left_out = [left for left in draft.left_out if not any(_overlap(left, row) for row in added)]
    return Draft(sorted([*rows, *added], key=lambda row: row.start), left_out)


def _overlap(one: Any, other: Any) -> bool:  # noqa: ANN401 - a row, or a number that is left out
    return bool(one.start < other.end and other.start < one.end)


def _differing(row: Row, other: Row) -> set[str]:
    """Return the columns in which two rows differ, under the better of the names of a flow."""
    return min(
        ({c for c in ASKED if _plain(row.cells, c) != _plain(cells, c)} for cells in _names(other)),
        key=len,
    )


def _names(row: Row) -> list[dict[str, str]]:
    """Return the cells of a row, and those of the same flow as its partner calls it."""
    cells = row.cells
    mirror = QUANTITIES[cells["quantity"]].mirror
    if not mirror or mirror.startswith("balance"):
        return [cells]
    turned = {"reporter": cells["partner"], "partner": cells["reporter"], "quantity": mirror}
    return [cells, {**cells, **turned}]


def _plain(cells: Mapping[str, str], column: str) -> str:
    """Return a cell as two rows are compared: a number by its digits and sign, words by meaning."""
    cell = cells.get(column, "")
    if column == "as_written":
        return re.sub(r"[^\d.,-]", "", cell.replace("−", "-"))
    return SAME_WORDINGS.get(cell, cell) if column == "wording" else cell.casefold()
