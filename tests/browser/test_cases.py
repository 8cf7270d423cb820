"""The pages of cases in a real browser: from the first index person to a recorded day."""

import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from contracts.events import DeclarationFiled
from contracts.identity import read_document
from contracts.registry import Role
from contracts.sealing import day_of, seal
from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from service.first_start import make_ready
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.cases import passage, send

pytestmark = pytest.mark.browser

_DAYS_AGO = 3 * 24 * 60


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side that asks again as often as it can."""
    folder = tmp_path_factory.mktemp("api")
    with running_api(kafka, folder, reask_every_s=0.2, reask_share=1.0) as running:
        make_ready(running.parts)
        yield running


class _World(NamedTuple):
    """An index person, their document, and where they were with somebody three days ago."""

    number: str
    index_person: str
    contact: str
    place: str


def _person(api: RunningApi, number: str, name: str) -> str:
    """Let somebody declare that they stay in Ba Đình; return their citizen id."""
    citizen_id = api.parts.pseudonyms.citizen_id(read_document("cccd", number))
    day = day_of(now_ms())
    said = {"full_name": name, "phone": "0912 345 678", "birth_date": "1990-01-31"}
    said |= {"residence": "Số 9, ngõ 99, phố Đội Cấn", "stay": ""}
    filed = DeclarationFiled(
        declaration_id=f"declaration-{uuid.uuid4().hex}",
        citizen_id=citizen_id,
        declared_ms=now_ms(),
        received_ms=now_ms(),
        channel="web",
        origin="00001",
        destination="10348",
        residence="00001",
        stay="",
        transport="car",
        departs_ms=now_ms(),
        sealed=seal(dict(said), api.parts.registry.lists.day_keys[day]),
        sealed_day=day,
    )
    send(api, "declarations", filed)
    return citizen_id


def _world(api: RunningApi, at: int) -> _World:
    number = f"0010999{90001 + at:05d}"
    index = _person(api, number, "Nguyễn Thị Thử")
    contact = _person(api, f"0010999{95001 + at:05d}", "Trần Văn Mẫu")
    place = f"hn-city-{10 + at}"
    send(api, "scans", passage(index, place, _DAYS_AGO), passage(contact, place, _DAYS_AGO))
    return _World(number, index, contact, place)


def _signed_in(page: Page, api: RunningApi, *roles: Role) -> None:
    officer, password = new_account(f"t-{uuid.uuid4().hex[:8]}", roles)
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    page.locator("#username").fill(officer.account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


def _open_case(page: Page, number: str) -> None:
    # It opens by itself where there is no case yet.
    page.locator("#new").evaluate("details => { details.open = true; }")
    page.locator("#number").fill(number)
    page.locator("#title").fill("Gia đình ở chợ Long Biên")
    page.locator("#open-case button").click()
    expect(page.locator("#heading")).to_contain_text(number)


def _add_index(page: Page, document: str) -> None:
    page.locator("details:has(> #add-index) > summary").click()
    page.locator("#document-number").fill(document)
    page.locator("#onset").fill(day_of(now_ms()))
    page.locator("#add-index button").click()
    expect(page.locator("#index-rows tr")).to_have_count(1)


def _save_contacts(page: Page) -> None:
    page.locator("details:has(> #save-question) > summary").click()
    page.locator("#kind").select_option("contacts")
    page.locator("#save-question button").click()


def _record_a_day(page: Page, seen: str) -> None:
    """With a note and a tap first, then with a key."""
    page.locator("#list-link").click()
    mine = page.locator(".contact").filter(has_text=f"BN-{seen}")
    expect(mine).to_have_count(2)
    keep_screen(page, f"followups-{seen}")
    named = mine.filter(has_text="Trần Văn Mẫu")
    named.locator("summary").click()
    named.locator("input[name=note]").fill("sốt nhẹ buổi sáng")
    named.locator("button.SEEN_OK").click()
    expect(named.locator('button[aria-pressed="true"]')).to_have_count(1)
    expect(named).to_contain_text("sốt nhẹ buổi sáng")
    page.keyboard.press("3")
    pressed = named.locator('button[aria-pressed="true"]')
    expect(pressed).to_have_text(re.compile("Không gặp được|Missed"))
    assert barriers_on(page) == []
    keep_screen(page, f"followups-recorded-{seen}")
    page.emulate_media(media="print")
    expect(page.locator(".statuses").first).to_be_hidden()
    keep_screen(page, f"followups-printed-{seen}")
    page.emulate_media(media="screen")


@pytest.mark.parametrize(
    ("language", "wide"), [("vi", False), ("en", True)], ids=["vi-phone", "en-wide"]
)
def test_a_case_from_its_first_index_person_to_a_recorded_day(
    api: RunningApi, language: Language, wide: bool
) -> None:
    """A late scan is news while the page is open; its reason stands beside it."""
    seen = f"{language}-{'wide' if wide else 'phone'}"
    world = _world(api, int(wide))
    late = uuid.uuid4().hex
    with launched(language=language) as chromium:
        page = chromium.open(f"{api.url}/cases", wide=wide)
        page.on("dialog", lambda dialog: dialog.accept())
        _signed_in(page, api, "epidemiologist")
        expect(page.locator("#new")).to_be_visible()
        keep_screen(page, f"cases-empty-{seen}")
        _open_case(page, f"BN-{seen}")
        keep_screen(page, f"case-new-{seen}")
        _add_index(page, world.number)
        expect(page.locator("#index-rows")).to_contain_text("Nguyễn Thị Thử")
        _save_contacts(page)
        expect(page.locator("#questions .answer")).to_contain_text("1")

        send(api, "scans", passage(late, world.place, _DAYS_AGO, received_ms=now_ms()))
        expect(page.locator("#case-news")).to_be_visible()
        expect(page.locator("#changes .gained")).to_be_visible()
        expect(page.locator("#changes-list")).to_contain_text(late[:8])
        assert barriers_on(page) == []
        keep_screen(page, f"case-gained-{seen}")
        page.locator("#changes button").click()
        expect(page.locator("#changes")).to_be_hidden()

        page.locator("#questions .buttons button").first.click()
        expect(page.locator(".people tbody tr")).to_have_count(2)
        keep_screen(page, f"case-people-{seen}")
        page.locator(".assign .buttons button").first.click()
        expect(page.locator("#follow-rows tr")).to_have_count(2)
        page.locator("#note").fill("Gọi lại cho tổ dân phố.")
        page.locator("#add-note button").click()
        expect(page.locator("#notes li")).to_have_count(1)
        assert barriers_on(page) == []
        keep_screen(page, f"case-followed-{seen}")

        _record_a_day(page, seen)
        page.goto(f"{api.url}/cases")
        expect(page.locator("#rows")).to_contain_text(f"BN-{seen}")
        assert barriers_on(page) == []
        keep_screen(page, f"cases-{seen}")


def test_a_number_that_is_none_is_said_at_its_field(api: RunningApi) -> None:
    """What was typed stays."""
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/cases")
        _signed_in(page, api, "epidemiologist")
        _open_case(page, f"BN-{uuid.uuid4().hex[:6]}")
        page.locator("details:has(> #add-index) > summary").click()
        page.locator("#document-number").fill("12")
        page.locator("#add-index button").click()

        expect(page.locator("#document-number-error")).to_be_visible()
        expect(page.locator("#document-number")).to_be_focused()
        expect(page.locator("#document-number")).to_have_value("12")
        keep_screen(page, "case-fault-en-phone")


def test_an_official_reads_the_list_and_records_nothing(api: RunningApi) -> None:
    """The list is open to them; the buttons are not there, and neither are the cases."""
    with launched(language="vi") as chromium:
        page = chromium.open(f"{api.url}/followups?unit=001")
        _signed_in(page, api, "official")

        expect(page.locator("#which")).to_contain_text("Ba Đình")
        expect(page.locator(".statuses")).to_have_count(0)
        keep_screen(page, "followups-official-vi-phone")
