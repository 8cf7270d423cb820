"""The population database's word, and how long it is waited for."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from contracts.errors import Stop
from contracts.identity import Document
from contracts.settings import Settings
from ingest.breaker import Breaker
from ingest.forms import DeclarationForm
from ingest.identity_source import (
    NOT_ASKED,
    Card,
    Confirmation,
    KnownPerson,
    NoSource,
    confirmation_of,
    source_of,
)
from simulation.city import build_city
from simulation.population import Asked, CardShown, Population, issued_on
from tests.builders.ingest import form_body

PEOPLE = build_city(1, 3000).people


@dataclass
class _Heard:
    """A source that notes what it is asked."""

    asked: list[tuple[Document, str, str]] = field(default_factory=list)

    async def confirm(self, document: Document, full_name: str, birth_date: str) -> Confirmation:
        self.asked.append((document, full_name, birth_date))
        return Confirmation("confirmed")

    async def prefill(self, card: Card) -> KnownPerson | None:
        raise AssertionError(card)


def _form(**changes: Any) -> DeclarationForm:
    return msgspec.convert(form_body(**changes), DeclarationForm)


def _asked(number: int, **changes: str) -> Asked:
    person = PEOPLE[number]
    usual = Asked(person.document_number, person.name, person.birth_date)
    return msgspec.structs.replace(usual, **changes)


def _answers(population: Population) -> dict[str, int]:
    """Count what is said of everybody who says the truth."""
    counted = {"confirmed": 0, "differs": 0, "unknown": 0}
    for number in range(len(PEOPLE)):
        said = population.confirm(_asked(number))
        word = "unknown" if not said["known"] else "differs" if said["differs"] else "confirmed"
        counted[word] += 1
    return counted


async def test_the_database_is_asked_in_normal_form() -> None:
    """Spaces and dots that somebody typed are not part of number or name."""
    source = _Heard()
    form = _form(
        full_name=" Nguyễn  Văn Thử", document={"kind": "cccd", "number": "001 099 990.001"}
    )

    assert (await confirmation_of(source, form)).found == "confirmed"
    assert source.asked == [(Document("cccd", "001099990001"), "Nguyễn Văn Thử", "1999-08-15")]


@pytest.mark.parametrize(
    "document",
    [{"kind": "passport", "number": "Z9900001"}, {"kind": "cccd", "number": "?"}],
)
async def test_papers_that_are_not_in_the_register_are_not_asked_about(
    document: dict[str, str],
) -> None:
    """A passport of another country, or no number at all."""
    source = _Heard()

    assert await confirmation_of(source, _form(document=document)) == NOT_ASKED
    assert source.asked == []


async def test_a_house_without_a_database_knows_nobody() -> None:
    """And issues passes all the same."""
    source = source_of(Settings(identity_source=""))

    assert isinstance(source, NoSource)
    assert await confirmation_of(source, _form()) == NOT_ASKED


def test_the_made_up_database_is_named_by_its_address() -> None:
    """A gateway alone does not start it."""
    with pytest.raises(Stop):
        source_of(Settings(identity_source="simulated"))


def test_a_source_that_fails_is_left_alone_for_a_while() -> None:
    """Then one may try, and if that works all may."""
    now = [0.0]
    breaker = Breaker(failures=2, pause_s=10, clock=lambda: now[0])
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()

    now[0] = 10.0
    assert [breaker.allows(), breaker.allows()] == [True, False]
    breaker.worked()
    assert breaker.allows()


def test_a_success_between_failures_keeps_the_source() -> None:
    """Only failures in a row count."""
    breaker = Breaker(failures=2)
    for _ in range(3):
        breaker.failed()
        breaker.worked()

    assert breaker.allows()


def test_the_made_up_database_knows_nearly_everybody() -> None:
    """A few are not in it and a few with another birth date, always the same ones."""
    counted = _answers(Population(PEOPLE))

    assert counted == _answers(Population(PEOPLE))
    assert counted["confirmed"] > 0.97 * len(PEOPLE)
    assert counted["unknown"] > 0
    assert counted["differs"] > 0


def _confirmed_number(population: Population) -> int:
    return next(
        number
        for number in range(len(PEOPLE))
        if population.confirm(_asked(number)) == {"known": True, "differs": []}
    )


def test_the_made_up_database_compares_as_people_do() -> None:
    """Without case and marks; a year alone is not contradicted; another name is."""
    population = Population(PEOPLE)
    number = _confirmed_number(population)
    person = PEOPLE[number]

    def differs(**changes: str) -> list[str]:
        found: list[str] = population.confirm(_asked(number, **changes))["differs"]
        return found

    assert differs(full_name=person.name.upper()) == []
    assert differs(birth_date=person.birth_date[:4]) == []
    assert differs(full_name="Somebody Else", birth_date="1900") == ["full_name", "birth_date"]


def test_the_made_up_database_fills_in_only_for_who_holds_the_card() -> None:
    """One of the three wrong, and it says the same as of a number it does not know."""
    population = Population(PEOPLE)
    person = PEOPLE[_confirmed_number(population)]
    card = CardShown(
        person.document_number, person.birth_date, issued_on(person.document_number).isoformat()
    )
    wrong = [
        msgspec.structs.replace(card, number="001099990000"),
        msgspec.structs.replace(card, birth_date="1900-01-01"),
        msgspec.structs.replace(card, issued_on="2021-12-31"),
    ]

    known = population.prefill(card)
    assert known is not None
    assert (known.full_name, known.residence) == (person.name, person.home)
    assert [population.prefill(one) for one in wrong] == [None] * 3
