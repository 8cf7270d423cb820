"""The read side's pages in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from contracts.registry import Role
from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched

pytestmark = pytest.mark.browser

_GATEWAY = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side for this file's tests."""
    with running_api(kafka, tmp_path_factory.mktemp("api"), public_url=_GATEWAY) as running:
        yield running


def _account(api: RunningApi, *roles: Role) -> tuple[str, str]:
    officer, password = new_account(f"t-{roles[0]}-{now_ms()}", roles)
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    return officer.account, password


def _sign_in(page: Page, account: str, password: str) -> None:
    page.locator("#username").fill(account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_pages(api: RunningApi, language: Language, wide: bool) -> None:
    """Sign-in and enrolment keep nobody out, in either language, on any screen."""
    seen = f"{language}-{'wide' if wide else 'phone'}"
    account, password = _account(api, "official", "administrator")
    with launched(language=language) as chromium:
        page = chromium.open(api.url, wide=wide)
        assert barriers_on(page) == []
        keep_screen(page, f"console-sign-in-{seen}")
        _sign_in(page, account, password)
        expect(page.locator("#ways")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"console-home-{seen}")
        page.goto(f"{api.url}/enrol")
        page.locator("#place").fill("hn-city-01")
        page.get_by_role("button", name=re.compile("Tạo mã|Make a code")).click()
        expect(page.locator("#code-picture svg")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"console-enrol-{seen}")


def test_a_wrong_password_is_said_and_the_name_stays(api: RunningApi) -> None:
    """What was typed is not lost, and the refusal is in words."""
    account, _ = _account(api, "official")
    with launched(language="en") as chromium:
        page = chromium.open(api.url)
        _sign_in(page, account, "not the password")

        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("#username")).to_have_value(account)


def test_a_page_of_another_role_is_not_shown(api: RunningApi) -> None:
    """An official who opens the enrolment page is led back to what is open to them."""
    account, password = _account(api, "official")
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/enrol")
        _sign_in(page, account, password)

        expect(page.locator('#ways a[href="/board"]')).to_be_visible()
        expect(page.locator('#ways a[href="/enrol"]')).to_be_hidden()


def test_the_code_shown_enrols_at_the_gateway(api: RunningApi) -> None:
    """The text beside the picture is the scanner's address with a code that the house accepts."""
    account, password = _account(api, "administrator")
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/enrol")
        _sign_in(page, account, password)
        page.get_by_role("button", name="Make a code").click()
        expect(page.locator("#code-picture svg")).to_be_visible()
        address = page.locator("#code-text").input_value()

    assert address.startswith(f"{_GATEWAY}/scan#enrol=")
    assert api.parts.sessions.check(address.partition("#enrol=")[2]).kind == "enrolment"
