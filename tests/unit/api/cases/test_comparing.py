"""Why somebody came to an answer or went."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.questions.scan_facts import ScanFact
from api.cases.book import Answer
from api.cases.comparing import Asked, Reasons, difference, kept_form
from contracts.cases import Named, Reason, ScanNamed
from tests.builders.case_events import contact
from tests.builders.contracts import NOW_MS

HOUR_MS = 3_600_000


def _answer(*people: Named, about: tuple[str, ...] = ("index",)) -> Answer:
    return Answer(
        from_ms=NOW_MS - 10 * HOUR_MS,
        until_ms=NOW_MS,
        asked_ms=NOW_MS,
        data_up_to_ms=NOW_MS - 1000,
        about=about,
        persons=kept_form(people),
    )


def _asked(**changes: Any) -> Asked:
    usual = Asked(
        from_ms=NOW_MS - 9 * HOUR_MS,
        until_ms=NOW_MS + HOUR_MS,
        about=("index",),
        saved_ms=NOW_MS - HOUR_MS,
    )
    return msgspec.structs.replace(usual, **changes)


def _facts(**changes: dict[str, Any]) -> dict[tuple[str, str], ScanFact]:
    """Return facts of the scans of `index` and of whoever is named, with some fields changed."""
    facts = {}
    for person in ("index", *changes):
        usual: dict[str, Any] = {
            "scan_id": f"scan-{person}",
            "citizen_id": person,
            "place_id": "gate",
            "happened_ms": NOW_MS - HOUR_MS,
            "received_ms": NOW_MS - HOUR_MS + 1000,
            "source": "pass",
            "offline": False,
            "annulled_ms": 0,
        }
        fact = ScanFact(**(usual | changes.get(person, {})))
        facts[fact.scan_id, fact.citizen_id] = fact
    return facts


@pytest.mark.parametrize(
    ("scan", "kind"),
    [
        ({"received_ms": NOW_MS + 1000}, "late_scan"),
        ({"happened_ms": NOW_MS, "received_ms": NOW_MS + 1000}, "new_scan"),
        ({"happened_ms": NOW_MS, "received_ms": NOW_MS + 1000, "offline": True}, "late_scan"),
        ({"received_ms": NOW_MS + 1000, "source": "paper"}, "paper_entered"),
        ({"received_ms": NOW_MS + 1000, "source": "import"}, "imported"),
    ],
)
def test_somebody_came_by_the_scan_that_was_known_last(scan: dict[str, Any], kind: str) -> None:
    """The other scan of the two had been there before."""
    ann = contact("ann")
    reasons = Reasons(_answer(), kept_form([ann]), _asked(), _facts(ann=scan))

    reason = reasons.of_gained(ann).reason
    assert (reason.kind, reason.scan_id, reason.known_ms) == (kind, "scan-ann", NOW_MS + 1000)


def test_of_several_meetings_the_one_that_was_known_first_counts() -> None:
    """The others came on top."""
    ann = contact("ann")
    other = contact("later").proofs[0]
    ann = msgspec.structs.replace(ann, proofs=(other, *ann.proofs))
    facts = _facts(ann={"received_ms": NOW_MS + 1000}, later={"received_ms": NOW_MS + 9000})

    reason = Reasons(_answer(), kept_form([ann]), _asked(), facts).of_gained(ann).reason
    assert reason.scan_id == "scan-ann"


def test_the_first_answer_gains_everybody() -> None:
    """For no other reason."""
    ann = contact("ann")

    reason = Reasons(None, kept_form([ann]), _asked(), {}).of_gained(ann).reason
    assert reason == Reason(kind="first_answer")


@pytest.mark.parametrize(
    ("person", "asked", "reason"),
    [
        (
            contact("ann", via="second"),
            _asked(about=("index", "second")),
            Reason(kind="index_person_added", citizen_id="second"),
        ),
        (contact("ann", NOW_MS - 11 * HOUR_MS), _asked(), Reason(kind="window_moved")),
        (contact("ann"), _asked(saved_ms=NOW_MS + 1), Reason(kind="question_changed")),
        (contact("ann"), _asked(), Reason(kind="no_single_fact")),
    ],
)
def test_who_came_without_a_new_scan(person: Named, asked: Asked, reason: Reason) -> None:
    """The case itself changed, or nobody can tell."""
    assert Reasons(_answer(), kept_form([person]), asked, {}).of_gained(person).reason == reason


def test_a_contact_s_contact_came_by_the_scan_that_made_the_contact_one() -> None:
    """They had met by scans that the house had known before."""
    ann, bob = contact("ann"), contact("bob", via="ann", level="F2")
    old = {"received_ms": NOW_MS - HOUR_MS}
    new = ScanNamed(scan_id="scan-new", citizen_id="new")
    met = msgspec.structs.replace(ann.proofs[0], scans=(*ann.proofs[0].scans, new))
    ann = msgspec.structs.replace(ann, proofs=(met,))
    facts = _facts(ann=old, bob=old, new={"received_ms": NOW_MS + 1000})

    reason = Reasons(_answer(), kept_form([ann, bob]), _asked(), facts).of_gained(bob).reason
    assert reason.scan_id == "scan-new"


@pytest.mark.parametrize(
    ("person", "asked", "reason"),
    [
        (contact("ann"), _asked(about=("ann",)), Reason(kind="is_index_person", citizen_id="ann")),
        (
            contact("ann"),
            _asked(about=("other",)),
            Reason(kind="index_person_removed", citizen_id="index"),
        ),
        (contact("ann", NOW_MS - 10 * HOUR_MS), _asked(), Reason(kind="window_moved")),
        (contact("ann"), _asked(saved_ms=NOW_MS + 1), Reason(kind="question_changed")),
        (contact("ann", via="bob"), _asked(), Reason(kind="contact_lost", citizen_id="bob")),
        (contact("ann"), _asked(), Reason(kind="no_single_fact")),
    ],
)
def test_why_somebody_went(person: Named, asked: Asked, reason: Reason) -> None:
    """With the scans as they were."""
    before = _answer(person, contact("bob"))

    assert Reasons(before, {}, asked, {}).of_lost(person).reason == reason


def test_somebody_went_because_a_scan_was_taken_back() -> None:
    """Which one, and when."""
    ann = contact("ann")
    facts = _facts(ann={"annulled_ms": NOW_MS + 5})

    reason = Reasons(_answer(ann), {}, _asked(), facts).of_lost(ann).reason
    assert (reason.kind, reason.scan_id, reason.known_ms) == (
        "scan_annulled",
        "scan-ann",
        NOW_MS + 5,
    )


_NAMES = st.sets(st.sampled_from(["ann", "bob", "cy", "dan"]))


@given(_NAMES, _NAMES)
def test_the_old_answer_and_the_difference_make_the_new_one(was: set[str], now: set[str]) -> None:
    """Whoever came, and whoever was there and did not go."""
    found = difference(_answer(*map(contact, was)), kept_form(map(contact, now)))

    gained = {one.citizen_id for one in found.gained}
    lost = {one.citizen_id for one in found.lost}
    assert (was - lost) | gained == now
    assert not gained & was
    assert found.otherwise == ()


def test_who_is_nearer_now_is_there_in_another_way() -> None:
    """An F2 who turns out to be an F1 is told, and nobody else."""
    before = _answer(contact("ann", level="F2"), contact("bob"))

    found = difference(before, kept_form([contact("ann"), contact("bob")]))
    assert [one.citizen_id for one in found.otherwise] == ["ann"]
    assert found.gained == found.lost == ()
