"""What is taken of a table, as the user says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
"""The codes of reporter and partner."""


@dataclass(frozen=True)
class Choice:
    """What is taken of a table, and what is said of it that it does not say itself."""

    pair: Pair
    all_pairs: bool = False
    months: bool = False
    """Whether months that stand beside their year in one row are taken too."""
    quantity: str = ""
    """What all numbers of a plain table are, where no heading says it."""
    side: str = ""
    unit: str = ""
    locale: str = ""
    edition: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Field or quantity → the column that holds it."""
    economies: Mapping[str, str] = field(default_factory=dict)
    """What the table calls an economy → its code."""
    source: Mapping[str, str] = field(default_factory=dict)
    """Column of sources.csv → what is to stand there."""
