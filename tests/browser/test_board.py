"""The officials' board in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from contracts.durations import MINUTE_MS
from contracts.events import PlaceMinuteCount
from contracts.lines import encode_line
from contracts.places import places_of_2021
from contracts.words import Language
from service.accounts import new_account
from service.clock import now_ms
from service.kafka import make_producer
from tests.builders.api import RunningApi, running_api
from tests.builders.browser import barriers_on, keep_screen, launched

pytestmark = pytest.mark.browser

_HERE, _ELSEWHERE = "hn-city-01", "hn-city-10"
_DATA_UP_TO = re.compile("data up to|số liệu đến|last scan|lượt quét cuối")
_DISTRICT = places_of_2021()[_HERE].district


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side for this file's tests."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        yield running


def _sign_in(page: Page, api: RunningApi, *units: str) -> None:
    officer, password = new_account(f"t-official-{now_ms()}", ("official",), units=units)
    api.parts.writer.write_and_see(officer, lambda lists: officer.account in lists.officers)
    page.locator("#username").fill(officer.account)
    page.locator("#password").fill(password)
    page.keyboard.press("Enter")


class _Counter:
    """Counts scans of this minute at places, as the stream does."""

    def __init__(self, api: RunningApi) -> None:
        self._kafka = api.parts.kafka
        self._minute_ms = now_ms() // MINUTE_MS * MINUTE_MS
        self._position = now_ms()

    def count(self, place_id: str, scans: int) -> None:
        self._position += 1
        counted = PlaceMinuteCount(
            partition=0,
            place_id=place_id,
            minute_ms=self._minute_ms,
            direction="in",
            category="pass",
            reason="ok",
            count=scans,
            position=self._position,
        )
        producer = make_producer(self._kafka)
        try:
            producer.send("counts", key=place_id.encode(), value=encode_line(counted)).get(10)
        finally:
            producer.close()


@pytest.fixture(scope="module")
def counter(api: RunningApi) -> _Counter:
    """Return what counts for all tests: always in the same minute, so that they may be slow."""
    return _Counter(api)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_board(
    api: RunningApi, counter: _Counter, language: Language, wide: bool
) -> None:
    """As a page and on a wall; the figures that are read are there, with what they mean."""
    seen = f"{language}-{'wide' if wide else 'phone'}"
    counter.count(_HERE, 1234)
    with launched(language=language) as chromium:
        page = chromium.open(f"{api.url}/board", wide=wide)
        _sign_in(page, api)
        expect(page.locator("#rows tr").first).to_be_visible()
        expect(page.locator("#all-inside")).to_have_text("0")
        expect(page.locator("#state")).to_contain_text(_DATA_UP_TO)
        page.locator("details.meaning summary").click()
        assert barriers_on(page) == []
        keep_screen(page, f"board-{seen}")
        page.goto(f"{api.url}/wall")
        expect(page.locator("#rows tr").first).to_be_visible()
        expect(page.locator("#all-inside")).to_have_text("0")
        assert barriers_on(page) == []
        keep_screen(page, f"wall-{seen}")


def test_figures_tick_for_ones_own_area_only(api: RunningApi, counter: _Counter) -> None:
    """A district's official sees the district; a scan elsewhere changes nothing there."""
    counter.count(_HERE, 3)
    counter.count(_ELSEWHERE, 40)
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/board")
        _sign_in(page, api, _DISTRICT)
        expect(page.locator("#all-in")).to_have_text("3")
        counter.count(_ELSEWHERE, 50)
        counter.count(_HERE, 8)

        expect(page.locator("#all-in")).to_have_text("8")
        expect(page.locator("#rows tr")).to_have_count(1)
        expect(page.locator("#district option")).to_have_count(2)


def test_a_chosen_district_has_an_address_of_its_own(api: RunningApi, counter: _Counter) -> None:
    """The page opens at it again, after a sign-in too."""
    counter.count(_HERE, 3)
    counter.count(_ELSEWHERE, 40)
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/board?unit={_DISTRICT}")
        _sign_in(page, api)
        expect(page.locator("#all-in")).to_have_text("3")
        page.locator("#district").select_option("")

        expect(page.locator("#all-in")).to_have_text("43")
        page.locator("#district").select_option(_DISTRICT)
        page.locator("#place").select_option(_HERE)
        expect(page).to_have_url(f"{api.url}/board?place={_HERE}")
        expect(page.locator("#all-in")).to_have_text("3")


def test_counts_are_right_after_the_server_was_away(api: RunningApi, counter: _Counter) -> None:
    """The page says since when it is cut off, comes back by itself, and nothing counts twice."""
    counter.count(_HERE, 3)
    with launched(language="en") as chromium:
        page = chromium.open(f"{api.url}/board?unit={_DISTRICT}")
        _sign_in(page, api)
        expect(page.locator("#all-in")).to_have_text("3")
        api.stop()
        expect(page.locator("#state")).to_have_attribute("data-state", "broken")
        expect(page.locator("#state")).to_contain_text("DISCONNECTED since")
        counter.count(_HERE, 5)
        api.start_again()

        expect(page.locator("#all-in")).to_have_text("5")
        expect(page.locator("#state")).not_to_have_attribute("data-state", "broken")
