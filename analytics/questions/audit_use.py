"""The facts that unusual use is told by: who asked how often, about whom, and how others do."""

from collections.abc import Iterable

import msgspec

from analytics.store import Store

_MOST_LOOKUPS = 100_000
_MOST_PAIRS = 20_000

# Questions that name their persons themselves. The others find people by place and time, and name
# hundreds in one answer.
PERSONAL = (
    "timeline", "vehicle", "contacts", "spread", "review", "case", "follow_up", "pass by document",
    "sheet", "citizen id", "export",
)  # fmt: skip

_LOOKUPS = """
SELECT event_id, at_ms, account, question, purpose, as_file, toInt64(length(about)) AS persons
FROM audit
WHERE at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    AND type = 'QuestionAsked' AND NOT asked_again AND question != 'audit'
    AND ({account:String} = '' OR account = {account:String})
ORDER BY at_ms, event_id
LIMIT 1 BY event_id
LIMIT {most:UInt32}
"""

_DAYS = """
SELECT
    account,
    toInt64(intDiv(at_ms + 25200000, 86400000)) AS day,
    toInt64(uniqExact(event_id)) AS lookups
FROM audit
WHERE at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    AND type = 'QuestionAsked' AND NOT asked_again AND question IN {personal:Array(String)}
GROUP BY account, day
"""

_SHARED = """
SELECT about AS citizen_id, groupUniqArray(account) AS accounts, max(at_ms) AS last_ms
FROM audit_about
WHERE at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    AND NOT asked_again AND question IN {personal:Array(String)}
GROUP BY about
HAVING length(accounts) >= {at_least:UInt32}
ORDER BY length(accounts) DESC, citizen_id
LIMIT 200
"""

_PAIRS = """
SELECT
    account, about AS citizen_id, max(at_ms) AS last_ms, toInt64(uniqExact(event_id)) AS lookups,
    argMax(event_id, at_ms) AS example_id
FROM audit_about
WHERE at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    AND NOT asked_again AND question IN {personal:Array(String)}
    AND account IN {accounts:Array(String)}
GROUP BY account, about
ORDER BY last_ms DESC
LIMIT {most:UInt32}
"""

_NAMED = """
SELECT
    account, about AS citizen_id, max(at_ms) AS last_ms, toInt64(uniqExact(event_id)) AS lookups,
    argMax(event_id, at_ms) AS example_id
FROM audit_about
WHERE about IN {citizens:Array(String)} AND at_ms >= {from_ms:Int64} AND at_ms < {until_ms:Int64}
    AND NOT asked_again AND question != 'audit'
GROUP BY account, about
"""

_EXPLAINED = """
SELECT mark_id, at_ms, account, words
FROM audit
WHERE type = 'UseExplained' AND mark_id IN {marks:Array(String)}
ORDER BY at_ms DESC, event_id DESC
LIMIT 1 BY mark_id
"""


class Lookup(msgspec.Struct, frozen=True, kw_only=True):
    """A question that somebody asked; `persons` is how many ids it names."""

    event_id: str
    at_ms: int
    account: str
    question: str
    purpose: str
    as_file: str
    persons: int


class DayOfLookups(msgspec.Struct, frozen=True):
    """How often an account asked about persons on a day (days since 1970, Hà Nội time)."""

    account: str
    day: int
    lookups: int


class SharedPerson(msgspec.Struct, frozen=True):
    """Somebody about whom several accounts asked."""

    citizen_id: str
    accounts: tuple[str, ...]
    last_ms: int


class AskedAbout(msgspec.Struct, frozen=True):
    """How often an account asked about a person, when last, and the entry of that question."""

    account: str
    citizen_id: str
    last_ms: int
    lookups: int
    example_id: str


class Explained(msgspec.Struct, frozen=True):
    """What an auditor noted about a mark, the last time."""

    mark_id: str
    at_ms: int
    account: str
    words: str


def lookups(store: Store, *, from_ms: int, until_ms: int, account: str) -> tuple[Lookup, ...]:
    """Return the questions of a span that somebody asked, of one account or (empty) of all."""
    asked = {"from_ms": from_ms, "until_ms": until_ms, "account": account, "most": _MOST_LOOKUPS}
    return store.ask(_LOOKUPS, asked, row=Lookup).rows


def days_of_lookups(store: Store, *, from_ms: int, until_ms: int) -> tuple[DayOfLookups, ...]:
    """Return how often each account asked about persons on each day."""
    asked = {"from_ms": from_ms, "until_ms": until_ms, "personal": list(PERSONAL)}
    return store.ask(_DAYS, asked, row=DayOfLookups).rows


def shared_persons(
    store: Store, *, from_ms: int, until_ms: int, at_least: int
) -> tuple[SharedPerson, ...]:
    """Return whom at least so many accounts asked about."""
    asked = {
        "from_ms": from_ms,
        "until_ms": until_ms,
        "personal": list(PERSONAL),
        "at_least": at_least,
    }
    return store.ask(_SHARED, asked, row=SharedPerson).rows


def asked_by(
    store: Store, accounts: Iterable[str], *, from_ms: int, until_ms: int
) -> tuple[AskedAbout, ...]:
    """Return whom these accounts asked about by name, the last first."""
    asked = {
        "from_ms": from_ms,
        "until_ms": until_ms,
        "personal": list(PERSONAL),
        "accounts": sorted(accounts),
        "most": _MOST_PAIRS,
    }
    return store.ask(_PAIRS, asked, row=AskedAbout).rows


def asked_about(
    store: Store, citizens: Iterable[str], *, from_ms: int, until_ms: int
) -> tuple[AskedAbout, ...]:
    """Return who asked about these people, or got them in an answer."""
    asked = {"from_ms": from_ms, "until_ms": until_ms, "citizens": sorted(citizens)}
    return store.ask(_NAMED, asked, row=AskedAbout).rows


def explanations(store: Store, marks: Iterable[str]) -> dict[str, Explained]:
    """Return what was noted about these marks."""
    found = store.ask(_EXPLAINED, {"marks": sorted(marks)}, row=Explained)
    return {one.mark_id: one for one in found.rows}
