"""Say by how much a printed number is off at least, whatever side open sources quote."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Hashable
from fractions import Fraction

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.inside import can_lie_inside, chosen_inside
from analysis.reconciliation.judgement import Judge
from analysis.reconciliation.readings import Figure, inside_limits, interval, measured_by
from analysis.reconciliation.statements import Form
from analysis.reconciliation.unknowns import Meaning, between
from analysis.study.quantities import zero_times


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
            while nearer := _on_sides(judge, figure, (option, side), spared.wrong, least):
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
    judge: Judge,
    figure: Figure,
    by: tuple[Option | None, str],
    wrong: Collection[Hashable],
    change: Fraction,
) -> Fraction | None:
    """Return a smaller change, if some sides that open sources may quote leave one to a figure.

    It can be 0: then more would have to be given up on those sides.

    Parameters
    ----------
    by
        The option by which the figure is of a side, and the side.
    wrong
        The figures that are given up.
    """
    option, side = by
    sure, choices = _kept(judge, wrong, option)
    if option is None and all(len(choice) < 2 for choice in choices):
        return None  # as in the explanation
    meant = measured_by(figure, side, judge.model.members)
    asked = _changed(judge, figure, meant, abs(change))
    chosen = chosen_inside(judge.extremes, sure, choices, *asked)
    return None if chosen is None else _off_by(judge, figure, meant, sure.union(*chosen))


def _changed(
    judge: Judge, figure: Figure, meant: Meaning, change: Fraction
) -> tuple[Form, Form, Fraction | None, Fraction | None]:
    """Return what a figure says where its number changes by less than so much."""
    low, high = interval(figure, judge.assumptions)
    low = None if low is None else low - change
    high = None if high is None else high + change
    top, bottom, low, high = between(meant, *inside_limits(figure.quantity, low, high))
    return *judge.forms(top, bottom, judge.vintage(figure)), low, high


def _kept(
    judge: Judge, wrong: Collection[Hashable], given: Option | None
) -> tuple[frozenset[int], list[list[frozenset[int]]]]:
    """Return the statements that are kept on any side, and of each open source those on each.

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
        left = judge.found.options[choice]
        values = (given[1],) if given and given[0] == choice else left
        choices.append([frozenset(on_side[choice, value]) for value in values])
    return frozenset(sure), choices
