"""Frames to listeners."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from prometheus_client import CollectorRegistry

from api import broadcast
from api.board import Board
from api.broadcast import QUEUED_FRAMES, REMEMBERED_FRAMES, Broadcast
from contracts.events import PlaceMinuteCount

_NOW_MS = 1_629_700_200_000


class _Event(msgspec.Struct, frozen=True):
    id: str
    name: str
    data: dict[str, Any]

    @property
    def scans(self) -> list[int]:
        return [cell["scans"] for cell in self.data["cells"]]


def _read(raw: bytes) -> list[_Event]:
    """Read events as a browser does."""
    events = []
    for block in raw.decode().split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        data = msgspec.json.decode(fields["data"])
        events.append(_Event(fields["id"], fields["event"], data))
    return events


class _Scene:
    """A board, its broadcast, and a way to change it."""

    def __init__(self) -> None:
        self.board = Board(keep_minutes=15)
        self.broadcast = Broadcast(self.board, pause_s=0.01, metrics=CollectorRegistry())
        self.count = 0

    def scan(self) -> None:
        """Count one scan more and tell everybody."""
        self.count += 1
        cell = PlaceMinuteCount(
            partition=0,
            place_id="a",
            minute_ms=_NOW_MS,
            direction="in",
            category="pass",
            reason="ok",
            count=self.count,
            position=self.count,
        )
        self.board.put([cell], _NOW_MS + self.count)
        self.broadcast.tell()

    def listen(self, last_event_id: str = "") -> AsyncIterator[bytes]:
        """Begin to listen."""
        return self.broadcast.events(last_event_id, lambda: True)


async def _next(events: AsyncIterator[bytes]) -> list[_Event]:
    return _read(await asyncio.wait_for(anext(events), 5))


async def test_a_listener_gets_a_snapshot_and_then_changes() -> None:
    """Every frame says up to when its data goes."""
    scene = _Scene()
    scene.scan()
    events = scene.listen()

    (snapshot,) = await _next(events)
    scene.scan()
    (change,) = await _next(events)

    assert (snapshot.name, snapshot.scans) == ("snapshot", [1])
    assert (change.name, change.scans) == ("changes", [2])
    assert change.data["data_up_to_ms"] == _NOW_MS + 2


async def test_nothing_is_told_when_nothing_changed() -> None:
    """An idle night costs nothing."""
    scene = _Scene()
    events = scene.listen()
    await _next(events)

    scene.broadcast.tell()
    scene.scan()

    assert [event.scans for event in await _next(events)] == [[1]]


async def test_a_listener_that_comes_back_gets_what_it_missed() -> None:
    """By the id of its last event."""
    scene = _Scene()
    events = scene.listen()
    (first,) = await _next(events)
    scene.scan()
    scene.scan()

    again = scene.listen(first.id)

    assert [(await _next(again))[0].scans, (await _next(again))[0].scans] == [[1], [2]]


@pytest.mark.parametrize("seen", ["", "another-3", "nonsense", "-1"])
async def test_an_unknown_id_gets_a_snapshot(seen: str) -> None:
    """Ids of an earlier process mean nothing."""
    scene = _Scene()
    scene.scan()

    assert [event.name for event in await _next(scene.listen(seen))] == ["snapshot"]


async def test_whoever_was_away_too_long_gets_a_snapshot() -> None:
    """What is remembered is bounded."""
    scene = _Scene()
    (first,) = await _next(scene.listen())
    for _ in range(REMEMBERED_FRAMES + 1):
        scene.scan()

    assert [event.name for event in await _next(scene.listen(first.id))] == ["snapshot"]


async def test_a_slow_listener_loses_frames_and_gets_a_new_snapshot() -> None:
    """It is never behind by more than the frames that wait for it."""
    scene = _Scene()
    events = scene.listen()
    await _next(events)
    for _ in range(QUEUED_FRAMES + 5):
        scene.scan()

    (snapshot,) = await _next(events)
    scene.scan()

    assert (snapshot.name, snapshot.scans) == ("snapshot", [QUEUED_FRAMES + 5])
    assert [event.scans for event in await _next(events)] == [[QUEUED_FRAMES + 6]]


async def test_the_end_ends_every_stream() -> None:
    """Also of listeners that wait."""
    scene = _Scene()
    events = scene.listen()
    await _next(events)
    waiting = asyncio.ensure_future(_collect(events))
    await asyncio.sleep(0)

    scene.broadcast.end()

    assert await asyncio.wait_for(waiting, 5) == b""


async def test_a_listener_whose_session_is_over_is_let_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The door is looked at again whenever something is sent."""
    monkeypatch.setattr(broadcast, "STILL_HERE_AFTER_S", 0.01)
    scene = _Scene()
    allowed = [True, True, False]
    events = scene.broadcast.events("", lambda: allowed.pop(0))

    await _next(events)

    assert await asyncio.wait_for(_collect(events), 5) == b": still here\n\n" * 2


async def _collect(events: AsyncIterator[bytes]) -> bytes:
    return b"".join([event async for event in events])
