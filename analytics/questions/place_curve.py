"""How many were scanned at each place in each step of the last hours, for a board's curve."""

from collections.abc import Collection, Iterable

import msgspec

from analytics.store import Store
from contracts.durations import HOUR_MS, MINUTE_MS

STEP_MS = 5 * MINUTE_MS
BACK_MS = 6 * HOUR_MS
STEPS = BACK_MS // STEP_MS

# As in `place_counts.py`: of each input partition's counts of a cell the newest stands.
_SQL = """
SELECT
    toString(place_id) AS place_id,
    toInt32(intDiv(minute_ms - {from_ms:Int64}, {step_ms:Int64})) AS step,
    toInt64(sumIf(newest, direction = 'in')) AS in,
    toInt64(sumIf(newest, direction = 'out')) AS out,
    toInt64(sumIf(newest, category = 'refuse')) AS refused,
    toInt64(sum(newest)) AS scans
FROM (
    SELECT
        minute_ms, place_id, direction, category, reason, `partition`,
        argMax(`count`, position) AS newest
    FROM counts
    WHERE minute_ms >= {from_ms:Int64} AND minute_ms < {until_ms:Int64}
    GROUP BY minute_ms, place_id, direction, category, reason, `partition`
)
GROUP BY place_id, step
HAVING scans > 0
"""


class StepCount(msgspec.Struct, frozen=True, kw_only=True):
    """Scans at a place within one step, the first of which is 0."""

    place_id: str
    step: int
    in_: int = msgspec.field(name="in")
    out: int
    refused: int
    scans: int


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """Scans of each step from `from_ms` on, the oldest first; `scans` are all, visits too."""

    from_ms: int
    step_ms: int
    in_: tuple[int, ...] = msgspec.field(name="in")
    out: tuple[int, ...]
    refused: tuple[int, ...]
    scans: tuple[int, ...]


class PlaceSteps(msgspec.Struct, frozen=True, kw_only=True):
    """The steps of every place at which anybody was scanned; the last step is the one under way."""

    from_ms: int
    counts: tuple[StepCount, ...]

    def curve_of(self, places: Collection[str] | None) -> Curve:
        """Return the curve of some places together, None for all."""
        wanted = [count for count in self.counts if places is None or count.place_id in places]
        return Curve(
            from_ms=self.from_ms,
            step_ms=STEP_MS,
            in_=_added((count.step, count.in_) for count in wanted),
            out=_added((count.step, count.out) for count in wanted),
            refused=_added((count.step, count.refused) for count in wanted),
            scans=_added((count.step, count.scans) for count in wanted),
        )


def place_steps(store: Store, at_ms: int) -> PlaceSteps:
    """Return the steps of the hours up to a moment."""
    until_ms = at_ms - at_ms % STEP_MS + STEP_MS
    from_ms = until_ms - BACK_MS
    asked = {"from_ms": from_ms, "until_ms": until_ms, "step_ms": STEP_MS}
    found = store.ask(_SQL, asked, row=StepCount)
    return PlaceSteps(from_ms=from_ms, counts=found.rows)


def _added(steps: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    sums = [0] * STEPS
    for step, number in steps:
        sums[step] += number
    return tuple(sums)
