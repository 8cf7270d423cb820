"""The provider of identities over HTTP: what it says of itself, its keys, its answer to a code."""

import threading
import time
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from contracts.errors import NotAllowed, TryAgain
from service.logs import log_of

_TIMEOUT_S = 5.0
_MOST_BYTES = 256 * 1024
# What a provider says of itself changes seldom; its keys are read again when a new one signs.
_KEPT_S = 3600.0
# A token that names a key nobody knows must not be a way to make us ask all the time.
_KEYS_AGAIN_S = 10.0
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})

_log = log_of("oidc")


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """What a provider says of itself, as far as it is needed here."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    response_modes_supported: tuple[str, ...] = ()


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str


class Provider:
    """Asks a provider, and remembers what seldom changes. Blocking; any thread may use it."""

    def __init__(self, issuer: str) -> None:
        """Ask nobody yet."""
        self._issuer = issuer
        self._http = httpx.Client(timeout=_TIMEOUT_S, follow_redirects=False)
        self._lock = threading.Lock()
        self._found: Discovery | None = None
        self._found_s = 0.0
        self._keys: KeySet | None = None
        self._keys_s = 0.0

    def discovery(self) -> Discovery:
        """Return what the provider says of itself.

        Raises:
            TryAgain: it is away, or does not speak for the issuer.

        """
        with self._lock:
            if self._found is None or time.monotonic() - self._found_s > _KEPT_S:
                address = f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"
                found = _read(self._get(address), Discovery)
                if found.issuer != self._issuer:
                    raise _away("another issuer")
                for one in (found.token_endpoint, found.jwks_uri, found.authorization_endpoint):
                    _check_address(one)
                self._found, self._found_s = found, time.monotonic()
            return self._found

    def keys(self, *, newer: bool = False) -> KeySet:
        """Return the provider's public keys; `newer` asks for them again, though not all the time.

        Raises:
            TryAgain: it is away.

        """
        address = self.discovery().jwks_uri
        with self._lock:
            age_s = time.monotonic() - self._keys_s
            if self._keys is None or age_s > _KEPT_S or (newer and age_s > _KEYS_AGAIN_S):
                content = self._get(address)
                try:
                    self._keys = KeySet.import_key_set(msgspec.json.decode(content))
                except (JoseError, ValueError, KeyError, TypeError) as fault:
                    raise _away("no keys") from fault
                self._keys_s = time.monotonic()
            return self._keys

    def id_token(self, form: dict[str, str], secret: str) -> str:
        """Return the id token that the provider gives for a code; `form` holds what it asks for.

        Raises:
            NotAllowed: `oidc_refused`: the code was used, is too old, or was another browser's.
            TryAgain: the provider is away.

        """
        sign = httpx.BasicAuth(form["client_id"], secret) if secret else None
        try:
            answer = self._http.post(
                self.discovery().token_endpoint,
                data=form,
                auth=sign or httpx.USE_CLIENT_DEFAULT,
            )
        except httpx.HTTPError as fault:
            raise _away(type(fault).__name__) from fault
        if answer.status_code in {httpx.codes.BAD_REQUEST, httpx.codes.UNAUTHORIZED}:
            _log.warning("code_refused", status=answer.status_code)
            raise NotAllowed("oidc_refused")
        if answer.status_code != httpx.codes.OK or len(answer.content) > _MOST_BYTES:
            raise _away(str(answer.status_code))
        found: _Tokens = _read(answer.content, _Tokens)
        return found.id_token

    def close(self) -> None:
        """Let the connections go."""
        self._http.close()

    def _get(self, address: str) -> bytes:
        try:
            answer = self._http.get(address)
        except httpx.HTTPError as fault:
            raise _away(type(fault).__name__) from fault
        if answer.status_code != httpx.codes.OK or len(answer.content) > _MOST_BYTES:
            raise _away(str(answer.status_code))
        return answer.content


def _read(content: bytes, kind: Any) -> Any:
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.DecodeError as fault:
        raise _away("not understood") from fault


def _check_address(address: str) -> None:
    """Refuse to send codes and secrets in the clear to another machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _HERE:
        raise _away("an address in the clear")


def _away(why: str) -> TryAgain:
    _log.warning("provider_away", why=why)
    return TryAgain("the provider of identities")
