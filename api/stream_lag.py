"""How many scans the stream has not judged yet, as the broker knows it."""

import contextlib
from typing import Any, Self

from kafka import TopicPartition
from kafka.admin import OffsetSpec
from kafka.errors import KafkaError

from contracts.errors import TryAgain
from contracts.topics import STREAM_GROUP
from service.topics import administration

UNKNOWN = -1


class StreamLag:
    """Asks over one connection, which it opens when it is first asked. For one thread."""

    def __init__(self, kafka: str) -> None:
        """Ask this cluster."""
        self._kafka = kafka
        self._opened: tuple[Any, contextlib.ExitStack] | None = None

    def records(self, topic: str = "scans") -> int:
        """Return how many records of a topic wait for the stream; -1 where nobody can say."""
        try:
            return self._waiting(self._client(), topic)
        except (KafkaError, TryAgain):
            self.close()
            return UNKNOWN

    def close(self) -> None:
        """Let the connection go."""
        if self._opened:
            _, stack = self._opened
            self._opened = None
            stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _client(self) -> Any:
        if self._opened is None:
            stack = contextlib.ExitStack()
            self._opened = stack.enter_context(administration(self._kafka)), stack
        return self._opened[0]

    @staticmethod
    def _waiting(client: Any, topic: str) -> int:
        done: dict[TopicPartition, Any] = client.list_group_offsets([STREAM_GROUP])[STREAM_GROUP]
        ours = {at: found.offset for at, found in done.items() if at.topic == topic}
        if not ours:
            return UNKNOWN
        ends = client.list_partition_offsets(dict.fromkeys(ours, OffsetSpec.LATEST))
        return sum(max(0, ends[at].offset - offset) for at, offset in ours.items())
