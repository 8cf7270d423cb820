"""Questions about everybody within an area: who moves between its parts, who is seen often."""

from collections.abc import Sequence

import msgspec

from analytics.questions.filters import ScanFilter
from analytics.questions.flows import FlowQuestion, flows
from analytics.questions.repeats import Repeated as Often
from analytics.questions.repeats import RepeatQuestion, repeats
from analytics.store import Store
from bench.tracing.engines import Plain
from bench.tracing.forms.form import Form, Told, counted
from bench.tracing.forms.meetings import STANDING
from contracts.durations import HANOI_AHEAD_MS, HOUR_MS

_PARTS = 12
_LONGEST_MS = 12 * HOUR_MS
_OFTEN = 6
_LIMIT = 5_000


class Flow(msgspec.Struct, frozen=True):
    """What is compared of a pair of parts."""

    from_unit: str
    to_unit: str
    people: int
    journeys: int


class Repeated(msgspec.Struct, frozen=True):
    """What is compared of somebody who is seen often."""

    citizen_id: str
    scans: int
    crossings: int
    places: int
    days: int
    most_on_a_day: int
    first_ms: int
    last_ms: int
    total: int


# A place's part is the remainder of its number.
_PART = f"CAST(CAST(substring(place_id, 7) AS INTEGER) % {_PARTS} AS VARCHAR)"
_WITHIN = """place_id >= '{first}' AND place_id <= '{last}' AND citizen_id != ''
            AND happened_ms >= {low_ms} AND happened_ms < {until_ms} AND {standing}"""

_FLOWS = f"""
SELECT from_unit, to_unit, count(DISTINCT citizen_id) AS people, count(*) AS journeys
FROM (
    SELECT
        citizen_id, happened_ms, part AS to_unit, lag(part) OVER previous AS from_unit,
        lag(happened_ms) OVER previous AS left_ms,
        row_number() OVER previous AS number
    FROM (
        SELECT citizen_id, happened_ms, scan_id, {_PART} AS part FROM scans WHERE {_WITHIN}
    ) AS s
    WINDOW previous AS (PARTITION BY citizen_id ORDER BY happened_ms, scan_id)
) AS w
WHERE number > 1 AND happened_ms >= {{from_ms}} AND from_unit != to_unit
    AND happened_ms - left_ms <= {_LONGEST_MS}
GROUP BY from_unit, to_unit
ORDER BY journeys DESC, from_unit, to_unit
"""  # noqa: S608  # our own figures

_REPEATS = f"""
SELECT
    citizen_id, sum(daily) AS scans, sum(crossed) AS crossings, max(different) AS places,
    count(*) AS days, max(daily) AS most_on_a_day, min(began_ms) AS first_ms,
    max(ended_ms) AS last_ms, count(*) OVER () AS total
FROM (
    SELECT
        s.citizen_id AS citizen_id, day, count(*) AS daily,
        sum(CASE WHEN direction = 'visit' THEN 0 ELSE 1 END) AS crossed,
        min(happened_ms) AS began_ms, max(happened_ms) AS ended_ms, max(p.places) AS different
    FROM (
        SELECT citizen_id, direction, happened_ms,
            CAST(floor((happened_ms + {HANOI_AHEAD_MS}) / 86400000) AS BIGINT) AS day
        FROM scans WHERE {_WITHIN}
    ) AS s
    JOIN (
        SELECT citizen_id, count(DISTINCT place_id) AS places FROM scans WHERE {_WITHIN}
        GROUP BY citizen_id HAVING count(*) >= {_OFTEN}
    ) AS p ON p.citizen_id = s.citizen_id
    GROUP BY s.citizen_id, day
) AS d
GROUP BY citizen_id
ORDER BY scans DESC, citizen_id
LIMIT {_LIMIT}
"""  # noqa: S608  # our own figures

_NEEDED = f"SELECT toInt64(count()) AS rows FROM scans WHERE {_WITHIN}"  # noqa: S608  # our own figures


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """Places whose ids follow each other, and a span of time."""

    places: Sequence[str]
    from_ms: int
    until_ms: int

    def filled(self, sql: str, low_ms: int) -> str:
        """Return SQL about what happened here since `low_ms`."""
        return sql.format(
            first=min(self.places),
            last=max(self.places),
            low_ms=low_ms,
            from_ms=self.from_ms,
            until_ms=self.until_ms,
            standing=STANDING,
        )


def flows_within(area: Area) -> Form:
    """Return the question who moves between the parts of an area."""
    back_ms = area.from_ms - _LONGEST_MS
    question = FlowQuestion(
        area_of_place={place: str(int(place[6:]) % _PARTS) for place in area.places},
        area_of_unit={},
        names={},
        from_ms=area.from_ms,
        until_ms=area.until_ms,
        back_ms=_LONGEST_MS,
        limit=_PARTS * _PARTS,
    )

    def house(store: Store) -> Told:
        found = flows(store, question)
        facts = tuple(Flow(f.from_unit, f.to_unit, f.people, f.journeys) for f in found.flows)
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Flow, ...]:
        return engine.rows(area.filled(_FLOWS, back_ms), Flow)

    return Form("flows", house, plain, lambda store: counted(store, area.filled(_NEEDED, back_ms)))


def repeats_within(area: Area) -> Form:
    """Return the question who is seen often in an area."""
    question = RepeatQuestion(
        from_ms=area.from_ms,
        until_ms=area.until_ms,
        at_least=_OFTEN,
        limit=_LIMIT,
        only=ScanFilter(places=tuple(area.places)),
    )

    def house(store: Store) -> Told:
        found = repeats(store, question)
        facts = tuple(_fact(one, found.total) for one in found.people)
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Repeated, ...]:
        return engine.rows(area.filled(_REPEATS, area.from_ms), Repeated)

    needed = area.filled(_NEEDED, area.from_ms)
    return Form("repeats", house, plain, lambda store: counted(store, needed))


def _fact(one: Often, total: int) -> Repeated:
    return Repeated(
        citizen_id=one.citizen_id,
        scans=one.scans,
        crossings=one.crossings,
        places=one.places,
        days=one.days,
        most_on_a_day=one.most_on_a_day,
        first_ms=one.first_ms,
        last_ms=one.last_ms,
        total=total,
    )
