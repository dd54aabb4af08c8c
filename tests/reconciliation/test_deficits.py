"""The growth of a balance is tested where its source prints both balances, or their flows."""

import pytest

import analysis as an

PAIR = {"reporter": "GEO", "partner": "KOR", "statistics_of": "GEO"}


@pytest.fixture
def verdicts(write_study):
    """Return a function that gives the verdicts on figures of one source, in their order."""

    def of(*figures, revision=0.02):
        study = an.read(write_study(*(PAIR | figure for figure in figures)))
        found = an.reconcile(study, revision=revision)
        return found.verdicts["verdict"].to_list()

    return of


def level(quantity, period, text, **more):
    return {"quantity": quantity, "period": period, "as_written": f"{text} billion"} | more


def growth(text, period="2019", **more):
    about = {"quantity": "balance_growth", "period": period, "unit": "percent"}
    return about | {"as_written": text} | more


TURNED = {"reporter": "KOR", "partner": "GEO"}
DEFICITS = level("balance", "2018", "-130.4"), level("balance", "2019", "-152.4")
FLOWS = (
    level("imports", "2019", "13.5"),
    level("exports", "2019", "2.71"),
    level("imports", "2018", "9.66"),
    level("imports", "2018", "2.02", **TURNED),
)


@pytest.mark.parametrize("revision", [0, 0.02])
@pytest.mark.parametrize(
    ("levels", "right", "wrong"),
    [
        (DEFICITS, "16.9", "26.9"),
        (
            (level("balance", "2018", "40.1"), level("balance", "2019", "-30.1", **TURNED)),
            "-25",
            "-35",
        ),
        (FLOWS, "41.3", "31.3"),
    ],
)
def test_the_growth_of_a_deficit_or_surplus_is_tested(verdicts, levels, right, wrong, revision):
    assert set(verdicts(*levels, growth(right), revision=revision)) == {"consistent"}
    assert verdicts(*levels, growth(wrong), revision=revision)[-1] == "conflicting"


@pytest.mark.parametrize(
    "figures",
    [
        (DEFICITS[0], growth("900")),
        (DEFICITS[0], level("balance", "2019", "30"), growth("900")),
        (*DEFICITS, growth("900", period="2018")),
        (*DEFICITS, growth("900", product="services")),
    ],
)
def test_the_growth_of_other_balances_is_untested(verdicts, figures):
    assert verdicts(*figures)[-1] == "untested"


def test_growth_over_a_base_is_over_the_balance_of_that_year(verdicts):
    levels = level("balance", "2015", "-100.4"), level("balance", "2019", "-152.4")
    assert verdicts(*levels, growth("52", base="2015"))[-1] == "consistent"
    assert verdicts(*levels, growth("72", base="2015"))[-1] == "conflicting"


def test_the_miss_of_a_growth_is_what_the_deficits_leave_of_it(write_study):
    study = an.read(write_study(*(PAIR | figure for figure in (*DEFICITS, growth("26.9")))))
    miss = an.reconcile(study, revision=0.02).verdicts["miss"].iloc[-1]
    # At most 152.45 / 130.35, which is 16.95 percent more, and at least 26.85 was printed.
    assert miss == pytest.approx(100 * (152.45 / 130.35 - 1) - 26.85)


def test_the_balances_that_a_growth_compares_come_first_among_what_speaks_against_it(write_study):
    figures = (
        level("imports", "2019", "12.0"),
        growth("9", quantity="exports_growth"),
        growth("-8.3", quantity="imports_growth"),
        level("balance", "2019", "4.7"),
        level("balance", "2018", "2.2"),
        growth("2", unit="times", wording="almost"),
    )
    study = an.read(write_study(*(PAIR | figure for figure in figures)))
    found = an.reconcile(study, revision=0.02)
    assert found.verdict["f6"] == "contradicted"
    assert sorted(found.clashes["f6"].others) == ["f4", "f5"]
