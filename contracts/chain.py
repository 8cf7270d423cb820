"""The chain of the audit topic: each line holds the hash of the one before and its own.

A process that writes has a chain of its own, so writers wait for nobody. A line is an event with
five fields at its end:

    {"type":…,…,"chain":"…","sequence":7,"previous":"…","signature":"…","hash":"…"}

`signature` is the house's Ed25519 signature over the exact bytes before `,"signature":`, `hash` is
SHA-256 over those before `,"hash":`, `previous` the hash of the line before in the chain. A good
signature at the end of a chain vouches for every line before it.
"""

import hashlib
import re

import msgspec
import nacl.exceptions
from nacl.signing import SigningKey, VerifyKey

HASH_BYTES = 32
NOTHING_BEFORE = "0" * (2 * HASH_BYTES)

_CHAIN = b',"chain":"'
_SEAL = re.compile(rb',"signature":"([0-9a-f]{128})","hash":"([0-9a-f]{64})"\}')
_SEAL_LENGTH = len(',"signature":"') + 128 + len('","hash":"') + 64 + len('"}')
_HASH_LENGTH = len(',"hash":"') + 64 + len('"}')
_PLACE = re.compile(
    rb',"chain":"([0-9a-f]{16})","sequence":([0-9]{1,12}),"previous":"([0-9a-f]{64})"'
)


class BrokenLine(ValueError):
    """A line that bears marks of a chain and can't be read as a link of one."""


class LinkPlace(msgspec.Struct, frozen=True):
    """A line of a chain by its number (from 0) and its hash in hexadecimal."""

    chain: str
    sequence: int
    hash: str


class Link(msgspec.Struct, frozen=True):
    """A line as it claims to be."""

    place: LinkPlace
    previous: str
    signature: str
    line: bytes

    @property
    def is_unchanged(self) -> bool:
        """Whether the hash is that of the line."""
        return hashlib.sha256(self.line[:-_HASH_LENGTH]).hexdigest() == self.place.hash

    def is_signed_by(self, key: VerifyKey) -> bool:
        """Tell whether the house with this key wrote it."""
        try:
            key.verify(self.line[:-_SEAL_LENGTH], bytes.fromhex(self.signature))
        except nacl.exceptions.BadSignatureError:
            return False
        return True


class Chain:
    """The chain of one writer."""

    def __init__(self, name: str, key: SigningKey) -> None:
        """Begin a chain; `name` are 16 hexadecimal digits that no other chain has."""
        self.name = name
        self._key = key
        self._next = 0
        self._previous = NOTHING_BEFORE

    def add(self, line: bytes) -> tuple[bytes, LinkPlace]:
        """Return an event's line as the next of the chain, and its place in it."""
        body = b'%s,"chain":"%s","sequence":%d,"previous":"%s"' % (
            line[:-1],
            self.name.encode(),
            self._next,
            self._previous.encode(),
        )
        signature = self._key.sign(body).signature.hex()
        signed = b'%s,"signature":"%s"' % (body, signature.encode())
        place = LinkPlace(self.name, self._next, hashlib.sha256(signed).hexdigest())
        self._next += 1
        self._previous = place.hash
        return b'%s,"hash":"%s"}' % (signed, place.hash.encode()), place


def link_of(line: bytes) -> Link | None:
    """Return a line as a link of its chain, None if it is older than chains are.

    Raises:
        BrokenLine: it has some of what a link has, and not all.

    """
    at = line.rfind(_CHAIN)
    if at < 0:
        return None
    body, seal = line[:-_SEAL_LENGTH], _SEAL.fullmatch(line[-_SEAL_LENGTH:])
    place = _PLACE.fullmatch(body[at:])
    if seal is None or place is None:
        raise BrokenLine
    chain, sequence, previous = place.groups()
    return Link(
        place=LinkPlace(chain.decode(), int(sequence), seal[2].decode()),
        previous=previous.decode(),
        signature=seal[1].decode(),
        line=line,
    )
