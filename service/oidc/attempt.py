"""An attempt to sign in, as its browser holds it: closed, so that only we can read it.

Nothing of it is kept here, so that any process may end what another began. It is bound to the
browser by being held there and nowhere else: whoever is sent an address with a code and a state has
no attempt that these belong to.
"""

import base64
import hashlib
import hmac
import secrets

import msgspec
import nacl.exceptions
from nacl.secret import SecretBox

from contracts.errors import NotAllowed

_LIFE_S = 10 * 60
_BYTES = 32


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """What the provider has to hand back or show (`state`, `nonce`), and the code's verifier."""

    state: str
    nonce: str
    verifier: str
    until_s: int

    @property
    def challenge(self) -> str:
        """What the provider is told of the verifier (PKCE, S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def new_attempt(now_s: int) -> Attempt:
    """Return a new attempt."""
    state, nonce, verifier = (secrets.token_urlsafe(_BYTES) for _ in range(3))
    return Attempt(state=state, nonce=nonce, verifier=verifier, until_s=now_s + _LIFE_S)


class Attempts:
    """Closes attempts and opens them again."""

    def __init__(self, key: bytes) -> None:
        """Take a secret of the house; what is used of it is used for nothing else."""
        derived = hmac.digest(key, b"attempts to sign in at a provider of identities", "sha256")
        self._box = SecretBox(derived)

    def closed(self, attempt: Attempt) -> str:
        """Return an attempt as its browser holds it."""
        return base64.urlsafe_b64encode(self._box.encrypt(msgspec.json.encode(attempt))).decode()

    def opened(self, text: str, state: str, now_s: int) -> Attempt:
        """Return the attempt, if it is the one that this state came back from.

        Raises:
            NotAllowed: `oidc_attempt`: not one of ours, another's, or too old.

        """
        try:
            plain = self._box.decrypt(base64.urlsafe_b64decode(text))
            attempt = msgspec.json.decode(plain, type=Attempt)
        except (ValueError, nacl.exceptions.CryptoError) as fault:
            raise NotAllowed("oidc_attempt") from fault
        if not hmac.compare_digest(attempt.state.encode(), state.encode()):
            raise NotAllowed("oidc_attempt")
        if attempt.until_s < now_s:
            raise NotAllowed("oidc_attempt")
        return attempt
