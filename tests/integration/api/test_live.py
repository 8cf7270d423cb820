"""Live counts through a real web server."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import msgspec
import pytest

from contracts.events import PlaceMinuteCount
from contracts.lines import encode_line
from service.kafka import Outgoing, Sender
from tests.builders.api import RunningApi
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_SEEN_WITHIN_S = 20.0


class _Listener:
    """Reads events as a browser does."""

    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self._lines = answer.iter_lines()
        self.last_id = ""

    def events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield name and data of each event."""
        name = ""
        for line in self._lines:
            field, _, value = line.partition(": ")
            if field == "id":
                self.last_id = value
            elif field == "event":
                name = value
            elif field == "data":
                yield name, msgspec.json.decode(value)

    def count_at(self, place: str, wanted: int) -> dict[str, Any]:
        """Return the first frame in which the place has so many scans."""
        deadline = time.monotonic() + _SEEN_WITHIN_S
        for _, data in self.events():
            assert time.monotonic() < deadline, f"{wanted} scans at {place} not seen"
            if (place, wanted) in {(c["place_id"], c["scans"]) for c in data["cells"]}:
                return data
        raise AssertionError("the stream ended")


@contextmanager
def _listening(api: RunningApi, last_id: str = "") -> Iterator[_Listener]:
    headers = {"Last-Event-ID": last_id} if last_id else {}
    with (
        api.client("official") as client,
        client.stream("GET", "/v1/counts/live", headers=headers) as answer,
    ):
        assert answer.status_code == httpx.codes.OK
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield _Listener(answer)


class _Place:
    """A place at which this test counts."""

    def __init__(self, api: RunningApi) -> None:
        self._api = api
        self.place_id = f"place-{uuid.uuid4().hex}"
        self._position = 0

    def count(self, scans: int, *, partition: int = 0) -> None:
        """Say how many scans a partition has seen at the place in this minute."""
        self._position += 1
        now = time.time_ns() // 1_000_000
        event = PlaceMinuteCount(
            partition=partition,
            place_id=self.place_id,
            minute_ms=now - now % 3_600_000,
            direction="in",
            category="pass",
            reason="ok",
            count=scans,
            position=self._position,
        )
        sender = Sender(self._api.parts.kafka)
        sender.send([Outgoing("counts", self.place_id.encode(), encode_line(event))])
        sender.close()


@pytest.fixture
def place(api: RunningApi) -> _Place:
    """Return a place nobody else counts at."""
    return _Place(api)


def test_a_count_is_on_the_stream_soon_after_it_is_on_the_topic(
    api: RunningApi, place: _Place
) -> None:
    """Partitions added up, frame by frame."""
    with _listening(api) as listener:
        assert next(listener.events())[0] == "snapshot"
        place.count(4)
        listener.count_at(place.place_id, 4)
        place.count(3, partition=1)
        frame = listener.count_at(place.place_id, 7)

    assert frame["data_up_to_ms"] > 0


def test_the_snapshot_holds_what_was_counted_before(api: RunningApi, place: _Place) -> None:
    """Whoever comes late sees the whole board."""
    with _listening(api) as first:
        place.count(9)
        first.count_at(place.place_id, 9)

    with _listening(api) as second:
        second.count_at(place.place_id, 9)


def test_a_stream_is_resumed_where_it_broke(api: RunningApi, place: _Place) -> None:
    """With changes only, no new snapshot."""
    with _listening(api) as first:
        place.count(1)
        first.count_at(place.place_id, 1)
        seen = first.last_id
        place.count(2)
        first.count_at(place.place_id, 2)

    with _listening(api, seen) as second:
        name, data = next(second.events())

    assert name == "changes"
    assert (place.place_id, 2) in {(c["place_id"], c["scans"]) for c in data["cells"]}


def test_a_listener_that_leaves_is_forgotten(api: RunningApi) -> None:
    """Nothing is kept for it."""

    def listeners() -> float | None:
        return api.parts.metrics.get_sample_value("chot_live_listeners")

    with _listening(api) as listener:
        next(listener.events())
        wait_until(lambda: listeners() == 1, _SEEN_WITHIN_S, "it listens")

    wait_until(lambda: listeners() == 0, _SEEN_WITHIN_S, "it has left")
