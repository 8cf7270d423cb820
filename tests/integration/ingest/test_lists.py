"""What a scanner fetches in order to judge without network."""

import asyncio
import gzip
from http import HTTPStatus
from pathlib import Path

import httpx
import msgspec
import pytest

from contracts.registry import PassWithdrawn
from ingest.lists import HeldLists
from service.clock import now_ms
from tests.builders.ingest import PLACE, RunningGateway, gateway

pytestmark = pytest.mark.integration

_LISTS = msgspec.json.Decoder(HeldLists)


async def _withdraw(running: RunningGateway, pass_id: str) -> None:
    order = PassWithdrawn(pass_id=pass_id, reason="revoked", at_ms=now_ms())
    await asyncio.to_thread(
        running.parts.writer.write_and_see, order, lambda lists: pass_id in lists.withdrawn
    )


async def _raw(running: RunningGateway, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
    request = running.client.build_request("GET", "/v1/lists", headers=headers)
    answer = await running.client.send(request, stream=True)
    return answer, b"".join([part async for part in answer.aiter_raw()])


async def test_a_scanner_gets_lists_with_their_age_and_only_once(
    kafka: str, tmp_path: Path
) -> None:
    """Until something changes, it is told that it holds them, and when that was last known."""
    async with gateway(kafka, tmp_path, ask_identity=True, ask_health=True) as running:
        device = await running.device()
        before_ms = now_ms()
        first = await running.client.get("/v1/lists", headers=device)
        held = _LISTS.decode(first.content)
        again = await running.client.get(
            "/v1/lists", headers=device | {"If-None-Match": first.headers["etag"]}
        )
        await _withdraw(running, "ab" * 10)
        changed = await running.client.get(
            "/v1/lists", headers=device | {"If-None-Match": first.headers["etag"]}
        )

    assert held.device.place_id == PLACE
    assert held.ask_health
    assert held.policy.ask_identity
    assert before_ms - 5000 <= held.as_of_ms <= now_ms()
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert not again.content
    assert int(again.headers["lists-as-of"]) >= held.as_of_ms
    assert changed.status_code == HTTPStatus.OK
    assert "ab" * 10 in {one.pass_id for one in _LISTS.decode(changed.content).withdrawn}


async def test_compressed_lists_are_the_same_lists(kafka: str, tmp_path: Path) -> None:
    """The common part is compressed once; what belongs to the caller is added to it."""
    async with gateway(kafka, tmp_path) as running:
        one, other = await running.device(), await running.device()
        plain, text = await _raw(running, one | {"Accept-Encoding": "identity"})
        packed, body = await _raw(running, one | {"Accept-Encoding": "gzip"})
        _, others = await _raw(running, other | {"Accept-Encoding": "gzip"})

    unpacked = _LISTS.decode(gzip.decompress(body))
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert len(body) < len(text) / 3
    assert msgspec.structs.replace(unpacked, as_of_ms=0) == msgspec.structs.replace(
        _LISTS.decode(text), as_of_ms=0
    )
    assert _LISTS.decode(gzip.decompress(others)).device.device_id != unpacked.device.device_id


async def test_nobody_else_gets_the_lists(kafka: str, tmp_path: Path) -> None:
    """They name citizens, if only by pseudonym."""
    async with gateway(kafka, tmp_path) as running:
        answer = await running.client.get("/v1/lists")

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
