"""Does what the stream wrote equal what follows from the scans? Recomputed here by SQL alone.

Ask when the worker and the loader have nothing left to read: a scan still on its way is a
difference. Of a scan id that was sent more than once the first record counts, in both.
"""

import msgspec

from analytics.questions.freshness import Freshness, freshness
from analytics.questions.recomputed import ALERTS, COUNTS, FINDINGS, MOVEMENTS, TIMELINES
from analytics.store import Store
from contracts.history import MAX_KM_PER_HOUR, MIN_KM, REPEAT_WITHIN_MS, SAME_TIME_MS

EXAMPLES = 20

# A slice of the citizens at a time, so that memory does not grow with the data.
_SCANS_PER_SLICE = 2_000_000

_LIMITS = {
    "min_km": MIN_KM,
    "max_kmh": MAX_KM_PER_HOUR,
    "repeat_ms": REPEAT_WITHIN_MS,
    "same_time_ms": SAME_TIME_MS,
}

_FIGURES = """
SELECT count() AS rows, uniqExact(scan_id) AS distinct_ids
FROM scans FINAL
SETTINGS max_execution_time = 0
"""


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: of what, what the scans say, and what the stream said; empty for nothing."""

    subject: str
    expected: str
    found: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries were compared, and how many the stream lacks, has too many, or has wrong."""

    compared: int
    missing: int
    extra: int
    different: int
    examples_missing: tuple[Example, ...]
    examples_extra: tuple[Example, ...]
    examples_different: tuple[Example, ...]

    @property
    def differences(self) -> int:
        """All differences together."""
        return self.missing + self.extra + self.different


class ScanFigures(msgspec.Struct, frozen=True, kw_only=True):
    """Scans in ClickHouse: rows that stand, different scan ids, and rows beyond one an id."""

    rows: int
    distinct_ids: int
    doubled: int


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The stream's answer beside the recomputed one; `differences` is 0 if they are equal."""

    scans: ScanFigures
    movements: Comparison
    timelines: Comparison
    counts: Comparison
    findings: Comparison
    alerts: Comparison
    differences: int
    freshness: Freshness
    rows_read: int


class _Figures(msgspec.Struct, frozen=True):
    rows: int
    distinct_ids: int


def verify(store: Store, *, since_ms: int = 0) -> Verification:
    """Compare everything, or only scans received and minutes begun at or after `since_ms`.

    The limit is for tables from which the oldest rows are about to expire, each in its own hour.
    """
    fresh = freshness(store)
    counted = store.ask(_FIGURES, row=_Figures)
    figures = counted.rows[0]
    slices = max(1, figures.rows // _SCANS_PER_SLICE)
    compared = {
        "movements": _compare(store, MOVEMENTS, since_ms, slices),
        "timelines": _compare(store, TIMELINES, since_ms, slices),
        "counts": _compare(store, COUNTS, since_ms, 1),
        "findings": _compare(store, FINDINGS, since_ms, slices),
        "alerts": _compare(store, ALERTS, since_ms, slices),
    }
    return Verification(
        scans=ScanFigures(
            rows=figures.rows,
            distinct_ids=figures.distinct_ids,
            doubled=figures.rows - figures.distinct_ids,
        ),
        **{name: part for name, (part, _) in compared.items()},
        differences=sum(part.differences for part, _ in compared.values()),
        freshness=fresh,
        rows_read=counted.rows_read + sum(rows for _, rows in compared.values()),
    )


def _compare(store: Store, sql: str, since_ms: int, slices: int) -> tuple[Comparison, int]:
    parts: list[Comparison] = []
    rows_read = 0
    for number in range(slices):
        given = {
            "since_ms": since_ms,
            "slices": slices,
            "slice": number,
            "examples": EXAMPLES,
            **_LIMITS,
        }
        found = store.ask(sql, given, row=Comparison)
        parts += found.rows
        rows_read += found.rows_read
    return _sum(parts), rows_read


def _sum(parts: list[Comparison]) -> Comparison:
    return Comparison(
        compared=sum(part.compared for part in parts),
        missing=sum(part.missing for part in parts),
        extra=sum(part.extra for part in parts),
        different=sum(part.different for part in parts),
        examples_missing=tuple(e for part in parts for e in part.examples_missing)[:EXAMPLES],
        examples_extra=tuple(e for part in parts for e in part.examples_extra)[:EXAMPLES],
        examples_different=tuple(e for part in parts for e in part.examples_different)[:EXAMPLES],
    )
