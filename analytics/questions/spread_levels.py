"""One level of a spread after the other: everybody whom a set of carriers met."""

from collections.abc import Mapping

import msgspec

from analytics.questions.closeness import ORDER, PARTS, Closeness
from analytics.questions.companions import companions
from analytics.questions.meeting_sql import Pairs, pairs_of
from analytics.questions.meetings import Reach, Span, persons_of, reaches
from analytics.store import Answer, Store

# Ties told with each person: the strongest, and the earliest where it is not among them.
TIES = 5

_TIE = """(
            shared_journey = 0, shared_vehicle = 0, first_met_ms, carrier, last_met_ms, meetings,
            closest_gap_s, shared_journey, shared_vehicle, shared_lane,
            first.1, first.2, first.3
        )::Tuple(
            no_journey Bool, no_vehicle Bool, first_met_ms Int64, carrier String,
            last_met_ms Int64, meetings Int64, closest_gap_s Float64, shared_journey Int64,
            shared_vehicle Int64, shared_lane Int64, gap_ms Int64, stop UInt32, scan_id String)"""

_LEVEL = f"""
WITH
    pairs AS ({{pairs}}),
    ties AS (
        SELECT
            contact, carrier, {PARTS},
            argMin((gap_ms, stop, scan_id), (met_ms, gap_ms, stop, scan_id)) AS first
        FROM pairs
        GROUP BY contact, carrier
    )
SELECT
    contact AS citizen_id,
    (contact IN {{known:Array(String)}})::Bool AS is_known,
    sum(t.meetings) AS meetings,
    min(t.closest_gap_s) AS closest_gap_s,
    sum(t.shared_journey) AS shared_journey,
    sum(t.shared_vehicle) AS shared_vehicle,
    sum(t.shared_lane) AS shared_lane,
    min(t.first_met_ms) AS first_met_ms,
    max(t.last_met_ms) AS last_met_ms,
    toInt64(count()) AS sources,
    argMin(t.told, (t.first_met_ms, t.told)) AS earliest,
    groupArraySorted({{ties:UInt32}})(t.told) AS strongest,
    toInt64(countIf(NOT is_known) OVER ()) AS total
FROM (SELECT *, {_TIE} AS told FROM ties) AS t
WHERE contact IN {{known:Array(String)}} OR ({{new}})
GROUP BY contact
ORDER BY is_known DESC, {ORDER}
LIMIT {{limit:UInt32}}
"""  # noqa: S608  # put together from the constants above

_NEW = "contact NOT IN (SELECT contact FROM ({pairs}))"


class MetBy(msgspec.Struct, frozen=True, kw_only=True):
    """All meetings of two people since one of them was exposed.

    `stop`, `scan_id` and `gap_ms` tell the first of them.
    """

    first_met_ms: int
    carrier: str
    last_met_ms: int
    meetings: int
    closest_gap_s: float
    shared_journey: int
    shared_vehicle: int
    shared_lane: int
    gap_ms: int
    stop: int
    scan_id: str


class Met(Closeness, frozen=True, kw_only=True):
    """Somebody whom carriers met."""

    is_known: bool
    sources: int
    earliest: MetBy
    strongest: tuple[MetBy, ...]
    total: int


class LevelFound(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the carriers met: those new, the likeliest first, and those of earlier levels."""

    level: int
    carriers: int
    reached: tuple[Reach, ...]
    total: int
    met: tuple[Met, ...]
    met_again: frozenset[str]
    rows_read: int


class Traced:
    """Whom a spread has come to so far. Blocking."""

    def __init__(self, store: Store, cases: tuple[str, ...], span: Span, limit: int) -> None:
        """Begin with the index persons; at most `limit` people are taken on from each level."""
        self._store = store
        self._cases = sorted(set(cases))
        self._span = span
        self._limit = limit
        self._known: set[str] = set()
        self._cut: list[Pairs] = []

    def go_on(self, level: int, carriers: Mapping[str, int]) -> LevelFound:
        """Return whom these people met, each since they carry it."""
        reached = reaches(self._store, carriers, self._span)
        found, total, rows_read = Answer[Met]((), 0, 0.0), 0, reached.rows_read
        if reached.rows:
            pairs, read = self._pairs(level, reached.rows)
            found = self._ask(pairs)
            rows_read += read + found.rows_read
            total = found.rows[0].total if found.rows else 0
            if total > self._limit:
                self._cut.append(pairs)
        met = tuple(one for one in found.rows if not one.is_known)[: self._limit]
        self._known.update(one.citizen_id for one in met)
        return LevelFound(
            level=level,
            carriers=len(carriers),
            reached=reached.rows,
            total=total,
            met=met,
            met_again=frozenset(one.citizen_id for one in found.rows if one.is_known),
            rows_read=rows_read,
        )

    def _pairs(self, level: int, reached: tuple[Reach, ...]) -> tuple[Pairs, int]:
        known = companions(self._store, persons_of(reached))
        together = [(one.citizen_id, one.companion) for one in known.rows]
        return pairs_of(reached, together, self._span.only, step=level), known.rows_read

    def _ask(self, pairs: Pairs) -> Answer[Met]:
        # Who was cut off a level is known by how they were found, not by name: they may be many.
        new = " AND ".join(_NEW.replace("{pairs}", cut.sql) for cut in self._cut)
        sql = _LEVEL.replace("{pairs}", pairs.sql).replace("{new}", new or "true")
        values = {name: value for cut in self._cut for name, value in cut.parameters.items()}
        return self._store.ask(
            sql,
            {
                **values,
                **pairs.parameters,
                "cases": self._cases,
                "known": sorted(self._known),
                "ties": TIES,
                "limit": len(self._known) + self._limit,
            },
            row=Met,
        )
