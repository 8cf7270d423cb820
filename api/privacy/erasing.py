"""Erases a person, or what was sealed on a day. Noted on `audit` before anything goes.

Every step may be repeated, and a person whose erasing was cut off half-way is known as erased from
its second step on: the rest is done within the hour (`deploy/expiry.py`), or by asking again.
"""

import re
import uuid

import msgspec

from analytics.erasing import erase_persons
from analytics.held import sealed_on, sheets_of
from analytics.store import Store
from api.persons import DocumentGiven, person_named, read_purpose
from contracts.audit import DataErased
from contracts.durations import DAY_MS
from contracts.errors import Fault, FixRequest
from contracts.registry import PersonErased
from contracts.sealing import day_of, end_of, words_day_of
from service.clock import now_ms
from service.day_keys import destroy_key
from service.doors import Caller
from service.erased import ErasedFile
from service.parts import Parts

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class PersonBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who, by an identity paper or by the id from an answer, and why."""

    purpose: str
    document: DocumentGiven | None = None
    citizen_id: str = ""


class DayBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which day (`2021-08-24`, Hà Nội time) and why; `words` also of cases and reviews."""

    day: str
    purpose: str
    words: bool = False


class Gone(msgspec.Struct, frozen=True):
    """How many rows went from a table."""

    table: str
    rows: int


class PersonErasedTold(msgspec.Struct, frozen=True, kw_only=True):
    """What went at once. `photographs` and what workers and gateways know go within the minute.

    Lines on topics stay until their time is over, at `topics_until_ms` at the latest, and are
    heeded by nobody.
    """

    citizen_id: str
    erased_ms: int
    tables: tuple[Gone, ...]
    entities: int
    photographs: int
    topics_until_ms: int


class DayErasedTold(msgspec.Struct, frozen=True, kw_only=True):
    """Whose key is destroyed, and how many rows hold what nobody can open any more."""

    day: str
    keys: tuple[str, ...]
    rows_closed: int


class ErasingDesk:
    """Erases. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, store: Store) -> None:
        """Work with these."""
        self._parts = parts
        self._store = store

    def person(self, body: PersonBody, caller: Caller) -> PersonErasedTold:
        """Erase a person; again, whatever was said of them since goes as well.

        Raises:
            FixRequest: nobody is named, or no purpose.
            TryAgain: Kafka or ClickHouse is away; ask again.

        """
        purpose, citizen_id = (
            read_purpose(body.purpose),
            person_named(body.citizen_id, body.document, self._parts.pseudonyms),
        )
        self._note(citizen_id, purpose, caller)
        erased = self._remember(citizen_id)
        entities = self._forget_entities(citizen_id)
        gone = erase_persons(self._store, {citizen_id: erased.erased_ms})
        days = max(self._parts.settings.keep_days, self._parts.settings.dead_letter_days)
        return PersonErasedTold(
            citizen_id=citizen_id,
            erased_ms=erased.erased_ms,
            tables=tuple(Gone(table, rows) for table, rows in sorted(gone.items())),
            entities=entities,
            photographs=len(erased.sheets),
            topics_until_ms=erased.erased_ms + (days + 2) * DAY_MS,
        )

    def day(self, body: DayBody, caller: Caller) -> DayErasedTold:
        """Destroy the key of a day; again, nothing is left to be destroyed.

        Raises:
            FixRequest: that is no day, one that has not begun, or no purpose.
            TryAgain: Kafka or ClickHouse is away; ask again.

        """
        purpose, day = read_purpose(body.purpose), _checked_day(body.day)
        names = [day]
        if body.words:
            names.append(words_day_of(end_of(day) - 1))
        destroyed = [
            name
            for name in names
            if destroy_key(self._parts, name, account=caller.account, purpose=purpose)
        ]
        return DayErasedTold(
            day=day, keys=tuple(destroyed), rows_closed=sealed_on(self._store, day)
        )

    def _remember(self, citizen_id: str) -> PersonErased:
        lists = self._parts.registry.lists
        before = lists.erased.get(citizen_id)
        sheets = {*sheets_of(self._store, citizen_id), *(before.sheets if before else ())}
        erased = PersonErased(
            citizen_id=citizen_id, erased_ms=now_ms(), sheets=tuple(sorted(sheets))
        )
        ErasedFile(self._parts.secrets.folder).add(erased)
        self._parts.writer.write_and_see(
            erased, lambda lists: lists.erased.get(citizen_id) == erased
        )
        return erased

    def _forget_entities(self, citizen_id: str) -> int:
        """Take the person off lists; a withdrawn pass stays refused, and is nobody's from now."""
        lists = self._parts.registry.lists
        listed = [one.key for one in lists.listed() if one.citizen_id == citizen_id]
        if listed:
            self._parts.writer.forget(listed)
        withdrawn = [one for one in lists.withdrawn.values() if one.citizen_id == citizen_id]
        for one in withdrawn:
            self._parts.writer.write(msgspec.structs.replace(one, citizen_id=""))
        return len(listed) + len(withdrawn)

    def _note(self, citizen_id: str, purpose: str, caller: Caller) -> None:
        self._parts.audit.write(
            DataErased(
                event_id=uuid.uuid4().hex,
                at_ms=now_ms(),
                account=caller.account,
                purpose=purpose,
                what="person",
                about=(citizen_id,),
            )
        )


def _checked_day(text: str) -> str:
    try:
        end_ms = end_of(text)
    except ValueError as fault:
        raise FixRequest(Fault(field="day", reason="wrong_type")) from fault
    if not _DAY.fullmatch(text) or end_ms > end_of(day_of(now_ms())):
        raise FixRequest(Fault(field="day", reason="wrong_type"))
    return text
