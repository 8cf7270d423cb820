"""State that another version of the worker wrote."""

import pytest

from contracts.errors import Stop
from tests.builders.partition import PartitionUnderTest
from tests.builders.streams import scan


def test_state_of_another_version_is_refused_with_what_to_do() -> None:
    """Half of it would be read wrongly."""
    house = PartitionUnderTest()
    house.take([scan(1)])
    house.partition.clock.layout += 1
    house.take([scan(2)])

    with pytest.raises(Stop, match="delete the topic stream-state"):
        house.taken_over()
