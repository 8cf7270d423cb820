"""The pass in a real browser: found, shown, kept, saved, renewed, given up."""

import io
import uuid
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pyzbar.pyzbar import decode

from contracts.words import Language
from ingest.captcha.challenges import Challenges
from tests.builders.browser import Chromium, barriers_on, keep_screen, launched
from tests.builders.served_gateway import ServedGateway
from tests.builders.waiting import wait_until
from web.texts import tell

pytestmark = pytest.mark.browser


class Holder:
    """Somebody who declared, with what they know of it."""

    def __init__(self, gateway: ServedGateway, **changes: object) -> None:
        """Declare."""
        self.number = f"00109999{uuid.uuid4().int % 10000:04d}"
        document = {"kind": "cccd", "number": self.number}
        self.gateway = gateway
        self.token = str(gateway.declare(document=document, **changes)["token"])

    def find(self, chromium: Chromium, *, wide: bool = False) -> Page:
        """Go to the page and fill it in until the shelf has the pass."""
        page = chromium.open(f"{self.gateway.url}/pass/find", wide=wide)
        wait_until(lambda: self._is_found(page), 30, "the pass is found")
        return page

    def _is_found(self, page: Page) -> bool:
        page.goto(f"{self.gateway.url}/pass/find")
        shown = page.locator("[name=captcha_challenge]").get_attribute("value") or ""
        challenge = Challenges(self.gateway.parts.secrets.session_key()).read(shown)
        assert challenge is not None
        page.locator("[name=document_number]").fill(self.number)
        page.locator("[name=phone]").fill("0912345678")
        page.locator("[name=captcha]").fill(challenge.code)
        page.locator("button:not([name])").click()
        return page.locator("[data-pass]").count() == 1


def _code_in(picture: bytes) -> str:
    (found,) = decode(Image.open(io.BytesIO(picture)).convert("L"))
    text: str = found.data.decode()
    return text


def _name(what: str, language: Language, wide: bool) -> str:
    return f"pass-{what}-{language}-{'wide' if wide else 'phone'}"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_pages(
    gateway: ServedGateway, language: Language, wide: bool
) -> None:
    """Finding, showing, renewing, withdrawing: nothing on them keeps people out."""
    holder = Holder(gateway, symptoms=["fever"])
    with launched(language=language) as chromium:
        page = chromium.open(f"{gateway.url}/pass/find", wide=wide)
        assert barriers_on(page) == []
        keep_screen(page, _name("find", language, wide))
        page.close()
        page = holder.find(chromium, wide=wide)
        page.locator("summary").click()
        assert barriers_on(page) == []
        keep_screen(page, _name("shown", language, wide))
        for what in ("renew", "withdraw"):
            page = holder.find(chromium, wide=wide)
            page.locator("summary").click()
            page.locator(f"form[action='/pass/{what}'] button").click()
            assert barriers_on(page) == []
            keep_screen(page, _name(what, language, wide))


def test_the_code_fills_a_phone_and_says_how_long_it_is_good(gateway: ServedGateway) -> None:
    """As wide as the screen, sharp, with the time left."""
    with launched() as chromium:
        page = Holder(gateway).find(chromium)
        box = page.locator(".code img").bounding_box()

        assert box is not None
        assert box["width"] >= 0.95 * 390
        expect(page.locator("[data-left]")).to_contain_text("Còn 2 ngày 23 giờ")
        assert "CT1" not in page.url


def test_a_pass_saved_as_image_can_be_scanned(gateway: ServedGateway, tmp_path: Path) -> None:
    """With the name and the validity under the code."""
    holder = Holder(gateway)
    with launched() as chromium:
        page = holder.find(chromium)
        with page.expect_download() as download:
            page.locator("[data-picture]").click()
        picture = tmp_path / "pass.png"
        download.value.save_as(picture)
        assert download.value.suggested_filename == f"{tell('pass-picture-name', 'vi')}.png"

    assert _code_in(picture.read_bytes()) == holder.token
    with Image.open(picture) as image:
        below = image.convert("L").crop((0, image.width, image.width, image.height))
        assert below.getextrema() == (0, 255)
    keep_picture(picture)


def keep_picture(picture: Path) -> None:
    """Keep a saved pass, if somebody wants to look at it."""
    with launched() as chromium:
        page = chromium.open(picture.as_uri())
        keep_screen(page, "pass-saved")


def test_a_kept_pass_is_there_without_network_until_it_is_forgotten(
    gateway: ServedGateway,
) -> None:
    """After the page was closed, and only because the citizen wanted it."""
    holder = Holder(gateway)
    with launched() as chromium:
        page = holder.find(chromium)
        assert page.evaluate("localStorage.length") == 0
        page.locator("[data-keep-button]").click()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.close()
        chromium.context.set_offline(True)
        page = chromium.open(f"{gateway.url}/pass")

        shown = page.locator(".code img")
        expect(shown).to_have_count(1)
        assert shown.evaluate("picture => picture.complete && picture.naturalWidth > 0")
        assert _code_in(shown.screenshot()) == holder.token
        keep_screen(page, "pass-kept-offline-vi-phone")
        chromium.context.set_offline(False)
        page.locator("[data-forget-button]").click()
        page.reload()
        expect(page.locator("[data-none-kept]")).to_be_visible()
        assert page.evaluate("localStorage.length") == 0
        assert barriers_on(page) == []


def test_without_scripts_the_pass_is_found_shown_and_printed(gateway: ServedGateway) -> None:
    """What needs scripts is not offered."""
    holder = Holder(gateway)
    with launched(scripts=False) as chromium:
        page = holder.find(chromium)

        assert _code_in(page.locator(".code img").screenshot()) == holder.token
        expect(page.locator(".until")).to_contain_text("Có giá trị đến")
        expect(page.locator("[data-picture]")).to_be_hidden()
        expect(page.locator("[data-keep-button]")).to_be_hidden()
        printed = chromium.context.request.post(
            f"{gateway.url}/pass/slip.pdf", form={"token": holder.token}
        )
        assert printed.headers["content-type"] == "application/pdf"


def test_a_pass_is_renewed_and_given_up_by_keyboard(gateway: ServedGateway) -> None:
    """Each answered by what the holder knows; the device forgets what is given up."""
    holder = Holder(gateway)
    with launched() as chromium:
        page = holder.find(chromium)
        page.locator("summary").press("Enter")
        page.locator("form[action='/pass/renew'] button").press("Enter")
        page.locator("[name=document_number]").fill(holder.number)
        for question in ("symptoms", "contacts"):
            page.locator(f"[name={question}][value=no]").press("Space")
        page.locator("[name=truthful]").press("Space")
        page.get_by_role("button", name=tell("pass-renew-send", "vi")).press("Enter")
        renewed = page.locator("[data-slot=token]").first.get_attribute("value")
        assert renewed not in (None, holder.token)
        page.locator("[data-keep-button]").press("Enter")

        page.locator("summary").press("Enter")
        page.locator("form[action='/pass/withdraw'] button").press("Enter")
        page.locator("[name=document_number]").fill(holder.number)
        page.get_by_role("button", name=tell("pass-withdraw-send", "vi")).press("Enter")
        expect(page.locator("h1")).to_have_text(tell("pass-withdrawn-title", "vi"))
        page.wait_for_function("localStorage.length === 0")
        keep_screen(page, "pass-withdrawn-vi-phone")


def test_correcting_opens_the_form(gateway: ServedGateway) -> None:
    """Which says that the old pass will make way, and fills itself in for the holder."""
    with launched() as chromium:
        holder = Holder(gateway)
        page = holder.find(chromium)
        page.locator("summary").click()
        page.locator("form[action='/declare'] button").click()

        expect(page.locator("#replaces")).to_have_text(tell("form-correcting", "vi"))
        assert "CT1" not in page.locator("main").inner_text()
        keep_screen(page, "pass-correct-vi-phone")

        page.locator("#recall_number").fill(holder.number)
        page.locator("button[value=recall]").click()
        expect(page.locator("#recalled")).to_be_visible()
        expect(page.locator("#t1_document_number")).to_have_value(holder.number)
        expect(page.locator("#captcha")).to_have_value("")
        keep_screen(page, "pass-recalled-vi-phone")
