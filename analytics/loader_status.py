"""What the loader says about itself: to people as a snapshot, to Prometheus as metrics."""

import threading

import msgspec
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from service.clock import now_ms


class LoaderStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The loader at one moment.

    `failure` says why it ended by itself, `waiting_for` what keeps it from going on; both are empty
    while all is well. `lag` counts Kafka records, `rows` and `dead_letters` lines since the start.
    """

    running: bool = False
    failure: str = ""
    waiting_for: str = ""
    rows: dict[str, int]
    dead_letters: dict[str, int]
    lag: dict[str, int]
    last_insert_ms: int = 0

    @property
    def is_well(self) -> bool:
        """Whether it runs and nothing keeps it from going on."""
        return self.running and not self.failure and not self.waiting_for


class LoaderReport:
    """Kept by the loader's thread, read by any."""

    def __init__(self, topics: list[str], metrics: CollectorRegistry) -> None:
        """Begin with nothing loaded; the metrics are added to the registry."""
        self._lock = threading.Lock()
        nothing = dict.fromkeys(topics, 0)
        self._now = LoaderStatus(rows=nothing, dead_letters=nothing, lag=nothing)
        self._rows = Counter(
            "chot_loaded_rows", "Lines that became rows", ["topic"], registry=metrics
        )
        self._dead = Counter(
            "chot_loader_dead_letters", "Lines nobody could read", ["topic"], registry=metrics
        )
        self._lag = Gauge(
            "chot_loader_lag_records", "Records not yet read", ["topic"], registry=metrics
        )
        self._seconds = Histogram(
            "chot_insert_seconds", "Seconds one insert took", ["topic"], registry=metrics
        )

    def snapshot(self) -> LoaderStatus:
        """Return the present state."""
        with self._lock:
            return self._now

    def wrote(self, topic: str, *, rows: int, dead: int, seconds: float) -> None:
        """Note one batch."""
        self._rows.labels(topic).inc(rows)
        self._dead.labels(topic).inc(dead)
        self._seconds.labels(topic).observe(seconds)
        with self._lock:
            now = self._now
            self._now = msgspec.structs.replace(
                now,
                rows=now.rows | {topic: now.rows[topic] + rows},
                dead_letters=now.dead_letters | {topic: now.dead_letters[topic] + dead},
                last_insert_ms=now_ms(),
                waiting_for="",
            )

    def is_behind(self, lag: dict[str, int]) -> None:
        """Note how much lies unread."""
        for topic, records in lag.items():
            self._lag.labels(topic).set(records)
        self._change(lag=lag)

    def waits_for(self, what: str) -> None:
        """Note what keeps the loader from going on; empty for nothing."""
        if what != self._now.waiting_for:
            self._change(waiting_for=what)

    def runs(self) -> None:
        """Note the start."""
        self._change(running=True, failure="")

    def ended(self, failure: str = "") -> None:
        """Note the end, and why if nobody asked for it."""
        self._change(running=False, failure=failure, waiting_for="")

    def _change(self, **changes: object) -> None:
        with self._lock:
            self._now = msgspec.structs.replace(self._now, **changes)
