"""Quix Streams the usual way: a stateful function per scan, its outputs to their topics.

Scans and declarations come on one topic, for joining two costs Quix an alignment of their times.
State lies under the message's key, as Quix has it; what belongs to a place lies under a key of its
own. A checkpoint writes the changelog and commits.
"""

import warnings
from collections.abc import Iterator
from typing import Any

from quixstreams import Application, State, message_context
from quixstreams.checkpointing.checkpoint import Checkpoint
from quixstreams.models import Serializer
from quixstreams.state.base.state import TransactionState

from bench.streams.job import Jobs, Output
from bench.streams.task import A_CHECKPOINT, OUTPUTS, Progress, Task, given_task
from service.memory import settle_memory
from streams.keys import CELLS, CLOCK, STRANGERS
from streams.state import Changes

_NEVER_S = 3600.0
_PLACES = b"places"
_SCAN = b'{"type":"ScanRecorded"'


class QuixStore:
    """One partition's state, seen through the state of the message that is worked on."""

    def __init__(self) -> None:
        """See nothing yet."""
        self.next_offset = 0
        self._own: Any = None
        self._places: Any = None

    def look_through(self, state: State) -> None:
        """Use this state from now on."""
        self._own = state
        transaction = state._transaction  # noqa: SLF001  # else nothing is kept by place
        self._places = TransactionState(_PLACES, transaction)

    def get(self, key: bytes) -> bytes | None:
        """Return what lies there."""
        if self._own is None:
            return None
        value: bytes | None = self._state_of(key).get_bytes(_text(key))
        return value

    def write(self, entries: Changes, next_offset: int) -> None:
        """Lay entries down, but for the clock: state is not written for its own sake."""
        self.next_offset = next_offset
        for key, value in entries.items():
            if value is None:
                self._state_of(key).delete(_text(key))
            elif key != CLOCK:
                self._state_of(key).set_bytes(_text(key), value)

    def keys(self, prefix: bytes) -> Iterator[bytes]:
        """Yield nothing: it is asked at the beginning only, when nothing is there."""
        del prefix
        yield from ()

    def clear(self) -> None:
        """Nothing is ever cleared."""

    def close(self) -> None:
        """Nothing is open."""

    def _state_of(self, key: bytes) -> Any:
        return self._places if key[:1] in {CELLS, STRANGERS} else self._own


def _text(key: bytes) -> str:
    return key.decode("latin-1")


class _LineOf(Serializer):  # type: ignore[misc]  # not installed where types are checked
    """Takes the line out of an output."""

    def __call__(self, value: Output, ctx: object) -> bytes:
        """Return the bytes to be sent."""
        del ctx
        return value.value


class Work:
    """What is done for each record."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._stores: dict[int, QuixStore] = {}
        self._jobs = Jobs(self._store)

    def _store(self, number: int) -> QuixStore:
        return self._stores.setdefault(number, QuixStore())

    def __call__(
        self, value: bytes, key: bytes, _at: int, _headers: object, state: State
    ) -> list[Output]:
        """Take a record in and return what follows."""
        message = message_context()
        job = self._jobs.of(message.partition)
        self._store(message.partition).look_through(state)
        if value.startswith(_SCAN):
            job.take_scans(message.offset, value)
        else:
            job.take_declarations(value)
        outputs = [Output(topic, own or key, line) for topic, own, line in job.lines()]
        job.keep()
        return outputs


def main(task: Task) -> None:
    """Run the application until it is ended from outside."""
    app = Application(
        broker_address=task.kafka,
        consumer_group="quix",
        auto_offset_reset="earliest",
        state_dir=f"{task.folder}/state",
        commit_every=A_CHECKPOINT,
        commit_interval=_NEVER_S,
        loglevel="WARNING",
        producer_extra_config={"compression.type": "lz4", "linger.ms": 20, "acks": "all"},
    )
    scans = app.topic(task.topic("scans"), key_deserializer="bytes", value_deserializer="bytes")
    topics = {
        topic: app.topic(task.topic(topic), key_serializer="bytes", value_serializer=_LineOf())
        for topic in OUTPUTS
    }
    frame = app.dataframe(scans).apply(Work(), stateful=True, expand=True, metadata=True)
    frame.to_topic(lambda value, *_: topics[value.topic], key=lambda value: value.key)
    _watch(Progress(task))
    settle_memory()
    app.run()


def _watch(progress: Progress) -> None:
    commit = Checkpoint.commit

    def watched(self: Checkpoint, *, revoking: bool = False) -> None:
        commit(self, revoking=revoking)
        progress.done(self._total_offsets_processed)  # it tells nobody

    Checkpoint.commit = watched


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(given_task())
