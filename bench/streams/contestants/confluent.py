"""A loop written by hand on confluent-kafka (librdkafka): nothing but the clients and the work.

Consume many, do the work, produce records of many lines and the changelog, wait until all of it is
acknowledged, commit.
"""

from collections.abc import Iterable

from confluent_kafka import Consumer, KafkaError, Message, Producer

from bench.streams.job import Jobs
from bench.streams.task import OUTPUTS, Progress, Task, given_task
from contracts.errors import Stop
from service.memory import settle_memory

# As many scans in one go as serve it best: it waits for the broker once a group.
_LINES_A_GROUP = 10_000
_FEWEST_RECORDS = 500
_WAIT_S = 0.02


class Loop:
    """One consumer, one producer."""

    def __init__(self, task: Task) -> None:
        """Connect."""
        self._task = task
        self._scans = task.topic("scans")
        self._outputs = {name: task.topic(name) for name in (*OUTPUTS, "stream-state")}
        self._jobs = Jobs()
        self._progress = Progress(task)
        self._consumer = Consumer(
            {
                "bootstrap.servers": task.kafka,
                "group.id": "confluent",
                "auto.offset.reset": "earliest",
                "enable.auto.commit": False,
                "queued.min.messages": 100_000,
                "fetch.message.max.bytes": 4 * 1024 * 1024,
            }
        )
        self._producer = Producer(
            {
                "bootstrap.servers": task.kafka,
                "acks": "all",
                "enable.idempotence": True,
                "linger.ms": 5,
                "batch.size": 512 * 1024,
                "compression.type": "lz4",
                "queue.buffering.max.messages": 1_000_000,
            }
        )

    def run(self) -> None:
        """Work until everything is done."""
        self._consumer.subscribe([self._scans, self._task.topic("declarations")])
        most = max(_FEWEST_RECORDS, _LINES_A_GROUP // self._task.lines)
        while not self._progress.is_complete:
            messages = self._consumer.consume(most, _WAIT_S)
            if messages:
                self._work(messages)
                self._consumer.commit(asynchronous=True)
                self._progress.done(len(messages))
        self._consumer.close()

    def _work(self, messages: Iterable[Message]) -> None:
        touched: set[int] = set()
        for message in messages:
            number, value = message.partition(), message.value()
            if message.error() or number is None or value is None:
                raise Stop(str(message.error()))
            touched.add(number)
            if message.topic() == self._scans:
                self._jobs.of(number).take_scans(message.offset() or 0, value)
            else:
                self._jobs.of(number).take_declarations(value)
        for number in touched:
            self._send(number)
        if self._producer.flush(60):
            raise Stop("not acknowledged within a minute")

    def _send(self, number: int) -> None:
        job = self._jobs.of(number)
        for topic, key, value in job.records():
            self._produce(topic, number, key, value)
        for key, entry in job.keep():
            self._produce("stream-state", number, key, entry)

    def _produce(self, topic: str, number: int, key: bytes | None, value: bytes | None) -> None:
        self._producer.produce(
            self._outputs[topic], value, key, partition=number, on_delivery=_delivered
        )


def _delivered(fault: KafkaError | None, _: Message) -> None:
    if fault is not None:
        raise Stop(str(fault))


def main(task: Task) -> None:
    """Run the loop until everything is done."""
    loop = Loop(task)
    settle_memory()
    loop.run()


if __name__ == "__main__":
    main(given_task())
