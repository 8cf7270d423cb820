"""Whoever has no code at hand is found by document."""

import asyncio
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from contracts.audit import AuditEvent, QuestionAsked
from contracts.identity import read_document
from contracts.passes import peek
from service.clock import now_ms
from tests.builders.ingest import RunningGateway, events_on, gateway, scan_body, scans_on
from tests.builders.waiting import asked_until

pytestmark = pytest.mark.integration

_WITHIN_S = 30.0


def _document() -> dict[str, str]:
    return {"kind": "cccd", "number": f"00109999{uuid.uuid4().int % 10000:04d}"}


async def _search(running: RunningGateway, device: dict[str, str], document: Any) -> Any:
    body = {"document": document}
    return await running.client.post("/v1/passes/search?lang=en", json=body, headers=device)


async def _on_shelf(running: RunningGateway, device: dict[str, str], document: Any) -> None:
    async def is_found() -> bool:
        return bool((await _search(running, device, document)).status_code == HTTPStatus.OK)

    await asked_until(is_found, _WITHIN_S, "the pass is on the shelf")


async def test_a_scan_by_document_is_a_scan_of_its_live_pass(kafka: str, tmp_path: Path) -> None:
    """The same verdict, holder and timeline as by the code; the document is on no topic."""
    document = _document()
    async with gateway(kafka, tmp_path) as running:
        device = await running.device()
        claims = peek((await running.declare(document=document))["token"])
        assert claims is not None
        await _on_shelf(running, device, document)
        body = scan_body("", now_ms(), source="document", document=document)
        answer = await running.scan(device, body)
        scans = await asyncio.to_thread(scans_on, kafka)

    assert answer.status_code == HTTPStatus.OK, answer.text
    (said,) = answer.json()["scans"]
    assert (said["category"], said["reason"]) == ("pass", "ok")
    assert said["holder"]["name"] == claims.name
    event = scans[body["scan_id"]]
    assert (event.source, event.pass_id) == ("document", claims.pass_id)
    assert event.citizen_id == claims.citizen_id


async def test_without_a_live_pass_a_document_is_refused_and_its_bearer_known(
    kafka: str, tmp_path: Path
) -> None:
    """The attempt belongs to the timeline of whoever the document is."""
    document = _document()
    async with gateway(kafka, tmp_path) as running:
        body = scan_body("", now_ms(), source="document", document=document)
        answer = await running.scan(await running.device(), body)
        event = (await asyncio.to_thread(scans_on, kafka))[body["scan_id"]]
        known = running.parts.pseudonyms.citizen_id(read_document("cccd", document["number"]))

    (said,) = answer.json()["scans"]
    assert (said["category"], said["reason"]) == ("refuse", "no_live_pass")
    assert (event.citizen_id, event.sealed) == (known, "")


async def test_a_search_tells_the_holder_and_is_on_the_audit_topic(
    kafka: str, tmp_path: Path
) -> None:
    """Found or not, who asked about whom is kept."""
    document = _document()
    async with gateway(kafka, tmp_path) as running:
        device = await running.device()
        missing = await _search(running, device, document)
        await running.declare(document=document)
        await _on_shelf(running, device, document)
        found = (await _search(running, device, document)).json()
        nobody = await _search(running, {}, document)
        asked = await asyncio.to_thread(events_on, kafka, "audit", AuditEvent)

    assert missing.status_code == HTTPStatus.NOT_FOUND
    assert nobody.status_code == HTTPStatus.UNAUTHORIZED
    assert found["holder"]["last_four"] == document["number"][-4:]
    assert (found["category"], found["reason"]) == ("pass", "ok")
    about = [one for one in asked if isinstance(one, QuestionAsked)]
    assert len([one for one in about if one.about == (found["citizen_id"],)]) >= 3
