"""Leave out the sections of a chapter that show nothing."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from nbformat import NotebookNode

_SECTION = "## "


def without_empty_sections(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of a notebook without the sections whose cells of code have nothing to show.

    A table without rows and a chart without points show nothing. A section of words alone stays,
    and so does what stands before the first section.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> words = [new_markdown_cell(text) for text in ("# Growth", "## In francs", "## Limits")]
    >>> notebook = new_notebook(cells=[*words[:2], new_code_cell("rates"), words[2]])
    >>> [cell.source for cell in without_empty_sections(notebook).cells]
    ['# Growth', '## Limits']
    """
    kept = copy.copy(notebook)
    kept.cells = [
        cell for section in _sections(notebook) if not _is_empty(section) for cell in section
    ]
    return kept


def _sections(notebook: NotebookNode) -> Iterator[list[NotebookNode]]:
    """Yield the cells before the first section, and then those of each section."""
    section: list[NotebookNode] = []
    for cell in notebook.cells:
        if _begins(cell):
            yield section
            section = []
        section.append(cell)
    yield section


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
