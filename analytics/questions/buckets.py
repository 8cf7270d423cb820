"""Quarters of an hour and days (UTC), by which tables keep what happened at a place."""

from collections.abc import Iterator

from contracts.durations import DAY_MS

# Width of the column `bucket` of `scans` and `scans_by_day`.
BUCKET_MS = 900_000


def bucket_range(from_ms: int, until_ms: int) -> dict[str, int]:
    """Return the buckets of from_ms <= happened_ms < until_ms, as two values of a question."""
    return {"first_bucket": from_ms // BUCKET_MS, "last_bucket": (until_ms - 1) // BUCKET_MS}


def day_range(from_ms: int, until_ms: int) -> dict[str, int]:
    """Return the days of from_ms <= happened_ms < until_ms, as two values of a question."""
    return {"first_day": from_ms // DAY_MS, "last_day": (until_ms - 1) // DAY_MS}


def cells_of(place_id: str, first_ms: int, last_ms: int) -> Iterator[tuple[int, str, int]]:
    """Yield the days, the place and the buckets of first_ms <= happened_ms <= last_ms."""
    for bucket in range(first_ms // BUCKET_MS, last_ms // BUCKET_MS + 1):
        yield bucket * BUCKET_MS // DAY_MS, place_id, bucket
