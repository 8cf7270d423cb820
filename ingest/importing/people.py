"""Who a row is about: from a source's word for a person to a citizen id."""

import functools
from typing import get_args

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.identity import (
    Document,
    DocumentKind,
    Pseudonyms,
    looks_wrong,
    person_elsewhere,
    read_document,
)
from contracts.partitions import partition_of

_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
_LONGEST = 200
# As many people as pass in some days; about 100 MB.
_REMEMBERED = 200_000


class Person(msgspec.Struct, frozen=True):
    """A citizen, the partition their lines belong to, and whether the document looks odd."""

    citizen_id: str
    partition: int
    odd_document: bool = False


class People:
    """Finds people, and remembers those found last."""

    def __init__(self, source: str, pseudonyms: Pseudonyms, partitions: int) -> None:
        self._source = source
        self._pseudonyms = pseudonyms
        self._partitions = partitions
        self.by_name = functools.lru_cache(_REMEMBERED)(self._by_name)
        self.by_document = functools.lru_cache(_REMEMBERED)(self._by_document)

    def _by_name(self, name: str) -> Person:
        """Return whoever the source knows by this name.

        Raises:
            FixRequest: no name, or a very long one.

        """
        if not name:
            raise _refusal("person", "required")
        if len(name) > _LONGEST:
            raise _refusal("person", "too_long", str(_LONGEST))
        return self._person(person_elsewhere(self._source, name))

    def _by_document(self, kind: str, number: str) -> Person:
        """Return the holder of a document: the same id as at the gate.

        Raises:
            FixRequest: no such kind, or no number.

        """
        known = kind.lower()
        if known not in _KINDS:
            raise _refusal("document_kind", "choice" if kind else "required", ", ".join(_KINDS))
        try:
            document = read_document(known, number)
        except ValueError:
            raise _refusal("document", "bad_document" if number else "required") from None
        return self._person(document)

    def _person(self, document: Document) -> Person:
        citizen_id = self._pseudonyms.citizen_id(document)
        return Person(citizen_id, partition_of(citizen_id, self._partitions), looks_wrong(document))


def _refusal(field: str, reason: str, detail: str = "") -> FixRequest:
    return FixRequest(Fault(field=field, reason=reason, detail=detail))
