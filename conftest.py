"""Keep all tests on this machine: those here, those of the notebooks, and what they start."""

import os
import runpy
from pathlib import Path

OFFLINE = str(Path(__file__).parent / "tests" / "offline")

# Inherited by the workers of pytest-xdist, by kernels and by all other processes.
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [OFFLINE, os.environ.get("PYTHONPATH")]))
runpy.run_path(f"{OFFLINE}/sitecustomize.py", run_name="offline")
