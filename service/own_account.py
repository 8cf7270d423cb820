"""What somebody does to their own account: password, second factor, sessions."""

import asyncio
from datetime import UTC, datetime

import msgspec

from contracts.errors import FixRequest
from contracts.registry import Role
from service.accounts import password_faults
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts
from service.second_factor import Proposal
from service.signing_in import SessionOpened


class PasswordBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password as it is, and as it is to be."""

    password: str
    new_password: str


class ProofBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password, and a code where there is a second factor already."""

    password: str
    code: str = ""


class FactorBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The proposal that a new second factor is made of, and a code that its app shows."""

    pending: str
    code: str


class FactorSet(msgspec.Struct, frozen=True):
    """Recovery codes, told this once, and the session that goes on instead of all the others."""

    recovery_codes: tuple[str, ...]
    session: SessionOpened


class AccountTold(msgspec.Struct, frozen=True, kw_only=True):
    """An account as its owner sees it; `must_enrol`: only a second factor opens the rest."""

    account: str
    roles: tuple[Role, ...]
    units: tuple[str, ...]
    password_set_at: datetime | None
    second_factor_since: datetime | None
    recovery_codes_left: int
    must_enrol: bool


class SessionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A session; `used_at` is when this process last saw it, None if it did not."""

    session_id: str
    opened_at: datetime
    expires_at: datetime
    used_at: datetime | None
    how: str
    client: str
    current: bool


class OwnAccountDesk:
    """Serves the owner of an account."""

    def __init__(self, parts: Parts) -> None:
        """Work with these."""
        self._parts = parts

    def account(self, caller: Caller) -> AccountTold:
        """Return the caller's account."""
        lists = self._parts.registry.lists
        officer = lists.officers[caller.account]
        factor = lists.accounts.factor(caller.account)
        left = len(factor.recovery) - len(lists.accounts.recovery_used(factor)) if factor else 0
        return AccountTold(
            account=officer.account,
            roles=officer.roles,
            units=officer.units,
            password_set_at=_moment(lists.accounts.password_set_ms(caller.account)),
            second_factor_since=_moment(factor.set_ms if factor else 0),
            recovery_codes_left=left,
            must_enrol=caller.must_enrol,
        )

    def sessions(self, account: str, current: str = "") -> list[SessionTold]:
        """Return the sessions of an account that go on, the newest first."""
        return [
            SessionTold(
                session_id=kept.session_id,
                opened_at=datetime.fromtimestamp(kept.opened_ms / 1000, UTC),
                expires_at=datetime.fromtimestamp(kept.expires_ms / 1000, UTC),
                used_at=_moment(self._parts.porter.last_use_ms(kept.session_id)),
                how=kept.how,
                client=kept.client,
                current=kept.session_id == current,
            )
            for kept in self._parts.registry.lists.accounts.sessions_of(account, now_ms())
        ]

    def end_all(self, caller: Caller) -> None:
        """End all the caller's sessions. Blocking; raises `TryAgain`."""
        self._parts.ending.all_of(caller.account, caller.account)

    def end_one(self, session_id: str, caller: Caller) -> None:
        """End one of the caller's sessions. Blocking; raises `NotFound` and `TryAgain`."""
        self._parts.ending.one(session_id, caller.account, caller.account)

    async def set_password(self, body: PasswordBody, caller: Caller) -> SessionOpened:
        """Change the password and return the session that goes on; the others are over.

        Raises:
            FixRequest: the new one is too short, too long, or the account's name.
            NotAllowed: the old one is wrong.
            TooMany: it was wrong too often.
            TryAgain: Kafka is away.

        """
        faults = password_faults(body.new_password, caller.account, "new_password")
        if faults:
            raise FixRequest(*faults)
        await self._parts.proving.again(caller.account, caller.session_id, body.password, None)
        hashed = await self._parts.proving.hashed(body.new_password)
        await asyncio.to_thread(
            self._parts.changes.set_password, caller.account, hashed, caller.account
        )
        return await self._go_on(caller)

    async def propose_factor(self, body: ProofBody, caller: Caller) -> Proposal:
        """Return what an authenticator app needs; raises as `set_password`."""
        await self._prove(body, caller)
        return self._parts.factors.propose(caller.account, now_ms() // 1000)

    async def set_factor(self, body: FactorBody, caller: Caller) -> FactorSet:
        """Keep the proposed second factor, now that the app shows its codes.

        Raises:
            FixRequest: the code is wrong, or the proposal over.
            TooMany: codes were wrong too often.
            TryAgain: Kafka is away.

        """
        self._parts.proving.admit_code(caller.account)
        accepted = self._parts.factors.accept(caller.account, body.pending, body.code, now_ms())
        await asyncio.to_thread(self._parts.changes.set_factor, accepted.factor, caller.account)
        # Whoever looked over a shoulder does not sign in with the same code.
        await asyncio.to_thread(self._parts.proving.use_code, accepted.factor, body.code)
        return FactorSet(accepted.recovery_codes, await self._go_on(caller, with_code=True))

    async def take_factor_away(self, body: ProofBody, caller: Caller) -> SessionOpened:
        """Go back to the password alone; raises as `set_password`."""
        await self._prove(body, caller)
        await asyncio.to_thread(
            self._parts.changes.take_factor_away, caller.account, caller.account
        )
        return await self._go_on(caller)

    async def _prove(self, body: ProofBody, caller: Caller) -> None:
        await self._parts.proving.again(caller.account, caller.session_id, body.password, body.code)

    async def _go_on(self, caller: Caller, *, with_code: bool = False) -> SessionOpened:
        lists = self._parts.registry.lists
        before = lists.accounts.sessions.get(caller.session_id)
        with_code = with_code or bool(lists.accounts.factor(caller.account))
        return await asyncio.to_thread(
            self._parts.signing_in.open,
            lists.officers[caller.account],
            "password_and_code" if with_code else "password",
            client=before.client if before else "",
        )


def _moment(at_ms: int) -> datetime | None:
    return datetime.fromtimestamp(at_ms / 1000, UTC) if at_ms else None
