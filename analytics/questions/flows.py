"""Who moves between districts or provinces: how many people and journeys, pair by pair.

A journey is a scan of the span together with the same person's scan before it, if that is no older
than the look back and the two places lie in different areas: from the first to the second. Places
whose area is not known are passed over. Beside it stands how many journeys were declared to depart
within the span, from area to area, whether or not anybody was seen.

Which place and which unit lie in which area is told by whoever asks. Two steps: scans at those
places in those quarters of an hour; declarations by their departure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from analytics.questions.annulled import STANDS
from analytics.questions.buckets import bucket_range
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store

# Of lines of one scan the first counts; a person's scans then stand in order, each with the next.
_SEEN = """
WITH
    stops AS (
        SELECT
            citizen_id,
            arraySort(line -> line.1, groupArray((
                kafka_offset, scan_id, happened_ms,
                transform(place_id, {at:Array(String)}, {areas:Array(String)}, ''), true {only}
            ))) AS lines
        FROM scans
        WHERE place_id IN {at:Array(String)}
            AND bucket >= {first_bucket:UInt32} AND bucket <= {last_bucket:UInt32}
            AND happened_ms >= {back_ms:Int64} AND happened_ms < {until_ms:Int64}
            AND citizen_id != '' AND {stands}
        GROUP BY citizen_id
        HAVING length(lines) > 1
    ),
    ways AS (
        SELECT
            citizen_id,
            arraySort(arrayMap(line -> (line.3, line.2, line.4), arrayFilter(
                (line, number) -> number = 1 AND line.5, lines, arrayEnumerateUniq(lines.2)
            ))) AS way
        FROM stops
    )
SELECT
    leg.1.3 AS from_area, leg.2.3 AS to_area, toInt64(uniqExact(citizen_id)) AS people,
    toInt64(count()) AS journeys
FROM ways
ARRAY JOIN arrayZip(arrayPopBack(way), arrayPopFront(way)) AS leg
WHERE leg.2.1 >= {from_ms:Int64} AND from_area != to_area
    AND leg.2.1 - leg.1.1 <= {longest_ms:Int64}
GROUP BY from_area, to_area
""".replace("{stands}", STANDS)

_DECLARED = """
SELECT origin, destination, toInt64(uniqExact(declaration_id)) AS journeys
FROM declared_departures
WHERE departs_ms >= {from_ms:Int64} AND departs_ms < {until_ms:Int64}
GROUP BY origin, destination
"""


class FlowQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who moved between areas in the span; at most `limit` pairs are told, the busiest.

    `area_of_place` and `area_of_unit` give places and units their areas; whatever is not in them is
    passed over. `names` are the areas' names. `back_ms` is how long a journey may take.
    """

    area_of_place: Mapping[str, str]
    area_of_unit: Mapping[str, str]
    names: Mapping[str, str]
    from_ms: int
    until_ms: int
    back_ms: int
    limit: int
    only: ScanFilter = ALL_SCANS


class Flow(msgspec.Struct, frozen=True, kw_only=True):
    """From one area to another: different people seen, journeys seen, journeys declared."""

    from_unit: str
    from_name: str
    to_unit: str
    to_name: str
    people: int
    journeys: int
    declared: int


class Flows(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of areas, those with most journeys first; `total`, `journeys` and `declared` of all."""

    from_ms: int
    until_ms: int
    total: int
    journeys: int
    declared: int
    flows: tuple[Flow, ...]
    freshness: Freshness
    rows_read: int


class _Seen(msgspec.Struct, frozen=True):
    from_area: str
    to_area: str
    people: int
    journeys: int


class _Declared(msgspec.Struct, frozen=True):
    origin: str
    destination: str
    journeys: int


def flows(store: Store, question: FlowQuestion) -> Flows:
    """Return how many moved from area to area, the busiest pair first."""
    fresh = freshness(store)
    places = _places(question)
    back_ms = max(0, question.from_ms - question.back_ms)
    span = {"from_ms": question.from_ms, "until_ms": question.until_ms}
    seen = store.ask(
        _SEEN.replace("{only}", question.only.condition()),
        {
            **span,
            "at": places,
            "areas": [question.area_of_place[place] for place in places],
            "back_ms": back_ms,
            "longest_ms": question.back_ms,
            **bucket_range(back_ms, question.until_ms),
            **question.only.parameters(),
        },
        row=_Seen,
    )
    declared = store.ask(_DECLARED, span, row=_Declared)
    pairs = _pairs(seen.rows, _by_area(declared.rows, question.area_of_unit), question.names)
    return Flows(
        **span,
        total=len(pairs),
        journeys=sum(pair.journeys for pair in pairs),
        declared=sum(pair.declared for pair in pairs),
        flows=tuple(pairs[: question.limit]),
        freshness=fresh,
        rows_read=seen.rows_read + declared.rows_read,
    )


def _places(question: FlowQuestion) -> list[str]:
    """Return the places that are looked at: those of an area, and of the filter."""
    known, asked = question.area_of_place, question.only.places
    return sorted(known if asked is None else known.keys() & set(asked))


def _by_area(
    rows: Iterable[_Declared], area_of_unit: Mapping[str, str]
) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for row in rows:
        start, end = area_of_unit.get(row.origin, ""), area_of_unit.get(row.destination, "")
        if start and end and start != end:
            counted[start, end] += row.journeys
    return counted


def _pairs(
    seen: Iterable[_Seen], declared: Counter[tuple[str, str]], names: Mapping[str, str]
) -> list[Flow]:
    by_pair = {(row.from_area, row.to_area): row for row in seen}
    flows = []
    for start, end in by_pair.keys() | declared.keys():
        row = by_pair.get((start, end))
        flows.append(
            Flow(
                from_unit=start,
                from_name=names.get(start, ""),
                to_unit=end,
                to_name=names.get(end, ""),
                people=row.people if row else 0,
                journeys=row.journeys if row else 0,
                declared=declared[start, end],
            )
        )
    return sorted(flows, key=lambda f: (-f.journeys, -f.declared, f.from_unit, f.to_unit))
