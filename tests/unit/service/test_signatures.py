"""Whether a signed request is believed, and how often."""

from typing import Any

import pytest
from nacl.signing import SigningKey
from starlette.types import Message

from contracts.errors import NotAllowed, TryAgain
from contracts.registry import DeviceEnrolled
from contracts.signatures import Addressed, DeviceKey, Signed, digest_of, read_signed
from service.signatures import (
    AHEAD_S,
    LATEST_S,
    Remembered,
    Signatures,
    addressed,
    heed,
    signed_of,
)
from tests.builders.devices import device_key, enrolled_as

_NOW_S = 1_629_766_800
_KEY = device_key("device-1")
_DEVICE = enrolled_as(_KEY)
_REQUEST = Addressed("POST", "/v1/scans", "")


def _made(at_s: int = _NOW_S, key: DeviceKey = _KEY) -> Signed:
    headers = key.headers(_REQUEST, b"", at_s)
    return read_signed(headers["Signature-Input"], headers["Signature"], headers["Content-Digest"])


def _refusal(
    signed: Signed, device: DeviceEnrolled | None, signatures: Signatures | None = None
) -> str:
    with pytest.raises(NotAllowed) as refused:
        (signatures or Signatures(lambda: _NOW_S * 1000)).check(signed, _REQUEST, device)
    return refused.value.reason


@pytest.mark.parametrize("at_s", [_NOW_S - LATEST_S, _NOW_S, _NOW_S + AHEAD_S])
def test_a_fresh_signature_is_believed(at_s: int) -> None:
    """Within what a slow network and a clock may be off."""
    Signatures(lambda: _NOW_S * 1000).check(_made(at_s), _REQUEST, _DEVICE)


@pytest.mark.parametrize("at_s", [0, _NOW_S - LATEST_S - 1, _NOW_S + AHEAD_S + 1, 10**11])
def test_a_signature_of_another_time_is_not(at_s: int) -> None:
    """Its sender may set its clock and sign again."""
    assert _refusal(_made(at_s), _DEVICE) == "signature_time"


def test_a_signature_is_taken_once() -> None:
    """A retry is signed anew; what was recorded and is sent again is refused at any time."""
    time_ms = [_NOW_S * 1000]
    signatures = Signatures(lambda: time_ms[0])
    signed = _made()
    signatures.check(signed, _REQUEST, _DEVICE)
    signatures.check(_made(), _REQUEST, _DEVICE)
    for later_s in range(0, LATEST_S + 1, 5):
        time_ms[0] = (_NOW_S + later_s) * 1000
        assert _refusal(signed, _DEVICE, signatures) == "signature_used"
    time_ms[0] = (_NOW_S + LATEST_S + 1) * 1000
    assert _refusal(signed, _DEVICE, signatures) == "signature_time"


def test_an_id_without_its_key_is_worth_nothing() -> None:
    """Ids are no secret."""
    thief = DeviceKey("device-1", SigningKey.generate())

    assert _refusal(_made(key=thief), _DEVICE) == "signature"
    assert _refusal(_made(), None) == "device"


def test_a_device_from_before_keys_has_to_enrol_again() -> None:
    """No signature can be its own."""
    assert _refusal(_made(), enrolled_as(_KEY, public_key=b"")) == "device_key"


def test_only_who_has_the_key_is_told_that_a_device_was_revoked() -> None:
    """The device itself wipes what it holds at this word."""
    revoked = enrolled_as(_KEY, active=False)
    thief = DeviceKey("device-1", SigningKey.generate())

    assert _refusal(_made(), revoked) == "device_revoked"
    assert _refusal(_made(key=thief), revoked) == "signature"


def test_what_is_not_believed_is_not_remembered() -> None:
    """Strangers can't fill the memory, nor use up a signature by changing the request."""
    signatures = Signatures(lambda: _NOW_S * 1000)
    signed = _made()
    with pytest.raises(NotAllowed):
        signatures.check(signed, Addressed("POST", "/v1/other", ""), _DEVICE)

    signatures.check(signed, _REQUEST, _DEVICE)


def test_memory_is_bounded_and_forgets() -> None:
    """When it is full, senders are asked to wait; what is over makes room."""
    remembered = Remembered(most=2)
    assert remembered.take(b"a" * 64, 100, 90)
    assert remembered.take(b"b" * 64, 101, 90)
    with pytest.raises(TryAgain):
        remembered.take(b"c" * 64, 101, 90)

    assert remembered.take(b"c" * 64, 160, 101)
    assert not remembered.take(b"b" * 64, 101, 101)


async def _body_read(*parts: bytes, content_digest: str) -> bytes:
    headers = _KEY.headers(_REQUEST, b"", _NOW_S) | {"Content-Digest": content_digest}
    waiting = [
        {"type": "http.request", "body": part, "more_body": number < len(parts) - 1}
        for number, part in enumerate(parts)
    ]

    async def receive() -> Message:
        return waiting.pop(0)

    checked = heed(_scope(headers), receive)
    return b"".join([(await checked())["body"] for _ in parts])


def _scope(headers: dict[str, str], **changes: Any) -> dict[str, Any]:
    named = [(name.lower().encode(), text.encode()) for name, text in headers.items()]
    usual = {"type": "http", "method": "POST", "path": "/v1/scans", "query_string": b""}
    return usual | {"headers": named} | changes


async def test_a_body_is_held_against_the_digest_that_was_signed() -> None:
    """Also one that comes in parts; the last part of another body is not handed on."""
    digest = digest_of(b"one two")

    assert await _body_read(b"one ", b"two", content_digest=digest) == b"one two"
    for parts in ((b"one ", b"three"), (b"",), (b"one two", b"!")):
        with pytest.raises(NotAllowed, match="signature"):
            await _body_read(*parts, content_digest=digest)


async def _never() -> Message:
    raise AssertionError


def test_a_request_without_a_signature_is_left_alone() -> None:
    """It has nothing to read, and nobody signed it."""
    scope = _scope({"content-digest": "nonsense"})

    assert heed(scope, _never) is _never
    assert signed_of(scope) is None


@pytest.mark.parametrize("name", ["Signature", "Signature-Input", "Content-Digest"])
def test_a_signature_that_is_not_understood_is_refused(name: str) -> None:
    """Not overlooked: whoever signs means to be known."""
    scope = _scope(_KEY.headers(_REQUEST, b"", _NOW_S) | {name: "nonsense"})
    heed(scope, _never)

    with pytest.raises(NotAllowed, match="signature_form"):
        signed_of(scope)


def test_the_path_is_taken_as_it_was_sent() -> None:
    """Not decoded: two paths that decode alike are two paths."""
    scope = _scope({}, raw_path=b"/v1/scans/a%2Fb/annulment", query_string=b"lang=vi")

    assert addressed(scope) == Addressed("POST", "/v1/scans/a%2Fb/annulment", "lang=vi")
