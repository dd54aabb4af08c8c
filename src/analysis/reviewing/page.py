"""Write the review page: one file with the texts of a study, their rows, and choices to pick."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.drafting import draft_files
from analysis.drafting.confirming import NO, YES, refused_cells
from analysis.drafting.row import COLUMNS
from analysis.errors import DataError
from analysis.files import replace_all, stands
from analysis.reviewing.articles import ANSWERS, WAITING, Article, articles, decision
from analysis.reviewing.marks import SIGNS, Mark, marked, notes, study_of
from analysis.reviewing.options import options
from analysis.study.columns import FILES
from analysis.verdicts import VERDICTS

if TYPE_CHECKING:
    import jinja2

TEMPLATES = Path(__file__).parent / "templates"
FILE = "review.html"
GENERATOR = '<meta name="generator" content="analysis review">'
_FIXED = ("source_id",)
"""Columns that a person does not change here."""
_NAME = "figure_id"
"""What a row is called, which matters least to a person: it comes last."""


def write_review(folder: Path, to: Path | None = None) -> Path:
    """Write the review page of a study, by default among its drafts, which git is told to ignore.

    Raises
    ------
    DataError
        Where the study or a draft is malformed, or something else stands in the page's place.

    Examples
    --------
    >>> write_review(Path("tests/invented"))
    Traceback (most recent call last):
    analysis.errors.DataError: tests/invented has no drafts: make one with: analysis draft TEXT \
--to tests/invented
    """
    target = folder / draft_files.FOLDER / FILE if to is None else to
    page = review_page(folder)
    if stands(target) and GENERATOR not in _beginning(target):
        raise DataError(f"{target} is no review page: it is left as it is; choose another file")
    if not target.parent.is_dir():
        raise DataError(f"{target.parent} is not a folder: choose another file for the page")
    replace_all(target.parent, {target.name: page})
    return target


def review_page(folder: Path) -> str:
    """Return the review page of a study: the same for the same files."""
    study = study_of(folder)
    found = articles(folder)
    shown: list[dict[str, Any]] = [
        {"about": one, "text": marked(one, notes(one, study)), "lost": _lost(one)} for one in found
    ]
    script, style = _file("review.js"), style_sheet("marks.css", "review.css")
    return (
        environment()
        .get_template("review.html.j2")
        .render(
            title=study.title if study else "",
            articles=shown,
            left=sum(decision(row) == WAITING for one in found for row in one.rows),
            signs=SIGNS,
            judged=any(mark.notes for one in shown for text in one["text"] for mark in text),
            verdicts=VERDICTS,
            meanings={c.name: c.meaning.replace("`", "") for c in FILES["figures.csv"].columns},
            script=script,
            style=style,
            hashes={"script": _hash(script), "style": _hash(style)},
            generator=GENERATOR,
            data=_data(folder, found),
        )
    )


def style_sheet(*files: str) -> str:
    """Return files of style, and with them the colours of verdicts on light and on dark.

    Examples
    --------
    >>> style_sheet().splitlines()[0]
    '.contradicted { --verdict: #a84300; }'
    """
    light = "\n".join(f".{n} {{ --verdict: {v.on_paper}; }}" for n, v in VERDICTS.items())
    dark = "\n".join(f".{n} {{ --verdict: {v.in_the_dark}; }}" for n, v in VERDICTS.items())
    colours = f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"
    return "".join([*map(_file, files), colours])


@functools.cache
def environment() -> jinja2.Environment:
    """Return the templates of the pages with marked texts; what comes from a study is escaped."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}
    return made


def _data(folder: Path, found: Sequence[Article]) -> dict[str, object]:
    """Return what the script of the page needs to know."""
    return {
        "signs": SIGNS,
        "answers": ANSWERS,
        "yes": YES,
        "no": NO,
        "fields": [column for column in COLUMNS if column not in (*_FIXED, _NAME)] + [_NAME],
        "verdicts": [*VERDICTS],
        "articles": [
            {
                "id": one.source_id,
                "columns": one.columns,
                "rows": [[row[column] for column in one.columns] for row in one.rows],
                "options": options(folder, one.rows),
                "refused": refused_cells(folder, one.source_id),
                "key": _key(one),
            }
            for one in found
        ],
    }


def _key(article: Article) -> str:
    """Return under what a browser keeps the answers: another draft of the article is another."""
    content = repr((article.source_id, article.columns, article.rows, article.text))
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _lost(article: Article) -> list[tuple[int, str, Mark]]:
    """Return the rows whose number is not in the text, each with what was printed."""
    return [
        (n, article.rows[n]["as_written"], Mark("", 0, (n,), said=decision(article.rows[n])))
        for n in article.lost
    ]


def _file(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return by what a browser knows a script or a style that it may use."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _beginning(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(2000)
