"""The scanner's page in a browser, used as an officer uses it."""

import base64
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.builders.browser import Chromium, film_of
from tests.builders.served_gateway import ServedGateway

# As fast as a reader at USB types, with letters that playwright's keyboard does not have.
_TYPE = """code => {
  for (const key of [...code, "Enter"]) {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }
}"""


class OfficersScanner:
    """A scanner on one page."""

    def __init__(self, page: Page) -> None:
        """Take a page on which the scanner is open."""
        self.page = page

    def typed(self, code: str, *, shows: str = ".panel") -> None:
        """Read a code with a reader that types, and wait for what the scanner says."""
        self.page.locator("#overlay > *").evaluate_all("them => them.forEach(it => it.remove())")
        self.page.evaluate(_TYPE, code)
        expect(self.page.locator(shows).first).to_be_visible()

    def open(self, mode: int) -> None:
        """Open a way of working by its place in the menu, from 0."""
        self.page.locator("#overlay > *").evaluate_all("them => them.forEach(it => it.remove())")
        self.page.locator("#menu button").nth(mode).click()

    def verdict(self) -> str:
        """Return the reason of the verdict on the screen."""
        return self.page.locator(".panel").get_attribute("data-reason") or ""

    def expect_waiting(self, count: int) -> None:
        """Wait until that many scans wait to be sent."""
        expect(self.page.locator("[data-waiting]")).to_have_attribute("data-waiting", str(count))

    def expect_network(self, *, there: bool) -> None:
        """Wait until the scanner says whether it asks the gateway."""
        state = ".network.on" if there else ".network.off"
        expect(self.page.locator(state)).to_be_visible()


def enrolled(gateway: ServedGateway, chromium: Chromium, *, wide: bool = False) -> OfficersScanner:
    """Enrol a browser by the address in an administrator's code and choose the place offered."""
    page = chromium.open(f"{gateway.url}/scan#enrol={gateway.enrolment_code()}", wide=wide)
    page.locator("button.big").click()
    page.locator(".viewfinder").wait_for()
    page.evaluate("navigator.serviceWorker.ready")
    return OfficersScanner(page)


def film_of_passes(passes: list[dict[str, str]], folder: Path, *, seconds_each: float = 1) -> Path:
    """Make a film for the camera in which one pass after the other is shown."""
    pictures = []
    for number, issued in enumerate(passes):
        picture = folder / f"pass-{number}.png"
        picture.write_bytes(base64.b64decode(issued["qr_png"]))
        pictures.append(picture)
    return film_of(pictures, folder / "passes.mjpeg", seconds_each=seconds_each)
