"""No test reaches another machine, nor does a kernel or another process that it starts."""

import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.report.execution import NotebookError, execute

OFFLINE = Path(__file__).parents[1] / "offline"
MESSAGE = "tests may connect to this machine only, and not to"

# An address of no machine (RFC 5737); and to connect a datagram socket sends nothing at all.
CONNECT = """\
import socket
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outside:
    outside.connect(("192.0.2.1", 9))"""


def in_a_notebook(source, folder):
    """Execute a cell in a kernel of its own."""
    execute({"a": new_notebook(cells=[new_code_cell(source)])}, folder, lambda line: None)


@pytest.mark.thorough
def test_a_connection_from_a_notebook_to_the_outside_fails(tmp_path):
    with pytest.raises(NotebookError, match=f"{MESSAGE} 192.0.2.1"):
        in_a_notebook(CONNECT, tmp_path)


def test_a_connection_from_a_notebook_to_this_machine_works(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        in_a_notebook(f"import socket; socket.create_connection({address!r}).close()", tmp_path)
        server.accept()[0].close()


def test_a_connection_from_a_test_to_the_outside_fails():
    with pytest.raises(ConnectionRefusedError, match=f"{MESSAGE} 192.0.2.1"):
        exec(CONNECT)


def test_another_process_of_a_test_reaches_no_outside():
    done = subprocess.run([sys.executable, "-c", CONNECT], capture_output=True, text=True)
    assert done.returncode == 1
    assert f"ConnectionRefusedError: {MESSAGE} 192.0.2.1" in done.stderr


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no unix sockets there")
def test_unix_sockets_work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = "s"  # the whole path may be longer than a socket's can be
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)


@pytest.fixture(scope="module")
def offline():
    return runpy.run_path(str(OFFLINE / "sitecustomize.py"), run_name="offline")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", "", None, b"::1"])
def test_loopback_is_this_machine(offline, host):
    assert offline["is_here"](host)


@pytest.mark.parametrize(
    "host",
    [
        *["192.0.2.1", "10.0.0.1", "192.168.1.1", "0.0.0.0", "::", "2001:db8::1"],
        *["example.org", "localhost.example.org", "127.0.0.1.example.org", b"example.org"],
    ],
)
def test_every_other_address_or_name_is_the_outside(offline, host):
    assert not offline["is_here"](host)


@pytest.mark.parametrize("event", ["socket.getaddrinfo", "socket.gethostbyname"])
def test_names_of_the_outside_are_not_looked_up(offline, event):
    with pytest.raises(ConnectionRefusedError, match=f"{MESSAGE} example.org"):
        offline["refuse_outside"](event, ("example.org", 443))


def test_the_environment_s_own_sitecustomize_runs_too(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("print('the environment was here')")
    path = os.pathsep.join([str(OFFLINE), str(tmp_path)])
    done = subprocess.run(
        [sys.executable, "-c", CONNECT],
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "the environment was here\n"
    assert MESSAGE in done.stderr
