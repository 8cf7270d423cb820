"""Parquet: moments as moments in UTC, what is known of the question as metadata."""

import io

import pyarrow.parquet as pq

from analytics.flat import FlatTable
from analytics.frames import arrow_of
from api.exports.about import About


def parquet_of(table: FlatTable, about: About) -> bytes:
    """Return a table as Parquet."""
    written = io.BytesIO()
    pq.write_table(arrow_of(table, about.metadata()), written, compression="zstd")
    return written.getvalue()
