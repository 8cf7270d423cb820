"""Events on their way into a group."""

from types import SimpleNamespace
from typing import cast

from faust.types import EventT

from streams.intake import Intake


def events(count: int, size: int = 1) -> list[EventT[bytes]]:
    """Return events with values of that many bytes."""
    made = [SimpleNamespace(message=SimpleNamespace(value=b"x" * size)) for _ in range(count)]
    return cast("list[EventT[bytes]]", made)


def test_a_group_is_full_with_enough_records() -> None:
    """So that it ends, however much waits."""
    intake = Intake(3)
    intake.add(events(2))
    assert not intake.is_full

    intake.add(events(1))

    assert intake.is_full


def test_a_group_is_full_with_enough_bytes() -> None:
    """A few records of many lines are as much work as many of one."""
    intake = Intake(1000)

    intake.add(events(17, size=1024 * 1024))

    assert intake.is_full


def test_an_emptied_intake_begins_anew_and_keeps_the_order() -> None:
    """Acknowledgements go in the order of arrival."""
    intake = Intake(3)
    first, second = events(2), events(2)
    intake.add(first)
    intake.add(second)

    assert first + second == intake.empty()
    assert [] == intake.empty()
    assert not intake.is_full
