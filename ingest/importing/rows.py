"""From rows to lines for the `scans` topic. Pure: what it needs to know comes in as arguments."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from contracts.errors import Fault, FixRequest
from contracts.events import Direction, ScanRecorded
from contracts.identity import Pseudonyms
from contracts.lines import encode_line
from contracts.places import Place
from contracts.plates import normal_plate
from ingest.importing.batches import Batch, text_of
from ingest.importing.closing import Closer
from ingest.importing.mapping import FIELDS, Field, FieldMapping
from ingest.importing.people import People, Person
from ingest.importing.places import PlaceBook
from ingest.importing.repeats import Content, Repeats
from ingest.importing.times import Clock

_PLATE_CHARS, _TEXT_CHARS = 30, 200

Line = tuple[int, bytes]
"""A partition and what goes there."""


class Converted(msgspec.Struct, kw_only=True):
    """What became of a batch: every row is a line, a repeat, or refused with its faults.

    `places` were made for it. `odd_documents` counts the lines whose document number does not look
    like one of its kind.
    """

    lines: list[Line] = []
    places: list[Place] = []
    faults: list[Fault] = []
    repeated: int = 0
    refused: int = 0
    odd_documents: int = 0


class _Row(NamedTuple):
    """A row's cells; all but the time as text. The fields stand as in `FIELDS`."""

    line: int
    id: str
    person: str
    document: str
    document_kind: str
    place: str
    time: object
    direction: str
    plate: str
    name: str
    phone: str


class Rows:
    """Converts the rows of one file, in order.

    `closer` may be None where the mapping has no field that must be sealed.
    """

    def __init__(
        self,
        mapping: FieldMapping,
        *,
        pseudonyms: Pseudonyms,
        partitions: int,
        places: PlaceBook,
        closer: Closer | None,
    ) -> None:
        self._mapping = mapping
        self._pseudonyms = pseudonyms
        self._places = places
        self._closer = closer
        self._people = People(mapping.source, pseudonyms, partitions)
        self._clock = Clock(mapping.zone, mapping.time_format)
        self._repeats = Repeats(mapping.source)
        self._has_ids = mapping.has("id")
        self._has_documents = mapping.has("document")

    def convert(self, batch: Batch, received_ms: int) -> Converted:
        """Return the batch's lines, and the faults of rows that can't become one."""
        done = Converted(faults=list(batch.unreadable), refused=len(batch.unreadable))
        for row in self._rows(batch):
            try:
                self._take(row, received_ms, done)
            except FixRequest as refused:
                done.refused += 1
                faults = self._faults_of(row, received_ms) or refused.faults
                done.faults += (msgspec.structs.replace(f, line=row.line) for f in faults)
        done.faults.sort(key=lambda fault: fault.line)
        done.places = self._places.take_new()
        return done

    def _rows(self, batch: Batch) -> Iterator[_Row]:
        columns = (self._column(batch, field) for field in FIELDS)
        # Fields without a column go on without end; the lines end it.
        return map(_Row._make, zip(batch.lines, *columns, strict=False))

    def _column(self, batch: Batch, field: Field) -> Iterable[object]:
        cells = batch.cells.get(field)
        if cells is None:
            return itertools.repeat(self._mapping.fixed.get(field, ""))
        return cells if field == "time" else map(text_of, cells)

    def _take(self, row: _Row, received_ms: int, done: Converted) -> None:
        """Add the row's line.

        Raises:
            FixRequest: with the first fault found.

        """
        self._check_texts(row)
        person = self._person(row)
        happened_ms = self._clock.read(row.time, received_ms)
        direction = self._direction(row)
        # The place is last, so that none is made for a row whose other fields are wrong.
        place_id = self._places.find(row.place)
        content = Content(person.citizen_id, place_id, happened_ms, direction)
        scan_id = self._repeats.scan_id(row.id, content)
        if self._repeats.is_repeat(scan_id, content):
            done.repeated += 1
            return
        scan = self._scan(row, scan_id, content, received_ms)
        done.lines.append((person.partition, encode_line(scan)))
        done.odd_documents += person.odd_document

    def _faults_of(self, row: _Row, received_ms: int) -> list[Fault]:
        """Look at field after field, where `_take` stops at the first fault."""
        checks: tuple[Callable[[], object], ...] = (
            lambda: self._check_texts(row),
            lambda: self._person(row),
            lambda: self._clock.read(row.time, received_ms),
            lambda: self._direction(row),
            lambda: self._places.check(row.place),
        )
        faults: list[Fault] = []
        for check in checks:
            try:
                check()
            except FixRequest as refused:
                faults += refused.faults
        return faults

    def _person(self, row: _Row) -> Person:
        if self._has_documents:
            return self._people.by_document(row.document_kind, row.document)
        return self._people.by_name(row.person)

    def _direction(self, row: _Row) -> Direction:
        if not row.direction:
            return "visit"
        direction = self._mapping.directions.get(row.direction.casefold())
        if direction is None:
            raise FixRequest(Fault(field="direction", reason="choice"))
        return direction

    def _check_texts(self, row: _Row) -> None:
        if self._has_ids and not row.id:
            raise FixRequest(Fault(field="id", reason="required"))
        if len(row.plate) > _PLATE_CHARS:
            raise _too_long("plate", _PLATE_CHARS)
        if len(row.name) > _TEXT_CHARS:
            raise _too_long("name", _TEXT_CHARS)
        if len(row.phone) > _TEXT_CHARS:
            raise _too_long("phone", _TEXT_CHARS)

    def _scan(self, row: _Row, scan_id: str, content: Content, received_ms: int) -> ScanRecorded:
        closer, sealed = self._closer, ""
        if closer is not None:
            sealed = closer.close(row.document_kind, row.document, row.name, row.phone, row.plate)
        return ScanRecorded(
            scan_id=scan_id,
            citizen_id=content.citizen_id,
            place_id=content.place_id,
            direction=content.direction,
            happened_ms=content.happened_ms,
            received_ms=received_ms,
            category="pass",
            reason="ok",
            vehicle_id=self._pseudonyms.vehicle_id(normal_plate(row.plate)) if row.plate else "",
            source="import",
            sealed=sealed,
            sealed_day=closer.day if closer is not None and sealed else "",
        )


def _too_long(field: Field, most: int) -> FixRequest:
    return FixRequest(Fault(field=field, reason="too_long", detail=str(most)))
