"""What administrators tell the gates: areas, withdrawn passes, revoked keys."""

import hashlib
import uuid
from typing import Any

import httpx
import pytest

from contracts.durations import DAY_MS
from contracts.registry import PassKeyPublished, PassWithdrawn, ZoneDeclared
from service.clock import now_ms
from tests.builders.analytics import insert_declared, scan
from tests.builders.api import RunningApi

pytestmark = pytest.mark.integration

_SINCE = "2021-08-20T00:00:00+07:00"


def _purpose() -> str:
    return f"order {uuid.uuid4().hex}"


def _pass_id() -> str:
    return uuid.uuid4().hex[:20]


def _new_key(api: RunningApi) -> PassKeyPublished:
    public = hashlib.sha256(uuid.uuid4().bytes).digest()
    key = PassKeyPublished(public_key=public, not_before_ms=0, not_after_ms=now_ms() + DAY_MS)
    api.parts.writer.write_and_see(
        key, lambda lists: any(k.public_key == public for k in lists.ring.all())
    )
    return key


def _faults(answer: httpx.Response) -> set[tuple[str, str]]:
    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY, answer.text
    return {(error["field"], error["reason"]) for error in answer.json()["errors"]}


def test_an_area_is_declared_listed_and_ended(api: RunningApi) -> None:
    """Each step is noted once; said again it changes nothing."""
    zone_id, purpose = f"zone-{uuid.uuid4().hex[:8]}", _purpose()
    body = {"unit": "001", "since": _SINCE, "look_back_days": 7, "purpose": purpose}
    with api.client("administrator") as client:
        declared = client.put(f"/v1/zones/{zone_id}", json=body).json()
        again = client.put(f"/v1/zones/{zone_id}", json=body).json()
        listed = {one["zone_id"]: one for one in client.get("/v1/zones").json()["zones"]}
        ended = client.put(f"/v1/zones/{zone_id}/end", json={"purpose": purpose}).json()
        ended_again = client.put(f"/v1/zones/{zone_id}/end", json={"purpose": purpose}).json()

    assert declared == again == listed[zone_id]
    assert (declared["since"], declared["until"]) == ("2021-08-20T00:00:00.000+07:00", None)
    assert (declared["look_back_days"], declared["in_force"]) == (7, True)
    assert ended == ended_again
    assert not ended["in_force"]
    orders = [note.record for note in api.orders_noted(purpose)]
    assert len(orders) == 2
    for order in orders:
        assert isinstance(order, ZoneDeclared)
        assert order.look_back_ms == 7 * DAY_MS


@pytest.mark.parametrize(
    ("zone_id", "changes", "fault"),
    [
        ("zone-good", {"unit": "99999"}, ("unit", "unknown_unit")),
        ("zone-good", {"unit": "00001"}, ("unit", "a_ward")),
        ("short", {}, ("zone_id", "id_form")),
        ("zone-good", {"purpose": ""}, ("purpose", "purpose")),
        ("zone-good", {"since": "yesterday"}, ("since", "bad_time")),
        ("zone-good", {"until": _SINCE}, ("until", "window")),
        ("zone-good", {"look_back_days": 61}, ("look_back_days", "wrong_type")),
        ("zone-good", {"colour": "red"}, ("colour", "unknown_field")),
    ],
)
def test_an_area_that_is_not_in_order_names_its_fault(
    api: RunningApi, zone_id: str, changes: dict[str, Any], fault: tuple[str, str]
) -> None:
    """And no gate hears of it."""
    body = {"unit": "001", "since": _SINCE, "purpose": _purpose()} | changes
    with api.client("administrator") as client:
        assert _faults(client.put(f"/v1/zones/{zone_id}", json=body)) == {fault}

    assert zone_id not in api.parts.registry.lists.zones


def test_an_area_s_id_stays_with_its_unit(api: RunningApi) -> None:
    """A typing error must not move an area."""
    zone_id = f"zone-{uuid.uuid4().hex[:8]}"
    with api.client("administrator") as client:
        client.put(f"/v1/zones/{zone_id}", json={"unit": "001", "purpose": _purpose()})
        moved = client.put(f"/v1/zones/{zone_id}", json={"unit": "002", "purpose": _purpose()})
        unknown = client.put("/v1/zones/zone-none/end", json={"purpose": _purpose()})

    assert _faults(moved) == {("zone_id", "taken")}
    assert unknown.status_code == httpx.codes.NOT_FOUND


def test_a_withdrawn_pass_is_told_with_its_holder(api: RunningApi) -> None:
    """By the pass or by the declaration, noted once."""
    purpose = _purpose()
    shown = [scan(n, citizen_id=uuid.uuid4().hex, pass_id=_pass_id()) for n in range(2)]
    insert_declared(api.store, shown)
    body = {"purpose": purpose, "since": _SINCE}
    first = f"/v1/passes/{shown[0].pass_id}/withdrawal"
    second = f"/v1/declarations/declaration-of-{shown[1].pass_id}/withdrawal"
    with api.client("administrator") as client:
        by_pass = client.put(first, json=body).json()
        again = client.put(first, json={"purpose": purpose}).json()
        by_declaration = client.put(second, json=body | {"reason": "superseded"}).json()
        listed = client.get("/v1/withdrawals").json()["withdrawals"]

    assert by_pass == again
    assert by_pass == {
        "pass_id": shown[0].pass_id,
        "citizen_id": shown[0].citizen_id,
        "reason": "revoked",
        "since": "2021-08-20T00:00:00.000+07:00",
    }
    (told,) = by_declaration["withdrawals"]
    assert (told["citizen_id"], told["reason"]) == (shown[1].citizen_id, "superseded")
    assert by_pass in listed
    assert told in listed
    orders = [note.record for note in api.orders_noted(purpose)]
    assert [type(order) for order in orders] == [PassWithdrawn, PassWithdrawn]


def test_a_pass_that_nobody_loaded_is_withdrawn_and_its_holder_added_later(
    api: RunningApi,
) -> None:
    """A pass made with a stolen key is on no topic."""
    shown = scan(0, citizen_id=uuid.uuid4().hex, pass_id=_pass_id())
    path = f"/v1/passes/{shown.pass_id}/withdrawal"
    with api.client("administrator") as client:
        unknown = client.put(path, json={"purpose": _purpose()}).json()
        insert_declared(api.store, [shown])
        known = client.put(path, json={"purpose": _purpose()}).json()
        nobody = client.put("/v1/declarations/nobody/withdrawal", json={"purpose": _purpose()})

    assert (unknown["citizen_id"], known["citizen_id"]) == ("", shown.citizen_id)
    assert unknown["since"] == known["since"]
    assert nobody.status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize(
    ("pass_id", "changes", "fault"),
    [
        ("0123", {}, ("pass_id", "pass_id")),
        ("0" * 20, {"purpose": "x"}, ("purpose", "purpose")),
        ("0" * 20, {"since": "2100-01-01T00:00:00+07:00"}, ("since", "in_the_future")),
        ("0" * 20, {"reason": "disliked"}, ("reason", "choice")),
    ],
)
def test_a_withdrawal_that_is_not_in_order_names_its_fault(
    api: RunningApi, pass_id: str, changes: dict[str, str], fault: tuple[str, str]
) -> None:
    """And the pass stays good."""
    with api.client("administrator") as client:
        refused = client.put(
            f"/v1/passes/{pass_id}/withdrawal", json={"purpose": _purpose()} | changes
        )

    assert _faults(refused) == {fault}
    assert pass_id not in api.parts.registry.lists.withdrawn


def test_a_revoked_key_is_told_as_revoked(api: RunningApi) -> None:
    """Its window stays; it is noted once."""
    key, purpose = _new_key(api), _purpose()
    path = f"/v1/pass-keys/{key.public_key.hex()}/revocation"
    with api.client("administrator") as client:
        revoked = client.put(path, json={"purpose": purpose}).json()
        client.put(path, json={"purpose": purpose})
        listed = client.get("/v1/pass-keys").json()["keys"]
        unknown = client.put("/v1/pass-keys/00/revocation", json={"purpose": purpose})

    assert revoked["revoked"]
    assert revoked in listed
    assert unknown.status_code == httpx.codes.NOT_FOUND
    (note,) = api.orders_noted(purpose)
    assert isinstance(note.record, PassKeyPublished)
    assert note.record.not_after_ms == key.not_after_ms
