"""Regions of regions.csv where an economy can stand: as reporter, partner and side."""

import pandas as pd
import pytest

import analysis as an

COLUMNS = (
    "figure_id quantity reporter partner region period as_written unit wording statistics_of "
    "source_id note"
).split()
REGIONS = pd.DataFrame({"region": ["Alps", "Alps"], "member": ["AUT", "CHE"]})
SOURCES = pd.DataFrame(
    {
        "source_id": ["office"],
        "publisher": ["Office"],
        "title": ["Trade"],
        "published": ["2020-05"],
        "url": [""],
        "kind": ["official statistics"],
    }
)


def study(*rows, regions=REGIONS):
    frame = pd.DataFrame(
        [
            dict.fromkeys(COLUMNS, "")
            | {"period": "2019", "unit": "USD", "wording": "stated", "source_id": "office"}
            | {"figure_id": f"f{i}", "partner": "ZAF"}
            | row
            for i, row in enumerate(rows)
        ],
        columns=COLUMNS,
    )
    return an.read({"figures": frame, "sources": SOURCES, "regions": regions})


WHOLE = {"quantity": "exports", "reporter": "Alps", "as_written": "5 million"}


def test_a_region_can_trade_as_a_whole():
    alps = study(WHOLE | {"statistics_of": "Alps"})
    assert (alps.reporter, alps.name("Alps")) == ("Alps", "Alps")
    assert an.series(alps, "exports", statistics_of="Alps")["value"].to_list() == [5.0]


def test_a_region_that_is_not_in_the_table_of_regions_is_refused_with_that_reason():
    with pytest.raises(an.DataError, match=r"reporter: 'Alps' .* not a region of regions"):
        study(WHOLE, regions=REGIONS.replace("Alps", "Andes"))


def test_a_member_of_a_region_is_an_economy():
    with pytest.raises(an.DataError, match="column member: 'Alps'"):
        study(WHOLE, regions=REGIONS.replace("CHE", "Alps"))


@pytest.mark.thorough
@pytest.mark.parametrize("flow", ["turnover", "exports", "imports", "direct_investment_stock"])
def test_a_share_in_what_a_region_has_is_held_against_what_its_members_have(flow):
    share = {"quantity": f"{flow}_share_of_region", "reporter": "AUT", "region": "Alps"}
    share |= {"unit": "percent", "as_written": "50", "statistics_of": "own"}
    austria = {"quantity": flow, "reporter": "AUT", "as_written": "40 million"}
    switzerland = {"quantity": flow, "reporter": "CHE", "as_written": "60 million"}
    rows = [share, austria | {"statistics_of": "AUT"}, switzerland | {"statistics_of": "CHE"}]
    verdicts = an.reconcile(study(*rows)).verdict
    assert set(verdicts) == {"conflicting"}
    assert set(an.reconcile(study(share | {"as_written": "40"}, *rows[1:])).verdict) == {
        "consistent"
    }


@pytest.mark.parametrize("flow", ["turnover", "imports"])
def test_a_total_of_a_region_is_held_against_the_sum_of_its_members(flow):
    total = {"quantity": f"regional_{flow}", "region": "Alps", "statistics_of": "own"}
    parts = [{"quantity": flow, "reporter": code, "statistics_of": code} for code in REGIONS.member]
    rows = [part | {"as_written": "40 million"} for part in parts]
    for amount, verdict in (("80 million", "consistent"), ("95 million", "conflicting")):
        found = an.reconcile(study(*rows, total | {"as_written": amount}))
        assert set(found.verdict) == {verdict}


def test_a_share_in_all_investment_abroad_is_held_against_the_stocks():
    stock = {"quantity": "direct_investment_stock", "reporter": "AUT", "statistics_of": "AUT"}
    rows = [
        stock | {"as_written": "9 million"},
        stock | {"as_written": "100 million", "partner": "WLD"},
        stock | {"quantity": "direct_investment_stock_share_of_total", "unit": "percent"},
    ]
    for share, verdict in (("9", "consistent"), ("20", "conflicting")):
        found = an.reconcile(study(*rows[:2], rows[2] | {"as_written": share}))
        assert set(found.verdict) == {verdict}
