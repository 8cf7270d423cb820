"""Signed requests: what is covered, what is read, what is believed."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey, VerifyKey

from contracts.signatures import (
    Addressed,
    DeviceKey,
    Signed,
    base_of,
    digest_of,
    is_proven,
    is_signed_by,
    prove,
    read_signed,
)

_PRIVATE = SigningKey(b"d" * 32)
_PUBLIC = bytes(_PRIVATE.verify_key)
_KEY = DeviceKey("device-0123", _PRIVATE)
_REQUEST = Addressed("POST", "/v1/scans", "lang=vi")
_AT_S = 1_629_766_800

_PATHS = st.from_regex(r"/[a-z0-9/_.%-]{0,40}", fullmatch=True)
_QUERIES = st.from_regex(r"([a-z]{1,5}=[a-z0-9%]{0,5}&?){0,3}", fullmatch=True)
_REQUESTS = st.builds(Addressed, st.sampled_from(["GET", "POST", "PUT"]), _PATHS, _QUERIES)


def _signed(request: Addressed, body: bytes = b"", at_s: int = _AT_S) -> Signed:
    headers = _KEY.headers(request, body, at_s)
    return read_signed(headers["Signature-Input"], headers["Signature"], headers["Content-Digest"])


@given(_REQUESTS, st.binary(max_size=200), st.integers(0, 10**11))
def test_what_a_device_signs_is_read_and_believed(
    request: Addressed, body: bytes, at_s: int
) -> None:
    """Whatever the request; who signed, when, and over which body is told."""
    signed = _signed(request, body, at_s)

    assert (signed.key_id, signed.created_s) == ("device-0123", at_s)
    assert signed.content_digest == digest_of(body)
    assert is_signed_by(_PUBLIC, signed, request)


@given(_REQUESTS, _REQUESTS)
def test_a_signature_is_good_for_its_request_alone(one: Addressed, other: Addressed) -> None:
    """Method, path and query are covered."""
    assert is_signed_by(_PUBLIC, _signed(one), other) == (one == other)


@given(st.binary(max_size=50), st.binary(max_size=50))
def test_another_body_needs_another_signature(one: bytes, other: bytes) -> None:
    """The digest is covered."""
    signed = _signed(_REQUEST, one)._replace(content_digest=digest_of(other))

    assert is_signed_by(_PUBLIC, signed, _REQUEST) == (one == other)


@given(st.integers(0, 63), st.integers(1, 255))
def test_a_changed_signature_is_not_believed(place: int, change: int) -> None:
    """Whichever of its bytes."""
    signed = _signed(_REQUEST)
    broken = bytearray(signed.signature)
    broken[place] ^= change

    assert not is_signed_by(_PUBLIC, signed._replace(signature=bytes(broken)), _REQUEST)


def test_time_device_and_nonce_are_covered() -> None:
    """Who changes one of them needs the key."""
    headers = _KEY.headers(_REQUEST, b"", _AT_S)
    asked = headers["Signature-Input"]
    nonce = asked.partition('nonce="')[2]
    for known, other in ((str(_AT_S), str(_AT_S + 1)), ("0123", "0124"), (nonce[:6], "abcdef")):
        signed = read_signed(
            asked.replace(known, other), headers["Signature"], headers["Content-Digest"]
        )
        assert not is_signed_by(_PUBLIC, signed, _REQUEST)


def test_another_devices_key_is_not_believed() -> None:
    """Neither is something that is no key at all."""
    signed = _signed(_REQUEST)

    assert not is_signed_by(bytes(SigningKey.generate().verify_key), signed, _REQUEST)
    assert not is_signed_by(b"short", signed, _REQUEST)


@pytest.mark.parametrize(
    "parameters",
    [
        ';created=1;keyid="a"',
        ';keyid="a";nonce="n"',
        ';created=1;created=2;keyid="a";nonce="n"',
        ';created=1;keyid="a";keyid="b";nonce="n"',
        ';created="1";keyid="a";nonce="n"',
        ';created=1;keyid="a";nonce="n";alg="rsa-pss-sha512"',
        ';created=1;keyid="a";nonce="n";expires=5',
        ';created=1;keyid="a;b";nonce="n"',
        ';created=-1;keyid="a";nonce="n"',
        "",
    ],
)
def test_parameters_out_of_the_profile_are_not_read(parameters: str) -> None:
    """Nothing is guessed at, nothing is left out."""
    headers = _KEY.headers(_REQUEST, b"", _AT_S)
    asked = headers["Signature-Input"].partition(";")[0] + parameters

    with pytest.raises(ValueError, match=r"profile|parameters"):
        read_signed(asked, headers["Signature"], headers["Content-Digest"])


@pytest.mark.parametrize(
    "components",
    [
        '("@method" "@path" "@query")',
        '("@path" "@method" "@query" "content-digest")',
        '("@method" "@path" "@query" "content-digest" "@authority")',
        "()",
    ],
)
def test_a_signature_that_covers_something_else_is_not_read(components: str) -> None:
    """What it leaves open could be changed on the way."""
    headers = _KEY.headers(_REQUEST, b"", _AT_S)
    rest = headers["Signature-Input"].partition(")")[2]

    with pytest.raises(ValueError, match="profile"):
        read_signed(f"chot={components}{rest}", headers["Signature"], headers["Content-Digest"])


@given(st.text(max_size=300), st.text(max_size=120), st.text(max_size=80))
def test_nonsense_is_refused_and_breaks_nothing(one: str, two: str, three: str) -> None:
    """Headers come from anybody."""
    with pytest.raises(ValueError, match="profile"):
        read_signed(one, two, three)


def test_parameters_stand_in_any_order_and_the_algorithm_may_be_named() -> None:
    """A library that signs by the standard chooses the order itself."""
    parameters = (
        '("@method" "@path" "@query" "content-digest")'
        f';keyid="device-0123";alg="ed25519";nonce="n";created={_AT_S}'
    )
    digest = digest_of(b"body")
    components = (
        ("@method", "GET"),
        ("@path", "/v1/lists"),
        ("@query", "?"),
        ("content-digest", digest),
    )
    signature = base64.b64encode(_PRIVATE.sign(base_of(components, parameters)).signature).decode()

    signed = read_signed(f"sig1={parameters}", f"sig1=:{signature}:", digest)

    assert is_signed_by(_PUBLIC, signed, Addressed("GET", "/v1/lists", ""))


def test_the_base_is_that_of_the_standard() -> None:
    """The example with Ed25519 of RFC 9421, appendix B.2.6: its key, its text, its signature."""
    public = base64.b64decode("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")
    signature = (
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
    )
    components = (
        ("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
        ("@method", "POST"),
        ("@path", "/foo"),
        ("@authority", "example.com"),
        ("content-type", "application/json"),
        ("content-length", "18"),
    )
    parameters = (
        '("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"'
    )

    VerifyKey(public).verify(base_of(components, parameters), base64.b64decode(signature))


def test_a_key_is_proven_for_one_code() -> None:
    """By its private half; a proof for another code or of another key is none."""
    proof = prove("code", _PRIVATE)

    assert is_proven("code", _PUBLIC, proof)
    assert not is_proven("another code", _PUBLIC, proof)
    assert not is_proven("code", bytes(SigningKey.generate().verify_key), proof)
    assert not is_proven("code", _PUBLIC[:31], proof)
    assert not is_proven("code", _PUBLIC, b"")
