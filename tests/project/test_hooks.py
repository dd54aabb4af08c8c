"""The hooks of pre-commit are those of `make test`, and each rule of the linter has its reason."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
REPOSITORIES = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
HOOKS = {hook["id"]: hook for repository in REPOSITORIES for hook in repository["hooks"]}


def test_the_hooks_lint_and_format_with_the_ruff_of_the_lock_notebooks_too():
    recipe = (ROOT / "Makefile").read_text("utf-8")
    for hook, command in (("ruff-check", "ruff check ."), ("ruff-format", "ruff format --check .")):
        assert f"\t$(BIN)/{command}\n" in recipe
        entry = HOOKS[hook]["entry"]
        assert entry.startswith(f".venv/bin/{' '.join(command.split()[:2])} ")
        assert {"python", "jupyter"} <= set(HOOKS[hook]["types_or"])
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["ruff"]
    assert settings["extend-include"] == ["*.ipynb"]


def test_no_hook_comes_from_an_address_and_each_package_has_one_exact_version():
    assert [repository["repo"] for repository in REPOSITORIES] == ["local"]
    for name, hook in HOOKS.items():
        packages = hook.get("additional_dependencies", [])
        assert bool(packages) == (hook["language"] == "python"), name
        assert all(re.fullmatch(r"[\w-]+==[\d.]+", package) for package in packages), name


def test_each_group_of_rules_is_given_with_its_reason_and_each_exception_from_them_too():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lint = tomllib.loads(text)["tool"]["ruff"]["lint"]
    for rule in lint["select"]:
        assert re.search(rf'^    "{rule}", +# \w[^:\n]+: \w.+$', text, re.MULTILINE), rule
    for rule in lint["ignore"]:
        assert re.search(rf'^    "{rule}", +# \S.+$', text, re.MULTILINE), rule
    for files in lint["per-file-ignores"]:
        assert re.search(rf'^"{re.escape(files)}" = \[.+\] # \S.+$', text, re.MULTILINE), files


def test_each_exception_where_it_stands_has_its_reason():
    folders = (ROOT / name for name in ("src", "tests", "benchmarks", "docs"))
    lines = [
        line
        for folder in folders
        for path in folder.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"# noqa\b", line) and path != Path(__file__)
    ]
    assert len(lines) > 5
    assert [line for line in lines if not re.search(r"# noqa: [A-Z]+\d+ - \w", line)] == []
