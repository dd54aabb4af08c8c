"""From a printed number and its wording to an interval."""

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import analysis as an
from analysis.study.numerals import plain
from analysis.study.quantities import number_of
from analysis.study.units import SCALES
from analysis.study.wording import WORDINGS

OF_ONE = [wording for wording in WORDINGS if wording != "between"]
"""The wordings of one number."""

INF = math.inf
modestly = settings(deadline=None, max_examples=150, derandomize=True)


@pytest.mark.parametrize(
    ("as_written", "step"),
    [
        ("561", 1),
        ("780", 10),
        ("900", 100),
        ("1.3", 0.1),
        ("1.30", 0.01),
        ("1,300", 100),
        ("1,310", 10),
        ("0", 1),
        ("0.0", 0.1),
        ("10.0", 0.1),
        ("-780", 10),
        ("1000", 1000),
    ],
)
def test_a_step_is_one_unit_of_the_last_significant_digit(as_written, step):
    million = f"{as_written} million"
    value, low, high = an.bounds(million, "stated")
    assert value == float(as_written.replace(",", ""))
    assert high - low == pytest.approx(step, rel=1e-12)
    value, low, high = an.bounds(million, "about")
    assert (value - low, high - value) == pytest.approx((step, step), rel=1e-12)


@pytest.mark.parametrize(
    ("wording", "reading", "low", "high"),
    [
        ("exact", "strict", 780, 780),
        ("stated", "strict", 775, 785),
        ("about", "strict", 770, 790),
        ("almost", "strict", 770, 780),
        ("more than", "strict", 780, INF),
        ("less than", "strict", -INF, 780),
        ("exact", "close", 780, 780),
        ("stated", "close", 775, 785),
        ("about", "close", 770, 790),
        ("almost", "close", 770, 780),
        ("more than", "close", 780, 790),
        ("less than", "close", 770, 780),
    ],
)
def test_each_wording_has_its_interval(wording, reading, low, high):
    assert an.bounds("780 million", wording, reading=reading) == (780, low, high)


@pytest.mark.parametrize(
    ("as_written", "wording", "low", "high"),
    [
        ("20", "stated", 19.5, 20.5),
        ("100", "stated", 99.5, 100.5),
        ("20.0", "stated", 19.95, 20.05),
        ("-3", "stated", -3.5, -2.5),
        ("0", "stated", -0.5, 0.5),
        ("50", "almost", 40, 50),
        ("50", "about", 40, 60),
        ("45", "about", 44, 46),
        ("50", "more than", 50, INF),
        ("0.5", "more than", 0.5, INF),
        ("0", "more than", 0, INF),
    ],
)
def test_a_stated_percentage_has_the_last_printed_digit_as_its_step(as_written, wording, low, high):
    assert an.bounds(as_written, wording, "percent")[1:] == (low, high)


@pytest.mark.parametrize(
    ("as_written", "wording", "expected"),
    [
        ("2.3", "stated", (2.3, 2.25, 2.35)),
        ("2", "stated", (2, 1.5, 2.5)),
        ("20", "stated", (20, 19.5, 20.5)),
        ("20", "about", (20, 15, 25)),
        ("25", "about", (25, 24, 26)),
        ("2", "almost", (2, 1.5, 2)),
        ("3", "about", (3, 2.5, 3.5)),
        ("2.0", "almost", (2, 1.9, 2)),
        ("1.0", "almost", (1, 0.9, 1)),
        ("0.5", "exact", (0.5, 0.5, 0.5)),
        ("2", "more than", (2, 2, INF)),
        ("2", "less than", (2, -INF, 2)),
    ],
)
def test_a_vague_multiple_with_one_digit_has_half_a_step(as_written, wording, expected):
    assert an.bounds(as_written, wording, "times") == expected


def test_a_multiple_of_growth_is_that_much_more_and_one_of_a_ratio_is_not():
    read = {
        quantity: number_of(quantity, "2.3", "stated", "times")
        for quantity in ("turnover_growth", "coverage_ratio")
    }
    assert [float(number.value) for number in read.values()] == [130, 230]
    assert [tuple(map(float, n.strict)) for n in read.values()] == [(125, 135), (225, 235)]
    assert [float(number.step) for number in read.values()] == [10, 10]


@pytest.mark.parametrize(
    ("as_written", "expected"),
    [
        ("1.31 billion", (1310, 1305, 1315)),
        ("0.1 million", (0.1, 0.05, 0.15)),
        ("1.1 billion", (1100, 1050, 1150)),
        ("32.15 trillion", (32150000, 32145000, 32155000)),
        ("561 thousand", (0.561, 0.5605, 0.5615)),
        ("1 billion", (1000, 500, 1500)),
        ("5", (0.000005, 0.0000045, 0.0000055)),
        ("\u22125.5 million", (-5.5, -5.55, -5.45)),
        ("+5 million", (5, 4.5, 5.5)),
    ],
)
def test_numbers_are_read_without_a_binary_error(as_written, expected):
    assert an.bounds(as_written, "stated") == expected


@pytest.mark.parametrize(
    ("as_written", "expected"), [("119", (119, 119, 119)), ("2 thousand", (2000, 2000, 2000))]
)
def test_a_count_is_itself(as_written, expected):
    assert an.bounds(as_written, "exact", "count") == expected


@pytest.mark.parametrize(
    "same", ["1,300 million", "1300 million", "1300000000", "1,300,000,000", " 1.3  BILLION "]
)
def test_one_amount_written_in_another_scale_is_the_same_interval(same):
    assert an.bounds(same, "stated") == an.bounds("1.3 billion", "stated") == (1300, 1250, 1350)


@pytest.mark.parametrize(
    ("as_written", "unit", "same"),
    [
        ("$1.3bn", "USD", "1.3 billion"),
        ("US$1.3 bn", "USD", "1.3 billion"),
        ("USD 561 mn", "USD", "561 million"),
        ("$561m", "USD", "561 million"),
        ("5 million $", "USD", "5 million"),
        ("5$", "USD", "5"),
        ("5 bn.", "USD", "5 billion"),
        ("1.5b", "USD", "1.5 billion"),
        ("1.5 billion U.S. dollars", "USD", "1.5 billion"),
        ("1.45tn", "USD", "1.45 trillion"),
        ("33 mln", "USD", "33 million"),
        ("1.6\u00a0billion", "USD", "1.6 billion"),
        ("\u2013980 million", "USD", "-980 million"),
        ("-$20.0 billion", "USD", "-20.0 billion"),
        ("(35.7) million", "USD", "-35.7 million"),
        ("(35.7 million)", "USD", "-35.7 million"),
        ("1 273 million dollars", "USD", "1,273 million"),
        ("16,37,33,66,000", "USD", "16,373,366,000"),
        ("1.2 lakh crore", "USD", "1.2 trillion"),
        ("50-billion-euro", "EUR", "50 billion"),
        ("$9-million", "USD", "9 million"),
        ("15.1%", "percent", "15.1"),
        ("15.1 per cent", "percent", "15.1"),
        ("2.3x", "times", "2.3"),
        ("3 times", "times", "3"),
        ("6k", "count", "6 thousand"),
    ],
)
def test_a_number_is_read_as_people_write_it(as_written, unit, same):
    assert an.bounds(as_written, "stated", unit) == an.bounds(same, "stated", unit)
    assert plain(as_written, unit) == same


def test_indian_scales_are_known():
    assert an.bounds("1.2 crore", "stated") == (12, 11.5, 12.5)
    assert an.bounds("50 lakh", "stated") == (5, 4.5, 5.5)


@pytest.mark.parametrize(
    ("wording", "interval"),
    [
        ("more than", (-math.inf, -20)),
        ("less than", (-20, math.inf)),
        ("almost", (-20, -19.9)),
        ("about", (-20.1, -19.9)),
        ("stated", (-20.05, -19.95)),
    ],
)
def test_a_wording_speaks_of_the_size_of_a_negative_number(wording, interval):
    assert an.bounds("-20.0 million", wording)[1:] == pytest.approx(interval)


def test_a_zero_after_the_decimal_point_is_a_digit_and_one_before_it_is_not():
    assert an.bounds("1.30 billion", "stated")[1:] == (1295, 1305)
    assert an.bounds("1300 million", "stated")[1:] == (1250, 1350)
    assert an.bounds("1300.0 million", "stated")[1:] == (1299.95, 1300.05)


@pytest.mark.parametrize(
    "as_written",
    [
        "",
        " ",
        "n/a",
        "NaN",
        "inf",
        "1e9",
        "1,3 billion",
        "13,00 million",
        "1,3000",
        "0,300 million",
        "1.3.1",
        "1.",
        ".5",
        "--5",
        "- 5",
        "-$-5",
        "(5",
        "(-5)",
        "12 34",
        "1,23,45",
        "12\u0663",
        "1_000",
        "9" * 61,
    ],
)
@pytest.mark.parametrize("unit", ["USD", "percent", "times", "count"])
def test_what_is_no_number_is_refused_with_the_form_of_one(as_written, unit):
    with pytest.raises(an.DataError, match=r"is not a number: write a number such as '1\.5 bill"):
        an.bounds(as_written, "stated", unit)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("1.3 bilion", "stated"), r"'bilion' is not one of thousand.* \(is billion meant\?\)"),
        (("1.3 billion euros", "stated"), "the scale 'billion euros' is not one of thousand, mill"),
        (("2.251 millones", "stated"), r"'millones' is not one of .* \(is million meant\?\)"),
        (("$5", "stated", "count"), r"'\$5' is an amount in dollars, and its unit is count"),
        (("5%", "stated", "times"), "the scale '%' is not one of"),
        (("5 million", "stated", "percent"), "a number in percent has no scale word"),
        (("2 thousand", "stated", "times"), "a number in times has no scale word"),
        (("5", "roughly"), "wording 'roughly' is not one of exact, stated, about, almost, more th"),
        (("5", "stated", "euro"), r"unit 'euro' is not percent, .* currency \(is EUR meant\?\)"),
        (("€5 million", "stated"), "'€' does not fit its unit, USD"),
        (("5", "stated", "USD", "open"), "reading 'open' is not one of strict, close"),
    ],
)
def test_an_unknown_word_is_refused_with_the_known_ones(arguments, message):
    with pytest.raises(an.DataError, match=message):
        an.bounds(*arguments)


@st.composite
def printed(draw):
    """Draw a true amount in USD and print it: (amount, printed number, step as printed, wording).

    The step is the unit to which the amount was rounded in print; a whole number that happens to
    end in zeros is read with a coarser one.
    """
    amount = Decimal(draw(st.integers(1, 10**14)))
    power = draw(st.integers(max(0, amount.adjusted() - 5), amount.adjusted()))
    unit = Decimal(10) ** power
    wording = draw(st.sampled_from(OF_ONE))
    if wording == "exact":
        unit, power = Decimal(1), 0
    down, up = ROUND_FLOOR, ROUND_CEILING
    rounding = {
        "exact": down,
        "stated": ROUND_HALF_UP,
        "about": draw(st.sampled_from([down, up])),
        "almost": up,
        "more than": down,
        "less than": up,
    }.get(wording, ROUND_HALF_UP)
    digits = int((amount / unit).to_integral_value(rounding))
    scale, exponent = draw(st.sampled_from([("", 0), *SCALES.items()]))
    if power >= exponent:
        number = digits * 10 ** (power - exponent)
        text = draw(st.sampled_from([f"{number}", f"{number:,}"]))
        read_coarser = digits % 10 == 0
    else:
        decimals = exponent - power
        whole, rest = divmod(digits, 10**decimals)
        text = f"{whole}.{rest:0{decimals}}"
        read_coarser = False
    return amount, digits, unit, f"{text} {scale}".strip(), wording, read_coarser


@pytest.mark.thorough
@modestly
@given(printed())
@example((Decimal(1310), 131, Decimal(10), "1.31 thousand", "stated", False))
def test_the_true_amount_lies_in_the_interval_of_its_print(case):
    amount, digits, unit, as_written, wording, _ = case
    value, low, high = an.bounds(as_written, wording)
    assert low <= float(amount / 10**6) <= high
    assert value == float(digits * unit / 10**6)


@modestly
@given(printed())
def test_the_interval_is_no_wider_than_the_print_allows(case):
    _, digits, unit, as_written, wording, read_coarser = case
    if read_coarser:
        return
    below, above = {
        "exact": (0, 0),
        "stated": (Decimal("0.5"), Decimal("0.5")),
        "about": (1, 1),
        "almost": (1, 0),
        "more than": (0, Decimal("inf")),
        "less than": (Decimal("inf"), 0),
    }.get(wording, (Decimal("0.5"), Decimal("0.5")))
    expected = float((digits - below) * unit / 10**6), float((digits + above) * unit / 10**6)
    assert an.bounds(as_written, wording)[1:] == expected
    below, above = (min(end, 1) for end in (below, above))
    expected = float((digits - below) * unit / 10**6), float((digits + above) * unit / 10**6)
    assert an.bounds(as_written, wording, reading="close")[1:] == expected


@modestly
@given(printed(), st.sampled_from(["strict", "close"]))
def test_a_close_reading_is_never_wider_and_holds_the_value(case, reading):
    *_, as_written, wording, _ = case
    value, low, high = an.bounds(as_written, wording, reading=reading)
    _, strict_low, strict_high = an.bounds(as_written, wording)
    assert strict_low <= low <= value <= high <= strict_high


@modestly
@given(st.integers(1, 99_999), st.sampled_from(OF_ONE), st.integers(0, 3))
def test_scales_agree_wherever_the_last_digit_is_significant(digits, wording, decimals):
    if digits % 10 == 0:
        digits += 1
    whole, rest = divmod(digits, 10**decimals)
    billions = f"{whole}.{rest:0{decimals}} billion" if decimals else f"{whole} billion"
    millions = f"{digits * 10 ** (3 - decimals):,} million"
    assert an.bounds(billions, wording) == an.bounds(millions, wording)


@modestly
@given(st.integers(0, 99_999), st.integers(0, 3), st.sampled_from(["exact", "stated", "more than"]))
def test_times_and_percent_have_the_same_steps(digits, decimals, wording):
    number = f"{Decimal(digits).scaleb(-decimals):f}"
    assert an.bounds(number, wording, "times") == an.bounds(number, wording, "percent")
