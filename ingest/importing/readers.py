"""From a file of any known format to batches of rows."""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError

from contracts.errors import Fault, FixRequest, Stop
from ingest.importing.batches import Batch, Columns
from ingest.importing.tables import read_parquet, read_xlsx
from ingest.importing.text_files import read_csv, read_json_lines

_READERS: dict[str, Callable[[Path, Columns], Iterator[Batch]]] = {
    ".csv": read_csv,
    ".csv.gz": read_csv,
    ".jsonl": read_json_lines,
    ".jsonl.gz": read_json_lines,
    ".ndjson": read_json_lines,
    ".ndjson.gz": read_json_lines,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
}


def read_batches(file: Path, columns: Columns) -> Iterator[Batch]:
    """Yield a file's rows; its name's ending says how to read it.

    Raises:
        FixRequest: an unknown ending, or a header without a mapped column.
        Stop: the file is not there or damaged; what was yielded before is good.

    """
    read = _reader_of(file)
    try:
        yield from read(file, columns)
    except (OSError, EOFError, zlib.error, CalamineError, pa.ArrowException) as error:
        raise Stop(f"{file} can't be read: {error}") from error


def _reader_of(file: Path) -> Callable[[Path, Columns], Iterator[Batch]]:
    name = file.name.lower()
    for ending, read in _READERS.items():
        if name.endswith(ending):
            return read
    raise FixRequest(Fault(field="file", reason="file_ending", detail=", ".join(_READERS)))
