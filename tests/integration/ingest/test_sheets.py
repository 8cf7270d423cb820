"""Paper sheets on a real broker, from the photograph to the pass."""

import asyncio
import uuid
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.events import DeclarationFiled, PassIssued, ScanRecorded
from contracts.registry import OfficerRegistered
from contracts.serials import code_of, said_serial, with_check
from contracts.sheets import entered_scan_id
from service.clock import now_ms
from tests.builders.ingest import (
    RunningGateway,
    decoded,
    events_on,
    form_body,
    gateway,
    moment,
    records_on,
    scans_on,
)
from tests.builders.sheets import hand_in, photograph, sheet_body
from tests.builders.waiting import asked_until

pytestmark = pytest.mark.integration

SERIAL = with_check("7KQ2M9XHPA")


async def _officer(running: RunningGateway, **changes: Any) -> dict[str, str]:
    """Register an officer and return the headers of a session."""
    account = f"officer-{uuid.uuid4().hex[:8]}"
    event = OfficerRegistered(
        **({"account": account, "password_hash": "", "roles": ("officer",)} | changes)
    )
    await asyncio.to_thread(
        running.parts.writer.write_and_see, event, lambda lists: account in lists.officers
    )
    token, _ = running.parts.sessions.issue("session", account)
    return {"Authorization": f"Bearer {token}"}


def _entry(**changes: Any) -> dict[str, Any]:
    return form_body(departs_at=moment(now_ms()), **changes)


async def _taken(running: RunningGateway, **changes: Any) -> dict[str, Any]:
    body = sheet_body(**changes)
    answer = await hand_in(running.client, await running.device(), body, photograph())
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    return body


async def _ids_in_queue(running: RunningGateway, officer: dict[str, str]) -> list[str]:
    answer = await running.client.get("/v1/sheets", headers=officer)
    return [sheet["sheet_id"] for sheet in decoded(answer)["sheets"]]


def _reason(answer: httpx.Response) -> tuple[HTTPStatus, str]:
    return HTTPStatus(answer.status_code), answer.json()["errors"][0]["reason"]


async def test_a_photographed_sheet_lets_its_bearer_pass_and_waits(
    kafka: str, tmp_path: Path
) -> None:
    """At once, as nobody's scan; sent twice it is there once, and no topic holds the picture."""
    async with gateway(kafka, tmp_path) as running:
        device, officer = await running.device(), await _officer(running)
        body = sheet_body(lane="3", offline=True, serial=code_of(SERIAL))
        first, again = [await hand_in(running.client, device, body, photograph()) for _ in range(2)]
        waiting = decoded(await running.client.get("/v1/sheets?lang=en", headers=officer))
        scans = await asyncio.to_thread(events_on, kafka, "scans", ScanRecorded)
        sheets = await asyncio.to_thread(lambda: list(records_on(kafka, "sheets")))

    assert (first.status_code, again.status_code) == (HTTPStatus.CREATED,) * 2
    assert decoded(first) == decoded(again)
    assert decoded(first)["category"] == "pass_with_attention"
    (scan,) = [s for s in scans if isinstance(s, ScanRecorded) and s.sheet_id == body["sheet_id"]]
    assert (scan.scan_id, scan.citizen_id, scan.source) == (body["sheet_id"], "", "paper")
    assert scan.counts
    assert scan.offline
    (shown,) = [s for s in waiting["sheets"] if s["sheet_id"] == body["sheet_id"]]
    assert (shown["taken_by"], shown["lane"], shown["opened_by"]) == ("a scanner", "3", "")
    assert shown["age_s"] >= 60
    assert shown["serial"] == said_serial(SERIAL)
    assert not any(b"JFIF" in record for record in sheets)
    assert len([record for record in sheets if body["sheet_id"].encode() in record]) == 1
    (photo,) = (tmp_path / "sheets").iterdir()
    assert b"JFIF" not in photo.read_bytes()


async def test_an_officer_who_did_not_look_says_so(kafka: str, tmp_path: Path) -> None:
    """The passage is recorded as one where the identity card was still to be compared."""
    async with gateway(kafka, tmp_path) as running:
        body = sheet_body(identity_compared=False)
        answer = await hand_in(running.client, await running.device(), body, photograph())

    assert (decoded(answer)["category"], decoded(answer)["reason"]) == ("ask", "compare_identity")


async def test_an_entered_sheet_is_a_declaration_a_pass_and_a_scan(
    kafka: str, tmp_path: Path
) -> None:
    """All at the sheet's own time; the second scan joins the timeline and does not count."""
    async with gateway(kafka, tmp_path) as running:
        officer = await _officer(running)
        body = await _taken(running)
        at = f"/v1/sheets/{body['sheet_id']}"
        opened = await running.client.put(f"{at}/claim", headers=officer)
        photo = await running.client.get(f"{at}/photo", headers=officer)
        entry = _entry(phone="+44 20 7946 0958")
        checked = await running.client.post(
            f"{at}/entry?check=yes&lang=en", json=entry, headers=officer
        )
        nothing_yet = await asyncio.to_thread(scans_on, kafka)
        entered, again = [
            await running.client.post(f"{at}/entry", json=entry, headers=officer) for _ in range(2)
        ]
        left = await _ids_in_queue(running, officer)
        kind = DeclarationFiled | PassIssued
        events = await asyncio.to_thread(events_on, kafka, "declarations", kind)
        scans = await asyncio.to_thread(scans_on, kafka)

    assert opened.status_code == HTTPStatus.OK
    assert photo.content.startswith(b"\xff\xd8")
    assert [warned["reason"] for warned in decoded(checked)] == ["phone_form"]
    assert entered_scan_id(body["sheet_id"]) not in nothing_yet
    assert entered.status_code == again.status_code == HTTPStatus.CREATED, entered.text
    assert decoded(entered)["pass_id"] == decoded(again)["pass_id"]
    assert body["sheet_id"] not in left
    about = decoded(entered)["declaration_id"]
    (filed,) = [e for e in events if isinstance(e, DeclarationFiled) and e.declaration_id == about]
    (issued,) = [e for e in events if isinstance(e, PassIssued) and e.declaration_id == about]
    at_gate, in_name = scans[body["sheet_id"]], scans[entered_scan_id(body["sheet_id"])]
    assert (filed.channel, filed.declared_ms) == ("paper", at_gate.happened_ms)
    assert filed.filed_by.startswith("officer-")
    assert (at_gate.citizen_id, in_name.citizen_id) == ("", issued.citizen_id)
    assert in_name.happened_ms == at_gate.happened_ms
    assert (at_gate.counts, in_name.counts) == (True, False)
    assert in_name.pass_id == issued.pass_id


async def test_two_officers_do_not_enter_one_sheet(kafka: str, tmp_path: Path) -> None:
    """Whoever opens it first has it, on every gateway; what is put back is free again."""
    async with gateway(kafka, tmp_path) as one, gateway(kafka, tmp_path) as other:
        lan, minh = await _officer(one), await _officer(one)
        body = await _taken(one)
        at = f"/v1/sheets/{body['sheet_id']}"

        async def other_sees() -> bool:
            return body["sheet_id"] in await _ids_in_queue(other, minh)

        await asked_until(other_sees, 10, "the other gateway knows the sheet")
        both = await asyncio.gather(
            one.client.put(f"{at}/claim", headers=lan),
            other.client.put(f"{at}/claim", headers=minh),
        )
        winner = 0 if both[0].status_code == HTTPStatus.OK else 1
        (first, first_key), (second, second_key) = (
            ((one, lan), (other, minh)) if winner == 0 else ((other, minh), (one, lan))
        )
        unseen = await second.client.get(f"{at}/photo", headers=second_key)
        unentered = await second.client.post(f"{at}/entry", json=_entry(), headers=second_key)
        back = await first.client.delete(f"{at}/claim", headers=first_key)

        async def opened_by_second() -> bool:
            answer = await second.client.put(f"{at}/claim", headers=second_key)
            return answer.status_code == HTTPStatus.OK

        await asked_until(opened_by_second, 10, "the sheet is free again")

    assert _reason(both[1 - winner]) == (HTTPStatus.UNPROCESSABLE_ENTITY, "sheet_held")
    assert _reason(unseen) == (HTTPStatus.UNPROCESSABLE_ENTITY, "sheet_not_open")
    assert _reason(unentered) == (HTTPStatus.UNPROCESSABLE_ENTITY, "sheet_not_open")
    assert back.status_code == HTTPStatus.NO_CONTENT


async def test_an_unreadable_sheet_leaves_the_queue_with_its_reason(
    kafka: str, tmp_path: Path
) -> None:
    """And can't be entered any more."""
    async with gateway(kafka, tmp_path) as running:
        officer = await _officer(running)
        body = await _taken(running)
        at = f"/v1/sheets/{body['sheet_id']}"
        await running.client.put(f"{at}/claim", headers=officer)
        wrong = await running.client.put(
            f"{at}/rejection", json={"reason": "ugly"}, headers=officer
        )
        answers = [
            await running.client.put(
                f"{at}/rejection", json={"reason": "unreadable"}, headers=officer
            )
            for _ in range(2)
        ]
        entered = await running.client.post(f"{at}/entry", json=_entry(), headers=officer)
        left = await _ids_in_queue(running, officer)

    assert _reason(wrong) == (HTTPStatus.UNPROCESSABLE_ENTITY, "choice")
    assert [answer.status_code for answer in answers] == [HTTPStatus.NO_CONTENT] * 2
    assert _reason(entered) == (HTTPStatus.UNPROCESSABLE_ENTITY, "sheet_done")
    assert body["sheet_id"] not in left


async def test_the_queue_survives_a_new_gateway(kafka: str, tmp_path: Path) -> None:
    """It is on the topic, and so are its age and length in the metrics."""
    async with gateway(kafka, tmp_path) as running:
        body = await _taken(running, taken_at=moment(now_ms() - 2 * 3600 * 1000))
    async with gateway(kafka, tmp_path) as running:
        officer = await _officer(running)
        reply = decoded(await running.client.get("/v1/sheets", headers=officer))
        metrics = (await running.client.get("/metrics")).text

    (shown,) = [s for s in reply["sheets"] if s["sheet_id"] == body["sheet_id"]]
    assert shown["is_alarm"]
    assert reply["oldest_age_s"] >= 7200
    assert "chot_sheets_waiting" in metrics
    assert "chot_sheets_oldest_age_seconds" in metrics


@pytest.mark.parametrize(
    ("changes", "photo", "expected"),
    [
        ({"place_id": "nowhere"}, photograph(), ("place_id", "unknown_place")),
        ({"sheet_id": "../../x"}, photograph(), ("sheet_id", "id_form")),
        ({"taken_at": "2000-01-01T00:00:00+07:00"}, photograph(), ("taken_at", "too_long_ago")),
        ({}, b"no picture", ("photo", "not_a_picture")),
        ({}, b"\x00" * (9 * 1024 * 1024), ("", "too_large")),
    ],
)
async def test_a_wrong_sheet_is_refused_by_field(
    kafka: str, tmp_path: Path, changes: dict[str, Any], photo: bytes, expected: tuple[str, str]
) -> None:
    """And nothing of it is kept."""
    async with gateway(kafka, tmp_path) as running:
        body = sheet_body(**changes)
        answer = await hand_in(running.client, await running.device(), body, photo)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    (fault,) = answer.json()["errors"]
    assert (fault["field"], fault["reason"]) == expected
    assert not (tmp_path / "sheets").exists()


async def test_sheets_are_for_gates_and_their_entry_for_officers_of_the_place(
    kafka: str, tmp_path: Path
) -> None:
    """Strangers hand in nothing, devices enter nothing, officers elsewhere see nothing."""
    async with gateway(kafka, tmp_path) as running:
        stranger = await hand_in(running.client, {}, sheet_body(), photograph())
        body = await _taken(running)
        at = f"/v1/sheets/{body['sheet_id']}"
        device, elsewhere = await running.device(), await _officer(running, units=("79",))
        listed = await running.client.get("/v1/sheets", headers=device)
        there = await _ids_in_queue(running, elsewhere)
        opened = await running.client.put(f"{at}/claim", headers=elsewhere)
        not_parts = await running.client.post("/v1/sheets", content=b"{}", headers=device)

    assert stranger.status_code == HTTPStatus.UNAUTHORIZED
    assert listed.status_code == HTTPStatus.FORBIDDEN
    assert there == []
    assert opened.status_code == HTTPStatus.NOT_FOUND
    assert _reason(not_parts) == (HTTPStatus.UNPROCESSABLE_ENTITY, "not_multipart")
