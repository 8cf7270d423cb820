"""What browsers are told with every answer of both apps, and that no cookie opens anything."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import httpx
import pytest
from fastapi import Depends, Response
from fastapi.routing import iter_route_contexts

from contracts.settings import Settings
from service.doors import PUBLIC, Caller, require
from service.guarding import GuardedApp
from service.parts import Parts
from service.problems import install_problem_handlers
from tests.builders.apps import NOWHERE, Whole, both_apps

_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# What may be kept: built files under names of their own, and what says for how long.
_KEPT = re.compile(r"^/(static/|captcha/|scan/|pass/worker|units\.json|v1/places|v1/units|healthz)")


async def _answers(whole: Whole, **headers: str) -> AsyncIterator[tuple[str, httpx.Response]]:
    """Ask every route without a body and yield what comes."""
    transport = httpx.ASGITransport(whole.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://house") as client:
        for context in iter_route_contexts(whole.app.routes):
            path = re.sub(r"\{[^}]+\}", "1", str(context.path))
            for method in context.methods or ():
                yield path, await client.request(method, path, headers=headers)


async def test_every_answer_tells_browsers_what_it_is_for(tmp_path: Path) -> None:
    """Refusals and what broke as well; only the scanner's page may use the camera."""
    for whole in both_apps(tmp_path):
        async for path, answer in _answers(whole):
            said = answer.headers
            assert _ALWAYS.items() <= dict(said).items(), path
            assert "frame-ancestors 'none'" in said["content-security-policy"], path
            assert said["referrer-policy"] in {"no-referrer", "same-origin"}, path
            assert ("camera=(self)" in said["permissions-policy"]) is (path == "/scan"), path
            assert "no-store" in said["cache-control"] or _KEPT.match(path), path
            assert "strict-transport-security" not in said


async def test_no_answer_sets_a_cookie_and_none_is_honoured(tmp_path: Path) -> None:
    """A token is a header that a page of another house can't send; as a cookie it opens nothing."""
    for whole in both_apps(tmp_path):
        token, _ = whole.parts.sessions.issue("session", "administrator")
        cookie = f"session={token}; token={token}; Authorization=Bearer {token}"
        bare = {
            (path, answer.request.method): answer.status_code
            async for path, answer in _answers(whole)
        }
        async for path, answer in _answers(whole, cookie=cookie):
            assert "set-cookie" not in answer.headers, path
            assert answer.status_code == bare[path, answer.request.method], path


def _app(tmp_path: Path, *, https: bool) -> GuardedApp:
    app = GuardedApp(openapi_url=None, https=https)
    app.state.porter = Parts(Settings(data=tmp_path), NOWHERE).porter

    @app.get("/broken")
    async def broken(_: Annotated[Caller, Depends(PUBLIC)]) -> None:
        raise RuntimeError

    @app.get("/kept")
    async def kept(_: Annotated[Caller, Depends(PUBLIC)]) -> Response:
        return Response(headers={"Cache-Control": "public, max-age=60"})

    @app.get("/closed")
    async def closed(_: Annotated[Caller, Depends(require("auditor"))]) -> None:
        """Nobody comes here."""

    install_problem_handlers(app)
    return app


@pytest.mark.parametrize(("path", "status"), [("/broken", 500), ("/closed", 401), ("/no", 404)])
async def test_what_goes_wrong_has_the_headers_too(tmp_path: Path, path: str, status: int) -> None:
    """And over HTTPS browsers are told never to come back without."""
    transport = httpx.ASGITransport(_app(tmp_path, https=True), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://house") as client:
        answer = await client.get(path)
        kept = await client.get("/kept")

    assert answer.status_code == status
    assert _ALWAYS.items() <= dict(answer.headers).items()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert kept.headers["cache-control"] == "public, max-age=60"
