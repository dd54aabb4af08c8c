"""How far a report is: live on a terminal, in plain lines elsewhere."""

import re

import pytest
import terminals

from analysis.report.progress import CellsDone, say, show_progress

WORK = """\
import time
from analysis.report.progress import CellsDone, show_progress
with show_progress() as tell:
    for name in ("01_growth", "02_[red]share"):
        tell(CellsDone(name, 0, 3))
    for done in (1, 2, 3):
        tell(CellsDone("01_growth", done, 3))
    tell("02_[red]share, code cell 1 wrote to stderr: [b]look")
    tell(CellsDone("02_[red]share", 1, 3))
    time.sleep(1.1)
"""


@pytest.mark.thorough
@terminals.needed
def test_on_a_terminal_each_notebook_has_one_line_with_its_cells_and_its_time():
    code, written = terminals.run(["-c", WORK])
    assert code == 0
    *_, first, second = terminals.lines(written)
    assert re.fullmatch(r"01_growth +\S+ 3/3 cells 0:00:00", first)
    assert re.fullmatch(r"02_\[red\]share \S+ +1/3 cells 0:00:01", second)
    assert terminals.COLOUR.search(written)


@pytest.mark.thorough
@terminals.needed
def test_on_a_terminal_what_else_is_told_stands_above_as_it_was_told():
    said = terminals.lines(terminals.run(["-c", WORK])[1])
    assert "02_[red]share, code cell 1 wrote to stderr: [b]look" in said[:-2]


@pytest.mark.thorough
@terminals.needed
def test_live_lines_have_no_colour_where_nobody_wants_it():
    code, written = terminals.run(["-c", WORK], NO_COLOR="1")
    assert code == 0
    assert "3/3" in written
    assert not terminals.COLOUR.search(written)


@pytest.mark.thorough
@terminals.needed
def test_a_terminal_that_cannot_move_back_gets_plain_lines():
    code, written = terminals.run(["-c", WORK], TERM="dumb")
    assert code == 0
    assert "01_growth: 3 of 3 cells" in terminals.lines(written)
    assert "\x1b" not in written


@pytest.mark.parametrize("environment", [{}, {"FORCE_COLOR": "1"}])
def test_elsewhere_there_are_plain_lines_at_each_quarter(capsys, monkeypatch, environment):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with show_progress() as tell:
        for done in range(9):
            tell(CellsDone("01", done, 8))
        tell("01, code cell 8 wrote to stderr: look")
    assert capsys.readouterr().err.splitlines() == [
        "01: started, 8 cells",
        "01: 2 of 8 cells",
        "01: 4 of 8 cells",
        "01: 6 of 8 cells",
        "01: 8 of 8 cells",
        "01, code cell 8 wrote to stderr: look",
    ]


def test_a_notebook_without_code_is_said_to_have_started(capsys):
    say(CellsDone("01", 0, 0))
    assert capsys.readouterr().err == "01: started, 0 cells\n"
