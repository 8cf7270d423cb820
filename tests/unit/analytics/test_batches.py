"""When a batch is full, and what names it."""

from typing import NamedTuple

import pytest

from analytics.batches import Batch, BatchPolicy
from analytics.targets import TARGETS
from contracts.lines import encode_lines
from tests.builders.analytics import scan

_POLICY = BatchPolicy(max_rows=10, max_bytes=100_000, max_age_s=2.0)


class _Record(NamedTuple):
    partition: int
    offset: int
    value: bytes | None
    timestamp: int = 1


def _batch(*records: _Record) -> Batch:
    batch = Batch(TARGETS[0], opened_at=100.0)
    for record in records:
        batch.add(record)
    return batch


def _lines(count: int) -> bytes:
    return encode_lines([scan(n) for n in range(count)])


@pytest.mark.parametrize(
    ("lines", "now", "is_due"),
    [(9, 101.9, False), (10, 100.0, True), (1, 102.0, True), (400, 100.0, True)],
    ids=["neither", "rows", "age", "bytes"],
)
def test_a_batch_is_due_by_rows_bytes_or_age(lines: int, now: float, is_due: bool) -> None:
    """Whichever comes first."""
    assert _batch(_Record(0, 0, _lines(lines))).is_due(now, _POLICY) is is_due


def test_rows_are_counted_per_partition() -> None:
    """And altogether."""
    batch = _batch(_Record(0, 5, _lines(2)), _Record(1, 3, _lines(1)), _Record(0, 6, _lines(3)))

    assert batch.rows_of == {0: 5, 1: 1}
    assert batch.rows == 6
    assert batch.lines().count(b"\n") == 5


def test_the_token_names_exactly_these_records() -> None:
    """The same records again have the same token, any other have another."""
    batch = _batch(_Record(2, 5, _lines(1)), _Record(0, 3, _lines(1)), _Record(2, 8, _lines(1)))

    assert batch.token() == "scans:0:3-3,2:5-8"


def test_empty_records_are_read_past() -> None:
    """They hold no rows, but reading goes on behind them."""
    batch = _batch(_Record(0, 1, None), _Record(1, 4, b""), _Record(1, 5, b"\n"))

    assert (batch.rows, batch.lines()) == (0, b"")
    assert batch.next_offsets() == {0: 2, 1: 6}


def test_one_odd_record_makes_the_batch_need_a_closer_look() -> None:
    """Its rows are still counted, so that the batch does not grow for ever."""
    batch = _batch(_Record(0, 1, _lines(1)), _Record(0, 2, b"odd\nodd"))

    assert not batch.readable
    assert batch.rows == 3
