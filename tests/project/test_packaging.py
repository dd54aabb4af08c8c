"""What the project says of itself in several files holds together."""

import itertools
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis.study.columns import COLUMNS
from analysis.study.quantities import QUANTITIES
from analysis.study.wording import WORDINGS

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT, GROUPS = SETTINGS["project"], SETTINGS["dependency-groups"]
HEAVY = ["duckdb", "ibis", "matplotlib", "scipy", "seaborn", "statsmodels"]


def by_name(requirements):
    """Return requirements as name → version bounds."""
    parsed = [Requirement(requirement) for requirement in requirements]
    return {canonicalize_name(one.name): one.specifier for one in parsed}


@pytest.mark.thorough
@pytest.mark.parametrize(
    "code",
    [
        "import analysis",
        "import analysis as an; an.bounds('1.3 billion', 'stated')",
        "import analysis as an; an.growth(an.headline(an.read('data'), 'turnover'))",
    ],
    ids=["imported", "with a number read", "with a series and its growth"],
)
def test_the_library_loads_no_heavy_package_before_it_is_needed(code):
    listing = f"import sys; print([name for name in {HEAVY} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", f"{code}; {listing}"], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")


@pytest.mark.thorough
def test_what_writes_reports_is_loaded_without_matplotlib_which_speaks_of_a_home_it_cannot_use():
    code = "import sys, analysis.report.writing; print('matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("False\n", "")


def test_what_is_imported_lazily_is_there():
    import analysis

    for name in analysis.__all__:
        assert hasattr(analysis, name), name


@pytest.mark.thorough
def test_a_type_checker_knows_what_the_public_names_are(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import analysis as an\n"
        "study = an.read('data')\n"
        "reveal_type(study)\n"
        "reveal_type(an.fit_trend(an.headline(study, 'turnover')))\n"
    )
    command = [sys.executable, "-m", "mypy", "--follow-imports=silent", str(script)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    revealed = re.findall('Revealed type is "(.*)"', run.stdout)
    assert revealed == ["analysis.study.study.Study", "analysis.indicators.trend.Trend"]


# The environment for conda and the lock.


def test_the_conda_environment_has_what_analysts_need_with_the_bounds_of_the_project():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    assert environment["channels"] == ["conda-forge"]
    (from_pip,) = (part["pip"] for part in environment["dependencies"] if isinstance(part, dict))
    assert from_pip == ["-e ."]
    asked = (part for part in environment["dependencies"] if isinstance(part, str))
    conda = by_name(re.sub(r"(?<![<>=~!])=(?!=)", "==", part) for part in asked)
    # Binder takes the one version that is named, and an old one of its own for a range.
    (python,) = conda.pop("python")
    assert python.operator == "=="
    assert Requirement(f"python{PROJECT['requires-python']}").specifier.contains(python.version)
    conda.pop("pip", None)
    extras = PROJECT["optional-dependencies"]
    nbval = {"nbval": by_name(extras["dev"])["nbval"]}
    asked = [*PROJECT["dependencies"], *extras["fetch"], *extras["import"], *extras["lab"]]
    assert conda == by_name(asked) | nbval


IMPORTED_AS = {"beautifulsoup4": "bs4", "z3-solver": "z3"}
NEEDED_BY_NAME = {"ipykernel"}
"""Started as a program of its own: the kernel of notebooks."""


def test_the_project_depends_on_what_the_library_imports_and_on_nothing_else():
    texts = [path.read_text("utf-8") for path in (ROOT / "src" / "analysis").rglob("*.py")]
    found = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    imported = {name for text in texts for name in found.findall(text)}
    for name in by_name(PROJECT["dependencies"]):
        module = IMPORTED_AS.get(name, name.replace("-", "_"))
        assert module in imported or name in NEEDED_BY_NAME, name


LOCKS = (
    "requirements.lock",
    "requirements-spark.lock",
    "requirements-browser.lock",
    "requirements-mutation.lock",
)
"""The lock of all that `make test` installs, and those of what three more commands add."""
each_lock = pytest.mark.parametrize("lock", LOCKS)


def locked(lock="requirements.lock"):
    """Return a lock as requirement → its lines, comments left out."""
    text = (ROOT / lock).read_text("utf-8")
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    split = [re.split(r"\s+--hash=", line.strip()) for line in lines if line.strip()]
    return {requirement: hashes for requirement, *hashes in split}


@each_lock
def test_the_lock_has_one_exact_version_and_hashes_of_each_package_and_no_address(lock):
    for requirement, hashes in locked(lock).items():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.!+]+( ; .+)?", requirement), requirement
        assert hashes, requirement
        for each in hashes:
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", each.strip()), requirement
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def asked_of(lock):
    """Return what the project asks of a lock, as name → version bounds."""
    extras = dict(PROJECT["optional-dependencies"])
    spark = extras.pop("spark")
    return by_name(
        {
            "requirements.lock": [*PROJECT["dependencies"], *itertools.chain(*extras.values())],
            "requirements-spark.lock": spark,
            "requirements-browser.lock": GROUPS["browser"],
            "requirements-mutation.lock": GROUPS["mutation"],
        }[lock]
    )


@each_lock
def test_the_lock_holds_each_package_that_the_project_asks_for_within_its_bounds(lock):
    versions = {}
    for requirement in locked(lock):
        one = Requirement(requirement)
        versions.setdefault(canonicalize_name(one.name), []).append(one.specifier)
    for name, specifier in asked_of(lock).items():
        assert name in versions, name
        for (exact,) in versions[name]:
            assert specifier.contains(exact.version), f"{name} {exact}"


@pytest.mark.parametrize("lock", LOCKS[1:])
def test_a_further_lock_adds_to_the_first_and_changes_nothing_in_it(lock):
    first = by_name(locked())
    for name, exact in by_name(locked(lock)).items():
        assert exact == first.get(name, exact), name


# The description of the default study.


@pytest.fixture(scope="module")
def description():
    return json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))


def fields(description, resource):
    """Return the fields of a resource of the data package, by name."""
    (one,) = (one for one in description["resources"] if one["name"] == resource)
    assert one["path"] == f"{resource}.csv"
    return {field["name"]: field for field in one["schema"]["fields"]}


def test_the_data_package_holds_for_the_files():
    import frictionless

    report = frictionless.Package(ROOT / "data" / "datapackage.json").validate()
    assert report.valid, report.flatten(["type", "title", "rowNumber", "fieldName", "note"])
    assert {task.name for task in report.tasks} == {"figures", "sources", "regions", "variants"}


@pytest.mark.parametrize("resource", ["figures", "sources", "regions", "variants"])
def test_the_data_package_describes_each_column_of_a_file(description, resource):
    header = (ROOT / "data" / f"{resource}.csv").read_text("utf-8").partition("\n")[0].split(",")
    assert list(fields(description, resource)) == header
    assert set(header) <= set(COLUMNS[f"{resource}.csv"])


@pytest.mark.parametrize(("column", "known"), [("quantity", QUANTITIES), ("wording", WORDINGS)])
def test_the_data_package_allows_the_words_that_the_library_knows(description, column, known):
    allowed = fields(description, "figures")[column]["constraints"]["enum"]
    assert sorted(allowed) == sorted(known)
