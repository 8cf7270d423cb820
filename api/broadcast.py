"""Frames of the live board to any number of listeners, as server-sent events.

A listener first gets a snapshot, then frames with the cells that changed. One that can't keep up
loses its frames and gets a new snapshot instead, so that it never slows the others down and memory
stays bounded. A listener that comes back with the id of its last event gets what it missed, if that
is not too long ago.
"""

import asyncio
import contextlib
import uuid
from collections import deque
from collections.abc import AsyncIterator, Callable

import msgspec
from prometheus_client import CollectorRegistry, Gauge

from api.board import Board, Frame

# Frames that wait for one slow listener, and frames kept for those who come back.
QUEUED_FRAMES = 20
REMEMBERED_FRAMES = 240

STILL_HERE_AFTER_S = 10.0
_STILL_HERE = b": still here\n\n"


class _Told(msgspec.Struct, frozen=True):
    number: int
    event: bytes


class _Listener:
    """What waits for one listener."""

    def __init__(self) -> None:
        self.frames: deque[bytes] = deque()
        self.has_lost_frames = False
        self.has_news = asyncio.Event()

    def offer(self, event: bytes) -> None:
        if len(self.frames) >= QUEUED_FRAMES:
            self.frames.clear()
            self.has_lost_frames = True
        if not self.has_lost_frames:
            self.frames.append(event)
        self.has_news.set()


class Broadcast:
    """Makes one frame per pause and hands it to every listener. Lives on one event loop."""

    def __init__(self, board: Board, *, pause_s: float, metrics: CollectorRegistry) -> None:
        """Tell of this board every `pause_s` seconds."""
        self._board = board
        self._pause_s = pause_s
        # Ids of an earlier process mean nothing here.
        self._run = uuid.uuid4().hex[:8]
        self._number = 0
        self._remembered: deque[_Told] = deque(maxlen=REMEMBERED_FRAMES)
        self._listeners: set[_Listener] = set()
        self._ended = asyncio.Event()
        self._counted = Gauge(
            "chot_live_listeners", "Open streams of live counts", registry=metrics
        )

    async def run(self) -> None:
        """Make frames until the end."""
        while not self._ended.is_set():
            self.tell()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), self._pause_s)

    def tell(self) -> None:
        """Hand out what changed since the last time, if anything did."""
        frame = self._board.changes()
        if not frame.cells:
            return
        self._number += 1
        event = self._event("changes", frame)
        self._remembered.append(_Told(self._number, event))
        for listener in self._listeners:
            listener.offer(event)

    def end(self) -> None:
        """End every stream. Call it on the event loop."""
        self._ended.set()
        for listener in self._listeners:
            listener.has_news.set()

    async def events(
        self, last_event_id: str, may_listen: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        """Yield events until the end, or until the listener may no longer listen."""
        listener = _Listener()
        self._listeners.add(listener)
        self._counted.set(len(self._listeners))
        try:
            for event in self._beginning(last_event_id):
                yield event
            while not self._ended.is_set() and may_listen():
                yield await self._next(listener)
        finally:
            self._listeners.discard(listener)
            self._counted.set(len(self._listeners))

    async def _next(self, listener: _Listener) -> bytes:
        try:
            await asyncio.wait_for(listener.has_news.wait(), STILL_HERE_AFTER_S)
        except TimeoutError:
            return _STILL_HERE
        listener.has_news.clear()
        if listener.has_lost_frames:
            listener.has_lost_frames = False
            listener.frames.clear()
            return self._event("snapshot", self._board.snapshot())
        frames = b"".join(listener.frames)
        listener.frames.clear()
        return frames

    def _beginning(self, last_event_id: str) -> list[bytes]:
        missed = self._missed(last_event_id)
        if missed is None:
            return [self._event("snapshot", self._board.snapshot())]
        return missed

    def _missed(self, last_event_id: str) -> list[bytes] | None:
        """Return what was told after that event, None if it is unknown or too long ago."""
        run, _, text = last_event_id.partition("-")
        if run != self._run or not text.isdecimal():
            return None
        seen = int(text)
        first = self._remembered[0].number if self._remembered else self._number + 1
        if not first - 1 <= seen <= self._number:
            return None
        return [told.event for told in self._remembered if told.number > seen]

    def _event(self, name: str, frame: Frame) -> bytes:
        told = msgspec.json.encode(frame)
        return b"id: %s-%d\nevent: %s\ndata: %s\n\n" % (
            self._run.encode(),
            self._number,
            name.encode(),
            told,
        )
