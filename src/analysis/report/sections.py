"""Leave out the sections of a chapter that show nothing, and words that introduce nothing."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator

from nbformat import NotebookNode

_SECTION = "## "


def without_empty_sections(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a notebook without the sections whose cells of code have nothing to show.

    A table without rows and a chart without points show nothing. A section of words alone stays,
    and so does what stands before the first section. In a section that stays, words are left out
    that introduce cells of which nothing is to be seen.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> words = [new_markdown_cell(text) for text in ("# Growth", "## In francs", "## Limits")]
    >>> notebook = new_notebook(cells=[*words[:2], new_code_cell("rates"), words[2]])
    >>> [cell.source for cell in without_empty_sections(notebook).cells]
    ['# Growth', '## Limits']
    """
    kept = copy.copy(notebook)
    sections = _parts(notebook.cells, _begins)
    shown = (cell for section in sections if not _is_empty(section) for cell in section)
    parts = _parts(shown, lambda cell: cell.cell_type == "markdown")
    kept.cells = [cell for part in parts if not _introduces_nothing(part) for cell in part]
    return kept


def _parts(
    cells: Iterable[NotebookNode], begins: Callable[[NotebookNode], bool]
) -> Iterator[list[NotebookNode]]:
    """Yield the cells before the first that begins a part, and then those of each part."""
    part: list[NotebookNode] = []
    for cell in cells:
        if begins(cell):
            yield part
            part = []
        part.append(cell)
    yield part


def _begins(cell: NotebookNode) -> bool:
    return bool(cell.cell_type == "markdown" and cell.source.startswith(_SECTION))


def _is_empty(section: list[NotebookNode]) -> bool:
    code = [cell for cell in section if cell.cell_type == "code"]
    return bool(code and section and _begins(section[0])) and not any(
        _shows(output) for cell in code for output in cell.get("outputs", [])
    )


def _shows(output: NotebookNode) -> bool:
    about = output.get("metadata", {})
    return not any(isinstance(told, dict) and told.get("empty") for told in about.values())


def _introduces_nothing(part: list[NotebookNode]) -> bool:
    """Say whether words without a heading stand before outputs of which nothing is to be seen."""
    if not part or part[0].cell_type != "markdown" or part[0].source.startswith("#"):
        return False
    code = part[1:]
    outputs = [output for cell in code for output in cell.get("outputs", [])]
    return bool(code) and not any(_shows(output) or _says(output) for output in outputs)


def _says(output: NotebookNode) -> bool:
    return any(str(text).strip() for text in output.get("data", {}).values())
