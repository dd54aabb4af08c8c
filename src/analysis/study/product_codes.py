"""Say which products hold each other, and which have nothing in common, by their codes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection

_CODE = re.compile(r"(\D*)(\d+)")


def is_part_of_any(product: str, others: Collection[str]) -> bool:
    """Say whether the code of a product begins with that of another one.

    Examples
    --------
    >>> is_part_of_any("HS 2709", ["HS 27"]), is_part_of_any("HS 27", ["HS 27", "HS 2709"])
    (True, False)
    >>> is_part_of_any("crude oil", ["oil"])
    False
    """
    code = _CODE.fullmatch(product)
    if not code:
        return False
    return any(code[1] + code[2][:n] in others for n in range(1, len(code[2])))


def disjoint_by_code(products: Collection[str]) -> list[list[str]]:
    """Return the products of each nomenclature that have nothing in common, where it has several.

    Of two codes of which one holds the other it is the shorter. Names in words may overlap, as food
    and wheat do, so that nothing follows from them.

    Examples
    --------
    >>> disjoint_by_code(["HS 84", "HS 27", "HS 2709", "SITC 3", "food", "wheat"])
    [['HS 27', 'HS 84']]
    """
    found = defaultdict(list)
    for product in sorted(products):
        code = _CODE.fullmatch(product)
        if code and not is_part_of_any(product, products):
            found[code[1]].append(product)
    return [some for some in found.values() if len(some) > 1]
