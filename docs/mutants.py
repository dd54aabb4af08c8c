"""Print what `make mutants` found: a row a module, and what each mutant left changes."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

# How mutmut 3 tells a mutant's end, by the exit code of its tests. A failing test, a type check or
# a crash kills it; a time-out is counted apart, since it may also end a mutant that no test would
# have noticed.
ENDS = dict.fromkeys((1, 3, 37, -9, -11), "killed")
ENDS |= dict.fromkeys((0, 5, 33), "survived")
ENDS |= dict.fromkeys((24, -24, 36, 152, 255), "time-out")
FOLDER = Path("mutants/src/analysis")


def outcomes() -> dict[str, dict[str, int | None]]:
    """Return module → mutant → exit code of its tests; None where they did not run."""
    files = sorted(FOLDER.rglob("*.py.meta"))
    found = {f.name.removesuffix(".py.meta"): json.loads(f.read_text("utf-8")) for f in files}
    return {module: meta["exit_code_by_key"] for module, meta in found.items()}


def change(mutant: str) -> list[str]:
    """Return the lines that a mutant takes away and adds."""
    run = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", mutant], capture_output=True, text=True, check=True
    )
    lines = run.stdout.splitlines()
    return [one for one in lines if one[:1] in "+-" and one[:3] not in ("+++", "---")]


def main() -> str | int:
    """Print the table, the survivors and whether each module has at least 90 percent killed."""
    print("| module | mutants | killed | percent | time-outs | survived | not run |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    enough, left = True, []
    for module, codes in outcomes().items():
        ends = {mutant: ENDS.get(code, "not run") for mutant, code in codes.items()}
        n = Counter(ends.values())
        percent = 100 * n["killed"] / len(ends)
        enough &= percent >= 90
        left += [(end, mutant) for mutant, end in ends.items() if end in ("survived", "time-out")]
        counts = (n["time-out"], n["survived"], n["not run"])
        cells = (module, len(ends), n["killed"], f"{percent:.1f}", *counts)
        print("|", " | ".join(map(str, cells)), "|")
    for end, mutant in sorted(left):
        print("", f"{end}: {mutant}", *change(mutant), sep="\n")
    return 0 if enough else "Fewer than 90 percent of a module's mutants are killed."


if __name__ == "__main__":
    sys.exit(main())
