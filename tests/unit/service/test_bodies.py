"""Reading request bodies."""

from collections.abc import AsyncIterator
from typing import Annotated, Literal

import msgspec
import pytest
from starlette.requests import Request
from starlette.types import Message

from contracts.errors import Fault, FixRequest
from service.bodies import decode, moment_ms, read_limited


class Paper(msgspec.Struct, forbid_unknown_fields=True):
    """A part of a form."""

    kind: Literal["card", "passport"]
    number: str


class Form(msgspec.Struct, forbid_unknown_fields=True):
    """A form."""

    name: str
    paper: Paper
    visited: tuple[str, ...] = ()
    age: Annotated[int, msgspec.Meta(ge=0)] = 0
    other: Paper | None = None


FORM = msgspec.json.Decoder(Form)


def _faults(body: bytes, line: int = 0) -> list[tuple[str, str, int]]:
    with pytest.raises(FixRequest) as refused:
        decode(body, FORM, line=line)
    return [(fault.field, fault.reason, fault.line) for fault in refused.value.faults]


def test_a_good_body_is_read() -> None:
    """Into its struct."""
    form = decode(b'{"name":"a","paper":{"kind":"card","number":"1"}}', FORM)

    assert form == Form("a", Paper("card", "1"))


def test_every_fault_is_named_at_once() -> None:
    """So that the sender can mend them in one go, at any depth."""
    body = b'{"paper":{"kind":"pass","x":1},"visited":["01",2],"age":"old","extra":1}'

    assert sorted(_faults(body)) == [
        ("age", "wrong_type", 0),
        ("extra", "unknown_field", 0),
        ("name", "required", 0),
        ("paper.kind", "choice", 0),
        ("paper.number", "required", 0),
        ("paper.x", "unknown_field", 0),
        ("visited[1]", "wrong_type", 0),
    ]


def test_a_fault_in_an_optional_part_is_named_in_full() -> None:
    """Below the part's name."""
    body = b'{"name":"a","paper":{"kind":"card","number":"1"},"other":{"kind":"card"}}'

    assert _faults(body) == [("other.number", "required", 0)]


def test_a_fault_tells_its_line() -> None:
    """Of a request of several items."""
    assert _faults(b'{"paper":{"kind":"card","number":"1"}}', line=7) == [("name", "required", 7)]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b'{"name":1', b"\xff", b"[" * 100_000, b'{"name":' + b"[" * 100_000],
)
def test_what_is_no_json_is_said_to_be_none(body: bytes) -> None:
    """However broken, and however deep."""
    assert _faults(body) == [("", "not_json", 0)]


def test_another_json_value_has_the_wrong_type() -> None:
    """A list is no form."""
    assert _faults(b"[]") == [("", "wrong_type", 0)]


@pytest.mark.parametrize(
    ("text", "at_ms"),
    [
        ("2021-08-24T13:00:00+07:00", 1_629_784_800_000),
        ("2021-08-24T06:00:00Z", 1_629_784_800_000),
        ("2021-08-24T06:00:00.123Z", 1_629_784_800_123),
    ],
)
def test_a_time_with_a_zone_is_read(text: str, at_ms: int) -> None:
    """In milliseconds."""
    assert moment_ms(text, "at") == at_ms


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2021-08-24T13:00:00", "time_without_zone"),
        ("2021-08-24", "time_without_zone"),
        ("yesterday", "bad_time"),
        ("", "bad_time"),
    ],
)
def test_a_time_that_can_mean_several_moments_is_refused(text: str, reason: str) -> None:
    """Never guessed."""
    with pytest.raises(FixRequest) as refused:
        moment_ms(text, "at", line=3)

    assert refused.value.faults == (Fault(field="at", reason=reason, line=3),)


def _request(*chunks: bytes) -> Request:
    async def messages() -> AsyncIterator[Message]:
        for number, chunk in enumerate(chunks, 1):
            more = number < len(chunks)
            yield {"type": "http.request", "body": chunk, "more_body": more}

    return Request({"type": "http", "method": "POST", "headers": []}, messages().__anext__)


async def test_a_body_of_the_allowed_size_is_read_whole() -> None:
    """From all its pieces."""
    assert await read_limited(_request(b"ab", b"cd"), 4) == b"abcd"


async def test_a_larger_body_is_refused_before_it_is_read() -> None:
    """The limit is said."""
    with pytest.raises(FixRequest) as refused:
        await read_limited(_request(b"x" * 2048, b"never looked at"), 1024)

    assert refused.value.faults == (Fault(field="", reason="too_large", detail="1 KiB"),)
