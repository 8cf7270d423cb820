"""What is known by heart about accounts beside who they are: their sessions."""

from contracts.registry import AccountEvent, SessionKept, SessionsEnded


class AccountLists:
    """Sessions, as far as the registry was read. One thread applies records; others read."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.sessions: dict[str, SessionKept] = {}
        self._ended_before: dict[str, int] = {}

    def apply(self, event: AccountEvent) -> None:
        """Take one record in; the same record twice changes nothing."""
        match event:
            case SessionKept():
                self.sessions[event.session_id] = event
            case SessionsEnded():
                self._end_before(event.account, event.before_ms)

    def forget(self, key: str) -> None:
        """Drop the entity of a key that was taken out of the registry."""
        kind, _, entity_id = key.partition("/")
        if kind == SessionKept.__name__:
            self.sessions.pop(entity_id, None)

    def ended_before_ms(self, account: str) -> int:
        """Return up to when every session of an account is over; 0 if none was ended."""
        return self._ended_before.get(account, 0)

    def is_ended(self, session_id: str, account: str, opened_ms: int) -> bool:
        """Tell whether a session was ended before its time."""
        kept = self.sessions.get(session_id)
        return opened_ms <= self.ended_before_ms(account) or bool(kept and kept.ended_ms)

    def sessions_of(self, account: str, now_ms: int) -> list[SessionKept]:
        """Return the sessions of an account that go on, the newest first."""
        live = [
            kept
            for kept in tuple(self.sessions.values())
            if kept.account == account
            and kept.expires_ms > now_ms
            and not self.is_ended(kept.session_id, account, kept.opened_ms)
        ]
        return sorted(live, key=lambda kept: kept.opened_ms, reverse=True)

    def sessions_over(self, before_ms: int) -> list[str]:
        """Return the ids of sessions that ran out before a moment."""
        kept = tuple(self.sessions.values())
        return [one.session_id for one in kept if one.expires_ms < before_ms]

    def _end_before(self, account: str, before_ms: int) -> None:
        # Records of several kinds end sessions, and after a lost connection all come again.
        self._ended_before[account] = max(before_ms, self.ended_before_ms(account))
