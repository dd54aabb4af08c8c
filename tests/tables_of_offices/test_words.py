"""Names of economies, units, periods and numbers are read as offices write them."""

from decimal import Decimal

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.study.periods import days
from analysis.study.units import SCALES
from analysis.study.wording import exact_number
from analysis.tables_of_offices.economies import economy
from analysis.tables_of_offices.numbers import is_missing, printed
from analysis.tables_of_offices.periods import months_so_far, period
from analysis.tables_of_offices.units import unit_in

IMF = {
    "Azerbaijan, Rep. of": "AZE",
    "China, P.R.: Mainland": "CHN",
    "China, P.R.: Hong Kong": "HKG",
    "Congo, Dem. Rep. of the": "COD",
    "Congo, Rep. of": "COG",
    "Croatia, Rep. of": "HRV",
    "Egypt, Arab Rep. of": "EGY",
    "Iran, Islamic Rep. of": "IRN",
    "Korea, Rep. of": "KOR",
    "Korea, Dem. People's Rep. of": "PRK",
    "Micronesia, Federated States of": "FSM",
    "Netherlands, The": "NLD",
    "Russian Federation": "RUS",
    "São Tomé and Príncipe, Dem. Rep. of": "STP",
    "Slovak Rep.": "SVK",
    "Türkiye, Rep of": "TUR",
    "Venezuela, Rep. Bolivariana de": "VEN",
}
WITS = {
    " World": "WLD",
    "Korea, Rep.": "KOR",
    "Egypt, Arab Rep.": "EGY",
    "Hong Kong, China": "HKG",
    "Other Asia, nes": "TWN",
    "Slovak Republic": "SVK",
    "Turkey": "TUR",
    "Lao PDR": "LAO",
    "St. Kitts and Nevis": "KNA",
    "Yemen, Rep.": "YEM",
}
CENSUS = {
    "Korea, South": "KOR",
    "Congo (Kinshasa)": "COD",
    "Cote d'Ivoire": "CIV",
    "Burma": "MMR",
    "Czech Republic": "CZE",
    "Macau": "MAC",
}
TURKISH = {
    "Amerika Birleşik Devletleri": "USA",
    "Gürcistan": "GEO",
    "Çin": "CHN",
    "Güney Kore": "KOR",
    "İngiltere": "GBR",
    "Rusya Federasyonu": "RUS",
    "Azerbaycan": "AZE",
}


@pytest.mark.parametrize(("name", "code"), [*IMF.items(), *WITS.items(), *CENSUS.items()])
def test_an_economy_is_known_by_the_name_that_an_office_gives_it(name, code):
    assert economy(name, "names") == code


@pytest.mark.parametrize(("name", "code"), TURKISH.items())
def test_an_economy_is_known_by_its_turkish_name(name, code):
    assert economy(name, "names", "tr") == code


def test_each_economy_is_known_by_its_names_of_iso_3166_and_by_its_codes():
    for country in pycountry.countries:
        assert economy(country.name, "names") == country.alpha_3
        assert economy(getattr(country, "official_name", country.name), "names") == country.alpha_3
        assert economy(country.alpha_3, "codes") == country.alpha_3
        assert economy(country.alpha_2, "Eurostat") == country.alpha_3
        assert economy(f"xx{country.alpha_3}", "OEC") == country.alpha_3


def test_a_group_of_economies_is_none_of_them():
    for name in ("Advanced Economies", "European Union", "Africa", "OPEC", "Korea, Rep. and China"):
        assert economy(name, "names") == ""
    for code in ("EU27_2020", "EXT_EU27_2020", "XX"):
        assert economy(code, "Eurostat") == ""


def test_what_the_user_says_of_a_name_comes_first():
    assert economy("Georgia", "names", named={"Georgia": "USA"}) == "USA"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Exports (US$ bn)", "USD billion"),
        ("in thousand US dollars", "USD thousand"),
        ("Mio EUR", "EUR million"),
        ("€ million", "EUR million"),
        ("Mrd. Euro", "EUR billion"),
        ("1000 USD", "USD thousand"),
        ("INR crore", "INR crore"),
        ("mld EUR", "EUR billion"),
        ("tys. EUR", "EUR thousand"),
        ("Exports (million)", "million"),
        ("C$ million", "million"),
        ("Exports", ""),
        ("TOP partners", ""),
    ],
)
def test_a_unit_is_found_in_a_heading(text, unit):
    assert str(unit_in(text, "x.csv")) == unit


@pytest.mark.parametrize("text", ["USD or EUR", "million or billion USD", "CHF, EUR"])
def test_two_units_in_a_text_are_refused(text):
    with pytest.raises(DataError, match="names two units"):
        unit_in(text, "x.csv")


@pytest.mark.parametrize(
    "text", ["2019", "2019.0", "2020M12", "2020-M12", "202012", "2020Q4", "2020-12", "2021*"]
)
def test_a_period_of_an_office_is_one_of_a_study(text):
    assert days(period(text))


@pytest.mark.parametrize("text", ["", "Year", "20199", "202013", "2019A", "Total 2019", "12"])
def test_what_is_no_period_is_none(text):
    assert period(text) == ""


@given(st.integers(1, 12))
def test_months_so_far_end_in_the_last_that_is_filled(filled):
    first, end = days("2022-01")[0], days(f"2022-{filled:02}")[1]
    assert days(months_so_far("2022", filled)) == (first, end)


@pytest.mark.parametrize("text", ["", ":", ": c", "n/a", "..", "-", "NaN", " "])
def test_signs_for_a_missing_number_are_none(text):
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", "0.0", "-5", "9581.2 p", "(3.5)", "x1"])
def test_all_else_is_taken_for_a_number(text):
    assert not is_missing(text)


@given(
    st.integers(-(10**15), 10**15),
    st.integers(0, 9),
    st.sampled_from(["", *list(SCALES)[:3]]),
    st.booleans(),
)
def test_a_number_means_what_its_table_says(whole, decimals, scale, grouped):
    value = Decimal(whole).scaleb(-decimals)
    text = f"{value:,f}" if grouped else f"{value:f}"
    number = printed(text, "USD", scale)
    read = exact_number(number.as_written, number.wording)
    middle, (low, high) = read.value, read.strict
    true = value.scaleb((SCALES[scale] if scale else 0) - 6)
    assert middle == true
    assert low <= true <= high
    assert (low == high) == (number.wording == "exact")


@pytest.mark.parametrize("text", ["many", "1,23", "1.2.3", "12 apples", "--5", "1,2345"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(DataError, match="is not a number"):
        printed(text, "USD", "million")


def test_brackets_and_long_minus_signs_are_a_minus():
    assert printed("(35.7)", "USD", "million").as_written == "-35.7 million"
    assert printed("−35.7", "USD", "million").as_written == "-35.7 million"
