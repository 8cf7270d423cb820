"""What records about devices come to."""

import itertools

import msgspec

from contracts.fleet import DeviceEvent, Fleet
from contracts.registry import DeviceEnrolled, DeviceKeyRolled, DeviceOrder, DeviceOrdered
from tests.builders.devices import device_key, enrolled_as

_KEY = device_key("device-1")
_ENROLLED = enrolled_as(_KEY, enrolled_ms=1)


def _ordered(order: DeviceOrder, at_ms: int = 5, place_id: str = "") -> DeviceOrdered:
    return DeviceOrdered(device_id="device-1", order=order, at_ms=at_ms, place_id=place_id)


def _fleet(*events: DeviceEvent) -> Fleet:
    fleet = Fleet()
    for event in events:
        fleet.apply(event)
    return fleet


def test_orders_and_new_keys_count_in_whatever_order_they_come() -> None:
    """Compaction leaves the records of a device in any order."""
    events: list[DeviceEvent] = [
        _ENROLLED,
        _ordered("move", place_id="hn-city-02"),
        DeviceKeyRolled(device_id="device-1", public_key=b"new", rolled_ms=3),
        _ordered("roll"),
    ]
    for arrangement in itertools.permutations(events):
        fleet = _fleet(*arrangement)
        device = fleet.devices["device-1"]
        assert (device.place_id, device.public_key, device.active) == ("hn-city-02", b"new", True)
        assert (fleet.standing("device-1").key_ms, fleet.standing("device-1").must_roll) == (
            3,
            True,
        )


def test_a_revoked_device_stays_revoked() -> None:
    """Whatever is said of it afterwards."""
    fleet = _fleet(_ENROLLED, _ordered("revoke"), _ordered("move", 9, "hn-city-02"), _ENROLLED)

    assert not fleet.devices["device-1"].active
    assert fleet.standing("device-1").revoked_ms == 5


def test_of_two_devices_with_one_code_the_first_is_enrolled() -> None:
    """Two gateways may have taken the same code; all of them go by the order on the topic."""
    late = enrolled_as(device_key("device-2"), enrolment_id=_ENROLLED.enrolment_id)

    fleet = _fleet(_ENROLLED, late, _ENROLLED, late)

    assert list(fleet.devices) == ["device-1"]


def test_a_device_with_a_key_newer_than_the_order_need_not_roll() -> None:
    """Also one that was enrolled since."""
    fleet = _fleet(enrolled_as(_KEY, enrolled_ms=6), _ordered("roll"))

    assert not fleet.standing("device-1").must_roll
    assert not Fleet().standing("unknown").must_roll


def test_a_record_from_before_devices_had_keys_is_still_read() -> None:
    """It has no key, with which it may do nothing until it enrols anew."""
    old = (
        b'{"type":"DeviceEnrolled","schema_version":1,"device_id":"device-9","enrolment_id":"e",'
        b'"name":"n","place_id":"p","version":"1","enrolled_ms":1,"active":true}'
    )

    assert msgspec.json.decode(old, type=DeviceEnrolled).public_key == b""
