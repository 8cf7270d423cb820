"""Who is scanned unusually often."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
import pytest

from analytics.questions.filters import ScanFilter
from analytics.questions.repeats import Repeated, RepeatQuestion, Repeats, repeats
from analytics.store import Store
from contracts.events import ScanRecorded
from contracts.sealing import HANOI
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, annulment, insert, random_scans
from tests.builders.analytics import scan as usual_scan

pytestmark = pytest.mark.integration

_QUESTION = RepeatQuestion(
    from_ms=START_MS, until_ms=START_MS + 20 * HOUR_MS, at_least=25, limit=1000
)


def _asked(store: Store, **changes: Any) -> Repeats:
    return repeats(store, msgspec.structs.replace(_QUESTION, **changes))


def _by_hand(scans: Sequence[ScanRecorded], question: RepeatQuestion) -> list[Repeated]:
    only = question.only
    seen = [
        s
        for s in sorted(scans, key=lambda s: (s.happened_ms, s.scan_id))
        if question.from_ms <= s.happened_ms < question.until_ms
        and (only.places is None or s.place_id in only.places)
        and (not only.directions or s.direction in only.directions)
    ]
    by_person: dict[str, list[ScanRecorded]] = {}
    for one in seen:
        if one.citizen_id:
            by_person.setdefault(one.citizen_id, []).append(one)
    found = [_repeated(own) for own in by_person.values() if len(own) >= question.at_least]
    return sorted(found, key=lambda one: (-one.scans, one.citizen_id))


def _repeated(own: list[ScanRecorded]) -> Repeated:
    days = Counter(datetime.fromtimestamp(s.happened_ms / 1000, HANOI).date() for s in own)
    return Repeated(
        citizen_id=own[0].citizen_id,
        scans=len(own),
        crossings=sum(s.direction != "visit" for s in own),
        places=len({s.place_id for s in own}),
        days=len(days),
        most_on_a_day=max(days.values()),
        first_ms=own[0].happened_ms,
        last_ms=own[-1].happened_ms,
        last_place_id=own[-1].place_id,
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_the_answer_equals_a_count_of_every_scan(store: Store, seed: int) -> None:
    """Over midnight in Hà Nội; lines arrive twice and out of order."""
    scans = random_scans(seed, 1500, hours=20)
    insert(store, "scans", scans[700:])
    insert(store, "scans", scans[:900], offset=1)

    for changes in (
        {},
        {"from_ms": START_MS + 15 * MINUTE_MS + 1, "until_ms": START_MS + 9 * HOUR_MS,
         "at_least": 15},
        {"at_least": 5, "only": ScanFilter(places=("place-2",), directions=("in", "out"))},
    ):  # fmt: skip
        expected = _by_hand(scans, msgspec.structs.replace(_QUESTION, **changes))
        found = _asked(store, **changes)
        assert expected
        assert list(found.people) == expected
        assert found.total == len(expected)


def test_lines_sent_twice_and_scans_taken_back_make_nobody_frequent(store: Store) -> None:
    """Exactly the number asked about is enough."""
    ann = [usual_scan(n) for n in range(3)]
    ben = [usual_scan(n, citizen_id="ben") for n in range(10, 12)]
    cat = [usual_scan(n, citizen_id="cat") for n in range(20, 23)]
    insert(store, "scans", [*ann, *ben, *cat])
    insert(store, "scans", ben, offset=1)
    insert(store, "annulments", [annulment(cat[0])])

    assert [one.citizen_id for one in _asked(store, at_least=3).people] == ["ann"]
    bounded = _asked(store, at_least=2, limit=1)
    assert (len(bounded.people), bounded.total) == (1, 3)
