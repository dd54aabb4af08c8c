"""Say whose statistics a figure can be where it does not say."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.study import quantities
from analysis.study.countries import WORLD


def sides_of(quantity: str, reporter: str, partner: str) -> tuple[str, ...]:
    """Return the sides that a figure can be of where it does not say: its parties.

    The world publishes no statistics. A regional total that does not say is an unknown of its own.

    Examples
    --------
    >>> sides_of("turnover", "KOR", "WLD"), sides_of("regional_turnover", "", "KOR")
    (('KOR',), ('',))
    """
    if quantity in quantities.REGIONAL_TOTALS:
        return ("",)
    return tuple(code for code in (reporter, partner) if code != WORLD)


def pairs_by_side(pairs: Iterable[tuple[str, str]]) -> list[tuple[tuple[str, ...], ...]]:
    """Return the choices that one source has for the sides of its pairs.

    One source speaks of one side: of one party's statistics throughout, or of those of each of its
    partners. Where pairs form an odd ring this cannot be, and each pair has a choice of its own.

    Returns
    -------
    list of tuple
        For each choice its values: two sets of sides, in alphabetical order.

    Examples
    --------
    >>> pairs_by_side([("GEO", "KOR"), ("KOR", "XAA")])
    [(('GEO', 'XAA'), ('KOR',))]
    """
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    colour: dict[str, tuple[int, int]] = {}
    odd = set()
    for number, (first, _) in enumerate(ordered):
        colour.setdefault(first, (number, 0))
        grew = True
        while grew:
            grew = False
            for a, b in ordered:
                for here, there in ((a, b), (b, a)):
                    if here in colour and there not in colour:
                        group, shade = colour[here]
                        colour[there] = (group, 1 - shade)
                        grew = True
    odd = {colour[a][0] for a, b in ordered if colour[a] == colour[b]}
    choices: list[tuple[tuple[str, ...], ...]] = [
        ((a,), (b,)) for a, b in ordered if colour[a][0] in odd
    ]
    for group in sorted({g for g, _ in colour.values()} - odd):
        shades = [tuple(sorted(c for c, x in colour.items() if x == (group, s))) for s in (0, 1)]
        choices.append(tuple(sorted(shades)))
    return choices
