"""Requests that a device signs: HTTP Message Signatures (RFC 9421), Ed25519, one fixed profile.

    Content-Digest: sha-256=:…:
    Signature-Input: chot=("@method" "@path" "@query" "content-digest");created=1629766800
        ;keyid="device-…";nonce="…"    (one line)
    Signature: chot=:…:

Method, path, query and the body's digest (RFC 9530) are always covered, so nothing of a request can
be changed. `keyid` is the device's id, `created` the moment of signing in seconds, `nonce` makes
two requests of one second differ. Other signatures, components or parameters are not understood.

A device proves once (`prove`) that it has the private half of the key it shows.
"""

import base64
import functools
import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

PUBLIC_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_KEYS_REMEMBERED = 4096
_NONCE_BYTES = 12

_COMPONENTS = '("@method" "@path" "@query" "content-digest")'
_INPUT = re.compile(
    r'([a-z][a-z0-9_.-]{0,19})=(\("@method" "@path" "@query" "content-digest"\)'
    r'((?:;[a-z]{1,10}=(?:[0-9]{1,12}|"[A-Za-z0-9+/=_.~-]{1,100}")){3,4}))'
)
_PARAMETER = re.compile(r';([a-z]+)=(?:([0-9]+)|"([^"]+)")')
_SIGNATURE = re.compile(r"([a-z][a-z0-9_.-]{0,19})=:([A-Za-z0-9+/]{86}==):")
_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]{43}=):")


class Signed(NamedTuple):
    """What a request says of its signature, not yet believed."""

    key_id: str
    created_s: int
    parameters: str
    content_digest: str
    signature: bytes


class Addressed(NamedTuple):
    """What a request is, all but its body: `query` is without its question mark."""

    method: str
    path: str
    query: str


def read_signed(signature_input: str, signature: str, content_digest: str) -> Signed:
    """Return what three headers say.

    Raises:
        ValueError: they are not of the profile.

    """
    asked, given = _INPUT.fullmatch(signature_input), _SIGNATURE.fullmatch(signature)
    if asked is None or given is None or asked[1] != given[1]:
        raise ValueError("no signature of the profile")
    if not _DIGEST.fullmatch(content_digest):
        raise ValueError("no digest of the profile")
    found = _PARAMETER.findall(asked[3])
    numbers = {name: number for name, number, _ in found if number}
    texts = {name: text for name, _, text in found if text}
    if len(numbers) + len(texts) != len(found) or numbers.keys() != {"created"}:
        raise ValueError("parameters twice, or without the moment of signing")
    if texts.keys() - {"alg"} != {"keyid", "nonce"} or texts.get("alg", "ed25519") != "ed25519":
        raise ValueError("parameters that are not understood")
    return Signed(
        key_id=texts["keyid"],
        created_s=int(numbers["created"]),
        parameters=asked[2],
        content_digest=content_digest,
        signature=base64.b64decode(given[2]),
    )


def base_of(components: Sequence[tuple[str, str]], parameters: str) -> bytes:
    """Return the bytes that are signed: the signature base of RFC 9421, section 2.5."""
    lines = [f'"{name}": {value}' for name, value in components]
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode("latin-1")


def is_signed_by(public_key: bytes, signed: Signed, request: Addressed) -> bool:
    """Tell whether the holder of a key signed this request."""
    try:
        _verifier(public_key).verify(_base(signed, request), signed.signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def digest_of(body: bytes) -> str:
    """Return a body's `Content-Digest`."""
    return digest_text(hashlib.sha256(body).digest())


def digest_text(digest: bytes) -> str:
    """Return a SHA-256 as `Content-Digest` writes it."""
    return f"sha-256=:{base64.b64encode(digest).decode()}:"


class DeviceKey(NamedTuple):
    """A device's id and its private key: what signs."""

    device_id: str
    private: SigningKey

    def headers(self, request: Addressed, body: bytes, at_s: int) -> dict[str, str]:
        """Return the headers that sign a request at a moment in seconds."""
        nonce = secrets.token_hex(_NONCE_BYTES)
        parameters = f'{_COMPONENTS};created={at_s};keyid="{self.device_id}";nonce="{nonce}"'
        digest = digest_of(body)
        base = _base(Signed(self.device_id, at_s, parameters, digest, b""), request)
        signature = base64.b64encode(self.private.sign(base).signature).decode()
        return {
            "Content-Digest": digest,
            "Signature-Input": f"chot={parameters}",
            "Signature": f"chot=:{signature}:",
        }


def prove(subject: str, private: SigningKey) -> bytes:
    """Sign for the possession of a new key; `subject` is the enrolment code, later the device's id.

    What is signed begins otherwise than any request, so neither passes for the other.
    """
    return private.sign(_to_prove(subject, bytes(private.verify_key))).signature


def is_proven(subject: str, public_key: bytes, proof: bytes) -> bool:
    """Tell whether whoever sent a public key has the private one."""
    if len(public_key) != PUBLIC_KEY_BYTES or len(proof) != _SIGNATURE_BYTES:
        return False
    try:
        VerifyKey(public_key).verify(_to_prove(subject, public_key), proof)
    except (BadSignatureError, ValueError):
        return False
    return True


def _to_prove(subject: str, public_key: bytes) -> bytes:
    return f"chot-device-key:{subject}:{base64.b64encode(public_key).decode()}".encode()


def _base(signed: Signed, request: Addressed) -> bytes:
    components = (
        ("@method", request.method),
        ("@path", request.path),
        ("@query", f"?{request.query}"),
        ("content-digest", signed.content_digest),
    )
    return base_of(components, signed.parameters)


@functools.lru_cache(maxsize=_KEYS_REMEMBERED)
def _verifier(public_key: bytes) -> VerifyKey:
    return VerifyKey(public_key)
