"""Where a person works with the notebooks: in the checkout, or in a copy of what is installed."""

from pathlib import Path

import pytest

from analysis.cli.main import main
from analysis.errors import DataError
from analysis.report import workplace as room
from analysis.report.workplace import FOLDERS, workplace
from analysis.study.choice import FILE

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """What an installed library brings, with a file in each folder."""
    library = tmp_path / "site-packages" / "analysis" / "library"
    for folder in FOLDERS:
        (library / folder).mkdir(parents=True)
        (library / folder / "README.md").write_text(folder, "utf-8")
    monkeypatch.setattr(room, "own_notebooks", lambda: library / "notebooks")
    return library


def test_in_a_checkout_one_works_in_it(tmp_path):
    assert workplace(tmp_path / "copy") == ROOT
    assert list(tmp_path.iterdir()) == []


def test_what_is_installed_is_copied_once_and_what_somebody_wrote_there_stays(installed, tmp_path):
    copy = tmp_path / "copy"
    assert workplace(copy) == copy
    assert {path.name for path in copy.iterdir()} == set(FOLDERS)
    (copy / "notebooks" / "README.md").write_text("mine", "utf-8")
    (copy / "notebooks" / FILE).write_text("{}", "utf-8")
    workplace(copy)
    assert (copy / "notebooks" / "README.md").read_text("utf-8") == "mine"
    assert not (copy / "notebooks" / FILE).exists(), "a choice of before is forgotten"
    assert (installed / "notebooks" / "README.md").read_text("utf-8") == "notebooks"


def test_a_copy_that_is_interrupted_is_made_anew(installed, tmp_path, monkeypatch):
    def interrupted(_, to):
        to.mkdir(parents=True)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(room.shutil, "copytree", interrupted)
        workplace(tmp_path / "copy")
    assert list((tmp_path / "copy").iterdir()) == []
    assert (workplace(tmp_path / "copy") / "notebooks" / "README.md").exists()


def test_a_file_that_hides_the_library_from_notebooks_is_named(installed, tmp_path):
    workplace(tmp_path / "copy")
    (tmp_path / "copy" / "notebooks" / "analysis.py").touch()
    with pytest.raises(DataError, match=r"notebooks/analysis\.py hides the library"):
        workplace(tmp_path / "copy")


def test_a_place_that_cannot_be_written_to_is_named(installed, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="file cannot be written: Not a directory"):
        workplace(tmp_path / "file")


@pytest.mark.thorough
@pytest.mark.parametrize("study", ["nowhere", "tests"])
def test_what_is_no_study_is_refused_before_the_lab_opens(study, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(["lab", study]) == 2
    assert study in capsys.readouterr().err
