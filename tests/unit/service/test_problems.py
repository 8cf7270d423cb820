"""Refusals as RFC 9457 problem documents."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from contracts.errors import (
    ChotError,
    Fault,
    FixRequest,
    NotAllowed,
    NotFound,
    Stop,
    TryAgain,
)
from service.problems import install_problem_handlers

FIX = FixRequest(
    Fault(field="name", reason="required"),
    Fault(field="code", reason="too_long", line=3, detail="40"),
)


async def _ask(
    error: Exception | None = None, path: str = "/", *, method: str = "GET", **headers: str
) -> httpx.Response:
    app = FastAPI(openapi_url=None)
    install_problem_handlers(app)

    @app.get("/")
    async def refuse() -> None:
        if error:
            raise error

    @app.get("/typed")
    async def typed(number: int) -> int:
        return number

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        return await client.request(method, path, headers=headers)


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (FIX, 422, "fix"),
        (TryAgain("Kafka"), 503, "again"),
        (NotAllowed("sign_in"), 401, "denied"),
        (NotAllowed("role", signed_in=True), 403, "denied"),
        (NotFound("place", "hn-city-99"), 404, "missing"),
        (Stop("the data is wrong"), 500, "failed"),
        (ChotError("some other"), 500, "failed"),
        (RuntimeError("a secret detail"), 500, "failed"),
    ],
)
async def test_each_kind_of_error_has_its_status(error: Exception, status: int, kind: str) -> None:
    """In one shape, whatever went wrong."""
    answer = await _ask(error)

    said = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, said["status"]) == (status, status)
    assert said["type"] == f"urn:chot:problem:{kind}"
    assert said["title"]


async def test_every_fault_is_told_by_field_line_and_text() -> None:
    """The line only where there are several items."""
    answer = await _ask(FIX, "/?lang=en")

    expected: list[dict[str, Any]] = [
        {"field": "name", "reason": "required", "text": "This field is required"},
        {
            "field": "code",
            "reason": "too_long",
            "line": 3,
            "text": "Too long: 40 characters at the most",
        },
    ]
    assert answer.json()["errors"] == expected


async def test_the_text_is_in_the_language_asked_for() -> None:
    """Said in the header too; Vietnamese where nothing is asked."""
    vietnamese = await _ask(FIX)
    english = await _ask(FIX, **{"accept-language": "en-GB"})

    assert vietnamese.headers["content-language"] == "vi"
    assert english.headers["content-language"] == "en"
    assert vietnamese.json()["title"] != english.json()["title"]


async def test_who_should_try_again_is_told_when() -> None:
    """In seconds."""
    answer = await _ask(TryAgain("Kafka", after_s=7))

    assert answer.headers["retry-after"] == "7"


async def test_a_failure_of_ours_says_nothing_of_its_inside() -> None:
    """That is for the log."""
    assert "secret" not in (await _ask(RuntimeError("a secret detail"))).text


async def test_an_unknown_address_has_the_same_shape() -> None:
    """So has a wrong method, which names the right one."""
    missing = await _ask(path="/nowhere")
    wrong = await _ask(method="DELETE")

    assert (missing.status_code, missing.json()["type"]) == (404, "urn:chot:problem:missing")
    assert (wrong.status_code, wrong.json()["type"]) == (405, "urn:chot:problem:method")
    assert wrong.headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("path", "reason"), [("/typed", "required"), ("/typed?number=many", "wrong_type")]
)
async def test_a_faulty_query_has_the_same_shape(path: str, reason: str) -> None:
    """What the framework checks by itself."""
    answer = await _ask(path=path)

    assert answer.status_code == 422
    assert [(f["field"], f["reason"]) for f in answer.json()["errors"]] == [("number", reason)]
