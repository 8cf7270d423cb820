"""A store of its own for each test.

chDB has one data folder open per process, so a test's store is closed before the next one opens.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analytics.migrations import migrate
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import Lane


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Open an empty store with all tables."""
    with Store.open(Settings(data=tmp_path)) as opened:
        migrate(opened)
        yield opened


@pytest.fixture
def lane(kafka: str, store: Store) -> Lane:
    """Make topics that only this test uses."""
    return Lane(kafka, store)
