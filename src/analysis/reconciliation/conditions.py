"""Write what is said of levels as linear conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from analysis.reconciliation.disputes import Option
from analysis.reconciliation.levels import Said, combined
from analysis.reconciliation.readings import (
    Assumptions,
    Choice,
    Figure,
    Vintage,
    meaning_of,
    options_of,
)
from analysis.reconciliation.statements import Form, Row, Statement, linked
from analysis.reconciliation.unknowns import PARTS, Unknown
from analysis.reconciliation.vintages import Vintages
from analysis.study import quantities

FLOOR, OF_RATIO = Fraction(1, 10**6), Fraction(1, 1000)


def with_floors(said: list[tuple[Vintage | None, Said]], vintages: Vintages) -> list[Statement]:
    """Return the statements, with floors under what is divided by.

    Without a floor any two growth rates would agree at zero. It is a millionth of the smallest
    positive level that is printed in the component, or a thousandth of what the largest ratio that
    is printed there makes of it, whichever is less.
    """
    statements: dict[int, Statement] = {}
    truths = [{*vintages.sum(top), *vintages.sum(bottom)} for _, (top, bottom, *_) in said]
    for group in linked(truths):
        sizes = [
            x
            for top, bottom, *ends in (said[i][1] for i in group)
            if not bottom and len({c for c, _ in top}) == 1
            for x in ends
            if x
        ]
        ratios = [x for top, bottom, *ends in (said[i][1] for i in group) if bottom for x in ends]
        most = max((x for x in ratios if x), default=Fraction(1))
        floor = min(sizes, default=Fraction(1)) * min(FLOOR, OF_RATIO / max(most, Fraction(1)))
        for i in group:
            vintage, (top, bottom, low, high) = said[i]
            rows = vintages.of_truth(vintage, said[i][1]) if vintage else None
            forms = vintages.sum(top, vintage), vintages.sum(bottom, vintage)
            rows = rows or (*statement_rows(*forms, low, high, floor), *vintages.ties_of(*forms))
            statements[i] = Statement(said[i][1], rows, counts_as=said[i][1])
    return [statements[i] for i in range(len(said))]


def statement_rows(
    top: Form,
    bottom: Form,
    low: Fraction | None,
    high: Fraction | None,
    floor: Fraction,
) -> tuple[Row, ...]:
    """Return the rows which say that top, or its ratio to bottom, lies from low to high."""
    if not bottom:
        return (Row(top, low, high),)
    rows = [Row(bottom, floor, None)]
    if low is not None:
        rows.append(Row(combined([(1, top), (-low, bottom)]), Fraction(0), None))
    if high is not None:
        rows.append(Row(combined([(high, bottom), (-1, top)]), Fraction(0), None))
    return tuple(rows)


def stock_identities(
    figures: Iterable[Figure],
    choices: Mapping[str, list[Choice]],
    members: Mapping[str, list[str]],
    vintages: Vintages,
    assumptions: Assumptions,
) -> tuple[list[Statement], list[set[Option | None]]]:
    """Return that a source's direct and portfolio stocks are part of its whole of that date."""
    seen: dict[tuple[Vintage | str, Option | None], set[Unknown]] = defaultdict(set)
    for figure in figures:
        if figure.quantity in quantities.STOCKS and figure.period:
            for option, side in options_of(figure, choices):
                if meant := meaning_of(figure, side, members):
                    seen[assumptions.vintage(figure) or figure.source_id, option].add(meant.subject)
    identities: dict[tuple[Unknown, Unknown, Vintage | None], set[Option | None]]
    identities = defaultdict(set)
    for (vintage, option), stocks in seen.items():
        for part in stocks:
            whole = part._replace(quantity="investment_stock")
            if part.quantity in PARTS and whole in stocks:
                identities[part, whole, vintage if isinstance(vintage, Vintage) else None].add(
                    option
                )
    made = []
    ordered = sorted(identities, key=lambda key: (*key[:2], key[2] or ()))
    for part, whole, its in ordered:
        forms = vintages.sum(((1, part),), its), vintages.sum(((1, whole),), its)
        rows = (_at_most(*forms), *vintages.ties_of(*forms))
        made.append(Statement(("part of", part, whole, its), rows, None))
    return made, [identities[key] for key in ordered]


def _at_most(part: Form, whole: Form) -> Row:
    return Row(combined([(1, whole), (-1, part)]), Fraction(0), None)
