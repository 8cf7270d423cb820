"""The folder of secrets: made at the first start, readable by its owner only.

    pseudonym.key      HMAC key of citizen and vehicle ids; never change it
    session.key        signs session and device tokens
    account.key        wraps what second factors are made of
    photo.key          closes the photographs of paper sheets
    master.key         wraps the private day keys
    pass-keys/*.key    Ed25519 seeds that sign passes, one file a key
    day-keys/*.key     X25519 private keys of each day, wrapped by the master key

A gateway alone needs the first four and `pass-keys`; only the read side needs the rest.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import nacl.utils
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.signing import SigningKey

_KEY_BYTES = 32


class Secrets:
    """Reads secrets, and makes those that don't exist yet."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, making it if needed."""
        self.folder = folder
        for part in (folder, folder / "pass-keys", folder / "day-keys"):
            part.mkdir(parents=True, exist_ok=True)
            part.chmod(0o700)

    def pseudonym_key(self) -> bytes:
        """Return the key behind citizen and vehicle ids."""
        return self._read_or_make("pseudonym.key")

    def session_key(self) -> bytes:
        """Return the key that signs session and device tokens."""
        return self._read_or_make("session.key")

    def account_key(self) -> bytes:
        """Return the key that wraps the secrets behind codes of accounts."""
        return self._read_or_make("account.key")

    def photo_key(self) -> bytes:
        """Return the key that closes photographs; gateways alone hold it."""
        return self._read_or_make("photo.key")

    def signing_keys(self) -> Iterator[SigningKey]:
        """Yield every private key that may sign passes."""
        for file in sorted((self.folder / "pass-keys").glob("*.key")):
            yield SigningKey(file.read_bytes())

    def add_signing_key(self) -> SigningKey:
        """Make and keep one more key for passes."""
        key = SigningKey.generate()
        name = bytes(key.verify_key).hex()[:16]
        write_private(self.folder / "pass-keys" / f"{name}.key", bytes(key))
        return key

    def day_key(self, day: str) -> PrivateKey:
        """Return a day's private key.

        Raises:
            FileNotFoundError: never made, or destroyed: the day's personal fields are gone.

        """
        wrapped = self._day_file(day).read_bytes()
        return PrivateKey(self._master().decrypt(wrapped))

    def add_day_key(self, day: str) -> PrivateKey:
        """Return the day's key, making and wrapping it if there is none yet."""
        if self._day_file(day).exists():
            return self.day_key(day)
        key = PrivateKey.generate()
        write_private(self._day_file(day), self._master().encrypt(bytes(key)))
        return key

    def _day_file(self, day: str) -> Path:
        return self.folder / "day-keys" / f"{day}.key"

    def _master(self) -> SecretBox:
        return SecretBox(self._read_or_make("master.key"))

    def _read_or_make(self, name: str) -> bytes:
        file = self.folder / name
        if not file.exists():
            write_private(file, nacl.utils.random(_KEY_BYTES))
        return file.read_bytes()


def write_private(file: Path, content: bytes) -> None:
    """Write a file for the owner's eyes; an existing one is left as it is.

    The content goes to a neighbour first and is linked into place, so that of two processes which
    start at once both end up with the key that came first.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
