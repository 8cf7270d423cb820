"""The citizen's form in a browser, filled in field by field."""

from playwright.sync_api import Page

from ingest.captcha.challenges import Challenges
from tests.builders.served_gateway import ServedGateway

_ADDRESS = ("Thành phố Hà Nội", "Quận Ba Đình", "Phường Phúc Xá")
_MOST_TABS = 120


def code_on(page: Page, gateway: ServedGateway) -> str:
    """Return the code that stands in the page's picture."""
    challenge = page.locator("[name=captcha_challenge]").get_attribute("value") or ""
    read = Challenges(gateway.parts.secrets.session_key()).read(challenge)
    assert read is not None
    return read.code


def fill_person(page: Page, number: int = 1, name: str = "Nguyễn Văn Thử") -> None:
    """Fill in who somebody is and how they are, but for the home."""
    own = f"t{number}_"
    page.fill(f"#{own}name", name)
    page.fill(f"#{own}birth", "15/08/1999")
    page.check(f"[name={own}sex][value=male]")
    page.fill(f"#{own}document_number", f"00109999000{number}")
    page.fill(f"#{own}phone", "0912 345 678")
    for question in (
        "visited",
        "symptoms",
        "contact_patient",
        "contact_affected_country",
        "contact_symptomatic",
    ):
        page.check(f"[name={own}{question}][value=no]")


def choose_address(page: Page, name: str) -> None:
    """Choose a ward by typing, where there is script."""
    for level, unit in zip(("province", "district", "ward"), _ADDRESS, strict=True):
        field = page.locator(f"#{name}_{level}")
        field.fill(unit)
        page.get_by_role("option", name=unit, exact=True).first.click()


def fill_journey(page: Page) -> None:
    """Fill in the rest but for addresses and the code."""
    page.check("[name=transport][value=car]")
    page.fill("#plate", "29A-123.45")
    page.check("#truthful")


def fill_all(page: Page, gateway: ServedGateway) -> None:
    """Fill in everything for one traveller, where there is script."""
    fill_person(page)
    choose_address(page, "t1_residence")
    page.fill("#t1_residence_text", "Số 1")
    page.check("#origin_same")
    choose_address(page, "destination")
    fill_journey(page)
    page.fill("#captcha", code_on(page, gateway))


def send(page: Page) -> None:
    """Press the button that sends."""
    page.locator("button[value=send]:not(.unseen)").click()


def tab_to(page: Page, selector: str) -> None:
    """Go on by the tabulator key until the field has the focus."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("chosen => document.activeElement.matches(chosen)", selector):
            return
    raise AssertionError(f"the tabulator key does not lead to {selector}")
