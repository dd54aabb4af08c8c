"""Record what the library computes from the studies of this repository, by identifiers and values.

The files in values/ hold numbers, identifiers of figures and neutral codes. They hold no sentences:
names of modules, labels and wordings can change around them. A file of a variant holds only what
differs from the study as it is read.

The first part of this module holds all that it knows of the library. Where a name or a word of the
library changes, change it there, and the files stay as they are.

Where a value is meant to change, write the files anew and look at what git says has changed:

    PYTHONPATH=tests python -m golden.record
    PYTHONPATH=tests python -m golden.record invented
"""

import functools
import json
import math
import numbers
import re
import sys
from pathlib import Path
from unittest import mock

import pandas as pd
from studies import known

import analysis as an
from analysis.findings.consistent import consistent_results
from analysis.findings.inputs import inputs_of_results
from analysis.reconciliation import contradiction

ROOT = Path(__file__).parents[2]
VALUES = Path(__file__).parent / "values"
STUDIES = {"data": "data", "invented": "tests/invented", "GEO-TUR": "examples/GEO-TUR"}
REVISIONS = ("0", "0.02")
STEPS = ("0", "0.01", "0.02", "0.03", "0.04", "0.05")

# ---- All that is known of the library's words: its word → the code in the files ----

CODES = {
    "verdict": {
        "contradicted": "all",
        "conflicting": "some",
        "consistent": "none",
        "untested": "untested",
    },
    "agreement": {"": "", "as printed": "=", "within rounding": "~", "impossible": "!"},
    "decided": {
        **dict.fromkeys(["rise", "surplus", "importer more"], "+"),
        **dict.fromkeys(["fall", "deficit", "exporter more"], "-"),
        "undecided": "?",
        "impossible": "!",
        "missing": "",
        "": "=",
    },
    "freight": {
        "above": "+",
        "within": "=",
        "below": "-",
        "cannot be said": "?",
        "not included": "0",
        "missing": "",
    },
    "fits": {"above": "+", "inside": "=", "below": "-", "cannot be said": "?", "missing": ""},
    "disagree": {"yes": True, "no": False, "undecided": "?", "missing": ""},
    "kinds": {"like with like": "like", "kind not stated": "?", "unlike kinds": "unlike"},
    "result": {
        "fits, bounded on both sides": 2,
        "fits, bounded on one side": 1,
        "fits, untested": 0,
        "does not fit": -1,
    },
    "change": {
        "the year before": "year-1",
        "the year after": "year+1",
        "the other side's statistics": "side",
        "higher for lower": "sign",
        "more for less": "wording",
        "a factor of 10": "10",
        "a factor of 1000": "1000",
        "two digits swapped": "swap",
        "percent for times": "unit",
        "times for percent": "unit",
        "cut off, not rounded": "cut",
        "turnover, exports and imports confused": "flow",
    },
}
"""In which explanations a figure is given up (verdict), what a balance or growth is (decided)."""

READINGS = {" times (10+)$": r" x\1", r" divided by (10+)$": r" /\1", " (times|percent)$": r" \1"}
"""How a changed reading is written: a pattern of the library's words → what the files have."""

COLUMNS = {"contradicted": "rejected", "conflicting": "disputed"}
"""The library's name of a column → the one in the files, where the two are not the same."""

# ---- All that is known of the library's names ----

read, reconcile = an.read, an.reconcile


def variants(folder):
    return list(read(folder).variants["variant"].unique())


def about(study):
    return [study.reporter, study.partner, study.years, study.headline_source]


def figures(study):
    return study.figures.set_index("figure_id")[["value", "low", "high"]]


def results(study):
    """Return a row a result: years, unit, value, low, high, decided, n and inputs."""
    table = an.headline_results(study)
    inputs = inputs_of_results(study, table).rename(columns={"figures": "inputs"})
    return table.join(inputs)


def trends(study):
    """Return the trend of turnover of the headline source, then of each side."""
    levels = {"headline": an.headline(study, "turnover"), **an.official(study, "turnover")}
    return {whose: an.trend_if_any(series) for whose, series in levels.items()}


def claims(study, found):
    columns = ["low", "high", "verdict", "miss", "miss_percent"]
    return an.claims(study, found)[columns]


def verdicts(found):
    columns = ["verdict", "agreement", "miss", "miss_percent"]
    return found.verdicts.set_index("figure_id")[columns]


def explanations(found):
    return found.explanations


def counts(found):
    return {
        "n_explanations": found.n_explanations,
        "cost": found.cost,
        "n_statements": found.n_statements,
    }


def side_codes(found):
    return found.sides


def bounds(found):
    """Return the bounds; the studies of the record have goods alone, in one currency."""
    return found.bounds.droplevel(["product", "measured_in"])


def rereadings(found):
    """Return a row a reading tried: figure_id, change, reading, result and four ends."""
    return found.rereadings


def minimal_conflicts(found):
    """Return all minimal conflicts, as sets of figures, and whether the search was finished."""
    with mock.patch.object(contradiction, "LISTED", sys.maxsize):
        return [c.figures for c in found.conflicts], found.all_conflicts_found


def clashes(found):
    """Return what each listed conflict says, and what a figure that is wrong clashes with."""
    listed = [*(conflict.clash for conflict in found.conflicts), *found.clashes.values()]
    ends = ["low", "high", "left_low", "left_high"]
    names = [" ".join([clash.figure_id, *sorted(clash.others)]) for clash in listed]
    rows = [[getattr(clash, end) for end in ends] for clash in listed]
    table = pd.DataFrame(rows, names, ends).sort_index()
    return table[~table.index.duplicated()]


def consistent(study, found):
    table = consistent_results(study, found).set_index(["result", "years"])
    return table[["low", "high"]].astype(float)


def headline_balance(study):
    return an.balance(an.headline(study, "exports"), an.headline(study, "imports"))


def narrowed(study, found):
    side = an.claimed_side(study, found)
    quantities = ("turnover", "exports", "share_of_region")
    tables = {q: an.consistent_levels(study, found, q, side) for q in quantities}
    return tables | {"export_share": an.share(tables["exports"], tables["turnover"])}


def figures_on_claims(study, found):
    columns = ["value", "low", "high", "left_low", "left_high", "verdict"]
    return an.figures_on_claims(study, found)[columns]


def official_fit(study):
    return an.findings.official_fit.printed_and_official(study).rename(columns={"position": "fits"})


def tables(study):
    """Return the tables of the notebooks that no room for revision moves: name → frame."""
    return {
        **_printed_tables(study),
        **_growth_tables(study),
        **_official_tables(study),
        **_share_tables(study),
        **_stock_tables(study),
        **_world_tables(study),
    }


def _printed_tables(study):
    found = {}
    for quantity in ("turnover", "exports", "imports", "share_of_region"):
        for reading in ("strict", "close"):
            found[f"headline {quantity} {reading}"] = an.headline(study, quantity, reading=reading)
    key = ["source_id", "statistics_of"]
    for quantity in ("turnover", "exports", "imports"):
        by_source = an.by_source(study, quantity).set_index(key, append=True)
        found[f"by_source {quantity}"] = by_source
    found["figures_after turnover"] = an.figures_after(study, "turnover").set_index(
        key, append=True
    )
    by_side = dict(enumerate(an.by_side(study, "turnover").split().values()))
    found |= {f"by_side turnover {number}": levels for number, levels in by_side.items()}
    return found


def _growth_tables(study):
    turnover = an.headline(study, "turnover")
    found = {"growth": an.growth(turnover)}
    if len(turnover):
        found["cagr"] = an.cagr(turnover).to_frame("cagr").T
        found["index"] = an.index(turnover, turnover.index.min())
    if len(study.prices):
        found["real"] = an.real(turnover, study.prices)
        found["real_growth"] = an.real_growth(turnover, study.prices)
    after = an.figures_after(study, "turnover").index.unique()
    for whose, trend in trends(study).items():
        found[f"trend {whose}"] = trend.growth.to_frame("trend").T
        found[f"drift {whose}"] = trend.drift.to_frame("drift").T
        found[f"leave_one_out {whose}"] = trend.leave_one_out()
        found[f"forecast {whose}"] = trend.forecast(after)
    return found


def _official_tables(study):
    flows = ("turnover", "exports", "imports")
    official = {flow: an.official(study, flow) for flow in flows}
    found = {f"official {q} {s}": frame for q in flows for s, frame in official[q].items()}
    region = an.headline_region(study)
    for side, exports in official["exports"].items():
        imports, turnover = official["imports"][side], official["turnover"][side]
        found[f"official_growth {side}"] = an.growth(turnover)
        found[f"official_export_share {side}"] = an.share(exports, turnover)
        found[f"official_balance {side}"] = an.balance(exports, imports)
        found[f"coverage_ratio {side}"] = an.coverage_ratio(exports, imports)
        found[f"normalised_balance {side}"] = an.normalised_balance(exports, imports)
        found[f"official_region_share {side}"] = an.official_region_share(study, region, side)
    found["official_contributions"] = an.official_contributions(study)
    found["discrepancies"] = an.discrepancies(*an.both_sides(study))
    values = study.figures.set_index("figure_id")[["value"]]
    found["inputs of both sides"] = values.loc[an.figures_of_both_sides(study).index]
    return found


def _share_tables(study):
    found = {}
    for reading in ("strict", "close"):
        exports = an.headline(study, "exports", reading=reading)
        turnover = an.headline(study, "turnover", reading=reading).reindex(exports.index)
        found[f"export_share {reading}"] = an.share(exports, turnover)
        found[f"implied_imports {reading}"] = an.implied_rest(turnover, exports)
    share = an.headline(study, "share_of_region")
    turnover = an.headline(study, "turnover").reindex(share.index)
    found["implied_whole"] = an.implied_whole(turnover, share)
    found["implied_rest_from_share"] = an.implied_rest_from_share(turnover, share)
    flows = ["turnover", "exports", "imports", "share_of_region"]
    found["inputs of shares"] = _ids(an.headline_figures(study, flows))
    found["inputs of growth"] = _ids(an.headline_figures(study, ["turnover"]))
    return found


def _stock_tables(study):
    found = {"stocks": an.stocks(study)}
    key = ["source_id", "period", "outward_kind", "inward_kind"]
    for reading in ("strict", "close"):
        balances = an.investment_balances(study, reading=reading).set_index(key)
        found[f"investment_balances {reading}"] = balances
        found[f"stock_a_company {reading}"] = an.stock_a_company(study, reading)
    for quantity in ("loan", "companies"):
        found[quantity] = an.figures_with_sources(study, an.pair_figures(study, [quantity]))[
            ["low", "high"]
        ]
    return found


def _world_tables(study):
    found = {}
    for indicator in ("mirror_ratio", "growth", "larger_share"):
        here = an.world_percentiles(study, indicator)
        for number, of in enumerate(here.index.unique("of"), 1):
            found[f"world_percentiles {indicator} {number}"] = here.xs(of, level="of")
    signs = an.balance_signs(study)
    if len(signs):
        names = dict(zip(signs.columns[:2], an.side_codes(study), strict=True))
        found["balance_signs"] = signs.rename(columns=names)
    return found


def _ids(rows):
    return rows.set_index("figure_id")[["value"]]


def simulations(study):
    """Return the tables that the notebooks make of invented numbers: name → frame."""
    setting = an.setting_of(an.trend_if_any(an.headline(study, "turnover")))
    rounding = an.rounding_coverage().reset_index(drop=True)
    true = pd.DataFrame({"slope": [setting.slope], "spread": [setting.spread]})
    return {
        "simulated": true,
        "detection_curve": an.detection_curve(study, [0.001, 0.003, 0.01, 0.03, 0.1]),
        "interval_coverage": an.interval_coverage(setting),
        "rounding_coverage": rounding,
    }


# ---- What is recorded, whatever the library calls it ----


class Asked:
    """One study under one variant, and what was computed of it: nothing is computed twice."""

    def __init__(self, folder, variant):
        self.study = known(folder) if variant is None else read(ROOT / folder, variant=variant)
        self.found = functools.cache(lambda r: reconcile(self.study, revision=float(r)))


def _reconciliation(asked, revision):
    found = asked.found(revision)
    return {
        **counts(found),
        "side_codes": {source: sorted(sides) for source, sides in side_codes(found).items()},
        "explanations": sorted(_sets(component) for component in explanations(found)),
        "verdicts": _rows(verdicts(found)),
        "claims": _rows(claims(asked.study, found)),
    }


def _bounds(asked, revision):
    found = asked.found(revision)
    return {
        "bounds": _rows(bounds(found)),
        "narrowed": _frames(narrowed(asked.study, found)),
        "beside_claims": _rows(figures_on_claims(asked.study, found)),
    }


def _official_fit(asked):
    return _rows(official_fit(asked.study))


def _rereadings(asked, revision):
    table = rereadings(asked.found(revision))
    rows = []
    for row in table.to_dict("records"):
        reading = row["reading"]
        for pattern, text in READINGS.items():
            reading = re.sub(pattern, text, reading)
        name = f"{row['figure_id']} | {code('change', row['change'])} | {reading}"
        ends = [row[end] for end in ("low", "high", "left_low", "left_high")]
        rows.append((name, code("result", row["result"]), *map(float, ends)))
    # On two sides one reading may stand twice; a solver's last digits must not order the two.
    rows.sort(key=lambda row: (*row[:4], *(f"{end:.3g}" for end in row[4:])))
    names = _numbered(row[0] for row in rows)
    ends = ["result", "low", "high", "left_low", "left_high"]
    return {n: plain(dict(zip(ends, r[1:], strict=True))) for n, r in zip(names, rows, strict=True)}


def _conflicts(asked, revision):
    # Which conflicts are met before a search is given up is the solver's affair.
    sets, complete = minimal_conflicts(asked.found(revision))
    return {"complete": complete, "sets": _sets(sets) if complete else []}


def _said(asked, revision):
    found = asked.found(revision)
    return {
        "clashes": _rows(clashes(found)),
        "consistent": _rows(consistent(asked.study, found)),
        "headline balance": _rows(headline_balance(asked.study)),
    }


def _by_revision(asked):
    each = {step: verdicts(asked.found(step))["verdict"] for step in STEPS}
    table = pd.DataFrame({step: column.map(CODES["verdict"]) for step, column in each.items()})
    return {name: list(row) for name, row in zip(table.index, table.to_numpy(), strict=True)}


def _results(asked):
    rows = results(asked.study)
    return {name: _row(row) for name, row in zip(rows.index, rows.to_dict("records"), strict=True)}


PARTS = {
    "about": lambda asked: plain(about(asked.study)),
    "figures": lambda asked: _rows(figures(asked.study)),
    "results": _results,
    "tables": lambda asked: _frames(tables(asked.study)),
    "official_fit": _official_fit,
}
for _name, _part in {
    "reconciliation": _reconciliation,
    "bounds": _bounds,
    "rereadings": _rereadings,
}.items():
    for _r in REVISIONS:
        PARTS[f"{_name} r={_r}"] = functools.partial(_part, revision=_r)

AS_READ = {f"minimal_conflicts r={r}": functools.partial(_conflicts, revision=r) for r in REVISIONS}
AS_READ |= {"verdicts by revision": _by_revision}
AS_READ |= {"said r=0.02": functools.partial(_said, revision="0.02")}
"""Parts that take long, recorded of the studies as they are read and not of their variants."""

ONCE = {"simulations": lambda asked: _frames(simulations(asked.study))}
"""Parts that are the same for all studies, recorded of the first."""


def parts_of(folder, variant):
    """Return the names of all parts that are recorded of a study under a variant."""
    own = [*AS_READ] if variant is None else []
    return [*PARTS, *own, *(ONCE if (folder, variant) == ("data", None) else ())]


def record(folder, variant=None, parts=None):
    """Return the record of a study under a variant, as its JSON file holds it.

    ``parts`` names those that are wanted; all of them where it is left out.
    """
    asked = Asked(folder, variant)
    makers = PARTS | AS_READ | ONCE
    return {name: makers[name](asked) for name in parts or parts_of(folder, variant)}


def cases():
    """Return the folder and the variant of each record; a study as it is read has none."""
    return [
        (folder, variant)
        for folder in STUDIES.values()
        for variant in (None, *variants(ROOT / folder))
    ]


# ---- Files: that of a variant holds what differs from the study as it is read ----

GONE = "(gone)"


def file_of(folder, variant=None):
    names = [next(name for name, known in STUDIES.items() if known == folder), variant]
    return VALUES / f"{'--'.join(filter(None, names))}.json"


def load(folder, variant=None):
    """Return a record as it was kept."""
    kept = json.loads(file_of(folder, variant).read_text(encoding="utf-8"))
    return kept if variant is None else with_changes(_comparable(load(folder)), kept)


def save(folder, variant, whole):
    """Keep a record; that of the study as it is read is kept first."""
    kept = whole if variant is None else changes(_comparable(load(folder)), whole)
    file_of(folder, variant).write_text(as_text(kept) + "\n", encoding="utf-8")


def _comparable(whole):
    return {name: whole[name] for name in PARTS}


def changes(one, other):
    """Return what has to change in a record to make it another.

    >>> changes({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 4, "d": 3}})
    {'b': {'c': 4}, '(gone)': ['a']}
    """
    result = {}
    for name, value in other.items():
        if name not in one:
            result[name] = value
        elif not _same(one[name], value):
            both = isinstance(one[name], dict) and isinstance(value, dict)
            result[name] = changes(one[name], value) if both else value
    gone = [name for name in one if name not in other]
    return result | ({GONE: gone} if gone else {})


def with_changes(one, changed):
    """Return a record with changes made to it.

    >>> with_changes({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 4}, "(gone)": ["a"]})
    {'b': {'c': 4, 'd': 3}}
    """
    result = {name: value for name, value in one.items() if name not in changed.get(GONE, ())}
    for name, value in changed.items():
        if name != GONE:
            both = isinstance(value, dict) and isinstance(result.get(name), dict)
            result[name] = with_changes(result[name], value) if both else value
    return result


# ---- Values as JSON has them ----


def plain(value):
    """Return a value as it comes back from JSON: NaN is null, infinity is a word."""
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return None if math.isnan(number) else number if math.isfinite(number) else str(number)
    if hasattr(value, "item"):  # NumPy's own kind of bool
        return value.item()
    return str(value)


def code(column, word):
    """Return the code of one of the library's words, and refuse a word that has none."""
    if word not in CODES[column]:
        raise KeyError(f"{word!r} is a new word of {column}: give it a code in golden/record.py")
    return CODES[column][word]


def _row(row):
    named = {COLUMNS.get(name, name): value for name, value in row.items()}
    return {
        name: code(name, value) if name in CODES and isinstance(value, str) else plain(value)
        for name, value in named.items()
    }


def _rows(frame):
    """Return the numbers and coded words of a frame: row's name → column → value."""
    names = [
        " | ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in frame.index
    ]
    numeric = pd.api.types.is_numeric_dtype
    shown = frame[[c for c in frame if COLUMNS.get(c, c) in CODES or numeric(frame[c])]]
    rows = zip(_numbered(names), shown.to_dict("records"), strict=True)
    return {name: _row(row) for name, row in rows}


def _frames(frames):
    return {name: _rows(frame) for name, frame in frames.items()}


def _numbered(names):
    """Return names, those that stand there already with a number: a, a #2."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} #{seen[name]}")
    return result


def _sets(sets):
    return sorted(sorted(map(str, names)) for names in sets)


def as_text(value, indent=0):
    """Return JSON with a line for each row, so that a difference is a line.

    >>> print(as_text({"a": {"value": 1.5, "low": "inf"}}))
    {
     "a": {"value": 1.5, "low": "inf"}
    }
    """
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not any(isinstance(part, dict | list) for part in parts):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    named = [f"{json.dumps(name, ensure_ascii=False)}: " for name in value]
    named = named if isinstance(value, dict) else [""] * len(value)
    lines = [
        f"{' ' * (indent + 1)}{name}{as_text(part, indent + 1)}"
        for name, part in zip(named, parts, strict=True)
    ]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return f"{first}\n" + ",\n".join(lines) + f"\n{' ' * indent}{last}"


# ---- Comparison ----

SOLVED = re.compile("bounds|narrowed|said r=0.02|miss|miss_percent|left_low|left_high")
"""What a floating-point solver finds, by a name on the path to it: it may differ by a millionth."""

FITTED = re.compile(r"\w+_trend|(trend|drift|leave_one_out|forecast) .+|simulations")
"""What is fitted, whose last bits depend on the kind of processor."""


def differences(expected, got, path=()):
    """Return a line for each place where two records differ.

    >>> differences({"a": {"low": 1.0}}, {"a": {"low": 2.0}})
    ['a / low: expected 1.0, got 2.0']
    """
    if isinstance(expected, dict) and isinstance(got, dict):
        names = [*expected, *(name for name in got if name not in expected)]
        lacking = object()
        pairs = [(name, expected.get(name, lacking), got.get(name, lacking)) for name in names]
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        lacking = object()
        pairs = [(n, *pair) for n, pair in enumerate(zip(expected, got, strict=True))]
    else:
        same = _same(expected, got) or _close(expected, got, _room(path))
        place = " / ".join(map(str, path))
        return [] if same else [f"{place}: expected {expected!r}, got {got!r}"]
    lines = []
    for name, one, other in pairs:
        here = (*path, name)
        if one is lacking or other is lacking:
            what = "is not there" if other is lacking else "is new"
            lines.append(f"{' / '.join(map(str, here))} {what}")
        else:
            lines += differences(one, other, here)
    return lines


def _same(one, other):
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _room(path):
    """Return by how much a float may differ, of itself and at least."""
    for pattern, room in ((SOLVED, 1e-6), (FITTED, 1e-9)):
        if any(pattern.fullmatch(str(name)) for name in path):
            return room
    return 0.0


def _close(one, other, room):
    if not all(isinstance(x, int | float) and not isinstance(x, bool) for x in (one, other)):
        return False
    return math.isclose(one, other, rel_tol=room, abs_tol=room)


def main(names):
    """Write the records anew, of all studies or of those named, and remove files of none."""
    VALUES.mkdir(exist_ok=True)
    for folder, variant in cases():
        file = file_of(folder, variant)
        if not names or file.stem.partition("--")[0] in names:
            save(folder, variant, record(folder, variant))
            print(file.relative_to(ROOT), flush=True)
    for file in set(VALUES.glob("*.json")) - {file_of(*case) for case in cases()}:
        file.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
