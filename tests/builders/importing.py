"""Foreign files and what is made of their rows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl

from contracts.events import ScanRecorded
from contracts.lines import LineDecoder
from contracts.places import places_of_2021
from contracts.sealing import HANOI, day_of
from ingest.importing.batches import Batch
from ingest.importing.closing import Closer
from ingest.importing.mapping import Field, FieldMapping, GivenMapping, mapping_of
from ingest.importing.places import PlaceBook
from ingest.importing.readers import read_batches
from ingest.importing.rows import Converted, Rows
from tests.builders.contracts import NOW_MS, PSEUDONYMS, day_key

PARTITIONS = 4
PLACE = "hn-city-01"
TODAY = day_of(NOW_MS)

COLUMNS: dict[Field, str] = {"person": "who", "place": "where", "time": "when"}

_SCANS = LineDecoder(ScanRecorded)


def given(**changes: Any) -> GivenMapping:
    """Return a mapping as written: a person, a place and a time, with some things changed."""
    usual = GivenMapping(source="test", columns={str(f): name for f, name in COLUMNS.items()})
    return msgspec.structs.replace(usual, **changes)


def mapping_with(*fields: Field, **changes: Any) -> FieldMapping:
    """Return a checked mapping in which every field named has a column of its own name."""
    return mapping_of(given(columns={field: field for field in fields}, **changes))


class Table:
    """Rows of one source, kept as cells by field."""

    def __init__(self, mapping: FieldMapping, *, create_places: bool = False) -> None:
        self.rows = Rows(
            mapping,
            pseudonyms=PSEUDONYMS,
            partitions=PARTITIONS,
            places=PlaceBook(mapping.source, places_of_2021(), create=create_places),
            closer=Closer(TODAY, bytes(day_key(TODAY).public_key)),
        )
        self._fields = tuple(mapping.columns)

    def convert(self, *rows: Mapping[str, object]) -> Converted:
        """Convert rows, numbered from 1; a field that is not given is as good as can be."""
        whole = [{**_USUAL, **row} for row in rows]
        cells = {field: [row[field] for row in whole] for field in self._fields}
        return self.rows.convert(Batch(lines=range(1, len(rows) + 1), cells=cells), NOW_MS)


_USUAL: dict[str, object] = {
    "id": "e-1",
    "person": "B1",
    "document": "001099990001",
    "document_kind": "cccd",
    "place": PLACE,
    "time": "2021-08-24T07:30:00+07:00",
    "direction": "in",
    "plate": "",
    "name": "",
    "phone": "",
}


def scans_in(lines: Iterable[bytes]) -> list[ScanRecorded]:
    """Return the scans that lines or records hold."""
    scans = [scan for line in lines for _, scan in _SCANS.decode(line)]
    return [scan for scan in scans if isinstance(scan, ScanRecorded)]


def scans_of(done: Converted) -> list[ScanRecorded]:
    """Return the scans of a conversion."""
    return scans_in(line for _, line in done.lines)


def reasons_of(done: Converted) -> list[tuple[int, str, str]]:
    """Return line, field and reason of each fault."""
    return [(fault.line, fault.field, fault.reason) for fault in done.faults]


def moment_ms(text: str) -> int:
    """Return a time in milliseconds; Hà Nội's where it names no zone."""
    moment = datetime.fromisoformat(text)
    return round((moment if moment.tzinfo else moment.replace(tzinfo=HANOI)).timestamp() * 1000)


def read_all(
    file: Path, columns: dict[Field, str] = COLUMNS
) -> tuple[list[tuple[object, ...]], list[tuple[int, str, str]]]:
    """Return a file's rows, each as its line and its cells, and its unreadable rows."""
    rows: list[tuple[object, ...]] = []
    faults: list[tuple[int, str, str]] = []
    for batch in read_batches(file, columns):
        rows += zip(batch.lines, *(batch.cells[field] for field in columns), strict=True)
        faults += ((fault.line, fault.field, fault.reason) for fault in batch.unreadable)
    return rows, faults


def write_workbook(file: Path, rows: Iterable[Iterable[object]]) -> Path:
    """Write rows into the first sheet of a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(file)
    return file
