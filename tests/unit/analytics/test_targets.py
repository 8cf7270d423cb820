"""Which topic goes into which table."""

import pytest

from analytics.targets import TARGETS, targets_of
from contracts.errors import Stop


def test_tables_are_chosen_by_name() -> None:
    """No name chooses all."""
    assert [target.topic for target in targets_of(["scans"])] == ["scans"]
    assert targets_of([]) == TARGETS


def test_a_table_that_no_topic_fills_is_refused() -> None:
    """The refusal names those there are."""
    with pytest.raises(Stop, match=r"no topic is loaded into scan; there are scans, "):
        targets_of(["scans", "scan"])
