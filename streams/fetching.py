"""Faust's membership in the group, without its way from there to an agent.

Faust keeps the connection, the assignment, the rebalances and the commits. What it fetched it hands
on record by record, through a conductor, a queue and a stream, at a price beyond that of the work
itself. Here its consumer puts whole fetches into our intake instead, and commits how far the intake
says that everything is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import Any

import faust
from faust.transport.drivers.aiokafka import Consumer
from faust.types import TP, TopicT
from faust.types.transports import ConsumerT, TPorTopicSet
from mode.types import ServiceT

from streams.intake import Intake, Place, Record

_WAIT_S = 1.0


class FetchingConsumer(Consumer):
    """Faust's consumer between its group and our intake."""

    intake: Intake

    async def _drain_messages(self, fetcher: ServiceT) -> None:
        while not (self.should_stop or fetcher.should_stop):
            await self.intake.room()
            try:
                fetched, _ = await self._wait_next_records(_WAIT_S)
            except self.consumer_stopped_errors:
                if self.app.should_stop:
                    return
                raise
            # Nothing that came is left out, not even in a rebalance: what is read twice does no
            # harm, and nobody would notice a gap.
            self._hand_on({Place(*tp): records for tp, records in (fetched or {}).items()})

    def _hand_on(self, fetched: Mapping[Place, Sequence[Record]]) -> None:
        # By this Faust tells whether somebody works at a partition.
        now_s = monotonic()
        self.app.monitor.stream_inbound_time.update({TP(*place): now_s for place in fetched})
        self.intake.add(fetched)

    async def wait_empty(self) -> None:
        """Wait until everything that was fetched is worked off, and commit that."""
        if not self.should_stop:
            await self.intake.idle()
        await self.commit_and_end_transactions()

    def _filter_tps_with_pending_acks(self, topics: TPorTopicSet | None = None) -> Iterator[TP]:
        kept = map(TP._make, self.intake.kept)
        return (tp for tp in kept if topics is None or tp in topics or tp.topic in topics)

    def _new_offset(self, tp: TP) -> int | None:
        return self.intake.kept.get(Place(*tp))


class FetchingApp(faust.App):
    """A Faust app without agents, whose consumer fills an intake from one topic or more."""

    def __init__(self, *args: Any, intake: Intake, **settings: Any) -> None:
        """Take what Faust takes, and where to put what is fetched."""
        super().__init__(*args, **settings)
        self._intake = intake
        self.source: TopicT

    async def on_first_start(self) -> None:
        """Subscribe: with agents, Faust would do this for each of them."""
        self.topics.add(self.source)
        await super().on_first_start()

    def _new_consumer(self) -> ConsumerT:
        consumer = FetchingConsumer(
            self.transport,
            callback=self.topics.on_message,
            on_partitions_revoked=self._on_partitions_revoked,
            on_partitions_assigned=self._on_partitions_assigned,
            loop=self.loop,
            beacon=self.beacon,
        )
        consumer.intake = self._intake
        return consumer
