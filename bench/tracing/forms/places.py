"""Questions about places: who was there, what a notice says of it, who left."""

from collections.abc import Sequence

import msgspec

from analytics.questions.departures import INSIDE_BACK_MS, DepartureQuestion, departures
from analytics.questions.milestones import MilestoneQuestion, milestones
from analytics.questions.presence import PresenceQuestion, presence
from analytics.store import Store
from bench.tracing.engines import Plain
from bench.tracing.forms.form import Form, Told, counted, listed
from bench.tracing.forms.meetings import STANDING, WITHIN_MS, rows_needed
from bench.tracing.world import FROM_MS, UNTIL_MS

_LIMIT = 5_000


class Present(msgspec.Struct, frozen=True):
    """What is compared of somebody who was there."""

    citizen_id: str
    scans: int
    first_ms: int
    last_ms: int
    total: int


class Milestone(msgspec.Struct, frozen=True):
    """What is compared of a place and window."""

    first_ms: int
    last_ms: int
    place_id: str
    scans: int
    other_people: int


class Departed(msgspec.Struct, frozen=True):
    """What is compared of somebody who left."""

    citizen_id: str
    how: str
    left_ms: int
    last_seen_ms: int
    total: int


_PRESENCE = """
SELECT f.*, count(*) OVER () AS total
FROM (
    SELECT citizen_id, count(*) AS scans, min(happened_ms) AS first_ms, max(happened_ms) AS last_ms
    FROM scans
    WHERE place_id = '{place}' AND happened_ms >= {from_ms} AND happened_ms < {until_ms}
        AND citizen_id != '' AND {standing}
    GROUP BY citizen_id
) AS f
ORDER BY first_ms, citizen_id
LIMIT {limit}
"""

# Scans with no break of more than two margins between them are one window.
_MILESTONES = """
SELECT w.first_ms, w.last_ms, w.place_id, w.scans,
    count(DISTINCT nullif(s.citizen_id, '')) AS other_people
FROM (
    SELECT
        place_id, window_number, min(happened_ms) - {margin_ms} AS first_ms,
        max(happened_ms) + {margin_ms} AS last_ms, count(*) AS scans
    FROM (
        SELECT
            place_id, happened_ms,
            sum(is_first) OVER (PARTITION BY place_id ORDER BY happened_ms, scan_id)
                AS window_number
        FROM (
            SELECT
                place_id, happened_ms, scan_id,
                CASE WHEN row_number() OVER by_place = 1
                    OR happened_ms - lag(happened_ms) OVER by_place > 2 * {margin_ms}
                    THEN 1 ELSE 0 END AS is_first
            FROM {persons}
            WHERE citizen_id IN ({cases})
                AND happened_ms >= {from_ms} AND happened_ms < {until_ms} AND {standing}
            WINDOW by_place AS (PARTITION BY place_id ORDER BY happened_ms, scan_id)
        ) AS marked
    ) AS numbered
    GROUP BY place_id, window_number
) AS w
LEFT JOIN (
    SELECT citizen_id, place_id, happened_ms FROM scans
    WHERE citizen_id != '' AND citizen_id NOT IN ({cases}) AND {standing}
) AS s ON s.place_id = w.place_id AND s.happened_ms >= w.first_ms AND s.happened_ms <= w.last_ms
GROUP BY w.first_ms, w.last_ms, w.place_id, w.scans
ORDER BY w.first_ms, w.place_id
"""

_DEPARTURES = """
WITH
    seen AS (
        SELECT
            citizen_id, scan_id, direction, happened_ms,
            CASE WHEN place_id IN ({area}) THEN 1 ELSE 0 END AS is_inside
        FROM {persons}
        WHERE happened_ms >= {back_ms} AND happened_ms < {until_ms} AND {standing}
            AND citizen_id IN (
                SELECT citizen_id FROM scans
                WHERE place_id IN ({area}) AND citizen_id != ''
                    AND happened_ms >= {back_ms} AND happened_ms < {until_ms})
    ),
    in_order AS (
        SELECT
            citizen_id, scan_id, direction, happened_ms, is_inside,
            lag(is_inside) OVER (PARTITION BY citizen_id ORDER BY happened_ms, scan_id) AS before,
            max(happened_ms) OVER (PARTITION BY citizen_id) AS last_seen_ms
        FROM seen
    ),
    leaving AS (
        SELECT
            citizen_id, happened_ms AS left_ms, last_seen_ms,
            CASE WHEN is_inside = 1 THEN 'gate' ELSE 'seen_elsewhere' END AS how,
            row_number() OVER (PARTITION BY citizen_id ORDER BY happened_ms DESC, scan_id DESC)
                AS number
        FROM in_order
        WHERE happened_ms >= {from_ms}
            AND ((is_inside = 1 AND direction = 'out') OR (is_inside = 0 AND before = 1))
    )
SELECT citizen_id, how, left_ms, last_seen_ms, count(*) OVER () AS total
FROM leaving
WHERE number = 1
ORDER BY left_ms DESC, citizen_id
LIMIT {limit}
"""

_NEEDED_TO_DEPART = """
SELECT toInt64(count()) + toInt64((
    SELECT count() FROM scans
    WHERE place_id IN ({area}) AND happened_ms >= {back_ms} AND happened_ms < {until_ms})) AS rows
FROM scans_by_person
WHERE happened_ms >= {back_ms} AND happened_ms < {until_ms} AND citizen_id IN (
    SELECT citizen_id FROM scans
    WHERE place_id IN ({area}) AND happened_ms >= {back_ms} AND happened_ms < {until_ms})
"""


def presence_at(place: str, from_ms: int, until_ms: int) -> Form:
    """Return the question who was at a place."""
    span = {"place": place, "from_ms": from_ms, "until_ms": until_ms}
    question = PresenceQuestion(places=(place,), from_ms=from_ms, until_ms=until_ms, limit=_LIMIT)

    def house(store: Store) -> Told:
        found = presence(store, question)
        facts = tuple(
            Present(p.citizen_id, p.scans, p.first_ms, p.last_ms, found.total) for p in found.people
        )
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Present, ...]:
        return engine.rows(_PRESENCE.format(**span, standing=STANDING, limit=_LIMIT), Present)

    needed = """
SELECT toInt64(count()) AS rows FROM scans
WHERE place_id = '{place}' AND happened_ms >= {from_ms} AND happened_ms < {until_ms}
"""
    return Form("presence", house, plain, lambda store: counted(store, needed.format(**span)))


def milestones_of(cases: Sequence[str]) -> Form:
    """Return the question where and when these persons were, and how many others it concerns."""
    question = MilestoneQuestion(
        index_cases=tuple(cases),
        from_ms=FROM_MS,
        until_ms=UNTIL_MS,
        margin_ms=WITHIN_MS,
        places={},
    )

    def house(store: Store) -> Told:
        found = milestones(store, question)
        facts = tuple(
            Milestone(m.first_ms, m.last_ms, m.place_id, m.scans, m.other_people)
            for m in found.milestones
        )
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Milestone, ...]:
        sql = _MILESTONES.format(
            persons=engine.persons,
            cases=listed(cases),
            standing=STANDING,
            margin_ms=WITHIN_MS,
            from_ms=FROM_MS,
            until_ms=UNTIL_MS,
        )
        return engine.rows(sql, Milestone)

    name = f"milestones_{len(cases)}"
    return Form(name, house, plain, lambda store: rows_needed(store, cases))


def departures_from(area: Sequence[str], from_ms: int, until_ms: int) -> Form:
    """Return the question who left an area of these places, as the scans alone show it."""
    span = {
        "area": listed(area),
        "back_ms": from_ms - INSIDE_BACK_MS,
        "from_ms": from_ms,
        "until_ms": until_ms,
    }
    question = DepartureQuestion(
        places=tuple(area), districts=(), from_ms=from_ms, until_ms=until_ms, limit=_LIMIT
    )

    def house(store: Store) -> Told:
        found = departures(store, question)
        facts = tuple(
            Departed(d.citizen_id, d.how, d.left_ms, d.last_seen_ms, found.total)
            for d in found.departures
        )
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Departed, ...]:
        sql = _DEPARTURES.format(**span, persons=engine.persons, standing=STANDING, limit=_LIMIT)
        return engine.rows(sql, Departed)

    needed = _NEEDED_TO_DEPART.format(**span)
    return Form("departures", house, plain, lambda store: counted(store, needed))
