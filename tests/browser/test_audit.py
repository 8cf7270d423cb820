"""The auditor's page in a real browser."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect

from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.chains import asked
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side whose audit holds some unusual use."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        for number in range(12):
            running.parts.audit.write(
                asked(
                    number,
                    event_id=f"e-{number}",
                    at_ms=now_ms(),
                    account="curious.nguyen",
                    purpose="daily control",
                    about=(f"{number % 3:032x}", f"{number:032x}"),
                    as_file="csv" if number % 2 else "",
                )
            )
        yield running


def _enter(api: RunningApi, page: Page) -> None:
    officer, password = new_account(f"t-{now_ms()}", ("auditor",))
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    page.locator("#username").fill(officer.account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")
    page.locator("#ways a[href='/audit']").click()


def _kept(page: Page, name: str) -> None:
    assert barriers_on(page) == []
    keep_screen(page, name)


@pytest.mark.parametrize(("language", "wide"), [("vi", False), ("en", True)])
def test_an_auditor_finds_unusual_use_and_explains_it(
    api: RunningApi, language: Language, wide: bool
) -> None:
    """On a phone and at a desk; what nobody looked for yet says so."""
    seen = f"{language}-{'wide' if wide else 'phone'}"
    flagged, _ = new_account(f"f-{now_ms()}", ("epidemiologist",))
    api.parts.writer.write_and_see(flagged, lambda lists: flagged.account in lists.officers)
    with api.client("auditor") as client:
        wait_until(lambda: _known(client), 30, "the questions are loaded")
    with launched(language=language) as chromium:
        page = chromium.open(api.url, wide=wide)
        _enter(api, page)
        page.locator("#no-relatives, #relatives li").first.wait_for(state="attached")
        _kept(page, f"audit-empty-{seen}")
        page.locator("#purpose").fill("monthly review of use")
        page.locator("#look-now").click()
        page.locator("#entries tr").first.wait_for()
        _kept(page, f"audit-found-{seen}")
        item = page.locator("#marks li", has_text="curious.nguyen").first
        item.locator("input").fill("An outbreak, asked for by the unit")
        item.locator("button").click()
        expect(item.locator("form")).to_have_count(0)
        page.locator("#relative-account").fill(flagged.account)
        page.locator("#relative-number").fill("001090990001")
        page.locator("#flag button").click()
        expect(page.locator("#relatives li", has_text=flagged.account)).to_have_count(1)
        with page.expect_download():
            page.locator("#save").click()
        _kept(page, f"audit-done-{seen}")


def _known(client: httpx.Client) -> bool:
    body = {
        "from": "2021-01-01T00:00:00Z",
        "until": "2100-01-01T00:00:00Z",
        "purpose": "a test of the page",
        "account": "curious.nguyen",
    }
    told = client.post("/v1/audit/entries", json=body).json()
    return bool(told["total"] == 12)
