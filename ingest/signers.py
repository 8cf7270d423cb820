"""The keys this gateway signs passes with."""

import time

from contracts.keyring import KeyRing, PassKey, Signer
from service.secrets import Secrets

# A private key may be laid into the folder after its public half was published.
_READ_AGAIN_S = 30.0


class Signers:
    """Pairs the private keys of the secrets folder with their windows in the registry."""

    def __init__(self, secrets: Secrets) -> None:
        """Read keys from this folder when they are asked for."""
        self._secrets = secrets
        self._known: tuple[PassKey, ...] = ()
        self._read_at = 0.0
        self._signer = Signer(())

    def signer(self, ring: KeyRing) -> Signer:
        """Return a signer with every key that is both published and here."""
        published = ring.all()
        if published != self._known or time.monotonic() - self._read_at > _READ_AGAIN_S:
            windows = {key.public_key: key for key in published}
            private_keys = [(bytes(key.verify_key), key) for key in self._secrets.signing_keys()]
            self._signer = Signer(
                (windows[public], private) for public, private in private_keys if public in windows
            )
            self._known = published
            self._read_at = time.monotonic()
        return self._signer
