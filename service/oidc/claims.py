"""Whom an id token speaks of, once everything about it was checked. Pure but for the keys."""

from typing import Any, Protocol

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from contracts.errors import NotAllowed

# Signatures by a provider's private key only: never none, never a shared secret.
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"]
# The clocks of two machines differ.
_LEEWAY_S = 60


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """By whom, for whom and for which attempt a token has to be made; now in seconds since 1970."""

    issuer: str
    client_id: str
    nonce: str
    now_s: int


class Subject(msgspec.Struct, frozen=True):
    """Somebody at the provider: their id there, which never changes, and the account they name."""

    subject: str
    account: str


class Keys(Protocol):
    """Gives the provider's public keys; `newer` asks the provider for them again."""

    def __call__(self, *, newer: bool) -> KeySet:
        """Return the keys."""


def subject_of(id_token: str, keys: Keys, expected: Expected, account_claim: str) -> Subject:
    """Return whom a token speaks of.

    Where a signature fits none of the keys that are known, the newest are tried, once.

    Raises:
        NotAllowed: `oidc_token`: not signed by the provider, not for us, not for this attempt, or
            over.
        TryAgain: the provider is away.

    """
    try:
        claims = _signed(id_token, keys(newer=False))
    except (JoseError, ValueError):
        try:
            claims = _signed(id_token, keys(newer=True))
        except (JoseError, ValueError) as fault:
            raise NotAllowed("oidc_token") from fault
    if not _is_expected(claims, expected):
        raise NotAllowed("oidc_token")
    return Subject(claims["sub"], str(claims.get(account_claim, "")))


def _signed(id_token: str, keys: KeySet) -> dict[str, Any]:
    return jwt.decode(id_token, keys, algorithms=_ALGORITHMS).claims


def _is_expected(claims: dict[str, Any], expected: Expected) -> bool:
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    exp, iat, subject = claims.get("exp"), claims.get("iat"), claims.get("sub")
    return (
        claims.get("iss") == expected.issuer
        and expected.client_id in audiences
        and claims.get("azp", expected.client_id) == expected.client_id
        and (len(audiences) == 1 or "azp" in claims)
        and claims.get("nonce") == expected.nonce
        and isinstance(exp, int)
        and exp > expected.now_s - _LEEWAY_S
        and isinstance(iat, int)
        and iat < expected.now_s + _LEEWAY_S
        and isinstance(subject, str)
        and subject != ""
    )
