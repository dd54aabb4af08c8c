"""Print what `make mutants` found: a row a module, and what each surviving mutant changes."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

# How mutmut tells a mutant's end: a failing test, a time-out or a crash kills it.
SURVIVED, UNTESTED = 0, 33
FOLDER = Path("mutants/src/analysis")


def outcomes() -> dict[str, dict[str, int | None]]:
    """Return module → mutant → exit code of its tests; None where they did not run."""
    files = sorted(FOLDER.glob("*.py.meta"))
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
    print("| module | mutants | killed | percent | survived | not run |")
    print("| --- | --- | --- | --- | --- | --- |")
    enough, survivors = True, []
    for module, codes in outcomes().items():
        n = Counter(
            "left" if c in (SURVIVED, UNTESTED) else "not" if c is None else "killed"
            for c in codes.values()
        )
        percent = 100 * n["killed"] / len(codes)
        enough &= percent >= 90
        survivors += [m for m, c in codes.items() if c in (SURVIVED, UNTESTED)]
        cells = (module, len(codes), n["killed"], f"{percent:.1f}", n["left"], n["not"])
        print("|", " | ".join(map(str, cells)), "|")
    for mutant in survivors:
        print("", mutant, *change(mutant), sep="\n")
    return 0 if enough else "Fewer than 90 percent of a module's mutants are killed."


if __name__ == "__main__":
    sys.exit(main())
