"""Import a table of an office into a study."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.conventions import BALANCED
from analysis.english import counted
from analysis.errors import DataError
from analysis.fetch import merging
from analysis.fetch.into_study import Fetched, put
from analysis.fetch.merging import Row
from analysis.fetch.totals import import_valuations
from analysis.study import tables
from analysis.study.columns import COLUMNS
from analysis.study.countries import known_code
from analysis.tables_of_offices import formats
from analysis.tables_of_offices.choice import Choice
from analysis.tables_of_offices.figures import Taken, figures
from analysis.tables_of_offices.files import Grid, grids
from analysis.tables_of_offices.periods import kind, span
from analysis.tables_of_offices.plain import FIELDS, QUANTITIES, plain
from analysis.tables_of_offices.records import Table, records

MOST_NAMES = 10


@dataclass(frozen=True)
class Imported(Fetched):
    """What was imported into a study, what of it is new there, and what was left out."""

    taken: Taken
    not_said: list[str]
    """The options for what a plain table does not say of itself."""

    @property
    def unread_names(self) -> list[str]:
        """What the table calls economies that are not known: those with most numbers."""
        names = [name for name, _ in self.taken.unread.most_common()]
        more = [f"{len(names) - MOST_NAMES:,} more"] if len(names) > MOST_NAMES else []
        return [*map(repr, names[:MOST_NAMES]), *more]


def import_table(file: Path, folder: Path, choice: Choice, sheet: str | None = None) -> Imported:
    """Import the figures of a table into a study.

    They take the place of those of the same source, edition and periods, as `fetch` does.

    Raises
    ------
    DataError
        Where the table is not understood or the study is malformed: it is left as it is.
    """
    choice = replace(choice, pair=study_pair(folder))
    _check(choice)
    table = read_table(file, choice, sheet)
    taken = figures(table, choice)
    rows = taken.rows
    source = _source(folder, table, choice, rows)
    changes, written = put(folder, "figures.csv", rows, _replaced_by(rows), source)
    return Imported(
        f"{file.name}, read as {table.format.name}: {counted(len(rows), 'figure')}",
        changes,
        merging.revisions(changes, "USD"),
        written,
        [],
        taken,
        _not_said(table, choice),
    )


def _not_said(table: Table, choice: Choice) -> list[str]:
    """Return the options that say of a plain table who published it and whose statistics it is."""
    if table.format.source["kind"]:
        return []
    given = {"publisher": choice.source.get("publisher", ""), "side": choice.side}
    return [f"--{name}" for name, text in given.items() if not text]


def read_table(file: Path, choice: Choice, sheet: str | None = None) -> Table:
    """Return the table of a file: one of a known format, or a plain one.

    Raises
    ------
    DataError
        Where it is neither, with the columns that there are.
    """
    seen: list[Grid] = []
    for grid in grids(file, sheet):
        seen.append(grid)
        if found := formats.recognise(grid.rows, choice.columns):
            return Table(str(file), found[0], grid.rows, found[1])
    for grid in seen:
        if layout := plain(grid, choice):
            _check_commas(str(file), grid, choice)
            named = _plain_source(file, layout.rows, layout.start)
            known = replace(layout.format, source=named)
            return Table(
                str(file), known, layout.rows, layout.start, layout.footnotes, layout.unread
            )
    raise formats.unknown_format(str(file), seen[0].rows, choice.columns)


def study_pair(folder: Path) -> tuple[str, str]:
    """Return the pair that a study is about: that of its settings, or of its first figure.

    Examples
    --------
    >>> study_pair(Path("tests/invented"))
    ('XAA', 'XBB')
    """
    settings = tables.read_settings(folder)
    known = tables.read_table(folder, "figures.csv")
    known = known[known["reporter"] != ""]
    pair = []
    for side in ("reporter", "partner"):
        code = settings.get(side) or (known[side].iloc[0] if len(known) else "")
        if not code:
            raise DataError(
                f"{folder} does not say which pair it is about: write reporter and partner into "
                "study.toml"
            )
        pair.append(known_code(str(code)))
    return pair[0], pair[1]


def _check(choice: Choice) -> None:
    """Refuse options that name what is not there."""
    fields = (*FIELDS, *QUANTITIES, "flow", "flag", "classification")
    for name in choice.columns:
        if name not in fields:
            raise DataError(f"--column: {name!r} is not one of {', '.join(fields)}")
    if choice.quantity not in ("", "exports", "imports", "turnover", "balance"):
        raise DataError(
            f"--quantity: {choice.quantity!r} is not one of exports, imports, turnover, balance"
        )
    for code in [*choice.economies.values(), *({choice.side} - {"", BALANCED})]:
        known_code(code)
    if choice.locale:
        from babel import Locale, UnknownLocaleError

        try:
            Locale.parse(choice.locale.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            raise DataError(
                f"--locale: {choice.locale!r} is no locale: write a language such as de, tr or "
                "pt_BR"
            ) from None


def _check_commas(file: str, grid: Grid, choice: Choice) -> None:
    """Refuse numbers with a comma between semicolons, which may be a decimal sign or none."""
    cells = (cell for row in grid.rows for cell in row)
    number = next((cell for cell in cells if re.fullmatch(r"-?\d{1,3},\d{3}", cell)), None)
    if grid.separator == ";" and number and not choice.locale:
        raise DataError(
            f"{file}: {number!r} may be a number with three decimals or one with groups of three: "
            "say how its numbers are written with --locale, such as --locale de or --locale en"
        )


def _plain_source(file: Path, rows: Sequence[Sequence[str]], start: int) -> dict[str, str]:
    """Return the source of a table that does not say who made it."""
    title = next((cell for row in rows[:start] for cell in row if cell), file.name)
    name = re.sub(r"[^a-z0-9]+", "-", file.stem.lower()).strip("-") or "table"
    return {"source_id": name, "publisher": file.name, "title": title, "url": "", "kind": ""}


def _source(folder: Path, table: Table, choice: Choice, rows: Sequence[Row]) -> dict[str, str]:
    """Return the row of sources.csv: what is there already, the user's words, or the format's."""
    made = {"published": _published(table), "step": _step(rows), **table.format.source}
    if choice.locale:
        made["locale"] = choice.locale
    given = {name: text for name, text in choice.source.items() if text}
    known = tables.read_table(folder, "sources.csv").set_index("source_id", drop=False)
    name = given.get("source_id", made["source_id"])
    old = known.loc[name].to_dict() if name in known.index else {}
    if choice.side and not (made["kind"] or old):
        made["kind"] = "official statistics"
    newest = max(old.get("published", ""), made["published"])
    kept = {
        column: text for column, text in old.items() if text and column in COLUMNS["sources.csv"]
    }
    row = {**made, **kept, "published": newest, **_valuation(folder, name, rows), **given}
    return {
        column: row.get(column, "") for column in dict.fromkeys([*COLUMNS["sources.csv"], *row])
    }


def _valuation(folder: Path, source: str, rows: Sequence[Row]) -> dict[str, str]:
    """Return how all imports of a source are valued: blank where not alike, nothing if not said."""
    there = tables.records(tables.read_table(folder, "figures.csv"))
    is_replaced = _replaced_by(rows)
    mine = [row for row in there if row["source_id"] == source and not is_replaced(row)]
    valued = import_valuations([*mine, *rows])
    return {"valuation": "".join(valued) if len(valued) == 1 else ""} if valued else {}


def _published(table: Table) -> str:
    """Return the day on which an office updated a table last; blank where it does not say."""
    if "updated" not in table.format.columns:
        return ""
    texts = {record.fields.get("updated", "") for record in records(table)}
    days = [re.match(r"(\d\d)/(\d\d)/(\d\d)\b", text) for text in texts]
    found = [f"20{day[3]}-{day[2]}-{day[1]}" for day in days if day]
    return max(found, default="")


def _step(rows: Sequence[Row]) -> str:
    """Return the step of a table in whole thousands or millions: its trailing zeros count."""
    whole = (re.fullmatch(r"-?\d+ (\w+)", row["as_written"]) for row in rows)
    scales = {match[1] for match in whole if match}
    return f"1 {scales.pop()}" if len(scales) == 1 else ""


def _replaced_by(rows: Sequence[Row]) -> merging.Replaced:
    """Return what says of a row of the study whether these rows take its place.

    That are the rows of the same source and edition, on what the table is about, from its first to
    its last period of that kind: a number that a newer release lacks is withdrawn.
    """
    about = {_series(row) for row in rows}
    spans: dict[str, tuple[int, int]] = {}
    for row in rows:
        form, (first, last) = kind(row["period"]), span(row["period"]) or (0, 0)
        before = spans.get(form, (first, last))
        spans[form] = min(before[0], first), max(before[1], last)

    def is_replaced(row: Row) -> bool:
        own, covered = span(row["period"]), spans.get(kind(row["period"]))
        if _series(row) not in about or own is None or covered is None:
            return False
        return covered[0] <= own[0] and own[1] <= covered[1]

    return is_replaced


def _series(row: Row) -> tuple[str, ...]:
    names = ("source_id", "edition", "quantity", "reporter", "partner", "product")
    return tuple(row.get(name, "") for name in names)
