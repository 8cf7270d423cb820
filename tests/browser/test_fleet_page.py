"""The page on which administrators look after scanners."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.devices import enrol

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side for this file's tests."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        yield running


@pytest.mark.parametrize(("language", "wide"), [("vi", False), ("en", True)])
def test_a_scanner_is_found_and_moved(api: RunningApi, language: Language, wide: bool) -> None:
    """It stands in the list, the order needs a purpose, and the list shows what was ordered."""
    key = enrol(api.parts, name=f"Máy quét {now_ms()}", enrolled_by="admin")
    officer, password = new_account(f"t-{now_ms()}", ("administrator",))
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    with launched(language=language) as chromium:
        page = chromium.open(api.url, wide=wide)
        page.locator("#username").fill(officer.account)
        page.locator("#password").fill(password)
        page.keyboard.press("Enter")
        expect(page.locator("#ways")).to_be_visible()
        page.goto(f"{api.url}/devices")
        row = page.locator(f"[data-device='{key.device_id}']")
        expect(row).to_be_visible()
        row.locator("button").click()
        page.locator("#place").fill("hn-city-02")
        page.locator("#purpose").fill("order 17")
        assert barriers_on(page) == []
        keep_screen(page, f"devices-{language}")
        page.locator("#give").click()
        expect(page.locator("#order")).to_be_hidden()

    assert api.parts.registry.lists.devices[key.device_id].place_id == "hn-city-02"
