"""Say whether the balances that a growth compares are surpluses or deficits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from analysis.study.periods import Span, compared, days
from analysis.study.quantities import MIRROR

if TYPE_CHECKING:
    from analysis.reconciliation.readings import Figure

Ends = tuple[Decimal, Decimal]


def balance_signs(figures: Iterable[Figure]) -> dict[str, int]:
    """Return figure_id of a balance's growth → 1 where both balances are surpluses, -1 deficits.

    A balance grows over one of the same sign: a deficit of 6 after 5 grew by 20 percent. Which
    sign they have is known where the source prints both of them, or the flows of both; a growth of
    other balances is left out.
    """
    figures = list(figures)
    growths = [f for f in figures if f.quantity == "balance_growth" and f.period]
    if not growths:
        return {}
    printed: dict[tuple[str, ...], dict[tuple[str, Span | None], Ends]] = defaultdict(dict)
    for figure in figures:
        if figure.quantity in ("balance", "exports", "imports"):
            low, high = figure.number.strict
            printed[_told(figure)][figure.quantity, days(figure.period)] = low, high
    found = {}
    for growth in growths:
        when = days(growth.period)
        assert when is not None  # it has a period
        signs = {_sign(printed, growth, span) for span in compared(when, growth.base)}
        if signs in ({1}, {-1}):
            found[growth.figure_id] = signs.pop()
    return found


def _told(figure: Figure, *, turned: bool = False) -> tuple[str, ...]:
    """Return what figures have in common that one balance can be made of."""
    pair = (figure.reporter, figure.partner)
    pair = pair[::-1] if turned else pair
    about = figure.product, figure.measured_in, figure.statistics_of
    return (figure.source_id, figure.edition, *pair, *about)


def _sign(
    printed: Mapping[tuple[str, ...], Mapping[tuple[str, Span | None], Ends]],
    growth: Figure,
    when: Span,
) -> int:
    """Return the sign of a balance as its source prints it; 0 where that is not known."""
    own = printed.get(_told(growth), {})
    theirs = printed.get(_told(growth, turned=True), {})
    flows = {q: own.get((q, when)) or theirs.get((MIRROR[q], when)) for q in ("exports", "imports")}
    balance, back = own.get(("balance", when)), theirs.get(("balance", when))
    exports, imports = flows["exports"], flows["imports"]
    if balance is None and back is not None:
        balance = -back[1], -back[0]
    if balance is None and exports and imports:
        balance = exports[0] - imports[1], exports[1] - imports[0]
    if balance is None:
        return 0
    return 1 if balance[0] > 0 else -1 if balance[1] < 0 else 0
