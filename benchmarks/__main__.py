"""Run every benchmark of this folder and print one table: ``python -m benchmarks [--to FILE]``.

A benchmark is a module with a function ``rows()`` that returns what it measured, as ratios of
times in this very run, each with what is aimed at and, where the aim can be missed, why.
"""

import argparse
import datetime
import importlib
import importlib.metadata
import os
import pkgutil
import platform
import sys
from pathlib import Path

from benchmarks import table

FOLDER = Path(__file__).parent
PACKAGES = ("numpy", "pandas", "scipy", "matplotlib", "nbclient", "ipykernel", "duckdb")


def benchmarks():
    """Return the benchmarks of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]))
    modules = [importlib.import_module(f"benchmarks.{n}") for n in names if n != "__main__"]
    return [module for module in modules if hasattr(module, "rows")]


def measured_with():
    """Return the day and what the run has: neither the machine's name nor a path."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"
    panel = "named by PANEL" if "PANEL" in os.environ else "invented"
    return (
        f"Measured on {datetime.datetime.now(datetime.UTC):%Y-%m-%d} with Python "
        f"{platform.python_version()}, {versions}, on {platform.system()} with {os.cpu_count()} "
        f"processors. Load before the run: {load}, where an idle machine has 0. The panel of all "
        f"pairs is {panel}."
    )


def replace(path, text):
    """Write a file whole or not at all."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def main(arguments=None):
    """Print each row as soon as it is measured, and write the page once all are."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--to", type=Path, help="write the table to this Markdown file too")
    options = parser.parse_args(arguments)
    measured, found = measured_with(), []
    print(measured, table.head(), sep="\n\n", flush=True)
    for module in benchmarks():
        for row in module.rows():
            print(table.line(*row), flush=True)
            found.append(row)
    print("", *table.missed(found), sep="\n")
    if options.to:
        replace(options.to, table.page(found, measured))


if __name__ == "__main__":
    sys.exit(main())
