"""Say by how much a printed number is off at least, whatever side open sources quote."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Hashable
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.inside import can_lie_inside, chosen_inside
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.meanings import Meaning, between
from analysis.reconciliation.readings import Figure, interval, measured_by
from analysis.reconciliation.statements import Form
from analysis.study.quantities import LIMITS, zero_times


class Kept(NamedTuple):
    """The statements that are kept beside figures that are wrong."""

    sure: frozenset[int]
    """Those on any side."""
    choices: list[list[frozenset[int]]]
    """Of each open source those on each side."""
    given: frozenset[int] | None
    """Those of a source whose side is taken as chosen."""


def miss(judge: Judge, figure: Figure) -> tuple[float, float]:
    """Return the smallest change of a printed number that makes it fit, and in percent.

    In USD million, percentage points, times or count. Of the explanations that reject the figure,
    and of the sides that open sources may quote, those count that leave a number nearest to it.
    """
    least: Fraction | None = None
    for spared in judge.spared_beside(figure):
        meant = measured_by(figure, spared.side, judge.model.members)
        # Whether another explanation leaves a nearer number is quickly said; which, is not.
        if least is None or _fits_within(judge, figure, meant, spared.kept, abs(least)):
            least = _off_by(judge, figure, meant, spared.kept)
        for option, side in judge.options(figure) if judge.model.choices else ():
            kept = _kept(judge, spared.wrong, option)
            # A root is rounded, so that what is as near can seem nearer.
            while (nearer := _on_sides(judge, figure, side, kept, least)) and abs(nearer) < abs(
                least
            ):
                least = nearer
    assert least is not None
    value = Fraction(figure.number.value)
    if figure.unit == "times":
        least, value = least / 100, (value - zero_times(figure.quantity)) / 100
    return float(least), float(100 * least / abs(value)) if value else math.nan


def _off_by(judge: Judge, figure: Figure, meant: Meaning, numbers: frozenset[int]) -> Fraction:
    return Fraction(judge.off_by(figure, judge.range_of(meant, numbers, judge.vintage(figure))))


def _fits_within(
    judge: Judge, figure: Figure, meant: Meaning, numbers: frozenset[int], change: Fraction
) -> bool:
    """Say whether a smaller change of a printed number makes it fit with statements."""
    return can_lie_inside(judge.extremes, numbers, *_changed(judge, figure, meant, change))


def _on_sides(
    judge: Judge, figure: Figure, side: str, kept: Kept, change: Fraction
) -> Fraction | None:
    """Return a smaller change, if some sides that open sources may quote leave one to a figure.

    It can be 0: then more would have to be given up on those sides.
    """
    if kept.given is None and not kept.choices:
        return None  # as in the explanation
    meant = measured_by(figure, side, judge.model.members)
    asked = _changed(judge, figure, meant, abs(change))
    also = kept.given or frozenset()
    chosen = chosen_inside(judge.extremes, kept.sure | also, kept.choices, *asked, also=also)
    if chosen is None:
        return None
    return _off_by(judge, figure, meant, (kept.sure | also).union(*chosen))


def _changed(
    judge: Judge, figure: Figure, meant: Meaning, change: Fraction
) -> tuple[Form, Form, Fraction | None, Fraction | None]:
    """Return what a figure says where its number changes by less than so much."""
    least, most = LIMITS[figure.quantity]
    low, high = interval(figure, judge.assumptions)
    # No number lies beyond a limit, but what is left may lie on it.
    low = None if low is None or low - change < least else low - change
    high = None if high is None or high + change > most else high + change
    top, bottom, low, high = between(meant, low, high)
    return *judge.forms(top, bottom, judge.vintage(figure)), low, high


def _kept(judge: Judge, wrong: Collection[Hashable], given: Option | None) -> Kept:
    """Return what is kept beside figures that are wrong.

    Parameters
    ----------
    given
        An option taken as chosen.
    """
    sure = {i for i, s in enumerate(judge.model.statements) if s.weight is None}
    sure -= {i for claim in judge.model.claims for i in claim.makes.values()}
    on_side: dict[Option, set[int]] = defaultdict(set)
    for claim in judge.model.claims:
        for option, i in claim.makes.items() if claim.name not in wrong else ():
            (sure if option is None else on_side[option]).add(i)
    choices = []
    for choice in dict.fromkeys(choice for choice, _ in on_side):
        ways = [frozenset(on_side[choice, value]) for value in judge.found.options[choice]]
        if len(ways) == 1:
            sure |= ways[0]
        elif given is None or given[0] != choice:
            choices.append(ways)
    return Kept(frozenset(sure), choices, None if given is None else frozenset(on_side[given]))
