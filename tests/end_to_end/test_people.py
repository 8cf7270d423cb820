"""A citizen, an administrator, an officer and an official, each at their own browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ingest.captcha.challenges import Challenges
from service.secrets import Secrets
from tests.builders.browser import film_of, keep_screen, launched
from tests.builders.form_page import choose_address, fill_journey, fill_person, send
from tests.builders.house import HouseUnderTest, started_house

pytestmark = pytest.mark.end_to_end

_SEEN_WITHIN_MS = 60_000


def _copied_code(page: Page, data: Path) -> str:
    """Return the code in the page's picture, which only the house's secret tells."""
    text = page.locator("[name=captcha_challenge]").get_attribute("value") or ""
    challenge = Challenges(Secrets(data / "secrets").session_key()).read(text)
    assert challenge is not None
    return challenge.code


def _declare(house: HouseUnderTest, data: Path, picture: Path) -> None:
    """Fill in the form as a citizen and keep a picture of the pass's code."""
    with launched() as chromium:
        page = chromium.open(f"{house.note.gateway}/declare?place=hn-city-01")
        fill_person(page)
        choose_address(page, "t1_residence")
        page.fill("#t1_residence_text", "Số 1")
        page.check("#origin_same")
        choose_address(page, "destination")
        fill_journey(page)
        page.fill("#captcha", _copied_code(page, data))
        send(page)
        expect(page.locator("[data-pass]")).to_have_count(1)
        page.locator("[data-slot=code]").first.screenshot(path=picture)


def _signed_in(page: Page, account: str, password: str) -> None:
    page.locator("#username").fill(account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def test_from_the_form_to_the_board(tmp_path: Path) -> None:
    """A pass declared on the form is scanned by a camera and counted on the live board."""
    data = tmp_path / "data"
    with started_house(data, tmp_path / "up.log") as house:
        house.wait_up()
        _declare(house, data, tmp_path / "pass.png")
        film = film_of([tmp_path / "pass.png"], tmp_path / "pass.mjpeg")

        with launched(camera=film) as gate:
            page = gate.open(f"{house.note.api}/enrol")
            _signed_in(page, "admin", house.password_of("admin"))
            page.locator("#place").fill("hn-city-01")
            page.locator("#enrol button").click()
            expect(page.locator("#code-picture svg")).to_be_visible()
            page.goto(page.locator("#code-text").input_value())
            page.locator("button.big").click()
            expect(page.locator(".panel.pass")).to_contain_text("Nguyễn Văn Thử")
            keep_screen(page, "people-verdict")

        with launched(language="en") as office:
            page = office.open(f"{house.note.api}/board", wide=True)
            _signed_in(page, "official", house.password_of("official"))
            counted = page.locator("#all-scans")
            expect(counted).to_have_text(re.compile(r"^[1-9]"), timeout=_SEEN_WITHIN_MS)
            expect(page.locator("#rows tr")).to_have_count(1)
            keep_screen(page, "people-board")
