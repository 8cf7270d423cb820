"""The frames of one area's board, made once for however many listen.

A listener is only a mark in what was told: what is sent to a thousand of them lies in memory once.
One that falls far behind gets a new snapshot instead of what it missed, and one that comes back
with the id of its last event gets what it missed, if that is not too long ago.
"""

import asyncio
import time
import uuid
from collections import deque
from collections.abc import AsyncGenerator, Callable
from typing import NamedTuple

from api.board_areas import Area
from api.squeezing import Piece

# So many frames may wait for a slow listener; so many are kept for those who come back.
QUEUED_FRAMES = 20
REMEMBERED_FRAMES = 240

# So many listeners are served in one go; between two goes others of the process have their turn.
RING_SIZE = 64
# Whether a listener may go on listening is asked so often.
ASK_EVERY_S = 2.0

Pieces = AsyncGenerator[tuple[Piece, ...], None]

STILL_HERE = Piece(b": still here\n\n")


class _Told(NamedTuple):
    number: int
    event: Piece


class _Ring:
    """Listeners that are woken together."""

    def __init__(self) -> None:
        self.size = 0
        self.news = asyncio.Event()


class Channel:
    """What is told of one area. Lives on one event loop."""

    def __init__(self, area: Area, snapshot: Callable[[], bytes]) -> None:
        """Tell of this area; `snapshot` returns the data of a whole frame."""
        self.area = area
        self.used_s = time.monotonic()
        self._snapshot = snapshot
        # Ids of an earlier process, or of another area, mean nothing here.
        self._run = uuid.uuid4().hex[:8]
        self._number = 0
        self._remembered: deque[_Told] = deque(maxlen=REMEMBERED_FRAMES)
        self._whole = _Told(-1, STILL_HERE)
        self._figures = _Told(0, STILL_HERE)
        self._rings: list[_Ring] = []
        self._want_figures = 0
        self._ended = False

    @property
    def listeners(self) -> int:
        """How many listen."""
        return sum(ring.size for ring in self._rings)

    @property
    def wants_figures(self) -> bool:
        """Whether anybody listens who wants figures."""
        return self._want_figures > 0

    @property
    def has_figures(self) -> bool:
        """Whether figures were told at all."""
        return self._figures.number > 0

    def tell(self, changes: bytes) -> None:
        """Keep a frame of changes for the listeners; `wake` gives it to them."""
        self._number += 1
        self._remembered.append(_Told(self._number, self._event("changes", changes)))

    def tell_figures(self, figures: bytes) -> None:
        """Keep the newest figures for the listeners who want them; `wake` gives them to them."""
        event = Piece(b"event: figures\ndata: %s\n\n" % figures)
        self._figures = _Told(self._figures.number + 1, event)

    async def wake(self) -> None:
        """Have every listener send what there is; those without news say that they are here."""
        for ring in list(self._rings):
            ring.news.set()
            ring.news.clear()
            await asyncio.sleep(0)

    def end(self) -> None:
        """End every stream."""
        self._ended = True
        for ring in self._rings:
            ring.news.set()

    async def pieces(
        self, last_event_id: str, may_listen: Callable[[], bool], *, figures: bool
    ) -> Pieces:
        """Yield what to send until the end, or until the listener may no longer listen."""
        ring = self._join()
        seen, most = self._seen(last_event_id), REMEMBERED_FRAMES
        figures_seen = 0 if figures else -1
        self._want_figures += figures
        asked_s = 0.0
        try:
            while not self._ended:
                if time.monotonic() - asked_s >= ASK_EVERY_S:
                    if not may_listen():
                        return
                    asked_s = time.monotonic()
                news = self._since(seen, most)
                seen, most = self._number, QUEUED_FRAMES
                if 0 <= figures_seen < self._figures.number:
                    news = (*news, self._figures.event)
                    figures_seen = self._figures.number
                if news:
                    yield news
                    continue
                await ring.news.wait()
                is_news = seen < self._number or 0 <= figures_seen < self._figures.number
                if not is_news and not self._ended:
                    yield (STILL_HERE,)
        finally:
            ring.size -= 1
            self._want_figures -= figures
            self.used_s = time.monotonic()

    def _join(self) -> _Ring:
        ring = next((ring for ring in self._rings if ring.size < RING_SIZE), None)
        if ring is None:
            ring = _Ring()
            self._rings.append(ring)
        ring.size += 1
        return ring

    def _seen(self, last_event_id: str) -> int:
        """Return the number of the event a listener saw last; -1 if that is unknown."""
        run, _, text = last_event_id.partition("-")
        if run != self._run or not text.isdecimal() or int(text) > self._number:
            return -1
        return int(text)

    def _since(self, seen: int, most: int) -> tuple[Piece, ...]:
        """Return what was told after an event: a snapshot if it is unknown or too long ago."""
        behind = self._number - seen
        if seen < 0 or behind > min(most, len(self._remembered)):
            return (self._whole_board(),)
        return tuple(self._remembered[at].event for at in range(-behind, 0))

    def _whole_board(self) -> Piece:
        if self._whole.number != self._number:
            self._whole = _Told(self._number, self._event("snapshot", self._snapshot()))
        return self._whole.event

    def _event(self, name: str, frame: bytes) -> Piece:
        head = f"id: {self._run}-{self._number}\nevent: {name}\ndata: ".encode()
        return Piece(head + frame + b"\n\n")
