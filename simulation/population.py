"""A made-up population database of the simulated city, for demonstrations and tests.

It answers as the national one would: whether document, name and birth date belong together, and for
whoever knows the card's day of issue, what stands in the register. A few people stand in it with
another birth date, and a few not at all, always the same ones.
"""

import hashlib
import unicodedata
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response

from simulation.city import Person, build_city

LOOPBACK = "127.0.0.1"

_UNKNOWN_IN_A_THOUSAND = 10
_OTHERWISE_IN_A_THOUSAND = 5
# Chip cards were issued from January 2021 on.
_FIRST_CARD, _CARD_DAYS = date(2021, 1, 4), 200


class Asked(msgspec.Struct, frozen=True):
    """Whom somebody says they are."""

    number: str
    full_name: str
    birth_date: str


class CardShown(msgspec.Struct, frozen=True):
    """What stands on a card."""

    number: str
    birth_date: str
    issued_on: str


class Registered(msgspec.Struct, frozen=True):
    """A person as the register has them."""

    full_name: str
    birth_date: str
    sex: str
    nationality: str
    residence: str
    residence_text: str


class Population:
    """The register."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        """Register the city's people by their documents."""
        self._by_number = {
            person.document_number: _registered(person)
            for person in people
            if _drawn(person.document_number) >= _UNKNOWN_IN_A_THOUSAND
        }

    def confirm(self, asked: Asked) -> dict[str, Any]:
        """Say whether the document is known, and which of the other two differ."""
        found = self._by_number.get(asked.number)
        if found is None:
            return {"known": False, "differs": []}
        differs = []
        if folded(found.full_name) != folded(asked.full_name):
            differs.append("full_name")
        # Who gives only the year of birth is not contradicted by the day.
        if not found.birth_date.startswith(asked.birth_date):
            differs.append("birth_date")
        return {"known": True, "differs": differs}

    def prefill(self, card: CardShown) -> Registered | None:
        """Return a person for whom all three are right."""
        found = self._by_number.get(card.number)
        if found is None or found.birth_date != card.birth_date:
            return None
        return found if card.issued_on == issued_on(card.number).isoformat() else None


def issued_on(number: str) -> date:
    """Return the day on which the card of this number was issued."""
    return _FIRST_CARD + timedelta(days=_drawn(f"card {number}") % _CARD_DAYS)


def folded(name: str) -> str:
    """Return a name without case, marks and extra spaces, `đ` as `d`."""
    apart = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def create_population(seed: int, people: int) -> FastAPI:
    """Build the database's server, with the people of a city."""
    population = Population(build_city(seed, people).people)
    app = FastAPI(
        title="Made-up population database",
        openapi_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )

    @app.post("/v1/confirm")
    async def confirm(request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=Asked)
        return _json(population.confirm(asked))

    @app.post("/v1/prefill")
    async def prefill(request: Request) -> Response:
        card = msgspec.json.decode(await request.body(), type=CardShown)
        return _json(population.prefill(card))

    @app.get("/healthz")
    async def health() -> Response:
        return _json({"ok": True})

    return app


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), HTTPStatus.OK, media_type="application/json")


def _registered(person: Person) -> Registered:
    birth_date = person.birth_date
    drawn = _drawn(person.document_number) - _UNKNOWN_IN_A_THOUSAND
    if drawn < _OTHERWISE_IN_A_THOUSAND:
        # A clerk's slip: day and month changed places with the first of January.
        birth_date = f"{birth_date[:4]}-01-01"
    return Registered(
        full_name=person.name,
        birth_date=birth_date,
        sex=person.sex,
        nationality="VN",
        residence=person.home,
        residence_text=person.address,
    )


def _drawn(text: str) -> int:
    """Return a number below 1,000 that always belongs to this text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % 1000
