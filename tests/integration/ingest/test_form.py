"""The citizen's form on a real broker."""

import asyncio
import uuid
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest

from contracts.events import DeclarationFiled, PassIssued
from service.clock import now_ms
from tests.builders.forms import body_of, traveller_pairs, typed_form
from tests.builders.ingest import RunningGateway, copied_code, events_on, gateway, moment

pytestmark = pytest.mark.integration

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_SECOND = {"name": "Trần Thị Ví Dụ", "document_number": "031187990002", "residence_same": "yes"}


def _new_form(**changes: str) -> dict[str, str]:
    today, time = moment(now_ms()).split("T")
    usual = {
        "form_id": f"form-{uuid.uuid4().hex}",
        "departs_date": today,
        "departs_time": time[:5],
        "action": "send",
    }
    return usual | changes


async def _sent(running: RunningGateway, body: bytes) -> httpx.Response:
    return await running.client.post("/declare?lang=en", content=body, headers=_FORM)


def _code(running: RunningGateway) -> dict[str, str]:
    copied = copied_code(running.parts)
    return {"captcha_challenge": copied["challenge"], "captcha": copied["code"]}


async def test_two_travellers_get_a_pass_each_and_the_same_when_sent_again(
    kafka: str, tmp_path: Path
) -> None:
    """Both declarations and both passes are on the topic, of one journey."""
    form = typed_form([traveller_pairs(), traveller_pairs(2, _SECOND)], journey=_new_form())
    async with gateway(kafka, tmp_path) as running:
        body = body_of(form, **_code(running))
        first, again = await _sent(running, body), await _sent(running, body)
        kind = DeclarationFiled | PassIssued
        events = await asyncio.to_thread(events_on, kafka, "declarations", kind)

    assert first.status_code == again.status_code == HTTPStatus.CREATED, first.text
    form_id = form.text("form_id")
    filed = [e for e in events if isinstance(e, DeclarationFiled) and e.journey_id == form_id]
    ids = {declared.declaration_id for declared in filed}
    issued = [e for e in events if isinstance(e, PassIssued) and e.declaration_id in ids]
    assert len(filed) == len(issued) == 4
    assert len({event.pass_id for event in issued}) == 2
    assert {declared.channel for declared in filed} == {"web"}


async def test_nobody_gets_a_pass_while_one_traveller_has_a_fault(
    kafka: str, tmp_path: Path
) -> None:
    """The form comes back with the fault at its field and everything that was typed."""
    faulty = traveller_pairs(2, _SECOND | {"birth": "soon"})
    form = typed_form([traveller_pairs(), faulty], journey=_new_form())
    async with gateway(kafka, tmp_path) as running:
        code = _code(running)
        answer = await _sent(running, body_of(form, **code))
        events = await asyncio.to_thread(events_on, kafka, "declarations", DeclarationFiled)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert '<a href="#t2_birth">“Date of birth” is not a date.' in answer.text
    assert 'aria-describedby="t2_birth-error t2_birth-hint" aria-invalid="true"' in answer.text
    assert 'value="Trần Thị Ví Dụ"' in answer.text
    assert f'value="{code["captcha"]}"' in answer.text
    form_id = form.text("form_id")
    assert [e for e in events if isinstance(e, DeclarationFiled) and e.journey_id == form_id] == []


async def test_a_wrong_code_comes_back_with_another_picture(kafka: str, tmp_path: Path) -> None:
    """The error stands at the code's field."""
    async with gateway(kafka, tmp_path) as running:
        code = _code(running) | {"captcha": "nope"}
        answer = await _sent(running, body_of(typed_form(journey=_new_form()), **code))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="captcha-error">This is not the code of the picture' in answer.text
    assert code["captcha_challenge"] not in answer.text


async def test_every_button_shows_the_form_again_with_all_that_was_typed(
    kafka: str, tmp_path: Path
) -> None:
    """Without script: more people, fewer, the lists of a province, another code."""
    async with gateway(kafka, tmp_path) as running:

        async def pressed(action: str, **changes: str) -> str:
            form = typed_form(journey=_new_form(action=action, **changes))
            answer = await _sent(running, body_of(form))
            assert answer.status_code == HTTPStatus.OK
            assert 'value="29A-123.45"' in answer.text
            return answer.text

        added = await pressed("add")
        removed = await pressed("remove-1")
        units = await pressed("units", destination_province="48", destination_district="490")
        correcting = await pressed("edit", replaces="00112233445566778899")

    assert 'name="t2_name"' in added
    assert 'value="Nguyễn Văn Thử"' not in removed
    assert "Quận Liên Chiểu" in units
    assert "Phường Hòa Hiệp Bắc" in units
    assert "You are correcting a declaration you sent" in correcting
    assert '<input type="hidden" name="replaces" value="00112233445566778899">' in correcting


async def test_the_poster_of_a_checkpoint_chooses_the_destination(
    kafka: str, tmp_path: Path
) -> None:
    """A name nobody knows is an ordinary form."""
    async with gateway(kafka, tmp_path) as running:
        place = running.parts.registry.lists.places["hn-city-01"]
        known = await running.client.get("/declare?place=hn-city-01&lang=en")
        unknown = await running.client.get("/declare?place=nowhere&lang=en")

    assert f"You declare at: {place.name_en}" in known.text
    assert f'<option value="{place.district}" selected>' in known.text
    assert unknown.status_code == HTTPStatus.OK
    assert "You declare at" not in unknown.text


async def test_units_come_a_province_at_a_time_and_are_kept_by_browsers(
    kafka: str, tmp_path: Path
) -> None:
    """Whoever has the list is told that it still holds."""
    async with gateway(kafka, tmp_path) as running:
        found = await running.client.get("/units.json?parent=48")
        tag = {"If-None-Match": found.headers["etag"]}
        again = await running.client.get("/units.json?parent=48", headers=tag)
        unknown = await running.client.get("/units.json?parent=490")

    assert ["490", "Quận Liên Chiểu"] in [district[:2] for district in found.json()]
    assert "max-age" in found.headers["cache-control"]
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert unknown.status_code == HTTPStatus.NOT_FOUND


async def test_what_is_no_form_is_refused(kafka: str, tmp_path: Path) -> None:
    """Too large, or not text; a form with an odd id gets one of ours."""
    async with gateway(kafka, tmp_path) as running:
        odd = typed_form(journey=_new_form(action="edit", form_id="my form"))
        renamed = (await _sent(running, body_of(odd))).text
        broken = await _sent(running, b"\xff")
        large = await _sent(running, urlencode({"t1_name": "x" * 300_000}).encode())

    assert 'name="form_id" value="form-' in renamed
    assert broken.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert large.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
