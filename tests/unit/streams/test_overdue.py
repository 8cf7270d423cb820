"""Who declared to depart and is not seen."""

from typing import Literal

import pytest

from contracts.registry import PassWithdrawn
from tests.builders.partition import PartitionUnderTest, declared
from tests.builders.streams import START_MS, scan

DAY = 24 * 60


def test_who_declared_to_depart_and_is_not_seen_is_overdue_until_seen() -> None:
    """A late scan of a device without network explains it."""
    house = PartitionUnderTest()
    house.take([declared(7, minute=0)])
    house.wait_until(START_MS + 13 * 60 * 60_000)
    assert {"overdue:decl-7"} == set(house.standing())

    house.take([scan(1, minute=30, received_minute=14 * 60)], 1)

    assert {} == house.standing()


def test_a_declaration_that_reached_us_late_is_not_overdue_at_once() -> None:
    """A paper sheet is entered in the evening; the scans of that morning may come as late."""
    house = PartitionUnderTest()
    house.take([declared(7, minute=0, received_minute=DAY)])

    house.wait_until(START_MS + (DAY + 11 * 60) * 60_000)
    assert {} == house.standing()

    house.wait_until(START_MS + (DAY + 13 * 60) * 60_000)
    assert {"overdue:decl-7"} == set(house.standing())


@pytest.mark.parametrize("reason", ["superseded", "revoked"])
def test_nobody_is_waited_for_on_a_journey_that_was_given_up(
    reason: Literal["superseded", "revoked"],
) -> None:
    """A corrected declaration gave way to another, with its own hour; a withdrawn one to none."""
    house = PartitionUnderTest()
    house.take([declared(7, minute=0)])
    house.registry(PassWithdrawn(pass_id="pass-7", reason=reason, at_ms=START_MS, citizen_id="ann"))

    house.wait_until(START_MS + 13 * 60 * 60_000)

    assert {} == house.standing()


def test_who_was_seen_in_time_is_never_overdue() -> None:
    """Even when the scan came before the declaration did."""
    house = PartitionUnderTest()
    house.take([scan(1, minute=30), declared(7, minute=0)])

    house.wait_until(START_MS + 13 * 60 * 60_000)

    assert {} == house.standing()
