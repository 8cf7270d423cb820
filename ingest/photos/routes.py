"""POST /v1/codes: a photograph of codes becomes their texts."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from contracts.errors import Fault, FixRequest, TryAgain
from ingest.photos.opening import FIELD
from ingest.photos.reading import codes_in
from service.bodies import header_of, read_limited
from service.doors import GATE, Caller
from service.routes import json_answer

MOST_BYTES = 8 * 1024 * 1024

# A hard photograph takes a core for seconds.
_DOOR = GATE.weighing(25)

# Reading takes a core's whole time: scans come first.
_AT_ONCE = 1
_MOST_WAITING = 8

_PICTURE = {"schema": {"type": "string", "format": "binary"}}
_FORM = {"schema": {"type": "object", "properties": {FIELD: _PICTURE["schema"]}}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"image/jpeg": _PICTURE, "image/png": _PICTURE, "multipart/form-data": _FORM},
    }
}


class CodesFound(msgspec.Struct, frozen=True):
    """The texts of the codes, in reading order, whatever they are codes of."""

    codes: list[str]


class PhotoDesk:
    """Reads photographs, one after the other."""

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0

    async def read(self, picture: bytes) -> CodesFound:
        """Return what codes a picture holds.

        Raises:
            FixRequest: it is no picture, or no code was found.
            TryAgain: too many wait already.

        """
        if self._waiting >= _MOST_WAITING:
            raise TryAgain("the reader of photographs", after_s=5)
        self._waiting += 1
        try:
            async with self._turn:
                return CodesFound(await asyncio.to_thread(codes_in, picture))
        finally:
            self._waiting -= 1


def photo_routes(desk: PhotoDesk) -> APIRouter:
    """Return the route for photographs."""
    router = APIRouter()

    @router.post("/v1/codes", openapi_extra=_BODY)
    async def read_codes(request: Request, _: Annotated[Caller, Depends(_DOOR)]) -> Response:
        """Read the QR codes in a JPEG or PNG of up to 8 MB, as the body or as a form's file."""
        body = await read_limited(request, MOST_BYTES)
        if "multipart/form-data" in (header_of(request, b"content-type") or ""):
            body = await _file_in(request, body)
        return json_answer(await desk.read(body))

    return router


async def _file_in(request: Request, body: bytes) -> bytes:
    """Return the first file of a form."""

    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(request.headers, whole(), max_files=1, max_fields=8).parse()
    except MultiPartException as error:
        raise FixRequest(Fault(field="", reason="not_multipart")) from error
    try:
        file = next((part for _, part in form.multi_items() if isinstance(part, UploadFile)), None)
        if file is None:
            raise FixRequest(Fault(field=FIELD, reason="required"))
        return await file.read()
    finally:
        await form.close()
