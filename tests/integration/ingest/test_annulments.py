"""Scans are taken back over HTTP."""

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from contracts.events import ScanAnnulled
from contracts.partitions import partition_of
from service.clock import now_ms
from tests.builders.ingest import (
    PLACE,
    gateway,
    moment,
    numbered_records_on,
    partition_count,
    scan_body,
)

pytestmark = pytest.mark.integration


def _form(**changes: Any) -> dict[str, Any]:
    usual = {
        "place_id": PLACE,
        "reason": "scanned Mr Thử's wife",
        "happened_at": moment(now_ms()),
        "citizen_id": "",
    }
    return usual | changes


async def test_an_annulment_lies_where_its_scan_lies_with_its_reason_sealed(
    kafka: str, tmp_path: Path
) -> None:
    """The answer to the scan says whose it is; both are of one partition."""
    async with gateway(kafka, tmp_path) as running:
        device = await running.device()
        code = (await running.declare())["token"]
        (scanned,) = (await running.scan(device, scan_body(code, now_ms()))).json()["scans"]
        path = f"/v1/scans/{scanned['scan_id']}/annulment"
        form = _form(citizen_id=scanned["citizen_id"])
        first = await running.client.post(path, json=form, headers=device)
        again = await running.client.post(path, json=form, headers=device)
        records = await asyncio.to_thread(lambda: list(numbered_records_on(kafka, "annulments")))
        partitions = await asyncio.to_thread(partition_count, kafka, "annulments")

    assert (first.status_code, again.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    mine = [(number, value) for number, value in records if scanned["scan_id"].encode() in value]
    assert len(mine) == 2
    assert {number for number, _ in mine} == {partition_of(scanned["citizen_id"], partitions)}
    assert all(b"wife" not in value for _, value in mine)
    assert ScanAnnulled.__name__.encode() in mine[0][1]


async def test_what_cannot_be_meant_is_refused(kafka: str, tmp_path: Path) -> None:
    """Without a reason, of an unknown place, or by nobody."""
    async with gateway(kafka, tmp_path) as running:
        device = await running.device()
        path = "/v1/scans/scan-00000001/annulment"
        wrong = await running.client.post(
            path, json=_form(reason=" ", place_id="nowhere"), headers=device
        )
        nobody = await running.client.post(path, json=_form())

    assert {one["field"] for one in wrong.json()["errors"]} == {"reason", "place_id"}
    assert nobody.status_code == HTTPStatus.UNAUTHORIZED
