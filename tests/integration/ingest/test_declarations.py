"""Declarations and devices on a real broker."""

import asyncio
import base64
from http import HTTPStatus
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from contracts.events import DeclarationFiled, Event, PassIssued
from contracts.passes import ReadPass, read, token_hash
from contracts.signatures import DeviceKey
from ingest import qr
from service import sessions
from service.clock import now_ms
from service.sessions import ENROLMENT_S
from tests.builders.devices import enrolment_body
from tests.builders.ingest import (
    copied_code,
    events_on,
    form_body,
    gateway,
    moment,
    scan_body,
)

pytestmark = pytest.mark.integration


def _about(events: list[Event], declaration_id: str) -> list[Event]:
    return [
        event
        for event in events
        if isinstance(event, (DeclarationFiled, PassIssued))
        and event.declaration_id == declaration_id
    ]


async def test_a_declaration_and_its_pass_are_on_the_topic_before_the_answer(
    kafka: str, tmp_path: Path
) -> None:
    """Both, under one key, and the answer's pass is the one on the topic."""
    async with gateway(kafka, tmp_path) as running:
        declared = await running.declare()
        kind = DeclarationFiled | PassIssued
        events = await asyncio.to_thread(events_on, kafka, "declarations", kind)
        ring = running.parts.registry.lists.ring

    seen = read(declared["token"], ring)
    assert isinstance(seen, ReadPass)
    filed, issued = _about(events, declared["declaration_id"])
    assert isinstance(filed, DeclarationFiled)
    assert isinstance(issued, PassIssued)
    assert filed.citizen_id == issued.citizen_id == seen.claims.citizen_id
    assert issued.pass_id == declared["pass_id"] == seen.claims.pass_id
    assert issued.token_hash == token_hash(declared["token"])


async def test_a_citizen_gets_the_code_drawn(kafka: str, tmp_path: Path) -> None:
    """As PNG and SVG, unless less is asked for; times with their zone, warnings in words."""
    async with gateway(kafka, tmp_path) as running:

        async def answer(query: str) -> dict[str, object]:
            body = form_body(
                departs_at=moment(now_ms()),
                phone="+44 20 7946 0958",
                captcha=copied_code(running.parts),
            )
            found = await running.client.post(f"/v1/declarations{query}", json=body)
            assert found.status_code == HTTPStatus.CREATED, found.text
            said: dict[str, object] = found.json()
            return said

        both, none, svg = (
            await answer("?lang=en"),
            await answer("?draw=none"),
            await answer("?draw=svg"),
        )

    token = str(both["token"])
    modules = qr.modules_of(token)
    assert base64.b64decode(str(both["qr_png"])) == qr.as_png(modules)
    assert both["qr_svg"] == qr.as_svg(modules)
    assert not {"qr_png", "qr_svg"} & set(none)
    assert "qr_svg" in svg
    assert "qr_png" not in svg
    assert str(both["issued_at"]).endswith("Z")
    assert both["warnings"] == [
        {
            "field": "phone",
            "reason": "phone_form",
            "text": "This does not look like a Vietnamese phone number",
        }
    ]


async def test_a_faulty_declaration_is_refused_by_field(kafka: str, tmp_path: Path) -> None:
    """Wrong values, wrong forms and a wrong drawing."""
    async with gateway(kafka, tmp_path) as running:
        body = form_body(full_name="", captcha=copied_code(running.parts))
        wrong_value = await running.client.post("/v1/declarations", json=body)
        wrong_form = await running.client.post("/v1/declarations", json={"full_name": "A"})
        wrong_drawing = await running.client.post("/v1/declarations?draw=gif", json=form_body())

    for answer in (wrong_value, wrong_form, wrong_drawing):
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert ("full_name", "required") in [
        (fault["field"], fault["reason"]) for fault in wrong_value.json()["errors"]
    ]
    assert {fault["reason"] for fault in wrong_form.json()["errors"]} == {"required"}
    assert wrong_drawing.json()["errors"][0]["field"] == "draw"


async def test_whoever_is_unknown_copies_a_code_first(kafka: str, tmp_path: Path) -> None:
    """One code lets one declaration in, as often as that is sent; devices need none."""
    async with gateway(kafka, tmp_path) as running:
        form = form_body(departs_at=moment(now_ms()))
        code = copied_code(running.parts)

        async def sent(body: dict[str, object], **headers: str) -> tuple[int, list[str]]:
            url = "/v1/declarations?draw=none"
            answer = await running.client.post(url, json=body, headers=headers)
            return answer.status_code, [f["reason"] for f in answer.json().get("errors", [])]

        none = await sent(form)
        wrong = await sent(form | {"captcha": copied_code(running.parts) | {"code": "none"}})
        first, again = await sent(form | {"captcha": code}), await sent(form | {"captcha": code})
        other = await sent(form | {"captcha": code, "declaration_id": "declaration-0002"})
        known = await sent(form, **await running.device())

    unprocessable = HTTPStatus.UNPROCESSABLE_ENTITY
    assert none == (unprocessable, ["captcha_required"])
    assert wrong == (unprocessable, ["captcha_wrong"])
    assert first == again == known == (HTTPStatus.CREATED, [])
    assert other == (unprocessable, ["captcha_over"])


async def test_a_code_to_copy_is_drawn_and_spoken(kafka: str, tmp_path: Path) -> None:
    """For a challenge of ours, and for no other."""
    async with gateway(kafka, tmp_path) as running:
        challenge = (await running.client.post("/captcha")).json()["challenge"]
        picture = await running.client.get(f"/captcha/{challenge}.png")
        recording = await running.client.get(f"/captcha/{challenge}.wav")
        foreign = await running.client.get(f"/captcha/{challenge[::-1]}.png")

    assert picture.content.startswith(b"\x89PNG")
    assert recording.content.startswith(b"RIFF")
    assert foreign.status_code == HTTPStatus.NOT_FOUND


async def test_a_device_enrols_once_and_scans(kafka: str, tmp_path: Path) -> None:
    """With the code of an enrolment, which then is used up; the same key may ask once more."""
    async with gateway(kafka, tmp_path) as running:
        code, enrolment = running.parts.sessions.issue("enrolment", "admin", place_id="hn-city-02")
        keys = [SigningKey.generate() for _ in range(2)]
        bodies = [enrolment_body(code, key, name="Máy quét 1") for key in keys]

        both = await asyncio.gather(
            *(running.client.post("/v1/devices?lang=en", json=body) for body in bodies)
        )
        (admitted,) = [number for number, answer in enumerate(both) if answer.is_success]
        again = await running.client.post("/v1/devices", json=bodies[admitted])
        refused = both[1 - admitted]
        device_id = again.json()["device_id"]
        headers = running.signing.headers_of(DeviceKey(device_id, keys[admitted]))
        scanned = await running.scan(headers, scan_body("any", now_ms()))
        device = running.parts.registry.lists.devices[device_id]

    assert both[admitted].json() == again.json()
    assert refused.status_code == HTTPStatus.UNAUTHORIZED
    assert refused.json()["detail"] == "This enrolment code was used already"
    assert scanned.status_code == HTTPStatus.OK
    assert (device.name, device.place_id) == ("Máy quét 1", "hn-city-02")
    assert (device.enrolment_id, device.enrolled_by) == (enrolment.jti, "admin")


async def test_a_key_that_was_not_proven_is_not_enrolled(kafka: str, tmp_path: Path) -> None:
    """Whoever shows the public key of somebody else can't sign the code with it."""
    async with gateway(kafka, tmp_path) as running:
        code, _ = running.parts.sessions.issue("enrolment", "admin")
        own, other = SigningKey.generate(), SigningKey.generate()
        shown = enrolment_body(code, other)["public_key"]
        stolen = enrolment_body(code, own) | {"public_key": shown}

        answer = await running.client.post("/v1/devices", json=stolen)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert [fault["reason"] for fault in answer.json()["errors"]] == ["key_unproven"]


async def test_only_a_live_enrolment_code_enrols(
    kafka: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a session, not nonsense, not a quarter of an hour later."""
    async with gateway(kafka, tmp_path) as running:
        house = running.parts.sessions

        async def reason_for(code: str) -> str:
            body = enrolment_body(code, SigningKey.generate())
            answer = await running.client.post("/v1/devices?lang=en", json=body)
            assert answer.status_code == HTTPStatus.UNAUTHORIZED
            said: str = answer.json()["detail"]
            return said

        session, _ = house.issue("session", "admin")
        late, _ = house.issue("enrolment", "admin")
        told = [await reason_for("nonsense"), await reason_for(session)]
        later_ms = now_ms() + ENROLMENT_S * 1000
        monkeypatch.setattr(sessions, "now_ms", lambda: later_ms)
        told.append(await reason_for(late))

    assert told == [
        "This is not an enrolment code of ours",
        "This is not an enrolment code of ours",
        "This enrolment code has expired",
    ]


async def test_the_gateway_describes_itself(kafka: str, tmp_path: Path) -> None:
    """Bodies read by msgspec are in the description too."""
    async with gateway(kafka, tmp_path) as running:
        description = (await running.client.get("/openapi.json")).json()
        pages = [await running.client.get(path) for path in ("/docs", "/redoc")]

    body = description["paths"]["/v1/declarations"]["post"]["requestBody"]
    assert "full_name" in body["content"]["application/json"]["schema"]["properties"]
    assert [page.status_code for page in pages] == [HTTPStatus.NOT_FOUND] * 2
