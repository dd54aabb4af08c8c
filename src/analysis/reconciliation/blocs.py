"""State what ties the trade of a region as a whole to that of its members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.reconciliation.identities import Sum, flows_of
from analysis.reconciliation.levels import Said, span
from analysis.reconciliation.readings import Vintage
from analysis.reconciliation.unknowns import Unknown, unknown
from analysis.study.countries import WORLD
from analysis.study.quantities import FLOWS, MIRROR


def sums_of_members(
    made: Iterable[tuple[Vintage | None, Said]], members: Mapping[str, Sequence[str]]
) -> list[Sum]:
    """Return which flows of members make that of their region, according to the same statistics.

    All members together are the region; those of which something is said are at most it. A member
    that is the partner itself does not count. Trade with the world is not tied: members trade with
    each other, and statistics of a region leave that out.

    Parameters
    ----------
    members
        Region → its members.

    Examples
    --------
    >>> alps, austria = (Unknown("exports", r, "ZAF", "", "2019", "Alps") for r in ("Alps", "AUT"))
    >>> made = [(None, (((1, u),), (), None, None)) for u in (alps, austria)]
    >>> [one.is_all for one in sums_of_members(made, {"Alps": ["AUT", "CHE"]})]
    [False]
    >>> [one.is_all for one in sums_of_members(made, {"Alps": ["AUT", "ZAF"]})]
    [True]
    """
    found = []
    for vintage, flows in flows_of(made) if members else ():
        known = flows | _turnovers(flows)
        for whole in sorted(_wholes(known, members)):
            for parts in _parts(whole, members):
                named = tuple(part for part in parts if part in known)
                if named and not flows.isdisjoint({whole, *named}):
                    found.append(Sum(vintage, named, whole, is_all=len(named) == len(parts)))
    return found


def _turnovers(flows: set[Unknown]) -> set[Unknown]:
    """Return the turnovers of which both flows are spoken of."""
    exports = {u for u in flows if u.quantity == "exports"}
    return {
        u._replace(quantity="turnover") for u in exports if u._replace(quantity="imports") in flows
    }


def _wholes(flows: set[Unknown], members: Mapping[str, Sequence[str]]) -> set[Unknown]:
    return {u for u in flows if not members.keys().isdisjoint({u.reporter, u.partner})}


def _parts(whole: Unknown, members: Mapping[str, Sequence[str]]) -> Iterator[list[Unknown]]:
    """Yield the flows of the members of each party that is a region."""
    quantity, here, there, _, _, side, *about = whole
    for flow, region, other in ((quantity, here, there), (_turned(quantity), there, here)):
        if region in members and other != WORLD:
            yield [
                unknown(flow, member, other, "", span(whole), _side(side, member), *about)
                for member in members[region]
                if member != other
            ]


def _side(side: str, member: str) -> str:
    """Return whose statistics a member's are where those of its region are a side's, or its own."""
    return member if side == "own" else side


def _turned(flow: str) -> str:
    return MIRROR[flow] if flow in FLOWS else flow
