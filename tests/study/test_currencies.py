"""Amounts of different currencies and products are different things, unless something ties them."""

import itertools

import pandas as pd
import pycountry
import pytest

import analysis as an
from analysis.study.currencies import is_currency, said

EUROS = {"unit": "EUR", "as_written": "€90 million"}


def test_amounts_of_two_currencies_are_no_contradiction_without_a_rate(write_study):
    study = an.read(write_study({}, EUROS))
    assert set(an.reconcile(study).verdict) == {"untested"}
    study = an.read(write_study({}, EUROS | {"unit": "USD", "as_written": "400 million"}))
    assert set(an.reconcile(study).verdict) == {"conflicting"}


def test_results_are_in_the_currency_of_the_headline_source(write_study):
    settings = 'headline_source = "herald"'
    folder = write_study(
        {},
        EUROS | {"source_id": "herald"},
        EUROS | {"source_id": "herald", "period": "2016", "as_written": "99 million"},
        sources=("gazette", "herald"),
        settings=settings,
    )
    study = an.read(folder)
    turnover = an.series(study, "turnover", source="herald")
    assert (study.currency, study.money) == ("EUR", "EUR million")
    assert turnover["value"].to_dict() == {2015: 90.0, 2016: 99.0}
    assert turnover.attrs["money"] == "EUR million"
    results = an.headline_results(study)
    assert set(results.loc[results["unit"].str.endswith("million"), "unit"]) == {"EUR million"}


def test_the_setting_of_a_study_says_in_which_currency_its_results_are(write_study):
    assert an.read(write_study({}, EUROS, settings='currency = "EUR"')).currency == "EUR"
    with pytest.raises(an.DataError, match="currency = 'euro' is not an ISO 4217 code"):
        an.read(write_study({}, settings='currency = "euro"'))


def test_growth_is_measured_in_the_currency_of_the_levels_of_its_source(write_study):
    growth = {"quantity": "turnover_growth", "period": "2016", "as_written": "50"}
    percent = growth | {"unit": "percent"}
    levels = [EUROS, EUROS | {"period": "2016", "as_written": "99 million"}]
    assert an.reconcile(an.read(write_study(*levels, percent))).verdict["f3"] == "conflicting"
    in_dollars = percent | {"measured_in": "USD"}
    assert an.reconcile(an.read(write_study(*levels, in_dollars))).verdict["f3"] == "untested"


def test_a_product_is_no_contradiction_of_the_whole(write_study):
    wheat = {"quantity": "exports", "product": "wheat", "as_written": "30 million"}
    goods = {"quantity": "exports", "as_written": "200 million"}
    study = an.read(write_study(goods, wheat, {"as_written": "300 million"}))
    assert "conflicting" not in set(an.reconcile(study).verdict)
    assert an.series(study, "exports")["value"].to_list() == [200.0]


def test_a_target_is_listed_and_enters_no_series_and_no_contradiction(write_study):
    target = {"status": "target", "as_written": "500 million"}
    study = an.read(write_study({}, target))
    assert an.series(study, "turnover")["value"].to_list() == [100.0]
    found = an.reconcile(study)
    assert found.verdict.to_dict() == {"f1": "untested"}
    assert an.claims(study, found).index.to_list() == ["f1"]


def test_the_source_says_whose_statistics_its_figures_are_unless_a_figure_says_it(write_study):
    folder = write_study({}, {"statistics_of": "KOR"})
    sources = folder / "sources.csv"
    text = sources.read_text("utf-8").splitlines()
    header = text[0].split(",")
    row = text[1].split(",")
    row[header.index("statistics_of")] = "GEO"
    sources.write_text("\n".join([text[0], ",".join(row), ""]), encoding="utf-8")
    assert an.read(folder).figures["statistics_of"].to_list() == ["GEO", "KOR"]


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("€4.2 bn", "EUR", 4200),
        ("4.2 billion euros", "EUR", 4200),
        ("£561 mn", "GBP", 561),
        ("Rs 16,37,33,66,000", "INR", 16373.366),
        ("1.2 lakh crore rupees", "INR", 1_200_000),
        ("₽33 mln", "RUB", 33),
        ("12.5 billion yuan", "CNY", 12500),
        ("S$2.1 billion", "SGD", 2100),
        ("R35 million", "ZAR", 35),
        ("45 million leks", "ALL", 45),
    ],
)
def test_amounts_are_read_with_the_signs_and_names_of_their_currency(text, unit, value):
    assert an.bounds(text, "exact", unit)[0] == value


def test_the_sign_of_another_currency_is_refused():
    with pytest.raises(an.DataError, match="'€' does not fit its unit, USD"):
        an.bounds("€4.2 bn", "stated", "USD")
    assert not is_currency("EURO")
    assert "$" in said("AUD")


def test_a_tonnage_leaves_the_growth_of_its_source_in_its_currency(write_study):
    tonnes = {"quantity": "exports", "product": "wheat", "unit": "t", "as_written": "500"}
    growth = {"quantity": "turnover_growth", "period": "2016", "as_written": "50"}
    levels = [{}, {"period": "2016", "as_written": "101 million"}, growth | {"unit": "percent"}]
    study = an.read(write_study(*levels, tonnes))
    assert study.figures["measured_in"].to_list() == ["USD", "USD", "USD", "t"]


def test_services_are_services_in_any_case_and_goods_are_a_blank(write_study):
    services = {"quantity": "exports", "product": "Services", "as_written": "300.0 million"}
    study = an.read(write_study({"quantity": "exports"}, services))
    assert study.figures["product"].to_list() == ["", "services"]
    with pytest.raises(an.DataError, match="product: 'goods' is all goods: leave the cell blank"):
        an.read(write_study({"product": "goods"}))


def test_a_source_gives_its_side_to_figures_on_that_economy_alone(write_study):
    folder = write_study({}, {"reporter": "KOR", "partner": "WLD"})
    table = (folder / "sources.csv").read_text("utf-8").splitlines()
    cells = dict(zip(table[0].split(","), table[1].split(","), strict=True))
    row = ",".join((cells | {"statistics_of": "GEO"}).values())
    (folder / "sources.csv").write_text(f"{table[0]}\n{row}\n", encoding="utf-8")
    assert an.read(folder).figures["statistics_of"].to_list() == ["GEO", ""]


PERIODS = """2019 2019-Q3 2019-H2 2019-06 2019-M01/M08 2019-M07/2020-M06 2019/20
2019-03-21/2019-08-22 2019/2020""".split()
"""A period of each form."""
WORDED = {"stated": "62", "about": "60", "almost": "70", "more than": "60", "less than": "70"}
"""Wording → how 61.8 may be printed with it."""


def test_a_true_amount_is_inside_what_is_read_in_each_currency_period_and_wording():
    codes = [c.alpha_3 for c in pycountry.currencies if is_currency(c.alpha_3)]
    printed = itertools.cycle(itertools.product(PERIODS, WORDED.items()))
    rows = [
        {"figure_id": code, "quantity": "exports", "reporter": "IND", "partner": "KAZ"}
        | {"period": period, "as_written": f"{code} {text} million", "wording": wording}
        | {"unit": code, "statistics_of": "IND", "source_id": "gazette", "region": "", "note": ""}
        for code, (period, (wording, text)) in zip(codes, printed, strict=False)
    ]
    assert len(rows) > 3 * len(PERIODS) * len(WORDED)
    figures = an.read(pd.DataFrame(rows)).figures
    assert figures["low"].le(61.8).all() and figures["high"].ge(61.8).all()
    assert figures["measured_in"].to_list() == codes
