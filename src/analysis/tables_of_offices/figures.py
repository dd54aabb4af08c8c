"""Make rows of figures.csv of a table's numbers: of one pair and its totals, or of all pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analysis.errors import DataError
from analysis.study.countries import WORLD
from analysis.tables_of_offices.choice import Choice, Pair
from analysis.tables_of_offices.economies import economy
from analysis.tables_of_offices.formats import Format
from analysis.tables_of_offices.numbers import is_missing
from analysis.tables_of_offices.records import Record, Table, records
from analysis.tables_of_offices.rows import row_of
from analysis.tables_of_offices.units import Unit, unit_in, unit_of

MOST_LISTED = 20


class _Found(NamedTuple):
    """A figure, and where it was found."""

    rank: int
    """Of the flow's word among those for its quantity: the preferred valuation is 0."""
    record: Record
    row: dict[str, str]


class Taken(NamedTuple):
    """The rows of figures.csv that a table gives, and what was left out."""

    rows: list[dict[str, str]]
    left_out: Counter[tuple[str, str]]
    """Why, and of which word → how many numbers."""
    unread: Counter[str]
    """Names of economies that are not known → how many numbers."""


def figures(table: Table, choice: Choice) -> Taken:
    """Return the rows of figures.csv that a table gives.

    Raises
    ------
    DataError
        For all numbers of the wanted pairs that cannot be read, with row, column and value; and for
        a table that has none of these pairs.
    """
    taken = Taken([], Counter(("column", name) for name in table.unread), Counter())
    pairs: Counter[Pair] = Counter()
    found: dict[str, _Found] = {}
    faults: list[str] = []
    given = _given(table, choice)
    for pair, record in _of_pairs(table, choice, pairs, taken.unread):
        quantity, rank = _quantity(table.format, record)
        if why := _left_out(table.format, record, quantity):
            taken.left_out[why] += 1
            continue
        try:
            row = row_of(table, record, pair, quantity, given, choice)
            if not _keep(found, _Found(rank, record, row)):
                taken.left_out["valuation", ""] += 1
        except DataError as error:
            faults.append(_placed(table, record, error))
    if faults:
        raise _error(faults)
    if not found:
        raise _none(table, choice, pairs, taken)
    taken.rows.extend(one.row for one in found.values())
    return taken


def _given(table: Table, choice: Choice) -> Unit:
    """Return the unit of the option, or what the title says where the format knows none."""
    if choice.unit:
        return unit_of(choice.unit)
    return Unit() if table.format.unit else unit_in(table.title, f"{table.file}, title")


def _of_pairs(
    table: Table, choice: Choice, pairs: Counter[Pair], unread: Counter[str]
) -> Iterator[tuple[Pair, Record]]:
    """Yield the numbers of the wanted pairs; count all pairs, and the names that are not known."""
    for record in records(table, choice.months):
        pair = _pair(table.format, record, choice, unread)
        if "" not in pair:
            pairs[pair] += 1
        share = record.fields.get("quantity", "").endswith("_share_of_total")
        if _is_wanted(pair, choice) and not (share and pair[1] == WORLD):
            yield pair, record


def _left_out(known: Format, record: Record, quantity: str) -> tuple[str, str] | None:
    """Return why a number is left out, and for which word; nothing where it is taken."""
    if is_missing(record.cell):
        return "blank", ""
    if record.is_part:
        return "part", ""
    if quantity:
        return None
    word = record.fields.get("flow", "")
    return ("other" if word.upper() in known.other else "flow"), word


def _keep(found: dict[str, _Found], new: _Found) -> bool:
    """Keep a figure unless it is there in a valuation that is preferred; say if one is left out.

    Raises
    ------
    DataError
        Where one figure stands twice with two numbers.
    """
    name = new.row["figure_id"]
    before = found.get(name)
    if before is None:
        found[name] = new
        return True
    if before.rank != new.rank:
        found[name] = min(before, new, key=lambda one: one.rank)
        return False
    if before.row["as_written"] != new.row["as_written"]:
        row, pair = new.row, f"{new.row['reporter']} with {new.row['partner']}"
        raise DataError(
            f"{new.record.cell!r} stands beside {before.record.cell!r} of row {before.record.row} "
            f"for the same figure ({row['quantity']} of {pair}, {row['period']}); are they parts "
            "of a total? Name their column with --column product=COLUMN"
        )
    return True


def _placed(table: Table, record: Record, error: DataError) -> str:
    """Return what is wrong with a number, and where it stands."""
    place = f"{table.file}, row {record.row}, column {record.column}"
    return str(error) if str(error).startswith(place) else f"{place}: {error}"


def _pair(known: Format, record: Record, choice: Choice, unread: Counter[str]) -> Pair:
    """Return the codes of reporter and partner; blank where one is not known."""
    codes = []
    for side in ("reporter", "partner"):
        text = record.fields[side]
        if text and text == getattr(known, side):
            codes.append(text)
            continue
        code = economy(text, known.economies, known.locale, choice.economies)
        if not code:
            unread[text] += 1
        codes.append(code)
    return codes[0], codes[1]


def _is_wanted(pair: Pair, choice: Choice) -> bool:
    """Say whether figures of a pair are taken: the study's pair and its totals with the world."""
    if "" in pair or pair[0] == pair[1] or pair[0] == WORLD:
        return False
    own = {*pair} == {*choice.pair} or (pair[0] in choice.pair and pair[1] == WORLD)
    return own or choice.all_pairs


def _quantity(known: Format, record: Record) -> tuple[str, int]:
    """Return the quantity of a number, and the rank of its flow's word among those for it."""
    if quantity := record.fields.get("quantity"):
        return quantity, 0
    word = " ".join(record.fields.get("flow", "").upper().split())
    for quantity, words in known.flows.items():
        if word in words:
            return quantity, [*words].index(word)
    return "", 0


def _error(faults: Iterable[str]) -> DataError:
    """Return the error that lists the first faults, and how many there are."""
    listed = list(dict.fromkeys(faults))
    if len(listed) == 1:
        return DataError(listed[0])
    more = len(listed) - MOST_LISTED
    lines = [f"{len(listed):,} faults:", *listed[:MOST_LISTED]]
    return DataError("\n  ".join(lines + ([f"and {more:,} more"] if more > 0 else [])))


def _none(table: Table, choice: Choice, pairs: Counter[Pair], taken: Taken) -> DataError:
    """Say that a table has no figure of the pair, and of which pairs it has some."""
    pair = " with ".join(choice.pair)
    there = [f"{a}-{b}" for (a, b), count in pairs.most_common() if count]
    message = f"{table.file} (read as {table.format.name}) has no figure of {pair}"
    if flows := sorted({word for (why, word) in taken.left_out if why == "flow" and word}):
        message += f"; its flows are {', '.join(flows[:10])}, of which none is known"
    elif there:
        message += f"; its pairs are {', '.join(there[:10])}"
        message += f" and {len(there) - 10:,} more" if len(there) > 10 else ""
        message += ": --all-pairs takes them"
    if taken.unread:
        names = [repr(name) for name, _ in taken.unread.most_common(10)]
        message += (
            f". Not known are {', '.join(names)}: say which economy one is with --economy NAME=CODE"
        )
    return DataError(message)
