"""Free ports on this machine."""

import secrets
import socket
from collections.abc import Container

LOOPBACK = "127.0.0.1"

GATEWAY_PORT = 8010
API_PORT = 8020

# Below the range from which the kernel takes ports for outgoing connections (32768 and up). There a
# client that keeps trying a stopped server's port can by chance connect to itself and so hold the
# port against the server that comes back.
LOWEST = 12_000
HIGHEST = 29_999

_TRIES = 200


class NoFreePortError(OSError):
    """No port could be had."""


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Tell whether a server could listen on the port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As servers do: connections of a server that has just stopped don't count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(preferred: int = 0, *, host: str = LOOPBACK, but: Container[int] = ()) -> int:
    """Return the preferred port if it is free, else any free one that is not in `but`.

    Raises:
        NoFreePortError: no free port was found.
    """
    if preferred and preferred not in but and is_free(preferred, host):
        return preferred
    for _ in range(_TRIES):
        port = LOWEST + secrets.randbelow(HIGHEST - LOWEST + 1)
        if port not in but and is_free(port, host):
            return port
    raise NoFreePortError(f"no free port between {LOWEST} and {HIGHEST} on {host}")
