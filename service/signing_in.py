"""A session for whoever has proved who they are: made, noted, handed out."""

import uuid
from datetime import UTC, datetime

import msgspec

from contracts.accounts import SessionKept, SignInMethod
from contracts.audit import SignedIn
from contracts.registry import OfficerRegistered, Role
from service.audit import AuditWriter
from service.clock import now_ms
from service.registry import RegistryReader, RegistryWriter
from service.second_factor import owes_factor
from service.sessions import Sessions


class SessionOpened(msgspec.Struct, frozen=True):
    """A token to send as `Authorization: Bearer …`, until `expires_at`.

    `must_enrol`: nothing is open to it before a second factor is set up.
    """

    token: str
    expires_at: datetime
    roles: tuple[str, ...]
    must_enrol: bool = False


class SignIn:
    """Opens sessions. Blocking: call it from a thread."""

    def __init__(
        self,
        sessions: Sessions,
        registry: RegistryReader,
        writer: RegistryWriter,
        audit: AuditWriter,
        demanded: tuple[Role, ...] = (),
    ) -> None:
        """Make tokens with `sessions`; note them on the registry and on audit.

        `demanded` are the roles that need a second factor.
        """
        self._demanded = demanded
        self._sessions = sessions
        self._registry = registry
        self._writer = writer
        self._audit = audit

    def open(
        self, officer: OfficerRegistered, how: SignInMethod, *, client: str = ""
    ) -> SessionOpened:
        """Return a new session of somebody who has proved to be this officer.

        Raises:
            TryAgain: Kafka is away; nobody is signed in.

        """
        # Sessions were perhaps ended by a process whose clock is ahead; this one is newer.
        ended_ms = self._registry.lists.accounts.ended_before_ms(officer.account)
        text, token = self._sessions.issue(
            "session", officer.account, how=how, opened_ms=max(now_ms(), ended_ms + 1)
        )
        self._audit.write(
            SignedIn(
                event_id=uuid.uuid4().hex,
                at_ms=now_ms(),
                account=officer.account,
                session_id=token.jti,
                how=how,
            )
        )
        self._writer.write(
            SessionKept(
                session_id=token.jti,
                account=officer.account,
                opened_ms=token.opened_ms,
                expires_ms=token.exp * 1000,
                how=how,
                client=client,
            )
        )
        ends_at = datetime.fromtimestamp(token.exp, UTC)
        must_enrol = owes_factor(officer.roles, how, self._demanded)
        return SessionOpened(text, ends_at, officer.roles, must_enrol)
