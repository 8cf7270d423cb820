"""Makes accounts and keys when they are due.

That is at the start, once an hour from then on, and as soon as the keys that sign passes change:
after the only one was revoked nobody could be given a pass.
"""

import threading
import time

from contracts.errors import TryAgain
from contracts.keyring import PassKey
from service.first_start import make_ready
from service.logs import log_of
from service.parts import Parts

_EVERY_S = 3600.0
_AGAIN_AFTER_S = 2.0
_LOOK_EVERY_S = 1.0
_LISTS_WITHIN_S = 30.0

_log = log_of("upkeep")


class Upkeep:
    """A thread beside the servers."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stopping = threading.Event()
        self._done_once = threading.Event()
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait_done_once(self, timeout_s: float) -> bool:
        """Wait until everything has been made; False if that is not so in time."""
        return self._done_once.wait(timeout_s)

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            keys = self._parts.registry.lists.ring.all()
            pause_s = _EVERY_S if self._make_ready() else _AGAIN_AFTER_S
            self._rest(pause_s, keys)

    def _rest(self, pause_s: float, keys: tuple[PassKey, ...]) -> None:
        """Return after the pause, or sooner when the keys are no longer these."""
        ends_at = time.monotonic() + pause_s
        while time.monotonic() < ends_at and self._parts.registry.lists.ring.all() == keys:
            if self._stopping.wait(_LOOK_EVERY_S):
                return

    def _make_ready(self) -> bool:
        # Before the registry has been read to its end, everything would seem to be missing.
        if not self._parts.registry.wait_ready(_AGAIN_AFTER_S):
            return False
        try:
            make_ready(self._parts)
        except TryAgain as fault:
            _log.warning("upkeep_waits", fault=str(fault))
            return False
        self._done_once.set()
        return True
