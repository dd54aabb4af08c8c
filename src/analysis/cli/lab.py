"""The command that opens JupyterLab."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from analysis.cli.arguments import check_folder
from analysis.errors import DataError


def lab(
    study: Annotated[
        Path | None,
        Argument(metavar="STUDY", help="A folder of figures; by default our own."),
    ] = None,
    to: Annotated[
        Path,
        Option(
            metavar="FOLDER",
            help="Where an installed library puts its notebooks, data and examples to work with.",
        ),
    ] = Path("trade-notebooks"),
    no_browser: Annotated[
        bool, Option("--no-browser", help="Print the address, and open no browser.")
    ] = False,
    port: Annotated[
        int | None, Option(metavar="NUMBER", help="Where the server listens on this machine.")
    ] = None,
) -> None:
    """Open JupyterLab on the notebooks, and these on a study.

    It opens 00_start_here. All notebooks read the study until 00_start_here chooses another one.
    In a checkout they are its own. Ctrl-C ends it.

    Exit code: 0; 2 for bad use or bad input.

    Example: analysis lab examples/GEO-TUR --no-browser
    """
    if study:
        check_folder(study)
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        raise DataError(
            "JupyterLab is not installed: install it (pip install jupyterlab)"
        ) from None
    from analysis.report.workplace import FIRST, workplace
    from analysis.study.choice import STUDY
    from analysis.study.reading import check_sound

    if study:
        check_sound(study)
        os.environ[STUDY] = str(study.resolve())
    root = workplace(to)
    options = [f"--ServerApp.root_dir={root}", f"--LabApp.default_url=/lab/tree/{FIRST}"]
    options += ["--no-browser"] if no_browser else []
    options += [f"--ServerApp.port={port}"] if port is not None else []
    LabApp.launch_instance(options)
