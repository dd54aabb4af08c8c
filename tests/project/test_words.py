"""Sentences about results stand in templates and tables of words, and in no code."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "analysis"
ROOMS = ("timeseries", "indicators", "reconciliation", "simulation", "findings", "charts", "report")
ROOMS += ("prose", "display.py")
FILES = sorted(
    path
    for room in ROOMS
    for path in ([LIBRARY / room] if room.endswith(".py") else (LIBRARY / room).rglob("*.py"))
)
FAULTS = {"DataError", "NotebookError", "KeyError", "ValueError"}
WORDS = 6
"""A text of so many words in small letters is a sentence; names of things are shorter."""
SMALL_WORDS = r"(?<![<>\w-])\b(the|a|an|is|are|and|of|by|to|in|no)\b(?![\w-])"
"""Words that sentences have and lists of names and styles have not."""
USED = ("kept", "rejected", "disputed", "unchecked")
"""Words that verdicts had, and that nobody reads any more."""


def sentences_in(source):
    """Return the texts of a module that read like sentences, with their lines."""
    tree = ast.parse(source)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_fault = isinstance(node, ast.Call) and getattr(node.func, "id", "") in FAULTS
        if is_fault or isinstance(node, ast.Raise):
            skipped |= {id(part) for part in ast.walk(node)}
    found = []
    for node in ast.walk(tree):
        if id(node) in skipped or not isinstance(node, ast.JoinedStr | ast.Constant):
            continue
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        skipped |= {id(part) for part in parts if part is not node}
        text = " ".join(str(getattr(part, "value", "")) for part in parts if is_text(part))
        text = re.sub(r"<[^>]*>?|@media[^{]*", "", text)
        if len(re.findall(r"\b[a-z]{2,}\b", text)) >= WORDS and re.search(SMALL_WORDS, text):
            found.append((node.lineno, text))
    return found


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(LIBRARY)))
def test_no_code_outside_the_templates_holds_a_sentence_about_results(path):
    assert sentences_in(path.read_text("utf-8")) == []


def test_a_sentence_is_found_and_a_message_of_an_error_and_a_docstring_are_not():
    source = '''
def said(x):
    """Return what was said of the number that was given."""
    if not x:
        raise DataError(f"{x} is not a number that this can be said of")
    return f"According to them, the number was {x} in that year."
'''
    assert [line for line, _ in sentences_in(source)] == [6]


def test_templates_and_tables_of_words_say_verdicts_in_their_new_words():
    texts = [*LIBRARY.rglob("*.j2"), *LIBRARY.rglob("*.toml")]
    texts = [path for path in texts if "world" not in path.parts]
    old = [
        (path.name, word)
        for path in texts
        for word in USED
        if re.search(rf"\b{word}\b", path.read_text("utf-8"))
    ]
    assert old == []
