"""What tests in a real browser share."""

from collections.abc import Iterator

import pytest

from tests.builders.served_gateway import ServedGateway, served_gateway


@pytest.fixture(scope="module")
def gateway(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedGateway]:
    """Serve a gateway for this file's tests."""
    with served_gateway(kafka, tmp_path_factory.mktemp("gateway")) as running:
        yield running
