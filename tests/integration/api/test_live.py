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
from service.accounts import new_account
from service.kafka import Outgoing, Sender
from tests.builders.analytics import MINUTE_MS, insert, minute_counts, scan
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


@contextmanager
def _board(api: RunningApi, *units: str, **asked: str) -> Iterator[tuple[int, _Listener]]:
    """Listen to the board as an official of these units."""
    officer, _ = new_account(f"t-{uuid.uuid4().hex[:8]}", ("official",), units)
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    token, _ = api.parts.sessions.issue("session", officer.account)
    headers = {"Authorization": f"Bearer {token}"}
    with (
        httpx.Client(base_url=api.url, headers=headers, timeout=30) as client,
        client.stream("GET", "/v1/board/live", params=asked) as answer,
    ):
        yield answer.status_code, _Listener(answer)


def test_a_board_tells_the_figures_of_its_area(api: RunningApi) -> None:
    """To the unit, by district and by place; squeezed on the way, as browsers ask for it."""
    now = time.time_ns() // 1_000_000
    here, there = "hn-city-03", "hn-city-10"
    places = api.parts.registry.lists.places
    scans = [
        scan(
            n,
            scan_id=uuid.uuid4().hex,
            citizen_id=uuid.uuid4().hex,
            place_id=place_id,
            happened_ms=now - 3 * MINUTE_MS,
            lane="1",
        )
        for n, place_id in enumerate([here] * 3 + [there] * 2)
    ]
    insert(api.store, "scans", scans)
    sender = Sender(api.parts.kafka)
    sender.send(
        [
            Outgoing("counts", count.place_id.encode(), encode_line(count))
            for count in minute_counts(scans)
        ]
    )
    sender.close()

    def figures_of(inside: int, *units: str, **asked: str) -> dict[str, Any]:
        """Return the first figures with so many scans of late, and as many inside."""
        deadline = time.monotonic() + _SEEN_WITHIN_S
        with _board(api, *units, **asked) as (status, listener):
            assert status == httpx.codes.OK
            assert listener.answer.headers["content-encoding"] == "gzip"
            for name, data in listener.events():
                assert time.monotonic() < deadline, f"{inside} inside not seen"
                if name == "figures" and data["total"]["quarter"]["in"] == inside:
                    return data
        raise AssertionError("the stream ended")

    district = figures_of(3, places[here].district)
    assert (district["total"]["quarter"]["in"], district["total"]["inside"]) == (3, 3)
    assert [(row["name"], row["inside"]) for row in district["places"]] == [(here, 3)]
    assert sum(district["curve"]["in"]) == 3
    assert district["lateness"]["loader_is_well"]

    province = figures_of(5, unit="01")
    rows = {row["name"]: row["inside"] for row in province["units"]}
    assert rows[places[here].district] == 3
    assert rows[places[there].district] == 2
    assert province["total"]["quarter"]["in"] == 5

    assert figures_of(2, place_id=there)["total"]["quarter"]["in"] == 2


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"unit": "79"}, httpx.codes.FORBIDDEN),
        ({"unit": "016"}, httpx.codes.OK),
        ({"place_id": "hn-city-01"}, httpx.codes.FORBIDDEN),
        ({"unit": "nowhere"}, httpx.codes.UNPROCESSABLE_ENTITY),
        ({"place_id": "nowhere"}, httpx.codes.UNPROCESSABLE_ENTITY),
    ],
)
def test_nobody_looks_beyond_their_own_area(
    api: RunningApi, asked: dict[str, str], status: int
) -> None:
    """An official of Sóc Sơn sees Sóc Sơn and what lies in it."""
    with _board(api, "016", **asked) as (found, _):
        assert found == status


def test_the_areas_one_may_choose_are_those_within_ones_own(api: RunningApi) -> None:
    """Each with its name; a province above one's district is named but not one's own."""
    officer, _ = new_account(f"t-{uuid.uuid4().hex[:8]}", ("official",), ("016",))
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    token, _ = api.parts.sessions.issue("session", officer.account)

    told = httpx.get(
        f"{api.url}/v1/board/areas", headers={"Authorization": f"Bearer {token}"}
    ).json()

    assert told["own"] == ["016"]
    assert [unit["code"] for unit in told["units"] if unit["parent"]] == ["016"]
    assert {place["district"] for place in told["places"]} == {"016"}
