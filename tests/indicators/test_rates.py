"""Indicators with their bounds: by heart, by properties, by brute force, and many pairs at once."""

import itertools
import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from studies import known

import analysis as an
from analysis.study.wording import WORDINGS

DATA = Path(__file__).parents[2] / "data"
INF, NAN = math.inf, math.nan
BOUNDS = ["value", "low", "high"]
modestly = settings(deadline=None, max_examples=40, derandomize=True)
rarely = settings(deadline=None, max_examples=15, derandomize=True)


def frame(rows, index=None):
    """Return intervals (value, low, high) as a frame; a number is an interval of itself."""
    rows = [row if isinstance(row, tuple) else (row, row, row) for row in rows]
    return pd.DataFrame(rows, index=index, columns=BOUNDS, dtype=float)


def levels(*rows, first=2015):
    """Return levels by year, without a gap."""
    return frame(rows, pd.RangeIndex(first, first + len(rows), name="year"))


def row_of(result):
    """Return value, low, high and decided of a result of one row."""
    (row,) = result[[*BOUNDS, "decided"]].itertuples(index=False)
    return tuple(row)


class Indicator(NamedTuple):
    """An indicator of few arguments: how to ask the library, and its definition in floats."""

    kinds: str  # of each argument: l(evel) or p(ercent)
    ask: Callable
    definition: Callable
    possible: Callable = lambda *_: True


def part_of_whole(part, whole):
    return part <= whole


INDICATORS = {
    "growth": Indicator(
        "ll", lambda a, b: an.growth(levels(a, b)).iloc[[1]], lambda a, b: 100 * (b - a) / a
    ),
    "cagr": Indicator(
        "ll",
        lambda a, b: pd.DataFrame([an.cagr(frame([a, b], [2015, 2020]))]),
        lambda a, b: 100 * (math.exp(math.log(b / a) / 5) - 1) if b else -100,
    ),
    "index": Indicator(
        "ll", lambda a, b: an.index(levels(a, b), 2015).iloc[[1]], lambda a, b: 100 * b / a
    ),
    "turnover": Indicator("ll", lambda x, m: an.turnover(levels(x), levels(m)), lambda x, m: x + m),
    "difference": Indicator(
        "ll", lambda a, b: an.difference(levels(a), levels(b)), lambda a, b: a - b
    ),
    "balance": Indicator("ll", lambda x, m: an.balance(levels(x), levels(m)), lambda x, m: x - m),
    "ratio": Indicator("ll", lambda a, b: an.ratio(levels(a), levels(b)), lambda a, b: a / b),
    "contribution": Indicator(
        "lll",
        lambda p, q, w: an.contribution(levels(p, q), levels(w, 1)).iloc[[1]],
        lambda p, q, w: 100 * (q - p) / w,
    ),
    "exports_in_turnover": Indicator(
        "ll",
        lambda x, m: an.exports_in_turnover(levels(x), levels(m)),
        lambda x, m: 100 * x / (x + m),
    ),
    "coverage_ratio": Indicator(
        "ll", lambda x, m: an.coverage_ratio(levels(x), levels(m)), lambda x, m: 100 * x / m
    ),
    "normalised_balance": Indicator(
        "ll",
        lambda x, m: an.normalised_balance(levels(x), levels(m)),
        lambda x, m: (x - m) / (x + m),
    ),
    "grubel_lloyd": Indicator(
        "ll",
        lambda x, m: an.grubel_lloyd(levels(x), levels(m)),
        lambda x, m: 1 - abs(x - m) / (x + m),
    ),
    "comparative_advantage": Indicator(
        "llll",
        lambda *given: an.comparative_advantage(*(levels(x) for x in given)),
        lambda product, exports, world, total: (product / exports) / (world / total),
    ),
    "share": Indicator(
        "ll",
        lambda part, whole: an.share(levels(part), levels(whole)),
        lambda part, whole: 100 * part / whole,
        part_of_whole,
    ),
    "partner_share": Indicator(
        "ll",
        lambda flow, total: an.partner_share(levels(flow), levels(total)),
        lambda flow, total: 100 * flow / total,
        part_of_whole,
    ),
    "trade_intensity": Indicator(
        "llll",
        lambda *given: an.trade_intensity(*(levels(x) for x in given)),
        lambda flow, total, partner, others: (flow / total) / (partner / others),
    ),
    "dependence": Indicator(
        "ll",
        lambda flow, gdp: an.dependence(levels(flow), levels(gdp)),
        lambda flow, gdp: 100 * flow / gdp,
    ),
    "implied_base": Indicator(
        "lp",
        lambda level, growth: an.implied_base(levels(level), levels(growth)),
        lambda level, growth: level / (1 + growth / 100),
    ),
    "implied_whole": Indicator(
        "lp",
        lambda part, share: an.implied_whole(levels(part), levels(share)),
        lambda part, share: 100 * part / share,
    ),
    "implied_rest": Indicator(
        "ll",
        lambda part, whole: an.implied_rest(levels(whole), levels(part)),
        lambda part, whole: whole - part,
        part_of_whole,
    ),
    "implied_rest_from_share": Indicator(
        "lp",
        lambda part, share: an.implied_rest_from_share(levels(part), levels(share)),
        lambda part, share: 100 * part / share - part,
    ),
}
DECIDED = {
    "growth": ("fall", "rise"),
    "cagr": ("fall", "rise"),
    "difference": ("fall", "rise"),
    "contribution": ("fall", "rise"),
    "balance": ("deficit", "surplus"),
    "normalised_balance": ("deficit", "surplus"),
}
OF_ONE_NUMBER = [wording for wording in WORDINGS if wording != "between"]
every_indicator = pytest.mark.parametrize("name", INDICATORS)

# Properties: true values, printed and read back.


@st.composite
def printed(draw, kind):
    """Draw a true value, print it rounded and read it back: (true value, interval)."""
    wording = draw(st.sampled_from(OF_ONE_NUMBER))
    if kind == "p":
        true = Decimal(draw(st.integers(1, 10_000))).scaleb(-2)
        places = st.integers(0 if wording == "stated" else -1, 2)
    else:
        true = Decimal(draw(st.integers(1, 10_000_000))).scaleb(-3)
        places = st.integers(-2, 3)
    unit = Decimal(1).scaleb(-draw(places))
    rounding = {
        "almost": ROUND_CEILING,
        "more than": ROUND_FLOOR,
        "less than": ROUND_CEILING,
        "about": draw(st.sampled_from([ROUND_FLOOR, ROUND_CEILING])),
    }.get(wording, ROUND_HALF_UP)
    number = true.quantize(unit, rounding)
    if wording == "exact" or number == 0:
        number, wording = true, "exact"
    as_written, unit = (f"{number:f}", "percent") if kind == "p" else (f"{number:f} million", "USD")
    reading = draw(st.sampled_from(["strict", "close"]))
    value, low, high = an.bounds(as_written, wording, unit, reading)
    return float(true), (value, max(low, 0), min(high, 100 if kind == "p" else INF))


@pytest.mark.thorough
@every_indicator
@modestly
@given(st.data())
def test_of_exact_figures_value_and_bounds_are_one_number(name, data):
    indicator = INDICATORS[name]
    kinds = {"l": st.floats(0.001, 1e7), "p": st.floats(0.01, 100)}
    figures = [data.draw(kinds[kind]) for kind in indicator.kinds]
    assume(indicator.possible(*figures))
    value, low, high, _ = row_of(indicator.ask(*((x, x, x) for x in figures)))
    assert low == value == high


@pytest.mark.thorough
@every_indicator
@modestly
@given(st.data())
def test_the_true_indicator_lies_within_the_bounds_of_the_printed_one(name, data):
    indicator = INDICATORS[name]
    drawn = [data.draw(printed(kind)) for kind in indicator.kinds]
    true_values, intervals = zip(*drawn, strict=True)
    assume(indicator.possible(*true_values))
    value, low, high, decided = row_of(indicator.ask(*intervals))
    true = indicator.definition(*true_values)
    a_little = 1e-9 * max(1, *true_values, abs(true))
    assert low - a_little <= true <= high + a_little
    assert value == pytest.approx(indicator.definition(*(i[0] for i in intervals)), rel=1e-9)
    # Of a printed part larger than its printed whole, only the bounds are made possible.
    assert low <= value <= high or name in ("share", "partner_share", "implied_rest")
    fall, rise = DECIDED.get(name, ("", ""))
    undecided = "undecided" if rise else ""
    assert decided == (rise if low > 0 else fall if high < 0 else undecided)


def interval(most):
    """Return a strategy for intervals of levels above zero."""
    ends = st.lists(st.integers(1, most), min_size=3, max_size=3).map(sorted)
    return ends.map(lambda x: (float(x[1]), float(x[0]), float(x[2])))


@pytest.mark.thorough
@every_indicator
@modestly
@given(st.data())
def test_the_bounds_are_the_least_and_greatest_of_all_true_values(name, data):
    indicator = INDICATORS[name]
    intervals = [data.draw(interval(100 if kind == "p" else 1000)) for kind in indicator.kinds]
    # Ends, values, and for a part that may equal its whole the ends of the other argument.
    candidates = {x for interval in intervals for x in interval}
    grids = [[x for x in candidates if low <= x <= high] for _, low, high in intervals]
    if len(intervals) > 3:  # independent ones, and too many points
        grids = intervals
    possible = [point for point in itertools.product(*grids) if indicator.possible(*point)]
    _, low, high, decided = row_of(indicator.ask(*intervals))
    if possible:
        results = [indicator.definition(*point) for point in possible]
        assert (low, high) == pytest.approx((min(results), max(results)), rel=1e-9, abs=1e-9)
        assert decided != "impossible"
    else:
        assert (math.isnan(low), math.isnan(high), decided) == (True, True, "impossible")


@pytest.mark.thorough
@every_indicator
@rarely
@given(st.data())
def test_numbers_printed_without_rounding_leave_nothing_open(name, data):
    indicator = INDICATORS[name]
    numbers = [float(data.draw(st.integers(1, 100))) for _ in indicator.kinds]
    assume(indicator.possible(*numbers))
    value, low, high, _ = row_of(indicator.ask(*numbers))
    assert (low, high) == pytest.approx((value, value), rel=1e-9, abs=1e-9)


@pytest.mark.thorough
@pytest.mark.parametrize("name", [name for name in INDICATORS if "p" not in INDICATORS[name].kinds])
@rarely
@given(st.data())
def test_the_unit_of_the_levels_changes_amounts_in_proportion_and_rates_not_at_all(name, data):
    indicator = INDICATORS[name]
    intervals = [data.draw(interval(1000)) for _ in indicator.kinds]
    thousandfold = [tuple(1000 * x for x in interval) for interval in intervals]
    scale = 1000 if name in ("turnover", "difference", "balance", "implied_rest") else 1
    *here, decided = row_of(indicator.ask(*intervals))
    *there, same = row_of(indicator.ask(*thousandfold))
    assert [scale * x for x in here] == pytest.approx(there, rel=1e-9, abs=1e-9, nan_ok=True)
    assert decided == same


@every_indicator
def test_value_and_bounds_follow_from_the_definition(name):
    indicator = INDICATORS[name]
    intervals = [(5.0, 4.0, 6.0), (20.0, 16.0, 25.0), (9.0, 8.0, 12.0), (30.0, 24.0, 40.0)]
    intervals = intervals[: len(indicator.kinds)]
    value, *bounds, _ = row_of(indicator.ask(*intervals))
    corners = [indicator.definition(*corner) for corner in itertools.product(*intervals)]
    assert value == pytest.approx(indicator.definition(*(middle for middle, _, _ in intervals)))
    assert bounds == pytest.approx([min(corners), max(corners)])


# Known by heart.


def test_growth_of_100_110_99_is_10_and_minus_10_percent():
    growth = an.growth(levels(100, 110, 99))
    assert growth["value"].to_list() == pytest.approx([NAN, 10, -10], nan_ok=True)
    assert growth["decided"].to_list() == ["missing", "rise", "fall"]


def test_growth_takes_the_low_of_one_year_with_the_high_of_the_other():
    result = an.growth(levels((100, 80, 125), (110, 100, 120)))
    assert result.loc[2016, BOUNDS].to_list() == pytest.approx([10, -20, 50])
    assert result["decided"].to_list() == ["missing", "undecided"]


def test_a_bound_of_exactly_zero_decides_nothing():
    assert an.growth(levels(100, (110, 100, 120)))["decided"].iloc[1] == "undecided"
    assert an.growth(levels(100, (90, 80, 100)))["decided"].iloc[1] == "undecided"
    assert an.balance(levels((6, 5, 7)), levels(5))["decided"].iloc[0] == "undecided"


def test_a_part_of_a_year_grows_over_the_same_months_of_the_year_before():
    months = ["2017-Q1", "2018-M01/M03", "2018-Q2", "2019-Q2", ""]
    result = an.growth_of_months(frame([(100, 90, 110), 120, 50, 40, 7], months))
    assert result.index.to_list() == months
    assert rounded(result.loc["2018-M01/M03"]) == [20, 9.1, 33.3]
    assert rounded(result.loc["2019-Q2"]) == [-20, -20, -20]
    assert result["decided"].to_list() == ["missing", "rise", "missing", "fall", "missing"]
    dated = frame([100, 120], months[:2])
    assert an.growth_of_months(dated)["decided"].to_list() == ["missing", "rise"]


def test_a_growth_of_25_percent_to_100_began_at_80():
    growth = frame([(25, 0, 100), 25], [2016, 2020])
    result = an.implied_base(levels((100, 90, 110), (7, 6, 8)), growth)
    assert result.index.to_list() == [2015, 2016]
    assert result["decided"].to_list() == ["missing", ""]
    assert result.loc[2016, BOUNDS].to_list() == pytest.approx([5.6, 3, 8])


def test_the_cagr_of_100_to_121_in_two_years_is_10_percent_a_year():
    result = an.cagr(levels(100, 7, 121))
    assert isinstance(result, pd.Series)
    assert result.index.to_list() == [*BOUNDS, "decided"]
    assert result[BOUNDS].to_list() == pytest.approx([10, 10, 10])
    assert result["decided"] == "rise"


def test_the_cagr_counts_years_and_not_rows():
    assert an.cagr(frame([100, 121], [2018, 2020]))["value"] == pytest.approx(10)
    assert an.cagr(frame([121, 100], [2020, 2018]))["value"] == pytest.approx(10)


def test_the_index_is_exactly_100_in_the_base_year_whatever_the_rounding():
    result = an.index(levels((4, 3, 5), (5, 4, 6)), base=2015)
    assert result.loc[2015, BOUNDS].to_list() == [100, 100, 100]
    assert result.loc[2016, BOUNDS].to_list() == pytest.approx([125, 80, 200])
    assert an.index(levels(4, 5), base=2016)["value"].to_list() == [80, 100]


def test_the_normalised_balance_lies_between_minus_one_and_one():
    nothing, some = (0, 0, 0), (5, 4, 6)
    assert row_of(an.normalised_balance(levels(nothing), levels(some)))[:3] == (-1, -1, -1)
    assert row_of(an.normalised_balance(levels(some), levels(nothing)))[:3] == (1, 1, 1)
    half = row_of(an.normalised_balance(levels(3), levels(1)))
    assert half == (0.5, 0.5, 0.5, "surplus")
    assert row_of(an.normalised_balance(levels((5, 5, INF)), levels((5, 0, INF))))[1:3] == (-1, 1)
    perhaps = (0.5, 0, 1)
    assert row_of(an.normalised_balance(levels(perhaps), levels(nothing)))[:3] == (1, 1, 1)
    assert row_of(an.normalised_balance(levels(nothing), levels(perhaps)))[:3] == (-1, -1, -1)


def test_a_normalised_balance_of_exact_flows_is_no_digit_past_its_bounds():
    result = an.normalised_balance(levels(10, 2), levels(1, 1))
    assert (result["low"] == result["value"]).all()
    assert (result["high"] == result["value"]).all()


def test_trade_may_go_both_ways_alike_where_both_flows_may_be_equal():
    exports, imports = levels((5, 4, 6), (20, 16, 24), 1), levels((4, 3, 5), 4, (3, 2, 4))
    result = an.grubel_lloyd(exports, imports)[BOUNDS]
    assert result.loc[2015].to_list() == pytest.approx([8 / 9, 2 / 3, 1])
    assert result.loc[2016].to_list() == pytest.approx([1 / 3, 2 / 7, 2 / 5])
    assert result.loc[2017].to_list() == pytest.approx([1 / 2, 2 / 5, 2 / 3])


def test_a_part_contributes_its_change_over_the_whole_of_the_year_before():
    result = an.contribution(levels(10, 14), levels(40, 99)).loc[2016]
    assert result.to_list() == [10, 10, 10, "rise"]
    result = an.contribution(levels((10, 9, 11), (8, 8, 8)), levels((40, 20, 50), 99)).loc[2016]
    assert result.to_list() == [-5, -15, -2, "fall"]


def test_the_contributions_of_both_flows_add_up_to_growth():
    exports, imports = levels(40, 50, 45), levels(60, 70, 80)
    whole = an.turnover(exports, imports)
    parts = [an.contribution(part, whole)["value"] for part in (exports, imports)]
    assert (parts[0] + parts[1]).to_list() == pytest.approx(
        an.growth(whole)["value"].to_list(), nan_ok=True
    )


# The worked numbers of the study in data/, computed elsewhere.


@pytest.fixture(scope="module")
def article():
    return known("data")


def rounded(result):
    """Return value, low, high to one decimal, as a result is told."""
    return [round(x, 1) for x in result[BOUNDS].astype(float).to_list()]


@pytest.mark.parametrize(
    ("year", "expected", "decided"),
    [
        (2016, [73.8, 73.6, 74.0], "rise"),
        (2017, [33.3, 28.1, 38.5], "rise"),
        (2018, [0.8, -3.3, 5.2], "undecided"),
        (2019, [67.9, 63.5, 72.4], "rise"),
        (2020, [0.0, -4.4, 4.7], "undecided"),
    ],
)
def test_the_growth_that_the_article_s_turnover_implies(article, year, expected, decided):
    result = an.growth(an.headline(article, "turnover")).loc[year]
    assert rounded(result) == expected
    assert result["decided"] == decided


def test_the_cagr_that_the_article_s_turnover_implies(article):
    assert rounded(an.cagr(an.headline(article, "turnover"))) == [31.4, 30.8, 32.0]


@pytest.mark.parametrize(
    ("reading", "high_share", "least_rest", "balance"),
    [
        ("strict", 100, 0, ([800, -INF, 850], "undecided")),
        ("close", 36.7, 1360, ([800, 650, 850], "surplus")),
    ],
)
def test_what_the_article_s_exports_and_investments_imply(
    article, reading, high_share, least_rest, balance
):
    exports = an.headline(article, "exports", reading=reading)
    turnover = an.headline(article, "turnover", reading=reading).loc[[2020]]
    assert rounded(an.share(exports, turnover).loc[2020]) == [35.5, 34.7, high_share]
    assert rounded(an.implied_rest(turnover, exports).loc[2020]) == [1420, least_rest, 1470]
    source = {"source": article.headline_source, "period": "2021-06", "reading": reading}
    outward = an.series(article, "investment_stock", **source)
    inward = an.series(article, "investment_stock", reporter="CHN", partner="AZE", **source)
    result = an.balance(outward, inward).loc["2021-06"]
    assert (rounded(result), result["decided"]) == balance


def test_the_regional_turnover_that_45_percent_implies(article):
    turnover = an.headline(article, "turnover").loc[[2020]]
    share = an.series(article, "share_of_region", source=article.headline_source)
    whole = an.implied_whole(turnover, share).loc[2020]
    rest = an.implied_rest_from_share(turnover, share).loc[2020]
    assert [round(x) for x in whole[BOUNDS]] == [4889, 4725, 5056]
    assert [round(x) for x in rest[BOUNDS]] == [2689, 2575, 2806]


@pytest.mark.parametrize(
    ("side", "cagr", "growth", "share", "decided"),
    [("AZE", 26.7, -15.5, 23.4, "deficit"), ("CHN", 14.2, -12.2, 52.4, "surplus")],
)
def test_what_the_official_figures_of_either_side_imply(
    article, side, cagr, growth, share, decided
):
    turnover, exports, imports = (
        an.series(article, quantity, source="imf-dots-2022-02", statistics_of=side)
        for quantity in ("turnover", "exports", "imports")
    )
    assert round(an.cagr(turnover)["value"], 1) == cagr
    assert round(an.growth(turnover).at[2020, "value"], 1) == growth
    assert round(an.share(exports, turnover).at[2020, "value"], 1) == share
    assert an.balance(exports, imports).at[2020, "decided"] == decided
    if side == "AZE":
        parts = [an.contribution(part, turnover)["value"] for part in (exports, imports)]
        by_year = [[round(part.at[year], 1) for part in parts] for year in (2019, 2020)]
        assert by_year == [[48.7, 17.9], [-14.6, -0.9]]


# Gaps, missing values, zeros, infinite bounds, impossible shares.


def test_a_year_after_a_gap_has_no_growth():
    result = an.growth(frame([100, 110, 121], [2015, 2016, 2018]))
    assert result["decided"].to_list() == ["missing", "rise", "missing"]
    part = frame([1, 2, 3], [2015, 2016, 2018])
    assert an.contribution(part, part)["decided"].to_list() == ["missing", "rise", "missing"]


def test_a_missing_value_is_missing_and_not_zero():
    series = levels(100, NAN, 121, 133.1)
    assert an.growth(series)["decided"].to_list() == ["missing", "missing", "missing", "rise"]
    assert an.growth(series).attrs["zero_base"] == ()
    for name, indicator in INDICATORS.items():
        for at, _ in enumerate(indicator.kinds):
            arguments = [5.0] * len(indicator.kinds)
            arguments[at] = NAN
            value, low, high, decided = row_of(indicator.ask(*arguments))
            assert (math.isnan(value), math.isnan(low), math.isnan(high)) == (True,) * 3, name
            assert decided == "missing", name


@pytest.mark.parametrize("ends", [(5, NAN), (NAN, 5), (0, 5)])
def test_a_cagr_from_or_to_a_missing_value_or_from_zero_is_missing(ends):
    first, last = ends
    result = an.cagr(levels(first, 3, last))
    assert result[BOUNDS].isna().all()
    assert result["decided"] == "missing"


def test_the_cagr_of_one_year_or_none_is_missing():
    for series in (levels(5), levels()):
        result = an.cagr(series)
        assert result[BOUNDS].isna().all()
        assert result["decided"] == "missing"


def test_indicators_of_nothing_are_nothing():
    empty = levels()
    assert an.growth(empty).empty
    assert an.turnover(empty, empty).empty
    assert an.contribution(empty, empty).empty
    many = frame([], pd.MultiIndex.from_tuples([], names=["reporter", "partner", "year"]))
    many.index = many.index.set_levels(many.index.levels[2].astype("int64"), level="year")
    assert an.cagr(many).empty
    assert an.growth(many).empty


def test_a_base_of_zero_gives_a_missing_growth_rate_and_says_so():
    result = an.growth(levels(0, 5, 0, NAN))
    assert result["decided"].to_list() == ["missing", "missing", "fall", "missing"]
    assert result.loc[2017, BOUNDS].to_list() == [-100, -100, -100]
    assert result.attrs["zero_base"] == (2016,)


@pytest.mark.parametrize(
    "name", ["ratio", "coverage_ratio", "share", "implied_whole", "implied_rest_from_share"]
)
def test_what_is_divided_by_zero_is_missing(name):
    for top in (0, 5):
        assert row_of(INDICATORS[name].ask(top, 0))[3] == "missing"


@pytest.mark.parametrize(
    "name", ["ratio", "coverage_ratio", "share", "implied_whole", "implied_rest_from_share"]
)
def test_what_is_divided_by_a_stated_zero_is_missing_even_where_its_bounds_are_not(name):
    value, low, high, decided = row_of(INDICATORS[name].ask((5, 4, 6), (0, 0, 0.5)))
    assert (math.isnan(value), math.isnan(low), math.isnan(high)) == (True, True, True)
    assert decided == "missing"


def test_a_normalised_balance_is_divided_by_zero_only_where_both_flows_are_zero():
    ask = INDICATORS["normalised_balance"].ask
    zero = (0, 0, 0.5)
    assert row_of(ask(zero, zero))[3] == "missing"
    assert row_of(ask((5, 4, 6), zero)) == pytest.approx((1, 7 / 9, 1, "surplus"))
    assert row_of(ask(zero, (5, 4, 6))) == pytest.approx((-1, -1, -7 / 9, "deficit"))


def test_a_contribution_and_a_cagr_say_which_base_is_zero():
    assert an.contribution(levels(1, 2, 3), levels(0, 5, 6)).attrs["zero_base"] == (2016,)
    assert an.cagr(levels(0, 5)).attrs["zero_base"] == (2015,)
    assert an.cagr(levels(5, 0)).attrs["zero_base"] == ()
    assert an.cagr(levels(0)).attrs["zero_base"] == ()
    keys = [(*pair, year) for pair in (("GEO", "KOR"), ("CHE", "KOR")) for year in (2015, 2016)]
    many = frame(
        [0, 5, 5, 6], pd.MultiIndex.from_tuples(keys, names="reporter partner year".split())
    )
    assert an.cagr(many).attrs["zero_base"] == (("GEO", "KOR"),)


def test_a_contribution_to_nothing_and_a_balance_of_nothing_are_missing():
    assert row_of(INDICATORS["contribution"].ask(5, 6, 0))[3] == "missing"
    assert row_of(INDICATORS["normalised_balance"].ask(0, 0))[3] == "missing"


@pytest.mark.parametrize(
    ("before", "now", "low", "high"),
    [
        ((100, 0, 200), (100, 50, 150), -75, INF),
        ((100, 100, INF), (100, 50, 150), -100, 50),
        ((100, 50, 200), (100, 100, INF), -50, INF),
        ((100, 100, INF), (100, 100, INF), -100, INF),
        ((100, 0, 200), (0, 0, 0), -100, -100),
    ],
)
def test_infinite_bounds_stay_infinite_where_that_has_a_meaning(before, now, low, high):
    result = an.growth(levels(before, now)).loc[2016]
    assert (result["low"], result["high"]) == (low, high)
    result = an.ratio(levels(now), levels(before)).loc[2015]
    assert (result["low"], result["high"]) == (1 + low / 100, 1 + high / 100)
    result = an.coverage_ratio(levels(now), levels(before)).loc[2015]
    assert (result["low"], result["high"]) == (100 + low, 100 + high)
    result = an.index(levels(before, now), 2015).loc[2016]
    assert (result["low"], result["high"]) == (100 + low, 100 + high)
    result = an.cagr(levels(before, now))
    assert (result["low"], result["high"]) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("name", "arguments", "low", "high"),
    [
        ("turnover", [(5, 5, INF), (5, 4, 6)], 9, INF),
        ("difference", [(5, 5, INF), (5, 5, INF)], -INF, INF),
        ("balance", [(17, 16, 18), (9, 9, INF)], -INF, 9),
        ("balance", [(17, 17, INF), (9, 8, 10)], 7, INF),
        ("share", [(35, 30, INF), (100, 90, 120)], 25, 100),
        ("share", [(35, 30, 40), (100, 90, INF)], 0, 400 / 9),
        ("share", [(35, 0, 40), (100, 0, 120)], 0, 100),
        ("implied_rest", [(5, 5, INF), (9, 8, 10)], 0, 5),
        ("implied_rest", [(5, 4, 6), (9, 9, INF)], 3, INF),
        ("implied_whole", [(90, 90, INF), (45, 40, 50)], 180, INF),
        ("implied_whole", [(90, 80, 100), (45, 0, 50)], 160, INF),
        ("implied_whole", [(0, 0, 0), (45, 0, 50)], 0, INF),
        ("implied_rest_from_share", [(90, 90, INF), (45, 40, 50)], 90, INF),
        ("implied_rest_from_share", [(90, 80, 100), (45, 0, 50)], 80, INF),
        ("implied_rest_from_share", [(0, 0, 0), (45, 0, 50)], 0, INF),
        ("implied_rest_from_share", [(90, 90, INF), (100, 100, 100)], 0, 0),
        ("implied_rest_from_share", [(90, 80, INF), (95, 90, 100)], 0, INF),
        ("contribution", [(10, 9, 11), (14, 14, INF), (40, 20, 50)], 6, INF),
        ("contribution", [(10, 10, INF), (14, 13, 15), (40, 20, 50)], -INF, 25),
        ("contribution", [(10, 10, 10), (14, 13, 15), (40, 20, INF)], 0, 25),
        ("contribution", [(10, 10, 10), (14, 13, 15), (40, 0, 50)], 6, INF),
        ("contribution", [(10, 10, 10), (10, 10, 10), (40, 0, 50)], 0, 0),
    ],
)
def test_each_indicator_carries_a_floor_without_a_ceiling(name, arguments, low, high):
    result = row_of(INDICATORS[name].ask(*arguments))
    assert result[1:3] == pytest.approx((low, high))


def test_an_imprecise_investment_balance_is_undecided_and_a_closed_one_is_not():
    outward = levels((17, 16, 18))
    assert row_of(an.balance(outward, levels((9, 9, INF))))[3] == "undecided"
    assert row_of(an.balance(outward, levels((9, 9, 10))))[3] == "surplus"
    assert row_of(an.balance(levels((9, 9, 10)), outward))[3] == "deficit"


@pytest.mark.parametrize("name", ["share", "implied_rest"])
def test_a_part_that_must_be_larger_than_its_whole_is_impossible(name):
    value, low, high, decided = row_of(INDICATORS[name].ask((12, 11, 13), (10, 9, 10.5)))
    assert value == {"share": 120, "implied_rest": -2}[name]
    assert (math.isnan(low), math.isnan(high), decided) == (True, True, "impossible")


@pytest.mark.parametrize(
    ("name", "low", "high"), [("share", 1000 / 12, 100), ("implied_rest", 0, 2)]
)
def test_a_part_that_may_be_as_large_as_its_whole_is_possible(name, low, high):
    result = row_of(INDICATORS[name].ask((11, 10, 12), (10, 9, 12)))
    assert result[1:] == pytest.approx((low, high, ""))
    edge = row_of(INDICATORS[name].ask((11, 10, 12), (9, 8, 10)))
    assert edge[1:] == {"share": (100, 100, ""), "implied_rest": (0, 0, "")}[name]


# Alignment and many pairs.

TWO_FRAMES = {
    name: getattr(an, name)
    for name in (
        "turnover difference balance ratio contribution coverage_ratio normalised_balance share "
        "implied_whole implied_rest implied_rest_from_share exports_in_turnover grubel_lloyd "
        "partner_share dependence"
    ).split()
}
ONE_FRAME = {"growth": an.growth, "index": lambda series: an.index(series, base=2016)}


@pytest.mark.parametrize("name", TWO_FRAMES)
def test_arguments_align_by_index_and_what_one_lacks_is_missing(name):
    a = frame([9.0, 8.0, 7.0], pd.Index([2016, 2015, 2018], name="year"))
    b = frame([2.0, 3.0, 4.0], pd.Index([2015, 2016, 2017], name="year"))
    result = TWO_FRAMES[name](a, b)
    assert result.index.to_list() == [2016, 2015, 2018, 2017]
    assert result.index.name == "year"
    assert result.loc[[2018, 2017], "decided"].to_list() == ["missing", "missing"]
    in_order = TWO_FRAMES[name](a.sort_index().loc[2015:2016], b.loc[2015:2016])
    pd.testing.assert_frame_equal(result.loc[[2015, 2016]], in_order)


@pytest.mark.parametrize("name", TWO_FRAMES)
def test_other_columns_and_whole_numbers_are_no_hindrance_and_arguments_stay_as_they_are(name):
    a = levels(9, 8).astype(int).assign(note="x")
    b = levels(2, 3)[["high", "value", "low"]]
    before = a.copy(), b.copy()
    pd.testing.assert_frame_equal(TWO_FRAMES[name](a, b), TWO_FRAMES[name](levels(9, 8), b))
    pd.testing.assert_frame_equal(a, before[0])
    pd.testing.assert_frame_equal(b, before[1])


@pytest.mark.parametrize("name", [*TWO_FRAMES, *ONE_FRAME, "cagr"])
def test_a_year_that_stands_twice_is_refused(name):
    twice = frame([5.0, 6.0, 7.0], [2015, 2016, 2016])
    with pytest.raises(an.DataError, match="2016 stands twice"):
        if name in TWO_FRAMES:
            TWO_FRAMES[name](levels(1.0, 2.0), twice)
        else:
            (ONE_FRAME | {"cagr": an.cagr})[name](twice)


@pytest.mark.parametrize("name", [*ONE_FRAME, "cagr"])
def test_an_index_without_years_is_refused(name):
    function = (ONE_FRAME | {"cagr": an.cagr})[name]
    with pytest.raises(an.DataError, match="must hold years as whole numbers, and has '2015'"):
        function(frame([5.0, 6.0], ["2015", "2016"]))
    unnamed = pd.MultiIndex.from_tuples([("GEO", 2015), ("GEO", 2016)])
    with pytest.raises(an.DataError, match="no level 'year'"):
        function(frame([5.0, 6.0], unnamed))


def test_an_index_on_a_year_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(an.DataError, match="the base year 2014 is not among 2015, 2016"):
        an.index(levels(4, 5), base=2014)


def test_a_frame_by_one_country_and_year_has_an_index_for_each_country():
    keys = [("GEO", 2015), ("GEO", 2016), ("KOR", 2015), ("KOR", 2016)]
    many = frame([4, 5, 6, 3], pd.MultiIndex.from_tuples(keys, names=["reporter", "year"]))
    assert an.index(many, base=2015)["value"].to_list() == [100, 125, 100, 50]


def test_a_pair_without_the_base_year_has_no_index_and_others_have():
    many = frame(
        [4, 5, 6],
        pd.MultiIndex.from_tuples(
            [("GEO", "KOR", 2015), ("GEO", "KOR", 2016), ("CHE", "KOR", 2016)],
            names=["reporter", "partner", "year"],
        ),
    )
    result = an.index(many, base=2015)
    assert result["value"].to_list()[:2] == [100, 125]
    assert result["decided"].to_list() == ["", "", "missing"]


@st.composite
def many_pairs(draw):
    """Draw levels of several pairs and years with gaps and missing values, in any order."""
    pairs = [("GEO", "KOR"), ("GEO", "CHE"), ("KOR", "GEO"), ("CHE", "KOR")]
    keys = [(*pair, year) for pair in pairs for year in range(2015, 2020)]
    keys = draw(st.lists(st.sampled_from(keys), unique=True, max_size=16))
    base = ("GEO", "KOR", 2016)  # so that an index has its base year
    keys = keys if base in keys else [*keys, base]
    cell = st.one_of(st.just((NAN, NAN, NAN)), st.just((0.0, 0.0, 0.0)), interval(9))
    rows = draw(st.lists(cell, min_size=len(keys), max_size=len(keys)))
    return frame(rows, pd.MultiIndex.from_tuples(keys, names=["reporter", "partner", "year"]))


def of_pair(many, pair):
    """Return one pair's rows by year, in their order."""
    rows = (many.index.droplevel("year") == pair).nonzero()[0]
    return many.iloc[rows].droplevel(["reporter", "partner"])


def pairs_of(many):
    return many.index.droplevel("year").unique()


def test_nothing_crosses_to_the_next_pair_where_its_years_follow():
    years = [("GEO", "CHE", 2015), ("GEO", "CHE", 2016), ("GEO", "KOR", 2017), ("KOR", "GEO", 2018)]
    index = pd.MultiIndex.from_tuples(years, names=["reporter", "partner", "year"])
    many = frame([100, 110, 99, 50], index)
    expected = ["missing", "rise", "missing", "missing"]
    assert an.growth(many)["decided"].to_list() == expected
    assert an.contribution(many, many)["decided"].to_list() == expected
    assert an.index(many, base=2017)["decided"].to_list() == ["missing", "missing", "", "missing"]
    of_pairs = an.cagr(many)["decided"].to_dict()
    assert of_pairs == {
        ("GEO", "CHE"): "rise",
        ("GEO", "KOR"): "missing",
        ("KOR", "GEO"): "missing",
    }


@pytest.mark.thorough
@pytest.mark.parametrize("name", ONE_FRAME)
@rarely
@given(many=many_pairs())
def test_many_pairs_at_once_are_each_pair_alone(name, many):
    result = ONE_FRAME[name](many)
    assert result.index.equals(many.index)
    assert result.index.names == many.index.names
    for pair in pairs_of(many):
        alone = of_pair(many, pair)
        if name == "growth" or 2016 in alone.index:
            pd.testing.assert_frame_equal(
                pd.DataFrame(of_pair(result, pair)), pd.DataFrame(ONE_FRAME[name](alone))
            )
        else:
            assert set(of_pair(result, pair)["decided"]) == {"missing"}


@pytest.mark.thorough
@rarely
@given(many=many_pairs())
def test_the_cagr_of_many_pairs_is_a_row_a_pair(many):
    result = an.cagr(many)
    assert result.index.names == ["reporter", "partner"]
    assert sorted(result.index) == sorted(pairs_of(many))
    for pair in pairs_of(many):
        alone = an.cagr(of_pair(many, pair))
        pd.testing.assert_series_equal(result.loc[pair], alone, check_names=False)


@pytest.mark.thorough
@pytest.mark.parametrize("name", TWO_FRAMES)
@rarely
@given(a=many_pairs(), b=many_pairs())
def test_two_frames_of_many_pairs_at_once_are_each_pair_alone(name, a, b):
    result = TWO_FRAMES[name](a, b)
    assert result.index[: len(a)].equals(a.index)
    assert set(result.index) == set(a.index) | set(b.index)
    assert result.index.names == a.index.names
    for pair in pairs_of(result):
        alone = TWO_FRAMES[name](of_pair(a, pair), of_pair(b, pair))
        pd.testing.assert_frame_equal(of_pair(result, pair).loc[alone.index], alone)
        assert len(alone) == len(of_pair(result, pair))


@pytest.mark.thorough
@rarely
@given(many=many_pairs(), seed=st.integers(0, 9))
def test_the_order_of_rows_changes_nothing(many, seed):
    order = np.random.default_rng(seed).permutation(len(many))
    shuffled = many.iloc[order]
    for function in ONE_FRAME.values():
        pd.testing.assert_frame_equal(function(shuffled), function(many).iloc[order])
    pd.testing.assert_frame_equal(
        an.cagr(shuffled).sort_index(), an.cagr(many).sort_index(), check_like=True
    )
    one = of_pair(many, ("GEO", "KOR"))
    pd.testing.assert_frame_equal(
        an.growth(one.sort_index(ascending=False)), an.growth(one).sort_index(ascending=False)
    )


@rarely
@given(many=many_pairs())
def test_the_zero_bases_of_many_pairs_are_the_rows_without_a_rate(many):
    listed = set(an.growth(many).attrs["zero_base"])
    expected = {
        key
        for key in many.index[many["value"].notna()]
        if many["value"].get((*key[:2], key[2] - 1), NAN) == 0
    }
    assert listed == expected


# What an error or a result says beside the numbers.


def test_an_index_of_no_years_is_refused_in_words():
    with pytest.raises(an.DataError) as caught:
        an.index(levels(), base=2015)
    assert str(caught.value) == ("the base year 2015 is not among the years: there are none")


def test_the_years_that_an_index_may_have_are_listed_once_and_in_order():
    keys = [("GEO", "KOR", 2016), ("CHE", "KOR", 2016), ("CHE", "KOR", 2015)]
    many = frame([4, 5, 6], pd.MultiIndex.from_tuples(keys, names="reporter partner year".split()))
    with pytest.raises(an.DataError, match=r"^the base year 2014 is not among 2015, 2016$"):
        an.index(many, base=2014)


def test_a_row_that_stands_twice_is_refused_with_what_would_be_right():
    twice = frame([5.0, 6.0], [2015, 2015])
    with pytest.raises(an.DataError) as caught:
        an.turnover(twice, levels(1.0))
    assert str(caught.value) == "2015 stands twice in the index: each row needs its own"


def test_results_have_the_columns_that_their_reference_names():
    one, other = levels(5, 6), levels(2, 3)
    results = [function(one, other) for function in TWO_FRAMES.values()]
    for result in [*results, an.growth(one), an.index(one, base=2016)]:
        assert result.columns.to_list() == [*BOUNDS, "decided"]
    assert an.cagr(one).name is None


def test_the_index_of_a_missing_base_or_year_is_missing_and_not_100():
    result = an.index(levels(NAN, 5), base=2015)
    assert result["decided"].to_list() == ["missing", "missing"]
    result = an.index(levels(0, 5), base=2015)
    assert result[BOUNDS].isna().all(axis=None)


def test_flows_that_sum_to_one_have_a_normalised_balance():
    assert row_of(an.normalised_balance(levels(0.75), levels(0.25))) == (0.5, 0.5, 0.5, "surplus")


def test_a_result_without_bounds_has_no_value_either():
    (row,) = an.turnover(levels((5.0, NAN, NAN)), levels(1.0))[BOUNDS].to_numpy()
    assert np.isnan(row).all()
