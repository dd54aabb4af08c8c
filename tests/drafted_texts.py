"""Drafts of texts on two invented economies, Ardenia (XAA) and Borvia (XBB)."""

from analysis.drafting.drafts import draft_rows

COUNTRIES = [
    {"code": "XAA", "name": "Ardenia", "adjective": "Ardenian", "capital": "Selm"},
    {"code": "XBB", "name": "Borvia", "adjective": "Borvian", "capital": "Port Tarn"},
]


def drafted(text, published="2021-05-10"):
    """Return the draft of a text in a study of Ardenia and Borvia."""
    return draft_rows(text, reporter="XAA", partner="XBB", published=published, countries=COUNTRIES)


def said(text, *columns, published="2021-05-10"):
    """Return some cells of each row, in the order of the text."""
    rows = drafted(text, published).rows
    return [tuple(row.cells[column] for column in columns) for row in rows]
