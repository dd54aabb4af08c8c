"""Charts as SVG: named and described inside, the same twice, alone and beside others."""

import re
import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest

from analysis import charts
from analysis.charts import vector
from analysis.charts.style import COLOURS, ink

SVG = "{http://www.w3.org/2000/svg}"


def levels(*values):
    return pd.DataFrame(dict.fromkeys(("value", "low", "high"), values), range(2019, 2021))


def chart(title="Trade < tripled & more", last=121.0):
    return charts.by_year({"Exports": levels(100.0, last)}, title)


@pytest.fixture(scope="module")
def root():
    return ElementTree.fromstring(chart().as_svg())


def test_a_picture_is_named_by_its_title_and_described_by_its_numbers(root):
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    title, desc = (by_id[root.get(name)] for name in ("aria-labelledby", "aria-describedby"))
    assert (title.tag, title.text) == (f"{SVG}title", "Trade < tripled & more")
    assert desc.tag == f"{SVG}desc"
    assert desc.text == "Exports: 2019 USD 100 million; 2020 USD 121 million."
    assert root.get("role") == "img"


def test_title_caption_and_source_are_left_to_the_page_and_all_other_text_is_text(root):
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert {"Exports", "2019", "2020", "USD million"} <= set(texts)
    assert not [text for text in texts if "tripled" in text or "Points are" in text]


def test_a_picture_drawn_as_svg_keeps_its_title_and_caption_as_png():
    drawn = chart()
    drawn.as_svg()
    assert drawn._suptitle.get_visible()
    assert drawn._supxlabel.get_visible()


def test_the_same_chart_is_the_same_bytes_and_carries_no_date_and_no_style_sheet():
    one, other = chart().as_svg(), chart().as_svg()
    assert one == other
    assert not re.search(r"<style|<metadata|<!DOCTYPE|matplotlib|20\d\d-\d\d", one)


@pytest.mark.thorough
def test_two_charts_on_one_page_share_no_identifier():
    one, other = (
        set(re.findall(r' id="([^"]+)"', chart(last=last).as_svg())) for last in (121.0, 144.0)
    )
    assert len(one) > 2
    assert not one & other


def test_the_same_picture_in_two_widths_shares_no_identifier():
    drawn = charts.by_year({"A": levels(1, 2)}, "A")
    one, other = (
        set(re.findall(r' id="([^"]+)"', svg)) for svg in (drawn.as_svg(), drawn.for_phone())
    )
    assert one
    assert other
    assert not one & other


def test_identifiers_do_not_depend_on_the_last_digit_of_a_number():
    one, other = (
        charts.by_year({"A": levels(100.0, last)}, "A").as_svg() for last in (121.0, 121.0 + 1e-12)
    )
    assert one == other


def test_every_reference_within_a_picture_leads_to_a_part_of_it():
    svg = chart().as_svg()
    used = re.findall(r'(?:url\(|href=")#([^)"]+)', svg)
    assert used
    assert set(used) <= set(re.findall(r' id="([^"]+)"', svg))


def test_a_notebook_holds_png_alone_and_svg_only_where_it_is_asked_for(monkeypatch):
    monkeypatch.delenv(vector.FORM, raising=False)
    data, metadata = chart()._repr_mimebundle_()
    assert (data, list(metadata)) == ({}, ["image/png"])
    monkeypatch.setenv(vector.FORM, "svg")
    data, metadata = chart()._repr_mimebundle_()
    assert data["image/svg+xml"].startswith("<svg")
    assert metadata["image/svg+xml"]["title"] == "Trade < tripled & more"
    assert metadata["image/svg+xml"]["caption"].startswith("Points are")


@pytest.mark.parametrize("colour", COLOURS.values(), ids=COLOURS)
def test_text_in_a_colour_of_the_palette_has_a_contrast_of_4_5_to_1_on_white(colour):
    parts = [int(ink(colour)[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    luminance = sum(w * x for w, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5
