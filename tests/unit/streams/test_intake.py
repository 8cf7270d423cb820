"""Records on their way into a group."""

import asyncio
from dataclasses import dataclass

from streams.intake import Intake, Place, Record

SCANS, OTHERS = Place("scans", 0), Place("scans", 1)
MEGABYTE = 1024 * 1024


@dataclass
class Fetched:
    """A record as Kafka gave it."""

    topic: str
    partition: int
    offset: int
    value: bytes | None


def records(place: Place, offsets: range, size: int = 1) -> list[Record]:
    """Return records of a place with values of that many bytes."""
    return [Fetched(place.topic, place.partition, offset, b"x" * size) for offset in offsets]


def is_done(waiting: asyncio.Task[None]) -> bool:
    """Tell whether there is nothing more to wait for."""
    return waiting.done()


def test_a_group_has_enough_records_at_most_and_the_rest_comes_next_in_order() -> None:
    """So that a group ends, however much was fetched at once."""
    intake = Intake(3)
    intake.add({SCANS: records(SCANS, range(5)), OTHERS: records(OTHERS, range(1))})

    groups = [intake.take(), intake.take(), intake.take()]

    offsets = [[(record.partition, record.offset) for record in group] for group in groups]
    assert [[(0, 0), (1, 0), (0, 1)], [(0, 2), (0, 3), (0, 4)], []] == offsets


def test_a_group_ends_with_enough_bytes() -> None:
    """A few records of many lines are as much work as many of one."""
    intake = Intake(1000)
    for start in range(0, 40, 10):
        intake.add({SCANS: records(SCANS, range(start, start + 10), MEGABYTE)})

    assert [16, 16, 8] == [len(intake.take()) for _ in range(3)]


def test_every_place_has_its_share_of_a_group() -> None:
    """None stands still until others are through, however far behind all are."""
    intake = Intake(1000)
    intake.add({SCANS: records(SCANS, range(100), MEGABYTE)})
    intake.add({OTHERS: records(OTHERS, range(100), MEGABYTE)})

    group = intake.take()

    assert [8, 8] == [sum(one.partition == number for one in group) for number in (0, 1)]


def test_a_place_of_which_little_waits_leaves_room_for_others() -> None:
    """A group is whole although one is behind and others are not."""
    intake = Intake(1000)
    intake.add({OTHERS: records(OTHERS, range(1)), SCANS: records(SCANS, range(500), 65536)})

    group = intake.take()

    assert 250 < len(group) <= 258


def test_only_what_was_worked_off_is_kept() -> None:
    """What waits, and what is in work, is not to be committed."""
    intake = Intake(3)
    intake.add({SCANS: records(SCANS, range(7, 12))})

    intake.take()
    assert {} == intake.kept
    intake.finish({0})
    assert {SCANS: 10} == intake.kept
    intake.take()
    intake.finish({0})

    assert {SCANS: 12} == intake.kept


def test_what_belongs_to_somebody_else_by_now_is_not_kept() -> None:
    """It was left out of the work, and must be read by whoever has it."""
    intake = Intake(10)
    intake.add({SCANS: records(SCANS, range(3)), OTHERS: records(OTHERS, range(3))})
    intake.take()

    intake.finish({1})

    assert {OTHERS: 3} == intake.kept


def test_what_was_forgotten_in_the_middle_of_the_work_is_not_kept() -> None:
    """The partitions changed hands while a group was in work."""
    intake = Intake(10)
    intake.add({SCANS: records(SCANS, range(3))})
    intake.take()
    intake.add({SCANS: records(SCANS, range(3, 5))})

    intake.forget()
    intake.finish({0})

    assert {} == intake.kept
    assert [] == intake.take()


def test_fetching_waits_while_two_groups_wait() -> None:
    """Memory holds what is worked on soon, not what Kafka has."""

    async def story() -> None:
        intake = Intake(3)
        intake.add({SCANS: records(SCANS, range(3))})
        await asyncio.wait_for(intake.room(), 5)
        intake.add({SCANS: records(SCANS, range(3, 6))})
        waiting = asyncio.create_task(intake.room())
        await asyncio.sleep(0)
        assert not is_done(waiting)

        intake.take()
        await asyncio.wait_for(waiting, 5)

    asyncio.run(story())


def test_it_is_idle_when_the_last_group_is_finished() -> None:
    """A rebalance waits for that, so that what was done is committed."""

    async def story() -> None:
        intake = Intake(3)
        await asyncio.wait_for(intake.idle(), 5)
        intake.add({SCANS: records(SCANS, range(3))})
        waiting = asyncio.create_task(intake.idle())
        intake.take()
        await asyncio.sleep(0)
        assert not is_done(waiting)

        intake.finish({0})
        await asyncio.wait_for(waiting, 5)

    asyncio.run(story())


def test_a_group_waits_for_company_only_until_it_is_whole() -> None:
    """A single scan is not held up for long, and a crowd not at all."""

    async def story() -> None:
        intake = Intake(2)
        intake.add({SCANS: records(SCANS, range(1))})
        await asyncio.wait_for(intake.group(within_s=0.01), 5)
        waiting = asyncio.create_task(intake.group(within_s=600))
        await asyncio.sleep(0)
        intake.add({SCANS: records(SCANS, range(1, 2))})

        await asyncio.wait_for(waiting, 5)

    asyncio.run(story())
