"""Put the draft of an article into a study, beside its source and its text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.drafting import draft_files
from analysis.drafting.articles import Article
from analysis.drafting.draft_files import Cells
from analysis.drafting.model import Model
from analysis.drafting.sentences import line_of
from analysis.drafting.study_draft import draft_of, with_model
from analysis.errors import DataError
from analysis.fetch import merging
from analysis.files import replace_all
from analysis.study import tables
from analysis.study.columns import COLUMNS as KNOWN
from analysis.study.reading import check_sound

_ID = re.compile(r"[^\W_](?:[\w.-]{0,78}\w)?")
_SAME = ("quantity", "reporter", "partner", "product", "period", "unit", "wording", "status")


@dataclass(frozen=True)
class Drafted:
    """What was drafted into a study."""

    source_id: str
    file: str
    figures: int
    doubtful: int
    left_out: int
    moved: list[str]
    """Figures that are confirmed and stand elsewhere in the text than before."""
    gone: list[str]
    """Figures that are confirmed and that the text has no longer."""
    proposed: int = 0
    """Rows that a model proposed."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Why rows of a model were dropped → how many."""


def draft_into(
    folder: Path,
    articles: Sequence[Article],
    source_id: str = "",
    model: Model | None = None,
) -> list[Drafted]:
    """Draft articles into a study: sources, texts, rows to be confirmed and what was left out.

    A text that was drafted before keeps what was confirmed of it.

    Parameters
    ----------
    model
        One that is asked for rows too, once a text.

    Raises
    ------
    DataError
        Where the study is malformed, an article's publisher or date is none, or the model gives no
        rows: all is left as it was.
    """
    check_sound(folder)
    if source_id and len(articles) > 1:
        raise DataError("--id names one source: draft its text alone")
    files: dict[str, str] = {}
    done: list[Drafted] = []
    rows: list[Cells] = []
    for article in articles:
        source = _source(folder, article, source_id, rows)
        rows.append(source)
        drafted, texts = _one(folder, article, source, model)
        done.append(drafted)
        files |= texts
    names = {row["source_id"] for row in rows}
    sources, changes = merging.merged(
        folder, "sources.csv", rows, lambda row: row["source_id"] in names
    )
    if not changes.empty:
        files = {"sources.csv": sources, **files}
    try:
        merging.check_with(folder, {"sources.csv": sources}, check_sound)
    except DataError as error:
        raise DataError(f"the source cannot be described like this: {error}") from None
    replace_all(folder, files)
    return done


def _one(
    folder: Path, article: Article, source: Cells, model: Model | None
) -> tuple[Drafted, dict[str, str]]:
    """Return what is drafted of one article, and its files."""
    name = source["source_id"]
    draft = draft_of(folder, article.text, article.published)
    proposed, dropped = 0, Counter[str]()
    if model is not None:
        draft, proposed, dropped = with_model(folder, draft, article.text, source, model)
    figures = tables.read_table(folder, "figures.csv").to_dict("records")
    mine = [figure for figure in figures if figure["source_id"] == name]
    taken = {figure["figure_id"] for figure in figures} - {one["figure_id"] for one in mine}
    fresh = [draft_files.cells_of(row, name, "") for row in draft.rows]
    old = []
    if (folder / draft_files.draft_file(name)).exists():
        old = [cells for _, cells in draft_files.read_draft(folder, name)]
    moved, gone = _keep_confirmed(fresh, old, mine)
    _name(fresh, name, taken)
    texts = {
        f"{draft_files.TEXTS}/{name}.txt": article.text,
        draft_files.draft_file(name): draft_files.draft_text(fresh),
        f"{draft_files.FOLDER}/{name}{draft_files.LEFT_OUT}.csv": draft_files.left_out_text(
            draft.left_out
        ),
    }
    doubtful = sum(bool(row["doubt"]) for row in fresh)
    counts = len(fresh), doubtful, len(draft.left_out)
    drafted = Drafted(
        name, draft_files.draft_file(name), *counts, moved, gone, proposed, dict(dropped)
    )
    return drafted, texts


def _source(folder: Path, article: Article, source_id: str, others: Sequence[Cells]) -> Cells:
    """Return the row of sources.csv of an article: the one it has, or a new one."""
    if not article.publisher:
        raise DataError(
            "nothing says who published the text: give --publisher, or begin the file with a line "
            "title | publisher | date"
        )
    known = [*tables.read_table(folder, "sources.csv").to_dict("records"), *others]
    told = {
        "publisher": line_of(article.publisher),
        "title": line_of(article.title),
        "published": article.published,
        "url": article.url,
    }
    name = source_id or _known_source(known, told) or _new_id(known, told)
    if not _ID.fullmatch(name):
        raise DataError(f"--id {name[:80]!r} is no name: write letters, digits, '-' and '.'")
    old = next((row for row in known if row["source_id"] == name), None)
    blank = dict.fromkeys(KNOWN["sources.csv"], "")
    base = {**blank, **old} if old else {**blank, "kind": "press"}
    named = {column: cell for column, cell in told.items() if cell}
    row = {**base, **named, "source_id": name}
    if not row["locale"]:  # English words with the digits of the Continent
        row["locale"] = "en_DE" if _has_decimal_commas(article.text) else ""
    return {column: row[column] for column in KNOWN["sources.csv"]}


def _known_source(known: Sequence[Cells], told: Cells) -> str:
    """Return the source that an article is already: by address, or publisher, title and date."""
    for row in known:
        same_address = told["url"] and row["url"] == told["url"]
        same = all(row[column] == told[column] for column in ("publisher", "title", "published"))
        known_so = told["title"] or (told["publisher"] and told["published"])
        if same_address or (same and known_so):
            return row["source_id"]
    return ""


def _new_id(known: Sequence[Cells], told: Cells) -> str:
    begin = f"{_slug(told['publisher'])[:40].strip('-') or 'source'}-{told['published']}".strip("-")
    taken = {row["source_id"] for row in known}
    return next(
        name
        for n in range(1, len(taken) + 2)
        if (name := begin if n == 1 else f"{begin}-{n}") not in taken
    )


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\(.*?\)", "", plain)).strip("-")


def _has_decimal_commas(text: str) -> bool:
    """Say whether a text writes 2.043,7 and not 2,043.7."""
    commas = len(re.findall(r"\d,\d{1,2}(?!\d)|\d\.\d{3},\d", text))
    points = len(re.findall(r"\d\.\d{1,2}(?!\d)|\d,\d{3}\.\d", text))
    return commas > points


def _name(rows: Sequence[Cells], source_id: str, taken: set[str]) -> None:
    """Give each row that has none a name of its own, made of what it says."""
    taken = taken | {row["figure_id"] for row in rows if row["figure_id"]}
    for row in rows:
        if row["figure_id"]:
            continue
        parts = [source_id, row["quantity"], row["product"], row["period"], row["unit"]]
        parts = [_slug(part) for part in (parts if row["unit"] not in _PLAIN else parts[:-1])]
        begin = "-".join(part for part in parts if part)
        names = (begin if n == 1 else f"{begin}-{n}" for n in range(1, len(rows) + len(taken) + 2))
        row["figure_id"] = next(name for name in names if name not in taken)
        taken.add(row["figure_id"])


_PLAIN = ("USD", "percent", "count", "")


def _keep_confirmed(
    fresh: list[Cells], old: Sequence[Cells], mine: Sequence[Cells]
) -> tuple[list[str], list[str]]:
    """Carry over what a person decided; return the figures that moved, and those that are gone."""
    moved, gone, used = [], [], set()
    decided = [row for row in old if row["confirmed"]]
    for row in decided:
        fitting = [i for i, new in enumerate(fresh) if i not in used and _is_same(new, row)]
        if not fitting:
            if row["confirmed"].lower() == "yes":
                gone.append(row["figure_id"])
                fresh.append({**row, "start": "", "end": "", "doubt": "as_written"})
            continue
        distances = {i: _distance(fresh[i], row) for i in fitting}
        place = min(fitting, key=distances.__getitem__)
        used.add(place)
        new = fresh[place]
        if (new["start"], new["end"]) != (row.get("start"), row.get("end")):
            moved.append(row["figure_id"])
        where = {column: new[column] for column in ("sentence", "start", "end", "choices")}
        fresh[place] = {**new, **row, **where}
    for figure in mine:
        if any(row["figure_id"] == figure["figure_id"] for row in fresh):
            continue
        for i, new in enumerate(fresh):
            if i not in used and not new["figure_id"] and _says(new, figure):
                fresh[i] = {**new, "figure_id": figure["figure_id"], "confirmed": "yes"}
                used.add(i)
                break
    return moved, gone


def _distance(new: Cells, old: Cells) -> tuple[bool, int]:
    """Return how far a drafted row is from an old one: another sentence, and characters."""
    begin = old.get("start", "")
    far = abs(int(new["start"]) - int(begin)) if begin.isdecimal() else 0
    return new["sentence"] != old.get("sentence"), far


def _is_same(new: Cells, old: Cells) -> bool:
    """Say whether a drafted row is of the number that another one was of.

    A person may have corrected any cell of the old one, so that digits and place decide; a number
    that stands twice in a sentence, or for two years, is told apart by its period.
    """
    if not new["start"]:
        return False
    same_place = new["sentence"] == old.get("sentence") and new["start"] == old.get("start")
    same_digits = _digits(new) == _digits(old) != ""
    if same_place:
        return same_digits or new["as_written"] == ""
    return same_digits and new["quantity"] == old["quantity"] and new["unit"] == old["unit"]


def _digits(row: Cells) -> str:
    return re.sub(r"\D", "", row["as_written"])


def _says(new: Cells, figure: Cells) -> bool:
    """Say whether a drafted row states what a figure of the study states."""
    same = all(new[column] == figure.get(column, "") for column in _SAME)
    return same and _digits(new) == _digits(figure)
