"""Doors: who may call what."""

import time
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI

from contracts.errors import Stop
from contracts.registry import OfficerRegistered, Role
from contracts.signatures import DeviceKey
from service.direct import DirectApp
from service.doors import DEVICE, GATE, PUBLIC, Caller, Door, Porter, check_doors, require
from service.problems import install_problem_handlers
from service.registry import RegistryReader
from service.sessions import Sessions, TokenKind
from tests.builders.devices import Signing, device_key, enrolled_as

EPIDEMIOLOGIST = require("epidemiologist")
SESSIONS = Sessions(b"a key for tests, nothing secret.")
_SCANNER, _STOLEN = device_key("scanner"), device_key("stolen")


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
    registry.lists.apply(enrolled_as(_SCANNER))
    registry.lists.apply(enrolled_as(_STOLEN, active=False))
    app = DirectApp(openapi_url=None)
    app.state.porter = Porter(SESSIONS, registry)
    app.include_router(_router(door))
    install_problem_handlers(app)
    check_doors(app)
    return app


def _officer(account: str, role: Role, *, active: bool = True) -> OfficerRegistered:
    return OfficerRegistered(account=account, password_hash="", roles=(role,), active=active)


async def _knock(
    door: Door, authorization: str | None, *, ready: bool = True, signs: DeviceKey | None = None
) -> httpx.Response:
    headers = {"authorization": authorization} if authorization is not None else {}
    transport = httpx.ASGITransport(_app(door, ready=ready))
    auth = Signing(signs) if signs else None
    async with httpx.AsyncClient(transport=transport, base_url="http://house", auth=auth) as client:
        return await client.get("/behind?lang=en", headers=headers)


def _bearer(kind: TokenKind, subject: str) -> str:
    return f"Bearer {SESSIONS.issue(kind, subject)[0]}"


@pytest.mark.parametrize(
    ("door", "kind", "subject", "status"),
    [
        (GATE, "session", "anna", 200),
        (GATE, "session", "eva", 403),
        (GATE, "session", "otto", 401),
        (GATE, "session", "never registered", 401),
        (GATE, "enrolment", "anna", 401),
        (EPIDEMIOLOGIST, "session", "eva", 200),
        (EPIDEMIOLOGIST, "session", "anna", 403),
        (PUBLIC, "session", "anna", 200),
        (PUBLIC, "session", "otto", 401),
    ],
)
async def test_a_door_opens_for_those_it_is_for(
    door: Door, kind: TokenKind, subject: str, status: int
) -> None:
    """By role, and only while they are active."""
    answer = await _knock(door, _bearer(kind, subject))

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("door", "signs", "status"),
    [
        (GATE, _SCANNER, 200),
        (DEVICE, _SCANNER, 200),
        (PUBLIC, _SCANNER, 200),
        (EPIDEMIOLOGIST, _SCANNER, 403),
        (GATE, _STOLEN, 401),
        (PUBLIC, _STOLEN, 401),
        (GATE, device_key("never-enrolled"), 401),
        (GATE, device_key("scanner"), 401),
    ],
)
async def test_a_door_opens_for_a_device_that_signs(
    door: Door, signs: DeviceKey, status: int
) -> None:
    """With the key it enrolled with, and only while it is active."""
    assert (await _knock(door, None, signs=signs)).status_code == status


async def test_a_door_for_devices_is_closed_to_people() -> None:
    """Only a device tells of itself."""
    assert (await _knock(DEVICE, _bearer("session", "anna"))).status_code == 403


async def test_a_device_that_is_refused_is_told_why_in_a_word() -> None:
    """Its next move depends on it: sign again, enrol again, wipe."""
    answer = await _knock(GATE, None, signs=_STOLEN)

    assert answer.json()["reason"] == "device_revoked"
    assert answer.json()["detail"] == "This device was revoked by an administrator"


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
        await _knock(GATE, None, ready=False, signs=key)
        for key in (_SCANNER, device_key("never-enrolled"))
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
