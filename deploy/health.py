"""Asks processes on this machine for their health."""

import urllib.error
import urllib.request

import msgspec

_WITHIN_S = 2.0


class _Recovery(msgspec.Struct, frozen=True):
    records: int = 0
    of: int = 0


class _Health(msgspec.Struct, frozen=True):
    ok: bool = False
    recovery: _Recovery = _Recovery()


def is_healthy(url: str) -> bool:
    """Tell whether a server answers the question for its health with yes."""
    try:
        # An answer that is no success raises HTTPError, which is an OSError.
        with urllib.request.urlopen(f"{url}/healthz", timeout=_WITHIN_S):  # noqa: S310 - our own address
            return True
    except OSError:
        return False


def recovery_of(url: str) -> str:
    """Return in words how far a worker has read its state; empty if it has, or can't be asked."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=_WITHIN_S):  # noqa: S310 - our own address
            return ""
    except urllib.error.HTTPError as unhealthy:
        told = unhealthy.read()
    except OSError:
        return ""
    try:
        recovery = msgspec.json.decode(told, type=_Health).recovery
    except msgspec.DecodeError:
        return ""
    if not recovery.of:
        return ""
    return f"read {recovery.records:,} of {recovery.of:,} records of its state"
