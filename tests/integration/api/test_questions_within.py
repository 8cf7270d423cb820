"""Every question of the house, asked by somebody who answers for a part of the country."""

import hashlib
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from analytics.migrations import migrate
from analytics.store import Store
from api.asking.catalogue import CATALOGUE, kind_named
from contracts.errors import FixRequest
from contracts.events import AlertRaised, DeclarationFiled, Event, ScanRecorded
from contracts.places import places_of_2021
from contracts.plates import normal_plate
from contracts.settings import Settings
from service.bodies import decode
from tests.builders.analytics import (
    HOUR_MS,
    MINUTE_MS,
    START_MS,
    alerts,
    declaration,
    insert,
    judged,
    minute_counts,
    movements,
    pass_of,
    scan,
)
from tests.builders.grounds import ground

pytestmark = pytest.mark.integration

_UNITS = ("018", "004")
_INSIDE = ("hn-city-04", "hn-city-05", "hn-city-07")
_OUTSIDE = ("hn-city-10", "hn-city-11", "hn-city-12")
_PLATE = "29A-123.45"
_A_WARD_INSIDE, _A_WARD_OUTSIDE = "00526", "00376"


def _citizen(name: str) -> str:
    return hashlib.md5(name.encode()).hexdigest()  # noqa: S324  # only an id of the right form


_ANN = _citizen("ann")
_ELSEWHERE = tuple(_citizen(f"elsewhere-{n}") for n in range(4))
_CROWD = (_ANN, *(_citizen(f"crowd-{n}") for n in range(8)))

# A body for every kind of question; one that is not here fails the tests below.
_BODIES: Mapping[str, Mapping[str, Any]] = {
    "timeline": {"citizen_id": _ANN},
    "vehicle": {"plate": _PLATE},
    "contacts": {"citizen_ids": [_ANN], "within_minutes": 60},
    "spread": {"citizen_ids": [_ANN], "within_minutes": 60},
    "milestones": {"citizen_ids": [_ANN]},
    "presence": {"unit": "018"},
    "alerts": {},
    "overdue": {},
    "departures": {"unit": "018"},
    "flows": {},
    "repeats": {"at_least": 2},
}
# Asked without bounds, the same words must tell of what lies outside; some need wider ones.
_WIDER: Mapping[str, Mapping[str, Any]] = {"presence": {"unit": "01"}}
_SPAN = {"from": "2021-08-23T00:00:00+07:00", "until": "2021-08-25T00:00:00+07:00"}


class _World(NamedTuple):
    """Scans in and outside, and what was declared."""

    scans: list[ScanRecorded]
    declared: list[Event]
    overdue: list[AlertRaised]


def _world(seed: int) -> _World:
    chance = random.Random(seed)  # noqa: S311  # repeatable on purpose
    vehicle = ground().pseudonyms.vehicle_id(normal_plate(_PLATE))
    scans = [
        scan(
            number,
            scan_id=f"scan-{number:04d}",
            citizen_id=(who := chance.choice((*_CROWD, *_ELSEWHERE))),
            place_id=chance.choice(_OUTSIDE if who in _ELSEWHERE else (*_INSIDE, *_OUTSIDE)),
            direction=chance.choice(("in", "out", "visit")),
            happened_ms=START_MS + chance.randrange(8 * HOUR_MS // MINUTE_MS) * MINUTE_MS,
            vehicle_id=chance.choice(("", vehicle)),
            pass_id=f"pass-of-{who}",
            origin="018",
        )
        for number in range(240)
    ]
    shown = {one.citizen_id: one for one in scans}
    declared: list[Event] = [pass_of(one) for one in shown.values()]
    late = []
    for number, one in enumerate(shown.values()):
        ends = [_A_WARD_INSIDE, _A_WARD_OUTSIDE] if one.citizen_id in _CROWD else []
        origin, destination = ends or [_A_WARD_OUTSIDE, _A_WARD_OUTSIDE]
        filed = declaration(one, origin=origin, destination=destination, residence="")
        declared.append(filed)
        late.append(_overdue(filed, number))
    return _World(scans, declared, late)


def _overdue(filed: DeclarationFiled, number: int) -> AlertRaised:
    return AlertRaised(
        alert_id=f"overdue:{number}",
        citizen_id=filed.citizen_id,
        kind="overdue",
        happened_ms=filed.departs_ms,
        known_since_ms=START_MS,
        version=1,
        declaration_id=filed.declaration_id,
    )


def _found(scans: list[ScanRecorded]) -> Iterator[AlertRaised]:
    """Yield what the stream found, with the places on which each rests."""
    place = {one.scan_id: one.place_id for one in scans}
    before = {one.scan_id: one for one in movements(scans)}
    for alert in alerts(scans):
        leg = before[alert.scan_id]
        yield msgspec.structs.replace(
            alert,
            place_id=place[alert.scan_id],
            from_scan_id=leg.from_scan_id,
            from_place_id=leg.from_place_id,
            from_ms=leg.from_ms,
        )


class _Found(NamedTuple):
    """Answers by kind of question: within the units, without bounds, and as if nothing else."""

    within: dict[str, Any]
    everywhere: dict[str, Any]
    alone: dict[str, Any]


def _asked(store: Store, name: str, *units: str, **changes: Any) -> dict[str, Any]:
    kind = kind_named(name)
    body = {**_SPAN, "purpose": "a test", **_BODIES[name], **changes}
    read = decode(msgspec.json.encode(body), msgspec.json.Decoder(kind.body))
    answer: dict[str, Any] = msgspec.to_builtins(kind.prepare(read, ground(*units)).ask(store))
    return {key: part for key, part in answer.items() if key not in {"freshness", "rows_read"}}


def _fill(store: Store, world: _World, *, inside_only: bool) -> None:
    """Put the world in; `inside_only` leaves out every record of a scan that was made outside."""

    def of(events: list[Any]) -> list[Any]:
        kept = {one.scan_id for one in world.scans if one.place_id in _INSIDE or not inside_only}
        return [one for one in events if one.scan_id in kept]

    insert(store, "scans", of(world.scans))
    insert(store, "judged", of(judged(world.scans)))
    insert(store, "movements", of(movements(world.scans)))
    insert(store, "counts", minute_counts(of(world.scans)))
    insert(store, "declarations", world.declared)
    insert(store, "alerts", [*of(list(_found(world.scans))), *world.overdue])


@pytest.fixture(scope="module", params=[1, 2])
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> _Found:
    """Ask every question of two stores, one after the other: all there is, and what lies inside."""
    world, names = _world(request.param), [kind.name for kind in CATALOGUE]
    with _opened(tmp_path_factory.mktemp("whole")) as store:
        _fill(store, world, inside_only=False)
        within = {name: _asked(store, name, *_UNITS) for name in names}
        everywhere = {name: _asked(store, name, **_WIDER.get(name, {})) for name in names}
    with _opened(tmp_path_factory.mktemp("inside")) as store:
        _fill(store, world, inside_only=True)
        alone = {name: _asked(store, name, *_UNITS) for name in names}
    return _Found(within, everywhere, alone)


def _opened(data: Path) -> Store:
    store = Store.open(Settings(data=data))
    migrate(store)
    return store


def _words(part: Any) -> Iterator[str]:
    """Yield every text in an answer."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _words(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _words(value)


def _what_lies_outside(seed: int) -> frozenset[str]:
    scans = [one.scan_id for one in _world(seed).scans if one.place_id in _OUTSIDE]
    districts = {places_of_2021()[place].district for place in _OUTSIDE}
    return frozenset({*_OUTSIDE, *_ELSEWHERE, *scans, *districts})


@pytest.mark.parametrize("name", [kind.name for kind in CATALOGUE])
def test_what_happened_outside_changes_no_answer(found: _Found, name: str) -> None:
    """Nobody can tell from an answer whether there were other scans elsewhere."""
    assert found.within[name] == found.alone[name]


@pytest.mark.parametrize("name", [kind.name for kind in CATALOGUE])
def test_nothing_outside_is_named(found: _Found, name: str, request: pytest.FixtureRequest) -> None:
    """No place, scan or district outside, and nobody who was only ever there."""
    outside = _what_lies_outside(request.node.callspec.params["found"])

    assert not outside.intersection(_words(found.within[name]))
    assert outside.intersection(_words(found.everywhere[name])), "the world shows nothing"


@pytest.mark.parametrize("name", [kind.name for kind in CATALOGUE])
def test_what_lies_inside_is_told(found: _Found, name: str) -> None:
    """Bounds leave something over."""
    assert any(isinstance(rows, list | tuple) and rows for rows in found.within[name].values())


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        (kind.name, change)
        for kind in CATALOGUE
        for change in ({"unit": "016"}, {"unit": "01"}, {"place_id": "hn-city-10"})
        if next(iter(change)) in kind.body.__struct_fields__
    ],
)
def test_a_question_that_names_what_lies_outside_is_refused(
    name: str, changes: dict[str, str]
) -> None:
    """Before anything is asked or noted."""
    kind, (field,) = kind_named(name), changes
    body = {**_SPAN, "purpose": "a test", **_BODIES[name], **changes}
    read = decode(msgspec.json.encode(body), msgspec.json.Decoder(kind.body))

    with pytest.raises(FixRequest) as refused:
        kind.prepare(read, ground(*_UNITS))

    faults = [(fault.field, fault.reason) for fault in refused.value.faults]
    assert faults == [(field, "outside_jurisdiction")]
