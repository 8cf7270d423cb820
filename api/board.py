"""The live board: one reader of the `counts` topic, any number of viewers.

A viewer costs the pipeline nothing: frames are encoded once and put into a bounded queue per
viewer. Whoever is too slow for the queue gets a new snapshot instead of what was missed.
"""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator

import msgspec
from kafka.errors import KafkaError

from api.live_counts import Frame, LiveCounts
from contracts.events import PlaceMinuteCount
from contracts.lines import LineDecoder, UnreadableLine
from service.clock import now_ms
from service.kafka import make_consumer, partitions_of
from service.logs import log_of

_TOPIC = "counts"
_POLL_MS = 100
_PAUSE_S = 1.0
_MOST_FRAMES_WAITING = 20
_SILENCE_S = 10.0
# Counts written before this are history, which ClickHouse answers.
_REACH_BACK_MS = 2 * 3600 * 1000

_KEEP_ALIVE = b": \n\n"

_log = log_of("board")


class Board:
    """Reads counts in a thread and hands frames to viewers on the event loop."""

    def __init__(self, kafka: str, frame_s: float) -> None:
        """Make a frame at most every `frame_s` seconds."""
        self._kafka = kafka
        self._frame_s = frame_s
        self._counts = LiveCounts()
        self._decoder = LineDecoder(PlaceMinuteCount)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._reader = threading.Thread(target=self._read_on, name="board-reader", daemon=True)
        self._viewers: set[asyncio.Queue[bytes | None]] = set()
        self._caster: asyncio.Task[None] | None = None
        self._number = 0

    async def start(self) -> None:
        """Begin to read and to cast."""
        self._reader.start()
        self._caster = asyncio.create_task(self._cast())

    async def stop(self) -> None:
        """Let every viewer go and end the thread."""
        self._stopping.set()
        if self._caster is not None:
            self._caster.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._caster
        for queue in self._viewers:
            _replace(queue, None)
        await asyncio.to_thread(self._reader.join, 10)

    @contextlib.asynccontextmanager
    async def viewer(self) -> AsyncIterator[AsyncIterator[bytes]]:
        """Give a viewer's frames, as server-sent events, for as long as it stays."""
        queue: asyncio.Queue[bytes | None] = asyncio.Queue(_MOST_FRAMES_WAITING)
        queue.put_nowait(self._snapshot())
        self._viewers.add(queue)
        try:
            yield _frames_of(queue)
        finally:
            self._viewers.discard(queue)

    async def _cast(self) -> None:
        while True:
            await asyncio.sleep(self._frame_s)
            with self._lock:
                frame = self._counts.take_changes()
            if frame is None:
                continue
            self._number += 1
            event = encode_event("counts", self._number, frame)
            for queue in self._viewers:
                if queue.full():
                    _replace(queue, self._snapshot())
                else:
                    queue.put_nowait(event)

    def _snapshot(self) -> bytes:
        with self._lock:
            return encode_event("snapshot", self._number, self._counts.snapshot())

    def _read_on(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read()
            except (KafkaError, OSError) as fault:
                _log.warning("counts_unreachable", fault=str(fault))
                self._stopping.wait(_PAUSE_S)

    def _read(self) -> None:
        consumer = make_consumer(self._kafka)
        try:
            partitions = partitions_of(consumer, _TOPIC)
            consumer.assign(partitions)
            since = dict.fromkeys(partitions, now_ms() - _REACH_BACK_MS)
            starts = consumer.offsets_for_times(since)
            ends = consumer.end_offsets(partitions)
            for partition in partitions:
                found = starts.get(partition)
                consumer.seek(partition, found.offset if found else ends[partition])
            while not self._stopping.is_set():
                for records in consumer.poll(timeout_ms=_POLL_MS).values():
                    for record in records:
                        self._take(record.value or b"", record.timestamp)
        finally:
            consumer.close()

    def _take(self, value: bytes, written_ms: int) -> None:
        for _, count in self._decoder.decode(value):
            # The loader puts unreadable lines aside; a second dead letter would help nobody.
            if not isinstance(count, UnreadableLine):
                with self._lock:
                    self._counts.apply(count, written_ms)


def encode_event(kind: str, number: int, frame: Frame) -> bytes:
    """Return a frame as one server-sent event."""
    data = msgspec.json.encode(frame)
    return b"event: %b\nid: %d\ndata: %b\n\n" % (kind.encode(), number, data)


async def _frames_of(queue: asyncio.Queue[bytes | None]) -> AsyncIterator[bytes]:
    """Yield frames, and now and then a comment, so that a lost viewer is noticed."""
    while True:
        try:
            frame = await asyncio.wait_for(queue.get(), _SILENCE_S)
        except TimeoutError:
            yield _KEEP_ALIVE
            continue
        if frame is None:
            return
        yield frame


def _replace(queue: asyncio.Queue[bytes | None], frame: bytes | None) -> None:
    """Put a frame in the place of everything that waits."""
    while not queue.empty():
        queue.get_nowait()
    queue.put_nowait(frame)
