"""An import from beginning to end: the composition root of `chot import`."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from kafka.errors import KafkaError

from contracts.errors import TryAgain
from contracts.places import Place
from contracts.registry import PlaceAdded
from contracts.settings import Settings
from ingest.importing.house import House, look_at_house
from ingest.importing.mapping import PRIVATE, FieldMapping
from ingest.importing.places import PlaceBook
from ingest.importing.readers import read_batches
from ingest.importing.rejects import Rejects
from ingest.importing.rows import Line, Rows
from ingest.importing.summary import Summary, Tally
from ingest.importing.writer import ScanWriter
from service.clock import now_ms
from service.kafka import make_producer
from service.registry import RegistryWriter

_CLOSE_WITHIN_S = 5.0

_Write = Callable[[Sequence[Place], Sequence[Line]], None]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to import and how; a dry run checks everything and writes nothing to Kafka."""

    file: Path
    mapping: FieldMapping
    rejects: Path
    create_places: bool = False
    dry_run: bool = False


def run_import(
    order: Order, settings: Settings, kafka: str, progress: Callable[[Tally], None]
) -> Summary:
    """Import a file; when this returns, Kafka has acknowledged every row that was not refused.

    `progress` is told after each batch. After an error some of the rows may have been written;
    running it again has the effect of once.

    Raises:
        FixRequest: the mapping does not fit the file.
        TryAgain: Kafka is away.
        Stop: the file can't be read, or the house's topics or keys are not there.

    """
    mapping = order.mapping
    house = look_at_house(settings, kafka)
    places = PlaceBook(mapping.source, house.registry.lists.places, create=order.create_places)
    rows = Rows(
        mapping,
        pseudonyms=house.pseudonyms,
        partitions=house.partitions,
        places=places,
        closer=house.closer() if any(map(mapping.has, PRIVATE)) else None,
    )
    tally = Tally()
    with contextlib.closing(Rejects(order.rejects)) as rejects:
        with _outlet(order, house, settings) as write:
            for batch in read_batches(order.file, mapping.columns):
                done = rows.convert(batch, now_ms())
                rejects.add(done.faults)
                write(done.places, done.lines)
                tally.add(done, batch.progress)
                progress(tally)
        return _summary(order, tally, rejects)


@contextlib.contextmanager
def _outlet(order: Order, house: House, settings: Settings) -> Iterator[_Write]:
    """Give what writes; at the end of the block everything is acknowledged."""
    if order.dry_run:
        yield lambda _places, _lines: None
        return
    with _producer(house.kafka) as producer:
        scans = ScanWriter(
            producer,
            partitions=house.partitions,
            max_lines=settings.publish_max_lines,
            max_bytes=settings.publish_max_bytes,
        )
        registry = RegistryWriter(house.kafka, house.registry)

        def write(places: Sequence[Place], lines: Sequence[Line]) -> None:
            # A place is known before anybody is seen there.
            for place in places:
                registry.write(PlaceAdded(place=place))
            for partition, line in lines:
                scans.add(partition, line)

        with contextlib.closing(registry):
            yield write
        scans.finish()


@contextlib.contextmanager
def _producer(kafka: str) -> Iterator[Any]:
    try:
        producer = make_producer(kafka)
    except KafkaError as fault:
        raise TryAgain("Kafka") from fault
    try:
        yield producer
    finally:
        # Closing fails only where sending has failed, and that was said.
        with contextlib.suppress(KafkaError):
            producer.close(timeout=_CLOSE_WITHIN_S)


def _summary(order: Order, tally: Tally, rejects: Rejects) -> Summary:
    return Summary(
        source=order.mapping.source,
        file=order.file.name,
        dry_run=order.dry_run,
        read=tally.read,
        written=tally.written,
        repeated=tally.repeated,
        refused=tally.refused,
        reasons=tally.reasons,
        odd_documents=tally.odd_documents,
        places_created=tally.places_created,
        seconds=round(tally.seconds, 3),
        rows_per_s=tally.rows_per_s,
        rejects=str(rejects.written or ""),
    )
