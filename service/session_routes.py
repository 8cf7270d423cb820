"""Routes by which people sign in and out, at every web process."""

import asyncio
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from service.bodies import decode, header_of, read_limited
from service.clients import client_name
from service.doors import COSTLY, SIGNED_IN, Caller
from service.parts import Parts
from service.proving import Claim
from service.routes import describe_body, json_answer

_MOST_BYTES = 4096


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name and a password, and a code where the account has a second factor.

    Without a code, and when all else is right, the answer is 401 with the reason `code_needed`.
    """

    username: str
    password: str
    code: str = ""


_CREDENTIALS = msgspec.json.Decoder(Credentials)


def session_routes(parts: Parts) -> APIRouter:
    """Return the routes by which people sign in and out."""
    router = APIRouter()

    @router.post("/v1/sessions", openapi_extra=describe_body(Credentials))
    async def open_session(request: Request, _: Annotated[Caller, Depends(COSTLY)]) -> Response:
        """Sign in with name and password; the sign-in is on the audit topic before the answer."""
        given = decode(await read_limited(request, _MOST_BYTES), _CREDENTIALS)
        address = parts.porter.pace.address_of(request)
        claim = Claim(given.username, given.password, given.code, address)
        officer, how = await parts.proving.who(claim)
        client = client_name(header_of(request, b"user-agent") or "")
        opened = await asyncio.to_thread(parts.signing_in.open, officer, how, client=client)
        return json_answer(opened)

    @router.delete("/v1/sessions/current")
    async def end_session(caller: Annotated[Caller, Depends(SIGNED_IN)]) -> Response:
        """Sign out: the session is over at every web process."""
        await asyncio.to_thread(parts.ending.own, caller.session_id, caller.account)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return router
