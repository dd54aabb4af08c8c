"""The headline source claim by claim, and what reconciliation leaves of the unknowns."""

import dataclasses
import math

import pytest
from studies import known

import analysis as an

SIDE = {"statistics_of": "GEO"}
TRUE = (
    {"figure_id": "level-2015", "as_written": "100.0 million", **SIDE, "source_id": "herald"},
    {"figure_id": "level-2016", "period": "2016", "as_written": "110 million", **SIDE},
    {
        "figure_id": "growth-2016",
        "quantity": "turnover_growth",
        "unit": "percent",
        "period": "2016",
        "as_written": "10",
        **SIDE,
    },
)
FALSE = {"figure_id": "false-2016", "period": "2016", "as_written": "150 million", **SIDE}
SOURCES = ("gazette", "herald")


@pytest.fixture(scope="module")
def study():
    return known("data")


@pytest.fixture(scope="module")
def found(study):
    return an.reconciled(study)


@pytest.fixture(scope="module")
def unrevised(study):
    return an.reconciled(study, 0)


@pytest.fixture(scope="module")
def claims(study, found):
    return an.claims(study, found)


def test_every_figure_of_the_headline_source_is_a_claim_in_its_order(study, claims):
    own = study.figures[study.figures["source_id"] == study.headline_source]
    assert claims.index.to_list() == own["figure_id"].to_list()
    assert claims["low"].to_list() == own["low"].to_list()
    assert claims["as_written"].to_list() == own["as_written"].to_list()


def test_the_claims_that_are_not_kept_of_the_default_study(claims):
    by_verdict = claims.groupby("verdict").groups
    assert set(by_verdict["contradicted"]) == {
        "art-turnover-2016",
        "art-turnover-2020",
        "art-exports-2020",
    }
    assert set(by_verdict["conflicting"]) == {"art-china-turnover"}
    assert claims.loc["art-regional-share-2020", "verdict"] == "consistent"


def test_only_a_claim_that_is_not_kept_has_a_miss_and_other_readings(claims):
    doubtful = claims["verdict"].isin(["contradicted", "conflicting"])
    assert (claims["miss"].notna() == doubtful).all()
    assert (claims.loc[~doubtful, "would_fit"] == "").all()


@pytest.mark.parametrize(
    ("figure_id", "reading"),
    [
        ("art-exports-2020", "the year before: 2019"),
        ("art-turnover-2020", "the year before: 2019"),
        ("art-china-turnover", "a factor of 10: 500 billion times 10"),
    ],
)
def test_a_claim_names_the_reading_that_would_fit(claims, figure_id, reading):
    assert claims.loc[figure_id, "would_fit"] == reading


def test_a_claim_that_no_other_reading_would_make_fit_names_none(claims):
    assert claims.loc["art-turnover-2016", ["verdict", "would_fit"]].to_list() == [
        "contradicted",
        "",
    ]


def test_a_claim_by_heart(write_study):
    study = an.read(write_study(*TRUE, FALSE, sources=SOURCES))
    table = an.claims(study, an.reconcile(study, revision=0))
    assert table.index.to_list() == ["level-2016", "growth-2016", "false-2016"]
    false = table.loc["false-2016"]
    # 100.05 at most in 2015 times 1.105 at most is 110.55525, and the claim is 145 at least.
    assert (false["verdict"], false["low"], false["high"]) == ("contradicted", 145.0, 155.0)
    assert false["miss"] == pytest.approx(110.55525 - 145)
    assert false["miss_percent"] == pytest.approx(100 * (110.55525 - 145) / 150)


@pytest.mark.thorough
def test_beside_a_claim_stands_all_that_is_said_of_its_unknown(study, found):
    rows = an.figures_on_claims(study, found)
    of_2020 = rows[rows["unknown"] == "turnover 2020"]
    assert list(of_2020["verdict"].items()) == [
        ("art-turnover-2020", "contradicted"),
        ("an21-turnover-2020", "consistent"),
    ]
    narrowed = an.consistent_levels(study, found, "turnover", "AZE").loc[2020, ["low", "high"]]
    assert (of_2020[["left_low", "left_high"]] == narrowed.to_numpy()).all(axis=None)


def test_beside_a_claim_stand_only_checked_figures_of_unknowns_that_it_speaks_of(
    study, found, claims
):
    rows = an.figures_on_claims(study, found)
    checked = claims.index[claims["verdict"] != "untested"]
    assert set(checked) == set(rows.index) & set(claims.index)
    assert "untested" not in set(rows["verdict"])
    spoken_of = rows.loc[checked, "unknown"]
    assert rows["unknown"].isin(spoken_of).all()
    assert "imf-exports-aze-chn-2020" in rows.index  # the exports of 2020 are a claim
    assert "imf-imports-aze-chn-2020" not in rows.index  # the imports are not
    assert "imf-imports-chn-aze-2020" not in rows.index  # nor is the other side's word on them


def test_figures_of_the_text_stand_first_with_what_is_off_most_on_top(study, found):
    rows = an.figures_on_claims(study, found)
    assert rows["headline"].is_monotonic_decreasing
    own = found.verdicts.set_index("figure_id").loc[rows.index[rows["headline"]], "miss_percent"]
    assert own.abs().fillna(0).is_monotonic_decreasing
    others = rows.loc[~rows["headline"], ["unknown", "published"]]
    assert others.equals(others.sort_values(["unknown", "published"]))


def test_what_nothing_is_left_of_is_wide_open(study, found):
    china = an.figures_on_claims(study, found).loc["art-china-turnover"]
    assert (china["left_low"], china["left_high"]) == (0.0, math.inf)
    assert china["unknown"] == "turnover 2020, China – the world"


@pytest.mark.parametrize(("reporter", "partner"), [("GEO", "KOR"), ("KOR", "GEO")])
def test_what_is_left_on_either_side_holds_the_numbers_of_both(reporter, partner, write_study):
    exports = {"quantity": "exports", "reporter": reporter, "partner": partner}
    imports = {"quantity": "imports", "reporter": partner, "partner": reporter}
    folder = write_study(
        {**exports, "as_written": "100", "wording": "exact"},
        {**imports, "as_written": "300", "wording": "exact", "source_id": "herald"},
        sources=SOURCES,
    )
    study = an.read(folder)
    rows = an.figures_on_claims(study, an.reconcile(study, revision=0))
    assert rows[["left_low", "left_high"]].to_numpy().tolist() == [[0.0001, 0.0003]] * 2


def test_a_flow_of_the_partner_is_named_apart_from_that_of_the_reporter(write_study):
    there = {"quantity": "exports", "as_written": "1", "statistics_of": "GEO"}
    back = there | {"as_written": "9", "reporter": "KOR", "partner": "GEO"}
    herald = {"source_id": "herald", "wording": "about"}
    again = [flow | herald for flow in (there, back)]
    study = an.read(write_study(there, back, *again, sources=SOURCES))
    rows = an.figures_on_claims(study, an.reconcile(study))
    assert set(rows["unknown"]) == {"exports 2015", "exports 2015, South Korea – Georgia"}


def test_compared_are_the_figures_that_are_not_kept_under_all_assumptions(found, unrevised):
    table = an.compare_verdicts({"none": unrevised, "2 percent": found})
    assert table.columns.to_list() == ["none", "2 percent"]
    never_kept = table[table["2 percent"] != "consistent"]["2 percent"]
    assert set(never_kept.index[never_kept == "contradicted"]) == {
        "art-turnover-2016",
        "art-turnover-2020",
        "art-exports-2020",
        "ip18-growth-2017",
    }
    assert set(never_kept.index[never_kept == "conflicting"]) == {
        "art-china-turnover",
        "chn-turnover-2020",
        "tr19-growth-2019m5",
        "tr19-turnover-2019m5",
    }
    assert table.loc["ip18-turnover-2017"].to_list() == ["contradicted", "consistent"]
    assert "art-turnover-2019" not in table.index


def test_a_figure_that_a_variant_leaves_out_is_blank_there(write_study):
    folder = write_study(
        *TRUE, FALSE, sources=SOURCES, variants=[("without", "false-2016", "", "", "try it")]
    )
    table = an.compare_verdicts(
        {
            "as read": an.reconcile(an.read(folder)),
            "without": an.reconcile(an.read(folder, variant="without")),
        }
    )
    assert table.to_dict("index") == {"false-2016": {"as read": "contradicted", "without": ""}}


@pytest.mark.thorough
def test_as_exports_of_2019_the_claim_is_kept(study, found):
    variant = an.reconcile(an.as_variant(study, "exports-of-2019"), revision=an.REVISION)
    table = an.compare_verdicts({"as read": found, "of 2019": variant})
    assert table.loc["art-exports-2020"].to_list() == ["contradicted", "consistent"]
    others = table.drop("art-exports-2020")
    assert (others["as read"] == others["of 2019"]).all()


def test_the_turnover_of_2020_that_the_kept_figures_leave(study, found):
    left = an.consistent_levels(study, found, "turnover", "AZE").loc[2020]
    assert left[["low", "high"]].round(1).to_list() == [1809.3, 1883.2]
    assert left["value"] == left[["low", "high"]].mean()


def test_narrowed_by_heart(write_study):
    study = an.read(write_study(*TRUE, FALSE, sources=SOURCES))
    left = an.consistent_levels(study, an.reconcile(study, revision=0), "turnover", "GEO")
    # 110 million means 105 to 115; 99.95 to 100.05 times 1.095 to 1.105 is much narrower.
    assert left.loc[2015, ["low", "high"]].to_list() == pytest.approx([99.95, 100.05])
    assert left.loc[2016].to_list() == pytest.approx([110.00025, 109.44525, 110.55525])


@pytest.mark.thorough
def test_a_year_with_a_disputed_figure_is_left_out(study, found, unrevised, write_study):
    levels = an.consistent_levels(study, found, "turnover", "AZE")
    assert levels.index.to_list() == list(range(2015, 2021))
    assert 2015 not in an.consistent_levels(study, unrevised, "turnover", "AZE").index
    small = an.read(write_study(TRUE[1], FALSE, sources=SOURCES))
    assert an.consistent_levels(small, an.reconcile(small), "turnover", "GEO").empty


@pytest.mark.parametrize(("quantity", "turned"), [("exports", "imports"), ("imports", "exports")])
def test_on_the_partners_side_a_flow_has_its_other_name(study, found, quantity, turned):
    left = an.consistent_levels(study, found, quantity, "CHN")
    printed = an.series(study, turned, reporter="CHN", partner="AZE", statistics_of="CHN")
    assert left.index.to_list() == printed.index.to_list() == list(range(2015, 2021))
    assert (left["low"] >= printed["low"] / 1.02 - 1e-6).all()
    assert (left["high"] <= printed["high"] / 0.98 + 1e-6).all()
    assert (left["low"] <= left["high"]).all()


def test_of_an_unknown_that_nobody_speaks_of_nothing_is_left(study, found):
    left = an.consistent_levels(study, found, "companies", "AZE")
    assert left.empty
    assert left.columns.to_list() == ["value", "low", "high"]


def test_the_side_that_the_claims_fit(study, found, unrevised):
    assert an.claimed_side(study, found) == an.claimed_side(study, unrevised) == "AZE"
    elsewhere = dataclasses.replace(found, sides={study.headline_source: ("CHN",)})
    assert an.claimed_side(study, elsewhere) == "CHN"


def test_where_the_claims_fit_both_sides_they_are_of_no_side(study, found):
    open_still = dataclasses.replace(found, sides={study.headline_source: ("AZE", "CHN")})
    assert an.claimed_side(study, open_still) == ""


@pytest.mark.thorough
@pytest.mark.parametrize("reporter", ["GEO", "TUR"])
def test_what_is_left_of_claims_of_no_side_is_what_stands_beside_them(reporter):
    partner = {"GEO": "TUR", "TUR": "GEO"}[reporter]
    study = known("examples/GEO-TUR")
    study = an.focus(study, reporter, partner, headline_source=study.headline_source)
    found = an.reconcile(study, revision=an.REVISION)
    assert an.claimed_side(study, found) == ""
    left = an.consistent_levels(study, found, "turnover", "")
    beside = an.figures_on_claims(study, found).loc[["ds-turnover-2021", "ds-turnover-2022"]]
    left = left.loc[[2021, 2022]]
    assert left["low"].to_list() == pytest.approx(beside["left_low"].to_list())
    assert left["high"].to_list() == pytest.approx(beside["left_high"].to_list())


def test_a_side_that_is_said_is_the_claimed_one(write_study):
    said = {"statistics_of": "KOR"}
    study = an.read(write_study({**said}, {**said, "period": "2016"}))
    assert an.claimed_side(study, an.reconcile(study)) == "KOR"


def test_of_several_readings_that_fit_one_is_shown_that_other_figures_bound_on_both_sides(
    found, claims
):
    fits = found.rereadings.groupby("figure_id")["result"].value_counts().unstack(fill_value=0)
    assert fits.loc["art-china-turnover", "fits, untested"] > 1
    assert claims.loc["art-china-turnover", "would_fit"] == "a factor of 10: 500 billion times 10"


@pytest.mark.thorough
def test_claims_that_nothing_bears_on_are_neither_right_nor_wrong_under_every_assumption(
    study, found, claims
):
    lines = an.sentences(study, "verdicts.under_assumptions").splitlines()
    said = dict(line.removeprefix("- ").split(": ", 1) for line in lines)
    fallen = said["Contradicted or conflicting under every assumption"]
    assert fallen.count(";") + 1 == 2
    assert claims.loc["art-loan-tanap", "verdict"] == "untested"
    assert not any("loan" in text for text in said.values())


def test_what_holds_of_a_share_in_a_region_is_told_by_year(study, found):
    left = an.consistent_levels(study, found, "share_of_region", an.claimed_side(study, found))
    (named,) = found.bounds.query("quantity == 'share_of_region' and period == '2020'").index
    assert left.loc[2020, ["low", "high"]].to_list() == pytest.approx(
        found.bounds.loc[named, ["low", "high"]].to_list()
    )
