"""The state of a partition: order, repeats, and crashes at any point."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from contracts.events import MovementSeen, ScanRecorded
from contracts.places import places_of_2021
from streams.changelog import apply_entry, entries_of
from streams.partition import Changes, Partition
from tests.builders.streams import CellKey, expected_counts, expected_legs, scan, told_leg

DAY = 24 * 60
PLACES = ("hn-city-01", "hn-city-07", "pol-01-001")


def of_number(number: int) -> ScanRecorded:
    """Return the scan of that number: always the same, as a sender's repeat is."""
    return scan(
        number,
        citizen=("ann", "ben", "")[number % 3],
        place=PLACES[number * 7 % 3],
        minute=(number * 977) % (3 * DAY) if number % 4 else 30,
        category="refuse" if number % 5 == 0 else "pass",
    )


numbers = st.lists(st.integers(0, 40), max_size=60)


class Reader:
    """Takes lines in and remembers what was said, as Kafka and ClickHouse would together."""

    def __init__(self) -> None:
        self.partition = Partition(3)
        self.movements: dict[str, MovementSeen] = {}

    def take(self, scans: list[ScanRecorded], first_position: int = 0) -> Changes:
        """Take lines in as one group and say everything that follows."""
        changes = Changes()
        for position, one in enumerate(scans, first_position):
            assert self.partition.take(one, position, changes)
        return changes

    def say(self, changes: Changes, *, heard: float = 1.0) -> None:
        """Send outputs; only the first share of them arrives."""
        told = [movement for _, movement in self.partition.judged(changes, places_of_2021())]
        for movement in told[: round(heard * len(told))]:
            if movement is None:
                continue
            known = self.movements.get(movement.scan_id)
            if known is None or movement.version >= known.version:
                self.movements[movement.scan_id] = movement

    def legs(self) -> dict[str, tuple[str, str, int]]:
        """Return the newest version of every leg."""
        return {scan_id: told_leg(movement) for scan_id, movement in self.movements.items()}

    def counts(self) -> Counter[CellKey]:
        """Return the count of every cell."""
        counts = self.partition.counts
        return Counter(
            {
                (cell.place_id, cell.minute_ms, cell.direction, cell.category): counts.cell(
                    cell
                ).count
                for cell in counts.older_than(1 << 60)
            }
        )


@given(numbers)
def test_whatever_the_order_of_arrival_legs_and_counts_equal_a_recomputation(
    arrived: list[int],
) -> None:
    """Late, repeated and out-of-order scans change nothing that they shouldn't."""
    scans = [of_number(number) for number in arrived]
    reader = Reader()

    for position, one in enumerate(scans):
        reader.say(reader.take([one], position))

    assert expected_legs(scans) == reader.legs()
    assert expected_counts(scans) == reader.counts()


@given(numbers, st.data())
def test_after_a_crash_at_any_point_the_same_lines_read_again_give_the_right_answer(
    arrived: list[int], data: st.DataObject
) -> None:
    """Whichever state entries and outputs were kept, reading on from the commit mends the rest."""
    scans = [of_number(number) for number in arrived]
    committed = data.draw(st.integers(0, len(scans)), "committed up to")
    crashed = data.draw(st.integers(committed, len(scans)), "read up to")
    reader = Reader()
    before = reader.take(scans[:committed])
    reader.say(before)
    kept = dict(entries_of(reader.partition, before))
    lost = reader.take(scans[committed:crashed], committed)
    reader.say(lost, heard=data.draw(st.floats(0, 1), "share of outputs that arrived"))
    entries = list(entries_of(reader.partition, lost))
    survived = data.draw(st.lists(st.booleans(), min_size=len(entries), max_size=len(entries)))
    kept.update(entry for entry, was_kept in zip(entries, survived, strict=True) if was_kept)

    reader.partition = Partition(3)
    for key, value in kept.items():
        apply_entry(reader.partition, key, value)
    reader.say(reader.take(scans[committed:], committed))

    assert expected_legs(scans) == reader.legs()
    assert expected_counts(scans) == reader.counts()


def test_a_late_scan_corrects_the_leg_after_it_with_a_higher_version() -> None:
    """The leg that the late scan splits is said again."""
    reader = Reader()
    reader.say(reader.take([scan(1, minute=0), scan(2, minute=60)]))

    reader.say(reader.take([scan(3, minute=30)], 2))

    assert ("scan-0003", 2) == (
        reader.movements["scan-0002"].from_scan_id,
        reader.movements["scan-0002"].version,
    )
    assert "scan-0001" == reader.movements["scan-0003"].from_scan_id


def test_a_late_scan_on_an_earlier_day_corrects_the_first_leg_of_the_next() -> None:
    """Pages of different days are one timeline."""
    reader = Reader()
    reader.say(reader.take([scan(1, minute=2 * DAY)]))

    reader.say(reader.take([scan(2, minute=0)], 1))

    assert "scan-0002" == reader.movements["scan-0001"].from_scan_id


def test_a_senders_repeat_is_not_said_again() -> None:
    """A second line of the same scan has no effect at all."""
    reader = Reader()
    reader.take([scan(1)])

    changes = reader.take([scan(1)], 1)

    assert not changes.visits
    assert not changes.cells


def test_the_same_line_read_again_is_said_again_but_not_counted_again() -> None:
    """Its outputs may never have been sent."""
    reader = Reader()
    reader.take([scan(1)])

    changes = reader.take([scan(1)], 0)

    assert [("ann", "scan-0001")] == list(changes.visits)
    assert {1} == {reader.partition.counts.cell(cell).count for cell in changes.cells}


def test_scans_of_nobody_are_judged_and_counted_without_a_movement() -> None:
    """A forged code tells nothing about a person."""
    reader = Reader()
    changes = reader.take([scan(1, citizen=""), scan(2, citizen="")])

    told = list(reader.partition.judged(changes, {}))

    assert [("scan-0001", None), ("scan-0002", None)] == [(j.scan_id, m) for j, m in told]


def test_a_day_beyond_its_limit_is_refused_and_nothing_of_the_line_is_kept() -> None:
    """A page must stay small enough for one Kafka batch."""
    reader = Reader()
    full = [scan(number, minute=number / 100) for number in range(2000)]
    reader.take(full)
    changes = Changes()

    assert not reader.partition.take(scan(3000, minute=21), 3000, changes)
    assert not changes.visits


def test_impossible_travel_between_two_scans_is_a_finding_of_the_later_one() -> None:
    """The rules of history look at the leg."""
    reader = Reader()
    changes = reader.take(
        [scan(1, place="hn-city-01", minute=0), scan(2, place="hn-city-21", minute=10)]
    )

    judged = {j.scan_id: j.findings for j, _ in reader.partition.judged(changes, places_of_2021())}

    assert {"scan-0001": (), "scan-0002": ("impossible_travel",)} == judged


def test_what_nothing_was_received_for_in_weeks_is_outdated() -> None:
    """State is bounded by the time of receipt, so that old events may still be imported."""
    reader = Reader()
    reader.take([scan(1), scan(2, citizen="ben", minute=22 * DAY)])

    pages, cells = reader.partition.outdated(keep_ms=21 * DAY * 60_000, every_ms=1)

    assert ["ann"] == [page.owner for page in pages]
    assert 1 == len(cells)
    assert ([], []) == reader.partition.outdated(keep_ms=21 * DAY * 60_000, every_ms=1)
