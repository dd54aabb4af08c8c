"""Read the number of each figure once, and say which figures are malformed."""

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.errors import DataError, Fault
from analysis.study import countries
from analysis.study.checks import LARGEST, USUAL, Print, Tables, cell_faults, number_fault, prints
from analysis.study.columns import COLUMNS
from analysis.study.faults import cell_fault, meant
from analysis.study.quantities import LIMITS, REGIONAL, number_of, units_of
from analysis.study.schema import QUANTITIES
from analysis.study.wording import Number
from analysis.text import join_names

Figure = Mapping[str, str]
Members = Mapping[str, set[str]]


def read_figures(
    figures: pd.DataFrame | None, tables: Tables
) -> tuple[dict[int, Number], list[Fault]]:
    """Read the number of each figure, and say what is malformed.

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
    members, printed = _members(tables["regions.csv"]), prints(tables["sources.csv"])
    for row, figure in zip(figures.index, figures.to_dict("records"), strict=True):
        spoilt = wrong.get(row, set())
        if "quantity" not in spoilt:
            faults += _party_faults(row, figure, spoilt, members)
        printed_so = printed.get(figure["source_id"], USUAL)
        if printed_so is not None and not spoilt & {"quantity", "unit", "wording"}:
            number = _number(row, figure, printed_so)
            if isinstance(number, Fault):
                faults.append(number)
            else:
                numbers[row] = number
    return numbers, faults


def read_changes(
    tables: Tables, faults: list[Fault]
) -> tuple[dict[tuple[str, str], Number], list[Fault]]:
    """Read the numbers of figures as variants have them, and blame faults on the variants' rows.

    Parameters
    ----------
    faults
        Those of the figures themselves, which no variant is blamed for.

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
    replaced = variants[variants["column"].isin(COLUMNS["figures.csv"][1:])]
    for variant, changes in replaced.groupby("variant", sort=False):
        touched = figures[figures["figure_id"].isin(changes["figure_id"])].copy()
        for figure_id, column, value in changes[["figure_id", "column", "value"]].itertuples(False):
            touched.loc[touched["figure_id"] == figure_id, column] = value
        read, found = read_figures(touched, tables)
        numbers |= {(variant, touched.at[row, "figure_id"]): read[row] for row in read}
        for fault in found:
            if (fault.row, fault.column, fault.value) not in known:
                figure_id = touched.at[fault.row, "figure_id"]
                rows = changes.index[changes["figure_id"] == figure_id]
                blamed.append(_blamed_on(rows, variant, fault))
    return numbers, blamed


def _blamed_on(rows: pd.Index, variant: str, fault: Fault) -> Fault:
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
    if reporter and reporter == figure["partner"]:
        yield fault("partner", "is the reporter itself")
    if region and not is_regional:
        yield fault("region", f"must be blank for {quantity}")
    if is_regional and members is not None and region not in members:
        yield fault("region", f"is not in regions.csv{meant(region, members)}")
    elif is_regional and members is not None and _is_outsider(figure, spoilt, members[region]):
        yield fault("reporter", f"is not a member of {region[:80]} in regions.csv")
    if figure["statistics_of"] == "own" and not is_regional:
        yield fault("statistics_of", countries.unknown("own"))


def _is_outsider(figure: Figure, spoilt: set[str], members: set[str]) -> bool:
    """Say whether a reporter, where there has to be one, is no member of its region."""
    needed = QUANTITIES[figure["quantity"]].identity != "regional total"
    known = figure["reporter"] and "reporter" not in spoilt
    return bool(needed and known and figure["reporter"] not in members)


def _number(row: int, figure: Figure, printed: Print) -> Number | Fault:
    """Return a figure's number cut to what its quantity can be, or why it has none."""
    quantity, unit, text = figure["quantity"], figure["unit"], figure["as_written"]
    fitting = units_of(quantity)
    if unit not in fitting:
        why = f"does not fit {quantity}, which is in {' or '.join(fitting)}"
        return cell_fault("figures.csv", row, "unit", unit, why)
    try:
        number = number_of(quantity, text, figure["wording"], unit, *printed)
    except DataError as error:
        return number_fault("figures.csv", row, text, error)
    if number.value.is_nan():
        return number
    least, most = LIMITS[quantity]
    if not least <= number.value <= most:
        why = f"cannot be: {quantity} is {QUANTITIES[quantity].limits.words}"
        return cell_fault("figures.csv", row, "as_written", text, why)
    if not -LARGEST < number.value < LARGEST:
        why = "is too large for any economy"
        return cell_fault("figures.csv", row, "as_written", text, why)
    return number
