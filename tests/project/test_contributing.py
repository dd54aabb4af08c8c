"""The page for contributors: its example is the code, and its commands are there."""

import re
import textwrap
from pathlib import Path

import analysis as an
from analysis.charts import chart, marks, style

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
EXAMPLE = re.search(r"^## An indicator\n(.+?)^## ", PAGE, re.MULTILINE | re.DOTALL)[1]
BLOCKS = re.findall(r"^   ```(\w+)\n(.+?)^   ```$", EXAMPLE, re.MULTILINE | re.DOTALL)
FILES = [
    "src/analysis/indicators/balances.py",
    "tests/indicators/test_rates.py",
    "tests/published_cases.json",
    "tests/indicators/test_published_cases.py",
]


def lines(text):
    """Return the lines of a text without what they are indented by."""
    return [line.strip() for line in text.strip().splitlines()]


def test_each_block_of_the_example_stands_in_the_file_that_it_is_for():
    assert len(BLOCKS) == len(FILES)
    for (_, block), file in zip(BLOCKS, FILES, strict=True):
        assert f"`{file}`" in EXAMPLE
        there = "\n".join(lines((ROOT / file).read_text("utf-8")))
        assert "\n".join(lines(textwrap.dedent(block))) in there, file
    assert "coverage_ratio" in an.__all__


def test_each_target_of_make_that_the_page_names_is_there_and_each_check_is_named():
    targets = set(re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split())
    blocks = re.findall(r"^```sh\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    code = "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", PAGE)])
    runs = re.findall(r"(?:^|\s)make ([a-z-]+(?: [a-z-]+)*)", code)
    named = {target for run in runs for target in run.split()}
    assert named <= targets
    assert {target for target in targets if target.startswith("test")} <= named
    assert {"docs", "bench", "notebooks", "lock"} <= named


def test_the_helpers_of_charts_that_the_page_names_are_there():
    helpers = {chart: "nothing canvas finish", marks: "draw_series", style: "COLOURS ink"}
    for module, names in helpers.items():
        for name in names.split():
            assert f"`{name}`" in PAGE
            assert hasattr(module, name), name
