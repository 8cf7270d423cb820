"""Reading requests with msgspec: fast, and with every fault named by field."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

import msgspec
from fastapi import Request
from starlette.requests import ClientDisconnect

from contracts.errors import Fault, FixRequest
from contracts.lines import UNREADABLE

T = TypeVar("T")

_MISSING = re.compile(r"missing required field `(?P<name>[^`]+)`")
_UNKNOWN = re.compile(r"contains unknown field `(?P<name>[^`]+)`")
_PATH = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
_CHOICE = re.compile(r"Invalid enum value")


def header_of(request: Request, name: bytes) -> str | None:
    """Return a header by its name in small letters; the framework's own way costs more."""
    for found, value in request.scope["headers"]:
        if found == name:
            text: str = value.decode("latin-1")
            return text
    return None


async def read_limited(request: Request, limit: int) -> bytes:
    """Return the body, but read no more than `limit` bytes of it.

    Raises:
        FixRequest: the body is larger.
        ClientDisconnect: the client is gone, or its time was up.

    """
    first = await _part(request)
    if first.is_last and len(first.content) <= limit:
        return first.content
    body, part = bytearray(first.content), first
    while len(body) <= limit and not part.is_last:
        part = await _part(request)
        body += part.content
    if len(body) > limit:
        raise FixRequest(Fault(field="", reason="too_large", detail=f"{limit // 1024} KiB"))
    return bytes(body)


class _Part(NamedTuple):
    content: bytes
    is_last: bool


async def _part(request: Request) -> _Part:
    """Return what has come of a body since; its own loop, for the framework's costs more."""
    message = await request.receive()
    if message["type"] != "http.request":
        raise ClientDisconnect
    return _Part(message.get("body", b""), not message.get("more_body", False))


def decode(body: bytes, decoder: "msgspec.json.Decoder[T]", *, line: int = 0) -> T:
    """Return what the body holds.

    Raises:
        FixRequest: not JSON, or not of the expected form; names every field at fault.

    """
    try:
        try:
            return decoder.decode(body)
        except msgspec.ValidationError as error:
            faults = tuple(_faults_in(msgspec.json.decode(body), decoder.type, "", line))
            raise FixRequest(*faults or (fault_of(str(error), line),)) from error
    except UNREADABLE as error:
        raise FixRequest(Fault(field="", reason="not_json", line=line)) from error


def _faults_in(value: Any, form: Any, path: str, line: int) -> Iterator[Fault]:
    """Look at field after field, where msgspec stops at the first fault."""
    is_struct = isinstance(form, type) and issubclass(form, msgspec.Struct)
    if not is_struct or not isinstance(value, dict):
        try:
            msgspec.convert(value, form)
        except msgspec.ValidationError as error:
            yield fault_of(str(error), line, path)
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(form)}
    if form.__struct_config__.forbid_unknown_fields:
        for name in value:
            if name not in fields:
                yield Fault(field=_below(path, name), reason="unknown_field", line=line)
    for name, field in fields.items():
        if name in value:
            yield from _faults_in(value[name], field.type, _below(path, name), line)
        elif field.required:
            yield Fault(field=_below(path, name), reason="required", line=line)


def fault_of(message: str, line: int, above: str = "") -> Fault:
    """Turn msgspec's message into a fault: which field below `above`, and what is wrong with it."""
    found = _PATH.search(message)
    path = _below(above, found["path"] if found else "")
    for pattern, reason in ((_MISSING, "required"), (_UNKNOWN, "unknown_field")):
        named = pattern.search(message)
        if named:
            return Fault(field=_below(path, named["name"]), reason=reason, line=line)
    reason = "choice" if _CHOICE.search(message) else "wrong_type"
    return Fault(field=path, reason=reason, line=line)


def _below(path: str, name: str) -> str:
    """Join two parts of a path; a list's index follows without a dot."""
    return f"{path}.{name}" if path and name and not name.startswith("[") else path + name


def moment_ms(text: str, field: str, *, line: int = 0) -> int:
    """Return a time in milliseconds.

    Raises:
        FixRequest: not RFC 3339, or without a zone.

    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise FixRequest(Fault(field=field, reason="bad_time", line=line)) from error
    if moment.tzinfo is None:
        raise FixRequest(Fault(field=field, reason="time_without_zone", line=line))
    return round(moment.timestamp() * 1000)
