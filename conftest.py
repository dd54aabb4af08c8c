"""Keep all tests on this machine: those here, those of the notebooks, and what they start."""

import gc
import math
import os
import runpy
import sys
import time
from pathlib import Path

import pytest
from hypothesis import Phase, settings

OFFLINE = str(Path(__file__).parent / "tests" / "offline")

# Inherited by the workers of pytest-xdist, by kernels and by all other processes.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [OFFLINE, os.environ.get("PYTHONPATH")]))
# Notebooks that tests execute read their own study, whatever somebody has chosen beside them.
os.environ["ANALYSIS_CHOICE"] = os.devnull
os.environ.pop("ANALYSIS_STUDY", None)
if getattr(sys.modules.get("sitecustomize"), "__file__", "") != f"{OFFLINE}/sitecustomize.py":
    runpy.run_path(f"{OFFLINE}/sitecustomize.py", run_name="offline")

# For `make mutants`: the same examples for all mutants, and none made smaller once it has failed.
settings.register_profile(
    "mutation", derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate]
)


def _is_mutant() -> bool:
    return "__mutmut_" in os.environ.get("MUTANT_UNDER_TEST", "")


def pytest_configure() -> None:
    """Let Python look for rubbish seldom, which takes a tenth of the time of tests otherwise.

    Of a mutant's tests it looks among what is new alone; all else was there when mutmut forked.
    """
    gc.set_threshold(100_000)
    if _is_mutant():
        gc.freeze()


def pytest_runtest_setup() -> None:
    """End a test of a mutant that never ends, long before mutmut's own limit for all its tests."""
    if _is_mutant():
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + 3, most))


@pytest.fixture(autouse=True)
def _examples_share_studies(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let the examples in docstrings read and reconcile each study once, with the tests.

    They read whole studies and change none; what one has asked of a study, the next need not ask.
    """
    if isinstance(request.node, pytest.DoctestItem):
        import analysis

        for name, shared in {"read": _read_once, "reconcile": _reconciled_once}.items():
            monkeypatch.setattr(analysis, name, shared, raising=False)


def _read_once(folder: object, *choice: object, **more: object) -> object:
    from studies import known

    from analysis.study.reading import read

    whole = isinstance(folder, str) and not choice and not more
    return known(folder) if whole else read(folder, *choice, **more)


def _reconciled_once(study: object, **options: object) -> object:
    from analysis.reconciliation.reconcile import reconcile, reconciled

    usual = set(options) <= {"revision", "reading"}
    return reconciled(study, **options) if usual else reconcile(study, **options)
