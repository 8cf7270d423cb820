"""The devices of a jurisdiction: how each is doing, and what an administrator orders about it."""

import asyncio
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.answers import answer
from api.orders import give
from api.persons import read_purpose
from contracts.errors import Fault, FixRequest, NotFound
from contracts.fleet import DeviceStatus
from contracts.lists import Lists
from contracts.registry import DeviceEnrolled, DeviceOrder, DeviceOrdered
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body
from service.topic_view import TopicView

_TOPIC = "devices"
_MOST_BYTES = 4 * 1024

_STATUS = msgspec.json.Decoder(DeviceStatus)


class StatusView(TopicView):
    """Keeps how each device last said it is doing."""

    def __init__(self, bootstrap: str) -> None:
        """Prepare; nothing is read before `start`."""
        super().__init__(bootstrap, _TOPIC, self._apply)
        self.newest: dict[str, DeviceStatus] = {}

    def _apply(self, record: Any) -> None:
        status = self.read(record, _STATUS)
        if status is not None:
            self.newest[status.device_id] = status


class StatusTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a device last said of itself; `clock_skew` is in milliseconds, `battery` in percent."""

    at_ms: int
    version: str
    waiting: int
    refused: int
    lists_age_s: int
    clock_skew: int
    battery: int
    wiped_ms: int


class DeviceTold(msgspec.Struct, frozen=True, kw_only=True):
    """A device as administrators see it; a moment of 0 is never.

    `status` is what it last said of itself. An order whose moment is later than what the device has
    done since (`key_ms`, `status.wiped_ms`) waits for its next contact.
    """

    device_id: str
    name: str
    place_id: str
    enrolled_ms: int
    enrolled_by: str
    has_key: bool
    active: bool
    moved_ms: int
    roll_ms: int
    wipe_ms: int
    revoked_ms: int
    key_ms: int
    status: StatusTold | None


class OrderBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a device is ordered something; `place_id` only with a move, empty: it moves about."""

    purpose: str
    place_id: str = ""


_ORDER = msgspec.json.Decoder(OrderBody)


class FleetDesk:
    """Shows devices and orders them about. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, view: StatusView) -> None:
        """Work with these."""
        self._parts = parts
        self._view = view

    def devices(self, caller: Caller) -> list[DeviceTold]:
        """Return the devices of the caller's units, those at work first, by name."""
        lists = self._parts.registry.lists
        mine = [
            self._told(device)
            for device in list(lists.devices.values())
            if _is_within(lists, device.place_id, caller)
        ]
        return sorted(mine, key=lambda one: (not one.active, one.name.casefold(), one.device_id))

    def order(
        self, device_id: str, order: DeviceOrder, body: OrderBody, caller: Caller
    ) -> DeviceTold:
        """Give an order; it is on the audit topic before the registry has it.

        Raises:
            FixRequest: no purpose, or no such place within the caller's units.
            NotFound: no such device there.
            TryAgain: Kafka is away; give the same order again.

        """
        lists = self._parts.registry.lists
        device = lists.devices.get(device_id)
        if device is None or not _is_within(lists, device.place_id, caller):
            raise NotFound("device", device_id)
        purpose = read_purpose(body.purpose)
        if faults := self._faults_of_place(order, body.place_id, caller):
            raise FixRequest(*faults)
        event = DeviceOrdered(
            device_id=device_id, order=order, at_ms=now_ms(), place_id=body.place_id
        )
        give(self._parts, event, caller, purpose, lambda lists: lists.fleet.has_seen(event))
        return self._told(self._parts.registry.lists.devices[device_id])

    def _faults_of_place(self, order: DeviceOrder, place_id: str, caller: Caller) -> list[Fault]:
        lists = self._parts.registry.lists
        if order != "move":
            return [Fault(field="place_id", reason="not_allowed_here")] if place_id else []
        is_known = not place_id or place_id in lists.places
        if is_known and _is_within(lists, place_id, caller):
            return []
        return [Fault(field="place_id", reason="unknown_place")]

    def _told(self, device: DeviceEnrolled) -> DeviceTold:
        standing = self._parts.registry.lists.fleet.standing(device.device_id)
        return DeviceTold(
            device_id=device.device_id,
            name=device.name,
            place_id=device.place_id,
            enrolled_ms=device.enrolled_ms,
            enrolled_by=device.enrolled_by,
            has_key=bool(device.public_key),
            active=device.active,
            moved_ms=standing.moved_ms,
            roll_ms=standing.roll_ms,
            wipe_ms=standing.wipe_ms,
            revoked_ms=standing.revoked_ms,
            key_ms=standing.key_ms,
            status=_status_told(self._view.newest.get(device.device_id)),
        )


def _is_within(lists: Lists, place_id: str, caller: Caller) -> bool:
    """Tell whether a place is the caller's; a device that moves about is the whole country's."""
    return caller.jurisdiction.has_place(lists.places.get(place_id))


def _status_told(status: DeviceStatus | None) -> StatusTold | None:
    if status is None:
        return None
    return StatusTold(
        at_ms=status.at_ms,
        version=status.version,
        waiting=status.waiting,
        refused=status.refused,
        lists_age_s=status.lists_age_s,
        clock_skew=status.skew_ms,
        battery=status.battery,
        wiped_ms=status.wiped_ms,
    )


class DevicesTold(msgspec.Struct, frozen=True):
    """The devices of a jurisdiction."""

    devices: list[DeviceTold]


_WAYS: tuple[tuple[str, DeviceOrder, str], ...] = (
    ("place", "move", "Move a device; it follows at its next contact."),
    ("roll", "roll", "Have a device make itself a new key at its next contact."),
    ("wipe", "wipe", "Have a device wipe what it holds, once its scans are sent; it enrols anew."),
    ("revocation", "revoke", "Turn a device away for good, at every gateway within seconds."),
)


def fleet_routes(desk: FleetDesk) -> APIRouter:
    """Return the routes by which administrators look after devices."""
    router = APIRouter()
    door = Depends(require("administrator"))

    @router.get("/v1/devices")
    async def list_devices(caller: Annotated[Caller, door]) -> Response:
        """List the devices of the caller's units."""
        return answer(DevicesTold(desk.devices(caller)))

    def add(way: str, order: DeviceOrder, told: str) -> None:
        async def give_order(
            device_id: str, request: Request, caller: Annotated[Caller, door]
        ) -> Response:
            body = decode(await read_limited(request, _MOST_BYTES), _ORDER)
            return answer(await asyncio.to_thread(desk.order, device_id, order, body, caller))

        router.put(
            f"/v1/devices/{{device_id}}/{way}",
            description=told,
            name=f"{order}_device",
            openapi_extra=describe_body(OrderBody),
        )(give_order)

    for way, order, told in _WAYS:
        add(way, order, told)
    return router
