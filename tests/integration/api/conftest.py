"""One read side for all tests of this folder; each uses people and places of its own."""

from collections.abc import Iterator

import pytest

from tests.builders.api import RunningApi, running_api


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side on the shared broker."""
    with running_api(kafka, tmp_path_factory.mktemp("api")) as running:
        yield running
