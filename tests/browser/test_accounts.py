"""Accounts in a real browser: signing in with a code, one's own account, the list of all."""

import re
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Page, expect

from contracts.registry import Role
from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched

pytestmark = pytest.mark.browser

_NEW_PASSWORD = "four words of mine"


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side that demands a second factor of auditors."""
    folder = tmp_path_factory.mktemp("api")
    with running_api(kafka, folder, second_factor_roles="auditor") as running:
        yield running


def _account(api: RunningApi, *roles: Role) -> tuple[str, str]:
    officer, password = new_account(f"t-{roles[0]}-{now_ms()}", roles)
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    return officer.account, password


def _sign_in(page: Page, account: str, password: str) -> None:
    page.locator("#username").fill(account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def _set_up(page: Page, password: str) -> pyotp.TOTP:
    """Set up a second factor as its owner does, and leave the recovery codes shown."""
    page.locator("#factor-password").fill(password)
    page.locator("#factor-begin").click()
    expect(page.locator("#factor-picture svg")).to_be_visible()
    app = pyotp.TOTP(page.locator("#secret").input_value().replace(" ", ""))
    page.locator("#confirm-code").fill(app.now())
    page.locator("#confirm button").click()
    expect(page.locator("#recovery")).to_be_visible()
    return app


def test_who_must_have_a_second_factor_sets_it_up_and_signs_in_with_it(api: RunningApi) -> None:
    """Nothing else is open before; then a recovery code stands in for the code that was used."""
    account, password = _account(api, "auditor")
    with launched(language="en") as chromium:
        page = chromium.open(api.url)
        _sign_in(page, account, password)
        expect(page.locator("#must-enrol")).to_be_visible()
        app = _set_up(page, password)
        recovery = page.locator("#recovery-codes li").first.inner_text()
        expect(page.locator("#must-enrol")).to_be_hidden()
        page.locator("#sign-out").click()

        _sign_in(page, account, password)
        expect(page.locator("#code")).to_be_focused()
        page.locator("#code").fill(app.now())
        page.keyboard.press("Enter")
        expect(page.locator("#sign-in-problem")).to_be_visible()
        page.locator("#code").fill(recovery)
        page.keyboard.press("Enter")
        expect(page.locator("#ways")).to_be_visible()


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_pages(api: RunningApi, language: Language, wide: bool) -> None:
    """Own account, code and list of accounts keep nobody out, in either language, on any screen."""
    seen = f"{language}-{'wide' if wide else 'phone'}"
    account, password = _account(api, "administrator", "official")
    with launched(language=language) as chromium:
        page = chromium.open(api.url, wide=wide)
        _sign_in(page, account, password)
        page.locator('#ways a[href="/people"]').click()
        expect(page.locator("#people li").first).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"accounts-people-{seen}")
        page.goto(f"{api.url}/account")
        expect(page.locator("#sessions li")).to_have_count(1)
        assert barriers_on(page) == []
        keep_screen(page, f"accounts-own-{seen}")
        page.locator("#factor-password").fill(password)
        page.locator("#factor-begin").click()
        expect(page.locator("#factor-picture svg")).to_be_visible()
        keep_screen(page, f"accounts-set-up-{seen}")
        secret = page.locator("#secret").input_value().replace(" ", "")
        page.locator("#confirm-code").fill(pyotp.TOTP(secret).now())
        page.locator("#confirm button").click()
        expect(page.locator("#recovery")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"accounts-recovery-{seen}")
        page.locator("#sign-out").click()
        _sign_in(page, account, password)
        expect(page.locator("#code")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"accounts-code-{seen}")


def test_a_password_is_changed_and_other_sessions_end(api: RunningApi) -> None:
    """The tab in which it was changed goes on."""
    account, password = _account(api, "official")
    with launched(language="en") as chromium, api.client() as other:
        opened = other.post("/v1/sessions", json={"username": account, "password": password})
        page = chromium.open(f"{api.url}")
        _sign_in(page, account, password)
        expect(page.locator("#ways")).to_be_visible()
        page.goto(f"{api.url}/account")
        expect(page.locator("#sessions li")).to_have_count(2)
        page.locator("#password").fill(password)
        page.locator("#new-password").fill(_NEW_PASSWORD)
        page.get_by_role("button", name="Change password").click()

        expect(page.locator("#done")).to_be_visible()
        expect(page.locator("#sessions li")).to_have_count(1)
        headers = {"Authorization": f"Bearer {opened.json()['token']}"}
        assert other.get("/v1/zones", headers=headers).status_code == 401


def test_an_administrator_makes_an_account_and_gives_it_a_new_password(api: RunningApi) -> None:
    """Each password is shown once; a reset one works, the first no longer."""
    account, password = _account(api, "administrator")
    made = f"t-made-{now_ms()}"
    with launched(language="en") as chromium, api.client() as client:
        page = chromium.open(f"{api.url}")
        _sign_in(page, account, password)
        expect(page.locator("#ways")).to_be_visible()
        page.goto(f"{api.url}/people")
        page.on("dialog", lambda dialog: dialog.accept())
        page.locator("#account").fill(made)
        page.locator("#unit").fill("Quận Ba Đình, Thành phố Hà Nội (001)")
        page.locator("#unit-add").click()
        page.get_by_label("official", exact=True).check()
        page.locator("#save").click()
        expect(page.locator("#done .secret")).to_be_visible()
        first = page.locator("#done .secret").inner_text()
        row = page.locator("#people li").filter(has=page.get_by_text(made, exact=True))
        row.get_by_role("button", name="New password").click()
        expect(page.locator("#done .secret")).not_to_have_text(first)
        second = page.locator("#done .secret").inner_text()
        for told, status in ((first, 401), (second, 200)):
            signed_in = client.post("/v1/sessions", json={"username": made, "password": told})
            assert signed_in.status_code == status
        expect(row).to_have_text(re.compile("official.*Ba Đình"))
