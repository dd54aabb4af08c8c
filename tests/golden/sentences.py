"""Record what the templates say of the studies of this repository.

Where a sentence is meant to change, write the files anew and look at what git says has changed:

    PYTHONPATH=tests python -m golden.sentences
"""

import functools
from unittest import mock

import jinja2
from studies import known

from analysis.prose import verdicts
from analysis.prose.sentences import environment, sentences
from analysis.report.front import front_page
from analysis.simulation.detection import detection_curve
from golden.record import STUDIES, VALUES

TEXTS = VALUES.parent / "texts"
OF_THE_DEFAULT_STUDY = ("coverage",)
"""Chapters that say the same of all studies, or nearly, and take long."""
GIVEN = ("bare", "cell", "claim", "found", "indicator", "meant", "row")
"""What some templates are given by those who call them: these show in the pages that do."""


def chapters():
    """Return the chapters that speak of a study, each with its blocks."""
    names = [name.removesuffix(".md.j2") for name in environment().list_templates()]
    blocks = {name: list(environment().get_template(f"{name}.md.j2").blocks) for name in names}
    # What changed, was drafted, fetched or imported, and what a panel holds, are of no study alone;
    # the first notebook says what the front page says.
    others = ("changes", "drafted", "fetched", "imported", "start", "world_tables")
    return {name: own for name, own in blocks.items() if own and name not in others}


@functools.cache
def texts(folder):
    """Return what is said of a study: chapter and block → text."""
    with mock.patch.object(verdicts, "detection_curve", lambda _, *options: _curve(*options)):
        return _texts(known(folder), folder)


@functools.cache
def _curve(*options):
    """Simulate once: the curve is the same whatever the study (tests/simulation)."""
    return detection_curve(known("data"), *options)


def _texts(study, folder):
    said = {}
    for chapter, blocks in chapters().items():
        if chapter in OF_THE_DEFAULT_STUDY and folder != "data":
            continue
        for block in blocks:
            text = _said(study, f"{chapter}.{block}")
            if text:
                said[f"{chapter}.{block}"] = text
    return said | {f"front page: {name}": text for name, text in _front_page(study).items()}


def _said(study, block):
    try:
        return str(sentences(study, block) or "")
    except jinja2.UndefinedError as error:
        if not str(error).startswith(tuple(f"'{name}' " for name in GIVEN)):
            raise
        return ""


def _front_page(study):
    page = front_page(study)
    return {
        "results": "\n".join(f"- {row}" for row in page["rows"]),
        "claims": "\n".join(f"- {claim}" for claim in page["claims"]),
    }


def as_text(said):
    """Return a record as its file holds it."""
    return "\n\n".join(f"## {block}\n\n{text}" for block, text in said.items()) + "\n"


def load(folder):
    """Return a record as it was kept."""
    parts = file_of(folder).read_text(encoding="utf-8").removeprefix("## ").split("\n\n## ")
    return dict(part.split("\n\n", 1) for part in parts)


def file_of(folder):
    name = next(name for name, known in STUDIES.items() if known == folder)
    return TEXTS / f"{name}.md"


if __name__ == "__main__":
    for study_folder in STUDIES.values():
        file_of(study_folder).write_text(as_text(texts(study_folder)), encoding="utf-8")
