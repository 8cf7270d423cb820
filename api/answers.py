"""Answers as they leave over HTTP: moments as RFC 3339 text with a zone."""

from datetime import datetime
from typing import Any

import msgspec
from fastapi import Response

from analytics.flat import moment_name
from contracts.jurisdiction import Jurisdiction
from contracts.sealing import HANOI
from service.routes import json_answer


def rfc3339(at_ms: int) -> str:
    """Return a moment (milliseconds since 1970 UTC) as text, in Hà Nội time."""
    return datetime.fromtimestamp(at_ms / 1000, HANOI).isoformat(timespec="milliseconds")


def answer(value: msgspec.Struct, within: Jurisdiction | None = None) -> Response:
    """Return a struct as JSON; its fields `…_ms` become `…_at` in RFC 3339, null for 0.

    `within` is told as `restricted_to`, the units outside which nothing was looked at: none for an
    answer that leaves nothing out.
    """
    told = _told(msgspec.to_builtins(value))
    if within is not None:
        told["restricted_to"] = within.units
    return json_answer(told)


def _told(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(_field(key, part) for key, part in value.items())
    if isinstance(value, list | tuple):
        return [_told(part) for part in value]
    return value


def _field(key: str, part: Any) -> tuple[str, Any]:
    if not key.endswith("_ms") or not isinstance(part, int):
        return key, _told(part)
    return moment_name(key), rfc3339(part) if part else None
