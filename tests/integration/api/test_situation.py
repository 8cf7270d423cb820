"""The officials' figures over HTTP."""

import uuid

import httpx
import pytest

from api.answers import rfc3339
from contracts.registry import DeviceEnrolled
from service.clock import now_ms
from tests.builders.analytics import MINUTE_MS, insert, minute_counts, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration


def _enrolled(api: RunningApi, *, active: bool) -> str:
    device_id = f"device-{uuid.uuid4().hex}"
    event = DeviceEnrolled(
        device_id=device_id,
        enrolment_id=device_id,
        name="a scanner",
        place_id="hn-city-01",
        version="1",
        enrolled_ms=0,
        active=active,
    )
    api.parts.writer.write_and_see(event, lambda lists: device_id in lists.devices)
    return device_id


def test_the_situation_of_a_unit_is_told(api: RunningApi) -> None:
    """With active devices that fell silent, and how the loader does."""
    now = now_ms()
    at_work, switched_off = _enrolled(api, active=True), _enrolled(api, active=False)
    scans = [
        scan(n, citizen_id=uuid.uuid4().hex, happened_ms=now - 3 * MINUTE_MS, device_id=device)
        for n, device in enumerate((at_work, switched_off))
    ]
    insert(api.store, "scans", scans)
    insert(api.store, "counts", minute_counts(scans))
    district = api.parts.registry.lists.places["hn-city-01"].district

    with api.client("official") as client:
        asked: dict[str, str | int] = {"unit": district, "silent_after_min": 1}
        told = client.get("/v1/situation", params=asked).json()
        elsewhere = client.get("/v1/situation", params={"place_id": "hn-city-02"}).json()

    situation = told["situation"]
    (gate,) = situation["places"]
    assert (gate["place_id"], gate["quarter"]["in"], gate["inside"]) == ("hn-city-01", 2, 2)
    assert situation["total"]["capacity_per_minute"] == api.parts.settings.lane_scans_per_minute
    assert [one["device_id"] for one in situation["silent_devices"]] == [at_work]
    assert situation["at"].endswith("+07:00")
    assert told["pipeline"]["loader_is_well"]
    assert elsewhere["situation"]["places"] == []


def test_the_situation_of_an_earlier_moment_is_told(api: RunningApi) -> None:
    """For a city that plays yesterday; what happened since is not in it."""
    then = 1_629_738_000_000
    scans = [
        scan(n, citizen_id=uuid.uuid4().hex, happened_ms=then + n * 10 * MINUTE_MS) for n in (-1, 1)
    ]
    insert(api.store, "scans", scans)
    insert(api.store, "counts", minute_counts(scans))

    with api.client("official") as client:
        asked = {"place_id": scans[0].place_id, "at": rfc3339(then)}
        situation = client.get("/v1/situation", params=asked).json()["situation"]

    assert situation["at"] == rfc3339(then)
    (gate,) = situation["places"]
    assert gate["quarter"]["in"] + gate["quarter"]["out"] == 1


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({"place_id": "nowhere"}, ("place_id", "unknown_place")),
        ({"unit": "99999"}, ("unit", "unknown_unit")),
        ({"silent_after_min": "-1"}, ("silent_after_min", "wrong_type")),
        ({"at": "yesterday"}, ("at", "bad_time")),
        ({"at": "2021-08-24T08:00:00"}, ("at", "time_without_zone")),
    ],
)
def test_a_situation_that_cannot_be_told_names_its_fault(
    api: RunningApi, asked: dict[str, str], fault: tuple[str, str]
) -> None:
    """As everywhere."""
    with api.client("official") as client:
        refused = client.get("/v1/situation", params=asked)

    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert [(e["field"], e["reason"]) for e in refused.json()["errors"]] == [fault]
