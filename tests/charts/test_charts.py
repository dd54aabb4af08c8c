"""The charts: closed figures that carry title, source and text alternative, and draw intervals."""

import io
import itertools
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from studies import known, with_totals

import analysis as an
from analysis import charts
from analysis.charts.style import NARROW, WIDE, ink

STUDY = known("data")
YEARS = pd.Index([2018, 2019, 2020], name="year")
LEVELS = pd.DataFrame(
    {"value": [100.0, 110, 99], "low": [95.0, 105, 94], "high": [105.0, 115, 104]}, YEARS
)
LEVELS.attrs["source"] = "Somebody (2021)"
POINTS = pd.concat(
    {("AZE", "exports"): LEVELS, ("AZE", "imports"): -LEVELS, ("CHN", "exports"): LEVELS},
    names=["statistics_of", "flow"],
)
SHARES = pd.concat(
    {("exports", "oil"): LEVELS / 4, ("exports", "the rest"): 100 - LEVELS / 4},
    names=["flow", "product"],
)
ROWS = pd.DataFrame(
    {"value": [5.0, 7.0], "low": [4.0, -np.inf], "high": [np.inf, 8.0], "group": ["a", "b"]},
    ["one", "two"],
)
SIDES = pd.concat(
    {("GEO", "KOR"): LEVELS, ("KOR", "GEO"): LEVELS * 2}, names=["exporter", "importer", "year"]
)
SIDES.attrs["source"] = "Somebody (2021)"
NAMES = {"GEO": "Georgia", "KOR": "South Korea"}
CURVE = pd.DataFrame({"contradicted": [0.0, 80.0], "conflicting": [0.0, 10.0]}, [1.0, 10.0])
BESIDE = pd.DataFrame(
    {
        "value": [9.0, 5.0],
        "low": [8.5, 4.5],
        "high": [9.5, 5.5],
        "left_low": [4.0, 0.0],
        "left_high": [6.0, np.inf],
        "verdict": ["contradicted", "conflicting"],
        "unknown": ["turnover", "exports"],
        "publisher": ["A", "B"],
        "headline": [True, False],
    },
)
HELD = pd.DataFrame(
    [[95.0, 94.0, 0.2, 0.2], [60.0, 90.0, 0.3, 0.2]],
    [0.0, 1.0],
    ["growth", "next_year", "growth_error", "next_year_error"],
)
PLACES = pd.concat({"by A": LEVELS / 100}, names=["of", "year"]).assign(
    p5=0.4, p25=0.9, p50=1.1, p75=1.4, p95=3.3
)
GRID = pd.DataFrame(
    {"0 %": ["contradicted", ""], "2 %": ["consistent", "conflicting"]}, ["turnover", "exports"]
)
ALL = {
    "by_year": lambda: charts.by_year({"A": LEVELS, "B": LEVELS * 2}, "B is twice A"),
    "growth": lambda: charts.growth(LEVELS),
    "trend": lambda: charts.trend(an.fit_trend(LEVELS), LEVELS.iloc[:0], "It grew"),
    "contributions": lambda: charts.contributions(
        STUDY, POINTS, "Exports did it", "Somebody (2021)"
    ),
    "two_sides": lambda: charts.two_sides(SIDES, SIDES * 3, NAMES, "Importers report more"),
    "mirror_ratios": lambda: charts.mirror_ratios(
        {"to Georgia": LEVELS / 100}, "All alike", "Somebody (2021)"
    ),
    "detection": lambda: charts.detection(CURVE, "It is found"),
    "verdicts": lambda: charts.verdicts(BESIDE, "One is rejected", "Somebody (2021)"),
    "coverage": lambda: charts.coverage(HELD, "It holds", draws=100),
    "standing": lambda: charts.standing(PLACES, "A is unusual", "ratio", "Somebody (2021)"),
    "verdict_grid": lambda: charts.verdict_grid(GRID, "Room keeps it", "Somebody (2021)"),
    "partner_shares_by_year": lambda: charts.partner_shares_by_year(
        STUDY, "It takes little", "Somebody (2021)"
    ),
    "dependences_by_year": lambda: charts.dependences_by_year(
        with_totals(), "It is half a percent", "Somebody (2021)"
    ),
    "composition": lambda: charts.composition(SHARES, "Oil is a quarter", "Somebody (2021)"),
    "ranges": lambda: charts.ranges(ROWS, "One is open", "percent", 0, "Somebody (2021)"),
}
every_chart = pytest.mark.parametrize("draw", ALL.values(), ids=ALL)


def test_every_public_chart_is_among_those_that_are_tried_here():
    assert set(ALL) == set(charts.__all__) - {"use_style"}


@pytest.mark.thorough
@every_chart
def test_a_chart_is_a_closed_figure_with_title_caption_source_and_alt_text(draw):
    chart = draw()
    assert isinstance(chart, Figure)
    assert plt.get_fignums() == []
    assert chart.get_suptitle()
    assert chart.source in ("Source: Somebody (2021).", "Source: simulation.")
    assert chart.caption in chart.get_supxlabel().replace("\n", " ")
    assert chart.alt.startswith(chart.get_suptitle().replace("\n", " "))
    labels = [axis.get_label_text() for a in chart.axes for axis in (a.xaxis, a.yaxis)]
    assert any(labels) or chart.title == "Room keeps it"  # its cells hold words


@pytest.mark.thorough
@every_chart
def test_a_chart_is_the_same_picture_each_time(draw):
    pictures = []
    for _ in range(2):
        buffer = io.BytesIO()
        draw().savefig(buffer, format="png")
        pictures.append(buffer.getvalue())
    assert pictures[0] == pictures[1]


def test_a_chart_hands_its_alt_text_to_the_notebook():
    chart = charts.growth(LEVELS)
    assert chart._repr_mimebundle_() == ({}, {"image/png": {"alt": chart.alt}})


@pytest.mark.thorough
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_chart_is_saved_as_its_file_ends_the_same_file_each_time(form, tmp_path):
    begins = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[form]
    files = [tmp_path / f"{name}.{form}" for name in "ab"]
    for file in files:
        charts.growth(LEVELS, "It rose").save(file)
    assert files[0].read_bytes().startswith(begins)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_chart_is_not_saved_where_it_cannot_be_or_as_what_it_cannot_be(tmp_path):
    chart = charts.growth(LEVELS)
    with pytest.raises(
        an.DataError, match=r"chart\.jpg: a chart is saved as \.png, \.svg or \.pdf"
    ):
        chart.save("chart.jpg")
    with pytest.raises(an.DataError, match="cannot be written: No such file"):
        chart.save(tmp_path / "none" / "chart.png")


def test_settings_of_the_user_do_not_reach_a_chart(tmp_path):
    def saved(name):
        charts.by_year({"A": LEVELS}, "A").save(tmp_path / name)
        return (tmp_path / name).read_bytes()

    plain = saved("plain.png")
    mine = {"lines.linewidth": 9, "axes.facecolor": "black", "savefig.facecolor": "red"}
    with mpl.rc_context(mine):
        assert saved("mine.png") == plain


@pytest.mark.parametrize(
    "draw",
    [
        lambda: charts.by_year({"A": LEVELS[:1], "B": LEVELS[:0]}, "One"),
        lambda: charts.growth(LEVELS[:2], "One"),
        lambda: charts.mirror_ratios({"to Georgia": LEVELS[:1]}, "One"),
    ],
)
def test_one_number_is_said_and_not_drawn(draw):
    chart = draw()
    assert chart.empty
    assert re.search(r"One figure makes no chart\. .*20\d\d .*1[01]", chart.alt)


def test_what_is_contradicted_is_an_open_point_that_says_so():
    levels = LEVELS.assign(contradicted=[False, True, False])
    chart = charts.by_year({"A": levels, "B": LEVELS * 2}, "One is wrong")
    (axes,) = chart.axes
    assert [text.xy for text in axes.texts if text.get_text() == "contradicted"] == [(2019, 110)]
    (points,) = [line for line in axes.lines if line.get_markerfacecolor() == "white"]
    assert points.get_xydata().tolist() == [[2019, 110]]
    assert chart.alt.endswith("A, contradicted: 2019.")


def test_a_verdict_has_the_same_colour_in_every_chart():
    (cells, marks, lines) = (
        ALL[name]().axes[0] for name in ("verdict_grid", "verdicts", "detection")
    )
    (cell,) = [text for text in cells.texts if text.get_text() == "contradicted"]
    (name,) = [text for text in lines.texts if text.get_text() == "contradicted"]
    key = dict(zip(("contradicted", "conflicting"), marks.get_legend().legend_handles, strict=True))
    assert cell.get_color() == name.get_color() == ink(key["contradicted"].get_color())


def drawn_segments(chart):
    lines = [c for axes in chart.axes for c in axes.collections if isinstance(c, LineCollection)]
    return [segment for collection in lines for segment in collection.get_segments()]


def test_intervals_are_drawn_from_low_to_high():
    segments = drawn_segments(charts.by_year({"A": LEVELS}, "A"))
    assert [sorted(segment[:, 1]) for segment in segments] == [[95, 105], [105, 115], [94, 104]]


def test_an_open_end_of_a_range_is_an_arrow_and_no_bar():
    (axes,) = charts.ranges(ROWS, "One is open", "percent").axes
    arrows = [a for a in axes.texts if getattr(a, "arrow_patch", None) is not None]
    assert len(arrows) == 2


def test_names_of_series_that_end_together_do_not_overlap():
    same = {name: LEVELS + k for k, name in enumerate("ABC")}
    chart = charts.by_year(same, "All alike")
    chart.canvas.draw()
    boxes = [text.get_window_extent() for text in chart.axes[0].texts]
    assert not any(a.overlaps(b) for i, a in enumerate(boxes) for b in boxes[:i])


def test_of_two_series_that_end_early_the_upper_is_named_above_and_the_lower_below():
    later = LEVELS.set_axis(YEARS + 2)
    chart = charts.by_year({"newest": later, "low": LEVELS, "high": LEVELS * 1.2}, "Two end")
    chart.draw_without_rendering()
    (axes,) = chart.axes
    boxes = {text.get_text(): text.get_window_extent() for text in axes.texts}
    low, high = (axes.transData.transform((2020, 99 * factor))[1] for factor in (1, 1.2))
    assert boxes["low"].y1 < low < high < boxes["high"].y0


@pytest.mark.thorough
def test_a_side_keeps_its_colour_in_both_directions_of_its_trade():
    there, back = charts.two_sides(SIDES, SIDES * 3, NAMES, "Importers report more").axes
    colours = [{t.get_text(): t.get_color() for t in axes.texts} for axes in (there, back)]
    assert colours[0] == colours[1]
    assert len(set(colours[0].values())) == 2


def test_both_directions_of_a_trade_lie_within_their_axes():
    chart = charts.two_sides(SIDES, SIDES, NAMES, "The second direction is twice the first")
    assert all(SIDES["high"].max() < axes.get_ylim()[1] for axes in chart.axes)


@pytest.mark.thorough
def test_a_line_stops_where_a_side_has_no_figure():
    gap = SIDES.drop(index=[("GEO", "KOR", 2019)])
    missing = SIDES.copy()
    missing.loc[("GEO", "KOR", 2019)] = np.nan
    for holes in (gap, missing):
        axes = charts.two_sides(holes, SIDES, NAMES, "A gap").axes[0]
        assert sorted(list(line.get_xdata()) for line in axes.lines if len(line.get_xdata())) == [
            [2018],
            [2018, 2019, 2020],
            [2020],
        ]


def test_a_side_without_a_figure_is_said_in_the_text_alternative():
    chart = charts.two_sides(SIDES * np.nan, SIDES, NAMES, "One side only")
    assert "From Georgia to South Korea, according to Georgia (exports): no figure" in chart.alt


@pytest.mark.parametrize(
    ("freight", "says"),
    [
        (["above", "within"], "(1.06 to 1.10). "),
        (["above", "not included"], "(1.06 to 1.10) where imports hold them. "),
        (["not included"] * 2, "No imports here hold freight and insurance. "),
    ],
)
def test_the_caption_of_mirror_ratios_says_which_imports_hold_freight(freight, says):
    ratios = pd.DataFrame({c: [1.2, 1.08] for c in ("value", "low", "high")}, [2019, 2020])
    chart = charts.mirror_ratios({"to Georgia": ratios.assign(freight=freight)}, "It held")
    assert says in chart.caption


@pytest.mark.parametrize("value", [0.0, np.nan])
def test_mirror_ratios_without_a_positive_one_still_make_a_chart(value):
    ratios = {"to Georgia": pd.DataFrame({c: [value] for c in ("value", "low", "high")}, [2020])}
    assert charts.mirror_ratios(ratios, "Nothing came").alt.startswith("Nothing came.")


def test_the_name_of_a_direction_stands_at_its_last_ratio_above_zero():
    ratios = pd.DataFrame({c: [2.0, 3.0, 0.0] for c in ("value", "low", "high")}, YEARS)
    (axes,) = charts.mirror_ratios({"to Georgia": ratios}, "It ended").axes
    assert [text.xy for text in axes.texts] == [(2019, 3.0)]


def test_the_bands_of_the_world_are_told_apart_in_words_that_hold_on_light_and_on_dark():
    index = pd.MultiIndex.from_tuples([("by A", 2020)], names=["of", "year"])
    world = {"p5": [0.4], "p25": [0.9], "p50": [1.1], "p75": [1.4], "p95": [3.3]}
    rows = pd.DataFrame({"value": [2.0], "low": [2.0], "high": [2.0]} | world, index)
    caption = charts.standing(rows, "A is unusual", "ratio").caption
    assert "Inner band: half" in caption and "outer band: 90 percent" in caption
    assert "dark" not in caption and "light" not in caption


@pytest.mark.thorough
@every_chart
@pytest.mark.parametrize("is_narrow", [False, True])
def test_the_panels_of_a_chart_take_most_of_the_picture(draw, is_narrow):
    chart = draw()
    if is_narrow:  # a page, where the words around the picture stand beside it
        chart = chart.narrowed()
        chart._suptitle.set_visible(False)
        chart._supxlabel.set_visible(False)
    chart.draw_without_rendering()
    boxes = [axes.get_window_extent() for axes in chart.axes]
    across = boxes if len({box.x0 for box in boxes}) > 1 else boxes[:1]
    # Names of rows, and at the ends of series, stand beside the panels.
    assert sum(box.width for box in across) > 0.4 * chart.bbox.width
    assert min(box.height for box in boxes) > 0.15 * chart.bbox.height


@pytest.mark.thorough
@every_chart
def test_a_chart_is_drawn_for_a_phone_with_the_same_words_and_no_name_beside_the_picture(draw):
    chart = draw()
    narrow = chart.narrowed()
    assert (narrow.get_figwidth(), narrow.alt) == (NARROW, chart.alt)
    assert chart.get_figwidth() == WIDE
    narrow.draw_without_rendering()
    names = [text for axes in narrow.axes for text in axes.texts]
    for axes in narrow.axes:  # there are labels beyond the ends of an axis too, which nobody sees
        low, high = sorted(axes.get_ylim())
        rows = axes.get_yticklabels()
        names += [text for text in rows if low <= text.get_position()[1] <= high]
    boxes = [text.get_window_extent() for text in names if text.get_text()]
    assert all(box.x0 >= -1 and box.x1 <= narrow.bbox.x1 + 1 for box in boxes)


@pytest.mark.thorough
@pytest.mark.parametrize(("is_narrow", "step"), [(False, 1), (True, 2)])
def test_years_below_a_chart_do_not_run_together_at_any_width(is_narrow, step):
    years = range(2015, 2023)
    levels = pd.DataFrame(dict.fromkeys(("value", "low", "high"), 100.0), years)
    chart = charts.by_year({"the statistics of a": levels}, "Flat")
    (axes,) = (chart.narrowed() if is_narrow else chart).axes
    axes.get_figure().draw_without_rendering()
    first, last = axes.get_xlim()
    labels = [label for label in axes.get_xticklabels() if first < label.get_position()[0] < last]
    assert [int(label.get_text()) for label in labels] == list(years)[::-step][::-1]
    boxes = [label.get_window_extent() for label in labels]
    assert all(a.x1 + 3 < b.x0 for a, b in itertools.pairwise(boxes))


@pytest.mark.thorough
@pytest.mark.parametrize("is_narrow", [False, True])
def test_the_names_of_the_flows_stand_below_the_bars_years_and_above_the_caption(is_narrow):
    chart = ALL["contributions"]()
    chart = chart.narrowed() if is_narrow else chart
    chart.draw_without_rendering()
    (legend,) = (axes.get_legend() for axes in chart.axes if axes.get_legend())
    names = [text.get_window_extent() for text in legend.get_texts()]
    years = [label.get_window_extent() for a in chart.axes for label in a.get_xticklabels()]
    assert max(box.y1 for box in names) <= min(box.y0 for box in years)
    assert min(box.y0 for box in names) >= chart._supxlabel.get_window_extent().y1


def test_a_figure_that_no_kept_one_bounds_is_marked_and_said_to_be_scaled_otherwise():
    chart = ALL["verdicts"]()
    assert {"180", "100*"} <= {text.get_text() for text in chart.axes[0].texts}
    assert "* Consistent figures do not bound it on both sides" in chart.caption
    assert "turnover: contradicted, 180 percent of what they allow" in chart.alt
    assert "exports, B: conflicting, 100 percent of the largest figure printed" in chart.alt
    bounded = charts.verdicts(BESIDE.iloc[:1], "One is rejected")
    assert "*" not in bounded.caption


def test_the_word_at_a_contradicted_point_stands_where_no_line_crosses_it_and_inside_the_picture():
    years = [2018, 2019, 2020]
    own = pd.DataFrame({c: [1.0, 4.0, 4.0] for c in ("value", "low", "high")}, years)
    falling = own.assign(value=[1.0, 3.9, 3.0], low=[1.0, 3.9, 3.0], high=[1.0, 3.9, 3.0])
    own["contradicted"] = [False, False, True]
    (axes,) = charts.by_year({"A": own, "B": falling}, "Both").axes
    (word,) = (text for text in axes.texts if text.get_text() == "contradicted")
    box = word.get_window_extent()
    lines = [line.get_transform().transform_path(line.get_path()) for line in axes.lines]
    assert len(lines) > 2
    assert not any(line.intersects_bbox(box, filled=False) for line in lines)
    assert axes.get_window_extent().y1 >= box.y1


def test_the_word_at_a_contradicted_point_hides_a_line_before_it_hides_another_point():
    ends = ("value", "low", "high")
    levels = [561.0, 975, 1300, 1310, 2200, 2200]
    own = pd.DataFrame(dict.fromkeys(ends, levels), range(2015, 2021))
    later = pd.DataFrame({end: [1780.0, 2150, 3100, 3744] for end in ends}, range(2021, 2025))
    claims = pd.DataFrame({"verdict": ["contradicted"]}, [2020])
    (axes,) = charts.trend(an.fit_trend(own), later, "It grew", claims).axes
    (word,) = (text for text in axes.texts if text.get_text() == "contradicted")
    drawn = [c.get_offsets() for c in axes.collections if isinstance(c, PathCollection)]
    box = word.get_window_extent().padded(2)
    assert not any(box.contains(*at) for xy in drawn for at in axes.transData.transform(xy))
