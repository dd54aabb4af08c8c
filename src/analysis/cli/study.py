"""The commands on a study: begin it, check it, report on it, compare two versions of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from typer import Argument, BadParameter, Option

from analysis.cli.arguments import (
    CODE,
    STUDY,
    Members,
    Named,
    Partner,
    Reporter,
    Revision,
    Span,
    Study,
    Variant,
    check_folder,
    codes,
    named,
)
from analysis.cli.ending import clearing_up, show, stopped
from analysis.cli.reconciling import reconciling
from analysis.conventions import REVISION

if TYPE_CHECKING:
    import pandas as pd


@clearing_up()
def new(
    study: Annotated[Path, Argument(metavar="STUDY", help="A new or empty folder.")],
    reporter: Reporter,
    partner: Partner,
    members: Annotated[
        Members | None,
        Option(
            metavar="CODES",
            parser=codes,
            help="Economies of a region that is the reporter or the partner: AUT,CHE.",
        ),
    ] = None,
) -> None:
    """Write the folder of a new study, to be filled.

    It has the tables of a study, their headers only, and a README with example rows and the
    codebook. What is there already is not overwritten. A region may stand as reporter or partner,
    such as EU: regions.csv has its members.

    Exit code: 0; 2 for bad use or bad input.

    Example: analysis new georgia --reporter GEO --partner KOR
    """
    from analysis.study.new import begin

    folder = begin(study, reporter, partner, members or ())
    show(f"{study} is there: {folder / 'README.md'} says how to fill it")


def check(
    study: Study,
    revision: Revision = REVISION,
    whole: Annotated[
        bool, Option("--all", help="Show also how each figure was read: as written → interval.")
    ] = False,
    form: Annotated[
        Literal["text", "json", "csv"],
        Option("--format", help="For programs: all figures, how they were read, their verdicts."),
    ] = "text",
) -> int:
    """Validate a study, and show what is contradicted.

    Problems come first: which figures are contradicted or conflicting, where a fiscal year may be
    meant, and where a scale may have slipped.

    Exit code: 2 if something is malformed, 1 if a figure is contradicted, else 0.

    Example: analysis check data --revision 1% --all
    """
    check_folder(study)
    from analysis.prose import check_table
    from analysis.reconciliation.reconcile import reconcile
    from analysis.study.focus import check_years
    from analysis.study.reading import read

    figures = read(study)
    check_years(figures)
    with reconciling() as tell:
        found = reconcile(figures, revision=revision, progress=tell)
        code = int((found.verdict == "contradicted").any())
        if form != "text":
            text = _for_programs(check_table.judged(figures, found), form)
        else:
            lines = [check_table.contents(figures), "", *check_table.verdict_lines(figures, found)]
            lines += [*check_table.period_lines(figures), *check_table.scale_lines(figures, found)]
            if whole:
                lines += ["", *check_table.aligned(check_table.figure_rows(figures))]
            text = "\n".join(lines)
    show(text)
    return code


def _for_programs(table: pd.DataFrame, form: str) -> str:
    """Return a table as JSON, in which a bound that is not there is null, or as CSV."""
    from analysis.downloads import download

    if form == "json":
        return str(table.to_json(orient="records", indent=1, force_ascii=False))
    return download(table, index=False).removesuffix("\n")


def reconcile(
    study: Study,
    revision: Revision = REVISION,
    reading: Annotated[
        Literal["strict", "close"],
        Option(
            help="How wordings such as 'more than' are closed: strict, not at all; close, at the "
            "next step of the printed digits."
        ),
    ] = "strict",
    variant: Variant = None,
    carried_by: Annotated[
        bool,
        Option(
            "--carried-by",
            help="Say also which verdicts hang on one source: each is left out once.",
        ),
    ] = False,
    what_if: Annotated[
        Named | None,
        Option(
            metavar="ID=TEXT",
            parser=named,
            help="Say instead what changes if a figure were printed as TEXT.",
        ),
    ] = None,
) -> None:
    """Say which figures of a study cannot all be true.

    With the fewest that have to be wrong, why and by how much, and whose statistics each source
    quotes. With --what-if only which results and verdicts another printed number would change.

    Exit code: 2 if something is malformed; 0 once there is an answer, whatever it is.

    Example: analysis reconcile data --revision 1% --reading close
    """
    if what_if and carried_by:
        raise BadParameter("ask one of the two: --what-if ID=TEXT, or --carried-by")
    check_folder(study)
    from analysis.prose.sentences import sentences
    from analysis.reconciliation.reconcile import reconcile
    from analysis.study.reading import read

    figures = read(study, variant=variant)
    if what_if:
        from analysis.prose.changes import what_if as changes_if

        show(changes_if(figures, *what_if, revision=revision, reading=reading).text)
        return
    with reconciling() as tell:
        found = reconcile(figures, revision=revision, reading=reading, progress=tell)
        carriers = found.carried_by() if carried_by else {}
        asked = {"carriers": carriers, "asks_carriers": carried_by}
        text = sentences(figures, "verdicts.summary", found=found, **asked)
    show(text)


@clearing_up()
def report(
    study: Annotated[Path | None, STUDY] = None,
    reporter: Annotated[str | None, Option(**CODE, help="Another reporter of the study.")] = None,
    partner: Annotated[str | None, Option(**CODE, help="Another partner.")] = None,
    span: Span = None,
    source: Annotated[str | None, Option(metavar="ID", help="Another headline source.")] = None,
    variant: Variant = None,
    to: Annotated[Path, Option(metavar="FOLDER", help="Where to write.")] = Path("report"),
    notebooks: Annotated[Path | None, Option(metavar="FOLDER", help="Other notebooks.")] = None,
    single_file: Annotated[
        bool, Option("--single-file", help="Add report.html: all of it in one file, to be mailed.")
    ] = False,
    pdf: Annotated[bool, Option("--pdf", help="Add report.pdf, which Chromium prints.")] = False,
    with_text: Annotated[
        bool,
        Option(
            "--with-text",
            help="Add the drafted texts, each figure marked by its verdict: a text belongs to "
            "somebody.",
        ),
    ] = False,
) -> None:
    """Execute the notebooks and write the report.

    The notebooks are those of the library, and without a study they read their own. They stay as
    they are; a report that is there already is replaced.

    Exit code: 0; 1 where a notebook fails; 2 for bad use or bad input.

    Example: analysis report data --years 2016-2019 --to report
    """
    if study:
        check_folder(study)
    from analysis.report.execution import NotebookError
    from analysis.report.progress import show_progress
    from analysis.report.writing import write

    choice: dict[str, Any] = {"reporter": reporter, "partner": partner, "variant": variant}
    choice |= {"years": span, "headline_source": source, "single_file": single_file, "pdf": pdf}
    try:
        with show_progress() as tell:
            front = write(study, to, notebooks, tell, with_text=with_text, **choice)
    except NotebookError as error:
        raise stopped(str(error), 1) from None
    show(front)


def diff(
    old: Annotated[Path, Argument(metavar="OLD", help="A folder of figures, as they were.")],
    new: Annotated[
        Path | None, Argument(metavar="NEW", help="A folder of figures, as they are.")
    ] = None,
    sources: Annotated[
        tuple[str, str] | None,
        Option(metavar="A B", help="Two sources of the one folder, to be held side by side."),
    ] = None,
) -> int:
    """Say how two versions of a study, or two of its sources, differ.

    Which figures and sources were added, withdrawn or revised, which headline results moved and by
    how much, and which conclusions and verdicts flipped. With --sources what the two print of the
    same things, how far it is apart, and whether both can be true.

    Exit code: 2 if something is malformed, 1 if a conclusion or a verdict flipped, or a figure that
    is contradicted or conflicting came or went, or two sources cannot both be right, else 0.

    Example: analysis diff data-of-may data
    """
    check_folder(old)
    if (new is None) == (sources is None):
        raise BadParameter("name a second folder, or two sources: diff OLD NEW, or --sources A B")
    if sources:
        return _beside(old, *sources)
    assert new is not None
    check_folder(new)
    from analysis.findings.changes import changes_between
    from analysis.prose.changes import Facts
    from analysis.prose.sentences import written
    from analysis.study.reading import read

    found = changes_between(read(old), read(new))
    show(written("changes.between", facts=Facts(found)))
    return int(found.flipped)


def _beside(study: Path, a: str, b: str) -> int:
    from analysis.findings.two_sources import compare
    from analysis.prose.changes import beside
    from analysis.prose.sentences import written
    from analysis.study.reading import read

    figures = read(study)
    table = compare(figures, a, b)
    show(written("changes.sources", study=figures, rows=beside(figures, table), a=a, b=b))
    return int(not (table["within_room"].fillna(value=True) | table["different_sides"]).all())
