"""Time the reconciliation, and count its false alarms on true figures."""

import contextlib
import csv
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from unittest import mock

import z3
from benchmarks.process import spent

import analysis as an
from analysis.reconciliation.explanations import locate_errors
from analysis.reconciliation.statements import Row, Statement
from analysis.study.columns import COLUMNS

DATA = Path(__file__).parent.parent / "data"
VINTAGES = "tests/reconciliation/test_vintages.py"


@contextlib.contextmanager
def solver_clock():
    """Count the checks and the linear programmes of z3, and the seconds in them."""
    clock = {"checks": 0, "programmes": 0, "seconds": 0.0}
    # The library asks z3 with assumptions, and without: see `terms.holds`.
    asked = (
        (z3, "Z3_solver_check_assumptions", "checks"),
        (z3.Solver, "check", "checks"),
        (z3.Optimize, "check", "programmes"),
    )

    def timed(original, kind):
        def check(*args):
            start = time.perf_counter()
            try:
                return original(*args)
            finally:
                clock["seconds"] += time.perf_counter() - start
                clock[kind] += 1

        return check

    with contextlib.ExitStack() as patches:
        for place, name, kind in asked:
            original = getattr(place, name)
            patches.enter_context(mock.patch.object(place, name, timed(original, kind)))
        yield clock


def seconds(work, repeat=3):
    """Return the least seconds of processor that a piece of work takes."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def row(what, ratio, aim, detail="", why=""):
    """Return a row of the table, with the seconds and counts behind it."""
    return f"{what} ({detail})", ratio, aim, why


def default_study():
    """Time verdicts, explanations and bounds of the default study, and the share of the solvers."""
    study = an.read(DATA)
    an.reconcile(study).bounds  # noqa: B018 - the first call also imports z3
    for revision in (0.0, 0.02):
        with solver_clock() as clock:
            start = time.perf_counter()
            found = an.reconcile(study, revision=revision)
            found.verdicts  # noqa: B018 - computed when first asked for
            found.bounds  # noqa: B018 - computed when first asked for
            whole = time.perf_counter() - start
        outside = 1 - clock["seconds"] / whole
        detail = f"{whole:.2f} s, {clock['checks']} checks, {clock['programmes']} programmes"
        what = f"default study, revision {revision}: share of time outside z3"
        yield row(what, outside, "-", detail)
        for part in ("conflicts", "rereadings"):
            start = time.perf_counter()
            getattr(found, part)
            beside = time.perf_counter() - start
            yield row(f"{part} over verdicts and bounds", beside / whole, "-", f"{beside:.2f} s")


def level(name, year, value, source="s", side="GEO", pair=("GEO", "KOR"), **more):
    """Return a row of figures.csv."""
    return {
        "figure_id": name,
        "quantity": "turnover",
        "reporter": pair[0],
        "partner": pair[1],
        "period": str(year),
        "as_written": f"{value} million",
        "unit": "USD",
        "wording": "stated",
        "statistics_of": side,
        "source_id": source,
    } | more


def written(figures, folder):
    """Write figures as a study, and read it."""
    rows = {
        "figures.csv": figures,
        "sources.csv": [
            {"source_id": s, "publisher": s} for s in sorted({f["source_id"] for f in figures})
        ],
    }
    for file, some in rows.items():
        with (Path(folder) / file).open("w", newline="", encoding="utf-8") as text:
            table = csv.DictWriter(text, COLUMNS[file], restval="")
            table.writeheader()
            table.writerows(some)
    first = figures[0]["source_id"]
    (Path(folder) / "study.toml").write_text(f'headline_source = "{first}"', encoding="utf-8")
    with contextlib.suppress(KeyError):
        return an.read(folder)
    raise AssertionError("the study was not written")


def open_sides():
    """Time 20 sources of open side against the same sources with their side said."""

    def figures(side):
        values = {2000 + k: Decimal(1000 + 37 * k) for k in range(20)}
        sure = [level(f"sure{y}", y, v) for y, v in values.items()]
        sure += [level(f"kor{y}", y, v + 500, side="KOR") for y, v in values.items()]
        for k in range(20):
            year = 2000 + k
            sure.append(level(f"a{k}", year, values[year], source=f"open{k}", side=side))
            if k:
                rate = 100 * (values[year] / values[year - 1] - 1)
                text = str(rate.quantize(Decimal("0.1")))
                growth = {"quantity": "turnover_growth", "unit": "percent", "as_written": text}
                sure.append(level(f"g{k}", year, 0, source=f"open{k}", side=side, **growth))
        return sure

    with tempfile.TemporaryDirectory() as folder:
        said = written(figures("GEO"), folder)
        base = seconds(lambda: an.reconcile(said, revision=0).verdicts)
        opened = written(figures(""), folder)
        free = seconds(lambda: an.reconcile(opened, revision=0).verdicts)
    yield row("20 sources of open side over none", free / base, "at most 5", f"{free:.2f} s")


def components(n):
    """Return ten figures for each of n pairs, each pair a component of its own."""
    import pycountry

    codes = sorted(c.alpha_3 for c in pycountry.countries)
    rows = []
    for k in range(n):
        pair = codes[k], "KOR" if codes[k] != "KOR" else "GEO"
        side = codes[k]
        for year in range(2010, 2015):
            value = Decimal(1000 + 10 * k + year - 2010)
            rows.append(level(f"{k}-{year}", year, value, side=side, pair=pair))
            if year > 2010:
                rate = 100 * (value / (value - 1) - 1) + (5 if k % 7 == 0 else 0)
                text = str(rate.quantize(Decimal("0.1")))
                growth = {"quantity": "turnover_growth", "unit": "percent", "as_written": text}
                name = f"{k}-{year}-g"
                rows.append(level(name, year, 0, side=side, pair=pair, **growth))
        rows.append(level(f"{k}-x", 2014, value, source="t", side=side, pair=pair))
    return rows[: 10 * n]


def many_components():
    """Time 50, 100 and 200 components of ten figures against 25: linear is 2, 4 and 8."""

    def spent_on(n):
        with tempfile.TemporaryDirectory() as folder:
            study = written(components(n), folder)
            return seconds(lambda: an.reconcile(study, revision=0).verdicts, repeat=1)

    base = spent_on(25)
    for n, aim in ((50, "at most 2.5"), (100, "at most 5"), (200, "at most 10")):
        large = spent_on(n)
        what = f"{10 * n:,} figures in {n} components over 250 in 25"
        yield row(what, large / base, aim, f"{large:.2f} s")


def monthly(years):
    """Return monthly exports, imports, turnover and its growth, and exports by the year."""
    draw = random.Random(1)
    rows, totals = [], {}
    for year in range(2000, 2000 + years):
        exports = [draw.randint(1000, 2000) for _ in range(12)]
        for month, value in enumerate(exports, 1):
            when, imports = f"{year}-{month:02}", draw.randint(1000, 2000)
            totals[year, month] = value + imports
            rows.append(level(f"x{when}", when, value, quantity="exports"))
            rows.append(level(f"m{when}", when, imports, quantity="imports"))
            rows.append(level(f"t{when}", when, value + imports))
            if year > 2000:
                rate = 100 * (Decimal(totals[year, month]) / totals[year - 1, month] - 1)
                text = str(rate.quantize(Decimal("0.1")))
                growth = {"quantity": "turnover_growth", "unit": "percent", "as_written": text}
                rows.append(level(f"g{when}", when, 0, **growth))
        rows.append(level(f"x{year}", year, sum(exports), quantity="exports"))
    return rows


def one_component_of_months():
    """Time verdicts and bounds of eight years of months, tied by years and growth, against two."""

    def spent_on(years):
        with tempfile.TemporaryDirectory() as folder:
            study = written(monthly(years), folder)
            return seconds(lambda: an.reconcile(study, revision=0.02).bounds, repeat=1)

    small, large = spent_on(2), spent_on(8)
    yield row("8 years of monthly figures over 2", large / small, "at most 16", f"{large:.2f} s")


def many_conflicts():
    """Time all that is asked where there are thousands of conflicts, against the verdicts."""
    figures = [
        level(f"{quantity}{year}-{k}", year, 100 * k + 1, source=f"s{k}", quantity=quantity)
        for year in range(2000, 2008)
        for quantity in ("exports", "imports", "turnover")
        for k in range(1, 7)
    ]
    with tempfile.TemporaryDirectory() as folder:
        study = written(figures, folder)
        verdicts = seconds(lambda: an.reconcile(study, revision=0).verdicts, repeat=1)
        found = an.reconcile(study, revision=0)
        conflicts = seconds(lambda: found.conflicts, repeat=1)
    detail = f"{conflicts:.2f} s, {found.n_conflicts} found"
    yield row("minimal conflicts, more than 400, over verdicts", conflicts / verdicts, "-", detail)


def peak_memory():
    """Hold the peak memory of reconciling 2,000 figures against that of 10."""

    def peak(n):
        act = f"r.an.reconcile(r.written(r.components({n}), folder), revision=0).verdicts"
        code = (
            "import tempfile, benchmarks.reconciliation as r\n"
            f"with tempfile.TemporaryDirectory() as folder: {act}"
        )
        return spent("-c", code).peak

    small, large = peak(1), peak(200)
    detail = f"{large:.2f} GiB"
    yield row("peak memory, 2,000 figures over 10", large / small, "at most 2", detail)


def one_large_component(figures=500, errors=5, seed=1):
    """Time the explanation of five planted errors in one component of 500 figures."""
    draw = random.Random(seed)
    years = figures // 2
    truth = [Fraction(draw.randint(500, 2000)) for _ in range(years)]
    said = []
    for k, value in enumerate(truth):
        form = {k: Fraction(1)}
        said.append(Statement(("level", k), (Row(form, value - 1, value + 1),)))
        ratio = truth[k] / truth[k - 1]
        low, high = ratio - Fraction(1, 200), ratio + Fraction(1, 200)
        rows = (
            Row({k: Fraction(1), (k - 1) % years: -low}, Fraction(0), None),
            Row({k: Fraction(-1), (k - 1) % years: high}, Fraction(0), None),
        )
        said.append(Statement(("growth", k), rows))
    wrong = sorted(draw.sample(range(years), errors))
    for k in wrong:
        value = 10 * truth[k]
        said[2 * k] = Statement(("level", k), (Row({k: Fraction(1)}, value - 1, value + 1),))
    with solver_clock() as clock:
        start = time.perf_counter()
        found = locate_errors(said)
        whole = time.perf_counter() - start
    rejected = {name for name, verdict in found.verdicts.items() if verdict == "contradicted"}
    hit = len(rejected & {("level", k) for k in wrong}) / errors
    detail = f"{whole:.2f} s, {clock['checks']} checks, {clock['programmes']} programmes"
    yield row(
        f"one component of {figures} figures: share of {errors} errors found", hit, "1", detail
    )


def planted_truth(draws):
    """Print true bilateral systems rounded, and count how many give a conflict: none may."""
    alarms = 0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(draws):
            alarms += an.reconcile(written(true_system(seed), folder), revision=0).cost > 0
    detail = f"{draws:,} draws, {time.perf_counter() - start:.0f} s"
    yield row("true systems in which a conflict is found", alarms, "0", detail)


def true_system(seed):
    """Return figures of a true bilateral system, both sides, printed rounded."""
    draw = random.Random(seed)
    rows = []
    for side in ("GEO", "KOR"):
        flows = {
            (flow, year): Decimal(draw.randint(1, 10**6)) / 1000
            for flow in ("exports", "imports")
            for year in (2015, 2016)
        }
        total = {y: flows["exports", y] + flows["imports", y] for y in (2015, 2016)}
        values = [(flow, year, "USD", x) for (flow, year), x in flows.items()]
        values += [("turnover", y, "USD", x) for y, x in total.items()]
        values.append(("turnover_growth", 2016, "percent", 100 * (total[2016] / total[2015] - 1)))
        values += [
            ("export_share", y, "percent", 100 * flows["exports", y] / total[y]) for y in total
        ]
        for quantity, year, unit, x in values:
            digits = Decimal(1).scaleb(-draw.randint(0, 3))
            text = str(x.quantize(digits, ROUND_HALF_UP))
            written_as = text if unit == "percent" else f"{text} million"
            whose = draw.choice([side, side, ""])
            more = {"quantity": quantity, "unit": unit, "as_written": written_as}
            name = f"{side}-{quantity}-{year}"
            rows.append(level(name, year, 0, source=f"s{side}", side=whose, **more))
    return draw.sample(rows, draw.randint(2, len(rows)))


def by_other_means(draws):
    """Count at how many random studies the tests of vintages fail: none may.

    They have a brute force of the same rules, and true systems that sources have within 2 percent.
    """
    for what, tests, each in (
        (
            "small studies that are judged otherwise by brute force",
            "small_studies_with_vintages",
            1,
        ),
        ("sources wrong once that are judged otherwise by brute force", "is_wrong_once", 5),
        ("true systems, revised nearly 2 percent, with a conflict", "true_systems", 2),
    ):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n0", "-k", tests, VINTAGES],
            cwd=DATA.parent,
            env=os.environ | {"ANALYSIS_TEST_VINTAGES": str(each * draws)},
            capture_output=True,
            text=True,
            check=False,
        )
        counts = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed)", done.stdout)}
        n = sum(counts.values())
        assert n >= draws, done.stdout + done.stderr
        detail = f"{n:,} draws, {time.perf_counter() - start:.0f} s"
        yield row(what, counts.get("failed", 0), "0", detail)


def rows():
    """Return what is measured.

    PLANTED_DRAWS sets the number of true systems (1,000), BRUTE_DRAWS that of the studies that are
    judged by brute force too (1,000).
    """
    yield from default_study()
    yield from open_sides()
    yield from many_components()
    yield from one_component_of_months()
    yield from many_conflicts()
    yield from peak_memory()
    yield from one_large_component()
    yield from planted_truth(int(os.environ.get("PLANTED_DRAWS", "1000")))
    yield from by_other_means(int(os.environ.get("BRUTE_DRAWS", "1000")))
