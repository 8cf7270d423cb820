"""Scans on a real broker."""

import asyncio
import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.events import ScanRecorded
from contracts.lines import LineDecoder
from contracts.partitions import partition_of
from contracts.registry import PassWithdrawn
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.ingest import (
    RunningGateway,
    gateway,
    moment,
    numbered_records_on,
    partition_count,
    records_on,
    scan_body,
    scans_on,
)

pytestmark = pytest.mark.integration


def _as_object(scans: list[dict[str, Any]]) -> str:
    return json.dumps(scans[0], indent=2)


def _as_array(scans: list[dict[str, Any]]) -> str:
    return json.dumps(scans)


def _as_lines(scans: list[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(scan) for scan in scans)


@pytest.mark.parametrize(
    ("form", "count"), [(_as_object, 1), (_as_array, 30), (_as_lines, 30), (_as_lines, 1000)]
)
async def test_scans_of_any_form_are_on_the_topic_before_the_answer(
    kafka: str, tmp_path: Path, form: Any, count: int
) -> None:
    """One, many in an array, many in lines: answered in order, once all are kept."""
    async with gateway(kafka, tmp_path) as running:
        code = (await running.declare())["token"]
        codes = [code, "some other code", code]
        scans = [scan_body(codes[n % 3], now_ms()) for n in range(count)]

        answer = await running.scan(await running.device(), form(scans))
        on_topic = await asyncio.to_thread(scans_on, kafka)

    assert answer.status_code == HTTPStatus.OK, answer.text
    answered = answer.json()["scans"]
    assert [scan["scan_id"] for scan in answered] == [scan["scan_id"] for scan in scans]
    for scan in answered:
        recorded = on_topic[scan["scan_id"]]
        assert (recorded.category, recorded.reason) == (scan["category"], scan["reason"])
    assert {scan["reason"] for scan in answered} <= {"ok", "not_our_code"}


async def test_a_scan_lies_in_its_citizen_s_partition(kafka: str, tmp_path: Path) -> None:
    """Where a plain producer with the same key would have put it."""
    async with gateway(kafka, tmp_path) as running:
        code = (await running.declare())["token"]
        scans = [scan_body(one, now_ms()) for one in (code, "another")]
        await running.scan(await running.device(), scans)
        mine = {scan["scan_id"] for scan in scans}
        records = await asyncio.to_thread(lambda: list(numbered_records_on(kafka, "scans")))
        count = await asyncio.to_thread(partition_count, kafka, "scans")

    decoder = LineDecoder(ScanRecorded)
    found = [
        (partition, line)
        for partition, value in records
        for _, line in decoder.decode(value)
        if isinstance(line, ScanRecorded) and line.scan_id in mine
    ]
    assert len(found) == 2
    for partition, line in found:
        assert partition == partition_of(line.citizen_id or line.scan_id, count)


async def test_concurrent_requests_share_records(kafka: str, tmp_path: Path) -> None:
    """A hundred requests at once make far fewer records, and all are answered."""
    async with gateway(kafka, tmp_path, publish_linger_ms=50) as running:
        code = (await running.declare())["token"]
        headers = await running.device()
        scans = [scan_body(code, now_ms()) for _ in range(100)]

        answers = await asyncio.gather(*(running.scan(headers, scan) for scan in scans))
        records = await asyncio.to_thread(lambda: list(records_on(kafka, "scans")))

    assert {answer.status_code for answer in answers} == {HTTPStatus.OK}
    ids = [scan["scan_id"].encode() for scan in scans]
    carrying = [record for record in records if any(one in record for one in ids)]
    assert len(carrying) < 50
    assert sum(record.count(one) for record in carrying for one in ids) == 100


async def test_a_scan_sent_twice_is_answered_twice_alike(kafka: str, tmp_path: Path) -> None:
    """A scanner that never heard the first answer gets the same one."""
    async with gateway(kafka, tmp_path) as running:
        headers = await running.device()
        scan = scan_body((await running.declare(symptoms=["fever"]))["token"], now_ms())

        first = await running.scan(headers, scan)
        second = await running.scan(headers, scan)

    assert first.json() == second.json()
    assert first.json()["scans"][0]["reason"] == "symptoms_declared"


async def test_one_bad_scan_keeps_the_whole_request_out(kafka: str, tmp_path: Path) -> None:
    """Its faults are told by line, in the language asked for, and nothing is on the topic."""
    async with gateway(kafka, tmp_path) as running:
        scans = [scan_body("any", now_ms()) for _ in range(3)]
        scans[1]["place_id"] = "nowhere"
        del scans[2]["code"]

        answer = await running.client.post(
            "/v1/scans?lang=en", content=_as_lines(scans), headers=await running.device()
        )
        on_topic = await asyncio.to_thread(scans_on, kafka)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.json()["errors"] == [
        {
            "field": "place_id",
            "reason": "unknown_place",
            "text": "This place is not known",
            "line": 2,
        },
        {"field": "code", "reason": "required", "text": "This field is required", "line": 3},
    ]
    assert not {scan["scan_id"] for scan in scans} & set(on_topic)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"[]", "empty"),
        (b"{]", "not_json"),
        (b"\n".join([b"{}"] * 1001), "too_many"),
        (b"x" * (4 * 1024 * 1024 + 1), "too_large"),
    ],
)
async def test_an_impossible_body_is_refused(
    kafka: str, tmp_path: Path, body: bytes, reason: str
) -> None:
    """As a whole."""
    async with gateway(kafka, tmp_path) as running:
        answer = await running.scan(await running.device(), body)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [fault["reason"] for fault in answer.json()["errors"]] == [reason]


async def test_only_devices_and_officers_may_hand_in_scans(kafka: str, tmp_path: Path) -> None:
    """Officers with the password they were given."""
    async with gateway(kafka, tmp_path) as running:
        code = (await running.declare())["token"]
        officer = await _signed_in(running, "officer")
        official = await _signed_in(running, "official")

        answers = [
            await running.scan(headers, scan_body(code, now_ms()))
            for headers in ({}, official, officer)
        ]

    assert [answer.status_code for answer in answers] == [401, 403, 200]


async def _signed_in(running: RunningGateway, role: Any) -> dict[str, str]:
    account, password = new_account(f"{role}-{now_ms()}", (role,))
    await asyncio.to_thread(
        running.parts.writer.write_and_see,
        account,
        lambda lists: account.account in lists.officers,
    )
    answer = await running.client.post(
        "/v1/sessions", json={"username": account.account, "password": password}
    )
    assert answer.status_code == HTTPStatus.OK, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def test_a_pass_revoked_elsewhere_is_refused_here(kafka: str, tmp_path: Path) -> None:
    """As soon as the registry's news is in."""
    async with gateway(kafka, tmp_path) as running:
        declared = await running.declare()
        event = PassWithdrawn(pass_id=declared["pass_id"], reason="revoked", at_ms=now_ms())
        await asyncio.to_thread(
            running.parts.writer.write_and_see,
            event,
            lambda lists: event.pass_id in lists.withdrawn,
        )

        answer = await running.scan(await running.device(), scan_body(declared["token"], now_ms()))

    (scan,) = answer.json()["scans"]
    assert (scan["category"], scan["reason"], scan["holder"]) == ("refuse", "revoked", None)


async def test_what_was_scanned_is_counted(kafka: str, tmp_path: Path) -> None:
    """For the dashboards."""
    async with gateway(kafka, tmp_path) as running:
        headers = await running.device()
        await running.scan(headers, [scan_body("any", now_ms()) for _ in range(3)])
        await running.scan(headers, {})

        metrics = (await running.client.get("/metrics")).text

    assert 'chot_gateway_scans_total{category="refuse",reason="not_our_code"} 3.0' in metrics
    assert "chot_gateway_lines_published_total 3.0" in metrics
    assert 'chot_gateway_refused_total{status="422"} 1.0' in metrics
    assert "chot_gateway_publish_seconds_count 1.0" in metrics


async def test_an_old_offline_scan_keeps_its_time_and_verdict(kafka: str, tmp_path: Path) -> None:
    """Three days late, from a scanner that was in a valley without network."""
    happened_ms = now_ms() - 3 * 24 * 3600 * 1000
    given = {"category": "ask", "reason": "compare_identity", "rule_version": 1, "lists_age_s": 60}
    async with gateway(kafka, tmp_path) as running:
        code = (await running.declare())["token"]
        scan = scan_body(code, happened_ms, offline=True, given=given)
        answer: httpx.Response = await running.scan(await running.device(), scan)
        recorded = (await asyncio.to_thread(scans_on, kafka))[scan["scan_id"]]

    assert answer.json()["scans"][0]["flags"] == ["offline"]
    assert (recorded.category, recorded.reason) == ("ask", "compare_identity")
    assert moment(recorded.happened_ms) == scan["happened_at"]
