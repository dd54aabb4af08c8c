"""Keep the tests and all that they start on this machine.

Python runs this file at its start where its folder is on PYTHONPATH; /conftest.py puts it there,
so that kernels and other processes of the tests have it too. The environment's own sitecustomize
runs after it.
"""

import importlib.machinery
import importlib.util
import ipaddress
import os
import socket
import sys

MESSAGE = "tests may connect to this machine only, and not to"
CONNECTIONS = ("socket.connect", "socket.sendto", "socket.sendmsg")
LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname")
WATCHED = frozenset((*CONNECTIONS, *LOOK_UPS))


def is_here(host):
    """Say whether a host is this machine: its loopback addresses, and no other name or address."""
    if isinstance(host, bytes):
        host = host.decode("ascii", errors="replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_outside(event, arguments):
    """Refuse to connect to another machine, or to ask one for an address."""
    if event not in WATCHED:  # as nearly all of the ten thousands that come in a second
        return
    if event in CONNECTIONS:
        connection, address = arguments
        inside = address is None or connection.family == getattr(socket, "AF_UNIX", None)
        if not inside and not is_here(address[0]):
            raise ConnectionRefusedError(f"{MESSAGE} {address[0]}")
    elif not is_here(arguments[0]) and arguments[0] != socket.gethostname():
        raise ConnectionRefusedError(f"{MESSAGE} {arguments[0]}")


def run_the_next():
    """Run the sitecustomize that the environment would have had without this one."""
    here = os.path.dirname(os.path.abspath(__file__))
    path = [place for place in sys.path if os.path.abspath(place) != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", path)
    if spec is not None and spec.loader is not None:
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)


sys.addaudithook(refuse_outside)
# nbformat imports jsonschema, which reads a grammar of addresses for two seconds where there is
# one. Nothing in the tests is such an address, and jsonschema does without.
sys.modules["rfc3987_syntax"] = None
if __name__ == "sitecustomize":
    run_the_next()
