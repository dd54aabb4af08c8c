"""Read the number of each figure once, and say which figures are malformed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from analysis.english import join_names
from analysis.errors import Fault
from analysis.study import countries
from analysis.study.checks import USUAL, Print, Tables, cell_faults, prints
from analysis.study.columns import COLUMNS
from analysis.study.faults import cell_fault, meant
from analysis.study.figure_numbers import number_or_fault
from analysis.study.fiscal_years import with_months
from analysis.study.periods import days, years_between
from analysis.study.quantities import CAGR, COMPARED, REGIONAL
from analysis.study.schema import ALL_GOODS, QUANTITIES, RECORDS
from analysis.study.tables import records
from analysis.study.units import is_measure, is_money
from analysis.study.wording import Number

Figure = Mapping[str, str]
Members = Mapping[str, set[str]]
OF_THE_WORLD = {"exports", "imports", "turnover"}
"""What is known of the world with itself: what all economies report of themselves."""
_REPLACED = frozenset(COLUMNS["figures.csv"][1:])
"""The columns of figures whose cells a variant may replace."""


class Around(NamedTuple):
    """What the other tables of a study say of its figures."""

    members: Members | None
    """The members of each region; None where the regions are not known."""
    printed: Mapping[str, Print | None]
    sides: Mapping[str, str]
    starts: Mapping[str, int]


def around(tables: Tables) -> Around:
    """Return what the other tables of a study say of its figures.

    Examples
    --------
    >>> files = ("regions.csv", "sources.csv", "countries.csv")
    >>> around(dict.fromkeys(files)).sides
    {}
    """
    regions, sources = tables["regions.csv"], tables["sources.csv"]
    starts = own_starts(tables["countries.csv"])
    return Around(_members(regions), prints(sources), quoted_sides(sources), starts)


def read_figures(
    figures: pd.DataFrame | None, tables: Tables, said: Around | None = None
) -> tuple[dict[int, Number], list[Fault]]:
    """Read the number of each figure, and say what is malformed.

    Parameters
    ----------
    said
        What the other tables say of figures, where it has been read already.

    Returns
    -------
    tuple
        Row → number, cut to what its quantity can be, of all figures that have one; the faults.
    """
    numbers: dict[int, Number] = {}
    if figures is None:
        return numbers, []
    faults = list(cell_faults("figures.csv", {**tables, "figures.csv": figures}))
    wrong: dict[int, set[str]] = {}
    for fault in faults:
        wrong.setdefault(fault.row, set()).add(fault.column)
    members, printed, sides, starts = said or around(tables)
    for row, figure in zip(figures.index, records(figures[COLUMNS["figures.csv"]]), strict=True):
        spoilt = wrong.get(row, set())
        if "quantity" not in spoilt:
            faults += _party_faults(row, figure, spoilt, members)
            faults += _scope_faults(row, figure)
        if not spoilt & {"period", "base"}:
            faults += _period_faults(row, figure, sides, starts)
        printed_so = printed.get(figure["source_id"], USUAL)
        if printed_so is not None and not spoilt & {"quantity", "unit", "wording"}:
            number = number_or_fault(row, figure, printed_so)
            if isinstance(number, Fault):
                faults.append(number)
            else:
                numbers[row] = number
    return numbers, faults


def read_changes(
    tables: Tables, faults: list[Fault], said: Around
) -> tuple[dict[tuple[str, str], Number], list[Fault]]:
    """Read the numbers of figures as variants have them, and blame faults on the variants' rows.

    Parameters
    ----------
    faults
        Those of the figures themselves, which no variant is blamed for.
    said
        What the other tables say of figures.

    Returns
    -------
    tuple
        Variant and figure_id → number; the faults.
    """
    figures, variants = tables["figures.csv"], tables["variants.csv"]
    numbers: dict[tuple[str, str], Number] = {}
    blamed: list[Fault] = []
    if figures is None or variants is None:
        return numbers, blamed
    known = {(fault.row, fault.column, fault.value) for fault in faults}
    rows = dict(zip(figures.index, records(figures), strict=True))
    replaced = [
        change
        for change in zip(variants.index, records(variants), strict=True)
        if change[1]["column"] in _REPLACED
    ]
    for variant in dict.fromkeys(change["variant"] for _, change in replaced):
        changes = {row: change for row, change in replaced if change["variant"] == variant}
        touched = _touched(rows, changes.values())
        table = pd.DataFrame([*touched.values()], [*touched], figures.columns, dtype=object)
        read, found = read_figures(table, tables, said)
        numbers |= {(variant, touched[row]["figure_id"]): read[row] for row in read}
        for fault in found:
            if (fault.row, fault.column, fault.value) not in known:
                figure_id = touched[fault.row]["figure_id"]
                own = [row for row, change in changes.items() if change["figure_id"] == figure_id]
                blamed.append(_blamed_on(own, variant, fault))
    return numbers, blamed


def _touched(
    rows: Mapping[int, Figure], changes: Iterable[Mapping[str, str]]
) -> dict[int, dict[str, str]]:
    """Return the figures that a variant changes, with its cells, by their row."""
    cells: dict[str, dict[str, str]] = {}
    for change in changes:
        cells.setdefault(change["figure_id"], {})[change["column"]] = change["value"]
    changed = [(row, figure) for row, figure in rows.items() if figure["figure_id"] in cells]
    return {row: {**figure, **cells[figure["figure_id"]]} for row, figure in changed}


def _blamed_on(rows: Sequence[int], variant: str, fault: Fault) -> Fault:
    """Return the fault of the rows of a variant that make a figure malformed."""
    place = f"row{'s' if len(rows) > 1 else ''} {join_names(rows)}"
    before = f"variants.csv, {place}, variant {variant[:80]!r}: "
    return Fault("variants.csv", rows[0], "value", fault.value, lambda: f"{before}{fault}")


def _members(regions: pd.DataFrame | None) -> Members | None:
    """Return the members of each region; None where the regions are not known."""
    if regions is None:
        return None
    return {region: set(members) for region, members in regions.groupby("region")["member"]}


def _party_faults(
    row: int, figure: Figure, spoilt: set[str], members: Members | None
) -> Iterator[Fault]:
    """Say which economy, region or side does not fit the quantity."""

    def fault(column: str, why: str) -> Fault:
        return cell_fault("figures.csv", row, column, figure[column], why)

    quantity, reporter, region = figure["quantity"], figure["reporter"], figure["region"]
    is_total = QUANTITIES[quantity].identity == "regional total"
    is_regional = quantity in REGIONAL
    if is_total and reporter:
        yield fault("reporter", "must be blank for a regional total")
    if not is_total and not reporter:
        yield fault("reporter", countries.unknown(""))
    of_itself = reporter and reporter == figure["partner"]
    if of_itself and not (reporter == countries.WORLD and quantity in OF_THE_WORLD):
        yield fault("partner", "is the reporter itself")
    if quantity == "gdp" and figure["partner"] != countries.WORLD:
        yield fault("partner", f"must be {countries.WORLD} for gdp")
    if quantity == "gdp" and figure["product"]:
        yield fault("product", "must be blank for gdp")
    if region and not is_regional:
        yield fault("region", f"must be blank for {quantity}")
    if is_regional and members is not None and region not in members:
        remedy = meant(region, members) or ": write a row for each of its members there"
        yield fault("region", f"is not in regions.csv{remedy}")
    elif is_regional and members is not None and _is_outsider(figure, spoilt, members[region]):
        yield fault("reporter", f"is not a member of {region[:80]} in regions.csv")
    is_whole = not {reporter, figure["partner"]}.isdisjoint(members or ())
    is_whole |= reporter == countries.WORLD
    if figure["statistics_of"] == "own" and not (is_regional or is_whole):
        yield fault("statistics_of", countries.unknown("own"))


def _scope_faults(row: int, figure: Figure) -> Iterator[Fault]:
    """Say which base or measure does not fit the quantity."""
    quantity = figure["quantity"]
    compared = quantity in COMPARED
    record = figure["wording"] in RECORDS
    if figure["base"] and not (compared or record):
        why = f"must be blank for {quantity}: it is no growth, no change and no record"
        yield cell_fault("figures.csv", row, "base", figure["base"], why)
    if figure["product"].casefold() in ALL_GOODS:
        why = "is all goods: leave the cell blank"
        yield cell_fault("figures.csv", row, "product", figure["product"], why)
    ends = days(figure["period"]), days(figure["base"])
    if compared and ends[0] and ends[1] and ends[1][0] >= ends[0][0]:
        why = "must be before the period, which begins no later"
        yield cell_fault("figures.csv", row, "base", figure["base"], why)
    when = ends[0] if ends[1] or not figure["base"] else None
    if quantity in CAGR and when and years_between(when, figure["base"]) in (1, None):
        why = f"{quantity} is growth a year: write the same period two years before or more"
        yield cell_fault("figures.csv", row, "base", figure["base"], why)
    if figure["measured_in"] and is_money(figure["unit"]):
        why = "must be blank for an amount, which is in its unit"
        yield cell_fault("figures.csv", row, "measured_in", figure["measured_in"], why)
    if figure["measured_in"] and not is_measure(figure["measured_in"]):
        why = "is no currency and not t"
        yield cell_fault("figures.csv", row, "measured_in", figure["measured_in"], why)


def _period_faults(
    row: int, figure: Figure, sides: Mapping[str, str], starts: Mapping[str, int]
) -> Iterator[Fault]:
    """Say which fiscal year has months that nobody knows."""
    side = figure["statistics_of"] or sides.get(figure["source_id"], "")
    for column in ("period", "base"):
        if with_months(figure[column], {**figure, "statistics_of": side}, starts) is None:
            why = (
                "is a fiscal year, and its first month is not known: write whose statistics it is, "
                "fiscal_year_starts in countries.csv, or the months, such as 2019-M07/2020-M06"
            )
            yield cell_fault("figures.csv", row, column, figure[column], why)


def quoted_sides(sources: pd.DataFrame | None) -> dict[str, str]:
    """Return whose statistics each source quotes, of those that say it for all their figures."""
    if sources is None:
        return {}
    said = sources[sources["statistics_of"] != ""]
    return dict(zip(said["source_id"], said["statistics_of"], strict=True))


def own_starts(named: pd.DataFrame | None) -> dict[str, int]:
    """Return the first month of fiscal years according to the study, by code."""
    if named is None:
        return {}
    months = named.set_index("code")["fiscal_year_starts"]
    return {code: int(month) for code, month in months.items() if month.isdecimal()}


def _is_outsider(figure: Figure, spoilt: set[str], members: set[str]) -> bool:
    """Say whether a reporter, where there has to be one, is no member of its region."""
    needed = QUANTITIES[figure["quantity"]].identity != "regional total"
    known = figure["reporter"] and "reporter" not in spoilt
    return bool(needed and known and figure["reporter"] not in members)
