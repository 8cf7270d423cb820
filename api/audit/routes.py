"""The routes of auditors, and the one by which people declare relatives of their own."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from api.answers import answer
from api.audit.bodies import EntriesBody, ExplanationBody, MarksBody, RelativeBody
from api.audit.desk import AuditDesk
from contracts.errors import NotAllowed
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.routes import describe_body

AUDIT = "/v1/audit"
_MOST_BYTES = 16 * 1024

_Auditor = Annotated[Caller, Depends(require("auditor"))]
_Anybody = Annotated[
    Caller,
    Depends(require("officer", "epidemiologist", "official", "administrator", "auditor")),
]

_ENTRIES = msgspec.json.Decoder(EntriesBody)
_MARKS = msgspec.json.Decoder(MarksBody)
_EXPLANATION = msgspec.json.Decoder(ExplanationBody)
_RELATIVE = msgspec.json.Decoder(RelativeBody)


def audit_routes(desk: AuditDesk) -> APIRouter:
    """Return all routes of the audit."""
    router = APIRouter()

    @router.post(f"{AUDIT}/entries", openapi_extra=describe_body(EntriesBody))
    async def list_entries(
        request: Request,
        caller: _Auditor,
        as_file: Annotated[Literal["json", "csv"], Query(alias="format")] = "json",
    ) -> Response:
        """Tell who did what, the last first; the question is on audit itself."""
        body = decode(await read_limited(request, _MOST_BYTES), _ENTRIES)
        if as_file == "json":
            return answer(await asyncio.to_thread(desk.entries, body, caller))
        content = await asyncio.to_thread(desk.file, body, caller)
        name = 'attachment; filename="chot-audit.csv"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return Response(content, headers=headers, media_type="text/csv; charset=utf-8")

    @router.post(f"{AUDIT}/marks", openapi_extra=describe_body(MarksBody))
    async def list_marks(request: Request, caller: _Auditor) -> Response:
        """Tell what was unusual, with figures and what was noted about it."""
        body = decode(await read_limited(request, _MOST_BYTES), _MARKS)
        return answer(await asyncio.to_thread(desk.marks, body, caller))

    @router.put(
        AUDIT + "/marks/{mark_id}/explanation", openapi_extra=describe_body(ExplanationBody)
    )
    async def explain_mark(mark_id: str, request: Request, caller: _Auditor) -> Response:
        """Note that a mark was looked at, and what explains it."""
        body = decode(await read_limited(request, _MOST_BYTES), _EXPLANATION)
        await asyncio.to_thread(desk.explain, mark_id, body, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @router.get(f"{AUDIT}/relatives")
    async def list_relatives(_: _Auditor) -> Response:
        """List who was flagged as a relative of whom."""
        return answer(desk.relatives())

    @router.put(AUDIT + "/relatives/{account}", openapi_extra=describe_body(RelativeBody))
    async def flag_relative(account: str, request: Request, caller: _Auditor) -> Response:
        """Flag somebody as a relative of an account, or take that back."""
        body = decode(await read_limited(request, _MOST_BYTES), _RELATIVE)
        return answer(await asyncio.to_thread(desk.flag, account, body, caller))

    @router.put("/v1/own-relatives", openapi_extra=describe_body(RelativeBody))
    async def declare_relative(request: Request, caller: _Anybody) -> Response:
        """Declare a relative of one's own; only auditors take that back."""
        body = decode(await read_limited(request, _MOST_BYTES), _RELATIVE)
        if not body.active:
            raise NotAllowed("role", signed_in=True)
        return answer(await asyncio.to_thread(desk.flag, caller.account, body, caller))

    return router
