"""The loader: topics into tables, in one thread.

It reads records, gathers them by topic, inserts each batch, and only then notes how far it came.
Cut off anywhere between, it begins again at its last note; what was inserted already comes a second
time and changes no answer, because every row is known by its event's id.
"""

import socket
import threading

from kafka.errors import KafkaError
from prometheus_client import CollectorRegistry

from analytics.batches import BatchPolicy
from analytics.loader_status import LoaderReport, LoaderStatus
from analytics.loading import Loading, RetryPolicy
from analytics.store import Store
from analytics.table_writer import TableWriter
from analytics.targets import TARGETS, Target
from analytics.topic_reader import GROUP, TopicReader
from contracts.errors import Stop, TryAgain
from contracts.settings import Settings
from service.dead_letters import DeadLetterLimit, DeadLetterPolicy
from service.logs import log_of

_CLOSE_WITHIN_S = 60.0

_log = log_of("loader")


class Loader:
    """Loads the targets' topics for as long as it runs."""

    def __init__(
        self,
        *,
        kafka: str,
        store: Store,
        metrics: CollectorRegistry,
        targets: tuple[Target, ...] = TARGETS,
        group: str = GROUP,
        member: str = "",
        batches: BatchPolicy = BatchPolicy(),  # noqa: B008  # a frozen value
        dead_letters: DeadLetterPolicy = DeadLetterPolicy(),  # noqa: B008  # a frozen value
        retries: RetryPolicy = RetryPolicy(),  # noqa: B008  # a frozen value
        repeats: bool = False,
    ) -> None:
        """Take the collaborators; nothing is contacted before `start`.

        `member` is this loader's name in the group, by default that of the machine: a loader that
        comes back under its name gets its partitions back at once. One that `repeats`
        what was loaded before writes no dead letters and tells Kafka nothing of how far it is.
        """
        self._kafka = kafka
        self._store = store
        self._targets = {target.topic: target for target in targets}
        self._group = group
        self._member = member or socket.gethostname()
        self._batches = batches
        self._dead_letters = dead_letters
        self._retries = retries
        self._repeats = repeats
        self._report = LoaderReport(list(self._targets), metrics)
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="loader", daemon=True)

    @classmethod
    def from_settings(
        cls, settings: Settings, *, kafka: str, store: Store, metrics: CollectorRegistry
    ) -> "Loader":
        """Return the loader of this installation."""
        batches = BatchPolicy(max_rows=settings.load_max_rows, max_age_s=settings.load_max_age_s)
        return cls(kafka=kafka, store=store, metrics=metrics, batches=batches)

    def start(self) -> None:
        """Begin, in a thread of its own; an absent Kafka or ClickHouse is waited for."""
        self._report.runs()
        self._thread.start()

    def close(self) -> None:
        """Write what is in hand, leave the group and end the thread."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=_CLOSE_WITHIN_S)

    def status(self) -> LoaderStatus:
        """Return what was loaded, how far behind it is, and what is wrong if anything is."""
        return self._report.snapshot()

    def wait_ended(self, timeout_s: float | None = None) -> bool:
        """Wait until the loader has ended, by request or by a failure; tell whether it has."""
        return self._ended.wait(timeout_s)

    def _run(self) -> None:
        failure = ""
        try:
            self._serve()
        except Stop as fault:
            failure = str(fault)
            _log.error("loader_stopped", fault=failure)
        except Exception as fault:  # noqa: BLE001  # the end of the thread: told, logged, shown
            failure = f"{type(fault).__name__}: {fault}"
            _log.exception("loader_failed")
        finally:
            self._report.ended(failure)
            self._ended.set()

    def _serve(self) -> None:
        """Read and write until told to stop; start over when Kafka was lost."""
        while not self._stopping.is_set():
            try:
                reader = TopicReader(
                    self._kafka,
                    self._store,
                    self._targets,
                    self._group,
                    self._member,
                    commits=not self._repeats,
                )
            except KafkaError as fault:
                self._wait("Kafka", fault)
            except TryAgain as fault:
                self._wait(fault.what, fault)
            else:
                self._load(reader)

    def _load(self, reader: TopicReader) -> None:
        writer = TableWriter(
            self._store, self._kafka, DeadLetterLimit(self._dead_letters), buries=not self._repeats
        )
        loading = Loading(
            targets=self._targets,
            reader=reader,
            writer=writer,
            report=self._report,
            batches=self._batches,
            retries=self._retries,
            stopping=self._stopping,
        )
        try:
            loading.run()
        except KafkaError as fault:
            self._wait("Kafka", fault)
        finally:
            writer.close()
            reader.close()

    def _wait(self, what: str, fault: Exception) -> None:
        _log.warning("loader_waits", what=what, fault=str(fault))
        self._report.waits_for(what)
        self._stopping.wait(self._retries.longest_s)
