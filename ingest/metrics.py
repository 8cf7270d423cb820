"""What the gateway counts, for Prometheus."""

from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from contracts.verdicts import Category, Reason

_REFUSALS = (
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)

# Seconds: the lower ones tell of a good day, the upper ones of a broker in trouble.
_BUCKETS = (0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)


class GatewayMetrics:
    """The gateway's counters; made once per process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        """Add the counters to a registry."""
        self._registry = registry
        self._scans = Counter(
            "chot_gateway_scans",
            "scans acknowledged",
            ["category", "reason"],
            registry=registry,
        )
        self.declarations = Counter(
            "chot_gateway_declarations", "declarations acknowledged", registry=registry
        )
        self.refused = Counter(
            "chot_gateway_refused", "requests refused", ["status"], registry=registry
        )
        self.publish_seconds = Histogram(
            "chot_gateway_publish_seconds",
            "from a request's lines to Kafka's acknowledgement",
            buckets=_BUCKETS,
            registry=registry,
        )
        self.records = Counter(
            "chot_gateway_records_published", "records acknowledged", registry=registry
        )
        self.lines = Counter(
            "chot_gateway_lines_published", "lines acknowledged", registry=registry
        )

        self._acknowledged: dict[tuple[Category, Reason], Counter] = {}

    def watch_shelf(self, age_s: Callable[[], int], size: Callable[[], int]) -> None:
        """Show how old the shelf of live passes is, and how large."""
        for name, told, ask in (
            ("age_seconds", "since the shelf was known to be complete, -1: never", age_s),
            ("bytes", "size of the shelf on disk", size),
        ):
            gauge = Gauge(f"chot_gateway_shelf_{name}", told, registry=self._registry)
            gauge.set_function(ask)

    def acknowledge(self, category: Category, reason: Reason) -> None:
        """Count an acknowledged scan."""
        counter = self._acknowledged.get((category, reason))
        if counter is None:
            # Finding a counter by its labels costs more than adding to it.
            counter = self._acknowledged[category, reason] = self._scans.labels(category, reason)
        counter.inc()

    def refuse(self, status: int) -> None:
        """Count an answer that tells a sender to mend a request or to send it again."""
        if status in _REFUSALS:
            self.refused.labels(status=status).inc()
