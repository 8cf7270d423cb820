"""The state of a partition: order, repeats, late facts, and crashes at any point."""

from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from contracts.events import AlertWithdrawn, ScanRecorded
from contracts.history import REPEAT_WITHIN_MS
from contracts.lists import Lists
from contracts.registry import PassWithdrawn, ZoneDeclared
from streams.counts import cell_key, minute_of
from streams.judge import PASS_KNOWN_WITHIN_MS
from tests.builders.partition import (
    Fact,
    PartitionUnderTest,
    crashed_anywhere,
    declared,
    hear,
)
from tests.builders.streams import START_MS, expected_counts, expected_legs, scan, told_leg

DAY = 24 * 60
PLACES = ("hn-city-01", "hn-city-07", "pol-01-001")


def of_number(number: int) -> Fact:
    """Return the fact of that number: always the same, as a sender's repeat is."""
    citizen = ("ann", "ben", "")[number % 3]
    if number % 7 == 6 and citizen:
        return declared(number, citizen=citizen, minute=(number * 977) % (3 * DAY))
    return scan(
        number,
        citizen=citizen,
        place=PLACES[number * 7 % 3],
        minute=(number * 977) % (3 * DAY) if number % 4 else 30,
        category="refuse" if number % 5 == 0 else "pass",
        pass_id=f"pass-{number - number % 7 + 6}" if citizen and number % 2 else "",
    )


def scans_of(facts: list[Fact]) -> list[ScanRecorded]:
    """Return the scans among the facts."""
    return [fact for fact in facts if isinstance(fact, ScanRecorded)]


numbers = st.lists(st.integers(0, 40), max_size=60)


@given(numbers)
def test_whatever_the_order_of_arrival_legs_and_counts_equal_a_recomputation(
    arrived: list[int],
) -> None:
    """Late, repeated and out-of-order scans change nothing that they shouldn't."""
    facts = [of_number(number) for number in arrived]
    house = PartitionUnderTest()

    for fact in facts:
        house.take([fact])

    assert expected_legs(scans_of(facts)) == house.legs()
    assert expected_counts(scans_of(facts)) == house.counted()


@given(st.permutations(range(30)))
def test_whatever_the_order_of_arrival_the_same_is_said_in_the_end(arrived: list[int]) -> None:
    """Judgements follow from what is known, not from when it became known."""
    in_order, shuffled = PartitionUnderTest(), PartitionUnderTest()
    for house, numbers_in in ((in_order, list(range(30))), (shuffled, arrived)):
        for number in numbers_in:
            house.take([of_number(number)])
        house.wait_until(START_MS + 30 * DAY * 60_000)

    assert in_order.findings() == shuffled.findings()
    assert in_order.standing() == shuffled.standing()


@given(numbers, st.data())
def test_after_a_crash_at_any_point_the_same_lines_read_again_give_the_right_answer(
    arrived: list[int], data: st.DataObject
) -> None:
    """Whichever state entries and outputs were kept, reading on from the commit mends the rest."""
    facts = [of_number(number) for number in arrived]

    house = crashed_anywhere(facts, data)

    assert expected_legs(scans_of(facts)) == house.legs()
    assert expected_counts(scans_of(facts)) == house.counted()


@given(numbers, st.data())
def test_a_stopped_worker_that_wakes_up_harms_neither_state_nor_answers(
    arrived: list[int], data: st.DataObject
) -> None:
    """It writes under its old epoch; whoever recovers next, and every reader, keeps the later."""
    facts = [of_number(number) for number in arrived]
    committed = data.draw(st.integers(0, len(facts)), "committed up to")
    first = PartitionUnderTest()
    first.take(facts[:committed])
    second = first.taken_over()
    split = data.draw(st.integers(committed, len(facts)), "read by the second up to")
    second.take(facts[committed:split], committed)

    first.take(facts[committed:], committed)
    third = second.taken_over()
    third.take(facts[split:], split)

    assert expected_legs(scans_of(facts)) == third.legs()
    assert expected_counts(scans_of(facts)) == third.counted()


def test_a_late_scan_corrects_the_leg_after_it_with_a_higher_version() -> None:
    """The leg that the late scan splits is said again."""
    house = PartitionUnderTest()
    house.take([scan(1, minute=0), scan(2, minute=60)])
    before = house.movements["scan-0002"].version

    house.take([scan(3, minute=30)], 2)

    assert "scan-0003" == house.movements["scan-0002"].from_scan_id
    assert before < house.movements["scan-0002"].version
    assert "scan-0001" == house.movements["scan-0003"].from_scan_id


def test_a_late_scan_on_an_earlier_day_corrects_the_first_leg_of_the_next() -> None:
    """Pages of different days are one timeline."""
    house = PartitionUnderTest()
    house.take([scan(1, minute=2 * DAY)])

    house.take([scan(2, minute=0)], 1)

    assert "scan-0002" == house.movements["scan-0001"].from_scan_id


def test_a_senders_repeat_is_not_said_again() -> None:
    """A second line of the same scan has no effect at all."""
    house = PartitionUnderTest()
    house.take([scan(1)])
    said = len(house.said)

    house.take([scan(1)])

    assert said == len(house.said)


def test_the_same_line_read_again_is_said_again_but_not_counted_again() -> None:
    """Its outputs may never have been sent."""
    house = PartitionUnderTest()
    house.take([scan(1)])
    said = len(house.said)

    house.take([scan(1)], 0)

    assert said < len(house.said)
    assert Counter({("hn-city-01", START_MS, "in", "pass"): 1}) == house.counted()


def test_scans_of_nobody_are_judged_and_counted_without_a_movement() -> None:
    """A forged code tells nothing about a person."""
    house = PartitionUnderTest()

    house.take([scan(1, citizen=""), scan(2, citizen="")])

    assert {"scan-0001", "scan-0002"} == set(house.judged)
    assert {} == house.movements


def test_a_paper_sheet_counts_at_its_gate_and_not_again_when_it_is_entered() -> None:
    """Entered, it is a stop of its bearer's timeline at the time it happened."""
    house = PartitionUnderTest()
    at_gate, in_name = (
        msgspec.structs.replace(scan(number, citizen=citizen), source="paper")
        for number, citizen in ((1, ""), (2, "ann"))
    )

    house.take([at_gate, in_name])

    assert Counter({("hn-city-01", START_MS, "in", "pass"): 1}) == house.counted()
    assert {in_name.scan_id} == set(house.movements)


def test_a_day_beyond_its_limit_is_refused_and_nothing_of_the_line_is_kept() -> None:
    """A page must stay small enough for one Kafka batch."""
    house = PartitionUnderTest()
    house.take([scan(number, minute=number / 100) for number in range(2000)])

    assert not house.partition.take_scan(scan(3000, minute=21), 3000)
    assert {} == house.partition.changes()


def test_impossible_travel_between_two_scans_is_a_finding_of_the_later_one() -> None:
    """The rules of history look at the leg."""
    house = PartitionUnderTest()

    house.take([scan(1, place="hn-city-01", minute=0), scan(2, place="hn-city-21", minute=10)])

    assert {"scan-0001": (), "scan-0002": ("impossible_travel",)} == house.findings()
    alert = house.standing()["impossible_travel:scan-0002"]
    assert ("scan-0001", "hn-city-01") == (alert.from_scan_id, alert.from_place_id)


def test_a_late_scan_that_explains_a_finding_withdraws_its_alert() -> None:
    """Scanned twice within five minutes, but in between the person went out again."""
    house = PartitionUnderTest()
    house.take([scan(1, minute=0), scan(2, minute=4)])
    assert {"repeat_scan:scan-0002"} == set(house.standing())

    house.take([scan(3, minute=2, direction="out")], 2)

    assert {} == house.standing()
    assert isinstance(house.alerts["repeat_scan:scan-0002"], AlertWithdrawn)


def test_an_alert_says_since_when_its_evidence_was_known() -> None:
    """The earlier scan came hours late from a device without network."""
    house = PartitionUnderTest()
    house.take([scan(2, place="hn-city-21", minute=10)])

    house.take([scan(1, place="hn-city-01", minute=0, received_minute=300)], 1)

    alert = house.standing()["impossible_travel:scan-0002"]
    assert START_MS + 10 * 60_000 == alert.happened_ms
    assert START_MS + 300 * 60_000 == alert.known_since_ms


def test_a_signed_pass_that_nobody_issued_is_found_after_a_while_and_explained_by_its_issue() -> (
    None
):
    """A leaked key; but declarations may also only be late."""
    house = PartitionUnderTest()
    house.take([scan(1, pass_id="pass-7")])
    assert ((),) == tuple(house.findings().values())

    house.wait_until(START_MS + 1000 + PASS_KNOWN_WITHIN_MS + 60_000)
    assert {"scan-0001": ("pass_never_issued",)} == house.findings()

    house.take([declared(7, citizen="ann")], 1)
    assert {"scan-0001": ()} == house.findings()
    assert {} == house.standing()


def test_a_scan_of_a_pass_withdrawn_before_is_refused_in_hindsight() -> None:
    """The gate had no network; the registry tells of the withdrawal later."""
    house = PartitionUnderTest()
    house.take([declared(7), scan(1, pass_id="pass-7", minute=10)])

    house.registry(PassWithdrawn(pass_id="pass-7", reason="revoked", at_ms=START_MS + 5 * 60_000))

    assert ("refuse", "revoked") == (
        house.judged["scan-0001"].category,
        house.judged["scan-0001"].reason,
    )
    assert {"revoked:scan-0001"} == set(house.standing())


def test_a_scan_before_the_withdrawal_stays_good() -> None:
    """By event time, not by arrival."""
    house = PartitionUnderTest()
    house.take([declared(7), scan(1, pass_id="pass-7", minute=10)])

    house.registry(
        PassWithdrawn(
            pass_id="pass-7", reason="superseded", at_ms=START_MS + 11 * 60_000, citizen_id="ann"
        )
    )

    assert {"scan-0001": ()} == house.findings()


def test_a_check_in_where_nobody_said_they_would_be_contradicts_the_itinerary() -> None:
    """A police office of another district than those declared."""
    house = PartitionUnderTest()

    house.take(
        [
            declared(7, origin="00001"),
            scan(1, place="pol-01-271", direction="visit", minute=60, pass_id="pass-7"),
            scan(2, place="pol-01-001", direction="visit", minute=600, pass_id="pass-7"),
        ]
    )

    assert {"scan-0001": ("itinerary_contradicted",), "scan-0002": ()} == house.findings()


def test_whoever_left_an_area_before_it_was_declared_is_found_and_so_is_who_leaves_later() -> None:
    """The look-back reaches the first, the watch over scans the second."""
    house = PartitionUnderTest()
    house.take(
        [
            scan(1, citizen="ann", place="pol-01-001", direction="visit", minute=0),
            scan(2, citizen="ann", place="pol-01-271", direction="visit", minute=120),
            scan(3, citizen="ben", place="pol-01-271", direction="visit", minute=0),
            scan(4, citizen="cat", place="pol-01-001", direction="visit", minute=0),
        ]
    )

    house.registry(
        ZoneDeclared(
            zone_id="z1",
            unit="001",
            since_ms=START_MS + 10 * 60 * 60_000,
            declared_ms=START_MS + 10 * 60 * 60_000,
            look_back_ms=DAY * 60_000,
        )
    )
    assert {"left_epidemic_area:z1:ann"} == set(house.standing())

    house.take([scan(5, citizen="cat", place="hn-city-21", minute=700)], 4)
    assert {"left_epidemic_area:z1:ann", "left_epidemic_area:z1:cat"} == set(house.standing())


def test_a_departure_longer_ago_than_the_look_back_is_none() -> None:
    """The authority says how far back it matters."""
    house = PartitionUnderTest()
    house.take(
        [
            scan(1, place="pol-01-001", direction="visit", minute=0),
            scan(2, place="pol-01-271", direction="visit", minute=120),
        ]
    )

    zone_ms = START_MS + 5 * DAY * 60_000
    house.registry(
        ZoneDeclared(
            zone_id="z1", unit="001", since_ms=zone_ms, declared_ms=zone_ms, look_back_ms=60_000
        )
    )

    assert {} == house.standing()


def test_what_nothing_was_received_for_in_weeks_is_forgotten() -> None:
    """State is bounded by the time of receipt, so that old events may still be imported."""
    house = PartitionUnderTest()
    house.take([declared(7, citizen="ann"), scan(1), scan(2, citizen=""), scan(3, minute=10 * DAY)])

    house.take([scan(4, citizen="ben", minute=23 * DAY)], 4)
    house.settle()

    assert {"ann": 1, "ben": 1} == house.days_kept()
    early, late = scan(1), scan(4, minute=23 * DAY)
    assert cell_key(early, minute_of(early)) not in house.cells_kept()
    assert cell_key(late, minute_of(late)) in house.cells_kept()


def test_a_registry_record_is_heeded_again_after_a_crash_before_its_words_were_kept() -> None:
    """How far the registry was heeded is noted one step after what followed from it."""
    lists = Lists()
    house = PartitionUnderTest(lists)
    house.take([declared(7), scan(1, pass_id="pass-7", minute=10)])
    withdrawn = PassWithdrawn(pass_id="pass-7", reason="revoked", at_ms=START_MS, citizen_id="ann")
    lists.apply(withdrawn)
    house.notices.add(1, withdrawn)
    house.upkeep.step()
    house.keep_state_only()

    again = house.taken_over()
    again.settle()

    assert {"revoked:scan-0001"} == set(again.standing())


def test_hearing_keeps_the_highest_version() -> None:
    """What is heard out of order changes nothing."""
    house = PartitionUnderTest()
    house.take([scan(1, minute=0), scan(2, minute=60)])
    old = house.movements["scan-0002"]
    house.take([scan(3, minute=30)], 2)

    hear(house.movements, "scan-0002", old)

    assert "scan-0003" == house.movements["scan-0002"].from_scan_id
    assert REPEAT_WITHIN_MS < 30 * 60_000
    assert ("scan-0003", "hn-city-01", 1800) == told_leg(house.movements["scan-0002"])
