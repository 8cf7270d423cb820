"""Bodies made to exhaust: endless, inflated, nested, and records of the same kind on topics."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import msgspec
import pytest
from fastapi.routing import iter_route_contexts

from api.persons import DocumentGiven
from contracts.errors import FixRequest, TryAgain
from contracts.events import ScanRecorded
from contracts.lines import LineDecoder, UnreadableLine, encode_line
from contracts.registry import ROLES, OfficerRegistered
from ingest.items import split_items
from ingest.scans import MOST_SCANS
from service.bodies import decode
from service.kafka import Sender
from service.registry import RegistryReader
from tests.builders.analytics import scan
from tests.builders.apps import Whole, both_apps

MIB = 1024 * 1024
# The largest body that any route takes is a photograph of 8 MiB.
MOST_TAKEN = 9 * MIB
DEEP = b"[" * 100_000 + b"]" * 100_000
POISON = (b'{"type":"ScanRecorded","x":' + DEEP + b"}", DEEP, b"\xff\xfe", b"{", b"")


class _Flood:
    """A body that never ends, and how much of it was taken."""

    def __init__(self) -> None:
        self.taken = 0

    async def __call__(self) -> dict[str, Any]:
        self.taken += MIB
        return {"type": "http.request", "body": b" " * MIB, "more_body": self.taken < 64 * MIB}


def _routes(whole: Whole) -> Iterator[tuple[str, str]]:
    for context in iter_route_contexts(whole.app.routes):
        for method in sorted({"POST", "PUT", "DELETE"} & (context.methods or set())):
            yield method, re.sub(r"\{[^}]+\}", "number-1", str(context.path))


def _bearer(whole: Whole) -> bytes:
    """Return what somebody shows whom every door lets in."""
    everyone = OfficerRegistered(account="everyone", password_hash="", roles=ROLES, units=())
    whole.parts.registry.lists.apply(everyone)
    return f"Bearer {whole.parts.sessions.issue('session', 'everyone')[0]}".encode()


async def _flooded(whole: Whole, method: str, path: str, bearer: bytes) -> tuple[int, int]:
    """Return the status of the answer, and how much of an endless body was taken for it."""
    flood, statuses = _Flood(), []

    async def send(message: Any) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "http",
        "server": ("house", 80),
        "client": ("192.0.2.1", 1),
        "headers": [
            (b"authorization", bearer),
            (b"content-type", b"application/json"),
        ],
    }
    await whole.app(scope, flood, send)
    return statuses[0], flood.taken


async def test_no_route_takes_more_of_a_body_than_a_photograph_is_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends; a route that reads without a limit would take all of it."""

    def away(*_: Any) -> None:
        raise TryAgain("Kafka")

    monkeypatch.setattr(Sender, "send", away)
    taken: dict[str, int] = {}
    for whole in both_apps(tmp_path):
        bearer = _bearer(whole)
        for method, path in _routes(whole):
            status, so_much = await _flooded(whole, method, path, bearer)
            assert status != 500, (method, path)
            # Some doors are for devices alone; before a closed one nothing is read.
            if status not in {401, 403}:
                taken[f"{method} {path}"] = so_much

    assert {} == {route: much for route, much in taken.items() if much > MOST_TAKEN}
    assert len(taken) > 30


async def test_a_squeezed_body_is_not_inflated(tmp_path: Path) -> None:
    """What says that it is squeezed is read as it is: no JSON."""
    gateway, _ = both_apps(tmp_path)
    token, _ = gateway.parts.sessions.issue("session", "officer")
    squeezed = gzip.compress(b" " * (8 * MIB), 1)
    headers = {"authorization": f"Bearer {token}", "content-encoding": "gzip"}
    transport = httpx.ASGITransport(gateway.app)

    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        answer = await client.post("/v1/scans", content=squeezed, headers=headers)

    assert answer.status_code == 422
    assert {"not_json"} == {fault["reason"] for fault in answer.json()["errors"]}


@pytest.mark.parametrize("body", POISON, ids=["field", "list", "bytes", "cut", "empty"])
def test_a_nested_body_is_a_fault_of_the_request(body: bytes) -> None:
    """However deep; it is not our failure."""
    with pytest.raises(FixRequest):
        decode(body, msgspec.json.Decoder(DocumentGiven))


def test_a_batch_of_more_than_a_thousand_is_refused() -> None:
    """As an array and as lines, before any of it is looked at."""
    many = [b"{}"] * (MOST_SCANS + 1)
    for body in (b"[" + b",".join(many) + b"]", b"\n".join(many)):
        with pytest.raises(FixRequest, match="too_many"):
            split_items(body, MOST_SCANS)


@pytest.mark.parametrize("poison", POISON[:-1], ids=["field", "list", "bytes", "cut"])
def test_a_poison_line_leaves_its_neighbours_whole(poison: bytes) -> None:
    """Nesting that no reader can follow is put aside like any other unreadable line."""
    good = scan(1)
    record = encode_line(good) + b"\n" + poison + b"\n" + encode_line(good)

    read = dict(LineDecoder(ScanRecorded).decode(record))

    assert (good, good) == (read[0], read[2])
    assert isinstance(read[1], UnreadableLine)


@pytest.mark.parametrize("poison", [*POISON, None])
def test_a_poison_record_does_not_end_the_reader_of_the_registry(poison: bytes | None) -> None:
    """Doors and verdicts go on with what is known."""
    registry = RegistryReader("127.0.0.1:1")

    registry._apply(SimpleNamespace(key=b"key", value=poison, offset=1))

    assert registry.lists.revision == 0
