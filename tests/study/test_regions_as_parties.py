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


@pytest.mark.parametrize("flow", ["exports", "imports"])
def test_a_share_in_the_exports_or_imports_of_a_region_is_held_against_those_of_its_members(flow):
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
