"""A circuit breaker: who failed some times in a row is left alone for a while."""

import time
from collections.abc import Callable


class Breaker:
    """Opens after `failures` in a row; after `pause_s` lets one try through."""

    def __init__(
        self,
        *,
        failures: int = 3,
        pause_s: float = 10.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start closed."""
        self._failures = failures
        self._pause_s = pause_s
        self._clock = clock
        self._in_a_row = 0
        self._closed_until = 0.0

    def allows(self) -> bool:
        """Tell whether to try now; of those who ask after the pause, the first one may."""
        if self._in_a_row < self._failures:
            return True
        now = self._clock()
        if now < self._closed_until:
            return False
        self._closed_until = now + self._pause_s
        return True

    def worked(self) -> None:
        """Note a success."""
        self._in_a_row = 0

    def failed(self) -> None:
        """Note a failure."""
        self._in_a_row += 1
        self._closed_until = self._clock() + self._pause_s
