"""Routes that are called past the framework."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request, Response

from contracts.errors import Fault, FixRequest, Stop
from contracts.registry import OfficerRegistered, Role
from service.direct import DirectApp
from service.doors import Caller, Porter, check_doors, require
from service.guarding import GuardedApp
from service.problems import install_problem_handlers
from service.registry import RegistryReader
from service.sessions import Sessions

SESSIONS = Sessions(b"a key for tests, nothing secret.")
_Next = Callable[[Request], Awaitable[Response]]
OFFICER = require("officer")
_PEOPLE: dict[str, tuple[Role, ...]] = {"an": ("officer",), "binh": ("official",)}


def _router() -> APIRouter:
    router = APIRouter()

    @router.post("/echo")
    async def echo(request: Request, caller: Annotated[Caller, Depends(OFFICER)]) -> Response:
        """Say who calls and what was sent."""
        body = await request.body()
        if body == b"broken":
            raise RuntimeError("a secret detail")
        if body == b"wrong":
            raise FixRequest(Fault(field="", reason="empty"))
        return Response(caller.account.encode() + b": " + body)

    return router


def _app(kind: type[FastAPI], told: list[int]) -> FastAPI:
    registry = RegistryReader("nowhere:1")
    registry._fresh_at = 0.0
    for account, roles in _PEOPLE.items():
        registry.lists.apply(
            OfficerRegistered(account=account, password_hash="", roles=roles, units=())
        )
    app = kind()
    app.state.porter = Porter(SESSIONS, registry)
    app.include_router(_router())
    install_problem_handlers(app, told.append)
    return app


async def _ask(app: FastAPI, account: str, body: bytes = b"hello") -> httpx.Response:
    headers = {}
    if account:
        headers["authorization"] = f"Bearer {SESSIONS.issue('session', account)[0]}"
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        return await client.post("/echo?lang=en", content=body, headers=headers)


@pytest.mark.parametrize(
    ("account", "body", "status"),
    [
        ("an", b"hello", 200),
        ("an", b"wrong", 422),
        ("an", b"broken", 500),
        ("binh", b"hello", 403),
        ("", b"hello", 401),
    ],
)
async def test_a_direct_route_answers_as_through_the_framework(
    account: str, body: bytes, status: int
) -> None:
    """Its door, its answers and its refusals are the same, and told alike."""
    told_direct: list[int] = []
    told: list[int] = []
    direct = _app(DirectApp, told_direct)
    assert isinstance(direct, DirectApp)
    direct.call_directly("POST", "/echo", told_direct.append)

    short = await _ask(direct, account, body)
    long = await _ask(_app(GuardedApp, told), account, body)

    assert short.status_code == status
    assert (short.status_code, short.content) == (long.status_code, long.content)
    assert dict(short.headers) == dict(long.headers)
    assert told_direct == told == ([] if status == 200 else [status])


async def test_a_direct_route_is_called_past_the_framework() -> None:
    """Middleware never sees it; other routes go the usual way."""
    seen: list[str] = []
    app = _app(DirectApp, [])

    @app.middleware("http")
    async def note(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        seen.append(request.url.path)
        return await call_next(request)

    assert isinstance(app, DirectApp)
    app.call_directly("POST", "/echo", lambda _: None)

    assert (await _ask(app, "an")).text == "an: hello"
    assert seen == []


def test_a_direct_route_is_described_and_has_its_door() -> None:
    """Like any other."""
    app = _app(DirectApp, [])
    assert isinstance(app, DirectApp)
    app.call_directly("POST", "/echo", lambda _: None)

    described = app.openapi()["paths"]["/echo"]["post"]

    assert described["description"] == "Say who calls and what was sent."


def test_only_a_route_with_a_door_is_called_directly() -> None:
    """A route that is not there, or that anyone may call unasked, is refused."""
    app = DirectApp(openapi_url=None)

    @app.post("/open")
    async def open_to_all() -> None:
        return

    for path in ("/open", "/nowhere"):
        with pytest.raises(Stop, match=path):
            app.call_directly("POST", path, lambda _: None)
    with pytest.raises(Stop):
        check_doors(app)
