"""Waiting until everything that was sent has arrived."""

import contextlib
import threading
import time

from contracts.errors import TryAgain
from deploy.doctor.lags import read_lags
from service.topics import administration

_LOOK_EVERY_S = 1.0
# Longer than a broker's restart and the pause before a crashed process is started again.
_GIVE_UP_AFTER_S = 90.0


class Patience:
    """Judges a row of lags: everything arrived, something still moves, or nothing moves any more.

    Times are given, in seconds of one clock.
    """

    def __init__(self, now_s: float) -> None:
        self._least: int | None = None
        self._moved_at_s = now_s

    def goes_on(self, waiting: int | None, now_s: float) -> bool:
        """Take a look's number of waiting records (None: nobody answered); tell whether to wait."""
        if waiting == 0:
            return False
        if waiting is not None and (self._least is None or waiting < self._least):
            self._least = waiting
            self._moved_at_s = now_s
        return now_s - self._moved_at_s < _GIVE_UP_AFTER_S


def wait_until_quiet(kafka: str) -> None:
    """Return when every group has read all there is, or nothing has moved for a long time.

    A worker commits after its outputs are on the topics, so one look at which nobody is behind
    means that everything has arrived. If something stands still, the check that follows says what
    is missing.
    """
    patience = Patience(time.monotonic())
    while patience.goes_on(_waiting(kafka), time.monotonic()):
        threading.Event().wait(_LOOK_EVERY_S)


def _waiting(kafka: str) -> int | None:
    with contextlib.suppress(TryAgain), administration(kafka) as client:
        return sum(lag.records for lag in read_lags(client))
    return None
