"""Compares who is said to have met the contacts (F2) with the planted truth.

Both rings are asked for in one question about all index persons. Recall and precision are taken
against what a perfect system can know (`traceable`), among the people of this run, as for the
contacts themselves (`score.py`).
"""

import msgspec

from simulation.bodies import moment
from simulation.client import Client
from simulation.outbreak import Window, exposures
from simulation.plan import CityRun, Credentials

_SPREAD = "/v1/questions/spread"
_PURPOSE = "simulation: score the second ring against the planted outbreak"
_DEPTH = 2
# As many people a level as may be asked for.
_MOST = 5000


class SecondScore(msgspec.Struct, frozen=True, kw_only=True):
    """How well the answer fits; shares are 1.0 where there was nothing to find.

    `is_cut` says that the answer did not go on from all contacts, or does not tell all of theirs.
    """

    true_second: int
    found: int
    recall: float
    precision: float
    is_cut: bool


class Person(msgspec.Struct, frozen=True):
    """Somebody of the answer, by citizen id."""

    citizen_id: str
    level: int


class Level(msgspec.Struct, frozen=True):
    """Whether a level is told whole."""

    is_cut: bool


class Found(msgspec.Struct, frozen=True):
    """The answer, as far as it is compared."""

    persons: tuple[Person, ...] = ()
    levels: tuple[Level, ...] = ()


async def score_second(run: CityRun, *, api_url: str, credentials: Credentials) -> SecondScore:
    """Ask the read side who met the contacts of the planted outbreak; an epidemiologist's account.

    Raises:
        RefusedError: the account may not ask, or the question was not understood.

    """
    window = Window(run.start_ms, run.until_ms)
    cases = _cases(run)
    if not cases:
        return compare_second(run, Found())
    question = {
        "citizen_ids": sorted(cases.values()),
        "from": moment(window.from_ms),
        "until": moment(window.until_ms),
        "within_minutes": window.within_ms // 60_000,
        "depth": _DEPTH,
        "limit": _MOST,
        "purpose": _PURPOSE,
    }
    async with Client(api_url, credentials) as api:
        answer = await api.send(_SPREAD, msgspec.json.encode(question))
    return compare_second(run, msgspec.json.decode(answer, type=Found))


def compare_second(run: CityRun, found: Found) -> SecondScore:
    """Return the score of an answer."""
    truth = second_ring(run)
    person_of = {citizen: person for person, citizen in run.citizens.items()}
    said = {one.citizen_id for one in found.persons if one.level == _DEPTH}
    known = {person_of[citizen] for citizen in said if citizen in person_of}
    hits = len(known & truth)
    return SecondScore(
        true_second=len(truth),
        found=len(known),
        recall=hits / len(truth) if truth else 1.0,
        precision=hits / len(known) if known else 1.0,
        is_cut=any(level.is_cut for level in found.levels),
    )


def second_ring(run: CityRun) -> set[int]:
    """Return who met contacts of index persons, since those were exposed, and no index person."""
    window, cases = Window(run.start_ms, run.until_ms), _cases(run)
    first = exposures(run.presences, dict.fromkeys(cases, 0), window, "traceable")
    contacts = {person: at_ms for person, at_ms in first.items() if person not in cases}
    second = exposures(run.presences, contacts, window, "traceable")
    return set(second) - set(contacts) - set(cases)


def _cases(run: CityRun) -> dict[int, str]:
    return {p: run.citizens[p] for p in run.index_persons if p in run.citizens}
