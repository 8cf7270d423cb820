"""POST /v1/devices/status: a scanner says how it is doing, and hears what was ordered about it.

What it says is on a compacted topic, so that the read side knows it without being called, also
after a restart. A device that tells every minute is written down every other one: of ten thousand
devices that makes 83 records a second at most, and the topic holds the newest of each.
"""

import asyncio
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.fleet import DeviceStatus
from ingest.forms import StatusForm
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import DEVICE, Caller
from service.kafka import Outgoing, Sender
from service.limiter import Limiter
from service.parts import Parts
from service.routes import describe_answer, describe_body, json_answer

TOPIC = "devices"
WRITTEN_EVERY_S = 120

_MOST_BYTES = 4 * 1024
_FORM = msgspec.json.Decoder(StatusForm)


class DeviceOrders(msgspec.Struct, frozen=True, kw_only=True):
    """What a device has to do: where it belongs, since when, and what was ordered, 0 for never.

    A device that was moved since it last asked goes to `place_id`. With `must_roll` it makes a new
    key. One that has not yet followed the order of `wipe_ms` wipes what it holds.
    """

    place_id: str
    moved_ms: int
    must_roll: bool
    wipe_ms: int


class StatusDesk:
    """Hears devices out."""

    def __init__(self, parts: Parts) -> None:
        """Work with these, connecting at the first device."""
        self._parts = parts
        # Not by the publisher, whose records hold lines of many: compaction goes by a record's key.
        self._sender = Sender(parts.kafka)
        self._due = Limiter(tries=1, every_s=WRITTEN_EVERY_S)

    async def hear(self, form: StatusForm, caller: Caller) -> DeviceOrders:
        """Note how a device is doing and return its orders.

        Raises:
            TryAgain: Kafka is away.

        """
        at_ms = now_ms()
        # Who has wiped itself is not heard again.
        if form.wiped_ms or self._due.wait_s(caller.device_id, at_ms / 1000) == 0:
            said = msgspec.structs.asdict(form)
            status = DeviceStatus(device_id=caller.device_id, at_ms=at_ms, **said)
            record = Outgoing(TOPIC, caller.device_id.encode(), msgspec.json.encode(status))
            await asyncio.to_thread(self._sender.send, [record])
        fleet = self._parts.registry.lists.fleet
        standing = fleet.standing(caller.device_id)
        return DeviceOrders(
            place_id=fleet.devices[caller.device_id].place_id,
            moved_ms=standing.moved_ms,
            must_roll=standing.must_roll,
            wipe_ms=standing.wipe_ms,
        )

    def close(self) -> None:
        """Let the connection go."""
        self._sender.close()


def status_routes(desk: StatusDesk) -> APIRouter:
    """Return the route by which devices say how they are doing."""
    router = APIRouter()

    @router.post(
        "/v1/devices/status",
        openapi_extra=describe_body(StatusForm),
        responses=describe_answer(DeviceOrders),
    )
    async def hear_device(request: Request, caller: Annotated[Caller, Depends(DEVICE)]) -> Response:
        """Take note of how a device is doing; answer what it has to do."""
        form = decode(await read_limited(request, _MOST_BYTES), _FORM)
        return json_answer(await desk.hear(form, caller))

    return router
