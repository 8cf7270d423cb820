"""Devices on a real broker: replays, heartbeats, new keys, revocation."""

import asyncio
import base64
import json
import re
import subprocess
from http import HTTPStatus
from pathlib import Path

import httpx
import msgspec
import pytest
from nacl.signing import SigningKey

from contracts.fleet import DeviceStatus
from contracts.registry import DeviceOrder, DeviceOrdered
from contracts.signatures import DeviceKey, prove
from deploy.layout import ROOT
from service.clock import now_ms
from tests.builders.devices import Signing, enrol, signed_headers
from tests.builders.ingest import RunningGateway, gateway, records_on, scan_body, scans_on
from tests.builders.served_gateway import served_gateway

pytestmark = pytest.mark.integration

_STATUS = "/v1/devices/status"


def _status(**changes: int | str) -> dict[str, int | str]:
    usual: dict[str, int | str] = {
        "version": "1.2",
        "waiting": 3,
        "refused": 0,
        "lists_age_s": 20,
        "skew_ms": -40,
    }
    return usual | changes


async def _ordered(
    running: RunningGateway, device_id: str, order: DeviceOrder, place_id: str = ""
) -> None:
    event = DeviceOrdered(device_id=device_id, order=order, at_ms=now_ms(), place_id=place_id)
    await asyncio.to_thread(
        running.parts.writer.write_and_see, event, lambda lists: lists.fleet.has_seen(event)
    )


async def test_a_replayed_upload_is_refused_and_a_retry_is_acknowledged(
    kafka: str, tmp_path: Path
) -> None:
    """The same bytes are taken once; the same scan, signed anew, is acknowledged again."""
    async with gateway(kafka, tmp_path) as running:
        key = await asyncio.to_thread(enrol, running.parts)
        scan = scan_body("any", now_ms())
        request = running.client.build_request("POST", "/v1/scans", json=scan)
        request.headers.update(signed_headers(key, request))
        sent = [await running.client.send(request, auth=None) for _ in range(2)]
        retried = await running.client.post("/v1/scans", json=scan, auth=Signing(key))
        changed = running.client.build_request("POST", "/v1/scans", json=scan | {"lane": "2"})
        changed.headers.update(signed_headers(key, request))
        forged = await running.client.send(changed, auth=None)
        on_topic = await asyncio.to_thread(scans_on, kafka)

    assert [answer.status_code for answer in sent] == [HTTPStatus.OK, HTTPStatus.UNAUTHORIZED]
    assert sent[1].json()["reason"] == "signature_used"
    assert retried.json()["scans"] == sent[0].json()["scans"]
    assert (forged.status_code, forged.json()["reason"]) == (401, "signature")
    assert on_topic[scan["scan_id"]].device_id == key.device_id


async def test_a_device_says_how_it_is_and_hears_its_orders(kafka: str, tmp_path: Path) -> None:
    """What it says is on the topic, once in a while however often it says it."""
    async with gateway(kafka, tmp_path) as running:
        key = await asyncio.to_thread(enrol, running.parts)
        device = Signing(key)
        first = await running.client.post(_STATUS, json=_status(), auth=device)
        for order, place_id in (("move", "hn-city-02"), ("roll", ""), ("wipe", "")):
            await _ordered(running, key.device_id, order, place_id)  # type: ignore[arg-type]  # of the three
        then = await running.client.post(_STATUS, json=_status(waiting=9), auth=device)
        wiped = await running.client.post(_STATUS, json=_status(wiped_ms=7), auth=device)
        records = await asyncio.to_thread(lambda: list(records_on(kafka, "devices")))

    assert first.json() == {
        "place_id": "hn-city-01",
        "moved_ms": 0,
        "must_roll": False,
        "wipe_ms": 0,
    }
    orders = then.json()
    assert (orders["place_id"], orders["must_roll"]) == ("hn-city-02", True)
    assert 0 < orders["moved_ms"] <= orders["wipe_ms"]
    assert wiped.status_code == HTTPStatus.OK
    said = [msgspec.json.decode(record, type=DeviceStatus) for record in records]
    mine = [(one.waiting, one.wiped_ms) for one in said if one.device_id == key.device_id]
    assert mine == [(3, 0), (3, 7)]


async def test_a_new_key_takes_the_place_of_the_old_one(kafka: str, tmp_path: Path) -> None:
    """With a proof of the new one, under the old one's signature; the old one is good no more."""
    async with gateway(kafka, tmp_path) as running:
        old = await asyncio.to_thread(enrol, running.parts)
        private = SigningKey.generate()
        body = {
            "public_key": base64.b64encode(bytes(private.verify_key)).decode(),
            "proof": base64.b64encode(prove(old.device_id, private)).decode(),
        }
        path = "/v1/devices/key"
        unproven = body | {"proof": base64.b64encode(prove("another", private)).decode()}
        refused = await running.client.post(path, json=unproven, auth=Signing(old))
        rolled = await running.client.post(path, json=body, auth=Signing(old))

        async def answer_to(key: DeviceKey) -> httpx.Response:
            return await running.client.get("/v1/lists", auth=Signing(key))

        with_old = await answer_to(old)
        with_new = await answer_to(DeviceKey(old.device_id, private))

    assert (refused.status_code, rolled.status_code) == (422, 200)
    assert (with_old.status_code, with_old.json()["reason"]) == (401, "signature")
    assert with_new.status_code == HTTPStatus.OK


async def test_a_revoked_device_is_turned_away_everywhere(kafka: str, tmp_path: Path) -> None:
    """Within seconds, by whatever route, and it is told why."""
    async with gateway(kafka, tmp_path) as running:
        key = await asyncio.to_thread(enrol, running.parts)
        before = await running.client.get("/v1/lists", auth=Signing(key))
        await _ordered(running, key.device_id, "revoke")
        answers = [
            await running.client.get("/v1/lists", auth=Signing(key)),
            await running.client.post(_STATUS, json=_status(), auth=Signing(key)),
            await running.client.post("/v1/scans", json=scan_body("any"), auth=Signing(key)),
        ]

    assert before.status_code == HTTPStatus.OK
    assert {answer.json()["reason"] for answer in answers} == {"device_revoked"}


def test_the_example_for_other_peoples_scanners_works(kafka: str, tmp_path: Path) -> None:
    """As it stands in docs/http.md, with openssl and curl: from a new key to a signed status."""
    page = (ROOT / "docs" / "http.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(openssl genpkey.*?)```", page, re.DOTALL)
    with served_gateway(kafka, tmp_path / "house") as running:
        given = {"gateway": running.url, "code": running.enrolment_code()}
        done = subprocess.run(
            ["bash", "-euc", script],
            cwd=tmp_path,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", **given},
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "place_id": "hn-city-01",
        "moved_ms": 0,
        "must_roll": False,
        "wipe_ms": 0,
    }
