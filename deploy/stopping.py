"""A wish to end, from a signal or from our own code."""

import contextlib
import queue
import signal
from collections.abc import Iterator
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StopRequest:
    """Says whether an end was asked for; waiting for it is how the main loop pauses.

    Built on a SimpleQueue, which a signal handler may fill while the same thread waits on it; a
    threading.Event could then block on itself.
    """

    def __init__(self) -> None:
        self._asked = False
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()

    def ask(self) -> None:
        """Ask for an end."""
        self._asked = True
        self._wake.put(None)

    def wait(self, timeout_s: float) -> bool:
        """Return True as soon as an end is asked for, False after the time has passed."""
        if not self._asked:
            with contextlib.suppress(queue.Empty):
                self._wake.get(timeout=timeout_s)
        return self._asked


@contextlib.contextmanager
def stop_on_signals() -> Iterator[StopRequest]:
    """Turn Ctrl-C, SIGTERM and a closed terminal into a request to stop."""
    request = StopRequest()

    def ask(_number: int, _frame: FrameType | None) -> None:
        request.ask()

    before = {number: signal.signal(number, ask) for number in _SIGNALS}
    try:
        yield request
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
