"""The growth of a balance is tested where its source prints both balances, or their flows."""

import random

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


def change(text, period="2019", **more):
    about = {"quantity": "balance_change", "period": period, "as_written": f"{text} billion"}
    return about | more


RECORD = {"quantity": "balance", "as_written": "", "wording": "lowest", "period": "2019"}


@pytest.mark.parametrize("revision", [0, 0.02])
@pytest.mark.parametrize(
    ("balances", "right", "wrong"),
    [
        (DEFICITS, change("-22.0"), change("-42.0")),
        (DEFICITS, change("22.0", **TURNED), change("-22.0", **TURNED)),
        (
            (level("balance", "2015", "40.1"), level("balance", "2019", "-30.1")),
            change("-70.2", base="2015"),
            change("-60.2", base="2015"),
        ),
        (
            (level("balance", "2018", "40.1"), level("balance", "2019", "-30.1", **TURNED)),
            change("-10.0"),
            change("-70.2"),
        ),
        (DEFICITS, RECORD, RECORD | {"wording": "highest"}),
        # The flows of 2018 are bounded, those of 2019 are not.
        ((*DEFICITS, level("exports", "2018", "20.1")), change("-22.0"), change("-42.0")),
    ],
)
def test_the_change_of_balances_is_tested_where_only_they_are_printed(
    verdicts, balances, right, wrong, revision
):
    assert verdicts(*balances, right, revision=revision)[-1] == "consistent"
    assert verdicts(*balances, wrong, revision=revision)[-1] == "conflicting"


def test_another_source_s_change_may_be_off_by_the_room_of_both_balances(write_study):
    def verdict(text):
        figures = [PAIR | figure for figure in (*DEFICITS, change(text, source_id="t"))]
        study = an.read(write_study(*figures, sources=("gazette", "t")))
        return an.reconcile(study, revision=0.02).verdicts["verdict"].iloc[-1]

    # 2 percent of 130.45 and of 152.45 are 5.66, for each source, and 22 is 21.9 to 22.1.
    assert verdict("-33.4") == "consistent"
    assert verdict("-33.6") == "conflicting"


def test_a_change_of_balances_of_which_one_is_not_printed_is_untested_beside_the_other(verdicts):
    assert verdicts(DEFICITS[0], change("-42.0"))[-1] == "untested"


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(200))
def test_true_balances_revised_by_nearly_two_percent_contradict_nothing(write_study, seed):
    draw = random.Random(seed)
    true = {year: draw.choice([-1, 1]) * draw.randint(10**4, 10**7) for year in range(2015, 2019)}
    figures = []
    for source in "abc":
        own = {year: value * draw.uniform(0.9802, 1.0198) for year, value in true.items()}
        values = [("balance", year, value) for year, value in own.items()]
        values += [("balance_change", year, own[year] - own[year - 1]) for year in (2016, 2017)]
        # Where a balance is not printed, the room of a change is of its own size alone.
        some = values if source == "a" else draw.sample(values, draw.randint(0, 6))
        digits = draw.randint(0, 3)
        for quantity, year, value in some:
            text = f"{value / 1000:.{digits}f} million"
            about = {"quantity": quantity, "period": str(year), "source_id": source}
            figures.append(PAIR | about | {"as_written": text})
    found = an.reconcile(an.read(write_study(*figures, sources="abc")), revision=0.02)
    assert found.cost == 0
