"""The publisher: a request's lines are on Kafka when `publish` returns.

Lines of concurrent requests share records (`ingest/lanes.py`). When anything goes wrong, all that
wait are told to try again, the link to Kafka is thrown away and a new one is opened in the
background; until then every request is refused at once, so that nothing piles up.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial

from contracts.errors import TryAgain
from ingest.lanes import Delivery, Lane, Lanes, Limits, Record
from ingest.link import Link
from ingest.metrics import GatewayMetrics
from service.logs import log_of

# Between attempts to connect; doubled after each failure.
_FIRST_PAUSE_S = 0.2
_LONGEST_PAUSE_S = 3.0

# Requests beyond this are refused at once: a few seconds of the largest rate ever measured.
_WAITING_BYTES = 64 * 1024 * 1024

# When no more were sent together the last time, nobody is there to wait for.
_FEW_LINES = 2

_log = log_of("publisher")


class _Round:
    """One link and what waits for it, from its opening until it breaks."""

    def __init__(self, link: Link, limits: Limits) -> None:
        self.link = link
        self.lanes = Lanes(link.partitions, limits)
        self.broken = asyncio.Event()
        self.was_of_use = False
        self.handing_over: set[asyncio.Task[None]] = set()


class Publisher:
    """Writes lines to topics. One per process, on the event loop it was started on."""

    def __init__(
        self,
        open_link: Callable[[], Awaitable[Link]],
        *,
        limits: Limits,
        linger_s: float,
        timeout_s: float,
        metrics: GatewayMetrics,
    ) -> None:
        """Prepare.

        `linger_s` is the longest wait for other requests to share a record, while there are many;
        `timeout_s` the longest wait for Kafka's word.
        """
        self._open_link = open_link
        self._limits = limits
        self._linger_s = linger_s
        self._timeout_s = timeout_s
        self._metrics = metrics
        self._waiting_bytes = 0
        self._round: _Round | None = None
        self._flush_at: asyncio.TimerHandle | None = None
        self._flushed_s = 0.0
        self._is_busy = False
        self._watch_at: asyncio.TimerHandle | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Begin to connect in the background; an absent Kafka is waited for."""
        self._keeper = asyncio.create_task(self._keep_connected())

    async def stop(self) -> None:
        """Let Kafka go. Requests that still wait are told to try again."""
        if self._keeper is not None:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper
        for timer in (self._flush_at, self._watch_at):
            if timer is not None:
                timer.cancel()
        if self._round is not None:
            self._break(self._round)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def is_connected(self) -> bool:
        """Tell whether there is a link to Kafka that has not failed yet."""
        return self._round is not None

    async def publish(self, topic: str, lines: Sequence[tuple[str, bytes]]) -> None:
        """Return when Kafka has acknowledged all the lines, given as pairs of key and line.

        Raises:
            TryAgain: Kafka is away, too slow, or too much waits already. Some of the lines may be
                on the topic; sending the same ids again has the effect of once.

        """
        current = self._round
        size = sum(len(line) for _, line in lines)
        if current is None or self._waiting_bytes + size > _WAITING_BYTES:
            raise TryAgain("Kafka")
        loop = asyncio.get_running_loop()
        began = loop.time()
        delivery = Delivery(len(lines), loop.create_future(), began + self._timeout_s)
        self._waiting_bytes += size
        try:
            for key, line in lines:
                lane = current.lanes.lane_of(topic, key)
                lane.add(line, delivery)
                self._send_when_due(current, lane)
            await delivery.told
        finally:
            self._waiting_bytes -= size
        self._metrics.publish_seconds.observe(loop.time() - began)

    def _send_when_due(self, current: _Round, lane: Lane) -> None:
        if lane.in_flight is not None:
            return
        if lane.is_full:
            self._send_from(current, [lane])
        elif self._flush_at is None:
            due_s = self._flushed_s + self._linger_s if self._is_busy else 0.0
            self._flush_at = asyncio.get_running_loop().call_at(due_s, self._flush)

    def _flush(self) -> None:
        """Send from all lanes at once: aiokafka puts them into one request per broker."""
        self._flush_at = None
        self._flushed_s = asyncio.get_running_loop().time()
        if self._round is not None:
            lines = self._send_from(self._round, self._round.lanes.idle())
            self._is_busy = lines > _FEW_LINES

    def _send_from(self, current: _Round, lanes: Sequence[Lane]) -> int:
        """Put a record of each lane on its way; return how many lines that are."""
        records = [(lane, lane.take()) for lane in lanes]
        task = asyncio.create_task(self._hand_over(current, records))
        current.handing_over.add(task)
        task.add_done_callback(current.handing_over.discard)
        if self._watch_at is None:
            self._watch()
        return sum(record.lines for _, record in records)

    async def _hand_over(self, current: _Round, records: Sequence[tuple[Lane, Record]]) -> None:
        try:
            for lane, record in records:
                sent = await current.link.start(record)
                sent.add_done_callback(partial(self._settle, current, lane, record))
        except Exception as fault:  # noqa: BLE001  # whatever it is, this producer is done for
            self._give_up(current, fault)

    def _settle(
        self, current: _Round, lane: Lane, record: Record, sent: "asyncio.Future[object]"
    ) -> None:
        fault = asyncio.CancelledError() if sent.cancelled() else sent.exception()
        if fault is not None:
            self._give_up(current, fault)
        if current.broken.is_set():
            return
        current.was_of_use = True
        self._metrics.records.inc()
        self._metrics.lines.inc(record.lines)
        lane.settle()
        if lane.has_lines:
            self._send_when_due(current, lane)

    def _watch(self) -> None:
        """Give a silent link up when the first request's time is up; look again when that is."""
        self._watch_at = None
        if self._round is None:
            return
        deadline = min((r.deadline for r in self._round.lanes.in_flight()), default=None)
        if deadline is None:
            return
        loop = asyncio.get_running_loop()
        if deadline <= loop.time():
            self._give_up(self._round, TimeoutError())
        else:
            self._watch_at = loop.call_at(deadline, self._watch)

    def _give_up(self, current: _Round, fault: BaseException) -> None:
        if not current.broken.is_set():
            _log.warning("kafka_link_broken", fault=repr(fault))
            self._break(current)

    def _break(self, current: _Round) -> None:
        current.broken.set()
        self._round = None
        for task in current.handing_over:
            task.cancel()
        for lane in current.lanes:
            lane.fail()
        self._in_background(current.link.close())

    async def _keep_connected(self) -> None:
        pause_s = _FIRST_PAUSE_S
        while True:
            try:
                link = await self._open_link()
            except Exception as fault:  # noqa: BLE001  # nothing may end the attempts
                _log.warning("kafka_unreachable", fault=repr(fault), next_try_in_s=pause_s)
            else:
                current = self._round = _Round(link, self._limits)
                _log.info("kafka_linked")
                await current.broken.wait()
                if current.was_of_use:
                    pause_s = _FIRST_PAUSE_S
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def _in_background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
