"""Run a program on a terminal, and see what it writes there."""

import contextlib
import os
import re
import subprocess
import sys

import pytest

needed = pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*[349]\d")


def run(arguments, **environment):
    """Run Python on a terminal of 80 columns; return its exit code and all that it writes."""
    import pty

    ours, theirs = pty.openpty()
    colourless = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=colourless | {"TERM": "xterm-256color", "COLUMNS": "80"} | environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    written = b""
    # Linux ends the reading with an error where the other end is closed.
    with contextlib.suppress(OSError):
        while part := os.read(ours, 4096):
            written += part
    os.close(ours)
    return process.wait(), written.decode()


def lines(written):
    """Return the lines as they were drawn, one after another, without what moves and colours."""
    return re.split(r"[\r\n]+", re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", written).strip())
