"""Join the parts of a number that is written with two scales: 6 billion 35 million dollars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.drafting.numbers import Number

_NEIGHBOURS = (
    ("trillion", "billion"),
    ("billion", "million"),
    ("million", "thousand"),
    ("bn", "mn"),
    ("bln", "mln"),
)


def with_compounds(found: Sequence[Number], text: str) -> list[Number]:
    """Return the numbers with those joined that are one: 6 billion 35 million dollars."""
    joined: list[Number] = []
    for number in found:
        last = joined[-1] if joined else None
        if last and _is_compound(last, number) and text[last.end : number.start] in (" ", " and "):
            large, small = re.findall(r"[\d.]+", f"{last.written} {number.written}")[:2]
            whole, point, part = small.partition(".")
            written = f"{large},{int(whole):03d}{point}{part} {number.scale}"
            tail = number.written.partition(number.scale)[2]
            joined[-1] = replace(number, start=last.start, written=written + tail)
        else:
            joined.append(number)
    return joined


def _is_compound(large: Number, small: Number) -> bool:
    """Say whether two numbers are of neighbouring scales, the first whole and without a unit."""
    whole = re.fullmatch(r"\d{1,3} [a-z]+", large.written, re.IGNORECASE)
    below = re.match(r"\d{1,3}(?:\.\d+)? ", small.written)
    scales = (large.scale.lower(), small.scale.lower())
    return bool(whole and below) and scales in _NEIGHBOURS
