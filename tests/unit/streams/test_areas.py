"""Who left an epidemic area."""

from contracts.events import Direction
from contracts.places import places_of_2021
from contracts.registry import ZoneDeclared
from streams.areas import Areas
from streams.dossier import Visit

HOUR_MS = 3_600_000
# Ba Đình district, an office and nothing else inside; a gate of district 016; an office elsewhere.
INSIDE, ELSEWHERE = "pol-01-001", "pol-01-271"


def zone(unit: str = "001", **changes: int) -> ZoneDeclared:
    """Return an area declared at ten, looking back two hours."""
    times = {"since_ms": 10 * HOUR_MS, "declared_ms": 10 * HOUR_MS, "look_back_ms": 2 * HOUR_MS}
    return ZoneDeclared(zone_id=f"zone-{unit}", unit=unit, **(times | changes))


def visit(place: str, hour: float, *, direction: Direction = "visit", origin: str = "") -> Visit:
    """Return a visit at that hour, received at once."""
    at_ms = round(hour * HOUR_MS)
    return Visit(at_ms, "s", place, direction, "pass", "ok", at_ms, 0, origin=origin)


def left(before: Visit | None, after: Visit, *zones: ZoneDeclared) -> list[str]:
    """Return the areas that somebody is found to have left."""
    areas = Areas({one.zone_id: one for one in zones or (zone(),)}, places_of_2021())
    return [departure.zone_id for departure in areas.departures(before, after)]


def test_seen_inside_and_then_elsewhere_is_a_departure() -> None:
    """Whatever lies between."""
    assert ["zone-001"] == left(visit(INSIDE, 8), visit(ELSEWHERE, 9))


def test_seen_inside_twice_is_none() -> None:
    """They stayed."""
    assert [] == left(visit(INSIDE, 8), visit(INSIDE, 9))


def test_a_pass_from_inside_shown_elsewhere_is_a_departure() -> None:
    """Nobody was scanned inside, but the pass says where the journey began."""
    assert ["zone-001"] == left(None, visit(ELSEWHERE, 9, origin="001"))


def test_an_exit_by_a_gate_of_the_area_is_a_departure() -> None:
    """Nothing after it is needed."""
    gate = "hn-city-01"
    district = places_of_2021()[gate].district

    assert [f"zone-{district}"] == left(None, visit(gate, 9, direction="out"), zone(district))
    assert [] == left(None, visit(gate, 9, direction="in"), zone(district))


def test_a_province_covers_its_districts() -> None:
    """An area may be of any level."""
    assert [] == left(visit(INSIDE, 8), visit(ELSEWHERE, 9), zone("01"))
    assert ["zone-01"] == left(visit(INSIDE, 8), visit("nowhere", 9), zone("01"))


def test_what_happened_before_the_look_back_or_after_the_end_does_not_matter() -> None:
    """From eight on, the moment included, until the end, the moment excluded."""
    ended = zone(until_ms=12 * HOUR_MS)

    assert [] == left(visit(INSIDE, 6), visit(ELSEWHERE, 7.9), ended)
    assert ["zone-001"] == left(visit(INSIDE, 6), visit(ELSEWHERE, 8), ended)
    assert [] == left(visit(INSIDE, 6), visit(ELSEWHERE, 12), ended)


def test_of_many_areas_only_those_that_were_left_are_named() -> None:
    """Each place is looked up once, however many areas there are."""
    zones = [zone(f"{number:03}") for number in range(1, 9)]

    assert ["zone-001"] == left(visit(INSIDE, 8), visit(ELSEWHERE, 9), *zones)
