"""Devices with keys of their own, and clients that sign as them."""

import base64
import uuid
from collections.abc import Generator
from typing import Any

import httpx
from nacl.signing import SigningKey

from contracts.registry import DeviceEnrolled
from contracts.signatures import Addressed, DeviceKey, prove
from service.clock import now_ms
from service.parts import Parts

SIGNS_AS = "X-Signs-As"


def device_key(device_id: str = "") -> DeviceKey:
    """Return a device's id and a key that nobody else has."""
    return DeviceKey(device_id or f"device-{uuid.uuid4().hex}", SigningKey.generate())


def enrolled_as(key: DeviceKey, **changes: Any) -> DeviceEnrolled:
    """Return what the registry holds of a device with this key, with some fields changed."""
    usual: dict[str, Any] = {
        "device_id": key.device_id,
        "enrolment_id": f"enrolment of {key.device_id}",
        "name": "a scanner",
        "place_id": "hn-city-01",
        "version": "1",
        "enrolled_ms": now_ms(),
        "public_key": bytes(key.private.verify_key),
    }
    return DeviceEnrolled(**(usual | changes))


def enrol(parts: Parts, **changes: Any) -> DeviceKey:
    """Enrol a device past the gateway and return its key when the lists show it."""
    key = device_key()
    parts.writer.write_and_see(
        enrolled_as(key, **changes), lambda lists: key.device_id in lists.devices
    )
    return key


def enrolment_body(code: str, private: SigningKey, *, name: str = "a scanner") -> dict[str, str]:
    """Return what a scanner sends to enrol with a key of its own."""
    return {
        "code": code,
        "name": name,
        "version": "1",
        "public_key": base64.b64encode(bytes(private.verify_key)).decode(),
        "proof": base64.b64encode(prove(code, private)).decode(),
    }


def signed_headers(
    key: DeviceKey, request: httpx.Request, *, at_s: int | None = None
) -> dict[str, str]:
    """Return the headers with which a device signs a request."""
    path, _, query = request.url.raw_path.decode("latin-1").partition("?")
    at_s = now_ms() // 1000 if at_s is None else at_s
    return key.headers(Addressed(request.method, path, query), request.content, at_s)


class Signing(httpx.Auth):
    """Signs each request as one device."""

    requires_request_body = True

    def __init__(self, key: DeviceKey) -> None:
        """Take the device's key."""
        self._key = key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the headers."""
        request.headers.update(signed_headers(self._key, request))
        yield request


class SigningForMany(httpx.Auth):
    """Signs each request whose headers are those of one of many devices."""

    requires_request_body = True

    def __init__(self) -> None:
        """Start without devices."""
        self._keys: dict[str, DeviceKey] = {}

    def headers_of(self, key: DeviceKey) -> dict[str, str]:
        """Return headers that make a client with this auth sign as a device."""
        self._keys[key.device_id] = key
        return {SIGNS_AS: key.device_id}

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign where the request says as whom."""
        device_id = request.headers.pop(SIGNS_AS, "")
        if device_id:
            request.headers.update(signed_headers(self._keys[device_id], request))
        yield request
