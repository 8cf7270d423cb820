"""What holders do with their passes: correct, renew, withdraw, find again. On a real broker."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.errors import TryAgain
from contracts.events import DeclarationFiled, Event, PassIssued
from service.clock import now_ms
from service.registry import RegistryReader
from tests.builders.holders import (
    a_number,
    claims_in,
    correct,
    declare,
    next_second,
    reason_for,
    shelved,
    token_in,
)
from tests.builders.ingest import RunningGateway, events_on, form_body, gateway, moment

pytestmark = pytest.mark.integration

_REFUSED_WITHIN_S = 5.0


@pytest.fixture
async def running(kafka: str, tmp_path: Path) -> AsyncIterator[RunningGateway]:
    """Run a gateway for one test."""
    async with gateway(kafka, tmp_path) as started:
        yield started


# ---- correcting ----------------------------------------------------------------------------------


async def test_a_corrected_pass_is_good_and_the_old_one_is_not(running: RunningGateway) -> None:
    """Every gate refuses the old one, and says why."""
    number = a_number()
    old = await declare(running, number)
    answer = await correct(
        running, document={"kind": "cccd", "number": number}, replaces=old, full_name="Trần Thử"
    )

    assert answer.status_code == httpx.codes.CREATED, answer.text
    assert await reason_for(running, old) == "superseded"
    assert await reason_for(running, answer.json()["token"]) == "ok"


async def test_a_correction_sent_twice_changes_nothing_more(running: RunningGateway) -> None:
    """The answer to the first was lost on its way."""
    number = a_number()
    old = await declare(running, number)
    same = {
        "document": {"kind": "cccd", "number": number},
        "replaces": old,
        "declaration_id": f"declaration-{uuid.uuid4().hex}",
    }
    first, second = [await correct(running, **same) for _ in range(2)]

    assert first.json()["pass_id"] == second.json()["pass_id"]
    assert await reason_for(running, second.json()["token"]) == "ok"


@pytest.mark.parametrize(
    "reason", ["not_a_pass", "another_holder", "pass_over", "same_declaration"]
)
async def test_only_a_live_pass_of_the_same_person_is_replaced(
    running: RunningGateway, reason: str
) -> None:
    """Whoever photographed a pass can't make it void by declaring."""
    number = a_number()
    old_id = f"declaration-{uuid.uuid4().hex}"
    old = await declare(running, number, declaration_id=old_id)
    changes: dict[str, dict[str, Any]] = {
        "not_a_pass": {"replaces": "CT1:NONSENSE"},
        "another_holder": {"document": {"kind": "cccd", "number": a_number()}},
        "pass_over": {"replaces": await _expired(running, number)},
        "same_declaration": {"declaration_id": old_id},
    }
    usual = {"document": {"kind": "cccd", "number": number}, "replaces": old}
    answer = await correct(running, **usual | changes[reason])

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert [(e["field"], e["reason"]) for e in answer.json()["errors"]] == [("replaces", reason)]
    assert await reason_for(running, old) == "ok"


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
    number = a_number()
    old = await declare(running, number)
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
    assert await reason_for(running, old) == "ok"

    again = await correct(running, **same)
    assert again.status_code == httpx.codes.CREATED
    assert await reason_for(running, again.json()["token"]) == "ok"
    assert await reason_for(running, old) == "superseded"


async def test_other_gateways_refuse_the_old_pass_within_seconds(
    kafka: str, running: RunningGateway
) -> None:
    """They read the registry, as scanners' lists do."""
    number = a_number()
    old = await declare(running, number)
    other = RegistryReader(kafka)
    other.start()
    try:
        assert await asyncio.to_thread(other.wait_ready, 30)
        document = {"kind": "cccd", "number": number}
        await correct(running, document=document, replaces=old)

        pass_id = claims_in(running, old).pass_id
        assert await asyncio.to_thread(
            other.wait_for, lambda lists: pass_id in lists.withdrawn, _REFUSED_WITHIN_S
        )
    finally:
        await asyncio.to_thread(other.stop)


@pytest.mark.parametrize(
    ("own_document", "said"),
    [(True, "Filled in as you declared it"), (False, "does not belong to this document")],
)
async def test_the_form_is_filled_in_again_for_the_holder_of_the_document_only(
    running: RunningGateway, *, own_document: bool, said: str
) -> None:
    """Whoever photographed a pass learns nothing of what was declared for it."""
    number = a_number()
    old = await declare(running, number)
    await shelved(running)
    form = {
        "action": "recall",
        "form_id": "form-" + uuid.uuid4().hex,
        "replaces": old,
        "recall_kind": "cccd",
        "recall_number": number if own_document else a_number(),
    }

    page = await running.client.post("/declare?lang=en", data=form)

    assert said in page.text
    assert ('value="Nguyễn Văn Thử"' in page.text) is own_document
    assert (f'value="{number}"' in page.text) is own_document


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
    number = a_number()
    token = await declare(running, number)
    asked = await running.client.post("/pass/withdraw", data={"token": token})
    assert asked.status_code == httpx.codes.OK
    assert await reason_for(running, token) == "ok"

    for _ in range(2):
        assert (await _withdraw(running, token, number)).status_code == httpx.codes.OK
    assert await reason_for(running, token) == "revoked"


async def test_a_photographed_pass_does_not_let_a_stranger_withdraw_it(
    running: RunningGateway,
) -> None:
    """The number is asked; after a few tries nobody is asked any more."""
    token = await declare(running, a_number())
    answers = [await _withdraw(running, token, a_number()) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert await reason_for(running, token) == "ok"


async def test_a_withdrawn_pass_can_be_neither_corrected_nor_sent_again(
    running: RunningGateway,
) -> None:
    """What was revoked stays revoked."""
    number, old_id = a_number(), f"declaration-{uuid.uuid4().hex}"
    document = {"kind": "cccd", "number": number}
    token = await declare(running, number, declaration_id=old_id)
    await _withdraw(running, token, number)
    again = await correct(running, document=document, declaration_id=old_id)
    corrected = await correct(running, document=document, replaces=token)

    for answer in (again, corrected):
        assert [e["reason"] for e in answer.json()["errors"]] == ["pass_withdrawn"]
    assert await reason_for(running, token) == "revoked"


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
    number = a_number()
    old = await declare(running, number)
    await next_second()
    await shelved(running)
    page = await _renew(running, old, number, symptoms="yes", symptoms_which="fever")
    assert page.status_code == httpx.codes.CREATED, page.text
    new = token_in(page)
    before, after = claims_in(running, old), claims_in(running, new)

    assert after.expires_ms > before.expires_ms
    assert (after.name, after.origin, after.citizen_id) == (
        before.name,
        before.origin,
        before.citizen_id,
    )
    assert await reason_for(running, old) == "superseded"
    assert await reason_for(running, new) == "symptoms_declared"
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
    number = a_number()
    old = await declare(running, number)
    await shelved(running)
    pages = [await _renew(running, old, number) for _ in range(2)]

    one, two = (claims_in(running, token_in(page)).pass_id for page in pages)
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
    number = a_number()
    old = await declare(running, number)
    await shelved(running)
    page = await _renew(running, old, number, **wrong)

    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert 'aria-invalid="true"' in page.text
    assert await reason_for(running, old) == "ok"
