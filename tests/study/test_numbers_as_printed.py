"""Numbers and wordings as people print them: ranges, records, words, other languages, tables."""

import math
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from babel.core import Locale
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import analysis as an
from analysis.study.languages import languages
from analysis.study.numerals import plain, plain_range
from analysis.study.schema import SAME_WORDINGS, WORDINGS
from analysis.study.units import SCALES
from analysis.study.wording import Precision, exact_number

INF = math.inf
modestly = settings(deadline=None, max_examples=200, derandomize=True)

PRINTED_IN = {
    "": (",", ".", ["thousand", "million", "billion", "trillion"]),
    "en_GB": (",", ".", ["k", "mn", "bn", "tn"]),
    "es": (".", ",", ["mil", "millones", "mil millones", "billones"]),
    "es_MX": (",", ".", ["mil", "millones", "mil millones", "billones"]),
    "fr": ("\u202f", ",", ["mille", "millions", "milliards", "billions"]),
    "fr_CA": ("\u00a0", ",", ["mille", "M", "Md", "billions"]),
    "de": (".", ",", ["Tausend", "Mio.", "Mrd.", "Bio."]),
    "de_CH": ("’", ".", ["Tsd.", "Millionen", "Milliarden", "Billionen"]),
    "it": (".", ",", ["mila", "milioni", "miliardi", "mila miliardi"]),
    "pt_BR": (".", ",", ["mil", "milhões", "bilhões", "trilhões"]),
    "pt_PT": ("\u00a0", ",", ["mil", "milhões", "mil milhões", "biliões"]),
    "ru": ("\u00a0", ",", ["тыс.", "млн", "млрд", "трлн"]),
    "tr": (".", ",", ["bin", "milyon", "milyar", "trilyon"]),
    "az": (".", ",", ["min", "milyon", "milyard", "trilyon"]),
}
"""Locale → what stands between groups, the decimal sign, and the words for 10³, 10⁶, 10⁹, 10¹²."""


@pytest.mark.parametrize(
    ("as_written", "unit", "expected"),
    [
        ("1.2 to 1.4 billion", "USD", (1300, 1150, 1450)),
        ("1.2-1.4bn", "USD", (1300, 1150, 1450)),
        ("between 1.2 and 1.4 billion", "USD", (1300, 1150, 1450)),
        ("$1.2bn–$1.4bn", "USD", (1300, 1150, 1450)),
        ("900 million to 1.25 billion", "USD", (1075, 850, 1255)),
        ("1 to 1.2 billion", "USD", (1100, 500, 1250)),
        ("10-15%", "percent", (12.5, 9.5, 15.5)),
        ("2-3x", "times", (2.5, 1.5, 3.5)),
        ("-1.2 to -1.4 billion", "USD", (-1300, -1450, -1150)),
        ("-1.4 billion to -1.2 billion", "USD", (-1300, -1450, -1150)),
        ("-3 to 5", "percent", (1, -3.5, 5.5)),
        ("5 to 5", "percent", (5, 4.5, 5.5)),
    ],
)
def test_a_range_reaches_half_a_step_beyond_both_of_its_numbers(as_written, unit, expected):
    assert an.bounds(as_written, "between", unit) == pytest.approx(expected)


def test_of_a_range_that_is_cut_only_the_upper_end_may_be_larger():
    assert an.bounds("1.2-1.4bn", "between", rounding="cut") == (1300, 1200, 1500)
    assert an.bounds("-1.2 to -1.4bn", "between", rounding="cut") == (-1300, -1500, -1200)


@pytest.mark.parametrize(
    ("as_written", "locale"),
    [
        ("entre 1,2 y 1,4 mil millones de dólares", "es"),
        ("1,2 bis 1,4 Mrd. US-Dollar", "de"),
        ("entre 1,2 et 1,4 milliard de dollars", "fr"),
        ("tra 1,2 e 1,4 miliardi di dollari", "it"),
        ("de 1,2 a 1,4 bilhão de dólares", "pt"),
        ("от 1,2 до 1,4 млрд долл. США", "ru"),
        ("1,2 ile 1,4 milyar dolar arasında", "tr"),
        ("1,2-1,4 milyard dollar", "az"),
    ],
)
def test_a_range_is_read_in_each_language(as_written, locale):
    assert an.bounds(as_written, "between", locale=locale) == (1300, 1150, 1450)


@pytest.mark.parametrize(
    ("as_written", "wording", "message"),
    [
        ("1.3 billion", "between", r"is not two numbers: write '6\.2 to 6\.4 billion'"),
        ("1.2-1.4bn", "stated", "is not a number: .*; a range has the wording between"),
        ("1.4 to 1.2 billion", "between", "1.2 billion' is not a range: the first number is the l"),
        ("0.8 to 0.5", "between", "^'0.8 to 0.5' is not a range"),
        ("500 million to 1.2", "between", "the first number is the larger one"),
        ("-1.2-1.4 billion", "between", "is the second number negative too"),
        ("1 to 2 to 3 billion", "between", "is not a number"),
        ("", "between", "is not two numbers"),
        ("", "stated", "is not a number"),
    ],
)
def test_what_is_no_range_is_refused(as_written, wording, message):
    with pytest.raises(an.DataError, match=message):
        an.bounds(as_written, wording)


def test_the_plain_form_of_a_range_is_read_as_the_range():
    for as_written in ("1.2-1.4bn", "900 mn to $1.2bn", "-1.2 to -1.4 billion"):
        same = plain_range(as_written, "USD")
        assert plain_range(same, "USD") == same
        assert an.bounds(same, "between") == an.bounds(as_written, "between")


@pytest.mark.parametrize("word", sorted(SAME_WORDINGS))
def test_each_word_means_the_first_of_its_row(word):
    number = "1.2 to 1.4 billion" if word == "between" else "780 million"
    assert an.bounds(number, word) == an.bounds(number, SAME_WORDINGS[word])


@pytest.mark.parametrize(
    ("word", "meant"), [("nearlly", "nearly"), ("more then", "more than"), ("aproximately", "app")]
)
def test_another_word_is_asked_about(word, meant):
    with pytest.raises(an.DataError, match=rf"is not one of exact, .*\(is {meant}.* meant\?\)"):
        an.bounds("5", word)


@pytest.mark.parametrize("wording", ["highest", "lowest"])
def test_a_record_without_a_number_says_nothing_of_its_size(wording):
    value, low, high = an.bounds("", wording)
    assert math.isnan(value) and (low, high) == (-INF, INF)
    assert an.bounds("1.8 billion", wording) == an.bounds("1.8 billion", "stated")


@pytest.mark.parametrize(
    ("as_written", "wording", "unit", "expected"),
    [
        ("half", "stated", "percent", (50, 40, 60)),
        ("a third", "about", "percent", (33, 32, 34)),
        ("a quarter", "stated", "percent", (25, 24, 26)),
        ("two-thirds", "stated", "percent", (67, 66, 68)),
        ("-a third", "stated", "percent", (-33, -34, -32)),
        ("half", "more than", "percent", (50, 50, INF)),
        ("half", "almost", "percent", (50, 40, 50)),
        ("two thirds", "more than", "percent", (200 / 3, 200 / 3, INF)),
        ("a third", "less than", "percent", (100 / 3, -INF, 100 / 3)),
        ("half", "stated", "times", (0.5, 0.45, 0.55)),
        ("halved", "stated", "times", (0.5, 0.45, 0.55)),
        ("doubled", "stated", "times", (2, 1.5, 2.5)),
        ("doubled", "nearly", "times", (2, 1.5, 2)),
        ("Tripled", "over", "times", (3, 3, INF)),
    ],
)
def test_a_word_is_a_number(as_written, wording, unit, expected):
    assert an.bounds(as_written, wording, unit) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("as_written", "unit", "message"),
    [
        ("doubled", "percent", "'doubled' is a number of times, and its unit is percent"),
        ("half", "USD", "'half' is not a number"),
        ("a third", "count", "'a third' is not a number"),
    ],
)
def test_a_word_fits_its_unit(as_written, unit, message):
    with pytest.raises(an.DataError, match=message):
        an.bounds(as_written, "stated", unit)


@pytest.mark.parametrize(
    ("as_written", "locale", "same"),
    [
        ("2.251 millones", "es", "2,251 million"),
        ("2.251 millones de dólares", "es_ES", "2,251 million"),
        ("2.251 millones", "es-MX", "2.251 million"),
        ("45,5 Mrd.", "de_DE", "45.5 billion"),
        ("45,50 Mrd. US-Dollar", "de_AT", "45.50 billion"),
        ("1,2 billón", "es", "1.2 trillion"),
        ("1,2 billions de dollars", "fr", "1.2 trillion"),
        ("US$ 3,5 bi", "pt_BR", "3.5 billion"),
        ("1 273,5 млн", "ru", "1,273.5 million"),
        ("1 273,5 milioni di dollari", "it", "1,273.5 million"),
        ("-12,5 milyar dolar", "tr", "-12.5 billion"),
        ("(35,7) Millionen", "de", "-35.7 million"),
        ("EUR 5,14 bn", "de", "5.14 billion"),
        ("US$ 318,4 billion", "es", "318.4 billion"),
        ("1,2 billion", "de", "1.2 trillion"),
        ("1.6 billion", "en_US", "1.6 billion"),
        ("1.2 lakh crore", "en_IN", "1.2 trillion"),
    ],
)
def test_an_amount_is_read_as_its_locale_writes_it(as_written, locale, same):
    unit = as_written[:3] if as_written[:3].isalpha() else "USD"
    assert plain(as_written, unit, locale) == same
    assert an.bounds(as_written, "stated", unit, locale=locale) == an.bounds(same, "stated", unit)


@pytest.mark.parametrize(
    ("as_written", "unit", "locale", "same"),
    [
        ("%15,1", "percent", "tr", "15.1"),
        ("-%15,1", "percent", "tr", "-15.1"),
        ("yüzde 15", "percent", "tr", "15"),
        ("15,1 por ciento", "percent", "es", "15.1"),
        ("15,1 %", "percent", "fr", "15.1"),
        ("15 процентов", "percent", "ru", "15"),
        ("2,3 volte", "times", "it", "2.3"),
        ("3-fach", "times", "de", "3"),
        ("2,3 раза", "times", "ru", "2.3"),
        ("1,5 dəfə", "times", "az", "1.5"),
    ],
)
def test_a_rate_is_read_as_its_locale_writes_it(as_written, unit, locale, same):
    assert plain(as_written, unit, locale) == same


@pytest.mark.parametrize(
    ("as_written", "locale", "message"),
    [
        ("1.5 millones", "es", r"'1\.5' is not how es writes a number \(is 15 or 1,5 meant\?\)"),
        ("1,5 billons", "es", r"the scale 'billons' is not one of mil, .*\(is billones meant\?\)"),
        ("1,5 b", "de", "the scale 'b' is not one of tausend"),
        ("1,5 millonas", "es", r"'millonas' is not one of .*\(is millones meant\?\)"),
        ("12 34", "fr", "is not how fr writes a number"),
        ("%15", "tr", "'%' does not fit its unit, USD"),
        ("5", "nl", "locale 'nl' is not a locale whose numbers are read: write a language of az"),
        ("5", "de_XX", "locale 'de_XX' is not a locale"),
    ],
)
def test_what_the_locale_does_not_write_so_is_refused(as_written, locale, message):
    with pytest.raises(an.DataError, match=message):
        an.bounds(as_written, "stated", locale=locale)


@pytest.mark.parametrize(
    ("as_written", "unit", "expected"),
    [
        ("10.47", "percent", (10.47, 10.47, 10.48)),
        ("-10.47", "percent", (-10.47, -10.48, -10.47)),
        ("0", "percent", (0, -1, 1)),
        ("200 million", "USD", (200, 200, 300)),
        ("-3", "times", (-3, -4, -3)),
    ],
)
def test_what_is_cut_lies_away_from_zero(as_written, unit, expected):
    assert an.bounds(as_written, "stated", unit, rounding="cut") == expected
    for wording in ("about", "almost", "more than", "exact"):
        uncut = an.bounds(as_written, wording, unit)
        assert an.bounds(as_written, wording, unit, rounding="cut") == uncut


@pytest.mark.parametrize(
    ("as_written", "step", "half"),
    [
        ("200 million", "1 million", 0.5),
        ("200 million", "$10 million", 5),
        ("200", "1", 0.5e-6),
        ("200 million", "0.1 million", 0.5),
        ("1,300 million", "1 million", 0.5),
        ("1.3 billion", "1 million", 50),
        ("3 billion", "100 million", 500),
        ("5 million", "1 billion", 0.5),
        ("200.0 million", "1 million", 0.05),
    ],
)
def test_trailing_zeros_count_down_to_the_step_of_the_tables(as_written, step, half):
    value, low, high = an.bounds(as_written, "stated", step=step)
    assert (value - low, high - value) == pytest.approx((half, half))
    assert an.bounds(as_written, "about", step=step) == an.bounds(as_written, "about")


@pytest.mark.parametrize(
    ("as_written", "wording"), [("5", "stated"), ("5 to 6", "between"), ("", "highest")]
)
def test_a_number_knows_how_exactly_its_source_prints(as_written, wording):
    cut = Precision("cut", Decimal(1))
    assert exact_number(as_written, wording, precision=cut).precision == cut


def test_no_digit_of_a_long_number_is_lost():
    printed = "1234567890" * 4
    assert exact_number(printed, "stated", "count").value == int(printed)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rounding": "up"}, "rounding 'up' is not one of rounded, cut"),
        ({"step": "a million"}, "'a million' is not a number"),
        ({"step": "0"}, "step '0' is not above 0"),
    ],
)
def test_an_unknown_rounding_or_step_is_refused(options, message):
    with pytest.raises(an.DataError, match=message):
        an.bounds("5", "stated", **options)


@pytest.mark.parametrize("code", sorted(languages()))
def test_the_scale_words_are_those_of_cldr(code):
    known = languages()[code].scales
    assert set(known.values()) <= set(SCALES)
    formats = Locale.parse(code).compact_decimal_formats
    # A single letter of a computer's screen that no newspaper prints, or that means another scale.
    letters = {"b", "k", "t"}
    found = 0
    for style, by_form in formats.items():
        if style not in ("long", "short"):
            continue
        for forms in by_form.values():
            for amount, pattern in forms.items():
                text = pattern.pattern.replace("'", "").replace("\u00a0", " ")
                word = text.removeprefix("0").strip().rstrip(".").lower()
                if not text.startswith("0") or not word or "0" in word or word in letters:
                    continue
                if amount in ("1000", "1000000", "1000000000", "1000000000000"):
                    assert 10 ** SCALES[known[word]] == int(amount), (code, style, word)
                    found += 1
    assert found >= 8


def in_locale(number, locale):
    """Return an English number as a locale writes it."""
    group, point, _ = PRINTED_IN[locale]
    return number.replace(".", "\0").replace(",", group).replace("\0", point)


@st.composite
def prints(draw):
    """Draw a true size and print it: (what `bounds` takes, the truth in single units)."""
    unit = draw(st.sampled_from(["USD", "percent", "times", "count"]))
    wording = draw(st.sampled_from(list(WORDINGS)))
    locale = draw(st.sampled_from(sorted(PRINTED_IN)))
    rounding = draw(st.sampled_from(["rounded", "cut"]))
    scaled = unit in ("USD", "count")
    exponent = draw(st.sampled_from([0, 3, 6, 9, 12])) if scaled else 0
    last = exponent - draw(st.integers(0, 3))  # the power of ten of the last printed digit
    step = None
    if scaled and last == exponent and draw(st.booleans()):
        step = f"{10**last}"
    negative = draw(st.booleans())

    def one(true):
        """Return a size as printed with the wording: a number of units of the last digit."""
        steps = true.scaleb(-last)
        how = {
            "exact": ROUND_HALF_UP,
            "about": draw(st.sampled_from([ROUND_FLOOR, ROUND_CEILING])),
            "almost": ROUND_CEILING,
            "more than": ROUND_FLOOR,
            "less than": ROUND_CEILING,
        }.get(wording, ROUND_DOWN if rounding == "cut" else ROUND_HALF_UP)
        return int(steps.to_integral_value(how))

    def text(whole):
        number = Decimal(whole).scaleb(last - exponent)
        sign = "-" if negative and whole else ""
        return sign + in_locale(f"{number:,.{exponent - last}f}", locale)

    true = Decimal(draw(st.integers(1, 10**7))).scaleb(last - draw(st.integers(0, 4)))
    word = PRINTED_IN[locale][2][exponent // 3 - 1] if exponent else ""
    if wording == "between":
        other = true + Decimal(draw(st.integers(0, 10**4))).scaleb(last - 1)
        ends = [one(true), one(other)]
        assume(not negative or 0 not in ends)
        between = draw(st.sampled_from([" - ", f" {languages()[locale[:2] or 'en'].range[0]} "]))
        as_written = between.join(map(text, ends))
        true = draw(st.sampled_from([true, other, (true + other) / 2]))
    else:
        whole = one(true)
        assume(whole or not negative)
        as_written = text(whole)
        if wording == "exact":
            true = Decimal(whole).scaleb(last)
        number = Decimal(whole).scaleb(last)
        # Of a multiple with one digit about and almost allow half a step only.
        allowed = Decimal(1).scaleb(last) / 2
        if unit == "times" and wording in ("about", "almost"):
            assume(abs(number - true) <= allowed)
    arguments = {
        "as_written": f"{as_written} {word}".strip(),
        "wording": wording,
        "unit": unit,
        "locale": locale,
        "rounding": rounding,
        "step": step,
    }
    return arguments, -true if negative else true


@pytest.mark.thorough
@modestly
@given(prints(), st.booleans())
def test_what_is_true_lies_in_the_interval_of_its_print(case, spelt_otherwise):
    arguments, true = case
    words = [w for w, first in SAME_WORDINGS.items() if first == arguments["wording"]]
    if spelt_otherwise:
        arguments["wording"] = words[-1]
    value, low, high = an.bounds(**arguments)
    true = true / 10**6 if arguments["unit"] == "USD" else true
    room = 1e-12 * abs(float(true))
    assert low - room <= float(true) <= high + room
    assert low - room <= value <= high + room


@pytest.mark.thorough
@modestly
@given(prints())
def test_no_reading_of_a_locale_is_another_number_than_the_english_one(case):
    arguments, _ = case
    english = arguments | {"locale": "en"}
    number = arguments["as_written"]
    _, point, words = PRINTED_IN[arguments["locale"]]
    if arguments["wording"] == "between":
        return
    for word, same in zip(words, PRINTED_IN[""][2], strict=True):
        if number.endswith(f" {word}") and number.removesuffix(f" {word}")[-1].isdigit():
            number = f"{number.removesuffix(word)}\0{same}"
    digits, _, scale = number.partition("\0")
    digits = "".join("." if c == point else c for c in digits if c.isdigit() or c in f"-{point}")
    english["as_written"] = f"{digits} {scale}".strip()
    assert an.bounds(**arguments) == an.bounds(**english)


@pytest.mark.parametrize(
    ("written", "locale", "unit"),
    [
        ("2 Trillion", "de", "USD"),
        ("2 trillions", "fr", "USD"),
        ("1,2 billions", "de", "USD"),
        ("1.500 tn", "es", "t"),
    ],
)
def test_an_english_word_that_may_be_another_number_in_a_language_is_refused(written, locale, unit):
    with pytest.raises(an.DataError, match="is not one of"):
        an.bounds(written, "stated", unit, locale=locale)
