"""All pairs of a panel against a bare scan and against pandas, and how time and memory grow.

Each measurement is a process of its own, so that its peak memory is its own. ``PANEL`` names the
panel (without it, one of the same size is invented), ``COPIES`` how many copies of it, under other
codes, are measured beside it: 10 by default; 10,50 takes a quarter of an hour.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

MEASURE = """\
import json, resource, sys, time
import duckdb, ibis, pandas, pyarrow.parquet, pycountry
import analysis as an
from analysis import world
{define}
start, used = time.perf_counter(), time.process_time()
act(*sys.argv[1:])
taken = time.perf_counter() - start, time.process_time() - used
unit = 1 if sys.platform == "darwin" else 1024
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**30
print(json.dumps([*taken, peak]))
"""

BARE = """\
def act(panel, to):
    columns = "exporter_iso3, importer_iso3, year"
    sums = "sum(x_fob_by_exporter_usd_m), sum(m_cif_by_importer_usd_m)"
    duckdb.sql(f"SELECT {columns}, {sums} FROM read_csv('{panel}') GROUP BY ALL").fetchnumpy()
"""

OURS = """\
def act(panel, to):
    world.write(panel, to, progress=lambda line: None)
"""

PANDAS = """\
def act(panel, to):
    frame = pandas.read_csv(panel, keep_default_na=False, na_values=[""])
    frame.columns = ["reporter", "partner", "year", "exports", "x", "imports", "m"]
    for flow, flag in (("exports", "x"), ("imports", "m")):
        frame[flow] = frame[flow].where(frame[flag].isna())
    there = frame.set_index(["reporter", "partner", "year"])[["exports", "imports"]]
    back = there.swaplevel(0, 1).rename_axis(there.index.names)
    index = there.index.union(back.index)
    there, back = there.reindex(index), back.reindex(index)
    def exact(values):
        return pandas.DataFrame(dict.fromkeys(["value", "low", "high"], values))
    x, m, their_x, their_m = map(
        exact, (there["exports"], back["imports"], there["imports"], back["exports"])
    )
    turnover = an.turnover(x, m)
    results = {
        "turnover": turnover, "growth": an.growth(turnover), "balance": an.balance(x, m),
        "export_share": an.share(x, turnover), "export_ratio": an.ratio(their_x, x),
        "import_ratio": an.ratio(m, their_m), "export_gap": an.difference(their_x, x),
        "import_gap": an.difference(m, their_m),
    }
    pandas.DataFrame({name: found["value"] for name, found in results.items()}).to_parquet(to)
"""

ECONOMIES = 136
CODE = "chr((65 + n // 26)::INTEGER) || chr((65 + n % 26)::INTEGER) || 'X'"
INVENT = """\
COPY (
    SELECT a.code AS exporter_iso3, b.code AS importer_iso3, year,
        CASE WHEN random() < 0.8 THEN round(exp(random() * 12 - 4), 6) END
            AS x_fob_by_exporter_usd_m,
        CASE WHEN random() < 0.1 THEN 'e' END AS x_flag,
        CASE WHEN random() < 0.8 THEN round(exp(random() * 12 - 4), 6) END
            AS m_cif_by_importer_usd_m,
        CASE WHEN random() < 0.1 THEN 'e' END AS m_flag
    FROM (SELECT {code} AS code FROM range({economies}) t(n)) a,
        (SELECT {code} AS code FROM range({economies}) t(n)) b,
        range(1960, 2021) y(year)
    WHERE a.code <> b.code
) TO '{to}' (FORMAT csv, HEADER, COMPRESSION gzip)
"""

COPY = """\
COPY (
    SELECT exporter_iso3 || lpad(n::VARCHAR, 2, '0') AS exporter_iso3,
        importer_iso3 || lpad(n::VARCHAR, 2, '0') AS importer_iso3,
        * EXCLUDE (exporter_iso3, importer_iso3, n)
    FROM read_csv('{panel}'), range({copies}) t(n)
) TO '{to}' (FORMAT csv, HEADER, COMPRESSION gzip)
"""


def invented(to, economies=ECONOMIES):
    """Return the query that writes a panel of so many economies, all of it invented."""
    return INVENT.format(to=to, economies=economies, code=CODE)


def made(query):
    """Run a query that writes a file, in a process of its own."""
    code = "import duckdb, sys; duckdb.sql('SET enable_progress_bar = false'); "
    subprocess.run([sys.executable, "-c", f"{code}duckdb.sql(sys.argv[1])", query], check=True)


THROUGH_A_SMALL_PROCESS = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"
"""A process begins with the peak memory of the one that starts it; see process.py."""


def measured(define, panel, to):
    """Return seconds, seconds of processor, and peak memory in GiB of an act."""
    code = MEASURE.format(define=define)
    run = [sys.executable, "-c", THROUGH_A_SMALL_PROCESS]
    run += [sys.executable, "-W", "ignore", "-c", code, str(panel), str(to)]
    done = subprocess.run(run, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


WHY_PANDAS = (
    "The percentiles, which are left out of pandas, are in the time of all pairs; what the rest "
    "of the difference is has not been measured."
)
WHY_SCAN = (
    "By the clock it depends on how many processors are free; what the work itself costs is in the "
    "row of seconds of processor below it."
)
WHY_CLOCK = (
    "A larger panel keeps more processors busy: the row of seconds of processor is the one that "
    "says whether the work itself grows with the rows."
)


def rows():
    """Return what was measured, the ratio and what is aimed at."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        panel = os.environ.get("PANEL")
        if panel is None:
            panel = folder / "invented.csv.gz"
            made(invented(panel))
        # In turns, so that a slow moment of the machine meets all.
        turns = [
            [measured(act, panel, folder / f"to{n}") for n, act in enumerate((BARE, OURS, PANDAS))]
            for _ in range(3)
        ]
        bare, ours, pandas = (
            [statistics.median(turn[n][k] for turn in turns) for k in range(3)] for n in range(3)
        )
        yield (
            "all pairs over a bare scan with one group-by",
            ours[0] / bare[0],
            "at most 4",
            WHY_SCAN,
        )
        yield "  the same in seconds of processor", ours[1] / bare[1], "at most 4"
        yield (
            "pandas (without percentiles) over all pairs",
            pandas[0] / ours[0],
            "above 1",
            WHY_PANDAS,
        )
        yield "peak memory of all pairs, GiB", ours[2], "below 2"
        yield "peak memory of pandas, GiB", pandas[2], "none"
        before, of_before = ours, 1
        for copies in map(int, os.environ.get("COPIES", "10").split(",")):
            large = folder / "large.csv.gz"
            made(COPY.format(panel=panel, copies=copies, to=large))
            taken = measured(OURS, large, folder / "large")
            linear = taken[0] / before[0] * of_before / copies
            what = f"time a row, {copies} copies over {of_before}"
            yield what, linear, "0.8 to 1.2", WHY_CLOCK
            linear = taken[1] / before[1] * of_before / copies
            yield "  the same in seconds of processor", linear, "0.8 to 1.2"
            yield f"peak memory, {copies} copies, GiB", taken[2], "below 2"
            before, of_before = taken, copies
