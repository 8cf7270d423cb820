"""Fixtures that all tests share."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from deploy.broker import Broker
from deploy.layout import KAFKA_JARS

# How fast a machine is says nothing about whether the code is right.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

_OUTSIDE = ("integration", "browser", "end_to_end", "faults")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `./chot attack` go on for longer than the usual tests do."""
    parser.addoption("--attack-cases", type=int, default=6, help="requests of a kind, for a route")
    parser.addoption("--attack-seconds", type=float, default=2.0, help="fuzzing of each reader")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that uses the broker without saying so by its mark."""
    for item in items:
        uses_kafka = "kafka" in getattr(item, "fixturenames", ())
        if uses_kafka and not any(item.get_closest_marker(mark) for mark in _OUTSIDE):
            raise pytest.UsageError(f"{item.nodeid} uses Kafka and is not marked as needing it")


@pytest.fixture(scope="module")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a real broker for this file's tests, when the first one asks for its address.

    Topics, consumer groups and the registry belong to a house, and each file makes its own.
    """
    folder = tmp_path_factory.mktemp("kafka")
    broker = Broker(folder=folder / "data", jars=KAFKA_JARS, log=folder / "broker.log")
    yield broker.start()
    broker.stop()
