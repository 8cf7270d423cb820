"""The page about personal data, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from service.first_start import publish_day_key
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side for this file's tests."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        publish_day_key(running.parts, "2021-08-24")
        yield running


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_auditor_sees_what_is_kept_and_which_days_can_be_read(
    api: RunningApi, language: Language, wide: bool
) -> None:
    """In either language, on any screen; the file on a person is for administrators."""
    officer, password = new_account(f"t-auditor-{now_ms()}", ("auditor",))
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    with launched(language=language) as chromium:
        page = chromium.open(f"{api.url}/?then=/privacy", wide=wide)
        page.locator("#username").fill(officer.account)
        page.locator("#password").fill(password)
        page.keyboard.press("Enter")

        expect(page.locator("#keys tr").first).to_contain_text("24/08/2021")
        expect(page.locator("#kept tr").first).to_contain_text("21")
        expect(page.locator("#person")).to_be_hidden()
        assert barriers_on(page) == []
        keep_screen(page, f"privacy-{language}-{'wide' if wide else 'phone'}")
