"""The worker process: a thin Faust app around the group commit.

Faust gives the consumer group, the rebalances and the commits. It gives neither state nor sends:
both are done in `streams/group.py`, and a record is acknowledged only when all that follows from it
is kept. An exception ends the process, so that its successor starts at the last acknowledged record
with state read from the log; going on would acknowledge what was not kept.
"""

import asyncio
import os
import time
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import faust
from faust.types import TP

from contracts.durations import DAY_MS, HOUR_MS
from contracts.settings import Settings
from contracts.topics import STREAM_GROUP
from service.dead_letters import DeadLetterLimit, DeadLetterPolicy
from service.logs import log_of, set_up_logs
from service.memory import settle_memory
from service.registry import RegistryReader
from streams.changelog import TOPIC as STATE_TOPIC
from streams.changelog import Recoverer
from streams.fetching import FetchingApp
from streams.group import INPUTS, SCANS, Group, keep
from streams.holdings import Holdings, Keeping
from streams.intake import Intake, Record
from streams.judge import Judge
from streams.metrics import WorkerMetrics, serve_metrics
from streams.notices import Notices
from streams.outbox import Outbox, make_producer
from streams.watchdog import RECOVERING, UNASSIGNED, Standing, Watchdog

T = TypeVar("T")

_FLUSH_LIMIT_S = 60.0
_REGISTRY_WAIT_S = 30.0
_UPKEEP_EVERY_S = 0.5
_EXIT_AFTER_FAILURE = 70

_log = log_of("worker")


class Worker:
    """Holds what one worker process owns: partitions' state, producer, metrics."""

    def __init__(
        self, settings: Settings, kafka: str, registry: RegistryReader, notices: Notices
    ) -> None:
        """Build everything; the producer connects when the loop runs."""
        self._settings = settings
        self._kafka = kafka
        self._registry = registry
        self._producer: Any = None
        self._recoverer = Recoverer(kafka, self._claim, stall_s=settings.recovery_stall_s)
        self._holdings = Holdings(
            Keeping(
                kind=settings.state,
                folder=state_folder(settings),
                keep_ms=settings.keep_days * DAY_MS,
                overdue_ms=int(settings.overdue_hours * HOUR_MS),
            ),
            Judge(registry.lists),
            notices,
        )
        # One group, upkeep or recovery at a time.
        self._busy = asyncio.Lock()
        # Set while the state of all assigned partitions is there. Faust resumes the flow beside its
        # assignment signal, not after it, so scans arrive here while state is still read.
        self._recovered = asyncio.Event()
        self.metrics = WorkerMetrics(lambda: self._recoverer.progress)
        self._group = Group(DeadLetterLimit(DeadLetterPolicy()))
        self.intake = Intake(settings.group_max_records)

    def is_ready(self) -> bool:
        """Whether partitions were assigned and their state was read."""
        return self._recovered.is_set()

    def standing(self) -> Standing:
        """Return what is to be watched; any thread may ask."""
        if not self._recoverer.progress.is_done:
            return RECOVERING
        return tuple(self._holdings.partitions) if self.is_ready() else UNASSIGNED

    async def start(self) -> None:
        """Open the port of health and metrics."""
        await serve_metrics(
            self.metrics, self.is_ready, self._settings.host, self._settings.worker_port
        )

    def revoked(self) -> None:
        """Take no more lines in: somebody else may from now on."""
        self._recovered.clear()
        self.intake.forget()
        self._holdings.release()

    async def assigned(self, sources: set[TP]) -> None:
        """Read the state of the assigned partitions; scans wait for it."""
        if self._producer is None:
            await asyncio.to_thread(self._registry.wait_ready, _REGISTRY_WAIT_S)
            self._producer = make_producer(self._kafka)
            await self._producer.start()
        numbers = {source.partition for source in sources if source.topic == SCANS}
        async with self._busy:
            try:
                await self._holdings.take(numbers, self._recoverer)
            except Exception:  # noqa: BLE001  # whatever it is, the process must not go on
                _die("recovery_failed")
        self._recovered.set()
        self.metrics.partitions.set(len(numbers))

    async def run(self) -> None:
        """Work until the process ends."""
        while True:
            await self.intake.group(self._settings.group_max_wait_s)
            await self._recovered.wait()
            async with self._busy:
                await self._finish_group()

    async def keep_up(self) -> None:
        """Do what partitions have to do without a line: timers, notices, forgetting."""
        while True:
            await self._recovered.wait()
            async with self._busy:
                await self._finish_group()
                has_more = await self._within_limit(self._step())
            await asyncio.sleep(0 if has_more else _UPKEEP_EVERY_S)

    async def _step(self) -> bool:
        has_more = self._holdings.step()
        await keep(self._holdings.partitions, Outbox(self._producer))
        return has_more

    async def _finish_group(self) -> None:
        records = self.intake.take()
        if records:
            await self._within_limit(self._commit(records))

    async def _within_limit(self, work: Coroutine[Any, Any, T]) -> T:
        try:
            return await asyncio.wait_for(work, _FLUSH_LIMIT_S)
        except Exception:  # noqa: BLE001  # whatever it is, the process must not go on
            _die("group_failed")

    async def _commit(self, records: Sequence[Record]) -> None:
        """Records of a partition that was taken away meanwhile are somebody else's to read."""
        partitions = self._holdings.partitions
        ours = [record for record in records if record.partition in partitions]
        started = time.monotonic()
        tally = await self._group.process(ours, partitions, Outbox(self._producer))
        self.intake.finish(partitions)
        self.metrics.group_done(tally, time.monotonic() - started)

    async def _claim(self, partition: int, key: bytes, value: bytes) -> int:
        claimed = await self._producer.send_and_wait(
            STATE_TOPIC, key=key, value=value, partition=partition
        )
        return int(claimed.offset)


def _die(why: str) -> NoReturn:
    """End without tidying up: whatever this process still holds must not be acknowledged."""
    _log.exception(why)
    os._exit(_EXIT_AFTER_FAILURE)


def state_folder(settings: Settings) -> Path:
    """Return the folder of a worker's state on disk; it can be wiped, the changelog has it all."""
    return settings.data / "state" / settings.worker_name


def faust_folder(settings: Settings) -> Path:
    """Return the folder Faust asks for; nothing of ours lies in it."""
    return settings.data / "faust" / settings.worker_name


def create_app(settings: Settings, kafka: str, worker: Worker) -> FetchingApp:
    """Return the Faust app of this worker."""
    app = FetchingApp(
        STREAM_GROUP,
        intake=worker.intake,
        broker=";".join(f"kafka://{address}" for address in kafka.split(",")),
        store="memory://",
        datadir=str(faust_folder(settings)),
        autodiscover=False,
        web_enabled=False,
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_partitions=settings.partitions,
        table_standby_replicas=0,
        consumer_group_instance_id=settings.worker_name,
        broker_session_timeout=10.0,
        broker_heartbeat_interval=2.0,
        # Who dies in the middle of a rebalance holds the others up so long at most.
        broker_rebalance_timeout=15.0,
        broker_commit_interval=1.0,
        consumer_max_fetch_size=4 * 1024 * 1024,
        stream_wait_empty=True,
    )
    app.source = app.topic(*INPUTS)

    @app.on_partitions_revoked.connect
    async def on_revoked(*_: Any, **__: Any) -> None:
        worker.revoked()

    @app.on_partitions_assigned.connect  # type: ignore[arg-type]  # it sends the partitions too
    async def on_assigned(_: Any, assigned: set[TP], *__: Any, **___: Any) -> None:
        await worker.assigned(assigned)

    @app.task  # type: ignore[untyped-decorator]  # Faust leaves it untyped
    async def on_started() -> None:
        await worker.start()

    @app.task  # type: ignore[untyped-decorator]  # as above
    async def on_upkeep() -> None:
        await worker.keep_up()

    @app.task  # type: ignore[untyped-decorator]  # as above
    async def on_work() -> None:
        await worker.run()

    return app


def run_worker(settings: Settings, kafka: str) -> None:
    """Run a worker until a signal stops it; never returns normally."""
    set_up_logs(settings.log_level, process=settings.worker_name)
    notices = Notices()
    registry = RegistryReader(kafka, notices.add)
    registry.start()
    worker = Worker(settings, kafka, registry, notices)
    faust_folder(settings).mkdir(parents=True, exist_ok=True)
    app = create_app(settings, kafka, worker)
    Watchdog(
        kafka, STREAM_GROUP, INPUTS, standing=worker.standing, limit_s=settings.worker_stall_s
    ).start()
    settle_memory()
    faust.Worker(
        app, loglevel=settings.log_level, override_logging=False, quiet=True
    ).execute_from_commandline()
