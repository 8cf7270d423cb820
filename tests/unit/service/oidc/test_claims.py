"""Id tokens that are good, and all those that are not."""

import base64
import json
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from contracts.errors import NotAllowed
from service.oidc.claims import Expected, Subject, subject_of

_NOW_S = 1_800_000_000
_EXPECTED = Expected(issuer="https://id", client_id="chot", nonce="n", now_s=_NOW_S)
_KEY = RSAKey.generate_key(2048, parameters={"kid": "one"})
_NEXT = RSAKey.generate_key(2048, parameters={"kid": "two"})
_GOOD: dict[str, Any] = {
    "iss": "https://id",
    "aud": "chot",
    "nonce": "n",
    "exp": _NOW_S + 300,
    "iat": _NOW_S,
    "sub": "s-1",
    "preferred_username": "lan",
}


class _Keys:
    """The keys of a provider, which has changed them since they were read last."""

    def __init__(self, known: RSAKey = _KEY, newest: RSAKey = _KEY) -> None:
        self.asked_again = 0
        self._known, self._newest = known, newest

    def __call__(self, *, newer: bool) -> KeySet:
        self.asked_again += newer
        return KeySet([self._newest if newer else self._known])


def _token(key: RSAKey = _KEY, **changes: Any) -> str:
    claims = {name: value for name, value in (_GOOD | changes).items() if value is not None}
    return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)


def _read(token: str, keys: _Keys | None = None) -> Subject:
    return subject_of(token, keys or _Keys(), _EXPECTED, "preferred_username")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"aud": ["chot"]},
        {"aud": ["chot", "other"], "azp": "chot"},
        {"exp": _NOW_S - 59},
        {"iat": _NOW_S + 59},
    ],
)
def test_a_token_for_us_and_this_attempt_says_who_it_is(changes: dict[str, Any]) -> None:
    """Also by a clock that is a minute wrong, and for several who are told which of them."""
    assert _read(_token(**changes)) == Subject("s-1", "lan")


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "https://other"},
        {"aud": "other"},
        {"aud": ["chot", "other"]},
        {"aud": ["chot", "other"], "azp": "other"},
        {"azp": "other"},
        {"aud": None},
        {"nonce": "another"},
        {"nonce": None},
        {"exp": _NOW_S - 61},
        {"exp": None},
        {"exp": "never"},
        {"iat": _NOW_S + 61},
        {"iat": None},
        {"sub": ""},
        {"sub": None},
    ],
)
def test_a_token_that_is_not_for_this_attempt_is_refused(changes: dict[str, Any]) -> None:
    """Another issuer, audience or nonce; over, of the future, or about nobody."""
    with pytest.raises(NotAllowed) as refused:
        _read(_token(**changes))

    assert refused.value.reason == "oidc_token"


def test_a_token_by_a_key_of_tomorrow_is_read_once_the_keys_are_asked_for() -> None:
    """A provider changes its keys without telling us."""
    keys = _Keys(known=_KEY, newest=_NEXT)

    assert _read(_token(_NEXT), keys).subject == "s-1"
    assert keys.asked_again == 1


def _unsigned() -> str:
    def part(told: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()

    return f"{part({'alg': 'none'})}.{part(_GOOD)}."


def _by_a_shared_secret() -> str:
    secret = OctKey.import_key(b"a secret that many know, and long enough")
    return jwt.encode({"alg": "HS256", "kid": "one"}, _GOOD, secret)


@pytest.mark.parametrize(
    "token",
    [
        _token(RSAKey.generate_key(2048, parameters={"kid": "one"})),
        _unsigned(),
        _by_a_shared_secret(),
        "",
        "a.b.c",
    ],
)
def test_a_token_that_the_provider_did_not_sign_is_refused(token: str) -> None:
    """By another's key of the same name, by none, by a shared secret, and no token at all."""
    with pytest.raises(NotAllowed):
        _read(token)
