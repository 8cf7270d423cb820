"""Who holds the key that wraps the private day keys: a file, the environment, or a key service.

Only the read side asks. A wrapped key says nothing without whoever wrapped it, so a stolen folder
of day keys is worth no more than the master key's own protection: with a key service, nothing.

    FileMaster     `master.key` in the folder of secrets, made when first needed
    BoxMaster      32 bytes from the environment
    KmsMaster      a service that wraps and unwraps, and never hands its key out
    Masters        one of these wraps, any of them unwraps: what a change of master needs
"""

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import httpx
import msgspec
import nacl.utils
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from contracts.errors import Stop, TryAgain
from service.files import replace_private, shred, write_private

KEY_BYTES = 32
_ANSWERS_WITHIN_S = 5.0


class OtherMasterError(Exception):
    """What was to be unwrapped was not wrapped by this master."""


class MasterKey(Protocol):
    """Wraps keys, and unwraps what it wrapped. All calls block."""

    def wrap(self, key: bytes) -> bytes:
        """Return the key closed up.

        Raises:
            TryAgain: the key service is away.

        """

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return what was wrapped.

        Raises:
            OtherMasterError: somebody else wrapped it, or it was changed.
            TryAgain: the key service is away.

        """


class BoxMaster:
    """A master key in hand: a libsodium secret box (XSalsa20-Poly1305)."""

    def __init__(self, key: bytes) -> None:
        """Take 32 bytes."""
        self._box = SecretBox(key)

    def wrap(self, key: bytes) -> bytes:
        """Return the key in a box."""
        return bytes(self._box.encrypt(key))

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return what lies in a box."""
        try:
            return self._box.decrypt(wrapped)
        except (CryptoError, ValueError) as fault:
            raise OtherMasterError from fault


class FileMaster:
    """A master key in a file, which may be replaced: during that, there are two."""

    def __init__(self, folder: Path) -> None:
        """Keep the key in this folder of secrets. Nothing is read or made before it is needed."""
        self._now = folder / "master.key"
        self._next = folder / "master.key.next"

    def wrap(self, key: bytes) -> bytes:
        """Return the key in a box, making a master key if there is none."""
        file = self._next if self._next.exists() else self._now
        if not file.exists():
            write_private(file, nacl.utils.random(KEY_BYTES))
        return BoxMaster(file.read_bytes()).wrap(key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return what lies in a box of either key."""
        for file in (self._next, self._now):
            try:
                return BoxMaster(file.read_bytes()).unwrap(wrapped)
            except (FileNotFoundError, OtherMasterError):
                continue
        raise OtherMasterError

    def begin_change(self) -> None:
        """Wrap with a new key from now on; one that was begun already goes on."""
        if not self._next.exists():
            write_private(self._next, nacl.utils.random(KEY_BYTES))

    def end_change(self) -> None:
        """Destroy the old key: everything was wrapped anew."""
        content = self._next.read_bytes()
        # Both names hold the new key before the second one goes: a fall leaves it in either.
        shred(self._now)
        replace_private(self._now, content)
        shred(self._next)

    def retire(self) -> None:
        """Destroy the key: somebody else wraps now, and everything was wrapped anew."""
        shred(self._next)
        shred(self._now)


class _Encrypted(msgspec.Struct, frozen=True):
    ciphertext: str


class _Decrypted(msgspec.Struct, frozen=True):
    plaintext: str


class _Sealed(msgspec.Struct, frozen=True):
    data: _Encrypted


class _Opened(msgspec.Struct, frozen=True):
    data: _Decrypted


class KmsMaster:
    """A key service that speaks as Vault's transit engine: `encrypt/NAME`, `decrypt/NAME`."""

    def __init__(self, url: str, name: str, token: str) -> None:
        """Ask at `url` (`https://vault:8200/v1/transit`) for the key of that name."""
        self._url = url.rstrip("/")
        self._name = name
        self._headers = {"X-Vault-Token": token}

    def wrap(self, key: bytes) -> bytes:
        """Return the key as the service closed it up."""
        body = self._ask("encrypt", {"plaintext": base64.b64encode(key).decode()})
        return msgspec.json.decode(body, type=_Sealed).data.ciphertext.encode()

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return what the service opens."""
        if not wrapped.startswith(b"vault:"):
            raise OtherMasterError
        body = self._ask("decrypt", {"ciphertext": wrapped.decode()})
        return base64.b64decode(msgspec.json.decode(body, type=_Opened).data.plaintext)

    def _ask(self, what: str, body: dict[str, str]) -> bytes:
        try:
            answer = httpx.post(
                f"{self._url}/{what}/{self._name}",
                json=body,
                headers=self._headers,
                timeout=_ANSWERS_WITHIN_S,
            )
        except httpx.TransportError as fault:
            raise TryAgain("the key service") from fault
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise OtherMasterError
        if answer.is_server_error:
            raise TryAgain("the key service")
        if not answer.is_success:
            raise Stop(f"the key service refuses: {answer.status_code}")
        return answer.content


class Masters:
    """The first of several masters wraps; whatever any of them wrapped can be unwrapped."""

    def __init__(self, current: MasterKey, others: Sequence[MasterKey] = ()) -> None:
        """Wrap with `current`."""
        self._all = (current, *others)

    def wrap(self, key: bytes) -> bytes:
        """Return the key as the first master wraps it."""
        return self._all[0].wrap(key)

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return what any of the masters wrapped."""
        for master in self._all:
            try:
                return master.unwrap(wrapped)
            except OtherMasterError:
                continue
        raise OtherMasterError

    def begin_change(self) -> None:
        """Prepare to wrap everything anew."""
        current = self._all[0]
        if isinstance(current, FileMaster):
            current.begin_change()

    def end_change(self) -> None:
        """Destroy the keys on this disk that wrap nothing any more."""
        current = self._all[0]
        if isinstance(current, FileMaster):
            current.end_change()
            return
        for master in self._all:
            if isinstance(master, FileMaster):
                master.retire()


def key_from_text(text: str, name: str) -> bytes:
    """Return a key given in base64.

    Raises:
        Stop: it is not 32 bytes in base64; the text itself is not told.

    """
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as fault:
        raise Stop(f"{name} is not in base64") from fault
    if len(key) != KEY_BYTES:
        raise Stop(f"{name} needs {KEY_BYTES} bytes, not {len(key)}")
    return key
