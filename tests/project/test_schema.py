"""What is stored of the schema is what the schema says."""

import runpy
from pathlib import Path

import pytest

from analysis.study.columns import FILES
from analysis.study.schema import QUANTITIES, WORDINGS
from analysis.study.units import UNITS
from analysis.text import FORMS

ROOT = Path(__file__).parents[2]
WRITTEN = runpy.run_path(str(ROOT / "docs" / "schema.py"))["written"]()


@pytest.mark.parametrize("path", WRITTEN, ids=str)
def test_a_file_that_is_made_from_the_schema_is_as_it_would_be_made_now(path):
    assert (ROOT / path).read_text("utf-8") == WRITTEN[path], "run `make schema`"


def test_words_that_the_schema_uses_are_words_that_it_declares():
    for name, quantity in QUANTITIES.items():
        assert set(quantity.units) <= set(UNITS), name
        assert not quantity.mirror or QUANTITIES[quantity.mirror].mirror == name
        assert {UNITS[unit].held_in for unit in quantity.units} <= {*FORMS, "USD million"}, name
    for name, wording in WORDINGS.items():
        quantity, _, unit = wording.example
        assert unit in QUANTITIES[quantity].units, name


def test_a_column_refers_to_one_that_is_the_key_of_its_table():
    for table in FILES.values():
        for column in table.columns:
            if column.refers_to:
                keys = [other.name for other in FILES[column.refers_to].columns if other.key]
                assert keys == [column.name]
