"""Proof of who somebody is: a name, a password, and a code where the account has a second factor.

Whatever of them is wrong, the answer is the same and takes as long.
"""

import asyncio
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import msgspec

from contracts.account_lists import digest_of
from contracts.accounts import (
    CodeUsed,
    PasswordRehashed,
    RecoveryUsed,
    SecondFactorSet,
    SignInMethod,
)
from contracts.errors import NotAllowed, TryAgain
from contracts.registry import OfficerRegistered
from service.accounts import hash_of, needs_rehash, owner_of
from service.audit import AuditWriter
from service.clock import now_ms
from service.locks import SignInLocks
from service.registry import RegistryReader, RegistryWriter
from service.second_factor import SecondFactors
from service.sign_in_notes import SignInNotes

T = TypeVar("T")

# Each takes 64 MiB and a core for the better part of a tenth of a second.
_AT_ONCE = 4
_MOST_WAITING = 64


class Claim(msgspec.Struct, frozen=True):
    """Who somebody says they are, how they prove it, and from where."""

    account: str
    password: str
    code: str = ""
    address: str = ""


class Proving:
    """Finds out whether somebody is who they say. Any event loop may use it."""

    def __init__(
        self,
        registry: RegistryReader,
        writer: RegistryWriter,
        audit: AuditWriter,
        factors: SecondFactors,
    ) -> None:
        """Work with these; threads start with the first claim."""
        self._registry = registry
        self._writer = writer
        self._factors = factors
        self.notes = SignInNotes(registry, writer, audit)
        self._locks = SignInLocks(
            registry.lists.accounts.held_until_ms,
            self.notes.hold,
            lambda account, proof: self.notes.failed(account, proof, held=True),
        )
        self._threads = ThreadPoolExecutor(_AT_ONCE, "passwords")
        self._waiting = threading.Semaphore(_MOST_WAITING)

    async def who(self, claim: Claim) -> tuple[OfficerRegistered, SignInMethod]:
        """Return who this is, and what it was proved with.

        Raises:
            NotAllowed: `bad_credentials`, or `code_needed` where the rest was right.
            TooMany: too many attempts failed; wait.
            TryAgain: Kafka is away, or too many prove themselves at once.

        """
        account, address = claim.account, claim.address
        self._registry.require_ready()
        self._locks.admit(account, address, with_code=bool(claim.code))
        officer = await self._apart(lambda: owner_of(self._registry.lists, account, claim.password))
        if officer is None:
            raise self._failed(account)
        factor = self._registry.lists.accounts.factor(account)
        if factor is not None and not claim.code:
            self._locks.only_half(account, address)
            raise NotAllowed("code_needed")
        if factor is None and claim.code:
            # Else a code would be a way past the waits that hold an account without one.
            raise self._failed(account)
        if factor is not None:
            await self._show_code(factor, claim.code)
        self._locks.proved(account, address)
        self._rehash(officer, claim.password)
        return officer, "password_and_code" if factor else "password"

    async def again(self, account: str, session_id: str, password: str, code: str | None) -> None:
        """Let somebody prove in a session once more who they are; `code` None: without one.

        Raises:
            NotAllowed: as `who`.
            TooMany: too many attempts failed in this session.
            TryAgain: as `who`.

        """
        self._locks.admit_again(account, session_id)
        officer = await self._apart(lambda: owner_of(self._registry.lists, account, password))
        if officer is None:
            raise self._failed(account, signed_in=True)
        factor = self._registry.lists.accounts.factor(account)
        if factor is not None and code is not None:
            if not code:
                raise NotAllowed("code_needed", signed_in=True)
            await self._show_code(factor, code, signed_in=True)
        self._locks.proved_again(account, session_id)

    def admit_code(self, account: str) -> None:
        """Count an attempt at the first code of a new second factor.

        Raises:
            TooMany: too many were wrong; wait.

        """
        self._locks.admit_code(account)

    async def hashed(self, password: str) -> str:
        """Return what is kept of a new password."""
        return await self._apart(lambda: hash_of(password))

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown()
        self.notes.close()

    async def _show_code(
        self, factor: SecondFactorSet, code: str, *, signed_in: bool = False
    ) -> None:
        self._locks.admit_code(factor.account)
        if not await self._apart(lambda: self.use_code(factor, code)):
            raise self._failed(factor.account, signed_in=signed_in, code=True)

    def use_code(self, factor: SecondFactorSet, code: str) -> bool:
        """Tell whether a code is right and shown for the first time; from now on it was. Blocking.

        Raises:
            TryAgain: Kafka is away; whether the code was used is not known.

        """
        accounts = self._registry.lists.accounts
        shown = self._shown(factor, code)
        if shown is None:
            return False
        self._writer.write_and_see(shown, lambda lists: lists.accounts.is_first(shown) is not None)
        return accounts.is_first(shown) is True

    def _shown(self, factor: SecondFactorSet, code: str) -> CodeUsed | RecoveryUsed | None:
        accounts = self._registry.lists.accounts
        account, factor_id, attempt = factor.account, factor.factor_id, uuid.uuid4().hex
        now_s = now_ms() // 1000
        step = self._factors.step_of(factor, code, now_s, accounts.last_step(factor))
        if step is not None:
            return CodeUsed(account=account, factor_id=factor_id, step=step, attempt=attempt)
        used = accounts.recovery_used(factor)
        number = self._factors.recovery_number(factor, code, used)
        if number is None:
            return None
        return RecoveryUsed(account=account, factor_id=factor_id, number=number, attempt=attempt)

    def _failed(self, account: str, *, signed_in: bool = False, code: bool = False) -> NotAllowed:
        self.notes.failed(account, "code" if code else "password")
        return NotAllowed("bad_credentials", signed_in=signed_in)

    def _rehash(self, officer: OfficerRegistered, password: str) -> None:
        accounts = self._registry.lists.accounts
        kept = accounts.password_hash(officer.account, officer.password_hash)
        if not needs_rehash(kept):
            return
        as_set = accounts.hash_as_set(officer.account, officer.password_hash)
        self._threads.submit(
            lambda: self.notes.keep(
                PasswordRehashed(
                    account=officer.account,
                    replaces=digest_of(as_set),
                    password_hash=hash_of(password),
                )
            )
        )

    async def _apart(self, work: Callable[[], T]) -> T:
        """Do what takes its time in a thread of our own, so that nobody else waits for one."""
        if not self._waiting.acquire(blocking=False):
            raise TryAgain("signing in")
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting.release()
