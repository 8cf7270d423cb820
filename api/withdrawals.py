"""Passes and keys that are no longer good: withdrawn by administrators, refused at every gate."""

import asyncio
import re
from collections.abc import Collection, Iterable
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Depends, Request, Response

from analytics.questions.passes import IssuedPass, passes_named, passes_of_units
from analytics.store import Store
from api.answers import answer
from api.jurisdiction import check_everywhere
from api.orders import give
from api.persons import read_purpose
from contracts.errors import Fault, FixRequest, NotFound, TryAgain
from contracts.keyring import PassKey
from contracts.passes import PASS_ID_BYTES
from contracts.registry import PassKeyPublished, PassWithdrawn
from service.bodies import decode, moment_ms, read_limited
from service.clock import now_ms
from service.doors import Caller, require
from service.parts import Parts
from service.routes import describe_body

_MOST_BYTES = 16 * 1024
_MOST_TOLD = 1000
_PASS_ID = re.compile(rf"[0-9a-f]{{{2 * PASS_ID_BYTES}}}")


class WithdrawalBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why, in a word for the gates and in words for the audit, and since when (now, if empty)."""

    purpose: str
    reason: Literal["revoked", "superseded"] = "revoked"
    since: str = ""


class RevocationBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a key is no longer good."""

    purpose: str


class WithdrawalTold(msgspec.Struct, frozen=True, kw_only=True):
    """A withdrawn pass.

    `citizen_id` is empty while nobody knows it: then the gates refuse the pass, but the scans
    before this are not looked at again. Withdraw it once more when the pass has been loaded.
    """

    pass_id: str
    citizen_id: str
    reason: str
    since_ms: int


class WithdrawalsTold(msgspec.Struct, frozen=True, kw_only=True):
    """The last withdrawn passes first, and how many there are in all."""

    total: int
    withdrawals: tuple[WithdrawalTold, ...]


class KeyTold(msgspec.Struct, frozen=True, kw_only=True):
    """A key that signs passes: its short name, its public half in hexadecimal, its window."""

    kid: str
    public_key: str
    not_before_ms: int
    not_after_ms: int
    revoked: bool


class KeysTold(msgspec.Struct, frozen=True):
    """All keys, the youngest first."""

    keys: tuple[KeyTold, ...]


_WITHDRAWAL = msgspec.json.Decoder(WithdrawalBody)
_REVOCATION = msgspec.json.Decoder(RevocationBody)


class WithdrawalDesk:
    """Withdraws passes and revokes keys. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, store: Store) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store

    def withdrawals(self, caller: Caller) -> WithdrawalsTold:
        """Return the passes that were withdrawn, of journeys that begin or end in one's units.

        Raises:
            TryAgain: ClickHouse is away, which knows the journeys.

        """
        every = self._parts.registry.lists.withdrawn
        theirs = self._theirs(every, caller)
        known = [one for one in list(every.values()) if one.pass_id in theirs]
        newest = sorted(known, key=lambda one: -one.at_ms)[:_MOST_TOLD]
        return WithdrawalsTold(total=len(known), withdrawals=tuple(map(_told, newest)))

    def withdraw(self, pass_id: str, body: WithdrawalBody, caller: Caller) -> WithdrawalTold:
        """Withdraw a pass by its own id; the same again changes nothing.

        A pass nobody has loaded can be withdrawn too, by whoever has no bounds: one that was
        signed with a stolen key is on no topic.

        Raises:
            FixRequest: that is no pass id, no purpose, or a time that can't be meant.
            NotFound: no such pass is known of a journey that begins or ends in the caller's units.
            TryAgain: Kafka is away.

        """
        if not _PASS_ID.fullmatch(pass_id):
            raise FixRequest(Fault(field="pass_id", reason="pass_id"))
        if pass_id not in self._theirs([pass_id], caller):
            raise NotFound("pass", pass_id)
        return self._withdraw(pass_id, self._issued(pass_id), body, caller)

    def withdraw_declared(
        self, declaration_id: str, body: WithdrawalBody, caller: Caller
    ) -> tuple[WithdrawalTold, ...]:
        """Withdraw every pass that was given for a declaration.

        Raises:
            NotFound: no pass of the caller's units is known to have been given for it.
            FixRequest: no purpose, or a time that can't be meant.
            TryAgain: Kafka or ClickHouse is away.

        """
        named: tuple[IssuedPass, ...] = passes_named(self._store, declaration_id).rows
        theirs = self._theirs((one.pass_id for one in named), caller)
        found = [one for one in named if one.pass_id in theirs]
        if not found:
            raise NotFound("declaration", declaration_id)
        return tuple(self._withdraw(one.pass_id, one, body, caller) for one in found)

    def keys(self) -> KeysTold:
        """Return the keys that sign passes."""
        known = sorted(self._parts.registry.lists.ring.all(), key=lambda key: -key.not_before_ms)
        return KeysTold(tuple(map(_key_told, known)))

    def revoke_key(self, public_key: str, body: RevocationBody, caller: Caller) -> KeyTold:
        """Revoke a key, and with it every pass it signed; the same again changes nothing.

        Raises:
            NotAllowed: the caller has bounds, and a key is everybody's.
            NotFound: no such key was ever published.
            FixRequest: no purpose.
            TryAgain: Kafka is away.

        """
        check_everywhere(caller.jurisdiction)
        purpose = read_purpose(body.purpose)
        ring = self._parts.registry.lists.ring
        known = next((key for key in ring.all() if key.public_key.hex() == public_key), None)
        if known is None:
            raise NotFound("key", public_key)
        revoked = msgspec.structs.replace(known, revoked=True)
        if known != revoked:
            order = PassKeyPublished(
                public_key=known.public_key,
                not_before_ms=known.not_before_ms,
                not_after_ms=known.not_after_ms,
                revoked=True,
            )
            give(
                self._parts,
                order,
                caller,
                purpose,
                lambda lists: revoked in lists.ring.named(revoked.kid),
            )
        return _key_told(revoked)

    def _withdraw(
        self, pass_id: str, issued: IssuedPass | None, body: WithdrawalBody, caller: Caller
    ) -> WithdrawalTold:
        purpose = read_purpose(body.purpose)
        known = self._parts.registry.lists.withdrawn.get(pass_id)
        source = issued or known
        order = PassWithdrawn(
            pass_id=pass_id,
            reason=body.reason,
            at_ms=_since_ms(body, known),
            citizen_id=source.citizen_id if source else "",
            expires_ms=source.expires_ms if source else 0,
        )
        if known != order:
            give(
                self._parts,
                order,
                caller,
                purpose,
                lambda lists: lists.withdrawn.get(pass_id) == order,
            )
        return _told(order)

    def _theirs(self, pass_ids: Iterable[str], caller: Caller) -> Collection[str]:
        """Return which of the passes are the caller's to withdraw."""
        units, asked = caller.jurisdiction.codes(), list(pass_ids)
        return asked if units is None else passes_of_units(self._store, asked, units)

    def _issued(self, pass_id: str) -> IssuedPass | None:
        """Return the pass as it was issued; one that is not known must be refused too."""
        try:
            found: tuple[IssuedPass, ...] = passes_named(self._store, pass_id).rows
        except TryAgain:
            return None
        return found[0] if found else None


def _since_ms(body: WithdrawalBody, known: PassWithdrawn | None) -> int:
    """A gate refuses from now on whatever its clock says, so no later moment can be kept."""
    now = now_ms()
    if not body.since:
        return known.at_ms if known else now
    since_ms = moment_ms(body.since, "since")
    if since_ms > now:
        raise FixRequest(Fault(field="since", reason="in_the_future"))
    return since_ms


def _told(withdrawn: PassWithdrawn) -> WithdrawalTold:
    return WithdrawalTold(
        pass_id=withdrawn.pass_id,
        citizen_id=withdrawn.citizen_id,
        reason=withdrawn.reason,
        since_ms=withdrawn.at_ms,
    )


def _key_told(key: PassKey) -> KeyTold:
    return KeyTold(
        kid=key.kid.hex(),
        public_key=key.public_key.hex(),
        not_before_ms=key.not_before_ms,
        not_after_ms=key.not_after_ms,
        revoked=key.revoked,
    )


def withdrawal_routes(desk: WithdrawalDesk) -> APIRouter:
    """Return the routes by which passes and keys are withdrawn."""
    router = APIRouter()
    door = Depends(require("administrator"))
    described = describe_body(WithdrawalBody)

    @router.get("/v1/withdrawals")
    async def list_withdrawals(caller: Annotated[Caller, door]) -> Response:
        """List the withdrawn passes of the caller's units."""
        return answer(await asyncio.to_thread(desk.withdrawals, caller), caller.jurisdiction)

    @router.put("/v1/passes/{pass_id}/withdrawal", openapi_extra=described)
    async def withdraw_pass(
        pass_id: str, request: Request, caller: Annotated[Caller, door]
    ) -> Response:
        """Withdraw one pass; every gate refuses it within seconds."""
        body = decode(await read_limited(request, _MOST_BYTES), _WITHDRAWAL)
        return answer(await asyncio.to_thread(desk.withdraw, pass_id, body, caller))

    @router.put("/v1/declarations/{declaration_id}/withdrawal", openapi_extra=described)
    async def withdraw_declared(
        declaration_id: str, request: Request, caller: Annotated[Caller, door]
    ) -> Response:
        """Withdraw every pass that was given for a declaration."""
        body = decode(await read_limited(request, _MOST_BYTES), _WITHDRAWAL)
        done = await asyncio.to_thread(desk.withdraw_declared, declaration_id, body, caller)
        return answer(WithdrawalsTold(total=len(done), withdrawals=done))

    @router.get("/v1/pass-keys")
    async def list_keys(_: Annotated[Caller, door]) -> Response:
        """List the keys that sign passes."""
        return answer(desk.keys())

    @router.put(
        "/v1/pass-keys/{public_key}/revocation", openapi_extra=describe_body(RevocationBody)
    )
    async def revoke_key(
        public_key: str, request: Request, caller: Annotated[Caller, door]
    ) -> Response:
        """Revoke a key and every pass it signed; every gate refuses them within seconds."""
        body = decode(await read_limited(request, _MOST_BYTES), _REVOCATION)
        return answer(await asyncio.to_thread(desk.revoke_key, public_key, body, caller))

    return router
