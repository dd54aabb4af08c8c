"""The wheel is complete: the library with its types, the studies and the notebooks."""

import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import analysis as an

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, as a path."""
    (path,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("dist")))
    return Path(path)


@pytest.fixture(scope="module")
def files(wheel):
    """The names of the wheel's files."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["data", "examples", "notebooks"])
def test_the_study_and_the_notebooks_are_in_the_wheel_as_they_are_here(wheel, files, folder):
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    here = {p.relative_to(ROOT / folder).as_posix(): p.read_bytes() for p in paths}
    within = f"analysis/library/{folder}/"
    assert here
    assert {name for name in files if name.startswith(within)} == {within + name for name in here}
    with zipfile.ZipFile(wheel) as archive:
        assert {name: archive.read(within + name) for name in here} == here


def test_each_file_of_the_package_is_in_the_wheel_and_nothing_else(files):
    source = ROOT / "src"
    own = {p.relative_to(source).as_posix() for p in source.rglob("*") if p.is_file()}
    own = {name for name in own if "__pycache__" not in name}
    assert "analysis/py.typed" in own
    rest = {name for name in files if not name.startswith("analysis/library/")}
    assert {name for name in rest if ".dist-info/" not in name} == own


def test_the_record_names_each_file_of_the_wheel(wheel, files):
    (record,) = (name for name in files if name.endswith(".dist-info/RECORD"))
    with zipfile.ZipFile(wheel) as archive:
        listed = [line.split(",")[0] for line in archive.read(record).decode().splitlines()]
    assert sorted(listed) == sorted(files)


def test_no_file_of_the_wheel_names_a_folder_of_this_machine(wheel, files):
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in files if str(ROOT).encode() in archive.read(name)] == []


def test_an_editable_install_has_no_copy_of_the_study_or_the_notebooks(tmp_path):
    builder = WheelBuilder(str(ROOT))
    (path,) = builder.build(directory=str(tmp_path), versions=["editable"])
    with zipfile.ZipFile(path) as archive:
        assert [name for name in archive.namelist() if "library" in name] == []


@pytest.mark.thorough
def test_the_source_distribution_has_what_a_wheel_is_made_of(tmp_path):
    import tarfile

    (path,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path))
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("src", "data", "notebooks", "tests"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file() and "__pycache__" not in file.parts:
                assert file.relative_to(ROOT).as_posix() in names


def test_a_checkout_reports_with_its_own_notebooks_wherever_one_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert an.report.own_notebooks() == ROOT / "notebooks"
