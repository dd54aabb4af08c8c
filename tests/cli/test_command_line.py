"""The command line: what it prints, and how it ends."""

import functools
import importlib.metadata
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import terminals
import typer
import z3
from command_lines import understood
from nbformat.v4 import new_code_cell, new_notebook

from analysis import conventions, world
from analysis.cli import main as command_line
from analysis.cli.ending import Ended, clearing_up
from analysis.cli.reconciling import reconciling
from analysis.fetch import comtrade
from analysis.prose import check_table
from analysis.prose import sentences as prose_sentences
from analysis.report import replacement
from analysis.study.wording import READINGS
from analysis.world import engines, panel_layout

REPORT = ("report", "--notebooks", "notebooks")
COMMANDS = (REPORT, ("check",))
ANALYSIS = [sys.executable, "-m", "analysis"]


@pytest.fixture
def project(write_study, tmp_path, monkeypatch):
    """A folder with a study in ./study and ./data, and a report; the current folder."""
    figures = (
        {"figure_id": "rounded", "as_written": "1.3 billion"},
        {"figure_id": "open", "quantity": "exports", "wording": "more than"},
        {"figure_id": "firms", "quantity": "companies", "unit": "count", "as_written": "120"},
        {"figure_id": "undated", "quantity": "loan", "period": "", "wording": "exact"},
    )
    write_study(*figures, settings='title = "A and B"').rename(tmp_path / "data")
    write_study(*figures)
    replacement.replace(tmp_path / "report", {"index.html": replacement.GENERATOR})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def store(folder, source):
    """Store a notebook whose second cell is the source."""
    first = "import analysis as an"
    parameters = new_code_cell(first, metadata={"tags": ["parameters"]})
    folder.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=[parameters, new_code_cell(source)]), folder / "01.ipynb")


DEFAULT = str(Path(__file__).parents[2] / "data")


def listing(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.thorough
def test_check_prints_how_each_figure_was_read(project, capsys):
    assert command_line.main(["check", "data", "--all"]) == 0
    title, *_, table = capsys.readouterr().out.split("\n\n")
    assert title == "A and B, 2015: 4 figures of 1 source."
    lines = table.splitlines()
    rows = {line.split()[0]: re.split(r"\s{2,}", line)[1:] for line in lines}
    assert rows["figure"][-3:] == ["as written", "means", "side"]
    assert rows["rounded"][-4:] == [
        "stated",
        "1.3 billion USD",
        "USD 1.25 to 1.35 billion",
        "open",
    ]
    assert rows["open"][-4:-1] == ["more than", "100 million USD", "at least USD 100 million"]
    assert rows["firms"][-3:-1] == ["120", "115 to 125"]
    assert rows["undated"][2:6] == ["undated", "exact", "100 million USD", "USD 100 million"]
    assert len({line.index("USD 100 million") for line in lines if line.startswith("und")}) == 1


@pytest.mark.thorough
def test_the_columns_of_check_are_aligned(project, capsys):
    command_line.main(["check", "data", "--all"])
    table = capsys.readouterr().out.split("\n\n")[-1]
    header, *rows = table.splitlines()
    start = header.index("means")
    assert all(row[start - 1] == " " != row[start] for row in rows)


@pytest.mark.thorough
def test_check_of_the_default_study_lists_what_is_contradicted_and_where_a_scale_slipped(capsys):
    assert command_line.main(["check", DEFAULT, "--revision", "2%"]) == 1
    out = capsys.readouterr().out
    counts = "4 are contradicted, 4 are conflicting, 71 are untested and 82 are consistent"
    assert counts in out
    assert "- art-turnover-2016 (975 million): it would have to rise by at least 6.9 percent" in out
    assert "- art-china-turnover (500 billion): fits as 500 billion times 10" in out


@pytest.mark.thorough
def test_check_says_problems_first_and_readings_only_where_all_is_asked_for(project, capsys):
    command_line.main(["check", "data"])
    problems = capsys.readouterr().out
    command_line.main(["check", "data", "--all"])
    assert "as written" not in problems
    assert capsys.readouterr().out.startswith(problems)


@pytest.mark.thorough
def test_programs_get_each_figure_with_its_interval_and_verdict(project, capsys):
    assert command_line.main(["check", "data", "--format", "json"]) == 0
    rows = {row["figure_id"]: row for row in json.loads(capsys.readouterr().out)}
    assert [rows["rounded"][end] for end in ("low", "high")] == [1250, 1350]
    assert rows["open"]["high"] is None
    assert command_line.main(["check", "data", "--format", "csv"]) == 0
    table = pd.read_csv(io.StringIO(capsys.readouterr().out)).set_index("figure_id")
    assert table["verdict"].to_dict() == {name: row["verdict"] for name, row in rows.items()}
    assert table.loc["open", "high"] == float("inf")


@pytest.mark.thorough
def test_no_scale_is_suspected_of_a_figure_that_fits_at_every_scale(project, write_study, capsys):
    # On the other side's statistics nothing bears on what the newspaper prints.
    official = {"statistics_of": "GEO", "source_id": "herald", "wording": "exact"}
    write_study(
        {"period": "2018", "as_written": "330 million"},
        {"period": "2019", "as_written": "410 million"},
        {"quantity": "turnover_growth", "period": "2019", "as_written": "12", "unit": "percent"},
        official | {"period": "2018", "as_written": "331 million"},
        official | {"period": "2019", "as_written": "409 million"},
        sources=("gazette", "herald"),
    )
    assert command_line.main(["check", "study"]) == 0
    out = capsys.readouterr().out
    assert "3 are conflicting" in out
    assert "did a scale slip?" not in out


@pytest.mark.thorough
def test_one_of_a_thing_is_not_called_several(project, write_study, capsys):
    two = ({"figure_id": "one"}, {"figure_id": "two", "as_written": "300 million"})
    write_study(*({"statistics_of": "GEO"} | figure for figure in two))
    assert command_line.main(["reconcile", "study"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("2 figures make 2 statements: ")
    assert "At least 1 statement is wrong, and there are 2 smallest ways to choose it." in out
    write_study({"statistics_of": "GEO"})
    command_line.main(["reconcile", "study"])
    assert capsys.readouterr().out.startswith("1 figure makes 1 statement: ")


@pytest.mark.thorough
def test_reconcile_prints_its_summary_and_is_content(capsys):
    assert command_line.main(["reconcile", DEFAULT, "--revision", "0.02"]) == 0
    out = capsys.readouterr().out
    assert "At least 6 statements are wrong, and there are 4 smallest ways to choose them" in out
    assert "azernews-2021-06-07: Azerbaijan's statistics" in out


@pytest.mark.thorough
def test_reconcile_reads_a_variant(capsys):
    options = ["--revision", "0.02", "--variant", "exports-of-2019"]
    assert command_line.main(["reconcile", DEFAULT, *options]) == 0
    assert "art-exports-2020" not in capsys.readouterr().out


def test_reconcile_refuses_a_variant_that_is_not_there(capsys):
    assert command_line.main(["reconcile", DEFAULT, "--variant", "none"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("text", ["2", "2%", "0.02", "2.0%"])
def test_two_percent_of_revision_are_written_in_any_way(text):
    assert understood(f"check data --revision {text}")["revision"] == 0.02


@pytest.mark.parametrize(
    ("text", "revision"),
    [("0", 0), ("0.19", 0.19), ("0.2%", 0.002), ("1", 0.01), ("49.9", 0.499), ("49%", 0.49)],
)
def test_revision_is_a_share_below_a_fifth_and_in_percent_from_one(text, revision):
    assert understood(f"check data --revision {text}")["revision"] == revision


@pytest.mark.parametrize("text", ["0.2", "0.5", "0.99"])
def test_a_revision_that_may_be_a_share_or_percent_is_refused_with_the_remedy(text, capsys):
    assert command_line.main(["check", DEFAULT, "--revision", text]) == 2
    assert f"with its sign, such as {text}%" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["50", "50%", "120%", "1e9", "-1", "nan", "inf", "", "%", "two"])
def test_a_revision_of_half_or_more_or_of_nothing_is_refused(text, capsys):
    assert command_line.main(["check", DEFAULT, "--revision", text]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "'--revision'" in err


@pytest.mark.thorough
def test_a_study_is_checked_with_the_revision_that_is_written(project, write_study, capsys):
    exact = {"as_written": "100 million", "wording": "exact"}
    two = (exact, {"as_written": "103 million", "source_id": "herald"})
    said = {"statistics_of": "GEO"}
    write_study(*(said | figure for figure in two), sources=("gazette", "herald"))
    assert "2 are consistent" not in said_by_check(capsys, "--revision", "0")
    assert "2 are consistent" in said_by_check(capsys)


@pytest.mark.thorough
def test_check_asks_once_whether_a_scale_slipped_and_only_where_others_bound_the_number(
    project, write_study, capsys
):
    texts = {"gazette": "1.3 billion", "herald": "130 million", "wire": "131 million"}
    said = {"statistics_of": "GEO"}
    levels = [said | {"as_written": text, "source_id": name} for name, text in texts.items()]
    write_study(*levels, sources=tuple(texts))
    asked = said_by_check(capsys).partition("Scale:")[2].split("\n")
    assert [line.strip() for line in asked if line] == [
        "- f1 (1.3 billion): fits as 1.3 billion divided by 10; did a scale slip?"
    ]
    three = [level | {"as_written": f"1{n}0.0 million"} for n, level in enumerate(levels)]
    write_study(*three, sources=tuple(texts))
    assert "3 are conflicting" in (out := said_by_check(capsys))
    assert "did a scale slip?" not in out


@pytest.mark.thorough
def test_check_asks_for_the_scale_of_an_amount_that_is_too_small_for_trade(
    project, write_study, capsys
):
    write_study({"as_written": "1273.0"}, {"period": "2016", "as_written": "887.9 million"})
    asked = said_by_check(capsys).partition("Scale:")[2].split("\n")
    assert [line.strip() for line in asked if line] == [
        "- f1 (1273.0): means USD 1273.0; is a scale word missing?"
    ]


def said_by_check(capsys, *options):
    command_line.main(["check", "study", *options])
    return capsys.readouterr().out


@pytest.mark.thorough
def test_check_loads_nothing_that_only_a_report_needs(project):
    heavy = "{'nbclient', 'nbconvert', 'nbformat', 'matplotlib', 'seaborn', 'statsmodels'}"
    code = f"""\
import sys
from analysis.cli.main import main
main(["check", "data"])
print({heavy} & set(sys.modules))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_malformed_study_is_one_clear_message_and_nothing_written(project, capsys, command):
    figures = project / "data" / "figures.csv"
    figures.write_text(figures.read_text().replace("1.3 billion", "1.3 bilion"))
    store(project / "notebooks", "1 + 1")
    before = listing(project)
    assert command_line.main([*command, "data"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"analysis: figures\.csv, row 2, column as_written: .*bilion.*\n", err)
    assert listing(project) == before


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--reporter", "GEOR"], r"'GEOR' is not an ISO 3166 alpha-3 code or WLD \(is GEO meant"),
        (["--partner", "FRA"], "no figure of GEO with FRA; the pairs are GEO-KOR"),
        (["--years", "1900"], "no figure of GEO with KOR is of 1900; the years are 2015"),
        (["--source", "herald"], "source 'herald' is not in sources.csv, which has gazette"),
        (["--variant", "other"], "variant 'other' is not in variants.csv, which has none"),
    ],
)
def test_a_choice_that_a_study_does_not_have_is_refused_before_anything_runs(
    project, capsys, options, message
):
    store(project / "notebooks", "1 / 0")
    before = listing(project)
    assert command_line.main([*REPORT, "data", *options]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert re.search(message, err)
    assert listing(project) == before


@pytest.mark.parametrize(
    ("years", "message"),
    [
        ("2019-2015", "the first year is after the last"),
        ("19-20", "'19-20' is no span of years: write 2019-2022 or 2019"),
        ("2019-", "is no span of years"),
        ("all", "is no span of years"),
    ],
)
def test_a_span_of_years_that_is_none_is_bad_use(years, message, capsys):
    assert command_line.main(["report", "data", "--years", years]) == 2
    err = capsys.readouterr().err
    assert "Invalid value for '--years': " in err
    assert message in err


@pytest.mark.thorough
def test_what_is_chosen_for_a_report_reaches_the_notebooks_and_its_title(project, write_study):
    pair = {"reporter": "NLD", "partner": "KOR", "source_id": "herald"}
    write_study(
        {"figure_id": "own"},
        *(pair | {"period": year, "figure_id": year} for year in ("2018", "2019")),
        sources=("gazette", "herald"),
        variants=[("other", "2018", "as_written", "2 billion", "")],
        settings='title = "A and B"',
    )
    store(
        project / "notebooks",
        "chosen = [study.reporter, study.partner, study.years, study.headline_source]\n"
        "assert [*chosen, study.variant] == ["
        "'NLD', 'KOR', (2019, 2019), 'herald', 'other']",
    )
    choice = "--reporter NLD --partner KOR --years 2019 --source herald --variant other"
    assert command_line.main([*REPORT, "study", *choice.split()]) == 0
    front = (project / "report" / "index.html").read_text("utf-8")
    assert "The Netherlands and South Korea" in front
    assert "A and B" not in front


@pytest.mark.thorough
def test_without_a_study_the_choice_is_one_of_the_notebooks_own_study(project):
    store(
        project / "notebooks", "assert (study.years, study.folder.name) == ((2015, 2015), 'data')"
    )
    assert command_line.main([*REPORT, "--years", "2015"]) == 0
    assert command_line.main([*REPORT, "--partner", "FRA"]) == 2


WITHOUT_FOLDER = (
    ["check", "nowhere"],
    ["reconcile", "nowhere"],
    ["report", "nowhere"],
    ["diff", "nowhere", "data"],
    ["diff", "data", "nowhere"],
    ["fetch", "prices", "--to", "nowhere"],
    [*"fetch trade --reporter GEO --partner KOR --years 2019 --to nowhere".split()],
)


@pytest.mark.parametrize("arguments", WITHOUT_FOLDER, ids=" ".join)
def test_a_folder_that_is_none_is_refused_in_one_line_that_says_how_to_make_it(
    project, capsys, arguments
):
    assert command_line.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("analysis: nowhere is not a folder: make a study with: analysis new")


@pytest.mark.thorough
@pytest.mark.parametrize("arguments", WITHOUT_FOLDER, ids=" ".join)
def test_a_folder_that_is_none_is_refused_before_anything_is_loaded(project, arguments):
    assert loaded(arguments) == (2, [])


def loaded(arguments):
    """Return the exit code of a command, and which heavy packages it loads."""
    heavy = ["numpy", "pandas", "matplotlib", "requests", "tenacity", "duckdb", "nbformat"]
    code = f"""\
import sys
from analysis.cli.main import main
code = main({arguments})
print("\\n", code, [name for name in {heavy} if name in sys.modules])"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    code, names = done.stdout.splitlines()[-1].split(maxsplit=1)
    return int(code), eval(names)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        [],
        ["check", "--help"],
        ["report", "--help"],
        ["lab", "--help"],
        ["fetch", "trade", "--help"],
        ["world", "--help"],
    ],
    ids=" ".join,
)
def test_help_loads_nothing_that_takes_its_time(arguments):
    assert loaded(arguments) == (0 if arguments else 2, [])


def test_help_is_not_drawn_by_rich_which_takes_its_time():
    code = "import sys; from analysis.cli.main import main; main(['--help'])"
    code += "; print('rich' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "False False"


def test_without_notebooks_there_is_nothing_to_report(project, capsys):
    assert command_line.main([*REPORT]) == 2
    assert "notebooks is not a folder with notebooks" in capsys.readouterr().err


def test_a_folder_that_is_no_report_is_bad_use(project, capsys):
    store(project / "notebooks", "1 + 1")
    assert command_line.main([*REPORT, "--to", "data"]) == 2
    assert "data is not empty and holds no report" in capsys.readouterr().err


@pytest.mark.thorough
def test_the_path_of_the_front_page_is_all_that_report_prints(project, capsys):
    source = "assert study.folder.name == 'study'"
    store(project / "notebooks", source)
    assert command_line.main([*REPORT, "study", "--to", "new"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{project / 'new' / 'index.html'}\n"
    assert "01: 2 of 2 cells" in err


@pytest.mark.thorough
def test_a_failing_notebook_is_told_in_a_line_and_the_last_good_report_is_there(project, capsys):
    store(project / "notebooks", "1 / 0")
    before = listing(project)
    (project / "report").rename(project / ".report-old-1")  # as a run that was killed leaves it
    assert command_line.main([*REPORT]) == 1
    err = capsys.readouterr().err
    assert "analysis: 01, code cell 2 (1 / 0): ZeroDivisionError: division by zero\n" in err
    assert "Traceback" not in err
    assert listing(project) == before


@pytest.mark.parametrize("arguments", [["chekc"], ["check"], ["check", "data", "--fast"]])
def test_bad_use_exits_with_2(arguments, capsys):
    assert command_line.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Usage: analysis")


@pytest.mark.parametrize(
    "line",
    [
        "check {}",
        "check {} --all",
        "reconcile {}",
        "report {}",
        "report data --to {}",
        "report data --notebooks {}",
        "diff {} data",
        "diff data {}",
        "new {} --reporter GEO --partner KOR",
        "draft {} --to data",
        "draft article.txt --to {}",
        "confirm {}",
        "review {}",
        "import {} --to data",
        "import table.csv --to {}",
        "fetch trade --reporter GEO --partner KOR --to {}",
        "lab {}",
        "world {} --to world",
        "world panel.csv --to {}",
    ],
)
def test_a_name_that_no_file_can_have_is_bad_use(line, project, capsys):
    name, before = "data\0", listing(project)
    assert command_line.main([name if word == "{}" else word for word in line.split()]) == 2
    said = capsys.readouterr().err
    assert "\0" not in said
    assert "Traceback" not in said
    assert listing(project) == before


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        (["chekc", "data"], "No such command 'chekc'. Did you mean 'check'?"),
        (["fetch", "trad"], "No such command 'trad'. Did you mean 'trade'?"),
        (["check", "data", "--revison", "2"], "--revison. Did you mean '--revision'?"),
        (["fetch", "prices", "--year", "2019"], "--year. Did you mean '--years'?"),
    ],
)
def test_a_mistyped_command_or_option_is_told_which_one_may_be_meant(mistyped, meant, capsys):
    assert command_line.main(mistyped) == 2
    assert capsys.readouterr().err.endswith(f"{meant}\n")


@pytest.mark.parametrize("group", [[], ["fetch"]])
def test_a_bare_call_shows_the_help(group, capsys):
    assert command_line.main(group) == 2
    assert capsys.readouterr().err.strip() == help_of(capsys, *group).strip()


def test_the_version_is_that_of_the_package(capsys):
    assert command_line.main(["--version"]) == 0
    assert (
        capsys.readouterr().out
        == f"analysis {importlib.metadata.version(conventions.DISTRIBUTION)}\n"
    )


def test_country_codes_are_taken_in_any_case(project, capsys):
    assert command_line.main([*"new here --reporter geo --partner Kor".split()]) == 0
    assert (project / "here" / "study.toml").read_text() == 'reporter = "GEO"\npartner = "KOR"\n'
    for command in ("report data", "fetch trade --to data --years 2019"):
        given = understood(f"{command} --reporter geo --partner xAa")
        assert (given["reporter"], given["partner"]) == ("GEO", "XAA")


def test_choices_of_the_command_line_are_those_of_the_library(capsys):
    assert f"--reading <{'|'.join(READINGS)}>" in help_of(capsys, "reconcile")
    text = " ".join(help_of(capsys, "world").split())
    assert f"--engine <{'|'.join(world.ENGINES)}>" in text
    assert f"--unit <{'|'.join(panel_layout.UNITS)}>" in text
    assert f"[default: ({engines.MEMORY})]" in text
    assert f"[default: ({','.join(f'{ratio:g}' for ratio in panel_layout.COPIED)})]" in text
    fields = {name for form in panel_layout.FORMS.values() for name in form} | {*panel_layout.MORE}
    assert set(re.search(r"Fields: ([^.]+)\.", text)[1].split(", ")) == fields
    assert comtrade.KEY in help_of(capsys, "fetch", "trade")


@pytest.mark.thorough
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("analysis rec", {"reconcile"}),
        ("analysis fetch ", {"trade", "prices"}),
        ("analysis check data --rev", {"--revision"}),
        ("analysis reconcile nowhere --reading ", {"strict", "close"}),
    ],
)
def test_a_shell_completes_commands_options_and_choices(shell, typed, offered):
    words = {
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
        "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = subprocess.run(
        ANALYSIS,
        env=os.environ | words | {"_ANALYSIS_COMPLETE": f"complete_{shell}"},
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    assert offered <= set(re.findall(r"[\w-]+", done.stdout))
    assert not {"new", "--variant"} & set(re.findall(r"[\w-]+", done.stdout))


def help_of(capsys, *command):
    assert command_line.main([*command, "--help"]) == 0
    return capsys.readouterr().out


def names(command, *above):
    """Return each command below another one: its names in their order."""
    for name, one in getattr(command, "commands", {}).items():
        yield (*above, name)
        yield from names(one, *above, name)


EACH = list(names(typer.main.get_command(command_line.app)))


def test_each_command_is_there():
    single = {"new", "draft", "review", "confirm", "import", "check", "reconcile", "report"}
    single |= {"diff", "lab", "world"}
    fetched = {("fetch", what) for what in ("trade", "totals", "prices", "rates", "gdp")}
    assert set(EACH) == {(name,) for name in single} | {("fetch",)} | fetched


@pytest.mark.thorough
@pytest.mark.parametrize("command", [(), *EACH], ids=" ".join)
def test_each_help_has_an_example_that_is_understood_and_the_exit_codes(command, capsys):
    text = " ".join(help_of(capsys, *command).split())
    assert "Exit code: " in text
    example = re.search(r"Example: analysis (.*?) (?:Arguments|Options):", text)[1]
    assert example.startswith(" ".join(command))
    assert understood(example)


def test_each_command_says_in_a_line_of_the_overview_what_it_does(capsys):
    for group in ((), ("fetch",)):
        assert "..." not in help_of(capsys, *group).split("Commands:")[1]


@pytest.mark.thorough
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_is_no_traceback(project, unbuffered):
    process = subprocess.Popen(
        [*ANALYSIS, "check", "data"],
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 141


@pytest.mark.thorough
def test_a_terminal_that_lacks_a_character_gets_a_question_mark(project):
    figures = project / "data" / "figures.csv"
    figures.write_text(figures.read_text().replace("rounded", "gerundet-ü"), encoding="utf-8")
    done = subprocess.run(
        [*ANALYSIS, "check", "data", "--all"],
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"gerundet-?" in done.stdout


@pytest.mark.thorough
@pytest.mark.parametrize("command", ["check", "reconcile"])
@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (("100 million", "100 million"), "interrupted"),
        (("100 million", "200 million"), "stopped; at least 1 statement is wrong"),
        (("100 million", "200 million", "300 million"), "stopped; at least 2 statements are wrong"),
    ],
)
def test_ctrl_c_ends_a_reconciliation_with_what_is_proven_so_far(
    write_study, capsys, monkeypatch, command, printed, said
):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    folder = write_study(*({"as_written": text, "wording": "exact"} for text in printed))
    for room, name in ((check_table, "verdict_lines"), (prose_sentences, "sentences")):
        monkeypatch.setattr(room, name, interrupted)
    assert command_line.main([command, str(folder)]) == 130
    assert capsys.readouterr() == ("", f"analysis: {said}\n")


class Cleared:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)


def finalized():
    weakref.finalize(lambda: None, signal.raise_signal, signal.SIGINT)


class Timeout:
    def __str__(self):
        signal.raise_signal(signal.SIGINT)
        return "1000"


def half_made():
    z3.Context(timeout=Timeout())


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("clear", [Cleared, finalized, half_made])
def test_ctrl_c_is_not_lost_while_something_is_made_or_cleared_away(capsys, clear):
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    went_on = False
    try:
        with pytest.raises(typer.Exit), reconciling() as tell:
            tell(2)
            clear()
            end = time.monotonic() + 10
            while time.monotonic() < end:
                pass
            went_on = True
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert not went_on
    assert capsys.readouterr().err == "analysis: stopped; at least 2 statements are wrong\n"


def test_sigterm_is_not_lost_while_something_is_cleared_away():
    class Cleared:
        def __del__(self):
            signal.raise_signal(signal.SIGTERM)

    went_on = False
    with pytest.raises(Ended), clearing_up():
        Cleared()
        end = time.monotonic() + 10
        while time.monotonic() < end:
            pass
        went_on = True
    assert not went_on


@terminals.needed
def test_on_a_terminal_a_reconciliation_has_one_live_line_that_goes_when_it_ends():
    work = "from analysis.cli.reconciling import reconciling as r\nwith r() as tell:\n    tell(3)"
    code, written = terminals.run(["-c", work])
    assert code == 0
    lines = terminals.lines(written)
    assert re.fullmatch(r"reconciling: at least 3 statements are wrong 0:00:0\d", lines[-1])
    assert written.rindex("\x1b[2K") > written.rindex("wrong")  # the line is cleared


@pytest.mark.thorough
@pytest.mark.skipif(os.name == "nt", reason="no signals there")
@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [("SIGINT", 130, "analysis: interrupted"), ("SIGTERM", 143, "analysis: ended")],
)
def test_a_signal_ends_the_kernels_and_leaves_the_report_and_no_temporary_folder(
    project, sent, code, said
):
    tell = "import os, time; open('../pid', 'w').write(f'{os.getpid()} '); time.sleep(60)"
    store(project / "notebooks", tell)
    (project / "tmp").mkdir()
    before = listing(project)
    # Where the tests run in the background, the shell has made them deaf to Ctrl-C.
    hearing = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = {"args": [*ANALYSIS, *REPORT], "stderr": subprocess.PIPE, "text": True}
    command["env"] = os.environ | {"TMPDIR": str(project / "tmp")}
    with subprocess.Popen(**command, preexec_fn=hearing) as process:
        try:
            pid = wait_for(project / "pid")
            process.send_signal(getattr(signal, sent))
            err = process.communicate(timeout=20)[1]
        finally:
            process.kill()
    assert process.returncode == code
    assert err.splitlines()[-1] == said
    assert "Traceback" not in err
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    (project / "pid").unlink()
    assert listing(project) == before


@pytest.mark.thorough
@terminals.needed
@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_message_has_colour_on_a_terminal_unless_nobody_wants_it(project, environment, coloured):
    code, written = terminals.run(["-m", "analysis", "check", "nowhere"], **environment)
    assert code == 2
    assert "nowhere is not a folder" in written
    assert bool(terminals.COLOUR.search(written)) == coloured


@pytest.mark.thorough
@terminals.needed
def test_a_report_on_a_terminal_has_a_live_line_a_notebook_and_what_fails_below(project):
    store(project / "notebooks", "1 / 0")
    code, written = terminals.run(["-m", "analysis", *REPORT, "study"])
    assert code == 1
    *_, live, said = terminals.lines(written)
    assert re.fullmatch(r"01 \S+ +1/2 cells 0:00:\d\d", live)
    assert said.endswith("ZeroDivisionError: division by zero")
    assert "Traceback" not in written


def wait_for(path):
    """Return the process id that stands in a file as soon as it does."""
    for _ in range(1200):
        if path.exists() and path.read_text().endswith(" "):
            return int(path.read_text())
        time.sleep(0.1)
    raise TimeoutError(path)
