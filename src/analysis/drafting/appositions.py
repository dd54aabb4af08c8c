"""Find the product of which a phrase says more: wool, the third-largest item, brought in 5."""

from __future__ import annotations

import re

_KINDS = "item product commodity category good export import line article".split()
_NAMED_BY = re.compile(
    r"([^\W\d][^,.;\d]*), (?:also |again |still |now )?"
    r"(?:the|its|their|an?|another|one of [a-z]+)\b[^,.;]*,?\s*$"
)


def end_of_name(text: str, start: int, end: int) -> int:
    """Return where a product ends of which a phrase says more; 0 where none does.

    Examples
    --------
    >>> text = "Raw wool, the third-largest item"
    >>> text[: end_of_name(text, 0, len(text))]
    'Raw wool'
    """
    if text[start:end].lower().rpartition(" ")[2] not in _KINDS:
        return 0
    named = _NAMED_BY.search(text, start, end)
    return named.end(1) if named else 0
