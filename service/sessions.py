"""Tokens of people and enrolments: signed JSON Web Tokens (HS256). Devices sign, and have none.

A token says who its bearer is, never what the bearer may do: roles, jurisdiction and whether the
account is still active come from the registry at every call.
"""

import functools
import uuid
from typing import Literal

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from contracts.accounts import SignInMethod
from contracts.errors import NotAllowed
from service.clock import now_ms

TokenKind = Literal["session", "enrolment"]

SESSION_S = 12 * 3600
ENROLMENT_S = 15 * 60

_REMEMBERED = 4096

_LIFE_S: dict[TokenKind, int] = {
    "session": SESSION_S,
    "enrolment": ENROLMENT_S,
}


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What a token holds: its kind, its subject, its own id, when it ends, and a place if any.

    `jti` is a session's id, `opened_ms` when it began, `how` what its owner signed in with.
    """

    kind: TokenKind
    sub: str
    jti: str
    exp: int
    place_id: str = ""
    opened_ms: int = 0
    how: SignInMethod = "password"


class Sessions:
    """Makes and checks tokens under the house's session key."""

    def __init__(self, key: bytes) -> None:
        """Take the secret."""
        self._key = OctKey.import_key(key)
        # A page shows the same token with every request.
        self._read = functools.lru_cache(maxsize=_REMEMBERED)(self._checked)

    def issue(
        self,
        kind: TokenKind,
        subject: str,
        *,
        place_id: str = "",
        how: SignInMethod = "password",
        opened_ms: int | None = None,
    ) -> tuple[str, Token]:
        """Return a new token as text and as what it holds."""
        begins_ms = now_ms() if opened_ms is None else opened_ms
        token = Token(
            kind=kind,
            sub=subject,
            jti=uuid.uuid4().hex,
            exp=begins_ms // 1000 + _LIFE_S[kind],
            place_id=place_id,
            opened_ms=begins_ms,
            how=how,
        )
        return jwt.encode({"alg": "HS256"}, msgspec.to_builtins(token), self._key), token

    def check(self, text: str) -> Token:
        """Return what the token holds.

        Raises:
            NotAllowed: not one of ours, or over.

        """
        token = self._read(text)
        if token.exp <= now_ms() // 1000:
            raise NotAllowed("expired")
        return token

    def _checked(self, text: str) -> Token:
        try:
            claims = jwt.decode(text, self._key, algorithms=["HS256"]).claims
            return msgspec.convert(claims, Token)
        except (JoseError, ValueError) as fault:
            raise NotAllowed("sign_in") from fault
