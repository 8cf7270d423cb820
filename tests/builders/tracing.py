"""Small random worlds, and who met whom in them by looking at every pair of scans."""

import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from analytics.questions.closeness import Closeness, because
from analytics.questions.contacts import EVIDENCE, Contact, ContactQuestion, Meeting
from analytics.questions.filters import ALL_SCANS, ScanFilter
from analytics.questions.meeting_sql import WEEK_MS
from analytics.questions.spread import Level, Reached, SpreadQuestion, Tie
from analytics.questions.spread_levels import TIES
from contracts.events import DeclarationFiled, ScanAnnulled, ScanRecorded
from tests.builders.analytics import MINUTE_MS, START_MS, declaration, scan

_WINDOWS_S = (0, 1, 60, 60, 900, 900, 1800)


class World(NamedTuple):
    """What happened among a few people at a few places, and a question about it.

    `first` is inserted before `late`; both hold lines that repeat others, and some of `late` tell
    of a scan in `first` otherwise than that did. `scans` are those that happened, each once and as
    they were told first, without those taken back.
    """

    first: list[ScanRecorded]
    late: list[ScanRecorded]
    annulments: list[ScanAnnulled]
    declarations: list[DeclarationFiled]
    scans: list[ScanRecorded]
    question: SpreadQuestion

    @property
    def contact_question(self) -> ContactQuestion:
        """The question about level 1 alone."""
        asked = self.question
        return ContactQuestion(
            index_cases=asked.index_cases,
            from_ms=asked.from_ms,
            until_ms=asked.until_ms,
            within_s=asked.within_s,
            only=asked.only,
            limit=asked.limit,
        )


class Pair(NamedTuple):
    """Two scans that are a meeting: whose it is passed on from, and the other's."""

    carrier: ScanRecorded
    other: ScanRecorded
    one_journey: bool

    @property
    def gap_ms(self) -> int:
        """How far apart the two are."""
        return abs(self.carrier.happened_ms - self.other.happened_ms)

    @property
    def met_ms(self) -> int:
        """When the meeting happened."""
        return max(self.carrier.happened_ms, self.other.happened_ms)

    @property
    def one_lane(self) -> bool:
        """Whether both were in one lane, where that was noted."""
        return self.carrier.lane == self.other.lane != ""

    @property
    def one_vehicle(self) -> bool:
        """Whether both came in one vehicle: one plate, or scanned as one group."""
        one_plate = self.carrier.vehicle_id == self.other.vehicle_id != ""
        return one_plate or self.carrier.group_id == self.other.group_id != ""

    @property
    def nearness(self) -> tuple[int, int, str, str, int, str]:
        """What meetings are told in the order of."""
        mine, other = self.carrier, self.other
        at = (mine.happened_ms, mine.scan_id, mine.citizen_id)
        return (self.gap_ms, *at, other.happened_ms, other.scan_id)


class Wave(NamedTuple):
    """One level of a spread."""

    level: Level
    persons: list[Reached]
    ties: list[Tie]


def world(seed: int) -> World:
    """Return a world that shares neither people nor places with those of other seeds."""
    chance = random.Random(seed)  # noqa: S311  # repeatable on purpose
    people = [f"{seed}-person-{n:02}" for n in range(chance.randint(5, 20))]
    within_s = chance.choice(_WINDOWS_S)
    scans = [
        _scan(chance, seed, number, people, within_s) for number in range(chance.randint(25, 60))
    ]
    gone = chance.sample(scans, len(scans) // 12)
    repeated = chance.sample(scans, len(scans) // 3)
    cut = chance.randint(0, len(scans))
    return World(
        first=[*scans[:cut], *chance.sample(scans[:cut], cut // 4)],
        late=[*scans[cut:], *repeated, *_otherwise(chance, scans[:cut])],
        annulments=[_annulment(one) for one in gone],
        declarations=_declarations(chance, seed, people),
        scans=[one for one in scans if one not in gone],
        question=_question(chance, seed, people, scans, within_s),
    )


def _scan(
    chance: random.Random, seed: int, number: int, people: Sequence[str], within_s: int
) -> ScanRecorded:
    # Moments lie on a grid of windows or a millisecond beside it, so that edges matter.
    step_ms = max(within_s * 1000, 1000)
    # Every third world lies across the end of a week, that is in two partitions.
    begin_ms = (START_MS // WEEK_MS + 1) * WEEK_MS - 8 * step_ms if seed % 3 == 0 else START_MS
    at_ms = begin_ms + chance.randrange(16) * step_ms + chance.choice((0, 0, 0, -1, 1))
    return scan(
        number,
        scan_id=f"{seed}-{number:03}",
        citizen_id="" if chance.random() < 0.08 else chance.choice(people),
        place_id=f"{seed}-place-{chance.randrange(3)}",
        direction=chance.choice(("in", "out", "visit")),
        category=chance.choice(("pass", "pass", "pass", "refuse")),
        happened_ms=at_ms,
        lane=chance.choice(("", "1", "2")),
        vehicle_id=chance.choice(("", "", "bus", 'it\'s \\ "quoted"')),
        group_id=chance.choice(("", "", "", "group-1")),
    )


def _otherwise(chance: random.Random, told: Sequence[ScanRecorded]) -> list[ScanRecorded]:
    """Return lines that claim the ids of scans which are there, and say something else of them."""
    return [
        msgspec.structs.replace(one, direction="visit", category="pass", lane="1", vehicle_id="bus")
        for one in chance.sample(told, len(told) // 6)
    ]


def _annulment(one: ScanRecorded) -> ScanAnnulled:
    return ScanAnnulled(
        scan_id=one.scan_id,
        citizen_id=one.citizen_id,
        place_id=one.place_id,
        happened_ms=one.happened_ms,
        received_ms=one.received_ms,
    )


def _declarations(
    chance: random.Random, seed: int, people: Sequence[str]
) -> list[DeclarationFiled]:
    """Return up to two declarations of each person, some of them in one journey with others."""
    return [
        declaration(
            scan(number, citizen_id=person, pass_id=f"{seed}-{number}-{person}"),
            journey_id=chance.choice(("", "", f"{seed}-trip-1", f"{seed}-trip-2")),
        )
        for number, person in enumerate(chance.choices(people, k=len(people)))
    ]


def _question(
    chance: random.Random,
    seed: int,
    people: Sequence[str],
    scans: Sequence[ScanRecorded],
    within_s: int,
) -> SpreadQuestion:
    moments = sorted(one.happened_ms for one in scans)
    from_ms, until_ms = moments[0] - MINUTE_MS, moments[-1] + MINUTE_MS
    if chance.random() < 0.3:
        from_ms = chance.choice(moments[: len(moments) // 2])
        until_ms = chance.choice(moments[len(moments) // 2 :]) + chance.choice((0, 1))
    cases = chance.choices(
        [*people, *people, f"{seed}-stranger"], k=chance.choice((1, 1, 1, 1, 2, 4))
    )
    return SpreadQuestion(
        index_cases=tuple(cases),
        from_ms=from_ms,
        until_ms=max(until_ms, from_ms + 1),
        within_s=within_s,
        depth=chance.choice((1, 2, 3, 3, 4)),
        only=_filter(chance, seed),
        limit=chance.choice((1, 2, 3, 1000, 1000, 1000)),
    )


def _filter(chance: random.Random, seed: int) -> ScanFilter:
    if chance.random() < 0.75:
        return ALL_SCANS
    places = (f"{seed}-place-0", f"{seed}-place-elsewhere")
    return ScanFilter(
        places=chance.choice((None, None, None, places, places, ())),
        directions=chance.choice(((), ("in", "visit"))),
        categories=chance.choice(((), ("pass",))),
    )


def contacts_by_hand(world: World) -> list[Contact]:
    """Return all contacts of the index persons as the answer should tell them."""
    met = _met(world, dict.fromkeys(world.question.index_cases, 0))
    summed = [_summed(citizen_id, pairs) for citizen_id, pairs in met.items()]
    return [
        Contact(
            **_parts(one),
            rank=rank,
            because=because(one),
            index_cases=tuple(sorted({p.carrier.citizen_id for p in met[one.citizen_id]})),
            nearest=tuple(
                _meeting(p)
                for p in sorted(met[one.citizen_id], key=lambda p: p.nearness)[:EVIDENCE]
            ),
        )
        for rank, one in enumerate(sorted(summed, key=_likelihood), 1)
    ]


def spread_by_hand(world: World) -> list[Wave]:
    """Return every level as the answer should tell it; `stops` are left at 0."""
    waves: list[Wave] = []
    seen: set[str] = set()
    carriers = dict.fromkeys(world.question.index_cases, 0)
    for level in range(1, world.question.depth + 1):
        met = _met(world, carriers)
        waves = [_marked(wave, met, level) for wave in waves]
        new = {citizen_id: pairs for citizen_id, pairs in met.items() if citizen_id not in seen}
        seen |= set(new)
        waves.append(_wave(level, len(carriers), new, world.question.limit))
        carriers = {person.citizen_id: person.first_met_ms for person in waves[-1].persons}
        if not carriers:
            break
    return waves


def _met(world: World, since: Mapping[str, int]) -> dict[str, list[Pair]]:
    """Return who met these carriers, not before they carried it, with every pair of scans."""
    asked = world.question
    seen = [one for one in world.scans if one.citizen_id and _is_asked(one, asked)]
    together = _together(world.declarations)
    met: dict[str, list[Pair]] = {}
    for mine, other in itertools.permutations(seen, 2):
        if mine.citizen_id not in since or other.citizen_id in asked.index_cases:
            continue
        if mine.citizen_id == other.citizen_id or mine.place_id != other.place_id:
            continue
        pair = Pair(mine, other, (mine.citizen_id, other.citizen_id) in together)
        if pair.gap_ms <= asked.within_s * 1000 and pair.met_ms >= since[mine.citizen_id]:
            met.setdefault(other.citizen_id, []).append(pair)
    return met


def _is_asked(one: ScanRecorded, asked: SpreadQuestion) -> bool:
    only = asked.only
    return (
        asked.from_ms <= one.happened_ms < asked.until_ms
        and (only.places is None or one.place_id in only.places)
        and (not only.directions or one.direction in only.directions)
        and (not only.categories or one.category in only.categories)
    )


def _together(declarations: Iterable[DeclarationFiled]) -> set[tuple[str, str]]:
    declared = [one for one in declarations if one.journey_id]
    return {
        (one.citizen_id, other.citizen_id)
        for one, other in itertools.permutations(declared, 2)
        if one.journey_id == other.journey_id
    }


def _summed(citizen_id: str, pairs: Sequence[Pair]) -> Closeness:
    return Closeness(
        citizen_id=citizen_id,
        meetings=len(pairs),
        closest_gap_s=min(pair.gap_ms for pair in pairs) / 1000,
        shared_journey=sum(pair.one_journey for pair in pairs),
        shared_vehicle=sum(pair.one_vehicle for pair in pairs),
        shared_lane=sum(pair.one_lane for pair in pairs),
        first_met_ms=min(pair.met_ms for pair in pairs),
        last_met_ms=max(pair.met_ms for pair in pairs),
    )


def _parts(one: Closeness) -> dict[str, Any]:
    return msgspec.structs.asdict(one)


def _likelihood(one: Closeness) -> tuple[bool, bool, int, int, float, str]:
    return (
        not one.shared_journey,
        not one.shared_vehicle,
        -one.meetings,
        -one.shared_lane,
        one.closest_gap_s,
        one.citizen_id,
    )


def _meeting(pair: Pair) -> Meeting:
    return Meeting(
        gap_s=pair.gap_ms / 1000,
        case_ms=pair.carrier.happened_ms,
        contact_ms=pair.other.happened_ms,
        place_id=pair.carrier.place_id,
        index_case=pair.carrier.citizen_id,
        case_scan_id=pair.carrier.scan_id,
        contact_scan_id=pair.other.scan_id,
        same_lane=pair.one_lane,
        same_vehicle=pair.one_vehicle,
        same_journey=pair.one_journey,
    )


def _wave(level: int, carriers: int, new: Mapping[str, list[Pair]], limit: int) -> Wave:
    summed = sorted((_summed(who, pairs) for who, pairs in new.items()), key=_likelihood)
    persons, ties = [], []
    for rank, one in enumerate(summed[:limit], 1):
        sources = _sources(level, one.citizen_id, new[one.citizen_id])
        exposure = next(tie for tie in sources if tie.is_exposure)
        persons.append(
            Reached(
                **_parts(one),
                level=level,
                rank=rank,
                because=because(one),
                exposed_by=exposure.from_id,
                sources=len(sources),
                also_met_as=(),
            )
        )
        told = [*sources[:TIES], *([exposure] if exposure not in sources[:TIES] else [])]
        ties += sorted(told, key=lambda tie: (tie.first_met_ms, not tie.is_exposure, tie.from_id))
    size = len(persons)
    told_level = Level(
        level=level,
        carriers=carriers,
        stops=0,
        total=len(summed),
        told=size,
        is_cut=size < len(summed),
    )
    return Wave(told_level, persons, ties)


def _sources(level: int, citizen_id: str, pairs: Sequence[Pair]) -> list[Tie]:
    """Return with whom somebody met, the strongest tie first."""
    by: dict[str, list[Pair]] = {}
    for pair in pairs:
        by.setdefault(pair.carrier.citizen_id, []).append(pair)
    ties = [_tie(level, _summed(citizen_id, theirs), theirs) for theirs in by.values()]
    strength = _strength
    exposure = min(ties, key=lambda tie: (tie.first_met_ms, strength(tie)))
    ties = [
        msgspec.structs.replace(tie, is_exposure=tie.from_id == exposure.from_id) for tie in ties
    ]
    return sorted(ties, key=strength)


def _strength(tie: Tie) -> tuple[bool, bool, int, str]:
    return (not tie.shared_journey, not tie.shared_vehicle, tie.first_met_ms, tie.from_id)


def _tie(level: int, summed: Closeness, pairs: Sequence[Pair]) -> Tie:
    first = min(pairs, key=lambda pair: (pair.met_ms, pair.nearness))
    return Tie(
        level=level,
        from_id=first.carrier.citizen_id,
        to_id=summed.citizen_id,
        is_exposure=False,
        first_met_ms=summed.first_met_ms,
        last_met_ms=summed.last_met_ms,
        place_id=first.carrier.place_id,
        gap_s=first.gap_ms / 1000,
        from_scan_id=first.carrier.scan_id,
        to_scan_id=first.other.scan_id,
        meetings=summed.meetings,
        closest_gap_s=summed.closest_gap_s,
        shared_journey=summed.shared_journey,
        shared_vehicle=summed.shared_vehicle,
        shared_lane=summed.shared_lane,
    )


def _marked(wave: Wave, met: Mapping[str, list[Pair]], level: int) -> Wave:
    persons = [
        msgspec.structs.replace(person, also_met_as=(*person.also_met_as, f"F{level}"))
        if person.citizen_id in met
        else person
        for person in wave.persons
    ]
    return wave._replace(persons=persons)
