"""What must go goes, once an hour: rows, keys, entities and files whose time is over.

The broker lets go of records by itself, gateways of photographs, workers of their state. Here is
the rest, with the read side, which holds the keys and ClickHouse's tables.
"""

import threading
from pathlib import Path

from analytics.erasing import erase_persons
from analytics.retention import expire
from analytics.store import Store
from contracts.durations import DAY_MS
from contracts.errors import ChotError
from contracts.settings import Settings
from service.clock import now_ms
from service.day_keys import destroy_due
from service.erased import recall_erased
from service.logs import log_of
from service.outlived import forget_outlived
from service.parts import Parts

_EVERY_S = 3600.0
_AGAIN_AFTER_S = 5.0
_LISTS_WITHIN_S = 5.0

_log = log_of("expiry")


class Expiry:
    """A thread beside the servers."""

    def __init__(self, parts: Parts, store: Store) -> None:
        self._parts = parts
        self._store = store
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="expiry", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._stopping.wait(_EVERY_S if self._look() else _AGAIN_AFTER_S)

    def _look(self) -> bool:
        # Before the registry has been read to its end, nobody would seem to be erased.
        if not self._parts.registry.wait_ready(_LISTS_WITHIN_S):
            return False
        try:
            let_go(self._parts, self._store)
        except (ChotError, OSError) as fault:
            _log.warning("expiry_waits", fault=str(fault))
            return False
        return True


def let_go(parts: Parts, store: Store) -> None:
    """Let go of everything whose time is over, and of whatever came back of erased persons.

    Raises:
        TryAgain: Kafka or ClickHouse is away; the rest is done next time.

    """
    at_ms = now_ms()
    recall_erased(parts, at_ms)
    erased = {one.citizen_id: one.erased_ms for one in parts.registry.lists.erased.values()}
    rows = erase_persons(store, erased)
    parts_of_tables = expire(store)
    keys = destroy_due(parts)
    entities = forget_outlived(parts, at_ms)
    files = drop_old_files(parts.settings, at_ms)
    _log.info("let_go", rows=rows, parts=parts_of_tables, keys=keys, entities=entities, files=files)


def drop_old_files(settings: Settings, at_ms: int) -> int:
    """Remove logs that were put aside, and lists of refused rows; return how many."""
    before_s = (at_ms - settings.log_days * DAY_MS) / 1000
    found: list[Path] = [
        *(settings.data / "logs").glob("*.log.*"),
        *(settings.data / "imports").glob("*"),
    ]
    old = [file for file in found if file.is_file() and file.stat().st_mtime < before_s]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
