"""Run every benchmark of this folder and print one table: ``python -m benchmarks``.

A benchmark is a module with a function ``rows()`` that returns what it measured, as ratios of
times in this very run, each with what is aimed at.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def benchmarks():
    """Return the benchmarks of this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(FOLDER)]))
    modules = [importlib.import_module(f"benchmarks.{n}") for n in names if n != "__main__"]
    return [module for module in modules if hasattr(module, "rows")]


def main():
    """Print a row as soon as it is measured."""
    print(f"{'ratio':>7}  {'aim':<14}what", flush=True)
    for module in benchmarks():
        for what, ratio, aim in module.rows():
            print(f"{ratio:7.3f}  {aim!s:<14}{what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
