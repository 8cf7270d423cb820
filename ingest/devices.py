"""POST /v1/devices: a scanner turns its one-time enrolment code into a token of its own."""

import asyncio
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import NotAllowed
from contracts.registry import DeviceEnrolled
from ingest.checking import Checks
from ingest.forms import DeviceForm
from service.bodies import decode, read_limited
from service.clock import now_ms
from service.doors import PUBLIC, Caller
from service.parts import Parts
from service.routes import describe_body, json_answer
from service.sessions import Token

MOST_BYTES = 8 * 1024

_NAME_CHARS, _VERSION_CHARS = 100, 40

_FORM = msgspec.json.Decoder(DeviceForm)


class DeviceAnswer(msgspec.Struct, frozen=True):
    """The device's id, and the token it sends as `Authorization: Bearer …`."""

    device_id: str
    token: str


class DeviceDesk:
    """Enrols devices, one after the other, so that of two with one code only one gets in."""

    def __init__(self, parts: Parts) -> None:
        """Work with these."""
        self._parts = parts
        self._one_at_a_time = asyncio.Lock()

    async def enrol(self, form: DeviceForm) -> DeviceAnswer:
        """Register the device and return when this gateway knows it.

        Raises:
            FixRequest: the name or the version is missing or too long.
            NotAllowed: the code is not ours, over, or was used.
            TryAgain: Kafka is away, or what was used is not known yet.

        """
        checks = Checks()
        name = checks.filled(form.name, "name", _NAME_CHARS)
        version = checks.filled(form.version, "version", _VERSION_CHARS)
        checks.settle()
        async with self._one_at_a_time:
            code = self._checked(form.code)
            event = DeviceEnrolled(
                device_id=f"device-{code.jti}",
                enrolment_id=code.jti,
                name=name,
                place_id=code.place_id,
                version=version,
                enrolled_ms=now_ms(),
            )
            await asyncio.to_thread(
                self._parts.writer.write_and_see,
                event,
                lambda lists: event.device_id in lists.devices,
            )
        text, _ = self._parts.sessions.issue("device", event.device_id, place_id=code.place_id)
        return DeviceAnswer(event.device_id, text)

    def _checked(self, text: str) -> Token:
        try:
            code = self._parts.sessions.check(text)
        except NotAllowed as refused:
            reason = "code_expired" if refused.reason == "expired" else "code_unknown"
            raise NotAllowed(reason) from refused
        if code.kind != "enrolment":
            raise NotAllowed("code_unknown")
        self._parts.registry.require_ready()
        if code.jti in self._parts.registry.lists.used_enrolments:
            raise NotAllowed("code_used")
        return code


def device_routes(desk: DeviceDesk) -> APIRouter:
    """Return the route by which devices enrol."""
    router = APIRouter()

    @router.post("/v1/devices", openapi_extra=describe_body(DeviceForm))
    async def enrol_device(request: Request, _: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        """Enrol a device with the code of an enrolment; the code works once."""
        form = decode(await read_limited(request, MOST_BYTES), _FORM)
        return json_answer(await desk.enrol(form), HTTPStatus.CREATED)

    return router
