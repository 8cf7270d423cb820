"""What the audit's tables answer: who asked what about whom, and how unusual that is."""

import pytest

from analytics.questions.audit_entries import EntryQuestion, audit_entries
from analytics.questions.audit_use import (
    asked_about,
    asked_by,
    days_of_lookups,
    explanations,
    lookups,
    shared_persons,
)
from analytics.store import Store
from contracts.audit import CaseChanged, RegistryChanged, UseExplained
from contracts.durations import DAY_MS
from contracts.registry import ZoneDeclared
from tests.builders.analytics import insert
from tests.builders.chains import AT_MS, asked

pytestmark = pytest.mark.integration

_MAI = "a" * 32
_AN = "b" * 32
_SPAN = {"from_ms": AT_MS, "until_ms": AT_MS + DAY_MS}


def _all(**narrowed: object) -> EntryQuestion:
    return EntryQuestion(**({"limit": 100} | _SPAN | narrowed))  # type: ignore[arg-type]


def test_entries_are_told_the_last_first_and_page_by_page(store: Store) -> None:
    """The next page begins where the last one ended."""
    insert(store, "audit", [asked(number) for number in range(5)])

    first = audit_entries(store, _all(limit=3))
    end = first.entries[-1]
    second = audit_entries(store, _all(limit=3, before_ms=end.at_ms, before_id=end.event_id))

    assert first.total == 5
    assert [one.event_id for one in first.entries] == ["e4", "e3", "e2"]
    assert [one.event_id for one in second.entries] == ["e1", "e0"]


def test_entries_are_found_by_person_account_case_and_kind(store: Store) -> None:
    """Each narrows by itself."""
    zone = ZoneDeclared(zone_id="z1", unit="001", since_ms=1, declared_ms=1)
    events = [
        asked(1, about=(_MAI, _AN), purpose="case HN-7"),
        asked(2, about=(_AN,), account="other", as_file="csv"),
        CaseChanged(
            event_id="e3", at_ms=AT_MS, account="epi", case_id="c1", purpose="HN-7", change="X"
        ),
        RegistryChanged(event_id="e4", at_ms=AT_MS, account="adm", purpose="why", record=zone),
    ]
    insert(store, "audit", events)

    def found(**narrowed: object) -> set[str]:
        return {one.event_id for one in audit_entries(store, _all(**narrowed)).entries}

    assert found(about=_MAI) == {"e1"}
    assert found(about=_AN) == {"e1", "e2"}
    assert found(account="other") == {"e2"}
    assert found(case="hn-7") == {"e1", "e3"}
    assert found(kind="files") == {"e2"}
    assert found(kind="orders") == {"e4"}
    (order,) = audit_entries(store, _all(kind="orders")).entries
    assert (order.record, order.subject) == ("ZoneDeclared", "z1")


def test_a_line_sent_twice_is_told_once(store: Store) -> None:
    """Whether the table has been tidied up or not."""
    insert(store, "audit", [asked(1)], offset=1)
    insert(store, "audit", [asked(1)], offset=2)

    assert audit_entries(store, _all()).total == 1
    assert len(lookups(store, **_SPAN, account="")) == 1


def test_a_span_is_read_and_not_the_whole_table(store: Store) -> None:
    """A year of questions lies beside."""
    insert(store, "audit", [asked(n, at_ms=AT_MS - (n + 1) * 60_000) for n in range(20_000)])
    insert(store, "audit", [asked(n, at_ms=AT_MS + n) for n in range(100)], offset=1)

    assert audit_entries(store, _all()).rows_read < 5 * 1024


def test_use_is_counted_by_account_and_person(store: Store) -> None:
    """What a case asked again by itself is nobody's use."""
    events = [
        *(asked(n, account=f"a{n}", about=(_MAI,)) for n in range(4)),
        asked(10, account="a0", about=(_MAI,), asked_again=True),
        asked(11, account="a0", about=(_AN,), question="alerts"),
    ]
    insert(store, "audit", events)

    (shared,) = shared_persons(store, **_SPAN, at_least=4)
    assert shared.citizen_id == _MAI
    assert sorted(shared.accounts) == ["a0", "a1", "a2", "a3"]
    assert {(d.account, d.lookups) for d in days_of_lookups(store, **_SPAN)} == {
        (f"a{n}", 1) for n in range(4)
    }
    assert {pair.citizen_id for pair in asked_by(store, ["a0"], **_SPAN)} == {_MAI}
    assert {pair.account for pair in asked_about(store, [_AN], **_SPAN)} == {"a0"}
    assert len(lookups(store, **_SPAN, account="a0")) == 2


def test_the_last_explanation_of_a_mark_counts(store: Store) -> None:
    """An auditor may think again."""
    events = [
        UseExplained(event_id=f"x{n}", at_ms=AT_MS + n, account="aud", mark_id="m", words=words)
        for n, words in enumerate(("first", "second"))
    ]
    insert(store, "audit", events)

    assert explanations(store, ["m", "n"])["m"].words == "second"
