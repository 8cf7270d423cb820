"""Who signed a request: checked against the registry, the clock, and what was taken before.

`heed` prepares a request before any route sees it: what is read of its body is held against the
digest that was signed. `Signatures` then believes it, once.
"""

import hashlib
from collections.abc import Callable

from starlette.types import Message, Receive, Scope

from contracts.errors import NotAllowed, TryAgain
from contracts.registry import DeviceEnrolled
from contracts.signatures import Addressed, Signed, digest_text, is_signed_by, read_signed
from service.clock import now_ms

# Sending a photograph from a poor network takes long, but its head leaves at once.
LATEST_S = 60
# A clock that was set by our own answers is right to a second or two.
AHEAD_S = 30

# More than one process can answer in that time; beyond it, memory would not be bounded.
MOST_REMEMBERED = 1_000_000

_SIGNED = "chot.signed"
_NAMES = {b"signature-input", b"signature", b"content-digest"}


def heed(scope: Scope, receive: Receive) -> Receive:
    """Read a request's signature, if it has one, and return a `receive` that checks the body."""
    if not any(name == b"signature-input" for name, _ in scope["headers"]):
        return receive
    found = {name: text for name, text in scope["headers"] if name in _NAMES}
    texts = [found.get(name, b"").decode("latin-1") for name in sorted(_NAMES, reverse=True)]
    signature_input, signature, content_digest = texts
    try:
        scope[_SIGNED] = read_signed(signature_input, signature, content_digest)
    except ValueError:
        scope[_SIGNED] = None
    return _checked(receive, content_digest)


def signed_of(scope: Scope) -> Signed | None:
    """Return what was read of a request's signature, None if there is nothing to read.

    Raises:
        NotAllowed: it is signed in a way that is not understood.

    """
    if _SIGNED not in scope:
        return None
    signed: Signed | None = scope[_SIGNED]
    if signed is None:
        raise NotAllowed("signature_form")
    return signed


def addressed(scope: Scope) -> Addressed:
    """Return what a request is, in the letters in which it came."""
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    return Addressed(scope["method"], path.decode("latin-1"), scope["query_string"].decode())


def _checked(receive: Receive, content_digest: str) -> Receive:
    seen = hashlib.sha256()

    async def checked() -> Message:
        message = await receive()
        if message["type"] == "http.request":
            seen.update(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if is_whole and digest_text(seen.digest()) != content_digest:
                raise NotAllowed("signature")
        return message

    return checked


class Signatures:
    """Believes each signature once, while it is fresh."""

    def __init__(self, clock: Callable[[], int] = now_ms) -> None:
        """Start with none taken; `clock` tells the time in milliseconds."""
        self._clock = clock
        self._taken = Remembered()

    def check(self, signed: Signed, request: Addressed, device: DeviceEnrolled | None) -> None:
        """Go on only if this device signed this request just now, and it was not taken before.

        Whether a device was revoked is told to whoever has its key, nobody else.

        Raises:
            NotAllowed: the device is unknown, has no key or is revoked, its signature is wrong, of
                another time, or was taken before.
            TryAgain: too much was signed in a short time.

        """
        if device is None:
            raise NotAllowed("device")
        if not device.public_key:
            raise NotAllowed("device_key")
        now_s = self._clock() / 1000
        if not now_s - LATEST_S <= signed.created_s <= now_s + AHEAD_S:
            raise NotAllowed("signature_time")
        if not is_signed_by(device.public_key, signed, request):
            raise NotAllowed("signature")
        if not device.active:
            raise NotAllowed("device_revoked")
        if not self._taken.take(signed.signature, signed.created_s, now_s - LATEST_S):
            raise NotAllowed("signature_used")


class Remembered:
    """Signatures that were taken, by the second in which they were made."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        """Remember at most so many."""
        self._most = most
        self._count = 0
        self._seconds: dict[int, set[int]] = {}
        self._forget_at_s = 0.0

    def take(self, signature: bytes, created_s: int, since_s: float) -> bool:
        """Take a signature unless it was taken before; forget what was made before `since_s`.

        Raises:
            TryAgain: too many are remembered.

        """
        self._forget(since_s)
        # The first half of a signature is as good as random: eight bytes of it tell them apart.
        name = int.from_bytes(signature[:8], "big")
        of_second = self._seconds.setdefault(created_s, set())
        if name in of_second:
            return False
        if self._count >= self._most:
            raise TryAgain("the memory of signatures")
        of_second.add(name)
        self._count += 1
        return True

    def _forget(self, since_s: float) -> None:
        if since_s < self._forget_at_s:
            return
        self._forget_at_s = since_s + 1
        for second in [one for one in self._seconds if one < since_s]:
            self._count -= len(self._seconds.pop(second))
