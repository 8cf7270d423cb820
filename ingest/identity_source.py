"""The national population database, as far as a gateway needs it.

It confirms who somebody is, and fills in what it knows for whoever shows that they hold the card.
A pass never waits for it longer than a second and never fails without it.
"""

from typing import Literal, Protocol

import aiohttp
import msgspec

from contracts.errors import Stop, TryAgain
from contracts.events import IdentityFound
from contracts.identity import Document, read_document
from contracts.lines import UNREADABLE
from contracts.settings import Settings
from ingest.breaker import Breaker
from ingest.forms import DeclarationForm
from service.logs import log_of

IdentityField = Literal["full_name", "birth_date"]

_log = log_of("identity_source")


class Confirmation(msgspec.Struct, frozen=True):
    """What the database said; `differs` names the fields in which it knows otherwise."""

    found: IdentityFound
    differs: tuple[IdentityField, ...] = ()


class KnownPerson(msgspec.Struct, frozen=True, kw_only=True):
    """What the database fills in; `residence` is the code of a ward."""

    full_name: str
    birth_date: str
    sex: Literal["male", "female"]
    nationality: str
    residence: str
    residence_text: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What only somebody with the card in hand knows together; dates as `2021-08-24`."""

    number: str
    birth_date: str
    issued_on: str


class IdentitySource(Protocol):
    """A population database."""

    async def confirm(self, document: Document, full_name: str, birth_date: str) -> Confirmation:
        """Say whether this is who holds the document; never raises."""

    async def prefill(self, card: Card) -> KnownPerson | None:
        """Return what is known of the card's holder; None if any of the three is not the card's.

        Raises:
            TryAgain: the database is away.

        """


NOT_ASKED = Confirmation("unknown")
_IN_THE_REGISTER = frozenset({"cccd", "cmnd"})


class NoSource:
    """For houses without a population database."""

    async def close(self) -> None:
        """Have nothing to let go of."""

    async def confirm(self, document: Document, full_name: str, birth_date: str) -> Confirmation:  # noqa: ARG002  # the port's names
        """Know nobody."""
        return NOT_ASKED

    async def prefill(self, card: Card) -> KnownPerson | None:  # noqa: ARG002  # the port's name
        """Know nobody."""
        return None


class _Confirmed(msgspec.Struct):
    known: bool
    differs: tuple[IdentityField, ...] = ()


_CONFIRMED = msgspec.json.Decoder(_Confirmed)
_PERSON: msgspec.json.Decoder[KnownPerson | None] = msgspec.json.Decoder(KnownPerson | None)


class HttpSource:
    """A population database over HTTP: `POST /v1/confirm` and `POST /v1/prefill`.

    After some failures in a row it is not asked for a while, so that a database that hangs costs
    one declaration in many its second, not every one.
    """

    def __init__(self, url: str, *, timeout_s: float, breaker: Breaker) -> None:
        """Prepare; the connection is made at the first question."""
        self._url = url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)
        self._breaker = breaker
        self._session: aiohttp.ClientSession | None = None

    async def confirm(self, document: Document, full_name: str, birth_date: str) -> Confirmation:
        """Ask about number, name and birth date."""
        asked = {"number": document.number, "full_name": full_name, "birth_date": birth_date}
        try:
            said = _CONFIRMED.decode(await self._ask("confirm", asked))
        except TryAgain:
            return Confirmation("away")
        except UNREADABLE as fault:
            _log.error("identity_answer_unreadable", fault=str(fault))
            return Confirmation("away")
        if not said.known:
            return Confirmation("unknown")
        return Confirmation("differs" if said.differs else "confirmed", said.differs)

    async def prefill(self, card: Card) -> KnownPerson | None:
        """Ask for what is known of a card's holder."""
        try:
            known = _PERSON.decode(await self._ask("prefill", msgspec.to_builtins(card)))
        except UNREADABLE as fault:
            _log.error("identity_answer_unreadable", fault=str(fault))
            raise TryAgain("the population database") from fault
        return known

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()

    async def _ask(self, what: str, body: dict[str, str]) -> bytes:
        if not self._breaker.allows():
            raise TryAgain("the population database")
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        try:
            async with self._session.post(f"{self._url}/v1/{what}", json=body) as answer:
                content = await answer.read()
                answer.raise_for_status()
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:
            self._breaker.failed()
            _log.warning("identity_source_away", fault=type(fault).__name__)
            raise TryAgain("the population database") from fault
        self._breaker.worked()
        return content


async def confirmation_of(source: IdentitySource, form: DeclarationForm) -> Confirmation:
    """Ask about a declaration as typed; papers of other countries and of no form are not asked."""
    try:
        document = read_document(form.document.kind, form.document.number)
    except ValueError:
        return NOT_ASKED
    if document.kind not in _IN_THE_REGISTER:
        return NOT_ASKED
    return await source.confirm(document, " ".join(form.full_name.split()), form.birth_date)


def source_of(settings: Settings) -> HttpSource | NoSource:
    """Return the database that the settings name.

    Raises:
        Stop: the made-up one is named by itself; it is reached by its address like any other.

    """
    if settings.identity_source == "simulated":
        raise Stop("start ./chot population and give its address as CHOT_IDENTITY_SOURCE")
    if not settings.identity_source:
        return NoSource()
    return HttpSource(
        settings.identity_source, timeout_s=settings.identity_timeout_s, breaker=Breaker()
    )
