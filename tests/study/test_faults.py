"""All that is wrong in a folder is said at once; each number is read once."""

import pytest

import analysis as an
from analysis.study import columns, faults, pair_figures, tables, wording
from analysis.study.new import begin


def refused(folder):
    """Return the error with which a study is refused."""
    with pytest.raises(an.DataError) as caught:
        an.read(folder)
    return caught.value


def places(error):
    """Return file, row and column of each fault."""
    return [(fault.file, fault.row, fault.column) for fault in error.faults]


def spoil(folder, file, text):
    (folder / file).write_text(text, encoding="utf-8")


def test_the_faults_of_all_files_and_rows_are_listed_by_file_row_and_column(write_study):
    folder = write_study(
        {"wording": "roughly", "quantity": "sales"},
        {"as_written": "1.3 bilion"},
        {"period": "June", "partner": "GEO"},
        regions=[("Alps", "SWI")],
        variants=[("v", "f9", "period", "2016", "")],
        countries=[("WLD", "all"), ("XAA", "")],
        prices=[{"year": "19", "as_written": "-1"}],
        settings='first = 1\ntitle = 5\nlast_year = "x"',
    )
    spoil(folder, "sources.csv", "source_id,publisher,title,published,url,kind\ngazette,,,June,x,")
    error = refused(folder)
    assert places(error) == [
        ("figures.csv", 2, "quantity"),
        ("figures.csv", 2, "wording"),
        ("figures.csv", 3, "as_written"),
        ("figures.csv", 4, "partner"),
        ("figures.csv", 4, "period"),
        ("sources.csv", 2, "publisher"),
        ("sources.csv", 2, "published"),
        ("sources.csv", 2, "url"),
        ("regions.csv", 2, "member"),
        ("variants.csv", 2, "figure_id"),
        ("countries.csv", 2, "code"),
        ("countries.csv", 3, "name"),
        ("prices.csv", 2, "year"),
        ("prices.csv", 2, "as_written"),
        *[("study.toml", 0, "")] * 3,
    ]
    head, *lines = str(error).splitlines()
    assert head == "17 faults:"
    assert [line.strip() for line in lines] == [str(fault) for fault in error.faults]
    assert error.faults[4].value == "June"
    assert "row 4, column period: 'June' is not a period: write 2019" in lines[4]


def test_a_file_that_is_none_does_not_hide_the_faults_of_the_others(write_study):
    folder = write_study({"wording": "roughly"}, {}, regions=[("Alps", "SWI")])
    spoil(folder, "sources.csv", "source_id;publisher\na;b")
    spoil(folder, "prices.csv", 'year,"')
    assert places(refused(folder)) == [
        ("figures.csv", 2, "wording"),
        ("sources.csv", 1, ""),
        ("regions.csv", 2, "member"),
        ("prices.csv", 0, ""),
    ]
    spoil(folder, "figures.csv", "figure_id,quantity\n")
    assert {file for file, *_ in places(refused(folder))} == {
        *("figures.csv", "sources.csv", "regions.csv", "prices.csv")
    }


def test_a_broken_row_does_not_hide_the_faults_of_other_rows(known_by_heart):
    text = (known_by_heart / "figures.csv").read_text("utf-8")
    spoil(
        known_by_heart,
        "figures.csv",
        text.replace("110 million", "1,100 million").replace("99 million", "99 bilion"),
    )
    assert places(refused(known_by_heart)) == [
        ("figures.csv", 3, ""),
        ("figures.csv", 4, "as_written"),
    ]


def test_the_first_twenty_faults_are_listed_and_the_others_counted(write_study):
    error = refused(write_study(*[{"wording": "state"}] * 23))
    head, *lines, more = str(error).splitlines()
    assert (head, more, len(error.faults)) == ("23 faults:", "  and 3 more", 23)
    assert [line.split(",")[1] for line in lines] == [f" row {row}" for row in range(2, 22)]
    assert "and" not in str(refused(write_study(*[{"wording": "state"}] * 20))).split()


def test_a_figure_that_is_malformed_is_not_blamed_on_a_variant_that_changes_another_cell(
    write_study,
):
    variants = [("v", "f1", "period", "2016", ""), ("v", "f2", "as_written", "x", "")]
    error = refused(write_study({"wording": "roughly"}, {}, variants=variants))
    assert places(error) == [("figures.csv", 2, "wording"), ("variants.csv", 3, "value")]


def test_what_follows_from_another_fault_is_not_said(write_study):
    regions = [("Alps", "CHE")]
    one = {"quantity": "share_of_region", "reporter": "SWI", "region": "Alps", "unit": "percent"}
    error = refused(write_study(one | {"as_written": "5"}, {"unit": "euro"}, regions=regions))
    assert places(error) == [("figures.csv", 2, "reporter"), ("figures.csv", 3, "unit")]


def test_of_a_hundred_thousand_faults_only_the_listed_ones_look_for_the_word_that_is_meant(
    write_study, monkeypatch
):
    looked = []
    monkeypatch.setattr(
        faults.difflib, "get_close_matches", lambda *_, **__: looked.append(1) or []
    )
    refused(write_study(*[{"wording": "roughly", "source_id": f"x{n}"} for n in range(300)]))
    assert len(looked) == faults.MOST_LISTED


# Each number is read once.


@pytest.fixture
def parsed(monkeypatch):
    """Return the list of the numbers that are parsed."""
    texts, read = [], wording._of_one

    def counted(*printed):
        texts.append(printed)
        return read(*printed)

    monkeypatch.setattr(wording, "_of_one", counted)
    return texts


def test_a_study_parses_each_number_once_and_its_series_none(parsed):
    study = an.read("tests/invented")
    replaced = study.variants[study.variants["column"] != ""]
    changed = replaced[["variant", "figure_id"]].drop_duplicates()
    assert len(parsed) == len(study.figures) + len(changed) + len(study.prices)
    for reading in ("strict", "close"):
        an.series(study, "turnover", source="courier-2006-03", reading=reading)
        an.stocks(study, reading)
    an.read("tests/invented", variant=changed["variant"].iloc[0])
    assert len(parsed) == 2 * (len(study.figures) + len(changed) + len(study.prices))


def test_a_study_keeps_what_each_number_means_exactly_and_cut_to_what_it_can_be(write_study):
    share = {"quantity": "export_share", "unit": "percent", "as_written": "90"}
    study = an.read(
        write_study(
            {"as_written": "1.30 billion"},
            share | {"wording": "more than"},
            variants=[("v", "f1", "as_written", "1.3 billion", "")],
        )
    )
    turnover, least = study.numbers["f1"], study.numbers["f2"]
    assert (turnover.value, turnover.strict, turnover.step) == (1300, (1295, 1305), 10)
    assert (least.interval("strict"), least.interval("close")) == ((90, 100), (90, 100))
    figures = study.figures.set_index("figure_id")
    assert figures.loc["f1", pair_figures.INTERVAL].to_list() == [1300, 1295, 1305]
    other = an.read(study.folder, variant="v")
    assert other.numbers["f1"].strict == (1250, 1350)
    assert other.numbers["f2"] == least


# A column of the schema that a file may be without.


def test_a_file_may_be_without_an_optional_column_which_is_blank_then(tmp_path):
    folder = begin(tmp_path / "new", "GEO", "KOR")
    header = (folder / "figures.csv").read_text("utf-8").strip().split(",")
    optional = [column.name for column in columns.FILES["figures.csv"].columns if column.optional]
    assert "edition" in optional
    assert not {*optional} & {*header}
    assert set(tables.read_table(folder, "figures.csv")) == {*header, *optional}
    spoil(folder, "figures.csv", "figure_id\n")
    assert "column 'edition' is missing" not in str(refused(folder))
