"""Scans that are taken back: before they come, after, twice, and around crashes."""

from collections.abc import Iterable

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from contracts.events import AlertWithdrawn, ScanAnnulled, ScanRecorded
from contracts.registry import ZoneDeclared
from tests.builders.partition import (
    Fact,
    PartitionUnderTest,
    annulled,
    crashed_anywhere,
    declared,
)
from tests.builders.streams import START_MS, expected_counts, expected_legs, scan

DAY = 24 * 60
PLACES = ("hn-city-01", "hn-city-07", "pol-01-001")
SCANS = 30


def scan_of_number(number: int) -> ScanRecorded:
    """Return the scan of that number: always the same, as a sender's repeat is."""
    return scan(
        number,
        citizen=("ann", "ben", "")[number % 3],
        place=PLACES[number * 7 % 3],
        minute=(number * 977) % (2 * DAY) if number % 4 else 30,
        category="refuse" if number % 5 == 0 else "pass",
    )


def of_number(number: int) -> Fact:
    """Return a scan, the annulment of one, or a declaration that a scan may explain."""
    if number < SCANS:
        return scan_of_number(number)
    if number < 2 * SCANS:
        return annulled(scan_of_number(number - SCANS))
    return declared(number, citizen=("ann", "ben")[number % 2], minute=number)


def standing(facts: Iterable[Fact]) -> list[ScanRecorded]:
    """Return the scans that were not taken back."""
    facts = list(facts)
    gone = {fact.scan_id for fact in facts if isinstance(fact, ScanAnnulled)}
    return [one for one in facts if isinstance(one, ScanRecorded) and one.scan_id not in gone]


numbers = st.lists(st.integers(0, 2 * SCANS + 3), max_size=60)


@given(numbers)
def test_whatever_the_order_the_timeline_and_counts_are_those_of_the_scans_that_stand(
    arrived: list[int],
) -> None:
    """An annulment may come before its scan, twice, or for a scan that never comes."""
    facts = [of_number(number) for number in arrived]
    house = PartitionUnderTest()

    for fact in facts:
        house.take([fact])

    assert expected_legs(standing(facts)) == house.legs()
    assert expected_counts(standing(facts)) == house.counted()


@given(st.permutations(range(2 * SCANS + 4)), st.sets(st.integers(0, SCANS - 1)))
def test_whatever_the_order_the_same_is_said_in_the_end(arrived: list[int], gone: set[int]) -> None:
    """Findings, alerts and who is overdue follow from what is known."""
    left_out = {number + SCANS for number in range(SCANS)} - {number + SCANS for number in gone}
    in_order, shuffled = PartitionUnderTest(), PartitionUnderTest()
    for house, numbers_in in ((in_order, sorted(arrived)), (shuffled, arrived)):
        for number in numbers_in:
            if number not in left_out:
                house.take([of_number(number)])
        house.wait_until(START_MS + 30 * DAY * 60_000)

    assert in_order.findings() == shuffled.findings()
    assert in_order.standing() == shuffled.standing()


@given(numbers, st.data())
def test_after_a_crash_at_any_point_reading_on_from_the_commit_mends_everything(
    arrived: list[int], data: st.DataObject
) -> None:
    """Whichever state entries and outputs were kept."""
    facts = [of_number(number) for number in arrived]

    house = crashed_anywhere(facts, data)

    assert expected_legs(standing(facts)) == house.legs()
    assert expected_counts(standing(facts)) == house.counted()


def test_the_leg_after_it_leads_from_the_scan_before_it() -> None:
    """And what was said of the scan itself is taken back with a higher version."""
    house = PartitionUnderTest()
    scans = [scan(number, minute=number * 60) for number in (1, 2, 3)]
    house.take(scans)
    before = house.movements["scan-0002"].version

    house.take([annulled(scans[1])], 3)

    assert "scan-0001" == house.movements["scan-0003"].from_scan_id
    assert house.movements["scan-0002"].annulled
    assert house.judged["scan-0002"].annulled
    assert before < house.movements["scan-0002"].version


def test_an_alert_that_rested_on_it_is_withdrawn() -> None:
    """Scanned twice by mistake."""
    house = PartitionUnderTest()
    scans = [scan(1, minute=0), scan(2, minute=2)]
    house.take(scans)
    assert {"repeat_scan:scan-0002"} == set(house.standing())

    house.take([annulled(scans[1])], 2)

    assert isinstance(house.alerts["repeat_scan:scan-0002"], AlertWithdrawn)


def test_whoever_it_alone_had_seen_is_overdue_again() -> None:
    """Another person was scanned with their pass's code."""
    house = PartitionUnderTest()
    seen = scan(1, minute=30)
    house.take([declared(7, minute=0), seen])
    house.wait_until(START_MS + 13 * 60 * 60_000)
    assert {} == house.standing()

    house.take([annulled(seen)], 2)

    assert {"overdue:decl-7"} == set(house.standing())


def test_a_departure_that_it_alone_showed_is_none() -> None:
    """Until another scan shows it."""
    house = PartitionUnderTest()
    inside = scan(1, place="pol-01-001", direction="visit", minute=0)
    elsewhere, again = (
        scan(number, place="pol-01-271", direction="visit", minute=minute)
        for number, minute in ((2, 120), (3, 240))
    )
    house.registry(ZoneDeclared(zone_id="z1", unit="001", since_ms=START_MS, declared_ms=START_MS))
    house.take([inside, elsewhere])
    assert {"left_epidemic_area:z1:ann"} == set(house.standing())

    house.take([annulled(elsewhere)], 2)
    assert {} == house.standing()

    house.take([again], 3)
    assert "scan-0003" == house.standing()["left_epidemic_area:z1:ann"].scan_id


def test_a_scan_of_nobody_is_taken_back_by_its_place() -> None:
    """A queue was waved through one too many."""
    house = PartitionUnderTest()
    taps = [scan(number, citizen="", minute=number / 10) for number in (1, 2)]
    house.take(taps)

    house.take([annulled(taps[0])], 2)

    assert [1] == list(house.counted().values())
    assert house.judged["scan-0001"].annulled
    assert not house.judged["scan-0002"].annulled


def test_whoever_names_another_place_or_person_takes_nothing_back() -> None:
    """All three must name the same scan."""
    house = PartitionUnderTest()
    one = scan(1)
    house.take([one])

    wrong = annulled(one)
    house.take([msgspec.structs.replace(wrong, place_id="hn-city-07")], 1)
    house.take([msgspec.structs.replace(wrong, citizen_id="ben")], 2)

    assert {"scan-0001"} == set(house.legs())


def test_an_annulment_outlives_its_scan() -> None:
    """A scan that was forgotten may still be handed in late once more."""
    house = PartitionUnderTest()
    gone = scan(1)
    house.take([annulled(gone), annulled(scan(2, citizen=""))])

    house.take([scan(9, citizen="ben", minute=25 * DAY)], 2)
    house.settle()
    house.take([gone, scan(2, citizen="")], 3)

    assert {"scan-0009"} == set(house.legs())
    assert 1 == sum(house.counted().values())
