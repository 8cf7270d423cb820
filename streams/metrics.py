"""The worker's metrics and health, on a small HTTP server of its own."""

from collections.abc import Callable

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from streams.group import Tally


class WorkerMetrics:
    """What a worker counts about itself."""

    def __init__(self) -> None:
        """Register everything with a registry of its own."""
        self.registry = CollectorRegistry()
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
        return web.json_response({"ok": well}, status=200 if well else 503)

    async def numbers(_: web.Request) -> web.Response:
        return web.Response(body=generate_latest(metrics.registry), content_type="text/plain")

    app = web.Application()
    app.router.add_get("/healthz", health)
    app.router.add_get("/metrics", numbers)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner
