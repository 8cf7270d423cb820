"""The table of docs/jurisdiction.md against the table of who may call what."""

import re
from pathlib import Path

import httpx
import pytest

from contracts.registry import OfficerRegistered
from deploy.layout import ROOT
from tests.builders.apps import both_apps

_ROUTE = re.compile(r"^\| (gateway|read side) \| `([A-Z]+ [^`]+)` \|(.*)\|$", re.MULTILINE)
_NOBODY_MAY = "–"


def _guarded(page: str) -> set[tuple[str, str]]:
    """Return the routes through whose door not everybody comes."""
    return {
        (app, route)
        for app, route, cells in _ROUTE.findall(page)
        if cells.split("|")[-1].strip() == _NOBODY_MAY
    }


def _decided(page: str) -> dict[tuple[str, str], str]:
    return {(app, route): said.strip() for app, route, said in _ROUTE.findall(page)}


def _undecided(roles: str, jurisdiction: str) -> set[tuple[str, str]]:
    decided = _decided(jurisdiction)
    return {route for route in _guarded(roles) if not decided.get(route)}


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_of_every_guarded_route_it_is_decided_what_lies_within() -> None:
    """Decide what an account of a district gets there, and add the line."""
    assert _undecided(_page("roles.md"), _page("jurisdiction.md")) == set()


def test_no_line_tells_of_a_route_that_is_gone() -> None:
    """Or that is open to everybody."""
    assert set(_decided(_page("jurisdiction.md"))) <= _guarded(_page("roles.md"))


@pytest.mark.parametrize(
    "jurisdiction", ["", "| gateway | `GET /v1/new` | |", "| read side | `GET /v1/new` | own |"]
)
def test_a_route_without_a_decision_is_noticed(jurisdiction: str) -> None:
    """None at all, an empty one, and one of the other app."""
    roles = "| gateway | `GET /v1/new` | yes | – |\n| gateway | `GET /` | yes | yes |"

    assert _undecided(roles, jurisdiction) == {("gateway", "GET /v1/new")}


@pytest.mark.parametrize(
    "path", ["/v1/erasures/persons", "/v1/erasures/days", "/v1/persons/export"]
)
async def test_what_concerns_the_whole_country_is_refused_to_a_province(
    path: str, tmp_path: Path
) -> None:
    """A person's data lies in no unit, so nobody with bounds ends it or takes it out."""
    _, api = both_apps(tmp_path)
    api.parts.registry.lists.apply(
        OfficerRegistered(
            account="of-hanoi", password_hash="", roles=("administrator",), units=("01",)
        )
    )
    token, _ = api.parts.sessions.issue("session", "of-hanoi")
    transport = httpx.ASGITransport(api.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        answer = await client.post(path, headers={"authorization": f"Bearer {token}"}, json={})

    assert answer.status_code == httpx.codes.FORBIDDEN
    assert answer.json()["reason"] == "outside_jurisdiction"
