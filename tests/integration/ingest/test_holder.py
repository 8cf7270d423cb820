"""What holders do with their passes: correct, renew, withdraw, find again. On a real broker."""

import asyncio
import html
import re
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.errors import TryAgain
from contracts.events import DeclarationFiled, Event, PassIssued
from contracts.passes import Claims, ReadPass, read
from ingest.captcha.challenges import Challenges
from service.clock import now_ms
from service.registry import RegistryReader
from tests.builders.ingest import RunningGateway, events_on, form_body, gateway, moment, scan_body
from tests.builders.pdf import pages_of
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_REFUSED_WITHIN_S = 5.0
_PHONE, _BIRTH = "0912 345 678", "15/08/1999"


@pytest.fixture
async def running(kafka: str, tmp_path: Path) -> AsyncIterator[RunningGateway]:
    """Run a gateway for one test."""
    async with gateway(kafka, tmp_path) as started:
        yield started


def _number() -> str:
    return f"00109999{uuid.uuid4().int % 10000:04d}"


async def _declare(running: RunningGateway, number: str, **changes: Any) -> str:
    document = {"kind": "cccd", "number": number}
    return str((await running.declare(document=document, **changes))["token"])


async def _correct(running: RunningGateway, **changes: Any) -> httpx.Response:
    body = {
        "departs_at": moment(now_ms()),
        "declaration_id": f"declaration-{uuid.uuid4().hex}",
        **changes,
    }
    return await running.client.post(
        "/v1/declarations?draw=none", json=form_body(**body), headers=await running.device()
    )


async def _reason(running: RunningGateway, token: str) -> str:
    answer = await running.scan(await running.device(), scan_body(token, now_ms()))
    return str(answer.json()["scans"][0]["reason"])


def _claims(running: RunningGateway, token: str) -> Claims:
    seen = read(token, running.parts.registry.lists.ring)
    assert isinstance(seen, ReadPass)
    return seen.claims


def _token_in(page: httpx.Response) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page.text)
    assert found, page.text
    return html.unescape(found[1])


async def _next_second() -> None:
    began = now_ms() // 1000
    await asyncio.to_thread(wait_until, lambda: now_ms() // 1000 > began, 5, "the clock ticks")


async def _shelved(running: RunningGateway) -> None:
    """Wait until the gateway's shelf has what was published before."""
    began = now_ms()

    def is_newer() -> bool:
        return running.parts.metrics.get_sample_value("chot_gateway_shelf_age_seconds") == 0

    await asyncio.to_thread(wait_until, lambda: now_ms() > began + 2500, 10, "the shelf was read")
    await asyncio.to_thread(wait_until, is_newer, 30, "the shelf is complete")


# ---- correcting ----------------------------------------------------------------------------------


async def test_a_corrected_pass_is_good_and_the_old_one_is_not(running: RunningGateway) -> None:
    """Every gate refuses the old one, and says why."""
    number = _number()
    old = await _declare(running, number)
    answer = await _correct(
        running, document={"kind": "cccd", "number": number}, replaces=old, full_name="Trần Thử"
    )

    assert answer.status_code == httpx.codes.CREATED, answer.text
    assert await _reason(running, old) == "superseded"
    assert await _reason(running, answer.json()["token"]) == "ok"


async def test_a_correction_sent_twice_changes_nothing_more(running: RunningGateway) -> None:
    """The answer to the first was lost on its way."""
    number = _number()
    old = await _declare(running, number)
    same = {
        "document": {"kind": "cccd", "number": number},
        "replaces": old,
        "declaration_id": f"declaration-{uuid.uuid4().hex}",
    }
    first, second = [await _correct(running, **same) for _ in range(2)]

    assert first.json()["pass_id"] == second.json()["pass_id"]
    assert await _reason(running, second.json()["token"]) == "ok"


@pytest.mark.parametrize(
    "reason", ["not_a_pass", "another_holder", "pass_over", "same_declaration"]
)
async def test_only_a_live_pass_of_the_same_person_is_replaced(
    running: RunningGateway, reason: str
) -> None:
    """Whoever photographed a pass can't make it void by declaring."""
    number = _number()
    old_id = f"declaration-{uuid.uuid4().hex}"
    old = await _declare(running, number, declaration_id=old_id)
    changes: dict[str, dict[str, Any]] = {
        "not_a_pass": {"replaces": "CT1:NONSENSE"},
        "another_holder": {"document": {"kind": "cccd", "number": _number()}},
        "pass_over": {"replaces": await _expired(running, number)},
        "same_declaration": {"declaration_id": old_id},
    }
    usual = {"document": {"kind": "cccd", "number": number}, "replaces": old}
    answer = await _correct(running, **usual | changes[reason])

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert [(e["field"], e["reason"]) for e in answer.json()["errors"]] == [("replaces", reason)]
    assert await _reason(running, old) == "ok"


async def _expired(running: RunningGateway, number: str) -> str:
    """Return a pass of somebody whose declaration was handed in days later."""
    body = form_body(
        document={"kind": "cccd", "number": number},
        declaration_id=f"declaration-{uuid.uuid4().hex}",
        departs_at=moment(now_ms()),
        declared_at=moment(now_ms() - 80 * 3_600_000),
    )
    answer = await running.client.post(
        "/v1/declarations?draw=none", json=body, headers=await running.device()
    )
    return str(answer.json()["token"])


async def test_whatever_breaks_on_the_way_a_good_pass_is_left(
    running: RunningGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old pass is good until the new one is known; the same correction again ends it."""
    number = _number()
    old = await _declare(running, number)
    same = {
        "document": {"kind": "cccd", "number": number},
        "replaces": old,
        "declaration_id": f"declaration-{uuid.uuid4().hex}",
    }

    def break_off(*_: object) -> None:
        raise TryAgain("the registry")

    device = await running.device()
    body = form_body(departs_at=moment(now_ms()), **same)
    with monkeypatch.context() as broken:
        broken.setattr(running.parts.writer, "write_and_see", break_off)
        cut_off = await running.client.post("/v1/declarations", json=body, headers=device)
    assert cut_off.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert await _reason(running, old) == "ok"

    again = await _correct(running, **same)
    assert again.status_code == httpx.codes.CREATED
    assert await _reason(running, again.json()["token"]) == "ok"
    assert await _reason(running, old) == "superseded"


async def test_other_gateways_refuse_the_old_pass_within_seconds(
    kafka: str, running: RunningGateway
) -> None:
    """They read the registry, as scanners' lists do."""
    number = _number()
    old = await _declare(running, number)
    other = RegistryReader(kafka)
    other.start()
    try:
        assert await asyncio.to_thread(other.wait_ready, 30)
        document = {"kind": "cccd", "number": number}
        await _correct(running, document=document, replaces=old)

        pass_id = _claims(running, old).pass_id
        assert await asyncio.to_thread(
            other.wait_for, lambda lists: pass_id in lists.withdrawn, _REFUSED_WITHIN_S
        )
    finally:
        await asyncio.to_thread(other.stop)


# ---- withdrawing ---------------------------------------------------------------------------------


async def _withdraw(running: RunningGateway, token: str, number: str) -> httpx.Response:
    fields = {
        "token": token,
        "sure": "yes",
        "document_kind": "cccd",
        "document_number": number,
    }
    return await running.client.post("/pass/withdraw", data=fields)


async def test_a_withdrawn_pass_is_refused_at_once(running: RunningGateway) -> None:
    """Its holder was asked first, and gave the document's number."""
    number = _number()
    token = await _declare(running, number)
    asked = await running.client.post("/pass/withdraw", data={"token": token})
    assert asked.status_code == httpx.codes.OK
    assert await _reason(running, token) == "ok"

    for _ in range(2):
        assert (await _withdraw(running, token, number)).status_code == httpx.codes.OK
    assert await _reason(running, token) == "revoked"


async def test_a_photographed_pass_does_not_let_a_stranger_withdraw_it(
    running: RunningGateway,
) -> None:
    """The number is asked; after a few tries nobody is asked any more."""
    token = await _declare(running, _number())
    answers = [await _withdraw(running, token, _number()) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert await _reason(running, token) == "ok"


async def test_a_withdrawn_pass_can_be_neither_corrected_nor_sent_again(
    running: RunningGateway,
) -> None:
    """What was revoked stays revoked."""
    number, old_id = _number(), f"declaration-{uuid.uuid4().hex}"
    document = {"kind": "cccd", "number": number}
    token = await _declare(running, number, declaration_id=old_id)
    await _withdraw(running, token, number)
    again = await _correct(running, document=document, declaration_id=old_id)
    corrected = await _correct(running, document=document, replaces=token)

    for answer in (again, corrected):
        assert [e["reason"] for e in answer.json()["errors"]] == ["pass_withdrawn"]
    assert await _reason(running, token) == "revoked"


# ---- renewing ------------------------------------------------------------------------------------


async def _renew(
    running: RunningGateway, token: str, number: str, **changes: Any
) -> httpx.Response:
    fields = {
        "token": token,
        "sure": "yes",
        "document_kind": "cccd",
        "document_number": number,
        "symptoms": "no",
        "contacts": "no",
        "departs_date": moment(now_ms())[:10],
        "departs_time": "12:00",
        "truthful": "yes",
    }
    return await running.client.post("/pass/renew", data=fields | changes)


async def test_a_renewed_pass_is_valid_longer_for_the_same_journey(
    kafka: str, running: RunningGateway
) -> None:
    """It has a declaration of its own, with the answers about health given now."""
    number = _number()
    old = await _declare(running, number)
    await _next_second()
    await _shelved(running)
    page = await _renew(running, old, number, symptoms="yes", symptoms_which="fever")
    assert page.status_code == httpx.codes.CREATED, page.text
    new = _token_in(page)
    before, after = _claims(running, old), _claims(running, new)

    assert after.expires_ms > before.expires_ms
    assert (after.name, after.origin, after.citizen_id) == (
        before.name,
        before.origin,
        before.citizen_id,
    )
    assert await _reason(running, old) == "superseded"
    assert await _reason(running, new) == "symptoms_declared"
    filed, issued = await _events_of(kafka, after.pass_id)
    assert filed.symptoms == ("fever",)
    assert filed.destination == form_body()["destination"]["unit"]
    assert issued.expires_ms == after.expires_ms


async def _events_of(kafka: str, pass_id: str) -> tuple[DeclarationFiled, PassIssued]:
    events: list[Event] = await asyncio.to_thread(
        events_on, kafka, "declarations", DeclarationFiled | PassIssued
    )
    issued = next(e for e in events if isinstance(e, PassIssued) and e.pass_id == pass_id)
    filed = next(
        e
        for e in events
        if isinstance(e, DeclarationFiled) and e.declaration_id == issued.declaration_id
    )
    return filed, issued


async def test_renewing_twice_gives_one_pass(running: RunningGateway) -> None:
    """The button was pressed twice."""
    number = _number()
    old = await _declare(running, number)
    await _shelved(running)
    pages = [await _renew(running, old, number) for _ in range(2)]

    one, two = (_claims(running, _token_in(page)).pass_id for page in pages)
    assert one == two


@pytest.mark.parametrize(
    "wrong",
    [
        {"symptoms": ""},
        {"contacts": "yes"},
        {"truthful": ""},
        {"document_number": "001099990000"},
        {"departs_time": "soon"},
    ],
)
async def test_a_renewal_with_something_missing_is_shown_again(
    running: RunningGateway, wrong: dict[str, str]
) -> None:
    """With what was typed, and the old pass untouched."""
    number = _number()
    old = await _declare(running, number)
    await _shelved(running)
    page = await _renew(running, old, number, **wrong)

    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert 'aria-invalid="true"' in page.text
    assert await _reason(running, old) == "ok"


# ---- finding -------------------------------------------------------------------------------------


async def _find(running: RunningGateway, number: str, **changes: Any) -> httpx.Response:
    """Fill the page's form in as a citizen does, with the code that the picture shows."""
    page = await running.client.get("/pass/find")
    found = re.search(r'name="captcha_challenge" value="([^"]+)"', page.text)
    assert found
    challenge = Challenges(running.parts.secrets.session_key()).read(found[1])
    assert challenge is not None
    fields = {
        "document_kind": "cccd",
        "document_number": number,
        "phone": "",
        "birth": "",
        "captcha_challenge": found[1],
        "captcha": challenge.code,
    }
    return await running.client.post("/pass/find", data=fields | changes)


@pytest.mark.parametrize("proof", [{"phone": _PHONE}, {"birth": _BIRTH}])
async def test_a_lost_pass_is_found_again(running: RunningGateway, proof: dict[str, str]) -> None:
    """By the document, and phone or day of birth."""
    number = _number()
    token = await _declare(running, number)
    await _shelved(running)
    page = await _find(running, number, **proof)

    assert page.status_code == httpx.codes.OK
    assert _token_in(page) == token
    assert "CT1" not in str(page.url)


async def test_nobody_learns_whether_there_is_a_pass(running: RunningGateway) -> None:
    """No pass and another's phone are answered alike."""
    number = _number()
    await _declare(running, number)
    await _shelved(running)
    other = await _find(running, number, phone="0987654321")
    none = await _find(running, _number(), phone=_PHONE)

    assert other.status_code == none.status_code == httpx.codes.NOT_FOUND
    alert = re.compile(r'<div class="alert".*?</div>', re.DOTALL)
    assert alert.findall(other.text) == alert.findall(none.text) != []


async def test_a_code_must_be_copied(running: RunningGateway) -> None:
    """So that no machine goes through all numbers."""
    number = _number()
    await _declare(running, number)
    page = await _find(running, number, phone=_PHONE, captcha="00000")

    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "CT1:" not in page.text


async def test_one_document_is_not_asked_for_without_end(running: RunningGateway) -> None:
    """The page says for how long to wait."""
    number = _number()
    answers = [await _find(running, number, phone=f"098765432{n}") for n in range(6)]

    assert [answer.status_code for answer in answers] == [404] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


# ---- printing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "slip"])
async def test_a_pass_is_printed(running: RunningGateway, paper: str) -> None:
    """What comes out can be scanned."""
    token = await _declare(running, _number())
    answer = await running.client.post(f"/pass/{paper}.pdf", data={"token": token})

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    (page,) = pages_of(answer.content)
    assert page.codes == [token]


async def test_what_is_no_pass_is_not_printed(running: RunningGateway) -> None:
    """A forged pass would look real on paper."""
    answer = await running.client.post("/pass/a4.pdf", data={"token": "CT1:FORGED"})

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY


async def test_a_poster_and_forms_are_printed_for_a_place(running: RunningGateway) -> None:
    """The poster leads back to this gateway; unknown places have none."""
    poster = await running.client.get("/posters/hn-city-01.pdf?size=A3")
    sheets = await running.client.get("/sheets/blank.pdf?place=hn-city-01&count=2")
    unknown = await running.client.get("/posters/nowhere.pdf")
    too_many = await running.client.get("/sheets/blank.pdf?count=1000")

    (page,) = pages_of(poster.content)
    assert page.codes == ["http://gateway/declare?place=hn-city-01"]
    assert len(pages_of(sheets.content)) == 2
    assert unknown.status_code == httpx.codes.NOT_FOUND
    assert too_many.status_code == httpx.codes.UNPROCESSABLE_ENTITY
