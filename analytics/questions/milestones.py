"""Where index persons were and when, as health notices publish it: no row names a person.

Each scan of an index person is a window at its place, from the margin before to the margin after,
both ends included. Windows at one place that overlap or touch are one. Other people are all others
who were scanned at that place within the window; those of the index persons count as themselves.

Two steps: the index persons' scans, by person; then the scans at those places in those quarters of
an hour, by place.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from analytics.questions.annulled import stands_at, stands_of
from analytics.questions.buckets import cells_of
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store
from contracts.places import Place

_STOPS = """
SELECT citizen_id, place_id, happened_ms
FROM (
    SELECT citizen_id, scan_id, place_id, direction, category, happened_ms
    FROM scans_by_person
    WHERE citizen_id IN {cases:Array(String)}
        AND happened_ms >= {from_ms:Int64} AND happened_ms < {until_ms:Int64}
        AND {stands}
    ORDER BY kafka_offset
    LIMIT 1 BY citizen_id, scan_id
)
WHERE true {only}
ORDER BY place_id, happened_ms
""".replace("{stands}", stands_of("IN {cases:Array(String)}"))

_OTHERS = """
WITH
    cells AS (
        SELECT cell.1 AS number, cell.2 AS place, cell.3 AS bucket, cell.4 AS first, cell.5 AS last
        FROM (
            SELECT arrayJoin({windows:Array(Tuple(UInt32, String, UInt32, Int64, Int64))}) AS cell
        )
    ),
    others AS (
        SELECT citizen_id, scan_id, place_id, bucket, direction, category, happened_ms
        FROM scans_by_day
        WHERE (day, place_id, bucket) IN {cells:Array(Tuple(UInt32, String, UInt32))}
            AND citizen_id NOT IN {cases:Array(String)}
            AND {stands}
        ORDER BY kafka_offset
        LIMIT 1 BY citizen_id, scan_id
    )
SELECT c.number AS number, toInt64(uniqExact(o.citizen_id)) AS people
FROM others AS o
INNER JOIN cells AS c ON o.place_id = c.place AND o.bucket = c.bucket
WHERE o.happened_ms >= c.first AND o.happened_ms <= c.last {only}
GROUP BY number
""".replace("{stands}", stands_at("IN {places_seen:Array(String)}"))


class MilestoneQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when `index_cases` were in the span, each scan with this margin around it.

    `places` gives places their names; one that is not there is told by its id alone.
    """

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    margin_ms: int
    places: Mapping[str, Place]
    only: ScanFilter = ALL_SCANS


class Milestone(msgspec.Struct, frozen=True, kw_only=True):
    """A window at a place, both ends included, and how many people it concerns.

    `name_vi`, `name_en` and `district` (a unit code) are empty where the place is not known.
    """

    first_ms: int
    last_ms: int
    place_id: str
    name_vi: str
    name_en: str
    district: str
    index_persons: int
    scans: int
    other_people: int


class Milestones(msgspec.Struct, frozen=True, kw_only=True):
    """The milestones of the index persons, in the order in which they began."""

    from_ms: int
    until_ms: int
    margin_s: int
    milestones: tuple[Milestone, ...]
    freshness: Freshness
    rows_read: int


class _Stop(msgspec.Struct, frozen=True, kw_only=True):
    citizen_id: str
    place_id: str
    happened_ms: int


class _Counted(msgspec.Struct, frozen=True):
    number: int
    people: int


class _Window(NamedTuple):
    """Stops at one place whose windows hang together, in the order of time."""

    first_ms: int
    last_ms: int
    stops: tuple[_Stop, ...]

    @property
    def place_id(self) -> str:
        """Where it is."""
        return self.stops[0].place_id


class _Cell(NamedTuple):
    """A window as it is seen from one quarter of an hour at its place."""

    number: int
    place: str
    bucket: int
    first: int
    last: int


def milestones(store: Store, question: MilestoneQuestion) -> Milestones:
    """Return places and windows in the order in which they began."""
    fresh = freshness(store)
    stops = store.ask(
        _STOPS.replace("{only}", question.only.condition()),
        {
            "cases": sorted(set(question.index_cases)),
            "from_ms": question.from_ms,
            "until_ms": question.until_ms,
            **question.only.parameters(),
        },
        row=_Stop,
    )
    windows = sorted(
        _windows(stops.rows, question.margin_ms), key=lambda w: (w.first_ms, w.place_id)
    )
    others, rows_read = _others(store, question, windows)
    return Milestones(
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        margin_s=question.margin_ms // 1000,
        milestones=tuple(
            _milestone(window, others.get(number, 0), question.places)
            for number, window in enumerate(windows)
        ),
        freshness=fresh,
        rows_read=stops.rows_read + rows_read,
    )


def _windows(stops: Sequence[_Stop], margin_ms: int) -> Iterable[_Window]:
    """Return the windows of stops that are in the order of their places, then of time."""
    group: list[_Stop] = []
    for stop in stops:
        near = group and stop.happened_ms - group[-1].happened_ms <= 2 * margin_ms
        if group and not (near and stop.place_id == group[-1].place_id):
            yield _window(group, margin_ms)
            group = []
        group.append(stop)
    if group:
        yield _window(group, margin_ms)


def _window(group: list[_Stop], margin_ms: int) -> _Window:
    first_ms, last_ms = group[0].happened_ms - margin_ms, group[-1].happened_ms + margin_ms
    return _Window(max(0, first_ms), last_ms, tuple(group))


def _others(
    store: Store, question: MilestoneQuestion, windows: Sequence[_Window]
) -> tuple[dict[int, int], int]:
    """Return how many other people were there by the number of the window, and the rows read."""
    if not windows:
        return {}, 0
    seen_from = [
        (cell, _Cell(number, *cell[1:], window.first_ms, window.last_ms))
        for number, window in enumerate(windows)
        for cell in cells_of(window.place_id, window.first_ms, window.last_ms)
    ]
    found = store.ask(
        _OTHERS.replace("{only}", question.only.condition()),
        {
            "cases": sorted(set(question.index_cases)),
            "windows": [window for _, window in seen_from],
            "cells": sorted({cell for cell, _ in seen_from}),
            "places_seen": sorted({window.place_id for window in windows}),
            **question.only.parameters(),
        },
        row=_Counted,
    )
    return {one.number: one.people for one in found.rows}, found.rows_read


def _milestone(window: _Window, others: int, places: Mapping[str, Place]) -> Milestone:
    place = places.get(window.place_id)
    return Milestone(
        first_ms=window.first_ms,
        last_ms=window.last_ms,
        place_id=window.place_id,
        name_vi=place.name_vi if place else "",
        name_en=place.name_en if place else "",
        district=place.district if place else "",
        index_persons=len({stop.citizen_id for stop in window.stops}),
        scans=len(window.stops),
        other_people=others,
    )
