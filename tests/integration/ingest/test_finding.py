"""Lost passes found again, and what is printed. On a real broker."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ingest.captcha.challenges import Challenges
from tests.builders.holders import BIRTH, PHONE, a_number, declare, shelved, token_in
from tests.builders.ingest import RunningGateway, gateway
from tests.builders.pdf import pages_of

pytestmark = pytest.mark.integration


@pytest.fixture
async def running(kafka: str, tmp_path: Path) -> AsyncIterator[RunningGateway]:
    """Run a gateway for one test."""
    async with gateway(kafka, tmp_path) as started:
        yield started


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


@pytest.mark.parametrize("proof", [{"phone": PHONE}, {"birth": BIRTH}])
async def test_a_lost_pass_is_found_again(running: RunningGateway, proof: dict[str, str]) -> None:
    """By the document, and phone or day of birth."""
    number = a_number()
    token = await declare(running, number)
    await shelved(running)
    page = await _find(running, number, **proof)

    assert page.status_code == httpx.codes.OK
    assert token_in(page) == token
    assert "CT1" not in str(page.url)


async def test_nobody_learns_whether_there_is_a_pass(running: RunningGateway) -> None:
    """No pass and another's phone are answered alike."""
    number = a_number()
    await declare(running, number)
    await shelved(running)
    other = await _find(running, number, phone="0987654321")
    none = await _find(running, a_number(), phone=PHONE)

    assert other.status_code == none.status_code == httpx.codes.NOT_FOUND
    alert = re.compile(r'<div class="alert".*?</div>', re.DOTALL)
    assert alert.findall(other.text) == alert.findall(none.text) != []


async def test_a_code_must_be_copied(running: RunningGateway) -> None:
    """So that no machine goes through all numbers."""
    number = a_number()
    await declare(running, number)
    page = await _find(running, number, phone=PHONE, captcha="00000")

    assert page.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert "CT1:" not in page.text


async def test_one_document_is_not_asked_for_without_end(running: RunningGateway) -> None:
    """The page says for how long to wait."""
    number = a_number()
    answers = [await _find(running, number, phone=f"098765432{n}") for n in range(6)]

    assert [answer.status_code for answer in answers] == [404] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0


# ---- printing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "slip"])
async def test_a_pass_is_printed(running: RunningGateway, paper: str) -> None:
    """What comes out can be scanned."""
    token = await declare(running, a_number())
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
