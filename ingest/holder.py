"""What the holder of a pass may do with it: find it again, give it up, renew it.

Each needs the document's number, which a code that somebody photographed does not tell.
"""

import asyncio
from typing import get_args

from contracts.errors import Fault, FixRequest, TooMany
from contracts.identity import Document, DocumentKind, read_document
from contracts.passes import Claims
from contracts.registry import PassWithdrawn
from contracts.shelf import KeptPass
from ingest.declarations import DeclarationDesk
from ingest.declaring import Declared
from ingest.forms import DeclarationForm
from ingest.renewing import Health, declared_before, renewed
from ingest.shelf import Shelf
from ingest.superseding import withdraw
from service.clock import now_ms
from service.doors import Caller
from service.limiter import Limiter
from service.parts import Parts

# Guessing a day of birth takes tens of thousands of tries, a phone number millions.
_TRIES, _ONE_BACK_EVERY_S = 5, 180.0
# Many share one address: a village behind one mast, a checkpoint's wireless network.
_ADDRESS_TRIES, _ADDRESS_ONE_BACK_EVERY_S = 60, 2.0


def document_typed(kind: str, number: str) -> Document | None:
    """Return the document that somebody typed, None where it can't be one."""
    kinds: tuple[DocumentKind, ...] = get_args(DocumentKind)
    known = next((one for one in kinds if one == kind), None)
    try:
        return read_document(known, number) if known else None
    except ValueError:
        return None


class HolderDesk:
    """Serves holders of passes; what they try is counted by document and by address."""

    def __init__(self, parts: Parts, shelf: Shelf, declarations: DeclarationDesk) -> None:
        """Work with these."""
        self._parts = parts
        self._shelf = shelf
        self._declarations = declarations
        self._by_document = Limiter(tries=_TRIES, every_s=_ONE_BACK_EVERY_S)
        self._by_address = Limiter(tries=_ADDRESS_TRIES, every_s=_ADDRESS_ONE_BACK_EVERY_S)

    def admit(self, address: str) -> None:
        """Let somebody at an address try something.

        Raises:
            TooMany: they tried too often.

        """
        self._count(self._by_address, address)

    async def find(self, document: Document, *, phone: str, birth_date: str) -> KeptPass | None:
        """Return the newest live pass of a document, to whoever knows phone or day of birth.

        Raises:
            TooMany: this document was asked for too often.
            TryAgain: the shelf is not complete yet.

        """
        self._count(self._by_document, self._parts.pseudonyms.citizen_id(document))
        return await asyncio.to_thread(
            self._shelf.find_for_holder,
            document,
            phone=phone,
            birth_date=birth_date,
            at_ms=now_ms(),
        )

    async def give_up(self, claims: Claims, document: Document) -> None:
        """Withdraw a pass for its holder; the same again changes nothing.

        Raises:
            TooMany: somebody tried too often.
            FixRequest: the document is not the holder's.
            TryAgain: Kafka is away.

        """
        self._prove(claims, document)
        order = PassWithdrawn(
            pass_id=claims.pass_id,
            reason="revoked",
            at_ms=now_ms(),
            citizen_id=claims.citizen_id,
        )
        await withdraw(self._parts, order)

    async def renew(
        self, token: str, claims: Claims, document: Document, health: Health, departs_at: str
    ) -> Declared:
        """Return a new pass for the journey that was declared for a live one, which it supersedes.

        Raises:
            TooMany: somebody tried too often.
            FixRequest: the document is not the holder's, or the pass is over, withdrawn or not on
                the shelf: then everything has to be declared anew.
            TryAgain: Kafka is away, or the shelf is not complete yet.

        """
        self._prove(claims, document)
        kept = await self._kept(claims, document)
        if not kept:
            raise FixRequest(Fault(field="token", reason="pass_over"))
        form = renewed(kept, token, claims.pass_id, health, departs_at)
        declared = await self._declarations.made(form, Caller())
        await self._declarations.publish([declared])
        return declared

    async def declared(self, claims: Claims, document: Document) -> DeclarationForm | None:
        """Return what was declared for a live pass; None where it is over or not on the shelf.

        Raises:
            TooMany: somebody tried too often.
            FixRequest: the document is not the holder's.
            TryAgain: the shelf is not complete yet.

        """
        self._prove(claims, document)
        kept = await self._kept(claims, document)
        return declared_before(kept) if kept else None

    async def _kept(self, claims: Claims, document: Document) -> str:
        """Return a live pass's declaration as text, empty where there is none."""
        kept = await asyncio.to_thread(self._shelf.find, document, now_ms(), claims.pass_id)
        return kept.declared if kept else ""

    def _prove(self, claims: Claims, document: Document) -> None:
        self._count(self._by_document, claims.citizen_id)
        if self._parts.pseudonyms.citizen_id(document) != claims.citizen_id:
            raise FixRequest(Fault(field="document_number", reason="another_document"))

    @staticmethod
    def _count(limiter: Limiter, name: str) -> None:
        wait_s = limiter.wait_s(name, now_ms() / 1000)
        if wait_s:
            raise TooMany("a pass", after_s=wait_s)
