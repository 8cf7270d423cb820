"""Holders of passes before a gateway: what they send, and what a gate says of their passes."""

import asyncio
import html
import re
import uuid
from typing import Any

import httpx

from contracts.passes import Claims, ReadPass, read
from service.clock import now_ms
from tests.builders.ingest import RunningGateway, form_body, moment, scan_body
from tests.builders.waiting import wait_until

PHONE, BIRTH = "0912 345 678", "15/08/1999"


def a_number() -> str:
    """Return the number of a citizen card made for a test."""
    return f"00109999{uuid.uuid4().int % 10000:04d}"


async def declare(running: RunningGateway, number: str, **changes: Any) -> str:
    """Declare for whoever holds this card and return the pass."""
    document = {"kind": "cccd", "number": number}
    return str((await running.declare(document=document, **changes))["token"])


async def correct(running: RunningGateway, **changes: Any) -> httpx.Response:
    """File a declaration with some fields changed and return the answer, whatever it is."""
    body = {
        "departs_at": moment(now_ms()),
        "declaration_id": f"declaration-{uuid.uuid4().hex}",
        **changes,
    }
    return await running.client.post(
        "/v1/declarations?draw=none", json=form_body(**body), headers=await running.device()
    )


async def reason_for(running: RunningGateway, token: str) -> str:
    """Return what a gate says of a pass now."""
    answer = await running.scan(await running.device(), scan_body(token, now_ms()))
    return str(answer.json()["scans"][0]["reason"])


def claims_in(running: RunningGateway, token: str) -> Claims:
    """Return what a good pass says."""
    seen = read(token, running.parts.registry.lists.ring)
    assert isinstance(seen, ReadPass)
    return seen.claims


def token_in(page: httpx.Response) -> str:
    """Return the pass that a page shows."""
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found, page.text
    return html.unescape(found[1])


async def next_second() -> None:
    """Wait for the next second: a pass tells time in whole ones."""
    began = now_ms() // 1000
    await asyncio.to_thread(wait_until, lambda: now_ms() // 1000 > began, 5, "the clock ticks")


async def shelved(running: RunningGateway) -> None:
    """Wait until the gateway's shelf has what was published before."""
    began = now_ms()

    def is_newer() -> bool:
        return running.parts.metrics.get_sample_value("chot_gateway_shelf_age_seconds") == 0

    await asyncio.to_thread(wait_until, lambda: now_ms() > began + 2500, 10, "the shelf was read")
    await asyncio.to_thread(wait_until, is_newer, 30, "the shelf is complete")
