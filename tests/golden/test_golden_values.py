"""The values that the library computes from the studies of this repository stay what they are.

By default what takes long is left out: minimal conflicts, simulations, most of the variants, and of
the larger studies the reconciliation without room for revision. All of it, in some four minutes:

    ANALYSIS_TEST_GOLDEN=all pytest tests/golden
"""

import functools
import os
import random

import pytest

from golden import record

CASES = record.cases()
SMALLEST = record.STUDIES["invented"]
ALL = os.environ.get("ANALYSIS_TEST_GOLDEN") == "all"
SHOWN = 20


def parts(folder, variant):
    if ALL:
        return record.parts_of(folder, variant)
    small = folder == SMALLEST
    if variant is None:
        return [part for part in record.PARTS if small or not part.endswith("r=0")]
    return ["figures", *(["reconciliation r=0.02"] if small else [])]


def leaves(value, path=()):
    """Yield the path to each number, word and null of a record."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, part in items:
            yield from leaves(part, (*path, name))
    else:
        yield path


def other_than(value):
    """Return a value that is not the given one, by as little as the comparison has to see."""
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int | float):
        return value + max(1e-5, 1e-5 * abs(value))
    return f"{value}x"


@pytest.mark.thorough
@pytest.mark.parametrize(("folder", "variant"), CASES)
def test_the_values_of_a_study_are_those_of_the_golden_record(folder, variant):
    wanted = parts(folder, variant)
    kept = record.load(folder, variant)
    expected = {name: kept[name] for name in wanted}
    found = record.differences(expected, record.record(folder, variant, wanted))
    rest = f"\n... and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    assert not found, (
        f"{len(found)} differences from {record.file_of(folder, variant).name}:\n"
        + "\n".join(found[:SHOWN])
        + rest
    )


def test_each_study_and_variant_has_a_file_with_all_its_parts_and_no_other_file_is_there():
    assert set(record.VALUES.glob("*.json")) == {record.file_of(*case) for case in CASES}
    for folder, variant in CASES:
        assert set(record.load(folder, variant)) == set(record.parts_of(folder, variant))


@pytest.mark.parametrize("folder", record.STUDIES.values())
def test_the_comparison_notices_a_change_of_a_single_value(folder):
    kept, changed = record.load(folder), record.load(folder)
    assert record.differences(kept, changed) == []
    for *path, last in random.Random(1).sample(list(leaves(kept)), 10):
        part = functools.reduce(lambda value, name: value[name], path, changed)
        part[last], before = other_than(part[last]), part[last]
        (line,) = record.differences(kept, changed)
        assert line.startswith(" / ".join(map(str, [*path, last])))
        part[last] = before


@pytest.mark.parametrize("folder", record.STUDIES.values())
def test_the_comparison_notices_a_value_that_is_lacking_and_one_that_is_new(folder):
    kept = record.load(folder)
    fewer = kept | {"figures": dict(kept["figures"])}
    name = random.Random(2).choice(list(fewer["figures"]))
    del fewer["figures"][name]
    assert record.differences(kept, fewer) == [f"figures / {name} is not there"]
    assert record.differences(fewer, kept) == [f"figures / {name} is new"]


@pytest.mark.parametrize(
    ("path", "room"),
    [
        (("figures", "x", "low"), 0),
        (("results", "turnover_cagr", "value"), 0),
        (("results", "turnover_trend", "value"), 1e-9),
        (("tables", "trend headline", "trend", "low"), 1e-9),
        (("bounds r=0", "bounds", "x", "low"), 1e-6),
        (("reconciliation r=0", "verdicts", "x", "miss"), 1e-6),
    ],
)
def test_a_float_may_differ_only_where_it_was_fitted_or_a_solver_found_it(path, room):
    for off in (2e-16, 0.5e-9, 2e-9, 0.5e-6, 2e-6):
        one, other = 1.0, 1.0 + off
        for name in reversed(path):
            one, other = {name: one}, {name: other}
        assert bool(record.differences(one, other)) == (other != one and off > room)


def test_infinity_is_no_number_that_a_float_can_be_close_to():
    one, other = ({"bounds": {"x": {"low": end}}} for end in ("inf", 1e300))
    assert record.differences(one, other) == ["bounds / x / low: expected 'inf', got 1e+300"]
