"""Answers as Arrow tables, for notebooks and files: `arrow(table).to_pandas()`."""

from collections.abc import Mapping

import pyarrow as pa

from analytics.flat import FlatTable, Kind, flat
from analytics.tables import Table

_TYPES: dict[Kind, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    "yes_no": pa.bool_(),
    "moment": pa.timestamp("ms", tz="UTC"),
}


def arrow(table: Table, about: Mapping[str, str] | None = None) -> pa.Table:
    """Return a table of an answer as an Arrow table; `about` is kept as its metadata."""
    return arrow_of(flat(table), about)


def arrow_of(table: FlatTable, about: Mapping[str, str] | None = None) -> pa.Table:
    """Return a flat table as an Arrow table, with the same columns where it has no rows."""
    told: dict[bytes | str, bytes | str] = dict((about or {}).items())
    fields = [pa.field(column.name, _TYPES[column.kind]) for column in table.columns]
    schema = pa.schema(fields, metadata=told)
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    arrays = [
        pa.array(list(cells), type=field.type) for cells, field in zip(columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)
