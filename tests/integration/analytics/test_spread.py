"""Who may have it by way of others, told one rule at a time; every test has its own people."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pytest

from analytics.migrations import migrate
from analytics.questions.spread import Spread, SpreadQuestion, spread
from analytics.questions.spread_levels import TIES
from analytics.store import Store
from contracts.events import ScanAnnulled, ScanRecorded
from contracts.settings import Settings
from tests.builders.analytics import HOUR_MS, MINUTE_MS, START_MS, insert, scan

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one store for all tests of this module."""
    with Store.open(Settings(data=tmp_path_factory.mktemp("spread"))) as opened:
        migrate(opened)
        yield opened


def _seen(name: str, *who_and_when: tuple[str, int], place: str = "gate") -> list[ScanRecorded]:
    """Return scans at one place; `name` is the test's, times are minutes after the start."""
    return [
        scan(
            0,
            scan_id=f"{name}-{place}-{who}-{minute}",
            citizen_id=f"{name}-{who}",
            place_id=f"{name}-{place}",
            happened_ms=START_MS + minute * MINUTE_MS,
        )
        for who, minute in who_and_when
    ]


def _ask(store: Store, name: str, *cases: str, **changes: Any) -> Spread:
    span: dict[str, Any] = {"from_ms": START_MS, "until_ms": START_MS + 24 * HOUR_MS}
    asked = span | {"within_s": 600, "depth": 3} | changes
    return spread(
        store, SpreadQuestion(index_cases=tuple(f"{name}-{case}" for case in cases), **asked)
    )


def _levels(found: Spread, name: str) -> dict[str, int]:
    return {one.citizen_id.removeprefix(f"{name}-"): one.level for one in found.persons}


def _chain(name: str) -> Sequence[ScanRecorded]:
    """Return ann meeting ben, then ben cam, then cam dan, an hour after each other."""
    return [
        *_seen(name, ("ann", 0), ("ben", 5)),
        *_seen(name, ("ben", 60), ("cam", 65), place="market"),
        *_seen(name, ("cam", 120), ("dan", 125), place="bridge"),
    ]


def test_it_goes_from_one_to_the_next_in_the_order_of_time(shared: Store) -> None:
    """Each with whom they have it from, where and when."""
    insert(shared, "scans", _chain("chain"))

    found = _ask(shared, "chain", "ann")

    assert _levels(found, "chain") == {"ben": 1, "cam": 2, "dan": 3}
    last = found.ties[-1]
    assert (last.from_id, last.to_id, last.is_exposure) == ("chain-cam", "chain-dan", True)
    assert (last.place_id, last.gap_s) == ("chain-bridge", 300.0)
    assert last.from_scan_id == "chain-bridge-cam-120"
    assert last.first_met_ms == START_MS + 125 * MINUTE_MS
    assert [level.told for level in found.levels] == [1, 1, 1]
    assert _levels(_ask(shared, "chain", "ann", depth=2), "chain") == {"ben": 1, "cam": 2}


def test_nothing_is_passed_on_before_it_was_caught(shared: Store) -> None:
    """Whom ben met in the morning is no contact of a contact, a second before not either."""
    scans = [
        *_seen("before", ("ben", 0), ("cam", 5), place="market"),
        *_seen("before", ("ann", 60), ("ben", 65)),
        *_seen("before", ("dan", 64), place="gate"),
    ]
    insert(shared, "scans", scans)

    found = _ask(shared, "before", "ann", within_s=300)

    # dan met ann and so is a contact; ben and dan met at 65, when ben was exposed.
    assert _levels(found, "before") == {"ben": 1, "dan": 1}
    marks = {one.citizen_id: one.also_met_as for one in found.persons}
    assert marks == {"before-ben": ("F2",), "before-dan": ("F2",)}


def test_a_meeting_at_the_moment_of_exposure_counts(shared: Store) -> None:
    """Not before it is what the rule says; cam came before and ben met both with one scan."""
    insert(shared, "scans", _seen("moment", ("cam", 1), ("ann", 11), ("ben", 11)))

    found = _ask(shared, "moment", "ann", within_s=600, depth=2)
    assert _levels(found, "moment") == {"ben": 1, "cam": 1}

    insert(shared, "scans", _seen("moment", ("eve", 6), ("fay", 16), ("gus", 17), place="bay"))
    found = _ask(shared, "moment", "fay", within_s=300, depth=2)
    assert _levels(found, "moment") == {"gus": 1}


def test_index_persons_are_on_no_level(shared: Store) -> None:
    """Whoever else is asked about is known already, also where they were met."""
    insert(shared, "scans", _chain("cases"))

    found = _ask(shared, "cases", "ann", "cam")

    assert _levels(found, "cases") == {"ben": 1, "dan": 1}


def test_a_level_that_is_cut_says_so_and_goes_on_from_the_likeliest(shared: Store) -> None:
    """Those who were cut off are not found again on the next level."""
    crowd = [(f"n{number}", 0) for number in range(5)]
    scans = [
        *_seen("cut", ("ann", 0), ("ann", 1), *crowd, ("n3", 1)),
        *_seen("cut", *((who, 60) for who, _ in crowd), ("zoe", 61), place="market"),
    ]
    insert(shared, "scans", scans)

    found = _ask(shared, "cut", "ann", limit=2)

    assert _levels(found, "cut") == {"n3": 1, "n0": 1, "zoe": 2}
    first, second = found.levels[:2]
    assert (first.total, first.told, first.is_cut) == (5, 2, True)
    assert (second.carriers, second.total, second.is_cut) == (2, 1, False)


def test_of_many_sources_the_strongest_are_told_and_the_earliest(shared: Store) -> None:
    """All are counted."""
    many = [(f"n{number}", 60 + number) for number in range(1, TIES + 3)]
    exposed = _seen("many", ("ann", 0), ("n0", 1), *((who, 1) for who, _ in many))
    alone = _seen("many", ("n0", 50), ("zoe", 55), place="market")
    on_a_bus = _seen("many", *many, ("zoe", 64), place="market")
    together = [msgspec.structs.replace(one, vehicle_id="bus") for one in on_a_bus]
    insert(shared, "scans", [*exposed, *alone, *together])

    found = _ask(shared, "many", "ann", depth=2)

    (zoe,) = (one for one in found.persons if one.level == 2)
    ties = [tie for tie in found.ties if tie.level == 2]
    assert zoe.sources == TIES + 3
    assert zoe.exposed_by == ties[0].from_id == "many-n0"
    assert [tie.is_exposure for tie in ties] == [True] + [False] * TIES
    assert all(tie.shared_vehicle for tie in ties[1:])


def test_late_and_repeated_lines_and_annulments_change_what_they_should(shared: Store) -> None:
    """A repeated line nothing, a late scan adds, a scan taken back takes away."""
    chain = _chain("late")
    insert(shared, "scans", [*chain[:3], *chain[4:]])
    assert _levels(_ask(shared, "late", "ann"), "late") == {"ben": 1}

    insert(shared, "scans", chain[3:4], offset=1)
    whole = _ask(shared, "late", "ann")
    assert _levels(whole, "late") == {"ben": 1, "cam": 2, "dan": 3}

    insert(shared, "scans", chain, offset=2)
    again = _ask(shared, "late", "ann")
    assert (again.persons, again.ties, again.levels) == (whole.persons, whole.ties, whole.levels)

    gone = ScanAnnulled(
        scan_id=chain[2].scan_id,
        citizen_id=chain[2].citizen_id,
        place_id=chain[2].place_id,
        happened_ms=START_MS,
        received_ms=START_MS,
    )
    insert(shared, "annulments", [gone])
    assert _levels(_ask(shared, "late", "ann"), "late") == {"ben": 1}


def test_without_a_trace_there_is_nobody(shared: Store) -> None:
    """The first level is told, empty."""
    found = _ask(shared, "nobody", "ann")

    assert (found.persons, found.ties) == ((), ())
    assert [(level.level, level.carriers, level.stops) for level in found.levels] == [(1, 1, 0)]
