"""The command that brings a table into a study: what is written, what a newer release changes."""

from pathlib import Path

import pytest

import analysis as an
from analysis.cli import main as command_line

TABLES = Path(__file__).parent / "tables"


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    assert command_line.main(["new", str(folder), "--reporter", "GEO", "--partner", "KOR"]) == 0
    return folder


@pytest.fixture
def bring(study, capsys):
    def run(file, *options, code=0):
        path = file if isinstance(file, Path) else TABLES / file
        capsys.readouterr()
        assert command_line.main(["import", str(path), "--to", str(study), *options]) == code
        said = capsys.readouterr()
        return said.err if code else said.out

    return run


def contents(study):
    return {path.name: path.read_bytes() for path in study.iterdir() if path.is_file()}


def test_a_table_becomes_figures_with_one_source(bring, study):
    out = bring("imf-imts.csv")
    assert out.splitlines()[0].endswith(
        ": 5 figures; 5 are new, 0 are changed and 0 are withdrawn."
    )
    found = an.read(study)
    assert list(found.sources.index) == ["imf-imts"]
    exports = found.figures.set_index("figure_id").loc["imf-imts-geo-kor-exports-2020"]
    assert (exports["value"], exports["low"], exports["high"]) == (31.50025,) * 3
    assert exports["side"] == "GEO"


def test_importing_again_writes_nothing(bring, study):
    bring("imf-imts.csv")
    before = contents(study)
    assert "Nothing has changed, and nothing was written." in bring("imf-imts.csv")
    assert contents(study) == before


def test_a_newer_release_replaces_the_source_s_rows_and_shows_what_was_revised(
    bring, study, tmp_path
):
    bring("imf-imts.csv")
    newer = tmp_path / "newer.csv"
    lines = (TABLES / "imf-imts.csv").read_text("utf-8")
    lines = lines.replace("A,2020,87200400", "A,2020,87200500")
    newer.write_text(lines.replace("Q,2021-Q1,7000100", "Q,2021-Q1,"), encoding="utf-8")
    out = bring(newer)
    assert "0 are new, 1 is changed and 0 are withdrawn" in out
    assert "imf-imts-geo-kor-imports-2020 87200400 87200500       +100" in out
    assert "imf-imts-geo-kor-exports-2021-q1" in set(an.read(study).figures["figure_id"])


@pytest.mark.thorough
def test_a_number_that_a_newer_release_lacks_within_its_years_is_withdrawn(bring, study, tmp_path):
    bring("imf-dots.csv")
    newer = tmp_path / "newer.csv"
    lines = (TABLES / "imf-dots.csv").read_text("utf-8")
    newer.write_text(lines.replace(",29100400,31500250,", ",,31500250,"), encoding="utf-8")
    out = bring(newer)
    assert "0 are new, 0 are changed and 1 is withdrawn" in out
    assert "imf-dots-geo-kor-exports-2019" not in set(an.read(study).figures["figure_id"])


def test_a_table_of_other_years_of_the_same_source_is_added(bring, study, tmp_path):
    bring("wits-by-partner.csv")
    later = tmp_path / "later.csv"
    lines = (TABLES / "wits-by-partner.csv").read_text("utf-8")
    later.write_text(lines.replace(",2020,", ",2021,"), encoding="utf-8")
    assert "6 are new, 0 are changed and 0 are withdrawn" in bring(later)
    assert len(an.read(study).figures) == 12


def test_rows_of_other_sources_keep_every_byte(bring, study):
    bring("imf-imts.csv")
    before = (study / "figures.csv").read_bytes()
    bring("wits-by-partner.csv")
    assert (study / "figures.csv").read_bytes().startswith(before)


def test_what_a_user_wrote_of_the_source_stays(bring, study, tmp_path):
    bring("imf-imts.csv")
    sources = study / "sources.csv"
    sources.write_text(
        sources.read_text("utf-8").replace("https://data.imf.org", "https://example.org/mine"),
        encoding="utf-8",
    )
    newer = tmp_path / "newer.csv"
    newer.write_text((TABLES / "imf-imts.csv").read_text("utf-8").replace("87200400", "1"), "utf-8")
    bring(newer, "--published", "2024-05-01")
    row = an.read(study).sources.loc["imf-imts"]
    assert (row["url"], row["published"]) == ("https://example.org/mine", "2024-05-01")


def test_a_source_and_its_words_can_be_given(bring, study):
    bring(
        "years-in-rows.csv",
        *("--side", "geo", "--source", "bank-2021", "--publisher", "The Bank"),
        *("--published", "2021-03", "--url", "https://example.org/bank"),
    )
    row = an.read(study).sources.loc["bank-2021"]
    assert (row["publisher"], row["published"], row["url"]) == (
        "The Bank", "2021-03", "https://example.org/bank",
    )  # fmt: skip
    assert set(an.read(study).figures["side"]) == {"GEO"}


@pytest.mark.parametrize(("file", "valuation"), [("imf-imts.csv", "CIF"), ("imf-dots.csv", "")])
def test_how_a_table_values_its_imports_is_said_of_its_source(bring, study, file, valuation):
    bring(file)
    assert an.read(study).sources["valuation"].to_list() == [valuation]


def test_a_newer_release_says_anew_how_imports_are_valued(bring, study, tmp_path):
    bring("comtrade-api.json")
    assert an.read(study).sources["valuation"].to_list() == ["CIF"]
    text = (TABLES / "comtrade-api.json").read_text("utf-8")
    newer = tmp_path / "newer.json"
    newer.write_text(text.replace("cifvalue", "x").replace("fobvalue", "cifvalue"), "utf-8")
    newer.write_text(newer.read_text("utf-8").replace('"x"', '"fobvalue"'), "utf-8")
    bring(newer)
    assert an.read(study).sources["valuation"].to_list() == ["FOB"]


def test_nothing_is_taken_off_imports_of_the_united_states_which_are_at_their_customs_value(
    bring, study
):
    (study / "study.toml").write_text('reporter = "USA"\npartner = "KOR"\n', encoding="utf-8")
    bring("us-census.csv")
    with (study / "figures.csv").open("a", encoding="utf-8") as figures:
        header = (study / "figures.csv").read_text("utf-8").splitlines()[0].split(",")
        sold = {"figure_id": "sold", "quantity": "exports", "reporter": "KOR", "partner": "USA"}
        sold |= {"period": "2020", "as_written": "70000 million", "unit": "USD"}
        sold |= {"wording": "exact", "statistics_of": "KOR", "source_id": "us-census"}
        figures.write(",".join(sold.get(column, "") for column in header) + "\n")
    read = an.read(study)
    assert read.sources.loc["us-census", "valuation"] == "customs value"
    said = str(an.sentences(read, "mirror.answer"))
    assert (
        "The United States' imports are at their customs value in 2020: they hold no freight and "
        "insurance, and nothing is taken off." in said
    )
    left = an.left_after_freight(read).loc[("from South Korea to the United States", 2020)]
    assert (left["value"], left["low"]) == pytest.approx((2000, 1999.95))


def test_what_was_left_out_is_said(bring):
    out = bring("comtrade-api.json")
    assert "Left out as a breakdown of other rows: 1 number." in out
    assert "Left out as a flow of its own (RX): 1 number." in out
    out = bring("years-in-rows.csv")
    assert "the column GDP (US$ mn)." in out
    assert "whose statistics it has: --publisher and --side say it." in out
    assert "--side" not in bring("years-in-rows.csv", "--side", "GEO", "--publisher", "The Bank")


def test_a_plain_table_of_a_side_s_statistics_is_official(bring, study):
    bring("years-in-rows.csv", "--side", "GEO", "--publisher", "The Bank")
    (kind,) = an.read(study).sources["kind"]
    assert kind == "official statistics"
    out = bring("imf-dots.csv")
    assert "Left out beside the same flow in another valuation: 2 numbers." in out
    assert "no economy is known by these names" in out
    assert "'Advanced Economies'" in out


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--unit", "beads"], "'beads' is no unit"),
        (["--locale", "xx-yy"], "is no locale"),
        (["--column", "sales=Exports"], "'sales' is not one of period"),
        (["--economy", "Korea=KORR"], "is KOR meant?"),
        (["--side", "XX"], "'XX' is not an ISO 3166"),
        (["--sheet", "A"], "has no sheets"),
        (["--published", "soon"], "is not a date"),
        (["--column", "exports"], "write a name, the sign ="),
    ],
)
def test_bad_use_leaves_the_study_as_it_was(bring, study, options, words):
    bring("imf-imts.csv")
    before = contents(study)
    message = " ".join(bring("years-in-rows.csv", *options, code=2).split())
    assert words in message.replace("│ ", "")
    assert contents(study) == before


def test_a_pair_that_is_not_there_leaves_the_study_as_it_was(bring, study):
    before = contents(study)
    message = bring("turkstat.csv", code=2)
    assert "has no figure of GEO with KOR; its pairs are TUR-GEO, TUR-CHN" in message
    assert contents(study) == before


def test_a_study_that_is_not_there_is_said_first(tmp_path, capsys):
    table = str(TABLES / "imf-imts.csv")
    assert command_line.main(["import", table, "--to", str(tmp_path / "none")]) == 2
    assert "is not a folder: make a study with" in capsys.readouterr().err


def test_a_study_without_settings_is_about_the_pair_of_its_first_figure(bring, study, tmp_path):
    bring("imf-imts.csv")
    (study / "study.toml").unlink()
    assert ": 6 figures; 6 are new" in bring("wits-by-partner.csv")


def test_a_study_that_names_no_pair_is_refused(bring, study):
    (study / "study.toml").unlink()
    assert "does not say which pair it is about" in bring("imf-imts.csv", code=2)


def test_what_is_fetched_and_what_is_imported_of_comtrade_are_the_same_figures(bring, study):
    from analysis.fetch.totals import TOTAL, figure_rows
    from analysis.study.areas import Area

    bring("comtrade-api.json")
    figures = an.read(study).figures.set_index("figure_id")
    record = {"reporterCode": 268, "partnerCode": 410, "flowCode": "X", "period": "2020"}
    record |= TOTAL | {"primaryValue": 31500250, "fobvalue": 31500250, "cifvalue": None}
    record |= {"isReported": False, "isAggregate": True}
    (row,) = figure_rows([record], [Area(268, "GEO"), Area(410, "KOR")], [2020])
    assert figures.loc[row["figure_id"], list(row)[1:]].to_dict() == {
        name: text for name, text in row.items() if name != "figure_id"
    }


def test_an_edition_stands_beside_what_is_there(bring, study, tmp_path):
    bring("imf-imts.csv")
    newer = tmp_path / "newer.csv"
    newer.write_text(
        (TABLES / "imf-imts.csv").read_text("utf-8").replace("87200400", "87200500"), "utf-8"
    )
    assert "5 are new, 0 are changed and 0 are withdrawn" in bring(newer, "--edition", "2024-05")
    figures = an.read(study).figures.set_index("figure_id")
    old, new = "imf-imts-geo-kor-imports-2020", "imf-imts-geo-kor-imports-2020-2024-05"
    assert figures.loc[[old, new], "as_written"].to_list() == ["87200400", "87200500"]
    assert figures.loc[[old, new], "edition"].to_list() == ["", "2024-05"]
    assert "Nothing has changed" in bring(newer, "--edition", "2024-05")
    assert "Nothing has changed" in bring("imf-imts.csv")


def test_a_part_of_the_goods_is_a_product_and_leaves_the_total_as_it_is(bring, study):
    bring("comtrade-download.csv")
    figures = an.read(study).figures.set_index("figure_id")
    part = figures.loc["un-comtrade-geo-kor-exports-hs-27-2020"]
    assert (part["product"], part["value"]) == ("HS 27", 12.000345)
    assert figures.loc["un-comtrade-geo-kor-exports-2020", "product"] == ""
    assert "Nothing has changed" in bring("comtrade-download.csv")


def test_a_column_that_the_study_lacks_is_added_and_old_rows_are_blank_there(bring, study):
    bring("imf-imts.csv")
    bring("comtrade-download.csv")
    header, first, *_ = (study / "figures.csv").read_text("utf-8").splitlines()
    assert header.endswith(",note,product")
    assert first.endswith(",FOB,")


def test_euros_are_euros(bring, study):
    bring("eurostat-sdmx.csv")
    row = an.read(study).figures.set_index("figure_id").loc["eurostat-geo-kor-imports-2019"]
    assert (row["unit"], row["value"], row["low"], row["high"]) == ("EUR", 70.0, 69.95, 70.05)
    assert an.read(study).sources.loc["eurostat", "published"] == "2023-03-05"


def test_a_revision_in_euros_is_shown_in_single_euros(bring, tmp_path):
    bring("eurostat-sdmx.csv")
    newer = tmp_path / "newer.csv"
    text = (TABLES / "eurostat-sdmx.csv").read_text("utf-8")
    newer.write_text(text.replace(",28.4,", ",28.5,").replace("05/03/23", "06/03/23"), "utf-8")
    out = bring(newer)
    row = next(line for line in out.splitlines() if "eurostat-geo-kor-exports-2019 " in line)
    assert row.split() == [
        "eurostat-geo-kor-exports-2019", "28.4", "million", "28.5", "million", "+100,000",
    ]  # fmt: skip
