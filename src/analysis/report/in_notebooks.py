"""Show the tables of the front page in a notebook: the same words in the same markup."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.display import Bundle, Table, described
from analysis.downloads import download
from analysis.report.front import claims_part, results_part
from analysis.report.markup import anchor
from analysis.verdicts import VERDICTS

if TYPE_CHECKING:
    from analysis.study.study import Study


class TableOfWords(Table):
    """A table whose cells are words, which shows itself as the front page of a report has it.

    Examples
    --------
    >>> TableOfWords({"verdict": ["consistent"]}).named("claims_in_words").name
    'claims_in_words'
    """

    _metadata = ["_known_as", "_markup"]  # noqa: RUF012 - the name that pandas gives it

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        frame = pd.DataFrame(self)
        if frame.empty:
            said = str(described(self.name)["empty"])
            return {"text/markdown": said, "text/plain": said}, {"text/markdown": {"empty": True}}
        bundle = {
            "text/plain": frame.to_string(index=False),
            "text/html": str(self._markup),
            "text/csv": download(frame, index=frame.index.name is not None),
        }
        return bundle, {"text/csv": {"name": self.name}}


def results_in_words(study: Study) -> TableOfWords:
    """Return the results of a study: what the text says, what either side says, and what holds.

    A number that rests on a contradicted figure is struck through where the table is shown.

    Returns
    -------
    TableOfWords
        A row for each result: what it is, what it is according to each, and what holds. Cells are
        texts, and blank where there is nothing to say. Columns that would be blank are left out.

    Examples
    --------
    >>> from analysis import read
    >>> list(results_in_words(read("tests/invented")))[:2]
    ['result', 'according to The Invented Courier']
    """
    part: dict[str, Any] = results_part(study)
    rows = [
        [row["what"], *(cell["text"] for cell in row["cells"]), row["holds"]]
        for row in part["rows"]
    ]
    columns = ["result", *(f"according to {name}" for name in part["columns"]), "what holds"]
    table = pd.DataFrame(rows, columns=columns)
    if not part["any_holds"]:
        table = table.drop(columns="what holds")
    return _table("results_in_words", table, _markup().results(part))


def claims_in_words(study: Study) -> TableOfWords:
    """Return the figures of the text by severity, with who says otherwise and what holds.

    Returns
    -------
    TableOfWords
        Indexed by figure_id: claim, quote, printed, verdict, who says otherwise and what holds.

    Examples
    --------
    >>> from analysis import read
    >>> claims_in_words(read("tests/invented")).iloc[0][["claim", "verdict"]].to_list()
    ['Exports of XAA to XBB in 2005', 'contradicted']
    """
    part: dict[str, Any] = claims_part(study)
    heads = ["figure_id", "claim", "quote", "printed", "verdict", "who says otherwise"]
    rows = [list(claim.values()) for claim in part["claims"]]
    frame = pd.DataFrame(rows, columns=[*heads, "what holds"]).set_index("figure_id")
    return _table("claims_in_words", frame, _markup().claims(part, VERDICTS))


def _table(name: str, frame: pd.DataFrame, html: str) -> TableOfWords:
    table = TableOfWords(frame)
    table.named(name)
    table._markup = _at_the_left(html)
    return table


def _at_the_left(html: str) -> str:
    """Return markup whose cells stand at the left, which JupyterLab sets right."""
    for cell in ("td", "th"):
        html = html.replace(f"<{cell} ", f'<{cell} style="text-align: left" ')
    return html


@functools.cache
def _markup() -> Any:  # noqa: ANN401 - the macros of a template
    """Return the macros that the page of a report is made with; no link leads out of a notebook."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("analysis.report", "templates/page"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,  # each cell is escaped where it stands
    )
    environment.filters |= {"adapted": str, "anchor": anchor}
    return environment.get_template("tables.html.j2").module
