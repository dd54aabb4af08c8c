"""``make faults``: kill reports, then write them where a machine fails; prints what was found.

KILLS says how many kills have to hit a live run over small notebooks, REAL over the library's own.
"""

import os
import sys

from faults import kills, machine, strangers
from faults.runs import ROOT


def main() -> int:
    """Return 1 where anything was bad."""
    number, real = (
        int(os.environ.get(name, usual)) for name, usual in (("KILLS", 50), ("REAL", 5))
    )
    print(f"Killed, small notebooks ({number} hits)")
    bad = kills.main(number)
    print(f"\nKilled, the library's own notebooks ({real} hits)")
    bad += kills.main(real, ROOT / "notebooks")
    print(f"\nKilled, with somebody's file in the old report ({number} hits)")
    bad += strangers.main(number)
    print("\nA machine that fails")
    bad += machine.main()
    print(f"\n{bad or 'nothing'} bad")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
