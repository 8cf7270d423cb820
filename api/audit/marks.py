"""Unusual use: pure rules over who asked what, each of which says why in figures.

A mark is a reason to look, never proof. What is usual is the account's own habit and that of others
with its role; thresholds stand here, in one place.
"""

import hashlib
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal

import msgspec

from analytics.questions.audit_use import AskedAbout, DayOfLookups, Lookup, SharedPerson
from contracts.durations import DAY_MS, HANOI_AHEAD_MS, HOUR_MS
from contracts.purposes import says_something
from contracts.sealing import HANOI

MarkKind = Literal[
    "relative", "many", "elsewhere", "night", "shared", "files", "repeated", "wordless"
]

# An account's day is looked at from so many questions about persons on, and if it is so many times
# what is usual.
FEWEST_MANY = 20
TIMES_USUAL = 3.0
# From 22 to 5 o'clock people sleep; checkpoints don't, so their searches don't count.
NIGHT_FROM, NIGHT_UNTIL = 22, 5
FEWEST_AT_NIGHT = 3
SHARED_BY = 5
FEWEST_FILES = 5
FEWEST_REPEATS = 10
AT_GATES = "pass by document"

_MOST_EXAMPLES = 10


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look at: which rule, whose use, when last, the figures, and some entries.

    `mark_id` stays the same while it is about the same, so that an explanation stays with it.
    `account` is empty where it is about several; `citizen_id` where it is about no one person.
    """

    mark_id: str
    kind: MarkKind
    account: str
    at_ms: int
    figures: dict[str, int]
    words: str = ""
    citizen_id: str = ""
    entries: tuple[str, ...] = ()


class Habits(msgspec.Struct, frozen=True):
    """Questions about persons a day, in the days before: the median of those with any."""

    own: Mapping[str, float]
    of_role: Mapping[str, float]


def habits_of(
    days: Iterable[DayOfLookups], before_day: int, role_of: Callable[[str], str]
) -> Habits:
    """Return what was usual before a day."""
    own: dict[str, list[int]] = defaultdict(list)
    by_role: dict[str, list[int]] = defaultdict(list)
    for one in days:
        if one.day < before_day:
            own[one.account].append(one.lookups)
            by_role[role_of(one.account)].append(one.lookups)
    return Habits(
        {account: statistics.median(each) for account, each in own.items()},
        {role: statistics.median(each) for role, each in by_role.items()},
    )


def many_lookups(
    days: Iterable[DayOfLookups], habits: Habits, role_of: Callable[[str], str]
) -> list[Mark]:
    """Mark days on which an account asked far more than it does, and than its role does."""
    found = []
    for one in days:
        own = habits.own.get(one.account, 0.0)
        role = habits.of_role.get(role_of(one.account), 0.0)
        if one.lookups >= FEWEST_MANY and one.lookups > TIMES_USUAL * max(own, role):
            figures = {"count": one.lookups, "own": round(own), "role": round(role)}
            at_ms = one.day * DAY_MS - HANOI_AHEAD_MS
            found.append(_mark("many", one.account, at_ms, figures, str(one.day)))
    return found


def at_night(asked: Iterable[Lookup]) -> list[Mark]:
    """Mark nights in which an account asked about persons."""
    nights: dict[tuple[str, int], list[Lookup]] = defaultdict(list)
    for one in asked:
        if one.persons and one.question != AT_GATES and _is_night(one.at_ms):
            # The hours after midnight belong to the night that began before.
            night = (one.at_ms + HANOI_AHEAD_MS - NIGHT_UNTIL * HOUR_MS) // DAY_MS
            nights[one.account, night].append(one)
    return [
        _mark("night", account, _last(some), {"count": len(some)}, str(night), asked=some)
        for (account, night), some in nights.items()
        if len(some) >= FEWEST_AT_NIGHT
    ]


def same_person(shared: Iterable[SharedPerson]) -> list[Mark]:
    """Mark people about whom many accounts asked."""
    return [
        _mark(
            "shared",
            "",
            one.last_ms,
            {"count": len(one.accounts)},
            one.citizen_id,
            citizen_id=one.citizen_id,
            words=", ".join(sorted(one.accounts)),
        )
        for one in shared
        if len(one.accounts) >= SHARED_BY
    ]


def files_taken(asked: Iterable[Lookup]) -> list[Mark]:
    """Mark days on which an account took many answers away as files."""
    days: dict[tuple[str, int], list[Lookup]] = defaultdict(list)
    for one in asked:
        if one.as_file:
            days[one.account, day_number(one.at_ms)].append(one)
    return [
        _mark(
            "files",
            account,
            _last(some),
            {"count": len(some), "persons": sum(one.persons for one in some)},
            str(day),
            asked=some,
        )
        for (account, day), some in days.items()
        if len(some) >= FEWEST_FILES
    ]


def poor_purposes(asked: Iterable[Lookup], cases: frozenset[str]) -> list[Mark]:
    """Mark purposes that repeat word for word without being a case's number, or say nothing."""
    said: dict[tuple[str, str], list[Lookup]] = defaultdict(list)
    for one in asked:
        if one.question not in {AT_GATES, "review", "case", "follow_up"}:
            said[one.account, one.purpose].append(one)
    found = []
    for (account, purpose), some in said.items():
        figures = {"count": len(some)}
        if not says_something(purpose):
            found.append(
                _mark("wordless", account, _last(some), figures, purpose, words=purpose, asked=some)
            )
        elif len(some) >= FEWEST_REPEATS and purpose.casefold() not in cases:
            found.append(
                _mark("repeated", account, _last(some), figures, purpose, words=purpose, asked=some)
            )
    return found


def relatives(asked: Iterable[AskedAbout], flagged: frozenset[tuple[str, str]]) -> list[Mark]:
    """Mark questions about somebody's own relatives, also where an answer merely named them."""
    return [
        _about("relative", one, {"count": one.lookups})
        for one in asked
        if (one.account, one.citizen_id) in flagged
    ]


def elsewhere(
    asked: Iterable[AskedAbout], homes: Mapping[str, str], is_within: Callable[[str, str], bool]
) -> list[Mark]:
    """Mark accounts with a jurisdiction that asked about people who live outside of it.

    `homes` are the units where people live or stay; of whom none is known, nothing is said.
    """
    outside: dict[tuple[str, int], list[AskedAbout]] = defaultdict(list)
    inside: dict[tuple[str, int], int] = defaultdict(int)
    for one in asked:
        if home := homes.get(one.citizen_id, ""):
            key = (one.account, day_number(one.last_ms))
            if is_within(home, one.account):
                inside[key] += 1
            else:
                outside[key].append(one)
    return [
        _mark(
            "elsewhere",
            account,
            max(one.last_ms for one in some),
            {"count": len(some), "of": len(some) + inside[account, day]},
            str(day),
            entries=[one.example_id for one in some],
        )
        for (account, day), some in outside.items()
    ]


def _about(kind: MarkKind, one: AskedAbout, figures: dict[str, int]) -> Mark:
    return _mark(
        kind,
        one.account,
        one.last_ms,
        figures,
        one.citizen_id,
        citizen_id=one.citizen_id,
        entries=[one.example_id],
    )


def _mark(  # a mark has so many parts
    kind: MarkKind,
    account: str,
    at_ms: int,
    figures: dict[str, int],
    subject: str,
    *,
    citizen_id: str = "",
    words: str = "",
    asked: Sequence[Lookup] = (),
    entries: Sequence[str] = (),
) -> Mark:
    named = f"{kind}\n{account}\n{subject}"
    shown = [*entries, *(one.event_id for one in asked)]
    return Mark(
        mark_id=hashlib.sha256(named.encode()).hexdigest()[:32],
        kind=kind,
        account=account,
        at_ms=at_ms,
        figures=figures,
        citizen_id=citizen_id,
        words=words,
        entries=tuple(shown[-_MOST_EXAMPLES:]),
    )


def _is_night(at_ms: int) -> bool:
    hour = datetime.fromtimestamp(at_ms / 1000, HANOI).hour
    return hour >= NIGHT_FROM or hour < NIGHT_UNTIL


def day_number(at_ms: int) -> int:
    """Return the day of a moment, in days since 1970, Hà Nội time."""
    return (at_ms + HANOI_AHEAD_MS) // DAY_MS


def _last(some: Sequence[Lookup]) -> int:
    return max(one.at_ms for one in some)
