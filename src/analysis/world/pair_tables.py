"""The table of all pairs as expressions: figures of both sides, indicators, mirror comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.world import expressions as ex
from analysis.world.expressions import Levels
from analysis.world.panel_layout import COPIED

if TYPE_CHECKING:
    import ibis.expr.types as ir

FLOWS = ("exports", "imports")
WAYS = ("ab", "ba")
"""From a to b and back, where a is the first of the two codes by alphabet."""

SEEN = {
    "exports": ("exports_ab", "exports_ba"),
    "imports": ("imports_ba", "imports_ab"),
    "counterpart_exports": ("imports_ab", "imports_ba"),
    "counterpart_imports": ("exports_ba", "exports_ab"),
}
"""The reporter's exports and imports, by its own statistics and by the counterpart's → the column
of `levels` that holds them where a is the reporter, and where b is."""


def levels(flows: ir.Table, *, estimates: bool = False) -> ir.Table:
    """Return one row a pair (in either order) and year: both ways by the statistics of both sides.

    Parameters
    ----------
    flows
        As `panel_rows.flows` returns them; products are summed.
    estimates
        Whether flagged estimates count as what the side reports.

    Returns
    -------
    ibis.expr.types.Table
        a, b, year; ``exports_ab``: what goes from a to b by a's statistics, ``imports_ab``: the
        same by b's, USD million; ``exports_ab_estimate``: the same where a row of it is flagged,
        as a sum of which a part is an estimate is an estimate; ``exports_ab_rows``: how many rows
        state it.
    """
    import ibis

    forward = flows.exporter < flows.importer
    found = {}
    for way, here in zip(WAYS, (forward, ~forward), strict=True):
        for flow in FLOWS:
            states = here & flows[f"states_{flow}"]
            flagged = states & flows[f"{flow}_estimated"]
            value, estimated = flows[flow].sum(where=states), flagged.any()
            found[f"{flow}_{way}"] = value if estimates else estimated.ifelse(None, value)
            found[f"{flow}_{way}_estimate"] = estimated.ifelse(value, None)
            found[f"{flow}_{way}_rows"] = states.cast("int32").sum()
    pair = {
        "a": ibis.least(flows.exporter, flows.importer),
        "b": ibis.greatest(flows.exporter, flows.importer),
        "year": flows.year,
    }
    return flows.group_by(**pair).aggregate(**found)


def pairs(
    table: ir.Table,
    *,
    two_sided: bool = True,
    rounding: float = 0.0,
    copied: Sequence[float] = COPIED,
) -> ir.Table:
    """Return two rows a pair and year, one with either as the reporter, with all indicators.

    Parameters
    ----------
    table
        As `levels` returns it; the year before is looked for in it.
    two_sided
        False where the panel has one figure a flow, which is neither side's.
    rounding
        To what the figures are rounded, USD million; 0 where they are exact.
    copied
        Ratios at which one side's figure was probably made from the other's.

    Returns
    -------
    ibis.expr.types.Table
        reporter, partner, year; the flows of `SEEN`, their estimates, ``turnover``,
        ``counterpart_turnover``, ``balance``, ``export_gap`` and ``import_gap`` (importer −
        exporter), USD million; ``export_partner_share`` and ``import_partner_share``, the percent
        of the reporter's exports and imports that the partner has; ``trade_intensity`` of the
        reporter's exports; ``growth`` and ``export_share``, percent; ``export_ratio`` and
        ``import_ratio`` (importer / exporter); ``growth_decided``, ``balance_decided``;
        ``exports_copied``, ``imports_copied``; ``growth_sign_differs``, ``balance_sign_differs``:
        whether the other side's has another sign, null where that is not known. Where figures are
        rounded, results have columns ``_low`` and ``_high`` too.
    """
    seen = _seen(_with_year_before(table), two_sided)
    x, m, their_x, their_m = (_rounded(seen[name], rounding) for name in SEEN)
    before = [_rounded(seen[f"{name}_before"], rounding) for name in SEEN]
    turnover, theirs = ex.turnover(x, m), ex.turnover(their_x, their_m)
    growth, balance = ex.growth(turnover, ex.turnover(*before[:2])), ex.difference(x, m)
    their_growth = ex.growth(theirs, ex.turnover(*before[2:]))
    export_copied, import_copied = _copied(their_x, x, copied), _copied(m, their_m, copied)
    all_exports, all_imports, intensity = _among_partners(seen, x, rounding)
    results = {
        "export_partner_share": ex.share(x, all_exports),
        "import_partner_share": ex.share(m, all_imports),
        "trade_intensity": intensity,
        "turnover": turnover,
        "growth": growth,
        "balance": balance,
        "export_share": ex.share(x, turnover),
        "export_ratio": _unless(export_copied, ex.ratio(their_x, x)),
        "import_ratio": _unless(import_copied, ex.ratio(m, their_m)),
        "export_gap": _unless(export_copied, ex.difference(their_x, x)),
        "import_gap": _unless(import_copied, ex.difference(m, their_m)),
    }
    columns = {name: seen[name] for name in seen.columns if not name.endswith("_before")}
    for name, result in results.items():
        columns |= ex.columns(result, name)
    apart = export_copied | import_copied
    columns |= {
        "counterpart_turnover": theirs.value,
        "growth_decided": ex.decided(growth),
        "balance_decided": ex.balance_decided(balance),
        "exports_copied": export_copied,
        "imports_copied": import_copied,
        "growth_sign_differs": apart.ifelse(None, _other_sign(growth, their_growth)),
        "balance_sign_differs": apart.ifelse(
            None, _other_sign(balance, ex.difference(their_x, their_m))
        ),
    }
    return seen.select(**columns)


def _among_partners(
    seen: ir.Table, exports: Levels, rounding: float
) -> tuple[Levels, Levels, Levels]:
    """Return each reporter's exports and imports in all, and how intense its exports are.

    Totals are those of `totals`: over the partners with a figure, flagged estimates among them.
    """
    import ibis

    x, m, partner_m = (
        _rounded(ibis.coalesce(seen[name], seen[f"{name}_estimate"]), rounding)
        for name in ("exports", "imports", "counterpart_exports")
    )
    of_reporter = ibis.window(group_by=["reporter", "year"])
    all_exports, all_imports = ex.total(x, of_reporter), ex.total(m, of_reporter)
    of_partner = ex.total(partner_m, ibis.window(group_by=["partner", "year"]))
    others = ex.rest(ex.total(m, ibis.window(group_by="year")), all_imports)
    return all_exports, all_imports, ex.trade_intensity(exports, all_exports, of_partner, others)


def _with_year_before(table: ir.Table) -> ir.Table:
    """Return the table with each flow of the year before, null where that year has no row."""
    import ibis

    window = ibis.window(group_by=["a", "b"], order_by="year")
    names = [f"{flow}_{way}" for flow in FLOWS for way in WAYS]
    lagged = {f"{name}_before": table[name].lag().over(window) for name in names}
    table = table.mutate(last_year=table.year.lag().over(window), **lagged)
    follows = table.last_year == table.year - 1
    return table.mutate(**{name: follows.ifelse(table[name], None) for name in lagged})


def _seen(table: ir.Table, two_sided: bool) -> ir.Table:
    """Return each row twice: with a as the reporter, and with b."""
    import ibis

    table = table.mutate(turned=ibis.array([False, True]).unnest())

    def column(name: str, suffix: str) -> ir.Column:
        if not two_sided and name.startswith("counterpart"):
            return ibis.null("float64")
        here, there = (f"{way}{suffix}" for way in SEEN[name])
        return table.turned.ifelse(table[there], table[here])

    return table.select(
        reporter=table.turned.ifelse(table.b, table.a),
        partner=table.turned.ifelse(table.a, table.b),
        year=table.year,
        **{
            f"{n}{suffix}": column(n, suffix)
            for suffix in ("", "_estimate", "_before")
            for n in SEEN
        },
    )


def _rounded(column: ir.FloatingColumn, rounding: float) -> Levels:
    """Return figures rounded to a step as levels: half a step either way, at least 0."""
    if not rounding:
        return ex.exact(column)
    low, high = column - rounding / 2, column + rounding / 2
    return Levels(column, (low < 0).ifelse(0.0, low), high)


def _copied(imports: Levels, exports: Levels, ratios: Sequence[float]) -> ir.BooleanColumn:
    """Say whether imports are exports times one of some ratios, to six digits."""
    import ibis

    m, x = imports.value, exports.value
    found = ibis.literal(False)
    for ratio in ratios:
        found |= (m > 0) & ((m - ratio * x).abs() <= 1e-6 * m)
    return found.fill_null(False)


def _unless(apart: ir.BooleanColumn, result: Levels) -> Levels:
    """Return a result, missing where it is to be left out."""
    if result.exact:
        return ex.exact(apart.ifelse(None, result.value))
    return Levels(*(apart.ifelse(None, x) for x in result))


def _other_sign(one: Levels, other: Levels) -> ir.BooleanColumn:
    """Say whether two results have opposite signs; null where one of them is not decided."""
    rise, their_rise = one.low > 0, other.low > 0
    known = (rise | (one.high < 0)) & (their_rise | (other.high < 0))
    possible = (one.low <= one.high) & (other.low <= other.high)
    return (known & possible).fill_null(False).ifelse(rise != their_rise, None)
