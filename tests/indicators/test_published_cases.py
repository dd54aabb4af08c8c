"""Numbers worked out and published by others, recomputed from what they print."""

import json
import math
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import analysis as an
from analysis.findings.totals import places_of
from analysis.world.totals import of_year

PUBLISHED = json.loads((Path(__file__).parents[1] / "published_cases.json").read_text("utf-8"))
CASES = [
    {"group": group, **case}
    for group, cases in PUBLISHED.items()
    if group != "about"
    for case in cases
]


def cases(group, kind):
    """Return the cases of a group and a kind as parameters, of which there is at least one."""
    chosen = [case for case in CASES if (case["group"], case["kind"]) == (group, kind)]
    assert chosen, f"no case of {group} is {kind}"
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case["id"])


def interval(printed, unit="count"):
    """Return what a printed number can mean, missing where none is printed."""
    return (math.nan,) * 3 if printed is None else an.bounds(printed, "stated", unit)


def frame(*printed, unit="count", first=0):
    """Return printed numbers by year, each with its interval."""
    rows = [interval(number, unit) for number in printed]
    index = pd.RangeIndex(first, first + len(rows), name="year")
    return pd.DataFrame(rows, index=index, columns=["value", "low", "high"], dtype=float)


def reproduces(value, digits):
    """Say whether a computed value prints as the published digits, or as the first 12 of them."""
    published = Decimal(digits)
    if len(published.as_tuple().digits) > 12:
        return f"{value:.11e}" == f"{float(published):.11e}"
    return f"{value:.{-published.as_tuple().exponent}f}" == digits


def overlap(one, other):
    """Say whether two results (value, low, high, …) can have the same true value."""
    low, high = max(one["low"], other["low"]), min(one["high"], other["high"])
    return low <= high


def last(result):
    """Return the last row of a result."""
    return result.iloc[-1]


def columns_of(rows):
    """Return printed parts and their printed shares, as levels and in percent."""
    parts, shares = zip(*rows, strict=True)
    return frame(*parts), frame(*shares, unit="percent")


def common(wholes):
    """Return what is within the bounds of each of some results, of which there is something."""
    low, high = wholes["low"].max(), wholes["high"].min()
    assert low <= high
    return pd.DataFrame({"value": [(low + high) / 2], "low": [low], "high": [high]})


def test_no_kind_of_published_case_has_been_lost():
    assert {case["kind"] for case in CASES} == {
        "exact",
        "rounded",
        "inconsistent",
        "rule",
        "unround",
    }
    assert len(CASES) >= 30


def test_each_case_has_its_own_name_and_a_source():
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["source"] for case in CASES)


def test_digits_are_compared_as_printed():
    assert reproduces(19.84, "19.8")
    assert not reproduces(19.85001, "19.8")
    assert not reproduces(19.84, "19.80")
    assert reproduces(1.47236965420283, "1.47236965420289012")
    assert not reproduces(1.47236965421, "1.47236965420289012")


@cases("growth", "exact")
def test_growth(case):
    assert reproduces(last(an.growth(frame(case["old"], case["new"])))["value"], case["pct"])
    if "index_100" in case:
        result = an.index(frame(case["index_base"], case["new"]), base=0)
        assert reproduces(last(result)["value"], case["index_100"])


@cases("cagr", "exact")
def test_cagr(case):
    whole = Decimal(100) + Decimal(case["cumulative_pct"])
    years = pd.Index([case["first"], case["last"]], name="year")
    result = an.cagr(frame("100", str(whole)).set_axis(years))
    assert reproduces(result["value"], case["cagr_pct"])
    a_year_too_many = an.cagr(frame("100", str(whole)).set_axis([case["first"], case["last"] + 1]))
    assert reproduces(a_year_too_many["value"], "5.6")


@cases("multiple", "exact")
def test_a_rise_of_so_many_times_is_the_increase_over_the_old_value(case):
    old, new = float(case["old"]), float(case["new"])
    assert case["reading"] == "rise"
    assert reproduces((new - old) / old, case["times"])
    assert reproduces((new - old) / old, case["point_from_printed"])
    assert reproduces(new / old, "210")


@cases("multiple", "inconsistent")
def test_a_multiple_that_does_not_fit_fits_neither_as_ratio_nor_as_rise(case):
    ratio = last(an.ratio(frame(case["new"]), frame(case["old"])))
    assert f"{ratio['low']:.1f}..{ratio['high']:.1f}" == case["interval"]
    printed = last(frame(case["times"]))
    assert not overlap(ratio, printed)
    assert not overlap(ratio[["low", "high"]] - 1, printed)


@cases("total_and_balance", "exact")
def test_total_and_balance(case):
    exports, imports = frame(case["exports"]), frame(case["imports"])
    for name, indicator in (("total", an.turnover), ("balance", an.balance)):
        result = last(indicator(exports, imports))
        if name in case and case[name] is None:
            assert result["decided"] == "missing"
            assert math.isnan(result["value"])
        elif name in case:
            assert reproduces(result["value"], case[name])


@cases("total_and_balance", "inconsistent")
def test_a_total_that_its_flows_cannot_add_up_to(case):
    total = last(an.turnover(frame(case["exports"]), frame(case["imports"])))
    assert not overlap(total, last(frame(case["total"])))


@cases("difference", "rounded")
def test_a_difference_of_rounded_numbers(case):
    increase = last(an.difference(frame(case["new"]), frame(case["old"])))
    assert not reproduces(increase["value"], case["increase"])
    assert overlap(increase, last(frame(case["increase"])))


@cases("share", "exact")
def test_a_share(case):
    result = last(an.share(frame(case["part"]), frame(case["whole"])))
    assert reproduces(result["value"], case["pct"])


@cases("share", "rounded")
def test_a_share_of_rounded_numbers(case):
    whole = frame(case["whole_printed"], unit="USD")
    result = last(an.share(frame(f"{case['part']} million", unit="USD"), whole))
    assert whole["value"].item() == float(case["whole"])
    assert reproduces(result["value"], case["point_from_printed"])
    assert not reproduces(result["value"], case["pct"])
    assert overlap(result, last(frame(case["pct"], unit="percent")))


@cases("share", "rounded")
def test_a_partner_s_share_in_all_trade_is_what_the_statistics_office_printed_of_it(case):
    flow, total = (frame(x, unit="USD") for x in (f"{case['part']} million", case["whole_printed"]))
    result = last(an.partner_share(flow, total))
    assert overlap(result, last(frame(case["pct"], unit="percent")))


@cases("partner_share", "exact")
def test_a_partner_s_share_in_exports_and_in_imports(case):
    flow, others = frame(case["flow"]), frame(case["others"])
    result = last(an.partner_share(flow, flow + others))
    assert reproduces(result["value"], case["pct"])
    assert result["low"] < result["value"] < result["high"]


@cases("partner_share", "rounded")
def test_a_partner_s_share_in_all_trade_fits_its_shares_in_the_parts_of_it(case):
    wholes = an.implied_whole(*columns_of(case["parts"]))[["value", "low", "high"]]
    total = wholes.sum().to_frame().T
    result = last(an.partner_share(frame(case["flow"]), total))
    assert reproduces(result["value"], "7.2")  # of rounded shares: a tenth too small
    assert overlap(result, last(frame(case["pct"], unit="percent")))


@cases("rank", "exact")
def test_a_partner_s_place_is_that_of_its_share(case, tmp_path, monkeypatch):
    shares = {code: float(share) for code, share in sorted(case["shares_pct"].items())}
    pairs = pd.DataFrame({"reporter": "GBR", "partner": shares.keys(), "exports": shares.values()})
    (tmp_path / "year=2018").mkdir()
    others = ["imports", "exports_estimate", "imports_estimate"]
    pairs.assign(**dict.fromkeys(others, math.nan)).to_parquet(tmp_path / "year=2018/0.parquet")
    table = of_year(tmp_path, 2018).set_index(["economy", "flow", "year"])
    monkeypatch.setattr("analysis.findings.totals.shipped_totals", lambda: table)
    assert places_of("GBR", "exports", case["partner"])["rank"].to_dict() == {2018: case["rank"]}


@cases("dependence", "rounded")
def test_exports_to_a_partner_in_percent_of_gdp(case):
    gdp = common(an.implied_whole(*columns_of(case["of_gdp"])))
    result = last(an.dependence(frame(case["flow"]), gdp))
    assert overlap(result, last(frame(case["pct"], unit="percent")))
    assert result["high"] - result["low"] < 0.25


@cases("implied_total_from_shares", "rounded")
def test_one_whole_fits_the_parts_and_their_shares(case):
    whole = last(common(an.implied_whole(*columns_of([row[1:] for row in case["items"]]))))
    assert f"{whole['low']:.0f}..{whole['high']:.0f}" == case["common_interval"]


@cases("cover_ratio", "exact")
def test_a_coverage_ratio(case):
    result = last(an.coverage_ratio(frame(case["exports"]), frame(case["imports"])))
    assert reproduces(result["value"], case["pct"])


@cases("mirror_ratio", "exact")
def test_a_mirror_ratio(case):
    result = last(an.ratio(frame(case["reported"]), frame(case["partner_reported"])))
    assert reproduces(result["value"], case["ratio"])


@cases("mirror_ratio", "exact")
def test_a_mirror_ratio_of_a_discrepancy(case):
    exports, imports = frame(case["partner_reported"]), frame(case["reported"])
    assert reproduces(last(an.discrepancies(exports, imports))["ratio"], case["ratio"])


@cases("mirror_difference", "exact")
def test_how_far_two_sides_are_apart_in_usd_and_which_of_them_reports_more(case):
    result = last(an.discrepancies(frame(case["exports"]), frame(case["imports"])))
    assert reproduces(abs(result["value"]), case["apart"])
    assert result["decided"] == case["more"]
    assert result["freight"] == "below"


@cases("hhi", "exact")
def test_a_concentration_is_the_sum_of_squared_shares(case):
    assert sum(case["shares_pct"]) == 100
    names = pd.MultiIndex.from_product([[2020], range(len(case["shares_pct"]))])
    shares = frame(*map(str, case["shares_pct"])).set_axis(names)
    exact = shares.assign(low=shares["value"], high=shares["value"])
    result = last(an.concentration(exact))
    # Published in percent of each share: 10,000 for a single partner.
    assert reproduces(10_000 * result["value"], case["hhi"])
    assert result["low"] == result["value"] == result["high"]
    printed = last(an.concentration(shares))
    assert printed["low"] < result["value"] < printed["high"]


@cases("hhi", "rule")
def test_a_concentration_of_equal_partners(case):
    names = pd.MultiIndex.from_product([[2020], range(case["equal"])])
    flows = pd.DataFrame(7.0, names, ["value", "low", "high"])
    assert reproduces(last(an.concentration(flows))["value"], case["index"])


@cases("grubel_lloyd", "exact")
def test_an_index_of_trade_both_ways(case):
    result = last(an.grubel_lloyd(frame(case["exports"]), frame(case["imports"])))
    assert reproduces(result["value"], case["index"])


@cases("balassa", "exact")
def test_a_revealed_comparative_advantage(case):
    names = ("product", "exports", "world_product", "world_exports")
    result = last(an.comparative_advantage(*(frame(case[name]) for name in names)))
    assert reproduces(result["value"], case["index"])


@cases("cif_fob", "rule")
def test_imports_with_freight_are_the_partner_s_exports_times_the_factor(case):
    exports = frame("250")
    imports = exports * float(case["factor"])
    assert reproduces(last(an.ratio(imports, exports))["value"], case["factor"])
    assert last(an.difference(imports / float(case["factor"]), exports))["value"] == 0
    assert float(case["factor"]) == an.FREIGHT[0]


@cases("unround", "unround")
def test_a_printed_number_is_an_interval(case):
    expected = tuple(float(case[end]) for end in ("x", "lower", "upper"))
    for unit in ("percent", "count"):
        assert interval(case["x"], unit) == expected
    assert interval(f"{case['x']} million", "USD") == expected
