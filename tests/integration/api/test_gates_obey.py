"""An administrator speaks to the read side; a gateway that shares nothing with it obeys."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from service.clock import now_ms
from tests.builders.api import RunningApi
from tests.builders.ingest import RunningGateway, gateway, scan_body

pytestmark = pytest.mark.integration

OBEYED_WITHIN_S = 5.0
_PAUSE_S = 0.05


@asynccontextmanager
async def _gate(api: RunningApi, folder: Path) -> AsyncIterator[tuple[RunningGateway, Any]]:
    """Run a gateway with lists, keys and connections of its own; also return a device's headers."""
    async with gateway(api.parts.kafka, folder) as running:
        yield running, await running.device()


async def _verdict(running: RunningGateway, device: dict[str, str], code: str) -> str:
    answer = await running.scan(device, scan_body(code, now_ms()))
    answer.raise_for_status()
    return str(answer.json()["scans"][0]["reason"])


async def _obeyed(
    api: RunningApi, running: RunningGateway, device: dict[str, str], code: str, order: Any
) -> tuple[str, float]:
    """Give an order, scan until the verdict changes, and return it with the seconds it took."""
    before = await _verdict(running, device, code)
    path, body = order
    with api.client("administrator") as client:
        asked_at = time.monotonic()
        told: httpx.Response = await asyncio.to_thread(client.put, path, json=body)
        told.raise_for_status()
    while (reason := await _verdict(running, device, code)) == before:
        assert time.monotonic() - asked_at < OBEYED_WITHIN_S, "the gate has not heard of it"
        await asyncio.sleep(_PAUSE_S)
    return reason, time.monotonic() - asked_at


def _withdrawal(declared: dict[str, Any], _: RunningGateway) -> tuple[str, dict[str, Any]]:
    return f"/v1/passes/{declared['pass_id']}/withdrawal", {"purpose": "a lost telephone"}


def _area(_: dict[str, Any], __: RunningGateway) -> tuple[str, dict[str, Any]]:
    return f"/v1/zones/zone-{uuid.uuid4().hex}", {"unit": "001", "purpose": "an outbreak"}


def _revocation(_: dict[str, Any], running: RunningGateway) -> tuple[str, dict[str, Any]]:
    (private,) = running.parts.secrets.signing_keys()
    public = bytes(private.verify_key).hex()
    return f"/v1/pass-keys/{public}/revocation", {"purpose": "a stolen key"}


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        (_withdrawal, "revoked"),
        (_area, "left_epidemic_area_since_issue"),
        (_revocation, "revoked"),
    ],
)
async def test_a_gate_obeys_within_seconds(
    api: RunningApi,
    tmp_path: Path,
    order: Callable[[dict[str, Any], RunningGateway], tuple[str, dict[str, Any]]],
    reason: str,
) -> None:
    """With lists read from the topic alone."""
    async with _gate(api, tmp_path) as (running, device):
        declared = await running.declare()
        said, seconds = await _obeyed(
            api, running, device, declared["token"], order(declared, running)
        )

    assert said == reason
    assert seconds <= OBEYED_WITHIN_S
