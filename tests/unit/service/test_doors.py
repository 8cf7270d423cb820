"""Doors: who may call what."""

import time
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI

from contracts.errors import Stop
from contracts.registry import DeviceEnrolled, OfficerRegistered, Role
from service.doors import GATE, PUBLIC, Caller, Door, Porter, check_doors, require
from service.problems import install_problem_handlers
from service.registry import RegistryReader
from service.sessions import Sessions, TokenKind

EPIDEMIOLOGIST = require("epidemiologist")
SESSIONS = Sessions(b"a key for tests, nothing secret.")


def _router(door: Door) -> APIRouter:
    router = APIRouter()

    @router.get("/behind")
    async def behind(caller: Annotated[Caller, Depends(door)]) -> dict[str, str]:
        return {"account": caller.account, "device": caller.device_id}

    return router


def _app(door: Door, *, ready: bool = True) -> FastAPI:
    registry = RegistryReader("127.0.0.1:1")
    registry._fresh_at = time.monotonic() if ready else None
    for officer in (_officer("anna", "officer"), _officer("eva", "epidemiologist")):
        registry.lists.apply(officer)
    registry.lists.apply(_officer("otto", "officer", active=False))
    registry.lists.apply(_device("scanner"))
    registry.lists.apply(_device("stolen", active=False))
    app = FastAPI(openapi_url=None)
    app.state.porter = Porter(SESSIONS, registry)
    app.include_router(_router(door))
    install_problem_handlers(app)
    check_doors(app)
    return app


def _officer(account: str, role: Role, *, active: bool = True) -> OfficerRegistered:
    return OfficerRegistered(account=account, password_hash="", roles=(role,), active=active)


def _device(device_id: str, *, active: bool = True) -> DeviceEnrolled:
    return DeviceEnrolled(
        device_id=device_id,
        enrolment_id=f"enrolment of {device_id}",
        name="a scanner",
        place_id="hn-city-01",
        version="1",
        enrolled_ms=0,
        active=active,
    )


async def _knock(door: Door, authorization: str | None, *, ready: bool = True) -> httpx.Response:
    headers = {"authorization": authorization} if authorization is not None else {}
    transport = httpx.ASGITransport(_app(door, ready=ready))
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        return await client.get("/behind?lang=en", headers=headers)


def _bearer(kind: TokenKind, subject: str) -> str:
    return f"Bearer {SESSIONS.issue(kind, subject)[0]}"


@pytest.mark.parametrize(
    ("door", "kind", "subject", "status"),
    [
        (GATE, "device", "scanner", 200),
        (GATE, "session", "anna", 200),
        (GATE, "session", "eva", 403),
        (GATE, "session", "otto", 401),
        (GATE, "device", "stolen", 401),
        (GATE, "device", "never enrolled", 401),
        (GATE, "session", "never registered", 401),
        (GATE, "enrolment", "anna", 401),
        (EPIDEMIOLOGIST, "session", "eva", 200),
        (EPIDEMIOLOGIST, "session", "anna", 403),
        (EPIDEMIOLOGIST, "device", "scanner", 403),
        (PUBLIC, "session", "anna", 200),
        (PUBLIC, "session", "otto", 401),
    ],
)
async def test_a_door_opens_for_those_it_is_for(
    door: Door, kind: TokenKind, subject: str, status: int
) -> None:
    """By role or as a device, and only while they are active; a device's id is not an account's."""
    answer = await _knock(door, _bearer(kind, subject))

    assert answer.status_code == status


@pytest.mark.parametrize("authorization", ["Bearer nonsense", "Basic YTpi", "Bearer", "x"])
async def test_a_token_that_is_not_ours_opens_nothing(authorization: str) -> None:
    """A public door neither: whoever shows a token means to be known."""
    answer = await _knock(PUBLIC, authorization)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json()["detail"] == "Sign in first"


async def test_nobody_is_turned_away_before_the_registry_was_read() -> None:
    """A scanner must not take a house that has just started for one that never knew it."""
    answers = [
        await _knock(GATE, _bearer("device", subject), ready=False)
        for subject in ("scanner", "never enrolled")
    ]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert (await _knock(GATE, "Bearer nonsense", ready=False)).status_code == 401
    assert (await _knock(PUBLIC, None, ready=False)).status_code == 200


async def test_without_a_token_only_public_doors_open() -> None:
    """And the caller is nobody."""
    assert (await _knock(PUBLIC, None)).json() == {"account": "", "device": ""}
    assert (await _knock(GATE, None)).status_code == 401


async def test_who_has_another_role_is_told_so() -> None:
    """Signing in again would not help."""
    answer = await _knock(EPIDEMIOLOGIST, _bearer("session", "anna"))

    assert answer.json()["detail"] == "Your role does not allow this"
    assert "www-authenticate" not in answer.headers


def test_an_app_with_a_route_without_a_door_is_refused() -> None:
    """Named by its path, also when it came with a router."""
    app = FastAPI(openapi_url=None)
    inner = APIRouter()

    @inner.get("/open")
    async def open_to_all() -> None:
        """Forgotten."""

    app.include_router(_router(PUBLIC))
    app.include_router(inner, prefix="/v1")

    with pytest.raises(Stop, match="/v1/open"):
        check_doors(app)


def test_the_framework_s_own_pages_count_as_routes() -> None:
    """They load scripts from elsewhere and have no door."""
    with pytest.raises(Stop, match="/docs"):
        check_doors(FastAPI())


def test_two_doors_are_as_wrong_as_none() -> None:
    """Nobody could say which of them counts."""
    app = FastAPI(openapi_url=None)

    @app.get("/twice")
    async def twice(
        _: Annotated[Caller, Depends(PUBLIC)], __: Annotated[Caller, Depends(GATE)]
    ) -> None:
        """Undecided."""

    with pytest.raises(Stop, match="/twice"):
        check_doors(app)
