"""The worker's metrics and health, on a small HTTP server of its own."""

import functools
from collections.abc import Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from streams.changelog import Recovery
from streams.group import Tally

_RECOVERY_FIGURES: tuple[tuple[str, str, Callable[[Recovery], float]], ...] = (
    ("records", "state records read in the last recovery", lambda r: r.records),
    ("records_of", "state records there were to read", lambda r: r.of),
    ("seconds", "duration of the last recovery so far", lambda r: r.seconds),
)


def _figure(recovery: Callable[[], Recovery], figure: Callable[[Recovery], float]) -> float:
    return figure(recovery())


class WorkerMetrics:
    """What a worker counts about itself."""

    def __init__(self, recovery: Callable[[], Recovery]) -> None:
        """Register everything with a registry of its own; `recovery` tells how far reading is."""
        self.recovery = recovery
        self.registry = CollectorRegistry()
        for name, what, figure in _RECOVERY_FIGURES:
            gauge = Gauge(f"chot_worker_recovery_{name}", what, registry=self.registry)
            gauge.set_function(functools.partial(_figure, recovery, figure))
        self._lines = Counter(
            "chot_worker_scans", "scans taken into timelines", registry=self.registry
        )
        self._dead = Counter(
            "chot_worker_dead_lines", "lines put into dead letters", registry=self.registry
        )
        self._group_s = Histogram(
            "chot_worker_group_seconds", "duration of a group commit", registry=self.registry
        )
        self._received = Gauge(
            "chot_worker_newest_received_seconds",
            "when the newest scan of the last group reached a gateway",
            registry=self.registry,
        )
        self.partitions = Gauge("chot_worker_partitions", "partitions held", registry=self.registry)

    def group_done(self, tally: Tally, seconds: float) -> None:
        """Note a finished group."""
        self._lines.inc(tally.lines)
        self._dead.inc(tally.dead)
        self._group_s.observe(seconds)
        if tally.newest_received_ms:
            self._received.set(tally.newest_received_ms / 1000)


async def serve_metrics(
    metrics: WorkerMetrics, ready: Callable[[], bool], host: str, port: int
) -> web.AppRunner:
    """Serve `/healthz` and `/metrics`; clean up the returned runner to stop."""

    async def health(_: web.Request) -> web.Response:
        well = ready()
        told: dict[str, object] = {"ok": well}
        if not well:
            recovery = metrics.recovery()
            told["recovery"] = {"records": recovery.records, "of": recovery.of}
        return web.json_response(told, status=200 if well else 503)

    async def numbers(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(metrics.registry), content_type="text/plain")

    app = web.Application()
    app.router.add_get("/healthz", health)
    app.router.add_get("/metrics", numbers)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
