"""Say whose flow it is where two names stand before it: Georgia's Korea exports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.drafting.places import Place

_OWNS = re.compile(r"(?:['’]s?)? (?:[a-z]+ )?")


def owner_before_market(text: str, market: Place, flow: int, places: Sequence[Place]) -> str:
    """Return who sells to an economy named right before a flow; blank where nobody is named.

    Examples
    --------
    >>> from analysis.drafting.places import Gazetteer
    >>> text = "Georgia's Armenia exports"
    >>> places = Gazetteer().find(text)
    >>> owner_before_market(text, places[1], 18, places)
    'GEO'
    """
    if market.form != "name" or text[market.end : flow].strip():
        return ""
    for place in places:
        apart = place.form in ("name", "adjective") and place.code != market.code
        is_owner = place.form == "adjective" or text.startswith(("'", "’"), place.end)
        if apart and is_owner and _OWNS.fullmatch(text, place.end, market.start):
            return place.code
    return ""
