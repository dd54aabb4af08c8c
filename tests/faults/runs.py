"""Runs of the report in processes of their own, over small notebooks."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
FIGURES = """\
figure_id,quantity,reporter,partner,region,period,as_written,unit,wording,statistics_of,source_id,note
a,turnover,XAA,XBB,,2019,1.3 billion,USD,stated,,paper,
b,exports,XAA,XBB,,2019,780 million,USD,more than,,paper,
"""
SOURCES = """\
source_id,publisher,title,published,url,kind
paper,The Paper,Trade,2020-01-01,,invented
"""
TABLE = (
    "display({{'text/plain': 'x', 'text/csv': 'a\\n' + '{word},' * 5000}}, raw=True, "
    "metadata={{'text/csv': {{'name': '{word}_{number}'}}}})"
)


def small_notebooks(folder: Path, word: str, *sources: str) -> Path:
    """Write one small notebook, with tables of a name that the word begins."""
    folder.mkdir(parents=True)
    tables = [TABLE.format(word=word, number=number) for number in range(4)]
    cells = [
        new_markdown_cell(f"# Is the {word} one whole?"),
        new_code_cell('study = "../data"', metadata={"tags": ["parameters"]}),
        *(new_code_cell(source) for source in (*sources, *tables)),
    ]
    nbformat.write(new_notebook(cells=cells), folder / f"01_{word}.ipynb")
    return folder


def small_study(folder: Path) -> Path:
    """Write a study of two figures."""
    folder.mkdir(parents=True)
    (folder / "figures.csv").write_text(FIGURES)
    (folder / "sources.csv").write_text(SOURCES)
    return folder


def start(work: Path, study: Path, notebooks: Path, *before: str, **environment: str):
    """Start a report run; before it, other commands such as prlimit."""
    command = [sys.executable, "-m", "analysis", "report", study]
    keep = {name: value for name, value in {**os.environ, **environment}.items() if value}
    return subprocess.Popen(
        [*before, *command, "--notebooks", notebooks, "--to", "report"],
        cwd=work,
        env=keep,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(run) -> tuple[int, str]:
    """Wait for a run, and return its exit code and what it said on stderr."""
    said = run.communicate()[1]
    return run.returncode, said


def content(report: Path) -> dict[str, bytes]:
    """Return the files of a report; none where there is none."""
    files = report.rglob("*")
    return {str(p.relative_to(report)): p.read_bytes() for p in files if p.is_file()}


def left(work: Path) -> str:
    """Return what stands beside a report, but for the lock, which the next run takes over."""
    names = {p.name.split("-")[1] for p in work.iterdir() if p.name.startswith(".report-")}
    return " and ".join(sorted(names - {"lock"})) or "nothing"


def processes(words: str) -> list[int]:
    """Return the processes that have words in their command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if words.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:  # it has ended
            continue
    return found
