"""Scoring the second ring: a perfect answer scores 1, and each fault of an answer shows."""

import functools

import msgspec
import pytest

from simulation.outbreak import Presence, index_persons
from simulation.plan import CityRun
from simulation.second_ring import Found, Level, Person, compare_second, second_ring
from simulation.traffic import DAY_MS
from tests.builders.simulation import START_MS, four_days, scans_in, small_city


@functools.cache
def _run() -> CityRun:
    scans = [s for s in scans_in(four_days()) if s.happened_ms < START_MS + 3 * DAY_MS]
    return CityRun(
        start_ms=START_MS,
        until_ms=START_MS + 3 * DAY_MS,
        index_persons=index_persons(small_city(), 3),
        citizens={scan.owner: f"citizen-{scan.owner}" for scan in scans},
        presences=list(map(Presence.from_scan, scans)),
    )


def _answer(*citizen_ids: str, is_cut: bool = False) -> Found:
    persons = tuple(Person(citizen_id, 2) for citizen_id in citizen_ids)
    return Found((Person("an-f1", 1), *persons), (Level(is_cut), Level(is_cut)))


def _perfect() -> list[str]:
    return sorted(_run().citizens[person] for person in second_ring(_run()))


def test_a_perfect_answer_finds_everybody_and_nobody_else() -> None:
    """Contacts of contacts are many; index persons are not among them."""
    score = compare_second(_run(), _answer(*_perfect()))

    assert score.true_second > 30
    assert (score.recall, score.precision, score.is_cut) == (1.0, 1.0, False)
    assert not second_ring(_run()) & set(_run().index_persons)


def test_who_is_missing_costs_recall_and_who_is_too_many_costs_precision() -> None:
    """People of another run in the store count for neither."""
    perfect = _perfect()
    unmet = next(c for c in _run().citizens.values() if c not in perfect)
    score = compare_second(_run(), _answer(*perfect[1:], unmet, "somebody-else", is_cut=True))

    assert score.recall == score.precision == pytest.approx(1 - 1 / len(perfect))
    assert score.is_cut


def test_who_was_met_before_the_contact_was_exposed_is_not_in_the_ring() -> None:
    """Only what comes after can have been passed on."""
    seen = [
        Presence("a", 1_000_000, 1, 1, "pass", False),  # noqa: FBT003
        Presence("a", 1_000_100, 2, 2, "pass", False),  # noqa: FBT003
        Presence("b", 99_000, 2, 2, "pass", False),  # noqa: FBT003
        Presence("b", 99_100, 3, 3, "pass", False),  # noqa: FBT003
        Presence("c", 9_000_000, 2, 2, "pass", False),  # noqa: FBT003
        Presence("c", 9_000_100, 4, 4, "pass", False),  # noqa: FBT003
    ]
    run = CityRun(
        start_ms=0,
        until_ms=10_000_000,
        index_persons=(1,),
        citizens={1: "one"},
        presences=seen,
    )

    assert second_ring(run) == {4}
    assert second_ring(msgspec.structs.replace(run, citizens={})) == set()
