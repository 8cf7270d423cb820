"""Frames to listeners."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from prometheus_client import CollectorRegistry

from api import board_channel
from api.board import Board
from api.board_areas import Area
from api.board_channel import QUEUED_FRAMES, REMEMBERED_FRAMES, RING_SIZE
from api.broadcast import Broadcast
from contracts.events import PlaceMinuteCount
from contracts.lists import Lists
from contracts.places import places_of_2021

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
        self.broadcast = Broadcast(self.board, Lists, pause_s=0.01, metrics=CollectorRegistry())
        self.count = 0

    async def scan(self) -> None:
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
        await self.broadcast.tell()

    def listen(self, last_event_id: str = "") -> AsyncIterator[bytes]:
        """Begin to listen."""
        return self.broadcast.events(Area(), last_event_id, lambda: True)


async def _next(events: AsyncIterator[bytes]) -> list[_Event]:
    return _read(await asyncio.wait_for(anext(events), 5))


async def test_a_listener_gets_a_snapshot_and_then_changes() -> None:
    """Every frame says up to when its data goes."""
    scene = _Scene()
    await scene.scan()
    events = scene.listen()

    (snapshot,) = await _next(events)
    await scene.scan()
    (change,) = await _next(events)

    assert (snapshot.name, snapshot.scans) == ("snapshot", [1])
    assert (change.name, change.scans) == ("changes", [2])
    assert change.data["data_up_to_ms"] == _NOW_MS + 2


async def test_nothing_is_told_when_nothing_changed() -> None:
    """An idle night costs nothing."""
    scene = _Scene()
    events = scene.listen()
    await _next(events)

    await scene.broadcast.tell()
    await scene.scan()

    assert [event.scans for event in await _next(events)] == [[1]]


async def test_a_listener_that_comes_back_gets_what_it_missed() -> None:
    """By the id of its last event."""
    scene = _Scene()
    events = scene.listen()
    (first,) = await _next(events)
    await scene.scan()
    await scene.scan()

    again = scene.listen(first.id)

    assert [event.scans for event in await _next(again)] == [[1], [2]]


@pytest.mark.parametrize("seen", ["", "another-3", "nonsense", "-1"])
async def test_an_unknown_id_gets_a_snapshot(seen: str) -> None:
    """Ids of an earlier process mean nothing."""
    scene = _Scene()
    await scene.scan()

    assert [event.name for event in await _next(scene.listen(seen))] == ["snapshot"]


async def test_whoever_was_away_too_long_gets_a_snapshot() -> None:
    """What is remembered is bounded."""
    scene = _Scene()
    (first,) = await _next(scene.listen())
    for _ in range(REMEMBERED_FRAMES + 1):
        await scene.scan()

    assert [event.name for event in await _next(scene.listen(first.id))] == ["snapshot"]


async def test_a_slow_listener_loses_frames_and_gets_a_new_snapshot() -> None:
    """It is never behind by more than the frames that wait for it."""
    scene = _Scene()
    events = scene.listen()
    await _next(events)
    for _ in range(QUEUED_FRAMES + 5):
        await scene.scan()

    (snapshot,) = await _next(events)
    await scene.scan()

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
    """The door is looked at again from time to time."""
    monkeypatch.setattr(board_channel, "ASK_EVERY_S", 0.0)
    scene = _Scene()
    allowed = [True, False]
    events = scene.broadcast.events(Area(), "", lambda: allowed.pop(0))

    await _next(events)

    assert await asyncio.wait_for(_collect(events), 5) == b""


class _Districts:
    """A board with one place in each of two districts, and somebody at each area's board."""

    def __init__(self) -> None:
        self.board = Board(keep_minutes=15)
        self.broadcast = Broadcast(self.board, Lists, pause_s=0.01, metrics=CollectorRegistry())
        places = places_of_2021()
        one, other = "hn-city-01", "hn-city-10"
        self.places = {one: places[one].district, other: places[other].district}
        assert len(set(self.places.values())) == len(self.places)

    async def count(self, place_id: str, scans: int) -> None:
        cell = PlaceMinuteCount(
            partition=0,
            place_id=place_id,
            minute_ms=_NOW_MS,
            direction="in",
            category="pass",
            reason="ok",
            count=scans,
            position=scans,
        )
        self.board.put([cell], _NOW_MS)
        await self.broadcast.tell()

    def listen(self, area: Area, **how: bool) -> AsyncIterator[bytes]:
        return self.broadcast.events(area, "", lambda: True, **how)


def _seen(events: list[_Event]) -> list[tuple[str, int]]:
    return [(cell["place_id"], cell["scans"]) for e in events for cell in e.data["cells"]]


async def test_an_area_is_told_of_its_own_places_only() -> None:
    """A district's telephone does not get the country's cells, in snapshots nor in changes."""
    scene = _Districts()
    one, other = scene.places
    await scene.count(one, 1)
    await scene.count(other, 2)
    areas = [Area(), Area(units=(scene.places[one],)), Area(place_id=other), Area(units=("01",))]
    boards = [scene.listen(area) for area in areas]
    first = [sorted(_seen(await _next(board))) for board in boards]
    await scene.count(one, 5)
    await scene.count(other, 7)

    assert first == [[(one, 1), (other, 2)], [(one, 1)], [(other, 2)], [(one, 1), (other, 2)]]
    assert [_seen(await _next(board)) for board in boards] == [
        [(one, 5), (other, 7)],
        [(one, 5)],
        [(other, 7)],
        [(one, 5), (other, 7)],
    ]


async def test_figures_come_between_the_counts_for_those_who_want_them() -> None:
    """The newest only, and no id, so that a broken stream resumes at its last counts."""
    scene = _Districts()
    with_figures, without = scene.listen(Area(), figures=True), scene.listen(Area())
    await _next(with_figures)
    await _next(without)
    await scene.broadcast.tell_figures({Area(): b'{"n":1}'})
    await scene.broadcast.tell_figures({Area(): b'{"n":2}', Area(place_id="x"): b"{}"})
    await scene.count("hn-city-01", 1)

    raw = await asyncio.wait_for(anext(with_figures), 5)
    assert b'event: figures\ndata: {"n":2}\n\n' in raw
    assert b'{"n":1}' not in raw
    assert b"id: " not in raw.partition(b"event: figures")[2]
    assert [event.name for event in await _next(without)] == ["changes"]


async def test_a_squeezed_stream_reads_like_a_plain_one() -> None:
    """Each piece is compressed once, whoever gets it and whatever came before."""
    scene = _Districts()
    first = scene.listen(Area(), squeezed=True)
    got = [await anext(first), await anext(first)]
    await scene.count("hn-city-01", 1)
    late = scene.listen(Area(), squeezed=True)
    late_got = [await anext(late), await anext(late)]
    await scene.count("hn-city-01", 2)
    got.append(await anext(first))
    late_got.append(await anext(late))

    def read(parts: list[bytes]) -> list[list[tuple[str, int]]]:
        reader = zlib.decompressobj(31)
        return [_seen([event]) for event in _read(b"".join(map(reader.decompress, parts)))]

    assert read(got) == [[], [("hn-city-01", 1)], [("hn-city-01", 2)]]
    assert read(late_got) == [[("hn-city-01", 1)], [("hn-city-01", 2)]]


async def test_many_listeners_share_what_is_sent() -> None:
    """The same bytes go to all of them, and everybody is woken."""
    scene = _Districts()
    boards = [scene.listen(Area()) for _ in range(3 * RING_SIZE)]
    for board in boards:
        await anext(board)
    waiting = [asyncio.ensure_future(anext(board)) for board in boards]
    await asyncio.sleep(0)
    await scene.count("hn-city-01", 1)

    told = await asyncio.wait_for(asyncio.gather(*waiting), 5)

    assert {_seen(_read(raw))[0] for raw in told} == {("hn-city-01", 1)}


async def _collect(events: AsyncIterator[bytes]) -> bytes:
    return b"".join([event async for event in events])
