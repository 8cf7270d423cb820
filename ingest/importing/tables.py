"""XLSX and Parquet, whose cells have types."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineSheet, CalamineWorkbook

from contracts.errors import Fault, FixRequest
from ingest.importing.batches import (
    BATCH_ROWS,
    Batch,
    Cells,
    Columns,
    cells_at,
    in_batches,
    positions_in,
    text_of,
)


def read_xlsx(file: Path, columns: Columns) -> Iterator[Batch]:
    """Yield the rows of a workbook's first sheet; its header is the first row with anything in it.

    Raises:
        FixRequest: no header, or one without a mapped column.

    """
    with CalamineWorkbook.from_path(file) as book:
        sheet = _Sheet(book.get_sheet_by_index(0))
        positions = positions_in(sheet.header, columns)
        yield from in_batches(
            sheet, lambda rows: _moments(cells_at(rows, positions)), sheet.progress
        )


class _Sheet:
    """The rows below the header, each with its number in the sheet; empty ones are left out."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self._rows = enumerate(sheet.iter_rows(), 1)
        self._height = max(sheet.total_height, 1)
        self._read = 0
        _, header = next(iter(self), (0, ()))
        if not header:
            raise FixRequest(Fault(field="file", reason="no_header"))
        self.header = [text_of(name) for name in header]

    def progress(self) -> float:
        """Return the share that has been read."""
        return self._read / self._height

    def __iter__(self) -> Iterator[tuple[int, Sequence[object]]]:
        for line, row in self._rows:
            self._read = line
            if any(cell != "" for cell in row):
                yield line, row


def _moments(cells: Cells) -> Cells:
    """Give a day its midnight back.

    A workbook has no type of its own for midnight: it reads as a mere day. Where a column holds
    moments, a day among them is one; where it holds days only, nobody knows the time.
    """
    times = cells["time"]
    if not any(isinstance(cell, datetime) for cell in times):
        return cells
    return {**cells, "time": [_moment(cell) for cell in times]}


def _moment(cell: object) -> object:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return cell


def read_parquet(file: Path, columns: Columns) -> Iterator[Batch]:
    """Yield the rows of a Parquet file; the first has the number 1.

    Raises:
        FixRequest: a mapped column is missing.

    """
    with pq.ParquetFile(file) as table:
        positions_in(table.schema_arrow.names, columns)
        wanted = list(dict.fromkeys(columns.values()))
        total = max(table.metadata.num_rows, 1)
        read = 0
        for batch in table.iter_batches(BATCH_ROWS, columns=wanted):
            cells = {field: _listed(batch.column(name)) for field, name in columns.items()}
            lines = range(read + 1, read + batch.num_rows + 1)
            read += batch.num_rows
            yield Batch(lines=lines, cells=cells, progress=read / total)


def _listed(column: "pa.Array[Any]") -> list[object]:
    """Return a column's cells; times finer than our millisecond are cut to it."""
    kind = column.type
    if pa.types.is_timestamp(kind):
        zone = None if kind.tz is None else "UTC"
        column = column.cast(pa.timestamp("ms", zone), safe=False)
    cells: list[object] = column.to_pylist()
    return cells
