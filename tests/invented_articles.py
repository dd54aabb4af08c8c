"""Invented articles for the tests of drafts: what is drafted, confirmed and judged."""

import csv
import io

from analysis.cli import main as command_line
from analysis.drafting import draft_files

ID = "the-example-post-2021-04-12"
HEAD = "Ardenia sells more | The Example Post | 2021-04-12\n\n"
TEXT = (
    f"{HEAD}Ardenia's exports to Borvia were $1.20 billion in 2020. "
    "Ardenia's imports from Borvia were $0.80 billion in 2020, and its trade surplus with Borvia "
    "was $0.40 billion in 2020.\n\n"
    "The turnover of Ardenia with Borvia was $2.60 billion in 2020. "
    "The road is 40 kilometres long.\n"
)
"""Exports and imports add up to 2.00, and the surplus bears both out: the turnover is planted."""
NAMES = "code,name,adjective,capital\nXAA,Ardenia,Ardenian,Selm\nXBB,Borvia,Borvian,Port Tarn\n"


def run(*arguments):
    """Run a command, and return its exit code."""
    return command_line.main([str(argument) for argument in arguments])


def new_study(folder):
    """Begin a study of two invented economies."""
    run("new", folder, "--reporter", "XAA", "--partner", "XBB")
    (folder / "countries.csv").write_text(NAMES, "utf-8")
    return folder


def draft(study, text=TEXT):
    """Draft a text into a study."""
    path = study.parent / "article.txt"
    path.write_bytes(text.encode("utf-8"))
    assert run("draft", path, "--to", study) == 0


def rows(study, source=ID):
    """Return the rows of a draft."""
    return [cells for _, cells in draft_files.read_draft(study, source)]


def decide(study, answer="yes", source=ID):
    """Decide on all rows of a draft in one way."""
    decided = [row | {"confirmed": answer} for row in rows(study, source)]
    (study / draft_files.draft_file(source)).write_text(draft_files.draft_text(decided), "utf-8")


def figures(study):
    """Return the figures of a study by their names."""
    text = (study / "figures.csv").read_text("utf-8")
    return {row["figure_id"]: row for row in csv.DictReader(io.StringIO(text))}
