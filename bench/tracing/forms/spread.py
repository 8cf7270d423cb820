"""F2: whom the contacts of the index persons met once they were exposed."""

from collections.abc import Sequence

import msgspec

from analytics.questions.spread import MOST_ON_A_LEVEL, Spread, SpreadQuestion, spread
from analytics.store import Store
from bench.tracing.engines import Plain
from bench.tracing.forms.form import Form, Told, listed
from bench.tracing.forms.meetings import LIKELIEST, WITHIN_MS, pairs, rows_needed
from bench.tracing.world import FROM_MS, UNTIL_MS


class Fact(msgspec.Struct, frozen=True):
    """What is compared of somebody on a level, in the order of ranks."""

    level: int
    citizen_id: str
    meetings: int
    closest_gap_ms: int
    shared_journey: int
    shared_vehicle: int
    shared_lane: int
    first_met_ms: int
    last_met_ms: int
    sources: int
    total: int


# A table of the first level, as somebody would keep it who goes on from there.
_FIRST = "bench_first_level"

_LEVEL = """
SELECT
    {level} AS level, f.*, count(*) OVER () AS total
FROM (
    SELECT
        contact AS citizen_id, count(*) AS meetings, min(gap_ms) AS closest_gap_ms,
        sum(same_journey) AS shared_journey, sum(same_vehicle) AS shared_vehicle,
        sum(same_lane) AS shared_lane, min(met_ms) AS first_met_ms, max(met_ms) AS last_met_ms,
        count(DISTINCT carrier) AS sources
    FROM ({pairs}) AS p
    {condition}
    GROUP BY contact
) AS f
ORDER BY {likeliest}
"""

_CARRIERS = f"SELECT citizen_id FROM {_FIRST} ORDER BY {LIKELIEST} LIMIT {MOST_ON_A_LEVEL}"  # noqa: S608  # our own names
_SINCE_EXPOSED = f"""
    JOIN {_FIRST} AS e ON e.citizen_id = p.carrier
    WHERE p.met_ms >= e.first_met_ms AND p.contact NOT IN (SELECT citizen_id FROM {_FIRST})
"""  # noqa: S608  # our own names


def spread_of(cases: Sequence[str]) -> Form:
    """Return the question who may have it from these persons, two levels deep."""
    question = SpreadQuestion(
        index_cases=tuple(cases),
        from_ms=FROM_MS,
        until_ms=UNTIL_MS,
        within_s=WITHIN_MS // 1000,
        depth=2,
    )

    def house(store: Store) -> Told:
        found = spread(store, question)
        return Told(_facts(found), found.rows_read)

    def plain(engine: Plain) -> tuple[Fact, ...]:
        engine.keep(_FIRST, _level(1, pairs(engine, listed(cases), cases), ""))
        told = f"ORDER BY {LIKELIEST} LIMIT {MOST_ON_A_LEVEL}"
        first = engine.rows(f"SELECT * FROM {_FIRST} {told}", Fact)  # noqa: S608  # our own names
        second = _level(2, pairs(engine, _CARRIERS, cases), _SINCE_EXPOSED)
        return first + engine.rows(f"{second} LIMIT {MOST_ON_A_LEVEL}", Fact)

    def needed(store: Store) -> int:
        found = spread(store, question)
        carriers = [one.citizen_id for one in found.persons if one.level == 1]
        return rows_needed(store, cases) + rows_needed(store, carriers)

    return Form(f"spread_{len(cases)}", house, plain, needed)


def _level(number: int, meetings: str, condition: str) -> str:
    return _LEVEL.format(level=number, pairs=meetings, condition=condition, likeliest=LIKELIEST)


def _facts(found: Spread) -> tuple[Fact, ...]:
    totals = {level.level: level.total for level in found.levels}
    return tuple(
        Fact(
            level=one.level,
            citizen_id=one.citizen_id,
            meetings=one.meetings,
            closest_gap_ms=round(one.closest_gap_s * 1000),
            shared_journey=one.shared_journey,
            shared_vehicle=one.shared_vehicle,
            shared_lane=one.shared_lane,
            first_met_ms=one.first_met_ms,
            last_met_ms=one.last_met_ms,
            sources=one.sources,
            total=totals[one.level],
        )
        for one in found.persons
    )
