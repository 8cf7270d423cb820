"""Changes of accounts: noted on audit first, without hashes and secrets, then on the registry."""

import uuid

import msgspec

from contracts.accounts import (
    PasswordSet,
    SecondFactorSet,
    SessionKept,
    SessionsEnded,
    SubjectTied,
)
from contracts.audit import RegistryChanged
from contracts.registry import OfficerRegistered
from service.audit import AuditWriter
from service.clock import now_ms
from service.registry import RegistryReader, RegistryWriter

Changed = (
    OfficerRegistered | PasswordSet | SecondFactorSet | SessionKept | SessionsEnded | SubjectTied
)


def change_of(record: Changed, by: str, purpose: str) -> RegistryChanged:
    """Return the note that somebody changes an account; `purpose` is what they do."""
    shown: Changed
    match record:
        case OfficerRegistered() | PasswordSet():
            shown = msgspec.structs.replace(record, password_hash="")
        case SecondFactorSet():
            shown = msgspec.structs.replace(record, wrapped=b"", recovery=())
        case _:
            shown = record
    return RegistryChanged(
        event_id=uuid.uuid4().hex, at_ms=now_ms(), account=by, purpose=purpose, record=shown
    )


class AccountChanges:
    """Changes accounts. Blocking: call it from a thread. `by` is who changes them.

    Each raises `TryAgain` while Kafka is away; then say it again.
    """

    def __init__(
        self, registry: RegistryReader, writer: RegistryWriter, audit: AuditWriter
    ) -> None:
        """Work with these."""
        self._registry = registry
        self._writer = writer
        self._audit = audit

    def register(self, officer: OfficerRegistered, by: str) -> None:
        """Make an account, or change what it may do; return when this process knows it."""
        self._audit.write(change_of(officer, by, "account_registered"))
        account = officer.account
        self._writer.write_and_see(officer, lambda lists: lists.officers.get(account) == officer)

    def set_password(self, account: str, password_hash: str, by: str) -> None:
        """Give an account another password; its sessions are over."""
        event = PasswordSet(
            account=account, password_hash=password_hash, set_ms=self._closing_ms(account)
        )
        self._audit.write(change_of(event, by, "password_set"))
        self._writer.write_and_see(
            event, lambda lists: lists.accounts.password_set_ms(account) >= event.set_ms
        )

    def set_factor(self, factor: SecondFactorSet, by: str) -> None:
        """Give an account a second factor, or take it away; its sessions are over."""
        purpose = "second_factor_set" if factor.wrapped else "second_factor_taken_away"
        self._audit.write(change_of(factor, by, purpose))
        self._writer.write_and_see(
            factor, lambda lists: lists.accounts.factors.get(factor.account) == factor
        )

    def take_factor_away(self, account: str, by: str) -> None:
        """Leave an account with its password alone; its sessions are over."""
        none = SecondFactorSet(
            account=account, factor_id=uuid.uuid4().hex, set_ms=self._closing_ms(account)
        )
        self.set_factor(none, by)

    def tie(self, tied: SubjectTied, by: str) -> None:
        """Tie an account to somebody at a provider, or to nobody."""
        self._audit.write(change_of(tied, by, "subject_tied" if tied.subject else "subject_freed"))
        wanted = tied if tied.subject else None
        self._writer.write_and_see(
            tied, lambda lists: lists.accounts.subject(tied.account) == wanted
        )

    def _closing_ms(self, account: str) -> int:
        return self._registry.lists.accounts.closing_ms(account, now_ms())
