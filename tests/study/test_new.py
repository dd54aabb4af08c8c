"""A new study: what its folder holds, what is refused, and what the codebook says."""

import csv
import os
import re
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import analysis as an
from analysis.cli import main as command_line
from analysis.study import new as new_study
from analysis.study import schema, tables
from analysis.study.columns import COLUMNS, FILES, SETTINGS
from analysis.study.quantities import QUANTITIES, units_of
from analysis.study.units import UNITS
from analysis.study.wording import WORDINGS

ROOT = Path(__file__).parents[2]


def new(folder, reporter="GEO", partner="KOR"):
    return command_line.main(["new", str(folder), "--reporter", reporter, "--partner", partner])


def blocks(readme):
    """Return the CSV blocks of a README: file → lines."""
    found = re.findall(r"`([\w.]+)`:\n\n```csv\n(.*?)```", readme, re.DOTALL)
    return {file: text.splitlines() for file, text in found}


def test_a_new_study_has_every_table_with_its_header_the_pair_and_a_readme(tmp_path, capsys):
    folder = tmp_path / "some" / "study"
    assert new(folder) == 0
    assert f"{folder / 'README.md'} says how to fill it" in capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == {
        *COLUMNS,
        "study.toml",
        "README.md",
        ".gitignore",
    }
    for file, table in FILES.items():
        with (folder / file).open(newline="", encoding="utf-8") as text:
            assert list(csv.reader(text)) == [[c.name for c in table.columns if not c.optional]]
    assert tables.read_settings(folder) == {"reporter": "GEO", "partner": "KOR"}
    assert (folder / "README.md").read_text("utf-8").startswith("# Georgia and South Korea\n")
    assert [path.name for path in folder.parent.iterdir()] == ["study"]


def test_check_says_in_a_line_that_a_new_study_has_no_figures_yet(tmp_path, capsys):
    new(tmp_path / "study")
    capsys.readouterr()
    assert command_line.main(["check", str(tmp_path / "study")]) == 2
    assert capsys.readouterr() == (
        "",
        "analysis: figures.csv has no figures of a pair yet: write one row for each published "
        "number\n",
    )


@pytest.mark.thorough
@pytest.mark.parametrize("pair", [("GEO", "KOR"), ("XAA", "XBB"), ("NLD", "WLD"), ("KOR", "COD")])
def test_with_its_example_rows_a_new_study_reads(tmp_path, pair):
    folder = tmp_path / "study"
    new(folder, *pair)
    examples = blocks((folder / "README.md").read_text("utf-8"))
    assert set(examples) == set(COLUMNS)
    for file, (header, *rows) in examples.items():
        assert rows
        assert f"{header}\n" == (folder / file).read_text("utf-8")
        (folder / file).write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    study = an.read(folder)
    assert (study.reporter, study.partner) == pair
    assert len(study.figures) == 1
    assert an.read(folder, variant=study.variants["variant"].iloc[0]).years == (2020, 2020)
    assert command_line.main(["check", str(folder)]) == 0


@pytest.mark.thorough
def test_a_region_as_reporter_has_its_members_in_regions_csv_and_its_figures_are_read(
    tmp_path, capsys
):
    folder = tmp_path / "study"
    told = ["new", str(folder), "--reporter", "EU", "--partner", "ZAF", "--members", "aut, BEL"]
    assert command_line.main(told) == 0
    assert (folder / "regions.csv").read_text("utf-8") == "region,member\nEU,AUT\nEU,BEL\n"
    examples = blocks((folder / "README.md").read_text("utf-8"))
    for file in ("figures.csv", "sources.csv"):
        (folder / file).write_text("\n".join([*examples[file], ""]), encoding="utf-8")
    assert command_line.main(["check", str(folder)]) == 0
    study = an.read(folder)
    assert (study.reporter, study.partner) == ("EU", "ZAF")


@pytest.mark.parametrize(
    ("pair", "members", "message"),
    [
        (("EU", "ZAF"), "", "for a region as a whole, name its members: --members AUT,CHE"),
        (("EU", "ZAF"), "AUT,BEG", "member 'BEG' is not an ISO 3166 alpha-3 code"),
        (("EU", "ZAF"), "AUT,AUT", "member 'AUT' stands twice"),
        (("EU", "ASEAN"), "AUT", "the code of an economy for the other party"),
        (('E"U', "ZAF"), "AUT", "give a name without quotes"),
        (("GEO", "ZAF"), "AUT", "GEO and ZAF are economies, and no region has the members"),
    ],
)
def test_a_region_without_members_or_members_without_one_are_refused(
    tmp_path, capsys, pair, members, message
):
    told = ["new", str(tmp_path / "study"), "--reporter", pair[0], "--partner", pair[1]]
    assert command_line.main([*told, *(["--members", members] if members else [])]) == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_overwritten(tmp_path, capsys):
    folder = tmp_path / "study"
    assert new(folder) == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert new(folder, "NLD") == 2
    assert f"{folder} is not empty: it is left as it is" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (tmp_path / "file").write_text("mine")
    assert new(tmp_path / "file") == 2
    assert "is a file: choose a new folder" in capsys.readouterr().err


def test_an_empty_folder_is_a_place_for_a_study_unless_one_stands_in_it(tmp_path, monkeypatch):
    (tmp_path / "study").mkdir()
    assert new(tmp_path / "study") == 0
    assert (tmp_path / "study" / "figures.csv").exists()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert new(".") == 2
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("GEOR", "KOR"), "reporter 'GEOR' is not an ISO 3166 alpha-3 code or WLD (is GEO meant?)"),
        (("GEO", "korea"), "partner 'korea' is not an ISO 3166 alpha-3 code or WLD (is KOR mean"),
        (("GEO", "GEO"), "partner 'GEO' is the reporter itself"),
    ],
)
def test_a_pair_that_is_none_is_refused_and_nothing_written(tmp_path, capsys, pair, message):
    assert new(tmp_path / "study", *pair) == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_study_is_written_whole_or_not_at_all(tmp_path, monkeypatch, capsys):
    written, write_text = [], Path.write_text

    def full_disk(path, *args, **options):
        if len(written) == 3:
            raise OSError("No space left on device")
        written.append(path)
        return write_text(path, *args, **options)

    monkeypatch.setattr(Path, "write_text", full_disk)
    assert new(tmp_path / "study") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


# The codebook says what the library reads.


def section(title):
    """Return the text of a section of the codebook, of any level."""
    text = new_study.codebook()
    return re.search(rf"^##+ {re.escape(title)}\n(.+?)(?=^##|\Z)", text, re.M | re.S)[1]


def rows(title):
    """Return the rows of a section's table, as lists of cells."""
    lines = [line for line in section(title).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def names(title):
    """Return the words in code that stand in the first cells of a section's table."""
    return [name for row in rows(title) for name in re.findall(r"`([^`]+)`", row[0])]


def test_the_codebook_has_the_columns_of_each_table_and_the_settings_each_with_its_meaning():
    for file, columns in COLUMNS.items():
        assert names(file) == list(columns)
        assert all(meaning for _, meaning in rows(file))
    assert names("study.toml") == list(SETTINGS)


def test_the_codebook_has_each_wording_with_an_example_that_is_read_so():
    cells = rows("From wording to interval")
    assert names("From wording to interval")[: len(WORDINGS)] == list(WORDINGS)
    for wording, *_, example, strictly in cells:
        word = re.match("`(.+?)`", wording)[1]
        assert re.findall(r"[a-z][a-z ]*", wording) == [word, *schema.WORDINGS[word].also]
        printed = re.search(r"\d[\d,.]*(?: and [\d.]+)?(?: (?:million|billion))?", example)[0]
        unit = "percent" if "percent" in example else "USD" if "USD" in example else "count"
        _, low, high = an.bounds(printed, word, unit)
        ends = [f"{max(low, 0):,.0f}", "at least" if high == float("inf") else f"{high:,.0f}"]
        assert all(end in strictly for end in ends), (word, ends, strictly)


def test_the_codebook_has_each_quantity_with_its_units():
    assert names("Quantities") == list(QUANTITIES)
    for quantities, _, units, _ in rows("Quantities"):
        for quantity in re.findall(r"`(\w+)`", quantities):
            assert tuple(re.findall(r"`(\w+)`", units)) == units_of(quantity)
    assert set(UNITS) <= set(re.findall(r"`(\w+)`", section("Quantities").split("Units: ")[1]))


@pytest.mark.thorough
def test_a_study_begins_from_an_installed_wheel_too(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    code = """\
import analysis, sys
from analysis.cli.main import main
print(analysis.__file__)
sys.exit(main("new study --reporter GEO --partner KOR".split()))"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert str(installed) in done.stdout
    assert new_study.codebook() in (tmp_path / "study" / "README.md").read_text("utf-8")


def test_a_place_that_cannot_be_written_is_named_as_it_was_given(tmp_path, monkeypatch, capsys):
    (tmp_path / "locked").write_text("a file, where a folder would have to be")
    monkeypatch.chdir(tmp_path)
    assert new("locked/georgia") == 2
    err = capsys.readouterr().err
    assert err.startswith("analysis: locked/georgia cannot be written: ")
    assert "-new-" not in err


@pytest.mark.parametrize(
    "name", ["my study", "a & b", "it's", "b (2)", "x;y", "$HOME", 'a "b"', "中文 1"]
)
def test_commands_of_the_readme_can_be_pasted_whatever_the_name_of_the_folder(tmp_path, name):
    new_study.begin(tmp_path / name, "GEO", "KOR")
    said = (tmp_path / name / "README.md").read_text("utf-8")
    (command,) = re.findall(r"`(analysis check .*?)` says", said)
    assert shlex.split(command) == ["analysis", "check", name, "--all"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of other systems are text")
@pytest.mark.parametrize("name", [b"b\xff", b"\xc3", b"a\xf0b", b"\x80", b"x \xe9"])
def test_a_name_that_is_not_utf_8_is_refused_in_a_sentence(tmp_path, name):
    with pytest.raises(an.DataError, match="is not a name in UTF-8: choose another one") as refused:
        new_study.begin(tmp_path / os.fsdecode(name), "GEO", "KOR")
    str(refused.value).encode()
    assert list(tmp_path.iterdir()) == []
