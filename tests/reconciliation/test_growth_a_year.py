"""Growth a year over several years is tested against levels, growth and other such rates."""

import math
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import analysis as an
from analysis.errors import DataError
from analysis.reconciliation.meanings import meaning

PAIR = {"reporter": "GEO", "partner": "KOR", "statistics_of": "GEO"}
TURNED = {"reporter": "KOR", "partner": "GEO"}


@pytest.fixture
def read(write_study):
    """Return a function that reads figures of one source as a study."""
    names = ("gazette", "t")
    return lambda *figures: an.read(write_study(*(PAIR | f for f in figures), sources=names))


@pytest.fixture
def verdicts(read):
    """Return a function that gives the verdicts on figures of one source, in their order."""

    def of(*figures, revision=0.02):
        found = an.reconcile(read(*figures), revision=revision)
        return found.verdicts["verdict"].to_list()

    return of


def level(quantity, period, text, **more):
    return {"quantity": quantity, "period": period, "as_written": f"{text} million"} | more


def a_year(text, base="2015", period="2020", quantity="turnover_cagr", **more):
    about = {"quantity": quantity, "period": period, "base": base, "unit": "percent"}
    return about | {"as_written": text} | more


LEVELS = level("turnover", "2015", "1000.0"), level("turnover", "2020", "1610.5")
FLOWS = (
    level("exports", "2015", "400.0"),
    level("imports", "2015", "600.0"),
    level("exports", "2020", "1610.5"),
    level("imports", "2020", "0.0"),
)


@pytest.mark.parametrize("revision", [0, 0.02])
@pytest.mark.parametrize(
    ("levels", "right", "wrong"),
    [
        (LEVELS, a_year("10.0"), a_year("61")),
        (LEVELS, a_year("10.0", base="", period="2015/2020"), a_year("11.0", period="2020")),
        (LEVELS, a_year("9", wording="more than"), a_year("12", wording="more than")),
        (FLOWS, a_year("10.0"), a_year("-10.0")),
        (FLOWS, a_year("10.0", **TURNED), a_year("9.0", **TURNED)),
        (
            FLOWS[::2],
            a_year("32.1", quantity="exports_cagr"),
            a_year("30", quantity="exports_cagr"),
        ),
        (
            FLOWS[::2],
            a_year("32.1", quantity="imports_cagr", **TURNED),
            a_year("34.1", quantity="imports_cagr", **TURNED),
        ),
        (
            (level("turnover", "2015-Q1", "200.0"), level("turnover", "2017-Q1", "242.0")),
            a_year("10", base="2015", period="2017-Q1"),
            a_year("21", base="2015-Q1", period="2017-Q1"),
        ),
        (
            (a_year("61.1", quantity="turnover_growth"),),
            a_year("10.0"),
            a_year("12.2"),
        ),
        ((a_year("10.0"),), a_year("10", wording="about"), a_year("11.2")),
    ],
)
def test_growth_a_year_is_held_against_what_it_follows_from(
    verdicts, levels, right, wrong, revision
):
    assert set(verdicts(*levels, right, revision=revision)) == {"consistent"}
    assert verdicts(*levels, wrong, revision=revision)[-1] == "conflicting"


def test_another_source_may_be_off_by_what_both_ends_can_be_revised(verdicts):
    def verdict(text):
        return verdicts(*LEVELS, a_year(text, source_id="t"))[-1]

    # (1.02 / 0.98)^(2/5) = 1.0161: a year by 1.8 percentage points more than 10.0.
    assert verdict("11.7") == "consistent"
    assert verdict("11.9") == "conflicting"


@pytest.mark.parametrize(
    ("base", "period"),
    [
        ("", "2020"),
        ("2019", "2020"),
        ("2019-06", "2020-07"),
        ("2020", "2020"),
        ("2010", "2015/2020"),
        ("20x5", "2020"),
    ],
)
def test_growth_a_year_needs_two_whole_years_or_more(read, base, period):
    with pytest.raises(DataError, match="base") as refused:
        read(a_year("10", base=base, period=period))
    assert str(refused.value).count("column 'base'") <= 1


def test_growth_a_year_of_months_may_have_a_year_as_its_base(read):
    assert len(read(a_year("10", base="2015", period="2020-07")).figures) == 1


def test_growth_beyond_all_economies_is_refused(read):
    with pytest.raises(DataError, match="too large for any economy"):
        read(a_year("400", base="1500"))


def test_one_level_and_one_rate_are_always_possible_together(verdicts):
    figures = level("turnover", "2020", "1000.0"), a_year("26.5", base="1960")
    assert "conflicting" not in verdicts(*figures, revision=0)


def test_the_sign_of_a_rate_can_be_read_otherwise(read):
    levels = level("turnover", "2015", "1610.5"), level("turnover", "2020", "1000.0")
    tried = an.reconcile(read(*levels, a_year("9.1"))).rereadings
    assert "-9.1" in set(tried.query("change == 'higher for lower'")["reading"])


def test_what_holds_of_growth_a_year_is_a_year(read):
    study = read(*LEVELS, a_year("10.0"))
    bounds = an.reconcile(study, revision=0).bounds.query("quantity == 'turnover_cagr'")
    left = bounds[["low", "high"]].iloc[0]
    # (1610.45 / 1000.05)^(1/5) and (1610.55 / 999.95)^(1/5), where 9.95 to 10.05 is printed.
    assert left.to_list() == [pytest.approx(9.99815, abs=1e-4), pytest.approx(10.00165, abs=1e-4)]


def test_the_least_change_of_growth_a_year_is_a_year(read):
    study = read(*LEVELS, a_year("12.0"), a_year("10.0", quantity="turnover_cagr", source_id="t"))
    found = an.reconcile(study, revision=0)
    wrong = found.verdicts.query("verdict == 'contradicted'")
    assert wrong["miss"].to_list() == [pytest.approx(-1.9484, abs=1e-3)]


def test_the_least_change_is_found_where_sides_are_open(read):
    open_side = {"statistics_of": ""}
    figures = *LEVELS, a_year("12.0"), level("turnover", "2016", "1400.0", source_id="t")
    found = an.reconcile(read(*(f | open_side for f in figures)), revision=0.02)
    assert found.verdicts.set_index("figure_id").loc["f3", "miss"] == pytest.approx(
        -1.9484, abs=1e-3
    )


def test_what_a_source_prints_of_growth_a_year_is_a_result(read):
    figures = a_year("9.0", base="2010"), a_year("7", base="2012", period="2019")
    printed = an.headline_results(read(*LEVELS, a_year("10.0"), *figures)).loc[
        "turnover_cagr_printed"
    ]
    assert printed["years"] == "2010-2020"
    assert printed[["value", "low", "high"]].to_list() == [9.0, 8.95, 9.05]


RATES = st.decimals("-99", "300", places=1)


@given(rate=RATES, years=st.integers(2, 60))
def test_a_rate_and_its_ratio_are_each_other_s_inverse(rate, years):
    meant = meaning("turnover_cagr", "GEO", "KOR", "", "2020", "GEO", base=str(2020 - years))
    ratio = meant.ratio(Fraction(rate))
    assert ratio == (1 + Fraction(rate) / 100) ** years
    assert math.isclose(meant.printed(ratio), rate, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.thorough
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    levels=st.lists(st.integers(1, 10**6), min_size=3, max_size=5),
    digits=st.integers(0, 2),
)
def test_true_rates_rounded_contradict_nothing(read, levels, digits):
    figures = [level("turnover", str(2010 + k), value) for k, value in enumerate(levels)]
    for k in range(2, len(levels)):
        rate = 100 * ((levels[k] / levels[0]) ** (1 / k) - 1)
        text = f"{rate:.{digits}f}"
        figures.append(a_year(text, base="2010", period=str(2010 + k)))
    found = an.reconcile(read(*figures), revision=0)
    assert set(found.verdicts["verdict"]) <= {"consistent", "untested"}
