"""Routes by which a browser goes to the provider of identities and comes back."""

import asyncio
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from service.bodies import decode, header_of, read_limited
from service.clients import client_name
from service.doors import COSTLY, Caller
from service.oidc.desk import OidcDesk, Return
from service.parts import Parts
from service.routes import describe_body, json_answer
from service.signing_in import SessionOpened

_MOST_BYTES = 16 * 1024


class OpenedAs(SessionOpened, frozen=True, kw_only=True):
    """A session as `POST /v1/sessions` opens it, and whose it is."""

    account: str


_RETURN = msgspec.json.Decoder(Return)


def oidc_routes(parts: Parts, desk: OidcDesk) -> APIRouter:
    """Return the routes by which people sign in at the provider."""
    router = APIRouter()

    @router.post("/v1/sessions/oidc/attempts")
    async def begin(_: Annotated[Caller, Depends(COSTLY)]) -> Response:
        """Say where to sign in, and what to keep until then; 404 where no provider is set up."""
        return json_answer(await asyncio.to_thread(desk.begin), HTTPStatus.CREATED)

    @router.post("/v1/sessions/oidc", openapi_extra=describe_body(Return))
    async def come_back(request: Request, _: Annotated[Caller, Depends(COSTLY)]) -> Response:
        """Sign in with what the provider sent along; the sign-in is on audit before the answer."""
        given = decode(await read_limited(request, _MOST_BYTES), _RETURN)
        officer = await asyncio.to_thread(desk.who, given)
        client = client_name(header_of(request, b"user-agent") or "")
        opened = await asyncio.to_thread(parts.signing_in.open, officer, "oidc", client=client)
        told = msgspec.structs.asdict(opened)
        return json_answer(OpenedAs(**told, account=officer.account))

    return router
