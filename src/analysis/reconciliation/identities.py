"""State what ties parts to their whole, and amounts in two currencies to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from analysis.reconciliation.levels import Said, combined
from analysis.reconciliation.readings import Vintage
from analysis.reconciliation.statements import Row, Statement
from analysis.reconciliation.unknowns import Unknown
from analysis.reconciliation.vintages import Vintages
from analysis.study.periods import days
from analysis.study.product_codes import disjoint_by_code
from analysis.study.quantities import FLOWS
from analysis.study.units import MONEY

if TYPE_CHECKING:
    from analysis.study.rates import Rate

GOODS, SERVICES, BOTH = "", "services", "goods and services"
WITHOUT = "goods without "


def product_sums(
    products: Collection[str],
) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Return which products are part of which, and which two make a third.

    Returns
    -------
    tuple of list
        (part, whole) of those that are at most their whole, and (part, other part, whole) of those
        that add up to it.

    Examples
    --------
    >>> product_sums(["", "oil", "goods without oil"])
    ([], [('goods without oil', 'oil', '')])
    >>> product_sums(["", "services", "goods and services", "wheat"])
    ([('wheat', '')], [('', 'services', 'goods and services')])
    """
    known = sorted(products)
    equal = [
        (rest, rest.removeprefix(WITHOUT), GOODS)
        for rest in known
        if rest.startswith(WITHOUT) and {rest.removeprefix(WITHOUT), GOODS} <= {*known}
    ]
    if {GOODS, SERVICES, BOTH} <= {*known}:
        equal.append((GOODS, SERVICES, BOTH))
    told = {(part, whole) for *parts, whole in equal for part in parts}
    parts = [(p, GOODS) for p in known if p not in (GOODS, SERVICES, BOTH)]
    own = {GOODS, SERVICES} & {*known}
    parts += [(p, BOTH) for p in known if p in own or (p != BOTH and GOODS not in known)]
    return [(p, w) for p, w in parts if w in known and (p, w) not in told], equal


class Sum(NamedTuple):
    """Flows that are at most another one, or all of it, as a source or the truth has them."""

    vintage: Vintage | None
    parts: tuple[Unknown, ...]
    whole: Unknown
    is_all: bool


def sums_of_products(made: Iterable[tuple[Vintage | None, Said]]) -> list[Sum]:
    """Return which flows of products make which whole: of the truth, and of what each source has.

    Products of one nomenclature, of which none holds another, are together at most all goods.

    Examples
    --------
    >>> goods = Unknown("exports", "GEO", "KOR", "", "2019", "GEO")
    >>> made = [(None, (((1, u),), (), None, None)) for u in (goods, goods._replace(product="oil"))]
    >>> [(found.parts[0].product, found.whole.product) for found in sums_of_products(made)]
    [('oil', '')]
    """
    found = []
    for vintage, unknowns in flows_of(made):
        groups: dict[Unknown, set[str]] = defaultdict(set)
        for u in unknowns:
            groups[u._replace(product="")].add(u.product)
        for about, products in sorted(groups.items()):
            some, equal = product_sums(products)
            for *parts, whole in (*some, *equal):
                named = tuple(about._replace(product=part) for part in parts)
                total = about._replace(product=whole)
                found.append(Sum(vintage, named, total, is_all=len(parts) > 1))
            for parts in disjoint_by_code(products) if GOODS in products else ():
                named = tuple(about._replace(product=part) for part in parts)
                found.append(Sum(vintage, named, about, is_all=False))
    return found


def flows_of(
    made: Iterable[tuple[Vintage | None, Said]],
) -> list[tuple[Vintage | None, set[Unknown]]]:
    """Return the flows that are spoken of: those of the truth, and those that each source has."""
    spoken: dict[Vintage | None, set[Unknown]] = defaultdict(set)
    for vintage, (top, bottom, *_) in made:
        flows = {u for _, u in (*top, *bottom) if u.quantity in FLOWS}
        spoken[vintage] |= flows
        spoken[None] |= flows
    return sorted(spoken.items(), key=lambda item: item[0] or ())


def part_identities(sums: Iterable[Sum], vintages: Vintages) -> Iterator[Statement]:
    """Yield that parts are at most their whole, or all of it."""
    for vintage, parts, whole, is_all in sums:
        total = vintages.sum(((1, whole),), vintage)
        some = vintages.sum(tuple((1, part) for part in parts), vintage)
        rest = combined([(1, total), (-1, some)])
        row = Row(rest, Fraction(0), Fraction(0) if is_all else None)
        rows = (row, *vintages.ties_of(total, some))
        yield Statement(("parts", vintage, parts, whole), rows, None)


def currency_identities(
    made: Iterable[tuple[Vintage | None, Said]], rates: Iterable[Rate], vintages: Vintages
) -> Iterator[Statement]:
    """Yield that a flow in another currency is the one in dollars at the rate of its period.

    That is so of the truth alone: what a source has may be converted month by month.
    """
    spoken = {u for _, said in made for part in said[:2] for _, u in part if u.quantity in FLOWS}
    for rate in rates:
        low, high = rate.number.strict
        for u in sorted(spoken):
            dollars = u._replace(measured_in=MONEY)
            same = u.measured_in == rate.currency and days(u.period) == days(rate.period)
            if same and dollars in spoken:
                own, other = (vintages.sum(((1, unknown),)) for unknown in (u, dollars))
                rows = [Row(combined([(1, own), (-Fraction(low), other)]), Fraction(0), None)]
                if high.is_finite():
                    above = combined([(1, own), (-Fraction(high), other)])
                    rows.append(Row(above, None, Fraction(0)))
                yield Statement(("rate", u, rate.source_id), tuple(rows), None)
