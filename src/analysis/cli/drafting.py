"""The commands that make rows of a text: draft them, and take over those that are confirmed."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from typer import Argument, BadParameter, Option

from analysis.cli.arguments import Study, check_folder
from analysis.cli.ending import clearing_up, show


@clearing_up()
def draft(
    texts: Annotated[
        list[str],
        Argument(metavar="TEXT...", help="Text files or saved web pages; - for standard input."),
    ],
    study: Annotated[Path, Option("--to", metavar="STUDY", help="The folder of a study.")],
    title: Annotated[str, Option(help="Its title.")] = "",
    publisher: Annotated[str, Option(help="Who published it.")] = "",
    date: Annotated[str, Option(metavar="DATE", help="When: 2021-06-07, 2021-06 or 2021.")] = "",
    url: Annotated[str, Option(metavar="ADDRESS", help="Its address, for sources.csv.")] = "",
    name: Annotated[str, Option("--id", metavar="ID", help="Its source_id.")] = "",
    model: Annotated[
        bool, Option("--model", help="Ask a language model too: the text is sent to its address.")
    ] = False,
) -> None:
    """Draft rows of figures from an article, to be confirmed.

    The rows are written to drafts/ID.csv of the study, each with the columns that are a guess, and
    the numbers that are no figure to drafts/ID-left-out.csv; the source goes to sources.csv. A
    first line "title | publisher | date" says what the text is. A text that is drafted again keeps
    what was confirmed.

    With --model the text is sent to the OpenAI-compatible address in ANALYSIS_MODEL_URL, with
    ANALYSIS_MODEL_KEY and ANALYSIS_MODEL_NAME, and what the model reads otherwise is a guess too.

    Exit code: 0; 2 for bad use or bad input: the study is then as it was.

    Example: analysis draft article.txt --to data --publisher "The Example" --date 2021-06-07
    """
    check_folder(study)
    from analysis.drafting.articles import read_article
    from analysis.drafting.into_study import draft_into
    from analysis.drafting.model import model_of
    from analysis.prose.sentences import written

    given = {"title": title, "publisher": publisher, "published": date, "url": url}
    given = {column: cell for column, cell in given.items() if cell}
    if len(texts) > 1 and (title or url or name):
        raise BadParameter("--title, --url and --id are of one text: draft it alone")
    asked = model_of(os.environ) if model else None
    articles = [replace(read_article(place), **given) for place in texts]
    for drafted in draft_into(study, articles, name, asked):
        show(written("drafted.rows", drafted=drafted))
    show(written("drafted.next", study=study))


@clearing_up()
def confirm(study: Study) -> int:
    """Take the confirmed rows of drafts into the figures of a study.

    A row of drafts/*.csv with confirmed = yes becomes a figure, or corrects the one that it is
    already; with confirmed = no it is taken out again. A row that the codebook refuses is named
    with the reason, and the others are taken.

    Exit code: 0; 1 where a row is refused; 2 for bad use or bad input: the study is then as it was.

    Example: analysis confirm data
    """
    check_folder(study)
    from analysis.drafting.confirming import confirm_drafts
    from analysis.prose.sentences import written

    confirmed = confirm_drafts(study)
    show(written("drafted.confirmed", confirmed=confirmed))
    return int(bool(confirmed.refused))


@clearing_up()
def review(
    study: Study,
    to: Annotated[
        Path | None,
        Option(metavar="FILE", show_default="drafts/review.html of the study", help="Which file."),
    ] = None,
) -> None:
    """Write a page to confirm drafted rows on, beside their text.

    It is one file that works without a network and by keyboard alone. Each number of the text is
    marked, and those that are figures of the study by their verdict: who says otherwise, and what
    holds. The page saves a CSV, which takes the place of the draft that it has the name of.

    Exit code: 0; 2 for bad use or bad input.

    Example: analysis review data
    """
    check_folder(study)
    from analysis.reviewing.page import write_review

    show(write_review(study, to))
