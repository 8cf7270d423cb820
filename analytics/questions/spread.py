"""Who may have it from index persons (F1), who from those (F2), and so on, by infection order.

What a meeting is: `meetings.py`. Level 1 are the contacts of the index persons. Level k + 1 is
whoever met somebody of level k at a moment not before that one's own exposure, which is the
earliest meeting that put them on level k. Everybody stands on one level, the first they are found
on, and index persons on none; whoever would be found on a later level as well is marked.

Each level is one set of people and costs about as much as their contacts. A level of more than
`limit` people is cut: the likeliest (`closeness.py`) are told and gone on from, the others are
counted, and are not told on a later level either.
"""

import itertools
from collections.abc import Mapping, Sequence

import msgspec

from analytics.questions.closeness import Because, Closeness, because
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.freshness import Freshness, freshness
from analytics.questions.meetings import ALWAYS_MS, Reach, Span
from analytics.questions.spread_levels import LevelFound, Met, MetBy, Traced
from analytics.store import Store
from analytics.tables import Table

DEEPEST = 4
MOST_ON_A_LEVEL = 1000


class SpreadQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who may have it from `index_cases`, `depth` levels deep, at most `limit` people a level."""

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int
    depth: int = 2
    only: ScanFilter = ALL_SCANS
    limit: int = MOST_ON_A_LEVEL

    @property
    def span(self) -> Span:
        """Which scans may meet."""
        return Span(
            from_ms=self.from_ms,
            until_ms=self.until_ms,
            within_ms=self.within_s * 1000,
            only=self.only,
        )


class Reached(Closeness, frozen=True, kw_only=True):
    """Somebody who may have it, on which level, and on which rank there for which reasons.

    `first_met_ms` is the exposure, and `exposed_by` with whom it happened; `sources` counts whom of
    the level before they met since those were exposed. `also_met_as` names the later levels on
    which they would have been found, were they not on this one.
    """

    level: int
    rank: int
    because: tuple[Because, ...]
    exposed_by: str
    sources: int
    also_met_as: tuple[str, ...]


class Tie(msgspec.Struct, frozen=True, kw_only=True):
    """Who may have given it to whom: an edge of the transmission graph, with its evidence.

    Place, scans and gap are those of the first meeting that counts; `is_exposure` says that nobody
    else met this person earlier. `meetings` and `shared_…` count all meetings of the two since
    `from_id` was exposed.
    """

    level: int
    from_id: str
    to_id: str
    is_exposure: bool
    first_met_ms: int
    last_met_ms: int
    place_id: str
    gap_s: float
    from_scan_id: str
    to_scan_id: str
    meetings: int
    closest_gap_s: float
    shared_journey: int
    shared_vehicle: int
    shared_lane: int


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """How a level came about: whose scans were looked at, and how many people were found.

    `told` is less than `total` where the level was cut.
    """

    level: int
    carriers: int
    stops: int
    total: int
    told: int
    is_cut: bool


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Levels 1 to `depth`, or to the first on which nobody is; people by level and rank."""

    index_cases: tuple[str, ...]
    from_ms: int
    until_ms: int
    within_s: int
    depth: int
    levels: tuple[Level, ...]
    persons: tuple[Reached, ...]
    ties: tuple[Tie, ...]
    freshness: Freshness
    rows_read: int


def spread(store: Store, question: SpreadQuestion) -> Spread:
    """Return who may have it from the index persons, level by level."""
    fresh = freshness(store)
    traced = Traced(store, question.index_cases, question.span, question.limit)
    found: list[LevelFound] = []
    carriers: Mapping[str, int] = dict.fromkeys(question.index_cases, ALWAYS_MS)
    for level in range(1, question.depth + 1):
        found.append(traced.go_on(level, carriers))
        carriers = {met.citizen_id: met.first_met_ms for met in found[-1].met}
        if not carriers:
            break
    return Spread(
        index_cases=question.index_cases,
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        within_s=question.within_s,
        depth=question.depth,
        levels=tuple(_level(one) for one in found),
        persons=tuple(_persons(found)),
        ties=tuple(itertools.chain.from_iterable(_ties(one) for one in found)),
        freshness=fresh,
        rows_read=sum(one.rows_read for one in found),
    )


def spread_tables(found: Spread) -> tuple[Table, ...]:
    """Return people, who may have given it to whom, and the levels."""
    return (
        Table("persons", Reached, found.persons),
        Table("ties", Tie, found.ties),
        Table("levels", Level, found.levels),
    )


def name_of(level: int) -> str:
    """Return what people on a level are called: F1, F2 and so on."""
    return f"F{level}"


def _level(found: LevelFound) -> Level:
    return Level(
        level=found.level,
        carriers=found.carriers,
        stops=len(found.reached),
        total=found.total,
        told=len(found.met),
        is_cut=found.total > len(found.met),
    )


def _persons(found: Sequence[LevelFound]) -> list[Reached]:
    return [
        Reached(
            **{name: getattr(met, name) for name in Closeness.__struct_fields__},
            level=level.level,
            rank=rank,
            because=because(met),
            exposed_by=met.earliest.carrier,
            sources=met.sources,
            also_met_as=tuple(
                name_of(later.level) for later in found if met.citizen_id in later.met_again
            ),
        )
        for level in found
        for rank, met in enumerate(level.met, 1)
    ]


def _ties(found: LevelFound) -> list[Tie]:
    return [_tie(found.level, met, by, found.reached) for met in found.met for by in _in_order(met)]


def _in_order(met: Met) -> list[MetBy]:
    """Return the ties of somebody by when they met, the exposure first."""

    def order(by: MetBy) -> tuple[int, bool, str]:
        return by.first_met_ms, by != met.earliest, by.carrier

    return sorted({*met.strongest, met.earliest}, key=order)


def _tie(level: int, met: Met, by: MetBy, reached: Sequence[Reach]) -> Tie:
    stop = reached[by.stop].stop
    return Tie(
        level=level,
        from_id=by.carrier,
        to_id=met.citizen_id,
        is_exposure=by == met.earliest,
        first_met_ms=by.first_met_ms,
        last_met_ms=by.last_met_ms,
        place_id=stop.place_id,
        gap_s=by.gap_ms / 1000,
        from_scan_id=stop.scan_id,
        to_scan_id=by.scan_id,
        meetings=by.meetings,
        closest_gap_s=by.closest_gap_s,
        shared_journey=by.shared_journey,
        shared_vehicle=by.shared_vehicle,
        shared_lane=by.shared_lane,
    )
