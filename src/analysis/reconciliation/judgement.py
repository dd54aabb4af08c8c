"""Judge figures against the statements assumed true: what these leave, and how far it is off."""

from __future__ import annotations

import functools
import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.explanations import Located
from analysis.reconciliation.extremes import Extremes, Range
from analysis.reconciliation.inside import all_inside, can_lie_inside
from analysis.reconciliation.meanings import Meaning
from analysis.reconciliation.model import Model
from analysis.reconciliation.readings import (
    Assumptions,
    Figure,
    Vintage,
    interval,
    measured_by,
    options_of,
)
from analysis.reconciliation.solutions import Component
from analysis.reconciliation.solver import Solver
from analysis.reconciliation.statements import Exact, Form
from analysis.reconciliation.unknowns import Sum
from analysis.study.quantities import LIMITS


class Spared(NamedTuple):
    """What an explanation keeps that rejects a figure."""

    side: str
    """The side of the figure there."""
    number: int
    """The statement that it makes there."""
    kept: frozenset[int]
    """The statements kept; where it fits with these by itself, also those given up with which not.
    """
    wrong: frozenset[Hashable]
    """The figures that are not kept, and all that are wrong elsewhere."""


class Judge:
    """A study's statements and what was found out about them, ready to be asked."""

    def __init__(self, model: Model, found: Located, assumptions: Assumptions) -> None:
        self.model, self.found, self.assumptions = model, found, assumptions
        self.number = {by: i for i, makers in model.makers.items() for by in makers}
        self.solver = Solver(model.statements)
        self.extremes = Extremes(self.solver, model.vintages.ties)
        self._bases: dict[Option | None, frozenset[int]] = {}
        self.same: dict[tuple[Sum, Sum], set[int]] = defaultdict(set)
        for i, (top, bottom, _, _) in model.said.items():
            self.same[top, bottom].add(i)
        self._explained: dict[Hashable, list[Component]] = defaultdict(list)
        for component in found.components:
            for name in frozenset().union(*(s.rejected for s in component.solutions)):
                self._explained[name].append(component)
        self._beside = {i: group for group in map(frozenset, self.solver.components) for i in group}

    def options(self, figure: Figure) -> list[tuple[Option | None, str]]:
        """Return the options of a figure under which a minimum explanation exists, with sides."""
        left = self.found.options
        return [
            (option, side)
            for option, side in options_of(figure, self.model.choices)
            if option is None or option[1] in left.get(option[0], (option[1],))
        ]

    def base(self, given: Option | None = None) -> frozenset[int]:
        """Return the statements that are made in any case and consistent, and the identities.

        Parameters
        ----------
        given
            An option taken as chosen.
        """
        given = None if given is None or self._settled(given) else given
        if given not in self._bases:
            makers = self.model.makers.items()
            sure = {i for i, by in makers if any(self._is_consistent(*one, given) for one in by)}
            made = set()
            for claim in self.model.claims:
                made |= set(claim.makes.values())
                if claim.name not in self.model.figures:
                    made_by = claim.makes.items()
                    sure |= {i for o, i in made_by if o == given or (o and self._settled(o))}
            always = {i for i, s in enumerate(self.model.statements) if s.weight is None} - made
            self._bases[given] = frozenset(sure | always)
        return self._bases[given]

    def _is_consistent(self, option: Option | None, name: str, given: Option | None) -> bool:
        """Say whether a figure is consistent, and certainly makes its statement by this option."""
        certain = option is None or option == given or self._settled(option)
        return certain and self.found.verdicts[name] == "consistent"

    def _settled(self, option: Option) -> bool:
        """Say whether an option is the only one under which a minimum explanation exists."""
        return self.found.options.get(option[0]) == (option[1],)

    def against(
        self, figure: Figure, option: Option | None, *, everywhere: bool = False
    ) -> frozenset[int]:
        """Return the statements assumed true when a figure is tested.

        These are all that no explanation with the figure rejects.

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
        return (base if everywhere else base & self._beside[number]) - self.repeated(number)

    def repeated(self, number: int) -> set[int]:
        """Return the statements that say the same: that one and those of other sources."""
        top, bottom, *ends = self.model.said[number]
        return {i for i in self.same[top, bottom] if list(self.model.said[i][2:]) == ends}

    def spared_beside(self, figure: Figure) -> Iterator[Spared]:
        """Yield what each explanation that rejects a figure keeps."""
        name, seen = figure.figure_id, set()
        for component in self._explained.get(name, ()):
            together = component.together or ({},) * len(component.solutions)
            ways = zip(component.solutions, component.kept, together, strict=True)
            ever = frozenset().union(*(solution.rejected for solution in component.solutions))
            for solution, left, others in ways:
                kept = left | others.get(name, frozenset())
                believed = (ever - solution.rejected) | self._makers_of(kept - left)
                for option, side in self.options(figure) if name in solution.rejected else ():
                    number = self.number[option, name]
                    chosen = option is None or option[1] == solution.options.get(*option)
                    if chosen and number in solution.given_up and (number, kept) not in seen:
                        seen.add((number, kept))
                        yield Spared(side, number, kept, self._wrong - believed)

    def _makers_of(self, numbers: Iterable[int]) -> set[Hashable]:
        return {name for i in numbers for _, name in self.model.makers.get(i, ())}

    @functools.cached_property
    def _wrong(self) -> frozenset[Hashable]:
        verdicts = self.found.verdicts.items()
        return frozenset(name for name, verdict in verdicts if verdict != "consistent")

    def left_to(self, figure: Figure, option: Option | None, side: str) -> Range:
        """Return what the statements assumed true leave to a figure, in its unit in the library."""
        meant = measured_by(figure, side, self.model.members)
        return self.range_of(meant, self.against(figure, option), self.vintage(figure))

    def vintage(self, figure: Figure) -> Vintage | None:
        """Return whose state of the statistics a figure is of, where states may differ."""
        return self.assumptions.vintage(figure)

    def forms(self, top: Sum, bottom: Sum, vintage: Vintage | None) -> tuple[Form, Form]:
        """Return the forms of two sums, as a source has them; without one, of the truth."""
        vintages = self.model.vintages
        return vintages.sum(top, vintage), vintages.sum(bottom, vintage)

    def range_of(
        self, meant: Meaning, numbers: frozenset[int], vintage: Vintage | None = None
    ) -> Range:
        """Return what statements leave to what a figure measures, of a source or in truth."""
        low, high = self.extremes.of(numbers, *self.forms(meant.top, meant.bottom, vintage))
        return meant.printed(low), meant.printed(high)

    def learn(
        self, some: Iterable[Meaning], numbers: frozenset[int], vintage: Vintage | None = None
    ) -> None:
        """Find together what `range_of` is going to be asked for; one by one takes longer."""
        sums = (self.forms(m.top, (), vintage)[0] for m in some if not m.bottom)
        self.extremes.learn(numbers, sums)

    def narrows(self, figure: Figure, side: str, others: frozenset[int]) -> bool:
        """Say whether statements leave less to a figure than its quantity can be."""
        meant = measured_by(figure, side, self.model.members)
        top, bottom = self.forms(meant.top, meant.bottom, self.vintage(figure))
        ends = [meant.ratio(end) for end in unbounded_ends(figure)]
        near = self.solver.near(others, self.extremes.asked(top, bottom))
        # Fewer statements leave more: where these few bound it, all do, and are not asked.
        return any(self.extremes.bounds(some, top, bottom, *ends) for some in (near, others))

    def off_by(self, figure: Figure, left: Range) -> Exact:
        """Return the smallest shift of the printed number that reaches a range."""
        low, high = interval(figure, self.assumptions)
        if high is not None and high < left[0]:
            return left[0] - high
        return left[1] - low if low is not None and low > left[1] else Fraction(0)

    def holds_only_at(self, figure: Figure) -> float | None:
        """Return the one value that is left to a consistent figure, where that is an end of it."""
        for option, side in self.options(figure):
            if self.number.get((option, figure.figure_id)) not in self.base():
                continue
            number = self.number[option, figure.figure_id]
            top, bottom, *ends = self.model.said[number]
            forms = self.forms(top, bottom, self.vintage(figure))
            against = self.against(figure, option)
            # Most figures can be more and less than their ends; that is quickly said.
            certain = option is None or self._settled(option)
            if ends[0] == ends[1] or (certain and number in self._inside):
                continue
            if can_lie_inside(self.extremes, against, *forms, *ends):
                continue
            low, high = interval(figure, self.assumptions)
            left = self.left_to(figure, option, side)
            for bound, other in ((low, left[1]), (high, left[0])):
                if bound is not None and bound == other:
                    return float(bound)
        return None

    @functools.cached_property
    def _inside(self) -> frozenset[int]:
        """Statements that can all lie inside their bounds at once, beside all that is certain."""
        base, asked = self.base(), {}
        for (option, name), number in self.number.items():
            if number in base and option in (o for o, _ in self.options(self.model.figures[name])):
                top, bottom, low, high = self.model.said[number]
                forms = self.forms(top, bottom, self.vintage(self.model.figures[name]))
                asked[number] = *forms, low, high
        return all_inside(self.extremes, base, asked)


def limits(quantity: str) -> tuple[float, float]:
    """Return the least and the greatest value that a quantity can have.

    Examples
    --------
    >>> limits("export_share")
    (0.0, 100.0)
    """
    least, most = LIMITS[quantity]
    return float(least), float(most)


def bounding(figure: Figure, left: Range, factor: Fraction = Fraction(1)) -> tuple[bool, bool]:
    """Say whether what is left is less than the quantity can be, below and above.

    The floor under what is divided by is no bound; it is far below anything printed. What is
    printed is read times a factor.

    Examples
    --------
    >>> from analysis.study.wording import exact_number
    >>> about = "export_share", "GEO", "KOR", "", "2016", "", "", "USD", "", "percent"
    >>> number = exact_number("35", "stated", "percent")
    >>> figure = Figure("a", "s", *about, "35", "stated", number)
    >>> bounding(figure, (20.0, 100.0)), bounding(figure, (1e-6, 80.0))
    ((True, False), (False, True))
    """
    least, most = unbounded_ends(figure, factor)
    return left[0] > least, left[1] < most


def unbounded_ends(figure: Figure, factor: Fraction = Fraction(1)) -> Range:
    """Return how far what is left to a figure, times a factor, reaches where nothing bounds it."""
    least, most = limits(figure.quantity)
    slack = 1e-3 * max(1e-3, abs(float(min(factor, Fraction(1)) * Fraction(figure.number.value))))
    return _exact(least + slack), _exact(most)


def _exact(x: float) -> Exact:
    return Fraction(x) if math.isfinite(x) else x


def fits(left: Range, low: Fraction | None, high: Fraction | None) -> bool:
    """Say whether an interval meets what is left.

    Examples
    --------
    >>> fits((1.0, 2.0), Fraction(2), None), fits((1.0, 2.0), Fraction(3), None)
    (True, False)
    """
    too_high = low is not None and low > left[1]
    too_low = high is not None and high < left[0]
    return not too_high and not too_low
