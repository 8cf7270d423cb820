"""Filling the citizen's form in from a population database over HTTP, in a real browser."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from contracts.words import Language
from simulation.city import Person, build_city
from simulation.population import Asked, Population, create_population, issued_on
from tests.builders.browser import barriers_on, keep_screen, launched
from tests.builders.served_gateway import served_gateway
from tests.builders.serving import served

pytestmark = pytest.mark.browser

SEED, PEOPLE = 1, 300


def _somebody() -> Person:
    people = build_city(SEED, PEOPLE).people
    population = Population(people)
    return next(
        person
        for person in people
        if population.confirm(Asked(person.document_number, person.name, person.birth_date))
        == {"known": True, "differs": []}
    )


def _ask(page: Page, person: Person, issued: date) -> None:
    page.fill("#prefill_number", person.document_number)
    page.fill("#prefill_birth", f"{date.fromisoformat(person.birth_date):%d/%m/%Y}")
    page.fill("#prefill_issued", f"{issued:%d/%m/%Y}")
    page.click('.prefill button[value="prefill"]')


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_who_holds_the_card_has_the_form_filled_in(
    kafka: str, tmp_path: Path, *, scripts: bool
) -> None:
    """Wrong first, then right; what came can be changed."""
    person, language = _somebody(), ("vi" if scripts else "en")
    spoken: Language = "vi" if language == "vi" else "en"
    with (
        served(create_population(SEED, PEOPLE)) as source,
        served_gateway(kafka, tmp_path, identity_source=source) as gateway,
        launched(language=spoken, scripts=scripts) as chromium,
    ):
        page = chromium.open(f"{gateway.url}/declare")
        page.click(".prefill summary")
        _ask(page, person, date(2020, 1, 1))
        expect(page.locator("#prefill-error")).to_be_visible()
        if scripts:
            assert barriers_on(page) == []
        keep_screen(page, f"prefill-wrong-{spoken}")
        _ask(page, person, issued_on(person.document_number))
        expect(page.locator("#prefilled")).to_be_visible()
        if scripts:
            assert barriers_on(page) == []
        keep_screen(page, f"prefill-done-{spoken}")

        assert page.input_value("#t1_name") == person.name
        assert page.input_value("#t1_document_number") == person.document_number
        assert page.locator("[name=t1_residence_ward]").input_value() == person.home
        page.fill("#t1_name", "Somebody Else")
        assert page.input_value("#t1_name") == "Somebody Else"
