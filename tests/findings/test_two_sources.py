"""What two sources print of the same things."""

import pandas as pd
import pytest
from conftest import as_csv
from studies import known

import analysis as an
from analysis.cli.main import main


def said(source, text, **more):
    return {
        "source_id": source,
        "as_written": text,
        "statistics_of": "GEO",
        "period": "2019",
    } | more


@pytest.fixture
def compared(write_study):
    def run(*figures, **options):
        study = an.read(write_study(*figures, sources="abc"))
        return an.compare(study, "a", "b", **options)

    return run


def test_the_same_thing_is_held_side_by_side_and_nothing_else(compared):
    table = compared(
        said("a", "110 million"),
        said("b", "121 million"),
        said("a", "200 million", period="2018"),
        said("b", "50 million", quantity="exports"),
        said("c", "111 million"),
    )
    (row,) = table.to_dict("records")
    assert (row["figure_a"], row["figure_b"]) == ("f1", "f2")
    assert (row["printed_a"], row["printed_b"]) == ("110 million", "121 million")
    assert (row["quantity"], row["period"], row["statistics_of"]) == ("turnover", "2019", "GEO")
    assert (row["difference"], row["difference_percent"]) == (11, pytest.approx(10))
    assert (row["overlap"], row["within_room"]) == (False, False)


@pytest.mark.parametrize(
    ("text", "revision", "overlap", "within"),
    [
        ("103 million", 0.02, False, True),
        ("103 million", 0, False, False),
        ("105 million", 0.02, False, True),
        ("107 million", 0.02, False, False),
        ("about 101 million", 0, True, True),
    ],
)
def test_the_room_for_revision_lies_between_the_two(compared, text, revision, overlap, within):
    wording = "about" if text.startswith("about") else "stated"
    other = said("b", text.removeprefix("about "), wording=wording)
    (row,) = compared(said("a", "101 million"), other, revision=revision).to_dict("records")
    assert (row["overlap"], row["within_room"]) == (overlap, within)


def test_imports_of_one_from_the_other_are_its_exports_on_the_same_side(compared):
    mirrored = {"quantity": "imports", "reporter": "KOR", "partner": "GEO"}
    table = compared(
        said("a", "50 million", quantity="exports"), said("b", "50 million", **mirrored)
    )
    assert table["overlap"].to_list() == [True]
    sides = said("b", "50 million", **mirrored | {"statistics_of": "KOR"})
    assert compared(said("a", "50 million", quantity="exports"), sides).empty


def test_a_balance_turned_round_has_the_other_sign(compared):
    turned = {"quantity": "balance", "reporter": "KOR", "partner": "GEO"}
    table = compared(
        said("a", "-31 million", quantity="balance"), said("b", "33 million", **turned)
    )
    (row,) = table.to_dict("records")
    assert (row["difference"], row["difference_percent"]) == (-2, pytest.approx(-100 * 2 / 31))


def test_rates_differ_by_points_and_not_by_percent(compared):
    growth = {"quantity": "turnover_growth", "unit": "percent"}
    (row,) = compared(said("a", "10", **growth), said("b", "12", **growth)).to_dict("records")
    assert row["difference"] == 2
    assert row["difference_percent"] != row["difference_percent"]
    times = growth | {"unit": "times"}
    (row,) = compared(said("a", "2.0", **times), said("b", "3.0", **times)).to_dict("records")
    assert row["difference"] == 1


def test_an_open_side_is_compared_with_each_side_that_it_may_be_of(compared):
    figures = said("a", "101 million", statistics_of=""), said("b", "101 million", statistics_of="")
    (row,) = compared(*figures).to_dict("records")
    assert row["statistics_of"] == ""
    both = said("b", "101 million"), said("b", "901 million", statistics_of="KOR")
    assert compared(figures[0], *both)["statistics_of"].to_list() == ["GEO"]


@pytest.fixture
def with_rates(write_study):
    """Return a function that writes a study with rates of the euro: period and number."""

    def run(*figures, rates):
        folder = write_study(*figures, sources="abc", settings='currency = "USD"')
        row = {"currency": "EUR", "wording": "stated", "source_id": "c"}
        table = [row | {"period": period, "as_written": text} for period, text in rates]
        if table:
            (folder / "rates.csv").write_text(as_csv("rates.csv", table), encoding="utf-8")
        return folder

    return run


@pytest.mark.parametrize(
    ("euros", "overlap", "within"),
    [("80.0 million", True, True), ("82.0 million", False, True), ("90.0 million", False, False)],
)
def test_amounts_in_two_currencies_are_held_together_through_the_rate(
    with_rates, euros, overlap, within
):
    figures = said("a", "100.0 million"), said("b", euros, unit="EUR")
    study = an.read(with_rates(*figures, rates=[("2019", "0.800")]))
    (row,) = an.compare(study, "a", "b").to_dict("records")
    assert row["difference"] == pytest.approx(float(euros.split()[0]) / 0.8 - 100)
    assert (row["overlap"], row["within_room"], row["through"]) == (overlap, within, "c")
    assert (row["printed_a"], row["printed_b"]) == ("USD 100.0 million", f"EUR {euros}")
    (turned,) = an.compare(study, "b", "a").to_dict("records")
    assert (turned["overlap"], turned["within_room"]) == (overlap, within)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("more", "rates"),
    [({}, []), ({}, [("2018", "0.800")]), ({"quantity": "balance"}, [("2019", "0.8")])],
)
def test_amounts_in_two_currencies_without_a_rate_are_not_compared(with_rates, capsys, more, rates):
    figures = said("a", "100.0 million", **more), said("b", "90.0 million", unit="EUR", **more)
    folder = with_rates(*figures, rates=rates)
    (row,) = an.compare(an.read(folder), "a", "b").to_dict("records")
    assert all(pd.isna(row[name]) for name in ("overlap", "within_room"))
    assert row["difference"] != row["difference"]
    assert main(["diff", str(folder), "--sources", "a", "b"]) == 0
    printed = capsys.readouterr().out
    assert "USD 100.0 million and EUR 90.0 million; not comparable" in printed


def test_the_command_says_whose_rate_it_takes(with_rates, capsys):
    figures = said("a", "100.0 million"), said("b", "90.0 million", unit="EUR")
    folder = str(with_rates(*figures, rates=[("2019", "0.800")]))
    assert main(["diff", folder, "--sources", "a", "b"]) == 1
    expected = (
        "USD 100.0 million and EUR 90.0 million, 12.5 percent more at the rate according to C"
    )
    assert expected in capsys.readouterr().out


def test_sources_that_share_nothing_have_an_empty_table(compared):
    assert compared(said("a", "101 million"), said("b", "5 million", period="2018")).empty


@pytest.mark.parametrize(
    ("a", "b", "message"),
    [
        ("nobody", "gacc-2021-01-14", "source 'nobody' is not in sources.csv"),
        ("gacc-2021-01-14", "nobody", "source 'nobody' is not in sources.csv"),
        ("gacc-2021-01-14", "gacc-2021-01-14", "is to be compared with another one than itself"),
    ],
)
def test_a_source_that_cannot_be_compared_is_refused(a, b, message):
    with pytest.raises(an.DataError, match=message):
        an.compare(known("data"), a, b)


def test_the_command_says_which_cannot_both_be_true(write_study, capsys):
    folder = str(write_study(said("a", "110 million"), said("b", "121 million"), sources="ab"))
    assert main(["diff", folder, "--sources", "a", "b"]) == 1
    printed = capsys.readouterr().out
    assert "A (undated) and B (undated) both print 1 figure of the same thing:" in printed
    assert "according to Georgia's statistics: USD 110 million and USD 121 million" in printed
    assert "the two cannot both be true." in printed


def test_the_command_ends_well_where_all_fit(write_study, capsys):
    folder = str(write_study(said("a", "110 million"), said("b", "110 million"), sources="abc"))
    assert main(["diff", folder, "--sources", "a", "b"]) == 0
    assert "USD 110 million and USD 110 million; the intervals overlap." in capsys.readouterr().out
    assert main(["diff", folder, "--sources", "a", "c"]) == 0
    assert "have no figure of the same thing" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["data", "--sources", "a", "b"]])
def test_the_command_takes_a_second_folder_or_two_sources(capsys, more):
    assert main(["diff", "data", *more]) == 2
    assert "name a second folder, or two sources" in capsys.readouterr().err


def test_figures_that_may_be_of_two_sides_can_both_be_true_and_the_command_says_so(
    write_study, capsys
):
    figures = said("a", "110 million", statistics_of=""), said("b", "181 million", statistics_of="")
    folder = str(write_study(*figures, sources="ab"))
    assert main(["diff", folder, "--sources", "a", "b"]) == 0
    printed = capsys.readouterr().out
    assert "both can be true only if they quote different sides' statistics." in printed


def test_the_command_gives_rates_in_percent_and_their_distance_in_points(write_study, capsys):
    growth = {"quantity": "turnover_growth", "unit": "percent"}
    folder = str(write_study(said("a", "20", **growth), said("b", "6.9", **growth), sources="ab"))
    main(["diff", folder, "--sources", "a", "b"])
    assert "20 percent and 6.9 percent, 13.1 percentage points less" in capsys.readouterr().out


def test_a_comparison_shows_its_answers_also_where_all_are_no_and_where_none_is_known(compared):
    no, unknown = (
        compared(said("a", "100 million"), said("b", "190 million", unit=unit))
        for unit in ("USD", "EUR")
    )
    assert " no " in no._repr_mimebundle_()[0]["text/plain"]
    assert "100" in unknown._repr_mimebundle_()[0]["text/plain"]
