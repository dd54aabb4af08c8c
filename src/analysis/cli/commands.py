"""Carry out the commands of the command line; each returns its exit code."""

from __future__ import annotations

import argparse
import sys


def run_new(options: argparse.Namespace) -> int:
    """Write the folder of a new study and print where it is and what comes next."""
    from analysis.study.new import begin

    folder = begin(options.study, options.reporter, options.partner)
    print(f"{options.study} is there: {folder / 'README.md'} says how to fill it")
    return 0


def run_report(options: argparse.Namespace) -> int:
    """Write the report and print where its front page is."""
    from analysis.report.execution import NotebookError
    from analysis.report.write import write

    try:
        front = write(
            options.study,
            options.to,
            options.notebooks,
            reporter=options.reporter,
            partner=options.partner,
            years=options.years,
            headline_source=options.source,
            variant=options.variant,
        )
    except NotebookError as error:
        return complain(str(error), 1)
    print(front)
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Print how each figure of a study was read, what became of it, and where a scale slipped."""
    from analysis.prose import check_table as listing
    from analysis.reconciliation.reconcile import reconcile
    from analysis.study.reading import read

    study = read(options.study)
    found = reconcile(study, revision=options.revision)
    print("\n".join([listing.contents(study), "", *listing.aligned(listing.figure_rows(study))]))
    lines = [*listing.verdict_lines(study, found), *listing.slip_lines(study, found)]
    print("\n".join(["", *lines]))
    return int((found.verdicts["verdict"] == "rejected").any())


def run_reconcile(options: argparse.Namespace) -> int:
    """Print which figures of a study cannot all be true."""
    from analysis.reconciliation.reconcile import reconcile
    from analysis.study.reading import read

    study = read(options.study, variant=options.variant)
    print(reconcile(study, revision=options.revision, reading=options.reading))
    return 0


def complain(message: str, code: int) -> int:
    """Say on standard error what is wrong, and return the exit code."""
    print(f"analysis: {message}", file=sys.stderr)
    return code
