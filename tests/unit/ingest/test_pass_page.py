"""The page of a pass."""

import base64
import io
import re
from typing import Any

import msgspec
import pytest
from PIL import Image
from pyzbar.pyzbar import decode

from contracts.passes import RISK_IDENTITY_DIFFERS
from contracts.words import Language
from ingest.declaring import Declared, declare
from ingest.forms import DeclarationForm
from ingest.pages.passes import show_declared
from ingest.pass_view import view_of
from service.doors import Caller
from tests.builders.contracts import NOW_MS, PSEUDONYMS, claims, lists, signer, token
from tests.builders.ingest import form_body
from tests.builders.requests import a_request
from web.assets import Assets
from web.pages import Pages


def _declared(**changes: Any) -> Declared:
    known = lists()
    return declare(
        msgspec.convert(form_body(**changes), DeclarationForm),
        caller=Caller(),
        received_ms=NOW_MS,
        pseudonyms=PSEUDONYMS,
        signer=signer(known),
        lists=known,
        hours=72,
    )


async def _page(*declared: Declared, language: Language = "vi") -> str:
    pages = Pages(Assets())
    shown = await show_declared(pages, a_request("/declare", language=language), declared)
    return bytes(shown.body).decode()


def _codes(page: str) -> list[str]:
    pictures = re.findall(r"data:image/png;base64,([^\"]+)", page)
    images = (Image.open(io.BytesIO(base64.b64decode(picture))) for picture in pictures)
    return [decode(image)[0].data.decode() for image in images]


async def test_the_code_on_the_page_is_the_pass() -> None:
    """A reader finds the token in the picture."""
    declared = _declared()

    assert _codes(await _page(declared)) == [declared.token]


async def test_everybody_who_travels_along_has_a_code() -> None:
    """Two travellers, two codes, in their order."""
    first, second = (
        _declared(declaration_id=f"declaration-000{number}", full_name=name)
        for number, name in ((1, "Nguyễn Văn Thử"), (2, "Trần Thị Mẫu"))
    )
    page = await _page(first, second)

    assert _codes(page) == [first.token, second.token]
    assert page.index("NGUYỄN VĂN THỬ") < page.index("TRẦN THỊ MẪU")


@pytest.mark.parametrize(
    ("language", "until"), [("vi", "13:00 ngày 27/08/2021"), ("en", "13:00 on 27 August 2021")]
)
async def test_the_page_says_until_when(language: Language, until: str) -> None:
    """Date and time are there without any script."""
    assert until in await _page(_declared(), language=language)


async def test_no_address_holds_the_token() -> None:
    """Addresses end up in histories and logs."""
    declared = _declared()
    page = await _page(declared)

    assert not [link for link in re.findall(r'(?:href|action)="([^"]*)"', page) if "CT1" in link]


async def test_what_was_declared_is_told_in_words() -> None:
    """Only what was declared; and what looked wrong in the form."""
    page = await _page(_declared(symptoms=["fever"], phone="+49 30 1234567"))

    assert 'data-risk="symptoms_declared"' in page
    assert 'data-risk="contact_declared"' not in page
    assert "Không giống số điện thoại Việt Nam" in page


def test_where_the_database_disagreed_the_original_paper_is_asked_for() -> None:
    """In words that blame nobody."""
    said = claims(risk=RISK_IDENTITY_DIFFERS)

    assert view_of(token(said), said, "vi").risks == ("compare_identity",)
