"""Sessions that end before their time: noted on audit first, then told to every web process."""

import msgspec

from contracts.accounts import SessionKept, SessionsEnded
from contracts.errors import NotFound
from service.audit import AuditWriter
from service.changes import change_of
from service.clock import now_ms
from service.registry import RegistryReader, RegistryWriter
from service.sessions import SESSION_S

# Clocks of several machines differ; what ran out is remembered a little longer.
_FORGOTTEN_AFTER_MS = 3600 * 1000


class SessionEnding:
    """Ends sessions. Blocking: call it from a thread."""

    def __init__(
        self, registry: RegistryReader, writer: RegistryWriter, audit: AuditWriter
    ) -> None:
        """Work with these."""
        self._registry = registry
        self._writer = writer
        self._audit = audit

    def one(self, session_id: str, account: str, by: str) -> None:
        """End one session of an account; `by` is who says so.

        Raises:
            NotFound: the account has no such session.
            TryAgain: Kafka is away; say it again.

        """
        accounts = self._registry.lists.accounts
        kept = accounts.sessions.get(session_id)
        if kept is None or kept.account != account:
            raise NotFound("session", session_id)
        self._end(kept, by)

    def own(self, session_id: str, account: str) -> None:
        """End the session by which an account calls.

        Raises:
            TryAgain: Kafka is away; say it again.

        """
        now = now_ms()
        # It may have been opened a moment ago, by another process.
        kept = self._registry.lists.accounts.sessions.get(session_id) or SessionKept(
            session_id=session_id,
            account=account,
            opened_ms=now,
            expires_ms=now + SESSION_S * 1000,
            how="password",
        )
        self._end(kept, account)

    def all_of(self, account: str, by: str) -> None:
        """End all sessions that an account has opened so far; `by` is who says so.

        Raises:
            TryAgain: Kafka is away; say it again.

        """
        before_ms = self._registry.lists.accounts.closing_ms(account, now_ms())
        ended = SessionsEnded(account=account, before_ms=before_ms)
        self._audit.write(change_of(ended, by, "sessions_ended"))
        self._writer.write_and_see(
            ended,
            lambda lists: lists.accounts.ended_before_ms(account) >= ended.before_ms,
        )

    def forget_over(self) -> None:
        """Take out of the registry what ran out: it would be refused without being remembered.

        Raises:
            TryAgain: Kafka is away; call again.

        """
        before_ms = now_ms() - _FORGOTTEN_AFTER_MS
        accounts = self._registry.lists.accounts
        keys = [f"{SessionKept.__name__}/{one}" for one in accounts.sessions_over(before_ms)]
        self._writer.forget(keys)

    def _end(self, kept: SessionKept, by: str) -> None:
        ended = msgspec.structs.replace(kept, ended_ms=now_ms())
        self._audit.write(change_of(ended, by, "session_ended"))
        self._writer.write_and_see(
            ended,
            lambda lists: lists.accounts.is_ended(kept.session_id, kept.account, kept.opened_ms),
        )
