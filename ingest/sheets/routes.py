"""The routes of sheets: devices and officers hand them in, officers enter them."""

import asyncio
from collections.abc import AsyncGenerator
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from contracts.errors import Fault, FixRequest
from ingest.declarations import answer_of
from ingest.forms import DeclarationForm
from ingest.sheets.entering import EntryDesk
from ingest.sheets.forms import RejectionForm, SheetForm
from ingest.sheets.taking import TakingDesk, photo_missing
from service.bodies import decode, read_limited
from service.doors import GATE, Caller, require
from service.problems import language
from service.routes import describe_body, json_answer, schema_of

SHEETS = "/v1/sheets"
MOST_PHOTO_BYTES = 8 * 1024 * 1024
_MOST_FORM_BYTES = 64 * 1024
# The borders between the parts of a body, with room to spare.
_BORDERS_BYTES = 4 * 1024

OFFICER = require("officer")

_SHEET = msgspec.json.Decoder(SheetForm)
_ENTRY = msgspec.json.Decoder(DeclarationForm)
_REJECTION = msgspec.json.Decoder(RejectionForm)

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["sheet", "photo"],
                    "properties": {
                        "sheet": schema_of(SheetForm),
                        "photo": {"type": "string", "format": "binary"},
                    },
                }
            }
        },
    }
}


def sheet_routes(taking: TakingDesk, entering: EntryDesk) -> APIRouter:
    """Return all routes of sheets."""
    router = APIRouter()
    router.include_router(_taking_routes(taking))
    router.include_router(_queue_routes(entering))
    router.include_router(_entry_routes(entering))
    return router


def _taking_routes(desk: TakingDesk) -> APIRouter:
    router = APIRouter()

    @router.post(SHEETS, openapi_extra=_BODY)
    async def take_sheet(request: Request, caller: Annotated[Caller, Depends(GATE)]) -> Response:
        """Take in a photographed sheet: `sheet` is JSON, `photo` a JPEG or PNG of up to 8 MB."""
        text, photo = await _sheet_and_photo(request)
        form = decode(text, _SHEET)
        answer = await desk.take(form, photo, caller, language(request))
        return json_answer(answer, HTTPStatus.CREATED)

    return router


def _queue_routes(desk: EntryDesk) -> APIRouter:
    router = APIRouter()

    @router.get(SHEETS)
    async def list_sheets(
        request: Request, caller: Annotated[Caller, Depends(OFFICER)]
    ) -> Response:
        """Say which sheets await entry in the officer's units, oldest first."""
        return json_answer(desk.queue(caller, language(request)))

    @router.put(SHEETS + "/{sheet_id}/claim")
    async def open_sheet(
        request: Request, sheet_id: str, caller: Annotated[Caller, Depends(OFFICER)]
    ) -> Response:
        """Have a sheet alone for ten minutes; again for ten more."""
        return json_answer(await desk.open(sheet_id, caller, language(request)))

    @router.delete(SHEETS + "/{sheet_id}/claim")
    async def put_sheet_back(
        sheet_id: str, caller: Annotated[Caller, Depends(OFFICER)]
    ) -> Response:
        """Let others have a sheet."""
        await desk.put_back(sheet_id, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @router.get(SHEETS + "/{sheet_id}/photo")
    async def show_photo(sheet_id: str, caller: Annotated[Caller, Depends(OFFICER)]) -> Response:
        """Show the photograph of a sheet that the officer has opened."""
        picture = await desk.photo(sheet_id, caller)
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return Response(picture, media_type="image/jpeg", headers=headers)

    return router


def _entry_routes(desk: EntryDesk) -> APIRouter:
    router = APIRouter()

    @router.post(SHEETS + "/{sheet_id}/entry", openapi_extra=describe_body(DeclarationForm))
    async def enter_sheet(
        request: Request, sheet_id: str, caller: Annotated[Caller, Depends(OFFICER)]
    ) -> Response:
        """Enter an opened sheet; `?check=yes` only says what would be warned of.

        The sheet's own id and time stand in for `declaration_id` and `declared_at`.
        """
        form = decode(await read_limited(request, _MOST_FORM_BYTES), _ENTRY)
        spoken = language(request)
        if request.query_params.get("check") == "yes":
            checked = await desk.check(sheet_id, form, caller)
            return json_answer(answer_of(checked, frozenset(), spoken).warnings)
        declared = await desk.enter(sheet_id, form, caller)
        wanted = frozenset({"svg"})
        return json_answer(
            await asyncio.to_thread(answer_of, declared, wanted, spoken), HTTPStatus.CREATED
        )

    @router.put(SHEETS + "/{sheet_id}/rejection", openapi_extra=describe_body(RejectionForm))
    async def reject_sheet(
        request: Request, sheet_id: str, caller: Annotated[Caller, Depends(OFFICER)]
    ) -> Response:
        """Take an opened sheet out of the queue that can't be entered, with the reason."""
        form = decode(await read_limited(request, _MOST_FORM_BYTES), _REJECTION)
        await desk.reject(sheet_id, form.reason, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return router


async def _sheet_and_photo(request: Request) -> tuple[bytes, bytes]:
    """Return the two parts of a body, of which no more is read than they may be large.

    Raises:
        FixRequest: too large, not in parts, or one of the two is missing.

    """
    body = await read_limited(request, MOST_PHOTO_BYTES + _MOST_FORM_BYTES + _BORDERS_BYTES)

    async def once() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        request.headers, once(), max_files=2, max_fields=2, max_part_size=_MOST_FORM_BYTES
    )
    try:
        parts = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise FixRequest(Fault(field="", reason="not_multipart")) from error
    try:
        photo = parts.get("photo")
        if not isinstance(photo, UploadFile):
            raise photo_missing()
        sheet = parts.get("sheet")
        text = await sheet.read() if isinstance(sheet, UploadFile) else (sheet or "").encode()
        return text, await photo.read()
    finally:
        await parts.close()
