"""The desk of cases: opened, closed, their index persons, notes."""

from typing import Literal

import msgspec

from api.cases.book import Case
from api.cases.days import read_day
from api.cases.people import People
from api.cases.reasking import Reasker
from api.cases.telling import Telling, history, news_of
from api.cases.told import CaseLine, CaseList, CaseTold, IndexTold, News, NoteTold
from api.cases.writing import Cases, checked_id
from api.jurisdiction import check_unit
from api.persons import DocumentGiven, person_named
from contracts.cases import (
    AnyCaseEvent,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    IndexPersonAdded,
    IndexPersonRemoved,
    NoteAdded,
)
from contracts.errors import Fault, FixRequest
from contracts.places import units_of_2021
from contracts.sealing import day_of
from contracts.visible import tidied
from contracts.words import Language
from service.clock import now_ms
from service.doors import Caller
from service.parts import Parts

_LONGEST_NUMBER = 40
_SHORTEST_NUMBER = 3


class CaseBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The number people know a case by, the unit responsible for it, and a title."""

    number: str
    unit: str
    title: str = ""


class StatusBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether a case goes on."""

    status: Literal["open", "closed"]


class IndexBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody infected, by document or by citizen id; days as `2021-08-24`, empty if unknown."""

    document: DocumentGiven | None = None
    citizen_id: str = ""
    onset_day: str = ""
    confirmed_day: str = ""
    infectious_from: str = ""
    infectious_until: str = ""


class NoteBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words about a case."""

    text: str


class CaseDesk:
    """Works on cases. Blocking: the routes call it from a thread."""

    def __init__(self, parts: Parts, cases: Cases, people: People, reasker: Reasker) -> None:
        """Work with these."""
        self._parts = parts
        self._cases = cases
        self._people = people
        self._reasker = reasker

    def telling(self, caller: Caller, spoken: Language) -> Telling:
        """Return what tells of cases to this caller."""
        return Telling(self._cases, self._parts.registry.lists, caller, spoken)

    def listed(self, caller: Caller, spoken: Language) -> CaseList:
        """Return the cases of the caller's units."""
        telling, today = self.telling(caller, spoken), day_of(now_ms())
        return CaseList(tuple(telling.line(one, today) for one in self._cases.all_for(caller)))

    def news(self, caller: Caller) -> News:
        """Return what has changed that the caller has not noted; it names nobody."""
        found = [
            one
            for case in self._cases.all_for(caller)
            if not case.closed
            for one in news_of(case, caller.account)
        ]
        return News(tuple(sorted(found, key=lambda one: -one.asked_ms)))

    def open(self, case_id: str, body: CaseBody, caller: Caller, spoken: Language) -> CaseLine:
        """Open a case, or call it otherwise; the same again changes nothing.

        Raises:
            FixRequest: an id, number or unit that is none, another case's number, or a unit that
                is not one of the caller's.
            NotFound: the id is that of a case that is not one of the caller's.
            TryAgain: Kafka is away.

        """
        number = _number(body.number)
        _check_unit(body.unit, caller)
        known = next((c for c in self._cases.every() if c.case_id == case_id), None)
        if any(c.named.number == number and c is not known for c in self._cases.every()):
            raise FixRequest(Fault(field="number", reason="taken"))
        if known is not None:
            known = self._cases.named(case_id, caller)
        if known is None or self._is_renamed(known, number, body):
            title = self._cases.close_up(body.title, "title")
            event = CaseOpened(
                **self._cases.stamp(checked_id(case_id, "case_id"), "case", caller, number),
                number=number,
                unit=body.unit,
                sealed=title.text,
                sealed_day=title.day,
            )
            self._cases.write(number, [event], caller)
        case = self._cases.named(case_id, caller)
        return self.telling(caller, spoken).line(case, day_of(now_ms()))

    def set_status(self, case_id: str, body: StatusBody, caller: Caller) -> None:
        """Close a case or open it again; what it is already, it stays."""
        case = self._cases.named(case_id, caller)
        wanted = body.status == "closed"
        if case.closed == wanted:
            return
        stamp = self._cases.stamp(case_id, "case", caller, body.status)
        event: AnyCaseEvent = CaseClosed(**stamp) if wanted else CaseReopened(**stamp)
        self._cases.write(case.named.number, [event], caller)
        self._reasker.nudge()

    def show(self, case_id: str, caller: Caller, spoken: Language) -> CaseTold:
        """Return all of a case; whom it names is noted before it is told."""
        case = self._cases.named(case_id, caller)
        changed = [
            change
            for question in case.questions.values()
            for one in question.rounds
            for change in (*one.gained, *one.lost, *one.otherwise)
        ]
        named = [
            *case.index,
            *case.follow_ups,
            *(change.person.citizen_id for change in changed),
            *(c.reason.citizen_id for c in changed if c.reason.citizen_id),
        ]
        self._cases.note_read("case", case.named.number, named, caller)
        people = self._people.named(named)
        telling, today = self.telling(caller, spoken), day_of(now_ms())
        return CaseTold(
            line=telling.line(case, today),
            today=today,
            index_persons=tuple(
                IndexTold(
                    person=people[one.citizen_id],
                    number=number,
                    is_known=bool(people[one.citizen_id].name),
                    onset_day=one.onset_day,
                    confirmed_day=one.confirmed_day,
                    infectious_from=one.infectious_from,
                    infectious_until=one.infectious_until,
                    added_ms=one.at_ms,
                    added_by=one.account,
                )
                for number, one in enumerate(case.index.values(), 1)
            ),
            questions=tuple(
                telling.question(one, self._reasker.last.get((case_id, name)), people)
                for name, one in case.questions.items()
            ),
            follow_ups=tuple(
                telling.follow_up(case, one, people[name], today)
                for name, one in case.follow_ups.items()
            ),
            notes=self._notes(case),
            history=history(self._cases.history(case_id)),
        )

    def add_index(self, case_id: str, body: IndexBody, caller: Caller) -> str:
        """Add somebody infected, or correct what is known of them; return their citizen id.

        The document's number is turned into the id and kept nowhere.
        """
        case = self._cases.named(case_id, caller)
        citizen_id = self._citizen(body)
        days = _days(body)
        known = case.index.get(citizen_id)
        if known is not None and all(getattr(known, name) == day for name, day in days.items()):
            return citizen_id
        stamp = self._cases.stamp(case_id, f"index/{citizen_id}", caller, "/".join(days.values()))
        event = IndexPersonAdded(
            **stamp,
            citizen_id=citizen_id,
            onset_day=days["onset_day"],
            confirmed_day=days["confirmed_day"],
            infectious_from=days["infectious_from"],
            infectious_until=days["infectious_until"],
        )
        self._cases.write(case.named.number, [event], caller, [citizen_id])
        self._reasker.nudge()
        return citizen_id

    def remove_index(self, case_id: str, citizen_id: str, caller: Caller) -> None:
        """Take an index person out; one who is not in stays out."""
        case = self._cases.named(case_id, caller)
        if citizen_id not in case.index:
            return
        stamp = self._cases.stamp(case_id, f"index/{citizen_id}", caller, "removed")
        event = IndexPersonRemoved(**stamp, citizen_id=citizen_id)
        self._cases.write(case.named.number, [event], caller, [citizen_id])
        self._reasker.nudge()

    def add_note(self, case_id: str, note_id: str, body: NoteBody, caller: Caller) -> None:
        """Add words, or change them, under an id from the sender."""
        case = self._cases.named(case_id, caller)
        checked_id(note_id, "note_id")
        words = self._cases.close_up(body.text, "text")
        if not words.text:
            raise FixRequest(Fault(field="text", reason="required"))
        known = case.notes.get(note_id)
        if known is not None and self._cases.words(known.sealed, known.sealed_day) == (
            body.text.strip()
        ):
            return
        stamp = self._cases.stamp(case_id, f"note/{note_id}", caller)
        event = NoteAdded(**stamp, note_id=note_id, sealed=words.text, sealed_day=words.day)
        self._cases.write(case.named.number, [event], caller)

    def _notes(self, case: Case) -> tuple[NoteTold, ...]:
        newest_first = sorted(case.notes.values(), key=lambda one: -one.at_ms)
        return tuple(
            NoteTold(
                note_id=one.note_id,
                text=self._cases.words(one.sealed, one.sealed_day),
                at_ms=one.at_ms,
                account=one.account,
            )
            for one in newest_first
        )

    def _is_renamed(self, case: Case, number: str, body: CaseBody) -> bool:
        named = case.named
        title = self._cases.words(named.sealed, named.sealed_day)
        return (named.number, named.unit, title) != (number, body.unit, body.title.strip())

    def _citizen(self, body: IndexBody) -> str:
        return person_named(body.citizen_id, body.document, self._parts.pseudonyms)


def _number(text: str) -> str:
    tidy = tidied(text)
    if len(tidy) < _SHORTEST_NUMBER:
        raise FixRequest(Fault(field="number", reason="required"))
    if len(tidy) > _LONGEST_NUMBER:
        raise FixRequest(Fault(field="number", reason="too_long", detail=str(_LONGEST_NUMBER)))
    return tidy


def _check_unit(unit: str, caller: Caller) -> None:
    units = units_of_2021()
    if unit not in units:
        raise FixRequest(Fault(field="unit", reason="unknown_unit"))
    if units[unit].level == "ward":
        raise FixRequest(Fault(field="unit", reason="a_ward"))
    check_unit(unit, caller.jurisdiction)


def _days(body: IndexBody) -> dict[str, str]:
    """Return the days of a body.

    Raises:
        FixRequest: one is none, lies in the future, or a span ends before it begins.

    """
    today = day_of(now_ms())
    days = {}
    for name in ("onset_day", "confirmed_day", "infectious_from", "infectious_until"):
        text = getattr(body, name)
        days[name] = read_day(text, name) if text else ""
    for name in ("onset_day", "confirmed_day", "infectious_from"):
        if days[name] > today:
            raise FixRequest(Fault(field=name, reason="in_the_future"))
    if days["infectious_until"] and days["infectious_until"] < days["infectious_from"]:
        raise FixRequest(Fault(field="infectious_until", reason="window"))
    return days
