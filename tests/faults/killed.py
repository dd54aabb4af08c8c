"""A report run that says on stderr how far it is, and may kill itself on the way.

``python killed.py STUDY NOTEBOOKS OPERATION [renames | "put FILE"]`` kills itself before that
operation on files, counted from where the new report is written; 0 is never. With ``renames`` it
does as where two folders cannot be exchanged; with ``put`` somebody puts a file into the old report
meanwhile.
"""

import os
import signal
import sys
from pathlib import Path

CHANGES = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.listdir", "ctypes.dlsym")
AFTER = {
    ("writing", "ctypes.dlsym"): "replacing",
    ("writing", "os.rename"): "replacing",
    ("replacing", "os.listdir"): "removing the old one",
}
now, operations = "", 0


def say(stage):
    """Say that a stage begins."""
    global now
    if stage != now:
        now = stage
        print(f"stage {stage}", file=sys.stderr, flush=True)


def watch(event, arguments):
    """Count what is done to files, from the writing on."""
    global operations
    if event == "os.mkdir" and ".report-new-" in str(arguments[0]) and now == "making pages":
        say("writing")
    if event not in CHANGES or now not in ("writing", "replacing", "removing the old one"):
        return
    say(AFTER.get((now, event), now))
    operations += 1
    if operations == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)


def main():
    """Write the report."""
    say("importing")
    from analysis.report import replacement
    from analysis.report import writing as report

    def pages(*given, make=report.pages):
        say("making pages")
        for name in sys.argv[4:]:
            if name.startswith("put "):
                Path("report", name.removeprefix("put ")).write_bytes(b"mine")
        return make(*given)

    report.pages = pages
    if sys.argv[4:] == ["renames"]:
        replacement._exchange = lambda new, target: False
    sys.addaudithook(watch)
    say("reading")
    report.write(sys.argv[1], "report", sys.argv[2], lambda line: say("executing"))
    print(f"operations {operations}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
