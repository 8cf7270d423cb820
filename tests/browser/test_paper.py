"""Paper sheets in a real browser: from the queue beside the photograph to the pass."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from contracts.serials import code_of, with_check
from contracts.sheets import entered_scan_id
from contracts.words import Language
from service.clock import now_ms
from simulation.sheets import filled_sheet
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.ingest import moment, scans_on
from tests.builders.scanner import enrolled
from tests.builders.served_gateway import ServedGateway
from tests.builders.sheets import sheet_body

pytestmark = pytest.mark.browser

HOUR_MS = 3600 * 1000
# The place of a way of working in the scanner's menu.
_NO_CODE = 2


def _hand_in(gateway: ServedGateway, *, hours_ago: float = 0.1, **changes: Any) -> str:
    """Hand a sheet in as a scanner does; return its id."""
    body = sheet_body(taken_at=moment(now_ms() - round(hours_ago * HOUR_MS)), **changes)
    answer = httpx.post(
        f"{gateway.url}/v1/sheets",
        auth=gateway.device(),
        data={"sheet": json.dumps(body)},
        files={"photo": ("sheet.jpg", filled_sheet(7), "image/jpeg")},
    )
    assert answer.status_code == httpx.codes.CREATED, answer.text
    sheet_id: str = body["sheet_id"]
    return sheet_id


def _sign_in(page: Page, gateway: ServedGateway) -> str:
    account, password = gateway.account("officer")
    page.fill("#username", account)
    page.fill("#password", password)
    page.click("#sign-in button")
    expect(page.locator("#queue")).to_be_visible()
    return account


def _open(page: Page, sheet_id: str) -> None:
    page.click(f'[data-sheet="{sheet_id}"]')
    expect(page.locator("#entry")).to_be_visible()
    _wait_for_photo(page)


def _wait_for_photo(page: Page) -> None:
    expect(page.locator("#picture")).to_have_attribute("width", re.compile("[1-9]"))


def _choose(page: Page, field: str, typed: str) -> None:
    page.fill(f"#{field}", typed)
    page.keyboard.press("Enter")


def _address(page: Page, name: str, province: str, district: str, ward: str) -> None:
    _choose(page, f"{name}_province", province)
    expect(page.locator(f"[name={name}_district] option")).not_to_have_count(1)
    _choose(page, f"{name}_district", district)
    expect(page.locator(f"[name={name}_ward] option")).not_to_have_count(1)
    _choose(page, f"{name}_ward", ward)


def _type_in(page: Page, *, phone: str = "0912 345 678") -> None:
    """Type in what stands on a sheet."""
    page.fill("#t1_name", "Nguyễn Văn Thử")
    page.fill("#t1_birth", "15/08/1999")
    page.check('[name=t1_sex][value="male"]')
    page.fill("#t1_document_number", "001099990001")
    page.fill("#t1_phone", phone)
    _address(page, "t1_residence", "Ha Noi", "Ba Dinh", "Phuc Xa")
    page.fill("#t1_residence_text", "Số 1, ngõ 2")
    _address(page, "destination", "Hai Duong", "Hai Duong", "Cam Thuong")
    for question in ("visited", "symptoms"):
        page.check(f'[name=t1_{question}][value="no"]')
    for contact in ("patient", "affected_country", "symptomatic"):
        page.check(f'[name=t1_contact_{contact}][value="no"]')
    page.check('[name=transport][value="motorbike"]')
    page.fill("#plate", "29-B1 123.45")
    page.check("#truthful")


@pytest.mark.parametrize("wide", [False, True], ids=["phone", "wide"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_queue_and_the_entry(
    gateway: ServedGateway, language: Language, wide: bool
) -> None:
    """Nothing keeps people out, in either language, on a phone or a desktop."""
    sheet_id = _hand_in(gateway, hours_ago=2, lane="3", identity_compared=False)
    _hand_in(gateway, serial=code_of(with_check("7KQ2M9XHPA")))
    name = f"{language}-{'wide' if wide else 'phone'}"
    with launched(language=language) as chromium:
        page = chromium.open(f"{gateway.url}/paper", wide=wide)
        expect(page.locator("#sign-in")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"paper-sign-in-{name}")
        _sign_in(page, gateway)
        expect(page.locator("tr.late").first).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"paper-queue-{name}")
        _open(page, sheet_id)
        assert barriers_on(page) == []
        keep_screen(page, f"paper-entry-{name}")
        page.click("#save")
        expect(page.locator("#errors")).to_be_visible()
        assert page.locator("#t1_name-error").is_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"paper-errors-{name}")
        page.click("#put-back")
        expect(page.locator("#queue")).to_be_visible()


def test_an_officer_enters_a_sheet_and_prints_its_pass(gateway: ServedGateway) -> None:
    """What looks wrong is shown before it is saved; the pass runs from the photograph."""
    sheet_id = _hand_in(gateway, hours_ago=5)
    with launched(language="en") as chromium:
        page = chromium.open(f"{gateway.url}/paper", wide=True)
        _sign_in(page, gateway)
        _open(page, sheet_id)
        _type_in(page, phone="+44 20 7946 0958")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#warnings li")).to_have_count(1)
        keep_screen(page, "paper-warning-en-wide")
        page.click("#save")
        expect(page.locator("#done")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, "paper-done-en-wide")
        pass_id = page.locator("#pass-id").inner_text()
        code = page.evaluate("document.querySelector('#pass-code').naturalWidth")
        page.click("#to-queue")
        expect(page.locator("#queue")).to_be_visible()
        left = page.locator(f'[data-sheet="{sheet_id}"]').count()

    assert len(pass_id) == 20
    assert code > 0
    assert left == 0


def test_a_sheet_is_entered_with_the_keyboard_alone(gateway: ServedGateway) -> None:
    """From the queue to the photograph's keys and the list of reasons."""
    sheet_id = _hand_in(gateway, hours_ago=30)
    with launched(language="vi") as chromium:
        page = chromium.open(f"{gateway.url}/paper", wide=True)
        _sign_in(page, gateway)
        page.locator(f'[data-sheet="{sheet_id}"]').focus()
        page.keyboard.press("Enter")
        expect(page.locator("#t1_name")).to_be_focused()
        _wait_for_photo(page)
        page.locator("#photo").focus()
        upright = page.evaluate("document.querySelector('#picture').width")
        page.keyboard.press("r")
        turned = page.evaluate("document.querySelector('#picture').width")
        before = page.locator("#picture").bounding_box()
        page.keyboard.press("+")
        after = page.locator("#picture").bounding_box()
        page.locator("#why").focus()
        page.keyboard.press("ArrowDown")
        page.locator("#reject button").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#queue")).to_be_visible()
        left = page.locator(f'[data-sheet="{sheet_id}"]').count()

    assert upright != turned
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    assert left == 0


def test_what_another_officer_has_opened_can_not_be_opened(gateway: ServedGateway) -> None:
    """The queue says who has it."""
    sheet_id = _hand_in(gateway, hours_ago=40)
    with launched(language="en") as chromium:
        first = chromium.open(f"{gateway.url}/paper", wide=True)
        account = _sign_in(first, gateway)
        _open(first, sheet_id)
        second = chromium.open(f"{gateway.url}/paper", wide=True)
        _sign_in(second, gateway)
        expect(second.get_by_text(f"opened by {account}")).to_be_visible()
        assert second.locator(f'[data-sheet="{sheet_id}"]').count() == 0
        first.close(run_before_unload=True)
        expect(second.locator(f'[data-sheet="{sheet_id}"]')).to_be_visible()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sheet_photographed_without_network_arrives_once_and_is_entered(
    gateway: ServedGateway, kafka: str, tmp_path: Path, language: Language
) -> None:
    """Through a reload; the bearer passes at once, the sheet is in the queue with its own time."""
    photo = tmp_path / "sheet.jpg"
    photo.write_bytes(filled_sheet(11))
    before = set(scans_on(kafka))
    with launched(language=language) as chromium:
        scanner = enrolled(gateway, chromium)
        page = scanner.page
        chromium.context.set_offline(True)
        scanner.open(_NO_CODE)
        page.locator("#screen button.second").last.click()
        assert barriers_on(page) == []
        keep_screen(page, f"scanner-paper-{language}")
        page.locator('input[type="file"]').set_input_files(photo)
        expect(page.locator(".sheet img")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"scanner-paper-look-{language}")
        page.locator(".sheet button.big").first.click()
        expect(page.locator(".panel.pass_with_attention")).to_be_visible()
        assert barriers_on(page) == []
        keep_screen(page, f"scanner-paper-pass-{language}")
        scanner.expect_waiting(1)
        page.reload()
        scanner.expect_waiting(1)
        assert set(scans_on(kafka)) == before
        chromium.context.set_offline(False)
        scanner.expect_waiting(0)
        (sheet_id,) = set(scans_on(kafka)) - before
        desk = chromium.open(f"{gateway.url}/paper", wide=True)
        _sign_in(desk, gateway)
        _open(desk, sheet_id)
        _type_in(desk)
        desk.click("#save")
        expect(desk.locator("#done")).to_be_visible()
    scans = scans_on(kafka)

    at_gate, in_name = scans[sheet_id], scans[entered_scan_id(sheet_id)]
    assert (at_gate.source, at_gate.offline, at_gate.citizen_id) == ("paper", True, "")
    assert in_name.happened_ms == at_gate.happened_ms
    assert in_name.citizen_id
