"""What is known by heart of accounts beside who they are: sessions, proofs, relatives."""

import hashlib

from contracts.accounts import (
    AccountEvent,
    CodeUsed,
    HeldProof,
    PasswordRehashed,
    PasswordSet,
    RecoveryUsed,
    RelativeFlagged,
    SecondFactorSet,
    SessionKept,
    SessionsEnded,
    SignInHeld,
    SubjectTied,
)

_Attempts = dict[tuple[str, str, int], str]


class AccountLists:
    """All about accounts, as far as the registry was read. One thread applies; others read."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.sessions: dict[str, SessionKept] = {}
        self.factors: dict[str, SecondFactorSet] = {}
        self._passwords: dict[str, PasswordSet] = {}
        self._rehashed: dict[str, PasswordRehashed] = {}
        self.relatives: dict[tuple[str, str], RelativeFlagged] = {}
        self._ended_before: dict[str, int] = {}
        self._codes: dict[str, CodeUsed] = {}
        self._recovery: _Attempts = {}
        self._subjects: dict[str, SubjectTied] = {}
        self._held: dict[tuple[str, HeldProof], int] = {}

    def apply(self, event: AccountEvent) -> None:
        """Take one record in; the same record twice changes nothing."""
        match event:
            case SessionKept():
                self.sessions[event.session_id] = event
            case SessionsEnded():
                self._end_before(event.account, event.before_ms)
            case PasswordSet():
                self._passwords[event.account] = event
                self._end_before(event.account, event.set_ms)
            case PasswordRehashed():
                self._rehashed[event.account] = event
            case SecondFactorSet():
                self.factors[event.account] = event
                self._end_before(event.account, event.set_ms)
            case CodeUsed():
                self._use(event)
            case RecoveryUsed():
                shown = (event.account, event.factor_id, event.number)
                self._recovery.setdefault(shown, event.attempt)
            case SignInHeld():
                self._held[event.account, event.proof] = event.until_ms
            case RelativeFlagged() | SubjectTied():
                self._relate(event)

    def _relate(self, event: RelativeFlagged | SubjectTied) -> None:
        """Take in whom an account belongs to, or to whom its owner is related."""
        if isinstance(event, SubjectTied):
            self._subjects[event.account] = event
        else:
            self.relatives[event.account, event.citizen_id] = event

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

    def closing_ms(self, account: str, now_ms: int) -> int:
        """Return a moment not before any session of an account: now, or by a clock that is ahead.

        What ends at it ends them all, by their own times.
        """
        return max([now_ms, *(kept.opened_ms for kept in self.sessions_of(account, now_ms))])

    def sessions_over(self, before_ms: int) -> list[str]:
        """Return the ids of sessions that ran out before a moment."""
        kept = tuple(self.sessions.values())
        return [one.session_id for one in kept if one.expires_ms < before_ms]

    def password_hash(self, account: str, first: str) -> str:
        """Return the hash of an account's password; `first` is the one it was made with."""
        kept = self.hash_as_set(account, first)
        rehashed = self._rehashed.get(account)
        if rehashed is not None and rehashed.replaces == digest_of(kept):
            return rehashed.password_hash
        return kept

    def hash_as_set(self, account: str, first: str) -> str:
        """Return the hash that was made when the password was set."""
        changed = self._passwords.get(account)
        return changed.password_hash if changed else first

    def password_set_ms(self, account: str) -> int:
        """Return when an account's password was last changed; 0: it is the first one."""
        changed = self._passwords.get(account)
        return changed.set_ms if changed else 0

    def factor(self, account: str) -> SecondFactorSet | None:
        """Return the second factor of an account, None if it has none."""
        known = self.factors.get(account)
        return known if known is not None and known.wrapped else None

    def last_step(self, factor: SecondFactorSet) -> int:
        """Return the step of the newest code that was shown, -1 if none was."""
        used = self._codes.get(factor.account)
        return used.step if used is not None and used.factor_id == factor.factor_id else -1

    def recovery_used(self, factor: SecondFactorSet) -> set[int]:
        """Return the numbers of the recovery codes that were shown."""
        return {
            number
            for account, factor_id, number in tuple(self._recovery)
            if (account, factor_id) == (factor.account, factor.factor_id)
        }

    def is_first(self, shown: CodeUsed | RecoveryUsed) -> bool | None:
        """Tell whether this attempt was the first with its code; None: not known yet."""
        if isinstance(shown, RecoveryUsed):
            first = self._recovery.get((shown.account, shown.factor_id, shown.number))
            return None if first is None else first == shown.attempt
        used = self._codes.get(shown.account)
        if used is None or used.factor_id != shown.factor_id or used.step < shown.step:
            return None
        return used.attempt == shown.attempt

    def subject(self, account: str) -> SubjectTied | None:
        """Return whom an account is tied to at a provider, None if to nobody."""
        tied = self._subjects.get(account)
        return tied if tied is not None and tied.subject else None

    def account_of(self, issuer: str, subject: str) -> str:
        """Return the account that is tied to somebody at a provider, empty if none is."""
        tied = tuple(self._subjects.values())
        mine = (one.account for one in tied if (one.issuer, one.subject) == (issuer, subject))
        return next(mine, "") if subject else ""

    def held_until_ms(self, account: str, proof: HeldProof) -> int:
        """Return until when attempts have to wait, as some process said; 0: they need not."""
        return self._held.get((account, proof), 0)

    def _use(self, event: CodeUsed) -> None:
        used = self._codes.get(event.account)
        is_newer = used is None or used.factor_id != event.factor_id or event.step > used.step
        if is_newer:
            self._codes[event.account] = event

    def _end_before(self, account: str, before_ms: int) -> None:
        # Records of several kinds end sessions, and after a lost connection all come again.
        self._ended_before[account] = max(before_ms, self.ended_before_ms(account))


def digest_of(password_hash: str) -> str:
    """Return the name by which one hash refers to another."""
    return hashlib.sha256(password_hash.encode()).hexdigest()
