"""Frames of the live board to any number of listeners, as server-sent events, area by area.

Each cell that changed is encoded once and goes to the areas it lies in; each area's frame is made
once for all who listen (`board_channel.py`).
"""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping

import msgspec
from prometheus_client import CollectorRegistry, Gauge

from api.board import Board, Frame
from api.board_areas import Area, names_of, places_of
from api.board_channel import Channel, Pieces
from api.squeezing import GZIP_HEADER
from contracts.lists import Lists
from service.clock import now_ms

STILL_HERE_AFTER_S = 10.0
# A listener whose connection broke comes back within this time, or is told everything anew.
_KEEP_CHANNEL_S = 120.0
# Between the opening of a stream and its first event.
_COMES_WITHIN_S = 5.0


class Broadcast:
    """Makes one frame per pause and area and hands it out. Lives on one event loop."""

    def __init__(
        self,
        board: Board,
        lists: Callable[[], Lists],
        *,
        pause_s: float,
        metrics: CollectorRegistry,
    ) -> None:
        """Tell of this board every `pause_s` seconds; `lists` knows where its places lie."""
        self._board = board
        self._lists = lists
        self._pause_s = pause_s
        self._channels: dict[Area, Channel] = {}
        self._by_name: dict[str, list[Channel]] = {}
        self._ended = asyncio.Event()
        self._spoken_s = time.monotonic()
        self._counted = Gauge(
            "chot_live_listeners", "Open streams of live counts", registry=metrics
        )

    async def run(self) -> None:
        """Make frames until the end."""
        while not self._ended.is_set():
            await self.tell()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), self._pause_s)

    async def tell(self) -> None:
        """Hand out what changed since the last time, if anything did."""
        frame = self._board.changes()
        told = [self._channels[area] for area in self._told(frame)]
        if time.monotonic() - self._spoken_s >= STILL_HERE_AFTER_S:
            self._spoken_s = time.monotonic()
            self._forget_unused()
            told = list(self._channels.values())
        for channel in told:
            await channel.wake()

    async def tell_figures(self, figures: Mapping[Area, bytes]) -> None:
        """Hand out each area's newest figures."""
        for area, data in figures.items():
            channel = self._channels.get(area)
            if channel is not None:
                channel.tell_figures(data)
                await channel.wake()

    def figures_wanted(self) -> list[Area]:
        """Return the areas whose figures somebody looks at, or is about to."""
        since_s = time.monotonic() - _COMES_WITHIN_S
        return [
            area
            for area, channel in self._channels.items()
            if channel.wants_figures or (channel.used_s > since_s and not channel.listeners)
        ]

    def without_figures(self) -> list[Area]:
        """Return those of them that were never told figures."""
        return [area for area in self.figures_wanted() if not self._channels[area].has_figures]

    def end(self) -> None:
        """End every stream. Call it on the event loop."""
        self._ended.set()
        for channel in self._channels.values():
            channel.end()

    def events(
        self,
        area: Area,
        last_event_id: str,
        may_listen: Callable[[], bool],
        *,
        figures: bool = False,
        squeezed: bool = False,
    ) -> AsyncIterator[bytes]:
        """Return an area's events, until the end, or until the listener may no longer listen.

        `figures` come between the counts for those who want them; `squeezed` gives a gzip stream.
        """
        channel = self._channel(area)
        pieces = channel.pieces(last_event_id, may_listen, figures=figures)
        return self._sent(pieces, squeezed=squeezed)

    async def _sent(self, pieces: Pieces, *, squeezed: bool) -> AsyncIterator[bytes]:
        self._counted.inc()
        try:
            if squeezed:
                yield GZIP_HEADER
            async for some in pieces:
                yield b"".join(piece.squeezed if squeezed else piece.plain for piece in some)
        finally:
            await pieces.aclose()
            self._counted.dec()

    def _channel(self, area: Area) -> Channel:
        channel = self._channels.get(area)
        if channel is None:
            channel = Channel(area, lambda: self._snapshot(area))
            self._channels[area] = channel
            for name in area.names:
                self._by_name.setdefault(name, []).append(channel)
        if self._ended.is_set():
            channel.end()
        return channel

    def _told(self, frame: Frame) -> list[Area]:
        """Give each channel its part of a frame; return the areas that have one."""
        parts: dict[Area, list[bytes]] = defaultdict(list)
        lists = self._lists()
        for cell in frame.cells if self._channels else ():
            names = names_of(lists, cell.place_id)
            areas = {channel.area for name in names for channel in self._by_name.get(name, ())}
            encoded = msgspec.json.encode(cell) if areas else b""
            for area in areas:
                parts[area].append(encoded)
        for area, cells in parts.items():
            self._channels[area].tell(_frame(frame.data_up_to_ms, cells))
        return list(parts)

    def _snapshot(self, area: Area) -> bytes:
        frame = self._board.snapshot(places_of(self._lists(), area))
        return _frame(frame.data_up_to_ms, map(msgspec.json.encode, frame.cells))

    def _forget_unused(self) -> None:
        since_s = time.monotonic() - _KEEP_CHANNEL_S
        for area, channel in list(self._channels.items()):
            if not channel.listeners and channel.used_s < since_s:
                del self._channels[area]
                for name in area.names:
                    self._by_name[name].remove(channel)


def _frame(data_up_to_ms: int, cells: Iterable[bytes]) -> bytes:
    """Return a frame as it is sent; `told_ms` is the moment at which it was made."""
    return b'{"data_up_to_ms":%d,"told_ms":%d,"cells":[%s]}' % (
        data_up_to_ms,
        now_ms(),
        b",".join(cells),
    )
