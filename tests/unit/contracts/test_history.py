"""The rules of history, each at its edge."""

import pytest

from contracts.events import Direction
from contracts.history import (
    REPEAT_WITHIN_MS,
    SAME_TIME_MS,
    Ground,
    Journey,
    Known,
    findings_of,
    names_of,
)
from contracts.places import km_between, places_of_2021
from contracts.registry import PassWithdrawn
from streams.dossier import Visit

HOUR_MS = 3_600_000
GROUND = Ground(places_of_2021())
NEAR, FAR = "hn-city-01", "hn-city-21"


def stop(place: str = NEAR, at_ms: int = 0, direction: Direction = "in") -> Visit:
    """Return somebody's stop."""
    return Visit(at_ms, "s", place, direction, "pass", "ok", at_ms, 0)


def known(after: Visit, before: Visit | None = None, **beside: object) -> Known:
    """Return what is known of a scan and the one before it."""
    km = GROUND.km(before.place_id, after.place_id) if before else None
    return Known(after, before, km, **beside)  # type: ignore[arg-type]  # tests name the fields


def found(what: Known) -> tuple[str, ...]:
    """Return the names of what is found."""
    return names_of(findings_of(what, GROUND))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (stop(at_ms=REPEAT_WITHIN_MS), ("repeat_scan",)),
        (stop(at_ms=REPEAT_WITHIN_MS + 1), ()),
        (stop(at_ms=1000, direction="out"), ()),
        (stop(FAR, at_ms=SAME_TIME_MS), ("two_places_at_once",)),
        (stop(FAR, at_ms=SAME_TIME_MS + 1), ("impossible_travel",)),
        (stop(FAR, at_ms=3 * HOUR_MS), ()),
    ],
)
def test_two_scans_of_one_person_contradict_each_other_only_within_limits(
    after: Visit, expected: tuple[str, ...]
) -> None:
    """Limits are included where the words say within."""
    assert expected == found(known(after, stop()))


def test_the_first_scan_of_a_timeline_contradicts_nothing() -> None:
    """There is nothing before it."""
    assert () == found(known(stop()))


def test_places_without_position_prove_nothing_about_travel() -> None:
    """An imported place may have no position."""
    assert () == found(known(stop("nowhere", at_ms=SAME_TIME_MS), stop()))


def test_a_journey_from_far_away_cannot_have_begun_between_two_near_scans() -> None:
    """Declared from Móng Cái at one, but scanned in Hà Nội at midnight and before two."""
    journey = Journey("d", HOUR_MS, "194", ("194", "001"))
    before, after = stop(NEAR, 0), stop(NEAR, 2 * HOUR_MS - 1)

    assert ("itinerary_contradicted",) == found(
        known(after, before, has_pass=True, journey=journey)
    )


def test_a_journey_with_time_enough_for_its_way_is_believed() -> None:
    """The same, with a day in between."""
    journey = Journey("d", HOUR_MS, "194", ("194", "001"))

    assert () == found(
        known(stop(NEAR, 24 * HOUR_MS), stop(NEAR, 0), has_pass=True, journey=journey)
    )


def test_a_gate_anywhere_does_not_contradict_an_itinerary() -> None:
    """Gates lie on any way; only a stay says where somebody is."""
    journey = Journey("d", 0, "001", ("001",))

    assert () == found(known(stop(FAR, HOUR_MS), has_pass=True, journey=journey))


@pytest.mark.parametrize(("at_ms", "expected"), [(10, ("revoked",)), (9, ())])
def test_a_withdrawn_pass_is_bad_from_its_withdrawal_on(
    at_ms: int, expected: tuple[str, ...]
) -> None:
    """The moment itself included."""
    withdrawn = PassWithdrawn(pass_id="p", reason="revoked", at_ms=10)

    assert expected == found(known(stop(at_ms=at_ms), has_pass=True, withdrawn=withdrawn))


def test_distances_are_those_between_the_places() -> None:
    """To the metre; computed once, and then the same."""
    places = places_of_2021()
    km = km_between(places[NEAR], places[FAR]) or 0.0

    assert GROUND.km(NEAR, FAR) == GROUND.km(NEAR, FAR) == round(km, 3)
