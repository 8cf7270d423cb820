"""Signing in without Kafka: what is written is known at once."""

import time
from collections.abc import Callable, Iterable
from typing import cast

import msgspec
import pyotp

from contracts.audit import AuditEvent
from contracts.lists import Lists
from contracts.registry import OfficerRegistered, RegistryEvent, Role
from service.accounts import new_account
from service.audit import AuditWriter
from service.changes import AccountChanges
from service.clock import now_ms
from service.proving import Claim, Proving
from service.registry import RegistryReader, RegistryWriter
from service.second_factor import SecondFactors

_DECODER = msgspec.json.Decoder(RegistryEvent)
KEY = b"a key for tests, nothing secret."


class KnownAtOnce:
    """Stands for the registry's writer: a record is in the lists when it was written."""

    def __init__(self, lists: Lists) -> None:
        """Write into these."""
        self._lists = lists
        self.written: list[RegistryEvent] = []

    def write(self, event: RegistryEvent) -> None:
        """Take a record in."""
        self.written.append(event)
        self._lists.apply(_DECODER.decode(msgspec.json.encode(event)))

    def write_and_see(self, event: RegistryEvent, seen: Callable[[Lists], bool]) -> None:
        """Take a record in that shows."""
        self.write(event)
        assert seen(self._lists)

    def forget(self, keys: Iterable[str]) -> None:
        """Take records out."""
        for key in keys:
            self._lists.accounts.forget(key)


class Noted:
    """Stands for the audit topic."""

    def __init__(self) -> None:
        """Start empty."""
        self.events: list[AuditEvent] = []

    def write(self, event: AuditEvent) -> None:
        """Keep an event."""
        self.events.append(event)


class SigningHouse:
    """One web process as far as signing in goes; `beside` is another on the same registry."""

    def __init__(self, lists: Lists | None = None) -> None:
        """Start with nobody, or with what the registry knows."""
        self.registry = RegistryReader("127.0.0.1:1")
        self.registry.lists = lists or self.registry.lists
        self.registry._fresh_at = time.monotonic()
        self.writer = KnownAtOnce(self.registry.lists)
        self.audit = Noted()
        self.factors = SecondFactors(KEY)
        kept = (
            self.registry,
            cast("RegistryWriter", self.writer),
            cast("AuditWriter", self.audit),
        )
        self.changes = AccountChanges(*kept)
        self.proving = Proving(*kept, self.factors)

    def beside(self) -> "SigningHouse":
        """Return another process that knows what the registry says and no more."""
        return SigningHouse(self.registry.lists)

    def account(self, name: str = "anna", role: Role = "officer") -> tuple[OfficerRegistered, str]:
        """Make an account; return it and its password."""
        officer, password = new_account(name, (role,))
        self.registry.lists.apply(officer)
        return officer, password

    def second_factor(self, account: str) -> tuple[pyotp.TOTP, tuple[str, ...]]:
        """Give an account a second factor; return its app and the recovery codes."""
        proposal = self.factors.propose(account, now_ms() // 1000)
        app = pyotp.TOTP(proposal.secret)
        accepted = self.factors.accept(account, proposal.pending, app.now(), now_ms())
        self.changes.set_factor(accepted.factor, account)
        return app, accepted.recovery_codes

    async def try_in(
        self, account: str, password: str, code: str = "", address: str = "192.0.2.1"
    ) -> str:
        """Sign in and return what it was proved with."""
        _, how = await self.proving.who(Claim(account, password, code, address))
        return how
