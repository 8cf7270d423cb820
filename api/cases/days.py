"""Days of follow-up: which of them a contact has, what came of them, what is owed. Pure.

Days are texts as `2021-08-24`, so that they sort as they follow upon each other.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from api.cases.book import Case, FollowUp
from contracts.errors import Fault, FixRequest
from contracts.sealing import day_of

# From the last exposure on; the incubation that quarantine rules of 2021 counted with.
FOLLOW_UP_DAYS = 14
_SEEN = ("SEEN_OK", "SEEN_NOT_OK")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A contact's follow-up on one day.

    `number` counts the days from 1; `status` is empty while the day is not recorded. `owed` are
    earlier days nobody recorded, `unseen` how many days in a row before this one the person was
    not seen. `is_over` says that the last day has passed and nobody ended it.
    """

    number: int
    of: int
    status: str
    last_seen: str
    owed: int
    unseen: int
    is_over: bool

    @property
    def is_overdue(self) -> bool:
        """Whether somebody should have done something before this day."""
        return self.owed > 0 or self.is_over


def read_day(text: str, field: str) -> str:
    """Return a day as it was given.

    Raises:
        FixRequest: not one.

    """
    try:
        if _DAY.fullmatch(text):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise FixRequest(Fault(field=field, reason="bad_date"))


def later(day: str, days: int) -> str:
    """Return the day so many days after another."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def days_between(first: str, last: str) -> Iterator[str]:
    """Yield the days from one to another, both included; none if the last comes first."""
    day = first
    while day <= last:
        yield day
        day = later(day, 1)


def span_of_follow_up(last_exposure_ms: int, today: str, days: int) -> tuple[str, str]:
    """Return the first and last day of a follow-up that is assigned today.

    It ends so many days after the last exposure and begins the day after that, but not in the past.
    Where it would be over already, the last day lies before the first.
    """
    exposed = day_of(last_exposure_ms) if last_exposure_ms else today
    return max(later(exposed, 1), today), later(exposed, days)


def standing(follow_up: FollowUp, day: str) -> Standing:
    """Return how a follow-up stands on a day."""
    first, last = follow_up.assigned.from_day, follow_up.assigned.until_day
    before = list(days_between(first, min(last, later(day, -1))))
    recorded = follow_up.days
    seen = [one for one, said in recorded.items() if said.status in _SEEN and one <= day]
    unseen = 0
    for one in reversed(before):
        if one in recorded and recorded[one].status in _SEEN:
            break
        unseen += 1
    return Standing(
        number=len(list(days_between(first, min(day, last)))),
        of=len(list(days_between(first, last))),
        status=recorded[day].status if day in recorded else "",
        last_seen=max(seen, default=""),
        owed=sum(one not in recorded for one in before),
        unseen=unseen,
        is_over=day > last,
    )


class FollowUpCounts(msgspec.Struct, frozen=True, kw_only=True):
    """A case's contacts: how many go on, are owed something today, are ill, have ended as what."""

    assigned: int
    going_on: int
    recorded_today: int
    overdue: int
    seen_not_ok: int
    completed: int
    lost: int
    referred: int
    other: int


def counts(case: Case, today: str) -> FollowUpCounts:
    """Return the counts of a case's follow-up on a day."""
    going_on = [one for one in case.follow_ups.values() if one.ended is None]
    stands = [standing(one, today) for one in going_on if one.assigned.from_day <= today]
    outcomes = [one.ended.outcome for one in case.follow_ups.values() if one.ended is not None]
    return FollowUpCounts(
        assigned=len(case.follow_ups),
        going_on=len(going_on),
        recorded_today=sum(bool(one.status) for one in stands),
        overdue=sum(one.is_overdue for one in stands),
        seen_not_ok=sum(
            any(said.status == "SEEN_NOT_OK" for said in one.days.values())
            for one in case.follow_ups.values()
        ),
        completed=outcomes.count("COMPLETED"),
        lost=outcomes.count("LOST"),
        referred=outcomes.count("REFERRED")
        + sum(bool(one.handed_over) and one.ended is None for one in case.follow_ups.values()),
        other=outcomes.count("CANCELED") + outcomes.count("NO_FOLLOW_UP"),
    )
