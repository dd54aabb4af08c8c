"""What numbers and wordings as people print them become in a study, and what is judged of them."""

import math

import pandas as pd
import pytest

import analysis as an
from analysis import charts
from analysis.prose.check_table import figure_rows

GROWTH = {"quantity": "turnover_growth", "unit": "times", "as_written": "2"}


def source(**columns):
    """Return a source of the files that `write_study` writes, with columns that are optional."""
    return {"source_id": "s", "publisher": "P", "title": "T", "published": "2021"} | columns


def table(**columns):
    rows = source(**columns)
    return ",".join(rows) + "\n" + ",".join(rows.values()) + "\n"


@pytest.fixture
def study_of(write_study):
    """Return a study of figures of one source that has further columns."""

    def read(*figures, **columns):
        folder = write_study(*[{"source_id": "s"} | figure for figure in figures])
        (folder / "sources.csv").write_text(table(url="", kind="press", **columns), "utf-8")
        return an.read(folder)

    return read


def verdicts(study, **options):
    """Return the verdicts that there are, without room for revision."""
    return set(an.reconcile(study, revision=0, **options).verdict)


CUT = (
    {"quantity": "exports", "period": "2018", "as_written": "890.052 million"},
    {"quantity": "exports", "period": "2019", "as_written": "983.295 million"},
    {
        "quantity": "exports_growth",
        "period": "2019",
        "as_written": "10.47",
        "unit": "percent",
    },
)


def test_a_rate_that_its_source_cuts_agrees_with_its_levels(study_of):
    assert verdicts(study_of(*CUT)) == {"conflicting"}
    cut = study_of(*CUT, rounding="cut")
    found = an.reconcile(cut, revision=0)
    assert set(found.verdict) == {"consistent"}
    assert found.verdicts.set_index("figure_id")["agreement"]["f3"] == "as printed"
    assert verdicts(cut, rounding={"s": "rounded"}) == {"conflicting"}
    rereadings = an.reconcile(study_of(*CUT), revision=0).rereadings
    assert "cut off, not rounded" in set(rereadings["change"])


ZEROS = tuple(
    {"quantity": quantity, "period": year, "as_written": f"{amount} million"}
    for year, amounts in {"1994": (151, 363, -200), "1995": (190, 313, -125)}.items()
    for quantity, amount in zip(("exports", "imports", "balance"), amounts, strict=True)
)


def test_zeros_of_a_table_count_where_its_step_is_known(study_of):
    assert verdicts(study_of(*ZEROS)) == {"consistent"}
    assert verdicts(study_of(*ZEROS, step="1 million")) == {"conflicting"}


def test_nearly_doubled_is_half_as_much_again_at_least(study_of):
    levels = [
        {"period": year, "as_written": f"{amount} million", "wording": "exact"}
        for year, amount in (("2020", "1,000"), ("2021", "1,050"))
    ]
    growth = GROWTH | {"period": "2021", "wording": "nearly"}
    study = study_of(*levels, growth)
    row = study.figures.iloc[2]
    assert (row["low"], row["high"], row["wording"]) == (50, 100, "almost")
    assert verdicts(study) == {"conflicting"}
    assert verdicts(study_of(*levels, growth | {"as_written": "doubled"})) == {"conflicting"}


def test_three_times_the_imports_is_a_coverage_ratio(study_of):
    study = study_of(GROWTH | {"quantity": "coverage_ratio", "as_written": "3"})
    row = study.figures.iloc[0]
    assert (row["value"], row["low"], row["high"]) == (300, 250, 350)
    assert verdicts(study) == {"untested"}


def test_a_wrong_coverage_ratio_misses_by_a_number_of_times(study_of):
    flows = [
        {"quantity": quantity, "as_written": f"{amount} million", "wording": "exact"}
        for quantity, amount in (("exports", "200"), ("imports", "100"))
    ]
    ratio = {"quantity": "coverage_ratio", "unit": "times", "as_written": "3.0"}
    found = an.reconcile(study_of(*flows, ratio), revision=0).verdicts
    row = found.set_index("figure_id").loc["f3"]
    assert row["verdict"] == "conflicting"
    assert (row["miss"], row["miss_percent"]) == pytest.approx((-0.95, -95 / 3), abs=1e-6)


def test_a_deficit_of_more_than_twenty_billion_may_be_of_thirty(study_of):
    said = [{"as_written": "-20.0 billion", "wording": "more than"}]
    said += [{"as_written": "-34.2 billion", "wording": "stated"}]
    study = study_of(*[{"quantity": "balance"} | row for row in said])
    assert verdicts(study) == {"consistent"}


def test_a_number_of_another_language_is_read_and_shown_in_english(study_of):
    study = study_of(
        {"as_written": "2.251 millones de dólares"},
        {"as_written": "entre 1,2 y 1,4 mil millones", "wording": "between", "period": "2018"},
        locale="es",
    )
    rows = study.figures
    assert rows["as_written"].to_list() == ["2,251 million", "1.2 and 1.4 billion"]
    assert rows["low"].to_list() == [2250.5, 1150]
    assert "between" in figure_rows(study)[2]


def test_a_range_enters_a_series_with_its_middle(study_of):
    study = study_of({"as_written": "1.2-1.4bn", "wording": "between", "period": "2019"})
    row = an.series(study, "turnover").loc[2019]
    assert (row["value"], row["low"], row["high"]) == (1300, 1150, 1450)


def test_a_record_without_a_number_is_listed_and_in_no_series(study_of):
    study = study_of(
        {"as_written": "1.2 billion", "period": "2019"},
        {"as_written": "", "wording": "highest", "period": "2020"},
    )
    row = study.figures.iloc[1]
    assert math.isnan(row["value"]) and (row["low"], row["high"]) == (0, math.inf)
    assert an.series(study, "turnover").index.to_list() == [2019]
    assert figure_rows(study)[2][4:7] == ["highest", "no number", "at least USD 0 million"]
    assert set(an.reconcile(study).verdict) <= {"consistent", "untested"}


def test_a_record_without_a_number_may_leave_its_unit_blank(study_of):
    record = {"as_written": "", "unit": "", "wording": "highest", "period": "2020"}
    share = record | {"quantity": "export_share"}
    euros = {"as_written": "1.2 billion", "unit": "EUR", "period": "2019"}
    read = study_of(euros, euros | {"period": "2018"}, {"period": "2017"}, record, share)
    assert read.figures["unit"].to_list() == ["EUR", "EUR", "USD", "EUR", "percent"]
    with pytest.raises(an.DataError, match=r"row 2, column unit: '' is not percent"):
        study_of({"unit": ""})


def test_a_record_without_a_number_is_not_drawn():
    row = {"value": 9.0, "low": 8.5, "high": 9.5, "left_low": 4.0, "left_high": 6.0}
    row |= {"verdict": "consistent", "unknown": "turnover", "publisher": "A", "headline": True}
    record = row | {"value": math.nan, "low": 0.0, "high": math.inf, "unknown": "exports"}
    drawn = charts.verdicts(pd.DataFrame([row, record]), "Title")
    assert "turnover: consistent, 180 percent" in drawn.alt
    assert "exports" not in drawn.alt


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"locale": "ess"}, "sources.csv, row 2, column locale: 'ess' is not a locale whose num"),
        ({"rounding": "up"}, "column rounding: 'up' is not one of rounded, cut or nothing"),
        ({"step": "a lot"}, "column step: 'a lot' is not a step: write '1 million' or nothing"),
    ],
)
def test_a_source_that_prints_in_an_unknown_way_is_refused(study_of, columns, message):
    with pytest.raises(an.DataError, match=message) as refused:
        study_of({"as_written": "2.251 millones"}, **columns)
    assert len(refused.value.faults) == 1


@pytest.mark.parametrize("weight", ["0", "-1", "1.5", "1000", "two"])
def test_a_weight_is_a_whole_number(study_of, weight):
    message = f"column weight: '{weight}' is not a weight: write a whole number from 1 to 999"
    with pytest.raises(an.DataError, match=message):
        study_of({"as_written": "5 million"}, weight=weight)
    assert study_of({"as_written": "5 million"}, weight="2").weights == {"s": 2}


def test_an_unknown_wording_is_refused_with_the_one_that_may_be_meant(study_of):
    with pytest.raises(an.DataError, match=r"column wording: 'nearlly' is not .*'nearly' meant"):
        study_of({"as_written": "5 million", "wording": "nearlly"})
    with pytest.raises(an.DataError, match="row 2, column as_written: '' is not a number"):
        study_of({"as_written": ""})


def test_numbers_out_of_all_scale_and_very_small_ones_are_judged(study_of):
    study = study_of(
        {"period": "2019", "as_written": "100,000,000,000,000 trillion"},
        {"period": "2018", "as_written": "1"},
        GROWTH | {"period": "2019", "as_written": "231,000,000", "unit": "percent"},
    )
    assert verdicts(study) == {"conflicting"}
    small = study_of({"period": "2019", "as_written": "12,345"})
    assert small.figures["value"].to_list() == [0.012345]


def test_a_record_of_a_source_without_amounts_is_in_the_currency_of_the_study(write_study):
    amount = {"unit": "EUR", "as_written": "1.2 billion", "period": "2019"}
    record = {"unit": "", "as_written": "", "wording": "highest", "period": "2020"}
    folder = write_study(amount, record | {"source_id": "wire"}, sources=("gazette", "wire"))
    assert an.read(folder).figures["unit"].to_list() == ["EUR", "EUR"]
