"""Headers by which browsers keep an answer to what it is for, on every answer of an app.

What an answer says itself is left: pages say more (`web/pages.py`), built files may be kept.
"""

from typing import Any

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

_YEAR_S = 365 * 24 * 3600
_CAMERA_PAGES = frozenset({"/scan"})
_POWERS = ("microphone", "geolocation", "payment", "usb", "display-capture")

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # Nearly everything is about people. What may be kept says so.
    (b"cache-control", b"no-store"),
)
_OVER_HTTPS = (b"strict-transport-security", b"max-age=%d; includeSubDomains" % _YEAR_S)
# A built script that runs as a worker goes by the policy of its own answer, so it has no other.
_NOT_FRAMED = b"frame-ancestors 'none'"
_DATA_ONLY = b"default-src 'none'; frame-ancestors 'none'"


class GuardedApp(FastAPI):
    """A FastAPI app all of whose answers carry these headers, those of what broke too."""

    def __init__(self, *, https: bool = False, **settings: Any) -> None:
        """Take what FastAPI takes; `https`: people reach it over HTTPS and must not otherwise."""
        self._always = (*_ALWAYS, _OVER_HTTPS) if https else _ALWAYS
        super().__init__(**settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            send = self.guarded(scope, send)
        await super().__call__(scope, receive, send)

    def guarded(self, scope: Scope, send: Send) -> Send:
        """Return a way to send an answer that adds the headers it does not have."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                said = dict(headers)
                headers += [pair for pair in self._always if pair[0] not in said]
                if b"content-security-policy" not in said:
                    headers.append((b"content-security-policy", _policy_of(said)))
                headers.append((b"permissions-policy", _powers_at(scope["path"])))
                message = {**message, "headers": headers}
            await send(message)

        return send_guarded


def _policy_of(said: dict[bytes, bytes]) -> bytes:
    return _DATA_ONLY if b"json" in said.get(b"content-type", b"") else _NOT_FRAMED


def _powers_at(path: str) -> bytes:
    return _POWERS_WITH_CAMERA if path in _CAMERA_PAGES else _POWERS_WITHOUT


def _powers(camera: str) -> bytes:
    return ", ".join([f"camera={camera}", *(f"{power}=()" for power in _POWERS)]).encode()


_POWERS_WITH_CAMERA, _POWERS_WITHOUT = _powers("(self)"), _powers("()")
