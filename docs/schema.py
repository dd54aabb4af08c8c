"""Write what is stored of the schema: the codebook, the data package and the issue forms."""

import json
from pathlib import Path

import yaml

from analysis.english import opening
from analysis.study.codebook import codebook
from analysis.study.columns import COLUMNS, FILES, KEYS
from analysis.study.figure_columns import Column
from analysis.study.units import MONEY, UNITS

ROOT = Path(__file__).parents[1]
DATA = Path("data")
FORMS = Path(".github", "ISSUE_TEMPLATE")

PATTERNS = {
    "code": "[A-Z]{3}",
    "side": "[A-Z]{3}|own|balanced",
    "period": r"\d{4}(-Q[1-4]|-H[12]|-M\d{2}/(\d{4}-)?M\d{2}|-\d{2}|/\d{4}|/\d{2})?"
    r"|\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?",
    "unit": "[A-Z]{3}|" + "|".join(unit for unit in UNITS if unit != MONEY),
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
    "year": r"\d{4}",
}


def written() -> dict[Path, str]:
    """Return the text of each file that is made from the schema, by its path."""
    return {
        DATA / "README.md": readme(),
        DATA / "datapackage.json": data_package(),
        FORMS / "figure-is-wrong.yml": as_yaml(form_for_a_figure()),
        FORMS / "source-to-add.yml": as_yaml(form_for_a_source()),
    }


def readme() -> str:
    """Return the README of the default study with the codebook between its own parts."""
    text = (ROOT / DATA / "README.md").read_text("utf-8")
    before, after = text.split("## Conventions\n")[0], text.split("## Assumptions\n")[1]
    return f"{before}{codebook()}\n## Assumptions\n{after}"


def data_package() -> str:
    """Return the description of the default study's tables, Frictionless Table Schema."""
    package = json.loads((ROOT / DATA / "datapackage.json").read_text("utf-8"))
    package["resources"] = [resource(file) for file in FILES if (ROOT / DATA / file).exists()]
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def resource(file: str) -> dict:
    """Return the description of one table."""
    header = (ROOT / DATA / file).read_text("utf-8").partition("\n")[0].split(",")
    columns = [column for column in FILES[file].columns if column.name in header]
    schema = {"missingValues": [""], "fields": [field(file, column) for column in columns]}
    if not any(column.blank for column in columns if column.key):
        schema["primaryKey"] = KEYS[file]
    references = [
        {
            "fields": [column.name],
            "reference": {"resource": Path(column.refers_to).stem, "fields": [column.name]},
        }
        for column in columns
        if column.refers_to
    ]
    return {
        "name": Path(file).stem,
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema | ({"foreignKeys": references} if references else {}),
    }


def field(file: str, column: Column) -> dict:
    """Return the description of one column."""
    constraints = {
        "required": not column.blank,
        "unique": KEYS[file] == [column.name],
        "enum": list(column.allowed),
        "pattern": PATTERNS.get(column.kind),
    }
    constraints = {name: rule for name, rule in constraints.items() if rule}
    description = {"name": column.name, "type": "string", "description": sentence(column)}
    return description | ({"constraints": constraints} if constraints else {})


def sentence(column: Column) -> str:
    """Return what a column means as a sentence of plain text."""
    return opening(column.meaning).replace("`", "")


def form_for_a_figure() -> dict:
    """Return the issue form for a figure that is wrong."""
    return {
        "name": "A figure is wrong",
        "description": "A row of figures.csv differs from what its source prints, or is read "
        "wrongly.",
        "title": "Figure: ",
        "labels": ["data"],
        "body": [
            introduction(
                "One form a figure. The fields have the names of the columns of figures.csv; the "
                "codebook, `data/README.md`, says what belongs in each. Fill in what is wrong and "
                "leave the rest blank."
            ),
            STUDY,
            *(asked(column, column.key) for column in FILES["figures.csv"].columns),
            {
                "type": "textarea",
                "id": "evidence",
                "attributes": {
                    "label": "Where is it printed so?",
                    "description": "An address or a page, and the few words around the number.",
                },
                "validations": {"required": True},
            },
        ],
    }


def form_for_a_source() -> dict:
    """Return the issue form for a source that a study does not have yet."""
    needed = ("source_id", "publisher", "title", "kind")
    return {
        "name": "A source to add",
        "description": "A publication prints figures on a pair that a study does not have yet.",
        "title": "Source: ",
        "labels": ["data"],
        "body": [
            introduction(
                "One form a publication. The fields have the names of the columns of sources.csv, "
                "and its figures those of figures.csv; the codebook, `data/README.md`, says what "
                "belongs in each."
            ),
            STUDY,
            *(asked(column, column.name in needed) for column in FILES["sources.csv"].columns),
            {
                "type": "textarea",
                "id": "figures",
                "attributes": {
                    "label": "figures.csv",
                    "description": "A row for each number that it prints, as it prints it.",
                    "render": "csv",
                    "value": ",".join(COLUMNS["figures.csv"]) + "\n",
                },
                "validations": {"required": True},
            },
        ],
    }


STUDY = {
    "type": "input",
    "id": "study",
    "attributes": {
        "label": "study",
        "description": "The folder: data, or one of examples.",
        "value": "data",
    },
    "validations": {"required": True},
}


def introduction(text: str) -> dict:
    """Return the text that opens a form."""
    return {"type": "markdown", "attributes": {"value": text}}


def asked(column: Column, needed: bool) -> dict:
    """Return the field of a form that asks for a column."""
    attributes = {"label": column.name, "description": sentence(column) + "."}
    if column.allowed:
        attributes["options"] = list(column.allowed)
    elif column.example:
        attributes["placeholder"] = column.example.format(reporter="GEO", partner="KOR")
    kind = "dropdown" if column.allowed else "input"
    part = {"type": kind, "id": column.name, "attributes": attributes}
    return part | ({"validations": {"required": True}} if needed else {})


def as_yaml(form: dict) -> str:
    """Return a form as GitHub reads it."""
    note = (
        "# Written by `make schema`: change the columns in src/analysis/study, or docs/schema.py.\n"
    )
    # Parts that stand in two forms are written out in both.
    dumper = type("Dumper", (yaml.SafeDumper,), {"ignore_aliases": lambda *_: True})
    return note + yaml.dump(form, Dumper=dumper, sort_keys=False, allow_unicode=True, width=1000)


if __name__ == "__main__":
    for path, text in written().items():
        (ROOT / path).write_text(text, encoding="utf-8")
