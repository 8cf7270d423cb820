"""The desk of follow-up: assigned in bulk, recorded day by day, ended; the list of a district."""

from typing import Annotated

import msgspec

from api.cases.book import Case, FollowUp
from api.cases.days import FOLLOW_UP_DAYS, read_day, span_of_follow_up
from api.cases.people import People, Person
from api.cases.questions import question_of
from api.cases.telling import Telling, unit_name
from api.cases.told import Assigned, FollowUpList, FollowUpTold
from api.cases.writing import Cases
from api.jurisdiction import check_unit
from api.units import districts_in
from contracts.cases import (
    AnyCaseEvent,
    FollowUpAssigned,
    FollowUpEnded,
    FollowUpLevel,
    FollowUpRecorded,
    Named,
    Outcome,
    SeenStatus,
)
from contracts.errors import Fault, FixRequest, NotFound
from contracts.places import units_of_2021
from contracts.sealing import day_of
from service.clock import now_ms
from service.doors import Caller

_MOST_DAYS = 28
# So many events are awaited together.
_AT_ONCE = 500
_LEVELS: tuple[FollowUpLevel, ...] = ("F1", "F2")

FollowUpDays = Annotated[int, msgspec.Meta(ge=1, le=_MOST_DAYS)]


class AssignBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whom of a question's answer somebody shall look after, for so many days after exposure.

    Everybody of the levels, or only the citizens named. Without `unit` each goes to the district
    where they said they stay. Who has no level in the answer is followed up as `otherwise`.
    """

    question_id: str
    levels: tuple[FollowUpLevel, ...] = _LEVELS
    citizen_ids: tuple[str, ...] = ()
    otherwise: FollowUpLevel = "F1"
    days: FollowUpDays = FOLLOW_UP_DAYS
    unit: str = ""
    assigned_to: Annotated[str, msgspec.Meta(max_length=80)] = ""


class DayBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What came of a day, and words about it."""

    status: SeenStatus
    note: str = ""


class EndBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a follow-up ends; a district in `referred_to` takes over and goes on with it."""

    outcome: Outcome
    referred_to: str = ""
    note: str = ""


class FollowUpDesk:
    """Works on follow-up. Blocking: the routes call it from a thread."""

    def __init__(self, cases: Cases, people: People) -> None:
        """Work with these."""
        self._cases = cases
        self._people = people

    def assign(self, case_id: str, body: AssignBody, caller: Caller) -> Assigned:
        """Assign whoever is not under follow-up in this case yet; the same again assigns nobody.

        Raises:
            NotFound: no such case, or no such question in it.
            FixRequest: no such unit.
            TryAgain: Kafka or ClickHouse is away.

        """
        case = self._cases.named(case_id, caller)
        answer = question_of(case, body.question_id).answer
        named = answer.persons.values() if answer else ()
        if body.unit:
            districts_in(body.unit)
        wanted = [one for one in named if _is_asked(one, body)]
        new = [one for one in wanted if _is_free(case, one.citizen_id)]
        people = self._people.named(one.citizen_id for one in new)
        events = [event for one in new if (event := self._event(case, one, people, body, caller))]
        for first in range(0, len(events), _AT_ONCE):
            now = events[first : first + _AT_ONCE]
            about = [event.citizen_id for event in now]
            self._cases.write(case.named.number, now, caller, about)
        return _told(len(wanted) - len(new), len(new) - len(events), events, people, body)

    def _event(
        self,
        case: Case,
        one: Named,
        people: dict[str, Person],
        body: AssignBody,
        caller: Caller,
    ) -> FollowUpAssigned | None:
        first, last = span_of_follow_up(one.last_ms, day_of(now_ms()), body.days)
        if last < first:
            return None
        level = next((level for level in _LEVELS if level == one.level), body.otherwise)
        subject = f"follow-up/{one.citizen_id}"
        return FollowUpAssigned(
            **self._cases.stamp(case.case_id, subject, caller, "assigned"),
            citizen_id=one.citizen_id,
            level=level,
            district=body.unit or people[one.citizen_id].district or case.named.unit,
            from_day=first,
            until_day=last,
            assigned_to=body.assigned_to,
            question_id=body.question_id,
        )

    def told(
        self, case_id: str, citizen_id: str, day: str, caller: Caller, telling: Telling
    ) -> FollowUpTold:
        """Return somebody's follow-up as it stands on a day (today); it is noted before."""
        case, follow_up = self._found(case_id, citizen_id, caller)
        self._cases.note_read("follow_up", case.named.number, [citizen_id], caller)
        person = self._people.named([citizen_id])[citizen_id]
        return telling.follow_up(case, follow_up, person, day or day_of(now_ms()))

    def record(
        self, case_id: str, citizen_id: str, day: str, body: DayBody, caller: Caller
    ) -> None:
        """Record what came of a day; the same again changes nothing.

        Raises:
            NotFound: no such case, or nobody of that id is under follow-up in it.
            FixRequest: the day is none, lies in the future, or before the first.
            TryAgain: Kafka is away.

        """
        case, follow_up = self._found(case_id, citizen_id, caller)
        _check_day(follow_up, day)
        note = self._cases.close_up(body.note, "note")
        known = follow_up.days.get(day)
        if known is not None and known.status == body.status:
            said = self._cases.words(known.sealed, known.sealed_day)
            if said == body.note.strip():
                return
        subject = f"day/{citizen_id}/{day}"
        event = FollowUpRecorded(
            **self._cases.stamp(case_id, subject, caller, body.status),
            citizen_id=citizen_id,
            day=day,
            status=body.status,
            sealed=note.text,
            sealed_day=note.day,
        )
        self._cases.write(case.named.number, [event], caller, [citizen_id])

    def end(self, case_id: str, citizen_id: str, body: EndBody, caller: Caller) -> None:
        """End a follow-up, or hand it over to a district; the same again changes nothing.

        Raises:
            NotFound: no such case, or nobody of that id is under follow-up in it.
            FixRequest: a district that is none, or one given without a referral.
            TryAgain: Kafka is away.

        """
        case, follow_up = self._found(case_id, citizen_id, caller)
        if body.referred_to:
            if body.outcome != "REFERRED":
                raise FixRequest(Fault(field="referred_to", reason="not_allowed_here"))
            districts_in(body.referred_to, "referred_to")
        if _is_done(follow_up, body):
            return
        note = self._cases.close_up(body.note, "note")
        subject = f"follow-up/{citizen_id}"
        events: list[AnyCaseEvent] = [
            FollowUpEnded(
                **self._cases.stamp(case_id, subject, caller, f"ended/{body.outcome}"),
                citizen_id=citizen_id,
                outcome=body.outcome,
                referred_to=body.referred_to,
                sealed=note.text,
                sealed_day=note.day,
            )
        ]
        if body.referred_to:
            events.append(
                msgspec.structs.replace(
                    follow_up.assigned,
                    **self._cases.stamp(case_id, subject, caller, f"to/{body.referred_to}"),
                    district=body.referred_to,
                    assigned_to="",
                )
            )
        self._cases.write(case.named.number, events, caller, [citizen_id])

    def listed(self, unit: str, day: str, caller: Caller, telling: Telling) -> FollowUpList:
        """Return a unit's follow-up on a day; whom it names is noted before it is told.

        Raises:
            FixRequest: no such unit or day, or the unit is not one of the caller's.

        """
        day = read_day(day, "day") if day else day_of(now_ms())
        districts_in(unit)
        check_unit(unit, caller.jurisdiction)
        found = [
            (case, name, one)
            for case in self._cases.every()
            for name, one in case.follow_ups.items()
            if _is_listed(one, unit, day)
        ]
        names = [name for _, name, _ in found]
        self._cases.note_read("follow_up", f"{unit_name(unit)} {day}", names, caller)
        people = self._people.named(names)
        told = [telling.follow_up(case, one, people[name], day) for case, name, one in found]
        told.sort(key=_urgency)
        return FollowUpList(unit=unit, unit_name=unit_name(unit), day=day, follow_ups=tuple(told))

    def _found(self, case_id: str, citizen_id: str, caller: Caller) -> tuple[Case, FollowUp]:
        case = self._cases.anybodys(case_id)
        follow_up = case.follow_ups.get(citizen_id)
        if follow_up is None:
            raise NotFound("follow-up", citizen_id)
        if not caller.jurisdiction.has_unit(follow_up.assigned.district):
            self._cases.named(case_id, caller)
        return case, follow_up


def _is_asked(one: Named, body: AssignBody) -> bool:
    if body.citizen_ids:
        return one.citizen_id in body.citizen_ids
    return one.level in body.levels or one.level not in _LEVELS


def _is_free(case: Case, citizen_id: str) -> bool:
    return citizen_id not in case.follow_ups and citizen_id not in case.index


def _is_done(follow_up: FollowUp, body: EndBody) -> bool:
    if body.referred_to:
        return follow_up.ended is None and follow_up.assigned.district == body.referred_to
    return follow_up.ended is not None and follow_up.ended.outcome == body.outcome


def _is_listed(one: FollowUp, unit: str, day: str) -> bool:
    """Tell whether somebody in the unit goes there that day, or was there and ended it that day."""
    if not units_of_2021().lies_in(one.assigned.district, unit) or one.assigned.from_day > day:
        return False
    return one.ended is None or day_of(one.ended.at_ms) == day


def _check_day(follow_up: FollowUp, day: str) -> None:
    read_day(day, "day")
    if day > day_of(now_ms()):
        raise FixRequest(Fault(field="day", reason="in_the_future"))
    if day < follow_up.assigned.from_day:
        raise FixRequest(Fault(field="day", reason="too_long_ago"))


_Urgency = tuple[bool, bool, bool, int, str, str]


def _urgency(one: FollowUpTold) -> _Urgency:
    """Order: what is overdue, then what is not recorded yet, then the rest; by name within."""
    stands = one.standing
    return (
        bool(one.outcome),
        not one.is_overdue,
        bool(stands.status),
        -stands.owed,
        one.person.name,
        one.person.citizen_id,
    )


def _told(
    already: int,
    too_late: int,
    events: list[FollowUpAssigned],
    people: dict[str, Person],
    body: AssignBody,
) -> Assigned:
    districts: dict[str, int] = {}
    for event in events:
        name = unit_name(event.district)
        districts[name] = districts.get(name, 0) + 1
    return Assigned(
        assigned=len(events),
        already=already,
        too_late=too_late,
        elsewhere=sum(not body.unit and not people[event.citizen_id].district for event in events),
        districts=districts,
    )
