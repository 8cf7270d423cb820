"""Makes accounts and keys when they are due: at the start, and once an hour from then on."""

import threading

from contracts.errors import TryAgain
from service.first_start import make_ready
from service.logs import log_of
from service.parts import Parts

_EVERY_S = 3600.0
_AGAIN_AFTER_S = 2.0
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
        pause_s = 0.0
        while not self._stopping.wait(pause_s):
            pause_s = _EVERY_S if self._make_ready() else _AGAIN_AFTER_S

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
