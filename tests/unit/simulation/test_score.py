"""Scoring: a perfect answer scores 1, and each fault of an answer shows."""

import functools

import pytest

from simulation.outbreak import Presence, Window, index_persons, true_contacts
from simulation.plan import CityRun
from simulation.score import Pairs, Score, compare
from simulation.traffic import DAY_MS
from tests.builders.simulation import START_MS, four_days, scans_in, small_city


@functools.cache
def _run() -> CityRun:
    scans = [s for s in scans_in(four_days()) if s.happened_ms < START_MS + 3 * DAY_MS]
    return CityRun(
        start_ms=START_MS,
        until_ms=START_MS + 3 * DAY_MS,
        index_persons=index_persons(small_city(), 12),
        citizens={scan.owner: f"citizen-{scan.owner}" for scan in scans},
        presences=list(map(Presence.from_scan, scans)),
    )


def _cases() -> dict[int, str]:
    return {p: _run().citizens[p] for p in _run().index_persons if p in _run().citizens}


def _perfect() -> Pairs:
    window = Window(_run().start_ms, _run().until_ms)
    truth = true_contacts(_run().presences, _cases(), window, "traceable")
    citizens = _run().citizens
    return {(citizens[index], citizens[met]) for index, mets in truth.items() for met in mets}


def _score(alone: Pairs, together: Pairs | None = None) -> Score:
    among = set(_cases().values())
    alike = {pair for pair in alone if pair[1] not in among}
    return compare(_run(), _cases(), alone, alike if together is None else together)


def test_a_perfect_answer_finds_everybody_who_can_be_found() -> None:
    """Recall and precision are 1; those behind unreadable codes are missed by anyone."""
    score = _score(_perfect())

    assert score.true_contacts > 30
    assert (score.recall, score.precision) == (1.0, 1.0)
    assert 0.8 < score.physical_recall < 1.0
    assert score.surplus == score.strangers == score.together_differs == 0


def test_a_missed_contact_is_named_with_the_two_scans() -> None:
    """Who looks into it needs place, times and what was shown."""
    perfect = _perfect()
    lost = min(perfect)
    score = _score(perfect - {lost})

    assert score.recall == pytest.approx(1 - 1 / len(perfect))
    assert score.precision == 1.0
    assert [_run().citizens[m.contact] for m in score.misses] == [lost[1]]
    assert " s apart: index 2021-08-2" in score.misses[0].why


def test_an_invented_contact_costs_precision_and_strangers_are_told_apart() -> None:
    """A citizen of another run in the store is a different matter from a wrong answer."""
    perfect = _perfect()
    case = next(iter(_cases().values()))
    unmet = next(c for c in _run().citizens.values() if (case, c) not in perfect and c != case)
    score = _score(perfect | {(case, unmet), (case, "somebody-else")})

    assert score.recall == 1.0
    assert score.precision == pytest.approx(len(perfect) / (len(perfect) + 1))
    assert (score.surplus, score.strangers) == (1, 1)
    assert len(score.surplus_examples) == 1


def test_asking_about_all_at_once_must_agree_with_asking_one_by_one() -> None:
    """Index persons do not count as each other's contacts there."""
    alike = {pair for pair in _perfect() if pair[1] not in set(_cases().values())}
    score = _score(_perfect(), together=alike - {min(alike)})

    assert score.together_differs == 1


def test_nothing_to_find_and_nothing_found_is_no_fault() -> None:
    """A run without contacts scores 1."""
    score = compare(CityRun(start_ms=0), {}, set(), set())

    assert (score.recall, score.precision, score.physical_recall) == (1.0, 1.0, 1.0)
