"""Routes by which somebody looks after their own account."""

import asyncio
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from service.bodies import decode, read_limited
from service.doors import SIGNED_IN, Caller
from service.own_account import FactorBody, OwnAccountDesk, PasswordBody, ProofBody
from service.routes import describe_body, json_answer

_MOST_BYTES = 4096
# A password is looked at, which takes a core for some time.
_PROVING = SIGNED_IN.weighing(30)

_PASSWORD = msgspec.json.Decoder(PasswordBody)
_PROOF = msgspec.json.Decoder(ProofBody)
_FACTOR = msgspec.json.Decoder(FactorBody)


def own_account_routes(desk: OwnAccountDesk) -> APIRouter:
    """Return the routes."""
    router = APIRouter()
    _add_sessions(router, desk)
    _add_factor(router, desk)

    @router.get("/v1/account")
    async def tell_account(caller: Annotated[Caller, Depends(SIGNED_IN)]) -> Response:
        """Tell who is signed in, and how they prove it."""
        return json_answer(desk.account(caller))

    @router.post("/v1/account/password", openapi_extra=describe_body(PasswordBody))
    async def set_password(
        request: Request, caller: Annotated[Caller, Depends(_PROVING)]
    ) -> Response:
        """Change the password; the answer is the session that goes on, all others are over."""
        body = decode(await read_limited(request, _MOST_BYTES), _PASSWORD)
        return json_answer(await desk.set_password(body, caller))

    return router


def _add_sessions(router: APIRouter, desk: OwnAccountDesk) -> None:
    @router.get("/v1/account/sessions")
    async def list_sessions(caller: Annotated[Caller, Depends(SIGNED_IN)]) -> Response:
        """List one's own sessions that go on."""
        return json_answer({"sessions": desk.sessions(caller.account, caller.session_id)})

    @router.delete("/v1/account/sessions")
    async def end_all_sessions(caller: Annotated[Caller, Depends(SIGNED_IN)]) -> Response:
        """End all one's own sessions, this one too."""
        await asyncio.to_thread(desk.end_all, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @router.delete("/v1/account/sessions/{session_id}")
    async def end_one_session(
        session_id: str, caller: Annotated[Caller, Depends(SIGNED_IN)]
    ) -> Response:
        """End one of one's own sessions."""
        await asyncio.to_thread(desk.end_one, session_id, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)


def _add_factor(router: APIRouter, desk: OwnAccountDesk) -> None:
    @router.post("/v1/account/second-factor", openapi_extra=describe_body(ProofBody))
    async def propose_factor(
        request: Request, caller: Annotated[Caller, Depends(_PROVING)]
    ) -> Response:
        """Make a secret for an authenticator app; nothing is kept until a code confirms it."""
        body = decode(await read_limited(request, _MOST_BYTES), _PROOF)
        return json_answer(await desk.propose_factor(body, caller))

    @router.put("/v1/account/second-factor", openapi_extra=describe_body(FactorBody))
    async def set_factor(
        request: Request, caller: Annotated[Caller, Depends(SIGNED_IN)]
    ) -> Response:
        """Keep the second factor; the answer has the recovery codes, told this once."""
        body = decode(await read_limited(request, _MOST_BYTES), _FACTOR)
        return json_answer(await desk.set_factor(body, caller))

    @router.post("/v1/account/second-factor/removal", openapi_extra=describe_body(ProofBody))
    async def take_factor_away(
        request: Request, caller: Annotated[Caller, Depends(_PROVING)]
    ) -> Response:
        """Go back to the password alone."""
        body = decode(await read_limited(request, _MOST_BYTES), _PROOF)
        return json_answer(await desk.take_factor_away(body, caller))
