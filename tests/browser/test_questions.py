"""The pages of questions in a real browser."""

import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from contracts.identity import read_document
from contracts.registry import Role
from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from tests.builders.analytics import HOUR_MS, MINUTE_MS, insert_all, scan
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched

pytestmark = pytest.mark.browser


class _Meeting(NamedTuple):
    """An index person by paper, and whom they met at a gate an hour ago."""

    document: str
    contact: str


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side for this file's tests."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        yield running


@pytest.fixture(scope="module")
def meeting(api: RunningApi) -> _Meeting:
    """Let an index person meet somebody, who is seen at a police office half an hour later."""
    document, contact = "001099990017", uuid.uuid4().hex
    index = api.parts.pseudonyms.citizen_id(read_document("cccd", document))
    met_ms = now_ms() - HOUR_MS
    moments = ((index, 0, "hn-city-01"), (contact, 5, "hn-city-01"), (contact, 35, "pol-01-001"))
    insert_all(
        api.store,
        [
            scan(n, citizen_id=who, place_id=where, happened_ms=met_ms + after * MINUTE_MS)
            for n, (who, after, where) in enumerate(moments)
        ],
    )
    return _Meeting(document, contact)


def _signed_in(api: RunningApi, page: Page, *roles: Role) -> None:
    officer, password = new_account(f"t-{uuid.uuid4().hex[:8]}", roles)
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    page.locator("#username").fill(officer.account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def _ask(page: Page, document: str) -> None:
    page.locator("#citizen_ids").fill(document)
    page.locator("#purpose").fill("case 7")
    page.locator("#ask").click()
    expect(page.locator("#answer")).to_be_visible()


@pytest.mark.parametrize(("language", "wide"), [("vi", False), ("en", True)])
def test_whoever_an_index_person_met_is_found_by_the_papers_number(
    api: RunningApi, meeting: _Meeting, language: Language, wide: bool
) -> None:
    """From the list to the answer, and by one click to where the contact was afterwards."""
    seen = f"{language}-{'wide' if wide else 'phone'}"
    with launched(language=language) as chromium:
        page = chromium.open(f"{api.url}/questions", wide=wide)
        _signed_in(api, page, "epidemiologist")
        expect(page.locator("#questions li:visible").first).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"questions-{seen}")
        page.locator("#questions a[href='/questions/contacts']").click()
        _ask(page, meeting.document)

        contacts = page.locator("#tables tbody tr").filter(has_text=meeting.contact[:8])
        expect(contacts).to_have_count(1)
        assert barriers_on(page) == []
        keep_screen(page, f"questions-contacts-{seen}")
        assert meeting.document not in page.url
        contacts.locator("a").first.click()
        expect(page).to_have_url(re.compile("/questions/timeline"))
        expect(page.locator("#tables tbody tr")).to_have_count(2)
        assert barriers_on(page) == []
        assert meeting.contact not in page.url
        keep_screen(page, f"questions-timeline-{seen}")


def test_whom_somebody_met_is_drawn_and_told_beside_it(api: RunningApi, meeting: _Meeting) -> None:
    """Pictures of contacts and of a timeline keep to the page's policy, each with its facts."""
    with launched(language="vi") as chromium:
        page = chromium.open(f"{api.url}/questions/spread")
        broken: list[str] = []
        page.on("console", lambda said: broken.append(said.text) if said.type == "error" else None)
        _signed_in(api, page, "epidemiologist")
        _ask(page, meeting.document)
        drawn = page.locator("#picture-transmission")
        expect(drawn.locator("svg")).to_be_visible()
        expect(drawn.locator("svg")).to_contain_text(meeting.contact[:8])
        expect(drawn.locator(".numbered li")).to_have_count(1)
        expect(
            page.locator("#tables tbody tr").filter(has_text=meeting.contact[:8])
        ).not_to_have_count(0)
        page.locator("#picture-curve summary").click()
        expect(page.locator("#picture-curve tbody tr")).to_have_count(1)
        assert barriers_on(page) == []
        keep_screen(page, "questions-spread-vi-phone")

        page.locator("#tables tbody tr").first.locator("a").first.click()
        expect(page.locator("#picture-timeline svg")).to_be_visible()
        assert barriers_on(page) == []
        assert broken == []


def test_an_answer_is_fetched_as_a_file(api: RunningApi, meeting: _Meeting) -> None:
    """The same question once more, under the name that the server gives the file."""
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/questions/contacts")
        _signed_in(api, page, "epidemiologist")
        _ask(page, meeting.document)
        with page.expect_download() as coming:
            page.get_by_role("button", name="CSV").click()

        assert re.fullmatch(r"chot-contacts-.*\.csv", coming.value.suggested_filename)
        assert meeting.contact in coming.value.path().read_text(encoding="utf-8-sig")


def test_a_question_that_is_not_in_order_is_told_at_its_fields(api: RunningApi) -> None:
    """By the page what it can see itself, by the server the rest; what was typed stays."""
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/questions/contacts")
        _signed_in(api, page, "epidemiologist")
        page.locator("#citizen_ids").fill("001099990001\n1")
        page.locator("#until-date").fill("2021-08-24")
        page.locator("#ask").click()
        expect(page.locator("[data-field=until] .error")).to_be_visible()
        expect(page.locator("[data-field=purpose] .error")).to_be_visible()
        assert barriers_on(page) == []

        page.locator("#last").select_option("3")
        page.locator("#purpose").fill("case 7")
        page.locator("#ask").click()
        expect(page.locator("[data-field=citizen_ids] .error")).to_contain_text("Line 2")
        expect(page.locator("#citizen_ids")).to_have_value("001099990001\n1")
        expect(page.locator("#answer")).to_be_hidden()


def test_an_address_holds_the_question_without_the_person(api: RunningApi) -> None:
    """Whoever is sent the address sees span and window, and asks about their own case."""
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/questions/contacts?last=3&within_minutes=30")
        _signed_in(api, page, "epidemiologist")

        expect(page.locator("#within_minutes")).to_have_value("30")
        expect(page.locator("#last")).to_have_value("3")


def test_a_district_is_found_by_typing_without_marks(api: RunningApi) -> None:
    """And an answer with nobody in it says what to try."""
    with launched(language="vi") as chromium:
        page = chromium.open(f"{api.url}/questions/departures")
        _signed_in(api, page, "official")
        page.locator("#unit[role=combobox]").press_sequentially("dan phuong")
        page.keyboard.press("Enter")
        expect(page.locator("#unit")).to_have_value("Huyện Đan Phượng")
        page.locator("#purpose").fill("ca bệnh 7")
        page.locator("#ask").click()

        expect(page.locator("#tables .nothing")).to_be_visible()


def test_a_question_of_another_role_is_not_asked(api: RunningApi) -> None:
    """An official who opens it is led back to what is open to them."""
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/questions")
        _signed_in(api, page, "official")
        expect(page.locator("#questions a[href='/questions/departures']")).to_be_visible()
        expect(page.locator("#questions a[href='/questions/timeline']")).to_be_hidden()
