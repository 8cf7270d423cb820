"""Findings of false declarations, looked at in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.findings import RaisedFinding, publish_day_key
from tests.builders.pdf import pages_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side for this file's tests."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        publish_day_key(running)
        yield running


def _enter(api: RunningApi, page: Page) -> None:
    officer, password = new_account(f"t-{now_ms()}", ("official",))
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    page.locator("#username").fill(officer.account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")
    page.locator("#ways a[href='/reviews']").click()


def _kept(page: Page, name: str) -> None:
    assert barriers_on(page) == []
    keep_screen(page, name)


@pytest.mark.parametrize(("language", "wide"), [("vi", False), ("en", True)])
def test_a_finding_is_looked_at_decided_and_printed(
    api: RunningApi, language: Language, wide: bool
) -> None:
    """From the first page to the report, on a phone and at a desk; nobody is kept out."""
    finding = RaisedFinding(api)
    seen = f"{language}-{'wide' if wide else 'phone'}"
    with launched(language=language) as chromium:
        page = chromium.open(api.url, wide=wide)
        _enter(api, page)
        page.locator("#purpose").fill("daily review 7")
        page.locator("#look-now").click()
        page.locator("#findings button").first.wait_for()
        _kept(page, f"reviews-found-{seen}")
        page.locator("#findings button").first.click()

        expect(page.locator("#seen dd")).to_have_count(2)
        expect(page.locator("#declared")).to_contain_text("Quận Hà Đông")
        _kept(page, f"review-open-{seen}")
        page.locator("input[name=decision][value=innocent]").check()
        page.locator("input[name=explanation][value=wrong_clock]").check()
        page.locator("#words").fill("Đồng hồ của máy quét chạy sai một giờ.")
        page.locator("#keep").click()
        expect(page.locator("#status")).to_have_class("status innocent")
        expect(page.locator("#decisions li")).to_have_count(1)
        _kept(page, f"review-decided-{seen}")
        with page.expect_download() as printed:
            page.locator("#print").click()
        text = _text(Path(printed.value.path()))
        assert finding.citizen in text
        assert "Đồng hồ của máy quét chạy sai một giờ." in text

        page.goto(f"{api.url}/reviews")
        page.locator("#reviews tr").first.wait_for()
        _kept(page, f"reviews-list-{seen}")
        finding.wait_for(stands=False)


def _text(pdf: Path) -> str:
    return " ".join(" ".join(page.text for page in pages_of(pdf.read_bytes(), dpi=40)).split())
