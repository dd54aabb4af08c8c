"""Judge figures against what is kept: what it leaves to them, and by how much they are off."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Hashable
from fractions import Fraction

from analysis.reconciliation.feasibility import components, propose
from analysis.reconciliation.hitting import Option
from analysis.reconciliation.localisation import Component, Localisation
from analysis.reconciliation.model import (
    Assumptions,
    Figure,
    Model,
    interval,
    measured_by,
    options_of,
    printed_interval,
)
from analysis.reconciliation.narrowing import Kept, Range
from analysis.reconciliation.unknowns import Meaning, Sum
from analysis.study.quantities import LIMITS
from analysis.study.wording import exact_bounds

TOLERANCE = 1e-9


class Judge:
    """A study's statements and what was found out about them, ready to be asked."""

    def __init__(self, model: Model, found: Localisation, assumptions: Assumptions) -> None:
        self.model, self.found, self.assumptions = model, found, assumptions
        self.number = {by: i for i, makers in model.makers.items() for by in makers}
        self.in_conflict = frozenset().union(*found.conflicts)
        self._kept: dict[frozenset[int], Kept] = {}
        self._bases: dict[Option | None, frozenset[int]] = {}
        self.same: dict[tuple[Sum, Sum], set[int]] = defaultdict(set)
        for i, (top, bottom, _, _) in model.said.items():
            self.same[top, bottom].add(i)
        self._explained: dict[Hashable, list[Component]] = defaultdict(list)
        for component in found.components:
            for name in frozenset().union(*component.explanations):
                self._explained[name].append(component)
        self._beside = {
            i: group for group in map(frozenset, components(model.statements)) for i in group
        }

    def options(self, figure: Figure) -> list[tuple[Option | None, str]]:
        """Return the options of a figure under which a minimum explanation exists, with sides."""
        left = self.found.options
        return [
            (option, side)
            for option, side in options_of(figure, self.model.choices)
            if option is None or option[1] in left.get(option[0], (option[1],))
        ]

    def base(self, given: Option | None = None) -> frozenset[int]:
        """Return the statements that are made in any case and kept, and with them the identities.

        Parameters
        ----------
        given
            An option taken as chosen.
        """
        given = None if given is None or self._settled(given) else given
        if given not in self._bases:
            makers = self.model.makers.items()
            kept = {i for i, by in makers if any(self._is_kept(*one, given) for one in by)}
            made = set()
            for claim in self.model.claims:
                made |= set(claim.makes.values())
                if claim.name not in self.model.figures:
                    made_by = claim.makes.items()
                    kept |= {i for o, i in made_by if o == given or (o and self._settled(o))}
            always = {i for i, s in enumerate(self.model.statements) if s.weight is None} - made
            self._bases[given] = frozenset(kept | always)
        return self._bases[given]

    def _is_kept(self, option: Option | None, name: str, given: Option | None) -> bool:
        """Say whether a figure is kept, and certainly makes its statement by this option."""
        certain = option is None or option == given or self._settled(option)
        return certain and self.found.verdicts[name] == "kept"

    def _settled(self, option: Option) -> bool:
        """Say whether an option is the only one under which a minimum explanation exists."""
        return self.found.options.get(option[0]) == (option[1],)

    def against(
        self, figure: Figure, option: Option | None, *, everywhere: bool = False
    ) -> frozenset[int]:
        """Return what is kept when a figure is judged: all that no explanation with it rejects.

        Only what has to do with the figure, unless it is asked for ``everywhere``.
        """
        name = figure.figure_id
        number = self.number[option, name]
        spared: set[str] = set()
        for component in self._explained.get(name, ()):
            if not component.complete:
                continue  # who is spared cannot be told from a list that was cut
            explanations = [e for e in component.explanations if name in e]
            ever = frozenset().union(*component.explanations)
            spared |= {str(name) for name in ever - frozenset().union(*explanations)}
        beside = {
            i
            for other in spared
            for o, _ in self.options(self.model.figures[other])
            if o is None or o == option or self._settled(o)
            for i in (self.number[o, other],)
        }
        base = self.base(option) | beside
        return (base if everywhere else base & self._beside[number]) - {number}

    def kept(self, numbers: frozenset[int]) -> Kept:
        """Return statements ready to be asked what they leave to others."""
        if numbers not in self._kept:
            self._kept[numbers] = Kept(self.model.statements, numbers)
        return self._kept[numbers]

    def range(self, top: Sum, bottom: Sum, numbers: frozenset[int], without: int = -1) -> Range:
        """Return what kept statements leave to a sum of levels or a ratio of two sums."""
        levels = self.model.levels
        forms = levels.sum(top), levels.sum(bottom)
        return self.kept(numbers).extremes(*forms, without=() if without < 0 else (without,))

    def left_to(self, figure: Figure, option: Option | None, side: str) -> Range:
        """Return what is kept leaves to a figure, in the figure's unit in the library."""
        meant = measured_by(figure, side, self.model.members)
        return self.range_of(meant, self.against(figure, option))

    def range_of(self, meant: Meaning, numbers: frozenset[int]) -> Range:
        """Return what kept statements leave to what a figure measures."""
        low, high = self.range(meant.top, meant.bottom, numbers)
        return meant.offset + meant.factor * low, meant.offset + meant.factor * high

    def is_checked(self, figure: Figure) -> bool:
        """Say whether anything but repetition of it bears on a figure."""
        for option, side in self.options(figure):
            if (option, figure.figure_id) not in self.number:
                return False
            i = self.number[option, figure.figure_id]
            if i in self.in_conflict or self._narrows(figure, side, i, option):
                return True
        return False

    def _narrows(self, figure: Figure, side: str, number: int, option: Option | None) -> bool:
        """Say whether kept statements leave less to a figure than its quantity can be."""
        meant = measured_by(figure, side, self.model.members)
        base = self.base(option)
        kept = self.kept(base)
        top, bottom = self.model.levels.sum(meant.top), self.model.levels.sum(meant.bottom)
        others = kept.beside(number, {*top, *bottom})
        if not others:
            return False
        for sign in (1, -1):
            end = meant.offset + meant.factor * kept.extreme(top, bottom, (number,), sign)
            if any(bounding(figure, (-math.inf, end) if sign > 0 else (end, math.inf))):
                return True
        return False

    def miss(self, figure: Figure) -> tuple[float, float]:
        """Return the smallest change of a printed number that makes it fit, and in percent.

        In USD million, percentage points, times or count. Of several sides the best one counts.
        """
        changes = [
            self._change(figure, self.left_to(figure, option, side))
            for option, side in self.options(figure)
        ]
        change = min(changes, key=lambda x: (abs(x), x))
        value = float(exact_bounds(figure.as_written, figure.wording, figure.unit)[0])
        if figure.unit == "times":
            change, value = change / 100, 1 + value / 100
        return change, 100 * change / abs(value) if value else math.nan

    def _change(self, figure: Figure, left: Range) -> float:
        """Return the smallest shift of the printed number that reaches a range."""
        low, high = (
            math.nan if x is None else float(x) for x in printed_interval(figure, self.assumptions)
        )
        revision = float(self.assumptions.revision) if figure.unit == "USD" else 0.0
        least = left[0] / (1 + math.copysign(revision, left[0]))
        most = left[1] / (1 - math.copysign(revision, left[1]))
        if high < least:
            return least - high
        return most - low if low > most else 0.0

    def holds_only_at(self, figure: Figure) -> float | None:
        """Return the one value that is left to a kept figure, where that is an end of it."""
        for option, side in self.options(figure):
            i = self.number.get((option, figure.figure_id))
            if i is None or i not in self._tight():
                continue
            low, high = interval(figure, self.assumptions)
            left = self.left_to(figure, option, side)
            for bound, other in ((low, left[1]), (high, left[0])):
                if low == high or bound is None or not math.isfinite(other):
                    continue
                if abs(float(bound) - other) <= TOLERANCE * max(1.0, abs(other)):
                    return float(bound)
        return None

    @functools.cache  # noqa: B019 - a judge lives as long as its answers are wanted
    def _tight(self) -> frozenset[int]:
        """Return the kept statements without room on both sides, in any point of all."""
        tight: set[int] = set()
        kept = self.kept(self.base())
        for group in kept.groups:
            owners = [i for i in group for _ in self.model.statements[i].rows]
            rows = [row for i in group for row in self.model.statements[i].rows]
            if len(group) > 1:
                tight |= {owners[k] for k in propose(rows, frozenset())[1]}
        return frozenset(tight)


def limits(quantity: str) -> Range:
    """Return the least and the greatest value that a quantity can have.

    Examples
    --------
    >>> limits("export_share")
    (0.0, 100.0)
    """
    least, most = LIMITS[quantity]
    return float(least), float(most)


def bounding(figure: Figure, left: Range) -> tuple[bool, bool]:
    """Say whether what is left is less than the quantity can be, below and above.

    The floor under what is divided by is no bound; it is far below anything printed.

    Examples
    --------
    >>> figure = Figure("a", "s", "export_share", "GEO", "KOR", "", "2016", "", "percent", "35",
    ...                 "stated")
    >>> bounding(figure, (20.0, 100.0)), bounding(figure, (1e-6, 80.0))
    ((True, False), (False, True))
    """
    least, most = limits(figure.quantity)
    value = exact_bounds(figure.as_written, figure.wording, figure.unit)[0]
    slack = 1e-3 * max(1e-3, abs(float(value)))
    return left[0] > least + slack, left[1] < most - TOLERANCE * max(1.0, abs(left[1]))


def fits(left: Range, low: Fraction | None, high: Fraction | None) -> bool:
    """Say whether an interval meets what is left.

    Examples
    --------
    >>> fits((1.0, 2.0), Fraction(2), None), fits((1.0, 2.0), Fraction(3), None)
    (True, False)
    """
    slack = TOLERANCE * max(1.0, *(abs(x) for x in left if math.isfinite(x)), 1.0)
    too_high = low is not None and float(low) > left[1] + slack
    too_low = high is not None and float(high) < left[0] - slack
    return not too_high and not too_low
