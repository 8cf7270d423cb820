"""What administrators do: enrol scanners, open accounts."""

import asyncio
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from contracts.errors import Fault, FixRequest
from contracts.places import units_of_2021
from contracts.registry import Role
from service.accounts import new_account
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body, json_answer

_MOST_BYTES = 8 * 1024
_MOST_NAME = 64
_ADMINISTRATION = require("administrator")


class EnrolmentAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A scanner is to be enrolled for this place."""

    place_id: str


class EnrolmentOpened(msgspec.Struct, frozen=True):
    """A code that enrols one scanner, once, until `expires_at`."""

    code: str
    expires_at: datetime


class AccountAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person needs an account; `units` is the jurisdiction, empty for the whole country."""

    account: str
    roles: tuple[Role, ...]
    units: tuple[str, ...] = ()


class AccountOpened(msgspec.Struct, frozen=True):
    """The account and its password, which is shown this once."""

    account: str
    password: str


_ENROLMENT = msgspec.json.Decoder(EnrolmentAsked)
_ACCOUNT = msgspec.json.Decoder(AccountAsked)


def administration_routes(parts: Parts) -> APIRouter:
    """Return the routes of administrators."""
    router = APIRouter()

    @router.post("/v1/enrolments", openapi_extra=describe_body(EnrolmentAsked))
    async def open_enrolment(
        request: Request, _: Annotated[Caller, Depends(_ADMINISTRATION)]
    ) -> Response:
        """Make a code by which one scanner can enrol."""
        asked = decode(await read_limited(request, _MOST_BYTES), _ENROLMENT)
        if asked.place_id not in parts.registry.lists.places:
            raise FixRequest(Fault(field="place_id", reason="unknown_place"))
        code, token = parts.sessions.issue("enrolment", "scanner", place_id=asked.place_id)
        expires_at = datetime.fromtimestamp(token.exp, UTC)
        return json_answer(EnrolmentOpened(code, expires_at), HTTPStatus.CREATED)

    @router.post("/v1/accounts", openapi_extra=describe_body(AccountAsked))
    async def open_account(
        request: Request, _: Annotated[Caller, Depends(_ADMINISTRATION)]
    ) -> Response:
        """Open an account with a random password."""
        asked = decode(await read_limited(request, _MOST_BYTES), _ACCOUNT)
        _check(asked, parts)
        officer, password = await asyncio.to_thread(
            new_account, asked.account, asked.roles, asked.units
        )
        await asyncio.to_thread(
            parts.writer.write_and_see, officer, lambda lists: officer.account in lists.officers
        )
        return json_answer(AccountOpened(officer.account, password), HTTPStatus.CREATED)

    return router


def _check(asked: AccountAsked, parts: Parts) -> None:
    faults = [
        Fault(field="units", reason="unknown_unit", detail=code)
        for code in asked.units
        if code not in units_of_2021()
    ]
    if not asked.account or len(asked.account) > _MOST_NAME:
        faults.append(Fault(field="account", reason="required"))
    elif asked.account in parts.registry.lists.officers:
        faults.append(Fault(field="account", reason="taken"))
    if not asked.roles:
        faults.append(Fault(field="roles", reason="required"))
    if faults:
        raise FixRequest(*faults)
