"""The page on method says what the code does."""

import math
import re
from pathlib import Path

import pytest

import analysis as an
from analysis import english
from analysis.reconciliation.explanations import LISTED
from analysis.study import quantities
from analysis.study.wording import WORDINGS
from analysis.verdicts import VERDICTS
from analysis.world.distribution import CLASSES
from analysis.world.panel_layout import COPIED

PAGE = (Path(__file__).parents[2] / "docs" / "method.md").read_text("utf-8")


def section(title):
    """Return the text of a section of the page, of any level."""
    return re.search(rf"^##+ {re.escape(title)}\n(.+?)(?=^##|\Z)", PAGE, re.M | re.S)[1]


def cells(text):
    """Return the rows of the table in a text, as tuples without the head."""
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [tuple(cell.strip() for cell in row) for row in rows[2:]]


def interval(text, value, step):
    """Return low and high of a cell such as 'v − step to v'."""
    ends = {"v": value, "v and below": value, "v and above": value}
    for sign, way in (("−", -1), ("+", 1)):
        ends[f"v {sign} step"] = value + way * step
        ends[f"v {sign} step/2"] = value + way * step / 2
    low, _, high = text.partition(" to ")
    return (
        -math.inf if low.endswith("below") else ends[low],
        math.inf if low.endswith("above") else ends[high or low],
    )


WORDING_TABLE = cells(section("From wording to interval"))


def test_the_page_has_each_wording_and_each_verdict():
    assert [word for row in WORDING_TABLE for word in row[0].split(", ")] == list(WORDINGS)
    verdicts = [row[0] for row in cells(section("Which figures cannot all be true"))]
    assert sorted(verdicts) == sorted(VERDICTS)


@pytest.mark.parametrize(("wording", "strict", "close"), WORDING_TABLE)
def test_the_page_gives_a_wording_the_interval_that_the_code_gives_it(wording, strict, close):
    close = strict if close == "the same" else close
    for reading, text in (("strict", strict), ("close", close)):
        if wording == "between":
            found = an.bounds("1.3 to 1.5 billion", wording, reading=reading)
            same = text.replace("₁", "").replace("₂", "")
            assert found[1:] == (interval(same, 1300, 100)[0], interval(same, 1500, 100)[1])
            continue
        for word in wording.split(", "):
            found = an.bounds("1.3 billion", word, reading=reading)
            assert found[1:] == interval(text.split(";")[0], 1300, 100)


def test_the_examples_of_steps_are_those_of_the_code():
    text = section("From wording to interval")
    assert "of 780 is 10" in text
    assert an.bounds("780", "about", unit="count")[1:] == (770, 790)
    assert "of 1.30 it is 0.01" in text
    assert an.bounds("1.30", "about", unit="count")[1:] == (1.29, 1.31)
    assert "20 percent is 19.5 to 20.5" in text
    assert an.bounds("20", "stated", unit="percent")[1:] == (19.5, 20.5)
    assert "A zero without decimals has a step of 1" in text
    assert an.bounds("0", "about", unit="count")[1:] == (-1, 1)
    assert '"2.3 times" is growth of 130 percent, and a ratio of 230' in text
    assert quantities.number_of("turnover_growth", "2.3", "exact", "times").value == 130


def test_the_page_has_a_section_for_each_indicator():
    homes = {f"analysis.indicators.{name}" for name in ("balances", "rates", "real", "shares")}
    public = {name: getattr(an, name) for name in an.__all__}
    indicators = [name for name, one in public.items() if getattr(one, "__module__", "") in homes]
    assert {"growth", "coverage_ratio", "real", "share"} <= set(indicators)
    for name in [*indicators, "fit_trend"]:
        assert f"`{name}`" in section_of_indicators(), name


def section_of_indicators():
    """Return the part of the page from the indicators to what follows them."""
    return PAGE[PAGE.index("## The indicators") : PAGE.index("## Rounding is not sampling")]


def test_numbers_on_the_page_are_the_constants_of_the_code():
    least, most = an.FREIGHT
    assert f"{least:.2f} \\le f \\le {most:.2f}" in section("Two sides of the same trade")
    classes = english.join_names([f"{size:,}" for size in CLASSES]).replace(" and ", " or ")
    world = section("The world's percentiles")
    assert f"at least {classes} million US dollars" in world
    copied = english.join_names([f"{ratio:.2f}" for ratio in COPIED]).replace(" and ", " or ")
    assert f"{copied} times exports to six digits" in world
    assert f"more than {LISTED}, its verdicts" in section("Which figures cannot all be true")
    room = section("Revision")
    assert f"with room of r = {100 * an.REVISION:.0f} percent" in room
    assert f"from {100 * an.STEPS[0]:.0f} to {100 * an.STEPS[-1]:.0f} percent" in room


def test_the_limits_of_quantities_on_the_page_are_those_of_the_code():
    assert "levels and stocks at 0, shares at 0 and 100 percent, growth at −100 percent" in PAGE
    for quantity, limits in quantities.LIMITS.items():
        expected = (0, math.inf)
        if "share" in quantity:
            expected = (0, 100)
        if quantity.endswith(("_growth", "_cagr")):
            expected = (-100, math.inf)
        signed = quantity.startswith("balance") or quantity.endswith("investment_flow")
        if signed or quantity.endswith("_change"):
            expected = (-math.inf, math.inf)
        if quantity == "rank":
            expected = (1, math.inf)
        assert tuple(map(float, limits)) == expected, quantity


def test_the_readme_leads_to_the_page():
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert "(docs/method.md)" in readme
