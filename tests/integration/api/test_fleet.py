"""The devices of a jurisdiction, and orders about them."""

import uuid

import httpx
import msgspec
import pytest

from contracts.fleet import DeviceStatus
from contracts.registry import DeviceOrdered
from service.accounts import new_account
from service.clock import now_ms
from service.kafka import Outgoing, Sender
from tests.builders.api import RunningApi
from tests.builders.devices import enrol
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_PURPOSE = {"purpose": "order 17"}


def test_an_administrator_sees_the_devices_and_how_they_are(api: RunningApi) -> None:
    """With what each last said of itself; never their keys."""
    name = f"scanner {uuid.uuid4().hex}"
    key = enrol(api.parts, name=name, enrolled_by="admin")
    status = DeviceStatus(
        device_id=key.device_id,
        at_ms=now_ms(),
        version="1.2",
        waiting=4,
        refused=0,
        lists_age_s=9,
        skew_ms=30,
    )
    sender = Sender(api.parts.kafka)
    sender.send([Outgoing("devices", key.device_id.encode(), msgspec.json.encode(status))])
    sender.close()

    with api.client("administrator") as client:

        def told() -> dict[str, object]:
            devices = client.get("/v1/devices").json()["devices"]
            (one,) = [one for one in devices if one["device_id"] == key.device_id]
            return dict(one)

        wait_until(lambda: told()["status"] is not None, 20, "the status is known")
        device = told()

    assert (device["name"], device["enrolled_by"], device["has_key"]) == (name, "admin", True)
    said = device["status"]
    assert isinstance(said, dict)
    assert (said["waiting"], said["clock_skew"], said["wiped_at"]) == (4, 30, None)
    assert "public_key" not in device


def test_orders_are_followed_and_need_a_purpose(api: RunningApi) -> None:
    """And each is on the audit topic; a move changes the place at once, a revocation for good."""
    key = enrol(api.parts)
    purpose = f"order {uuid.uuid4().hex}"
    at = f"/v1/devices/{key.device_id}"
    with api.client("administrator") as client:
        place = {"purpose": purpose, "place_id": "hn-city-02"}
        moved = client.put(f"{at}/place", json=place).json()
        rolled = client.put(f"{at}/roll", json=_PURPOSE).json()
        wiped = client.put(f"{at}/wipe", json=_PURPOSE).json()
        revoked = client.put(f"{at}/revocation", json=_PURPOSE).json()
        faults = [
            client.put(f"{at}/roll", json={"purpose": " "}),
            client.put(f"{at}/roll", json=_PURPOSE | {"place_id": "hn-city-02"}),
            client.put(f"{at}/place", json=_PURPOSE | {"place_id": "nowhere"}),
        ]
        unknown = client.put("/v1/devices/nobody/roll", json=_PURPOSE)

    assert moved["place_id"] == "hn-city-02"
    assert rolled["roll_at"] > rolled["key_at"]
    assert wiped["wipe_at"]
    assert not revoked["active"]
    assert [answer.status_code for answer in faults] == [422] * 3
    assert unknown.status_code == 404
    noted = [one.record for one in api.orders_noted(purpose)]
    assert [one.order for one in noted if isinstance(one, DeviceOrdered)] == ["move"]


def test_devices_elsewhere_are_not_there(api: RunningApi) -> None:
    """An administrator of a province sees its devices and moves none out of it, or into it."""
    here, elsewhere = enrol(api.parts), enrol(api.parts, place_id="")
    account, _ = new_account(f"t-{uuid.uuid4().hex[:8]}", ("administrator",), ("01",))
    api.parts.writer.write_and_see(account, lambda lists: account.account in lists.officers)
    token, _ = api.parts.sessions.issue("session", account.account)
    with httpx.Client(base_url=api.url, headers={"Authorization": f"Bearer {token}"}) as client:
        ids = {one["device_id"] for one in client.get("/v1/devices").json()["devices"]}
        foreign = client.put(f"/v1/devices/{elsewhere.device_id}/roll", json=_PURPOSE)
        out = client.put(f"/v1/devices/{here.device_id}/place", json=_PURPOSE | {"place_id": ""})

    assert here.device_id in ids
    assert elsewhere.device_id not in ids
    assert (foreign.status_code, out.status_code) == (404, 422)
