"""POST /v1/devices: a scanner turns its one-time enrolment code into a place for its own key."""

import asyncio
import hashlib
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Fault, FixRequest, NotAllowed
from contracts.registry import DeviceEnrolled, DeviceKeyRolled
from contracts.signatures import is_proven
from ingest.checking import Checks
from ingest.forms import DeviceForm, KeyForm
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import DEVICE, PUBLIC, Caller
from service.parts import Parts
from service.routes import describe_body, json_answer
from service.sessions import Token

MOST_BYTES = 8 * 1024

_NAME_CHARS, _VERSION_CHARS = 100, 40

_FORM = msgspec.json.Decoder(DeviceForm)
_KEY = msgspec.json.Decoder(KeyForm)


class DeviceAnswer(msgspec.Struct, frozen=True):
    """The device's id, under which it signs, and where it was enrolled."""

    device_id: str
    place_id: str


class DeviceDesk:
    """Enrols devices, one after the other, so that of two with one code only one gets in."""

    def __init__(self, parts: Parts) -> None:
        """Work with these."""
        self._parts = parts
        self._one_at_a_time = asyncio.Lock()

    async def enrol(self, form: DeviceForm) -> DeviceAnswer:
        """Register the device and return when this gateway knows it.

        The same code with the same key again has the same answer: a scanner that got none asks on.

        Raises:
            FixRequest: the name or the version is missing or too long, or the key is not proven.
            NotAllowed: the code is not ours, over, or was used.
            TryAgain: Kafka is away, or what was used is not known yet.

        """
        checks = Checks()
        name = checks.filled(form.name, "name", _NAME_CHARS)
        version = checks.filled(form.version, "version", _VERSION_CHARS)
        proven = is_proven(form.code, form.public_key, form.proof)
        checks.refuse_if(not proven, "proof", "key_unproven")
        checks.settle()
        async with self._one_at_a_time:
            code = self._checked(form.code)
            event = DeviceEnrolled(
                device_id=_id_of(code, form.public_key),
                enrolment_id=code.jti,
                name=name,
                place_id=code.place_id,
                version=version,
                enrolled_ms=now_ms(),
                public_key=form.public_key,
                enrolled_by=code.sub,
            )
            await self._register(event)
        return DeviceAnswer(event.device_id, code.place_id)

    async def roll(self, form: KeyForm, caller: Caller) -> DeviceAnswer:
        """Take a device's new key in the place of the one that signed the request.

        Raises:
            FixRequest: the new key is not proven.
            TryAgain: Kafka is away.

        """
        if not is_proven(caller.device_id, form.public_key, form.proof):
            raise FixRequest(Fault(field="proof", reason="key_unproven"))
        event = DeviceKeyRolled(
            device_id=caller.device_id, public_key=form.public_key, rolled_ms=now_ms()
        )
        await asyncio.to_thread(
            self._parts.writer.write_and_see,
            event,
            lambda lists: lists.devices[caller.device_id].public_key == form.public_key,
        )
        place_id = self._parts.registry.lists.devices[caller.device_id].place_id
        return DeviceAnswer(caller.device_id, place_id)

    async def _register(self, event: DeviceEnrolled) -> None:
        """Write the device down, unless the code is another's; gateways may meet on one code."""
        used = self._parts.registry.lists.fleet.used_enrolments
        if event.enrolment_id not in used:
            await asyncio.to_thread(
                self._parts.writer.write_and_see, event, lambda _: event.enrolment_id in used
            )
        if used[event.enrolment_id] != event.device_id:
            raise NotAllowed("code_used")

    def _checked(self, text: str) -> Token:
        try:
            code = self._parts.sessions.check(text)
        except NotAllowed as refused:
            reason = "code_expired" if refused.reason == "expired" else "code_unknown"
            raise NotAllowed(reason) from refused
        if code.kind != "enrolment":
            raise NotAllowed("code_unknown")
        self._parts.registry.require_ready()
        return code


def _id_of(code: Token, public_key: bytes) -> str:
    """Return a device's id: of two devices with one code each has its own."""
    return f"device-{hashlib.sha256(code.jti.encode() + public_key).hexdigest()[:32]}"


def device_routes(desk: DeviceDesk) -> APIRouter:
    """Return the routes by which devices enrol and change their keys."""
    router = APIRouter()

    @router.post("/v1/devices", openapi_extra=describe_body(DeviceForm))
    async def enrol_device(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Enrol a device with the code of an enrolment; the code works for one key."""
        form = decode(await read_limited(request, MOST_BYTES), _FORM)
        return json_answer(await desk.enrol(form), HTTPStatus.CREATED)

    @router.post("/v1/devices/key", openapi_extra=describe_body(KeyForm))
    async def roll_key(request: Request, caller: Annotated[Caller, Depends(DEVICE)]) -> Response:
        """Take a new key in the place of the one that signed this; the old one is good no more."""
        form = decode(await read_limited(request, MOST_BYTES), _KEY)
        return json_answer(await desk.roll(form, caller))

    return router
