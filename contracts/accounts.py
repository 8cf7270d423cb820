"""What the `registry` topic carries of accounts beside who they are: how they prove it.

An account itself is `OfficerRegistered`, which administrators write. What its owner changes stands
in records of its own, so that of two who write at once neither undoes the other. Passwords and
recovery codes are hashes here, the secret behind codes is wrapped (`service/second_factor.py`).
"""

from typing import Literal

from contracts.entities import Entity

SignInMethod = Literal["password", "password_and_code", "oidc"]
HeldProof = Literal["password", "code"]


class SessionKept(Entity, frozen=True, kw_only=True):
    """A session that somebody opened; `ended_ms` is when it was ended before its time, 0 if not.

    `client` is a rough name of the browser, for its owner to tell one from another. Forgotten some
    time after `expires_ms`.
    """

    session_id: str
    account: str
    opened_ms: int
    expires_ms: int
    how: SignInMethod
    client: str = ""
    ended_ms: int = 0

    @property
    def entity_id(self) -> str:
        """The session's id."""
        return self.session_id


class OfAccount(Entity, frozen=True, kw_only=True):
    """A record of which each account has one at most."""

    account: str

    @property
    def entity_id(self) -> str:
        """The account's name."""
        return self.account


class SessionsEnded(OfAccount, frozen=True, kw_only=True):
    """Whatever session an account opened up to `before_ms` is over."""

    before_ms: int


class PasswordSet(OfAccount, frozen=True, kw_only=True):
    """A new password instead of the one an account was made with; older sessions are over."""

    password_hash: str
    set_ms: int


class PasswordRehashed(OfAccount, frozen=True, kw_only=True):
    """The same password under today's parameters; `replaces` is a digest of the older hash.

    It stands for nothing once the password is another one.
    """

    replaces: str
    password_hash: str


class SecondFactorSet(OfAccount, frozen=True, kw_only=True):
    """The second factor of an account; none without `wrapped`. Older sessions are over.

    `recovery` are keyed digests of the recovery codes, each of which works once.
    """

    factor_id: str
    set_ms: int
    wrapped: bytes = b""
    recovery: tuple[str, ...] = ()


class CodeUsed(OfAccount, frozen=True, kw_only=True):
    """A code was shown: neither it nor an older one works again.

    `step` is the code's half minute since 1970. Of two `attempt`s with one code the first is good.
    """

    factor_id: str
    step: int
    attempt: str


class RecoveryUsed(OfAccount, frozen=True, kw_only=True):
    """The recovery code of that number was shown; of two `attempt`s the first is good."""

    factor_id: str
    number: int
    attempt: str

    @property
    def entity_id(self) -> str:
        """The account's name and which code: a new factor's codes take the places of the old."""
        return f"{self.account}:{self.number}"


class SignInHeld(OfAccount, frozen=True, kw_only=True):
    """So many failed for an account that the next attempt has to wait until `until_ms`."""

    proof: HeldProof
    until_ms: int

    @property
    def entity_id(self) -> str:
        """The account's name and what was wrong."""
        return f"{self.account}:{self.proof}"


class RelativeFlagged(Entity, frozen=True, kw_only=True):
    """A citizen is a relative of who works under an account; their questions about them are marked.

    `flagged_by` is an auditor, or the account itself. Not `active`: it was an error, or is over.
    """

    account: str
    citizen_id: str
    flagged_ms: int
    flagged_by: str
    active: bool = True

    @property
    def entity_id(self) -> str:
        """The account and the citizen."""
        return f"{self.account}:{self.citizen_id}"


class SubjectTied(OfAccount, frozen=True, kw_only=True):
    """Whom an account belongs to at a provider of identities, since their first sign-in there.

    Without `subject` the account is free again: the next whom the provider calls so takes it.
    """

    issuer: str
    subject: str = ""


# What only signing in and auditors look at: no gate's lists change with it.
AccountEvent = (
    SessionKept
    | SessionsEnded
    | PasswordSet
    | PasswordRehashed
    | SecondFactorSet
    | CodeUsed
    | RecoveryUsed
    | SignInHeld
    | RelativeFlagged
    | SubjectTied
)
