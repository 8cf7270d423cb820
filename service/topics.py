"""Makes the broker's topics as `contracts/topics.py` declares them, and compares the two.

A topic that differs is reported. How long its records are kept is brought up to the settings, which
are there to be obeyed; partitions are never changed, for more of them would move citizens.
"""

import contextlib
import socket
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from kafka import KafkaAdminClient
from kafka.admin import ConfigResource
from kafka.errors import KafkaError, TopicAlreadyExistsError

from contracts.errors import Stop, TryAgain
from contracts.topics import Topic, with_dead_twins

_CONNECT_S = 10


class FoundTopic(msgspec.Struct, frozen=True):
    """A topic as the broker has it; `config` holds the settings that a declaration may name."""

    partitions: int
    replication: int
    config: Mapping[str, str]


class TopicDifference(msgspec.Struct, frozen=True):
    """One thing about one topic that is not as declared; `what` is `topic` where it is missing."""

    topic: str
    what: str
    declared: str
    found: str

    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.topic}: {self.what} declared {self.declared}, found {self.found}"


@contextlib.contextmanager
def administration(bootstrap: str) -> Iterator[Any]:
    """Open Kafka's administration client and close it again.

    Raises:
        TryAgain: the cluster does not answer, now or while it is being asked something.
    """
    if not any(map(_is_reachable, bootstrap.split(","))):
        # The client would wait its whole time, and would leave its thread and sockets behind.
        raise TryAgain("Kafka")
    try:
        client = KafkaAdminClient(
            bootstrap_servers=bootstrap, bootstrap_timeout_ms=_CONNECT_S * 1000
        )
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    try:
        yield client
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    finally:
        client.close()


def _is_reachable(address: str) -> bool:
    host, _, port = address.strip().rpartition(":")
    try:
        with socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_S):
            return True
    except OSError:
        return False


def ensure_topics(
    bootstrap: str,
    *,
    partitions: int,
    replication: int,
    topics: Iterable[Topic] = with_dead_twins(),
) -> tuple[str, ...]:
    """Create the topics that are not there yet, wait until they can be used, return their names.

    Raises:
        TryAgain: the cluster does not answer.
        Stop: the cluster refuses a topic, for example for want of brokers.
    """
    with administration(bootstrap) as client:
        there = set(client.list_topics())
        wanted = {
            topic.name: {
                "num_partitions": topic.partitions or partitions,
                "replication_factor": replication,
                "configs": topic.config(),
            }
            for topic in topics
            if topic.name not in there
        }
        if wanted:
            answer = client.create_topics(wanted, raise_errors=False)
            _refuse_faults(answer["topics"])
            client.wait_for_topics(list(wanted))
        return tuple(wanted)


def _refuse_faults(created: Iterable[Mapping[str, Any]]) -> None:
    # Another process may have made the same topic in between.
    fine = (0, TopicAlreadyExistsError.errno)
    faults = [f"{t['name']}: {t['error_message']}" for t in created if t["error_code"] not in fine]
    if faults:
        raise Stop("Kafka refuses topics: " + "; ".join(faults))


def topic_differences(
    bootstrap: str,
    *,
    partitions: int,
    replication: int,
    topics: Iterable[Topic] = with_dead_twins(),
) -> list[TopicDifference]:
    """Return what is not as declared on the cluster.

    Raises:
        TryAgain: the cluster does not answer.
    """
    declared = tuple(topics)
    with administration(bootstrap) as client:
        found = _found(client, declared)
    return [
        difference
        for topic in declared
        for difference in compare(
            topic, found.get(topic.name), partitions=partitions, replication=replication
        )
    ]


def settle_topics(bootstrap: str, topics: Iterable[Topic]) -> tuple[str, ...]:
    """Let the broker keep each topic's records as declared; return the topics this was new to.

    Raises:
        TryAgain: the cluster does not answer.
    """
    declared = tuple(topics)
    with administration(bootstrap) as client:
        found = _found(client, declared)
        other = {
            topic.name: topic.config()
            for topic in declared
            if topic.name in found and _is_kept_otherwise(topic, found[topic.name])
        }
        if other:
            client.alter_configs(
                [ConfigResource("topic", name, dict(config)) for name, config in other.items()]
            )
    return tuple(other)


def _is_kept_otherwise(topic: Topic, found: FoundTopic) -> bool:
    return any(
        _normal(value) != _normal(found.config.get(key, ""))
        for key, value in topic.config().items()
    )


def _found(client: Any, topics: Iterable[Topic]) -> dict[str, FoundTopic]:
    by_name = {topic.name: topic for topic in topics}
    described = [t for t in client.describe_topics() if t["name"] in by_name]
    if not described:
        return {}
    settings = client.describe_configs(
        [ConfigResource("topic", t["name"], list(by_name[t["name"]].config())) for t in described],
        config_filter="all",
    )["topic"]
    return {
        t["name"]: FoundTopic(
            partitions=len(t["partitions"]),
            replication=min((len(p["replica_nodes"]) for p in t["partitions"]), default=0),
            config={key: entry["value"] for key, entry in settings[t["name"]].items()},
        )
        for t in described
    }


def compare(
    topic: Topic, found: FoundTopic | None, *, partitions: int, replication: int
) -> list[TopicDifference]:
    """Return how a topic as found differs from its declaration."""
    if found is None:
        return [TopicDifference(topic.name, "topic", "present", "missing")]
    pairs = {
        "partitions": (str(topic.partitions or partitions), str(found.partitions)),
        "replication": (str(replication), str(found.replication)),
    }
    for key, value in topic.config().items():
        pairs[key] = (value, found.config.get(key, "not set"))
    return [
        TopicDifference(topic.name, what, declared, as_found)
        for what, (declared, as_found) in pairs.items()
        if _normal(declared) != _normal(as_found)
    ]


def _normal(value: str) -> list[str]:
    """Lists of words are equal in any order."""
    return sorted(part.strip() for part in value.split(","))
