"""The table of docs/roles.md against the doors of both apps."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import msgspec
import pytest
from fastapi import APIRouter, Depends, FastAPI, Response
from fastapi.routing import iter_route_contexts

from contracts.registry import ROLES
from deploy.layout import ROOT
from service.direct import DirectApp
from service.doors import PUBLIC, Caller
from tests.builders.apps import DEVICE, Whole, both_apps
from tests.builders.devices import SigningForMany

_PAGE = ROOT / "docs" / "roles.md"
_CALLERS = (*ROLES, "device", "nobody")
_MAY, _MAY_NOT = "yes", "–"
_LINE = re.compile(r"^\| (gateway|read side) \| `([A-Z]+) ([^`]+)` \|(.*)\|$", re.MULTILINE)
_ADMITTED = httpx.codes.NO_CONTENT
_REFUSED = (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN)


class Route(msgspec.Struct, frozen=True, order=True):
    """A route of one of the apps."""

    app: str
    path: str
    method: str

    def line(self, callers: frozenset[str]) -> str:
        """Return how the table says who may call it."""
        cells = (_MAY if caller in callers else _MAY_NOT for caller in _CALLERS)
        return f"| {self.app} | `{self.method} {self.path}` | {' | '.join(cells)} |"


Table = dict[Route, frozenset[str]]


def _decided(page: str) -> Table:
    """Return the table as it is written."""
    table: Table = {}
    for app, method, path, cells in _LINE.findall(page):
        said = [cell.strip() for cell in cells.split("|")]
        assert len(said) == len(_CALLERS), f"{method} {path} says {len(said)} callers"
        assert set(said) <= {_MAY, _MAY_NOT}, f"{method} {path} says neither yes nor no"
        route = Route(app, path, method)
        assert route not in table, f"{method} {path} stands twice"
        pairs = zip(_CALLERS, said, strict=True)
        table[route] = frozenset(caller for caller, may in pairs if may == _MAY)
    return table


def _routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield method and path of each route."""
    for context in iter_route_contexts(app.routes):
        for method in sorted(context.methods or ()):
            yield method, str(context.path)


def _let_nobody_work(app: FastAPI) -> None:
    """Put an empty answer behind every door, which itself stays."""

    async def admitted(*_: Any, **__: Any) -> Response:
        return Response(status_code=_ADMITTED)

    for context in iter_route_contexts(app.routes):
        context.dependant.call = admitted
    if isinstance(app, DirectApp):
        for name, direct in app._direct.items():
            app._direct[name] = msgspec.structs.replace(direct, endpoint=admitted)


def _shown(whole: Whole, caller: str, signing: SigningForMany) -> dict[str, str]:
    if caller == "nobody":
        return {}
    if caller == "device":
        return signing.headers_of(DEVICE)
    token, _ = whole.parts.sessions.issue("session", caller)
    return {"authorization": f"Bearer {token}"}


async def _found(whole: Whole) -> Table:
    """Ask every route as everybody."""
    routes = list(_routes(whole.app))
    _let_nobody_work(whole.app)
    signing = SigningForMany()
    headers = {caller: _shown(whole, caller, signing) for caller in _CALLERS}
    transport = httpx.ASGITransport(whole.app)
    table: Table = {}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://house", auth=signing
    ) as client:
        for method, path in routes:
            address = re.sub(r"\{[^}]+\}", "1", path)
            may = set()
            for caller in _CALLERS:
                answer = await client.request(method, address, headers=headers[caller])
                assert answer.status_code not in {404, 405, 500, 503}, (method, path, caller)
                if answer.status_code not in _REFUSED:
                    may.add(caller)
            table[Route(whole.name, path, method)] = frozenset(may)
    return table


def _differences(decided: Table, found: Table) -> list[str]:
    """Return what to do about each route on which table and doors don't agree."""
    said = [
        f"decide who may call it and add to {_PAGE.name}:\n  {route.line(found[route])}"
        for route in sorted(found.keys() - decided.keys())
    ]
    said += [f"no such route: {route.line(decided[route])}" for route in decided.keys() - found]
    for route in sorted(found.keys() & decided.keys()):
        for caller in sorted(found[route] - decided[route]):
            said.append(f"{route.method} {route.path} lets in: {caller}")
        for caller in sorted(decided[route] - found[route]):
            said.append(f"{route.method} {route.path} turns away: {caller}")
    return said


async def test_every_door_opens_for_those_whom_the_table_names(tmp_path: Path) -> None:
    """Each route of both apps is asked as every kind of caller; a new route needs its line."""
    found: Table = {}
    for whole in both_apps(tmp_path):
        found |= await _found(whole)

    said = _differences(_decided(_PAGE.read_text(encoding="utf-8")), found)

    assert [] == said, "\n".join(said)


ROUTE = Route("gateway", "/v1/scans", "POST")
OTHER = Route("read side", "/v1/officers", "GET")


@pytest.mark.parametrize(
    ("decided", "found", "word"),
    [
        ({}, {ROUTE: frozenset({"officer"})}, "decide who may call it"),
        ({ROUTE: frozenset({"officer"})}, {}, "no such route"),
        ({ROUTE: frozenset()}, {ROUTE: frozenset({"nobody"})}, "lets in: nobody"),
        ({ROUTE: frozenset({"device"})}, {ROUTE: frozenset()}, "turns away: device"),
    ],
)
def test_table_and_doors_that_differ_are_told(decided: Table, found: Table, word: str) -> None:
    """A route without a line, a line without a route, and a door that is too wide or too narrow."""
    (said,) = _differences(decided, found)

    assert word in said


def test_a_line_is_read_as_it_is_written() -> None:
    """So that a line can be taken from the test's own message."""
    callers = frozenset({"officer", "nobody"})
    page = "\n".join([ROUTE.line(callers), OTHER.line(frozenset())])

    assert {ROUTE: callers, OTHER: frozenset()} == _decided(page)


async def test_a_door_that_was_left_open_is_noticed(tmp_path: Path) -> None:
    """The real app is asked: a route that anyone may call shows as that."""
    whole, _ = both_apps(tmp_path)
    router = APIRouter()

    @router.delete("/v1/careless")
    async def careless(_: Annotated[Caller, Depends(PUBLIC)]) -> None:
        """Let everybody in."""

    whole.app.include_router(router)

    found = await _found(whole)

    assert frozenset(_CALLERS) == found[Route("gateway", "/v1/careless", "DELETE")]
