"""Administration: enrolment codes for scanners, and accounts."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from api.jurisdiction import OUTSIDE, check_place
from contracts.errors import Fault, FixRequest, NotFound
from contracts.jurisdiction import Jurisdiction
from contracts.places import units_of_2021
from contracts.registry import OfficerRegistered, Role
from service.accounts import hash_of, new_account, new_password
from service.bodies import decode, read_limited
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body, json_answer

_MOST_BYTES = 16 * 1024
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


class EnrolmentBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For which place a scanner is to be enrolled; empty for one that moves about."""

    place_id: str = ""


class EnrolmentCode(msgspec.Struct, frozen=True):
    """A code that enrols one device until `expires_at`; shown as a QR."""

    code: str
    place_id: str
    expires_at: datetime


class OfficerBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an account may do, where (unit codes, none for everywhere), and whether it is in use."""

    roles: tuple[Role, ...]
    units: tuple[str, ...] = ()
    active: bool = True
    by_oidc: bool = False


class OfficerTold(msgspec.Struct, frozen=True, kw_only=True):
    """An account as shown; `password` only once, in the answer that made it."""

    account: str
    roles: tuple[Role, ...]
    units: tuple[str, ...]
    active: bool
    by_oidc: bool = False
    password: str = ""
    second_factor: bool = False


class PasswordTold(msgspec.Struct, frozen=True):
    """A new password; shown once and kept nowhere."""

    password: str


_ENROLMENT = msgspec.json.Decoder(EnrolmentBody)
_OFFICER = msgspec.json.Decoder(OfficerBody)


class AdministrationDesk:
    """Hands out codes and accounts. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts) -> None:
        """Work with these."""
        self._parts = parts

    def enrolment(self, body: EnrolmentBody, caller: Caller) -> EnrolmentCode:
        """Return a code for one device; one without a place is for whoever is bound to none.

        Raises:
            FixRequest: the place is unknown, or does not lie in the caller's units.

        """
        lists = self._parts.registry.lists
        if body.place_id and body.place_id not in lists.places:
            raise FixRequest(Fault(field="place_id", reason="unknown_place"))
        check_place(lists, body.place_id, caller.jurisdiction)
        text, token = self._parts.sessions.issue(
            "enrolment", caller.account, place_id=body.place_id
        )
        return EnrolmentCode(text, body.place_id, datetime.fromtimestamp(token.exp, UTC))

    def officers(self, caller: Caller) -> list[OfficerTold]:
        """Return every account that reaches no further than the caller's, by name."""
        lists = self._parts.registry.lists
        return [
            _told(officer, second_factor=lists.accounts.factor(account) is not None)
            for account, officer in sorted(lists.officers.items())
            if _reaches_no_further(officer, caller)
        ]

    def register(self, account: str, body: OfficerBody, caller: Caller) -> OfficerTold:
        """Make an account, with a new password, or change one and leave its password alone.

        Raises:
            FixRequest: the name or a unit is not allowed, somebody changes their own account, or
                the account reaches further than the caller's, or would.
            TryAgain: Kafka is away.

        """
        self._check(account, body, caller)
        known = self._parts.registry.lists.officers.get(account)
        password = ""
        if known is None and body.by_oidc:
            known = OfficerRegistered(account=account, password_hash="", roles=body.roles)
        elif known is None:
            known, password = new_account(account, body.roles, body.units)
        said = {name: getattr(body, name) for name in body.__struct_fields__}
        event = msgspec.structs.replace(known, **said)
        self._parts.changes.register(event, caller.account)
        if not event.by_oidc:
            self._free(account, caller)
        if not event.active:
            # Switched on again, the account does not find its old sessions alive.
            self._parts.ending.all_of(account, caller.account)
        return msgspec.structs.replace(_told(event), password=password)

    def _free(self, account: str, caller: Caller) -> None:
        """Whoever held the account at the provider does so no more, also if it goes back there."""
        tied = self._parts.registry.lists.accounts.subject(account)
        if tied is not None:
            self._parts.changes.tie(msgspec.structs.replace(tied, subject=""), caller.account)
            self._parts.ending.all_of(account, caller.account)

    def reset_password(self, account: str, caller: Caller) -> PasswordTold:
        """Give an account a new random password; its sessions are over.

        Raises:
            FixRequest: it is the caller's own, who changes it with the old one.
            NotFound: there is no such account that reaches no further than the caller's.
            TryAgain: Kafka is away.

        """
        self._require_another(account, caller)
        password = new_password()
        self._parts.changes.set_password(account, hash_of(password), caller.account)
        return PasswordTold(password)

    def take_factor_away(self, account: str, caller: Caller) -> None:
        """Leave an account with its password alone; raises as `reset_password`."""
        self._require_another(account, caller)
        self._parts.changes.take_factor_away(account, caller.account)

    def end_sessions(self, account: str, caller: Caller) -> None:
        """End every session of an account.

        Raises:
            NotFound: there is no such account that reaches no further than the caller's.
            TryAgain: Kafka is away.

        """
        self._require(account, caller)
        self._parts.ending.all_of(account, caller.account)

    def _require(self, account: str, caller: Caller) -> None:
        known = self._parts.registry.lists.officers.get(account)
        if known is None or not _reaches_no_further(known, caller):
            raise NotFound("account", account)

    def _require_another(self, account: str, caller: Caller) -> None:
        self._require(account, caller)
        if account == caller.account:
            # A session that somebody left open is not a way to make it one's own.
            raise FixRequest(Fault(field="account", reason="not_allowed_here"))

    def _check(self, account: str, body: OfficerBody, caller: Caller) -> None:
        faults = []
        if not _ACCOUNT.fullmatch(account):
            faults.append(Fault(field="account", reason="wrong_type"))
        if account == caller.account:
            # Nobody locks themselves out, or raises their own rights unseen.
            faults.append(Fault(field="account", reason="not_allowed_here"))
        if not body.roles:
            faults.append(Fault(field="roles", reason="required"))
        known = self._parts.registry.lists.officers.get(account)
        if known and not _reaches_no_further(known, caller):
            # No more than that the name is another's.
            faults.append(Fault(field="account", reason="taken"))
        faults += _unit_faults(body.units, caller.jurisdiction)
        if faults:
            raise FixRequest(*faults)


def _reaches_no_further(officer: OfficerRegistered, caller: Caller) -> bool:
    return caller.jurisdiction.covers(Jurisdiction(officer.units))


def _unit_faults(units: tuple[str, ...], within: Jurisdiction) -> Iterator[Fault]:
    known = units_of_2021()
    if not units and not within.is_everywhere:
        yield Fault(field="units", reason=OUTSIDE)
    for number, unit in enumerate(units):
        if unit not in known:
            yield Fault(field=f"units[{number}]", reason="unknown_unit")
        elif not within.has_unit(unit):
            yield Fault(field=f"units[{number}]", reason=OUTSIDE)


def _told(officer: OfficerRegistered, *, second_factor: bool = False) -> OfficerTold:
    return OfficerTold(
        account=officer.account,
        roles=officer.roles,
        units=officer.units,
        active=officer.active,
        by_oidc=officer.by_oidc,
        second_factor=second_factor,
    )


def administration_routes(desk: AdministrationDesk) -> APIRouter:
    """Return the routes for administrators."""
    router = APIRouter()
    door = Depends(require("administrator"))

    @router.post("/v1/enrolments", openapi_extra=describe_body(EnrolmentBody))
    async def make_enrolment(request: Request, caller: Annotated[Caller, door]) -> Response:
        """Make a code by which one scanner gets its own token."""
        body = decode(await read_limited(request, _MOST_BYTES) or b"{}", _ENROLMENT)
        return json_answer(desk.enrolment(body, caller), HTTPStatus.CREATED)

    @router.get("/v1/officers")
    async def list_officers(caller: Annotated[Caller, door]) -> Response:
        """List the accounts of the caller's units."""
        return json_answer({"officers": desk.officers(caller)})

    @router.put("/v1/officers/{account}", openapi_extra=describe_body(OfficerBody))
    async def register_officer(
        account: str, request: Request, caller: Annotated[Caller, door]
    ) -> Response:
        """Make or change an account."""
        body = decode(await read_limited(request, _MOST_BYTES), _OFFICER)
        return json_answer(await asyncio.to_thread(desk.register, account, body, caller))

    @router.put("/v1/officers/{account}/password")
    async def reset_password(account: str, caller: Annotated[Caller, door]) -> Response:
        """Give an account a new random password, told in this answer only."""
        return json_answer(await asyncio.to_thread(desk.reset_password, account, caller))

    @router.delete("/v1/officers/{account}/second-factor")
    async def take_factor_away(account: str, caller: Annotated[Caller, door]) -> Response:
        """Take an account's second factor away, for who has lost phone and recovery codes."""
        await asyncio.to_thread(desk.take_factor_away, account, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    @router.delete("/v1/officers/{account}/sessions")
    async def end_sessions(account: str, caller: Annotated[Caller, door]) -> Response:
        """End every session of an account, at every web process."""
        await asyncio.to_thread(desk.end_sessions, account, caller)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return router
