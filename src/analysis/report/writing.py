"""Write the report: notebooks executed side by side, as pages to read."""

import functools
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from os import PathLike
from pathlib import Path
from typing import Any

import nbformat

from analysis.downloads import download
from analysis.errors import DataError
from analysis.report.archive import ARCHIVE, archive
from analysis.report.execution import NotebookError, choose, execute
from analysis.report.markup import adapted
from analysis.report.pages import pages
from analysis.report.printing import PRINT, SUMMARY_PRINT, known_browser, printed
from analysis.report.progress import say
from analysis.report.replacement import alone, check_target, replace, restore
from analysis.report.results_file import as_json, colophon
from analysis.report.single_file import PAGE, SUMMARY, in_one
from analysis.report.source_list import names, taken_from_each, targets
from analysis.reviewing.articles import Article
from analysis.reviewing.chapter import articles_with_figures, chapter_style, marked_texts
from analysis.study.choice import DEFAULT
from analysis.study.focus import check_years, focus
from analysis.study.reading import read
from analysis.study.study import Study

FRONT = {"front": True}
"""What a notebook's metadata say under ``analysis`` where its page is the front page."""


def own_notebooks() -> Path:
    """Return the folder of the library's own notebooks: the wheel's, or else the checkout's.

    Examples
    --------
    >>> own_notebooks().name
    'notebooks'
    """
    package = Path(__file__).resolve().parents[1]
    within = package / "library" / "notebooks"
    return within if within.is_dir() else package.parents[1] / "notebooks"


def write(
    study: str | PathLike[str] | None = None,
    to: str | PathLike[str] = "report",
    notebooks: str | PathLike[str] | None = None,
    progress: Callable[[str], object] = say,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    years: tuple[int, int] | None = None,
    headline_source: str | None = None,
    variant: str | None = None,
    single_file: bool = False,
    pdf: bool = False,
    with_text: bool = False,
) -> Path:
    """Execute copies of the notebooks and write the report, which replaces an older one at once.

    Use this from a script; in a shell it is ``analysis report``. The stored notebooks stay as they
    are, and so does the older report where anything fails.

    Parameters
    ----------
    study
        A study folder; where left out, the one that the notebooks read themselves.
    to
        The folder of the report: a new or empty one, or one that holds a report.
    notebooks
        A folder of notebooks, each of which has one cell tagged ``parameters``; where left out,
        the library's own. One whose metadata say ``"analysis": {"front": true}`` is no chapter:
        the front page says the same.
    progress
        Takes a line after each cell, a `CellsDone`, and lines on what else there is to tell.
    reporter, partner, years, headline_source
        Another choice than the study's, as `focus` takes it.
    variant
        Another way to read some figures, as `read` takes it.
    single_file
        Whether report.html comes along, which has all pages and tables in one file.
    pdf
        Whether report.pdf and summary.pdf come along, which a browser on this machine prints.
    with_text
        Whether the texts of drafted articles are a chapter, with each figure marked by its verdict.
        A text belongs to somebody: without this, a report has the quotes of figures alone.

    Returns
    -------
    pathlib.Path
        The front page, index.html; or report.pdf or report.html where that is asked for.

    Raises
    ------
    DataError
        For a malformed study, a choice that it does not have, a folder without notebooks, a target
        that holds something else, and a PDF where there is no browser.
    NotebookError
        For notebooks that fail: which, in which cell, and why.

    Examples
    --------
    >>> write("tests/invented", to="tests/invented")
    Traceback (most recent call last):
    analysis.errors.DataError: tests/invented is not empty and holds no report: it is left as it \
is; choose another folder for the report
    """
    folder = own_notebooks() if notebooks is None else Path(notebooks).resolve()
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise DataError(f"{notebooks or folder} is not a folder with notebooks: nothing to report")
    chosen = read(folder / DEFAULT if study is None else study, variant)
    chosen = focus(chosen, reporter, partner, years, headline_source)
    check_years(chosen)
    texts = articles_with_figures(chosen) if with_text else []
    check_target(Path(to))
    browser = known_browser() if pdf else ""
    target = Path(to).resolve()
    choice = {
        "variant": variant,
        "reporter": reporter,
        "partner": partner,
        "years": years,
        "source": headline_source,
    }
    chapters = {path.stem: stored(path) for path in paths}
    chapters = {name: book for name, book in chapters.items() if not is_front(book)}
    if call := _call(study, choice):
        for name, book in chapters.items():
            choose(book, name, call)
    with alone(target), ThreadPoolExecutor(1) as beside:
        restore(target)
        _build_font_cache()
        results = beside.submit(_results, chosen)
        execute(chapters, folder, progress)
        said = about(chosen, texts)
        files = pages(chosen.title, chapters, {**said, "pdf": pdf})
        files["results.json"] = results.result()
        whole: dict[str, str | bytes] = {PAGE: in_one(files)} if single_file or pdf else {}
        if pdf:
            whole[PRINT] = printed(str(whole[PAGE]), browser)
            whole[SUMMARY_PRINT] = printed(files[SUMMARY], browser)
        whole[ARCHIVE] = archive(chosen, files, chapters, said["front"])
        replace(target, {**files, **whole})
    return target / (PRINT if pdf else PAGE if single_file else "index.html")


def about(study: Study, texts: Sequence[Article] = ()) -> dict[str, Any]:
    """Return what the pages of a report say of the study itself, beside the notebooks.

    Parameters
    ----------
    texts
        The articles that are shown with their figures marked.

    Examples
    --------
    >>> from analysis import read
    >>> sorted(about(read("tests/invented")))
    ['colophon', 'front', 'names', 'sources', 'tables', 'where']
    """
    from analysis.report.front import front_page

    said = front_page(study)
    figures, sources = (download(frame, index=False) for frame in (study.figures, study.sources))
    where = targets(study)
    return {
        "front": said,
        "tables": {"claims.csv": said["table"], "figures.csv": figures, "sources.csv": sources},
        "sources": taken_from_each(study),
        "where": where,
        "names": names(study),
        "colophon": colophon(study),
        **(_marked(study, texts, where) if texts else {}),
    }


def _marked(study: Study, texts: Sequence[Article], where: Mapping[str, str]) -> dict[str, object]:
    """Return texts with their marks; figures and sources that are named lead to their page."""
    linked = functools.partial(adapted, where=where)
    return {"texts": marked_texts(study, texts, where, linked), "style_of_texts": chapter_style()}


def _results(study: Study) -> str:
    """Return results.json, and load what the front page draws with.

    Done in a thread while kernels run, so that nothing is drawn here: where matplotlib has windows
    it draws in the main thread alone.
    """
    import analysis.report.front  # noqa: F401 - loads it beside the kernels

    return as_json(study)


def _call(study: str | PathLike[str] | None, choice: Mapping[str, object]) -> str:
    """Return the line that reads a chosen study in a notebook; none where nothing is chosen."""
    given = [f"{name}={value!r}" for name, value in choice.items() if value is not None]
    if study is None and not given:
        return ""
    folder = DEFAULT if study is None else str(Path(study).resolve())
    call = f"study = an.read({', '.join([repr(folder), *given])})"
    return f"import analysis as an\n\n{call}"


def stored(path: Path) -> nbformat.NotebookNode:
    """Return a stored notebook.

    Examples
    --------
    >>> stored(own_notebooks() / "00_start_here.ipynb").cells[0].source
    '# Is the article right, and what are the numbers?'
    """
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        raise NotebookError(f"{path.stem}: is not a notebook: {error}") from None
    return notebook


def is_front(notebook: nbformat.NotebookNode) -> bool:
    """Say whether a notebook is the front page, which the report has as index.html already.

    Examples
    --------
    >>> is_front(stored(own_notebooks() / "00_start_here.ipynb"))
    True
    """
    return bool(notebook.metadata.get("analysis") == FRONT)


def _build_font_cache() -> None:
    """Build matplotlib's font cache where there is none: a kernel would speak of it on stderr.

    Where the user's folder cannot be written to, matplotlib takes another one, for the kernels too.
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    import matplotlib.font_manager  # noqa: F401 - finds the fonts once, before the kernels do

    log.setLevel(level)
