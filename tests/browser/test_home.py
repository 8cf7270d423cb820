"""The gateway's first page in a real browser."""

import pytest

from contracts.words import Language
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.served_gateway import ServedGateway

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everybody_can_use_the_first_page(
    gateway: ServedGateway, language: Language, wide: bool
) -> None:
    """Nothing on it keeps people out, in either language, on a phone or a desktop."""
    with launched(language=language) as chromium:
        page = chromium.open(gateway.url, wide=wide)

        assert page.locator("html").get_attribute("lang") == language
        assert barriers_on(page) == []
        keep_screen(page, f"home-{language}-{'wide' if wide else 'phone'}")


def test_a_chosen_language_stays(gateway: ServedGateway) -> None:
    """Whoever takes the other language once gets it on the next page as well."""
    with launched(language="vi") as chromium:
        page = chromium.open(gateway.url)
        page.get_by_role("link", name="English").click()
        page.goto(gateway.url)

        assert page.locator("html").get_attribute("lang") == "en"
