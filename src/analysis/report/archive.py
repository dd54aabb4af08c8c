"""Put all charts and tables of a report into one file, to be taken along."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from analysis.downloads import without_formulas

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from analysis.study.study import Study

ARCHIVE = "everything.zip"
"""The file within a report that holds all charts and tables."""

DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip file knows: the same report is the same file."""


class Picture(NamedTuple):
    """A chart as files: its name, its two forms, and the words around it."""

    name: str
    svg: str
    png: bytes
    title: str
    caption: str
    source: str


def archive(
    study: Study,
    files: Mapping[str, str],
    notebooks: Mapping[str, NotebookNode],
    front: Mapping[str, Any],
) -> bytes:
    """Return a zip file with each chart as SVG and PNG, and each table as CSV.

    A table begins with a line that names it, with its unit, its sources and the day of the newest
    one. What a chart shows and where it is from stands in charts.csv.

    Parameters
    ----------
    files
        Path within the report → text, as `pages` gives them.
    notebooks
        Name → executed notebook.
    front
        What the front page says, as `front_page` gives it.

    Examples
    --------
    >>> from analysis import read
    >>> study = read("tests/invented")
    >>> made = archive(study, {"sources.csv": "source_id"}, {}, {})
    >>> with zipfile.ZipFile(io.BytesIO(made)) as held:
    ...     print(held.namelist(), held.read("tables/sources.csv").decode(), sep=": ")
    ['charts.csv', 'tables/sources.csv']: # sources; source: XAA and XBB (invented); date: \
2008
    source_id
    """
    pictures = list(_pictures(notebooks, front))
    about = {
        f"{name}/{told['name']}.csv": told
        for name, output in _outputs(notebooks)
        if (told := output.get("metadata", {}).get("text/csv"))
    }
    held: dict[str, str | bytes] = {"charts.csv": _listed(pictures)}
    for picture in pictures:
        held |= {
            f"charts/{picture.name}.svg": picture.svg,
            f"charts/{picture.name}.png": picture.png,
        }
    for name, text in files.items():
        if name.endswith(".csv"):
            held[f"tables/{name}"] = _headed(study, name, text, about.get(name, {}))
        elif name.endswith(".json"):
            held[name] = text
    return _zipped(held)


def _outputs(notebooks: Mapping[str, NotebookNode]) -> Iterator[tuple[str, NotebookNode]]:
    for name, notebook in notebooks.items():
        for cell in notebook.cells:
            yield from ((name, output) for output in cell.get("outputs", []))


def _pictures(notebooks: Mapping[str, NotebookNode], front: Mapping[str, Any]) -> Iterator[Picture]:
    """Yield the chart of the front page, and those of the notebooks by their number."""
    words = ("title", "caption", "source")
    if picture := front.get("picture"):
        yield Picture("front", picture["svg"], picture["png"], *(picture[word] for word in words))
    counts = dict.fromkeys(notebooks, 0)
    for name, output in _outputs(notebooks):
        about = output.get("metadata", {}).get("image/svg+xml", {})
        if about.get("title") and not about.get("empty"):
            counts[name] += 1
            png = base64.b64decode(output.data["image/png"])
            texts = (str(about[word]) for word in words)
            yield Picture(f"{name}-{counts[name]}", output.data["image/svg+xml"], png, *texts)


def _listed(pictures: list[Picture]) -> str:
    """Return the charts as CSV: the name of their files, and the words around them."""
    rows = [("chart", "title", "caption", "source")]
    rows += [(one.name, one.title, one.caption, one.source) for one in pictures]
    return without_formulas(_lines(rows))


def _headed(study: Study, name: str, text: str, about: Mapping[str, str]) -> str:
    """Return a table below a line that says what it is."""
    told = {
        "unit": about.get("unit", ""),
        "source": about.get("source") or study.title,
        "date": max(study.sources["published"]),
    }
    title = name.removesuffix(".csv").rpartition("/")[2].replace("_", " ")
    line = "; ".join([f"# {title}", *(f"{what}: {said}" for what, said in told.items() if said)])
    # A comma or a quote would put the line in quotes, and then it is no comment to a reader.
    plain = " ".join(line.replace(",", ";").replace('"', "'").split())
    return _lines([(plain,)]) + text


def _lines(rows: Iterable[Sequence[str]]) -> str:
    shown = io.StringIO(newline="")
    csv.writer(shown, lineterminator="\n").writerows(rows)
    return shown.getvalue()


def _zipped(held: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in held.items():
            file.writestr(zipfile.ZipInfo(name, DAY), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
