"""Refusals, as people see them in a browser."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import Response
from fastapi.responses import JSONResponse

from tests.builders.requests import a_request
from web.assets import Assets
from web.pages import Pages

_HTML = "text/html,*/*"
_FULL: dict[str, Any] = {
    "title": "Please mend it",
    "status": 422,
    "detail": "Something is wrong.",
    "errors": [{"field": "phone", "text": "Digits only"}, {"field": "", "text": "No form"}],
}
_BARE: dict[str, Any] = {"title": "Not found", "status": 404}


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """Give pages whose styles are built."""
    (tmp_path / "pages-A.css").touch()
    (tmp_path / "manifest.json").write_text('{"pages.css": "pages-A.css"}')
    return Pages(Assets(tmp_path))


@pytest.mark.parametrize("said", [_FULL, _BARE])
def test_a_browser_is_shown_a_page(pages: Pages, said: dict[str, Any]) -> None:
    """With all that the problem says, however little that is, and the way back."""
    refused = JSONResponse(said, said["status"], {"Retry-After": "3"})

    shown = pages.problem(a_request("/nowhere", accept=_HTML), refused)

    text = bytes(shown.body).decode()
    assert shown.status_code == said["status"]
    assert shown.headers["retry-after"] == "3"
    assert f"<h1>{said['title']}</h1>" in text
    assert all(error["text"] in text for error in said.get("errors", []))
    assert 'href="/"' in text


@pytest.mark.parametrize(("path", "accept"), [("/v1/scans", _HTML), ("/nowhere", "*/*")])
def test_a_program_is_told_the_problem(pages: Pages, path: str, accept: str) -> None:
    """Whoever asks an interface, or does not ask for a page, gets JSON."""
    refused: Response = JSONResponse(_BARE, 404)

    assert pages.problem(a_request(path, accept=accept), refused) is refused


def test_what_a_caller_typed_is_not_taken_for_markup(pages: Pages) -> None:
    """A problem that repeats a name shows it as text."""
    said = _BARE | {"detail": "<b>bold</b>"}

    shown = pages.problem(a_request("/nowhere", accept=_HTML), JSONResponse(said, 404))

    assert "&lt;b&gt;bold" in bytes(shown.body).decode()
