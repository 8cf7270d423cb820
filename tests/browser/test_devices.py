"""What becomes of a scanner that is moved, wiped or revoked, in a real browser."""

import pytest
from playwright.sync_api import expect

from contracts.registry import DeviceOrder, DeviceOrdered
from service.clock import now_ms
from tests.builders.browser import Chromium, keep_screen, launched
from tests.builders.ingest import scans_on
from tests.builders.scanner import enrolled
from tests.builders.served_gateway import ServedGateway
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.browser

# What lies in the scanner's store under a name, or how much lies there.
_COUNT = """store => new Promise((done, failed) => {
  const opening = indexedDB.open("chot-scanner");
  opening.onerror = failed;
  opening.onsuccess = () => {
    const counting = opening.result.transaction(store).objectStore(store).count();
    counting.onsuccess = () => { opening.result.close(); done(counting.result); };
  };
})"""


class OrderedScanner:
    """A scanner, and the orders that an administrator gives about it."""

    def __init__(self, gateway: ServedGateway, chromium: Chromium) -> None:
        """Enrol a browser."""
        before = set(gateway.parts.registry.lists.devices)
        self.gateway = gateway
        self.chromium = chromium
        self.scanner = enrolled(gateway, chromium)
        (self.device_id,) = set(gateway.parts.registry.lists.devices) - before

    def order(self, order: DeviceOrder, place_id: str = "") -> None:
        """Give an order; the scanner hears of it at its next contact."""
        event = DeviceOrdered(
            device_id=self.device_id, order=order, at_ms=now_ms(), place_id=place_id
        )
        self.gateway.parts.writer.write_and_see(event, lambda lists: lists.fleet.has_seen(event))

    def scan_without_network(self, count: int) -> None:
        """Let so many scans wait on the scanner."""
        self.chromium.context.set_offline(True)
        self.scanner.expect_network(there=False)
        for _ in range(count):
            self.scanner.typed("a shopping list")
        self.scanner.expect_waiting(count)

    def kept(self, store: str) -> int:
        """Return how many things lie in a store of the scanner."""
        found: int = self.scanner.page.evaluate(_COUNT, store)
        return found


def _scans_of(kafka: str, device_id: str) -> list[str]:
    return [scan.place_id for scan in scans_on(kafka).values() if scan.device_id == device_id]


def test_a_revoked_scanner_says_so_and_keeps_what_it_has_not_sent(
    gateway: ServedGateway, kafka: str
) -> None:
    """Key and lists are gone, the scans wait sealed, and go once it is enrolled again."""
    with launched() as chromium:
        ordered = OrderedScanner(gateway, chromium)
        ordered.scan_without_network(2)
        ordered.order("revoke")
        chromium.context.set_offline(False)

        told = ordered.scanner.page.locator("[data-wiped=revoked]")
        expect(told).to_be_visible()
        expect(told.locator(".kept")).to_contain_text("2")
        keep_screen(ordered.scanner.page, "scanner-revoked")
        assert ordered.kept("lists") == 0
        assert ordered.kept("outbox") == 2
        assert _scans_of(kafka, ordered.device_id) == []

        ordered.scanner.page.reload()
        expect(told).to_be_visible()
        before = set(gateway.parts.registry.lists.devices)
        again = enrolled(gateway, chromium)
        again.expect_waiting(0)
        (new_id,) = set(gateway.parts.registry.lists.devices) - before
        assert len(_scans_of(kafka, new_id)) == 2


def test_a_wiped_scanner_sends_first_and_then_gives_up_its_key(
    gateway: ServedGateway, kafka: str
) -> None:
    """Nothing that was scanned is lost, and nothing is left that could sign."""
    with launched() as chromium:
        ordered = OrderedScanner(gateway, chromium)
        ordered.scan_without_network(2)
        ordered.order("wipe")
        chromium.context.set_offline(False)
        ordered.scanner.page.reload()

        expect(ordered.scanner.page.locator("[data-wiped=ordered]")).to_be_visible()
        expect(ordered.scanner.page.locator("[data-wiped=ordered] button")).to_be_visible()
        keep_screen(ordered.scanner.page, "scanner-wiped")
        # The vault's key stays: what was refused is still sealed under it.
        wait_until(lambda: ordered.kept("keys") == 1, 20, "the device's keys are gone")
        assert (ordered.kept("lists"), ordered.kept("outbox")) == (0, 0)
        assert len(_scans_of(kafka, ordered.device_id)) == 2


def test_a_moved_scanner_follows(gateway: ServedGateway, kafka: str) -> None:
    """It says where it belongs now, and its scans are made there."""
    with launched() as chromium:
        ordered = OrderedScanner(gateway, chromium)
        ordered.order("move", "hn-city-02")
        ordered.scanner.page.reload()

        expect(ordered.scanner.page.locator("[data-moved]")).to_be_visible()
        keep_screen(ordered.scanner.page, "scanner-moved")
        ordered.scanner.typed("a shopping list")
        ordered.scanner.expect_waiting(0)

    assert _scans_of(kafka, ordered.device_id) == ["hn-city-02"]


def test_a_scanner_makes_itself_a_new_key_when_told_to(gateway: ServedGateway, kafka: str) -> None:
    """And goes on with it."""
    with launched() as chromium:
        ordered = OrderedScanner(gateway, chromium)
        devices = gateway.parts.registry.lists.devices
        first = devices[ordered.device_id].public_key
        ordered.order("roll")
        ordered.scanner.page.reload()

        # Asking the page lets it go on: its requests pass through this process.
        wait_until(
            lambda: ordered.kept("keys") > 0 and devices[ordered.device_id].public_key != first,
            20,
            "there is a new key",
        )
        ordered.scanner.page.locator(".viewfinder").wait_for()
        ordered.scanner.typed("a shopping list")
        ordered.scanner.expect_waiting(0)
        ordered.scanner.expect_network(there=True)

    assert len(_scans_of(kafka, ordered.device_id)) == 1
