"""Quarters of an hour, in which the table `scans` keeps what happened at a place."""

# Width of the column `bucket` of the table `scans`.
BUCKET_MS = 900_000


def bucket_range(from_ms: int, until_ms: int) -> dict[str, int]:
    """Return the buckets of from_ms <= happened_ms < until_ms, as two values of a question."""
    return {"first_bucket": from_ms // BUCKET_MS, "last_bucket": (until_ms - 1) // BUCKET_MS}
