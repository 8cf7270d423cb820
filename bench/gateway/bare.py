"""The endpoint the gateway is held against: it decodes the scans and verifies the passes, no more.

    python -m bench.gateway.bare PORT PUBLIC_KEY

It runs on the gateway's server with the gateway's settings. No framework, no sign-in, no checks,
no verdict, no Kafka.
"""

import sys

import msgspec
from starlette.types import Message, Receive, Scope, Send

from contracts.keyring import KeyRing, PassKey
from contracts.passes import ReadPass, read
from ingest.forms import ScanSubmitted
from service.http import serve_alone

_FOR_EVER_MS = 2**53


class _Answer(msgspec.Struct, frozen=True):
    scans: int


class Bare:
    """Says how many scans a body holds, if all of them are of good passes."""

    def __init__(self, ring: KeyRing) -> None:
        """Believe these keys."""
        self._ring = ring
        self._decode = msgspec.json.Decoder(ScanSubmitted).decode

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        body = await _body(receive)
        scans = [self._decode(line) for line in body.split(b"\n")]
        good = all(isinstance(read(scan.code, self._ring), ReadPass) for scan in scans)
        answer = msgspec.json.encode(_Answer(len(scans)))
        await send(_start(200 if good else 422, len(answer)))
        await send({"type": "http.response.body", "body": answer})


async def _body(receive: Receive) -> bytes:
    message = await receive()
    if not message.get("more_body", False):
        whole: bytes = message["body"]
        return whole
    parts = [message["body"]]
    while message.get("more_body", False):
        message = await receive()
        parts.append(message.get("body", b""))
    return b"".join(parts)


def _start(status: int, length: int) -> Message:
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % length)]
    return {"type": "http.response.start", "status": status, "headers": headers}


def main() -> None:
    """Serve until told to stop."""
    port, public_key = sys.argv[1:]
    key = PassKey(bytes.fromhex(public_key), 0, _FOR_EVER_MS)
    serve_alone(Bare(KeyRing([key])), host="127.0.0.1", port=int(port))


if __name__ == "__main__":
    main()
