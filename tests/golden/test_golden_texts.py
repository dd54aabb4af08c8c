"""What the templates say of the studies of this repository, and that they say what was computed."""

import re
from decimal import Decimal

import numpy as np
import pytest

import analysis as an
from golden import record, sentences

NUMBER = re.compile(r"(?<![\w.,-])[-\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w%-])")
"""A number that is no part of a word, an identifier or a date."""
SCALES = {"trillion": 1e6, "billion": 1e3, "million": 1.0, "thousand": 1e-3}


@pytest.mark.thorough
@pytest.mark.parametrize("folder", record.STUDIES.values())
def test_what_is_said_of_a_study_is_what_the_golden_record_of_texts_says(folder):
    kept = sentences.file_of(folder).read_text(encoding="utf-8")
    assert sentences.as_text(sentences.texts(folder)) == kept


def numbers(text):
    """Return each number of a text with the digits after its point: value, digits."""
    for match in NUMBER.finditer(text):
        digits = match.group().replace(",", "").replace("\u2212", "-")
        yield match.group(), float(digits), -Decimal(digits).as_tuple().exponent


def values(record):
    """Return all numbers of a record of values."""
    if isinstance(record, dict | list):
        for part in record.values() if isinstance(record, dict) else record:
            yield from values(part)
    elif isinstance(record, int | float) and not isinstance(record, bool):
        yield float(record)


def off_the_forecast(tables):
    """Return by how many percent each later turnover misses each forecast."""
    later = [row["value"] for row in tables["figures_after turnover"].values()]
    medians = [row["value"] for row in tables["forecast headline"].values() if row["value"]]
    return [100 * (value / median - 1) for value in later for median in medians]


class Known:
    """The numbers that a text about a study may hold."""

    def __init__(self, folder):
        study = an.read(record.ROOT / folder)
        kept = record.load(folder)
        found = list(values(kept))
        # A number that has to grow more than twofold is said to be so many times as large.
        found += [1 + value / 100 for value in found if value > 100]
        found += off_the_forecast(kept["tables"])
        if "simulations" in kept:
            rounding = kept["simulations"]["rounding_coverage"].values()
            found.append(sum(row["results"] for row in rounding))
        self.values = np.sort(np.abs(np.array([v for v in found if np.isfinite(v)])))
        self.printed = " ".join([*study.figures["as_written"], *study.figures["note"]])

    def has(self, shown, value, digits):
        """Return whether a number is a known one, rounded, or was printed so."""
        step = 10.0**-digits
        scaled = [abs(value) * scale for scale in (1.0, *SCALES.values())]
        near = any(
            np.searchsorted(self.values, number - step * scale)
            < np.searchsorted(self.values, number + step * scale, "right")
            for number, scale in zip(scaled, (1.0, *SCALES.values()), strict=True)
        )
        return near or shown in self.printed


def telling(shown, digits):
    """Return whether a number could hardly be that of something else by chance."""
    return digits > 0 or "," in shown


@pytest.mark.thorough
@pytest.mark.parametrize("folder", record.STUDIES.values())
def test_each_number_of_a_text_is_a_value_of_the_golden_record_rounded(folder):
    known = Known(folder)
    strange = [
        (block, shown)
        for block, text in sentences.load(folder).items()
        for shown, value, digits in numbers(text)
        if telling(shown, digits) and not known.has(shown, value, digits)
    ]
    assert strange == []


def test_a_number_that_nothing_computed_is_noticed():
    known = Known("data")
    assert known.has("31.4", 31.4, 1)
    assert not known.has("31.47", 31.47, 2)
    assert [shown for shown, *_ in numbers("USD 1.3 billion in 2020-05, −4.5 percent (a-1)")] == [
        "1.3",
        "\u22124.5",
    ]
