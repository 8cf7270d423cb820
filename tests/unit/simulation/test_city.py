"""The synthetic city: same seed, same people; papers and plates are right in structure."""

import msgspec

from contracts.identity import Document, birth_year_in, looks_wrong
from contracts.places import places_of_2021, units_of_2021
from contracts.plates import normal_plate, plate_kind
from ingest.phones import looks_wrong as phone_looks_wrong
from simulation.city import City, build_city
from simulation.geography import Geography
from tests.builders.simulation import small_city

_KINDS = {"car": "car", "coach": "car", "lorry": "car", "motorbike": "motorbike"}


def _written(city: City) -> bytes:
    return msgspec.json.encode((city.people, city.parties, city.cheats))


def test_the_same_seed_makes_the_same_city_byte_for_byte() -> None:
    """Nothing but seed and size decides who lives where and goes where."""
    assert _written(build_city(3, 400)) == _written(build_city(3, 400))


def test_another_seed_makes_another_city() -> None:
    """The seed changes the people, not only their order."""
    names = {person.name + person.birth_date for person in build_city(3, 400).people}
    others = {person.name + person.birth_date for person in build_city(4, 400).people}

    assert len(names & others) < 10


def test_cities_of_different_seeds_share_few_papers() -> None:
    """Two of them may meet in one store."""
    numbers = {person.document_number for person in build_city(3, 400).people}
    others = {person.document_number for person in build_city(4, 400).people}

    assert len(numbers & others) < 10


def test_every_document_number_is_given_once_and_fits_its_holder() -> None:
    """Numbers are unique, right in structure, and carry the mark of test people."""
    people = small_city().people
    documents = [Document(p.document_kind, p.document_number) for p in people]

    assert len({document.number for document in documents}) == len(people)
    assert not any(map(looks_wrong, documents))
    for person, document in zip(people, documents, strict=True):
        if document.kind == "cccd":
            assert document.number[6:8] == "99"
            assert birth_year_in(document) == int(person.birth_date[:4])
            assert int(document.number[3]) % 2 == (person.sex == "female")


def test_plates_fit_the_kind_of_vehicle_and_are_given_once() -> None:
    """A household may share a vehicle; two vehicles never share a plate."""
    city = small_city()
    vehicles = {p.ride for p in city.people} | {p.vehicle for p in city.parties}
    plates = [v.plate for v in vehicles] + [v.trailer for v in vehicles if v.trailer]

    assert len(set(map(normal_plate, plates))) == len(plates)
    for vehicle in vehicles:
        assert plate_kind(normal_plate(vehicle.plate)) == _KINDS[vehicle.transport]
        if vehicle.trailer:
            assert plate_kind(normal_plate(vehicle.trailer)) == "trailer"


def test_phones_are_ones_that_exist() -> None:
    """No operator's prefix is made up."""
    assert not any(phone_looks_wrong(person.phone) for person in small_city().people)


def test_everybody_lives_in_a_ward_of_hanoi() -> None:
    """Homes and ways lead to units and places that the reference data knows."""
    city = small_city()
    units = units_of_2021()

    assert all(units.lies_in(person.home, "01") for person in city.people)
    assert all(party.work in units for party in city.parties)
    assert {spot.place_id for spot in city.geography.spots} <= set(places_of_2021())


def test_several_people_share_a_vehicle() -> None:
    """Coaches, lorries with a trailer and households travel together."""
    parties = small_city().parties

    assert max(len(p.members) for p in parties if p.vehicle.transport == "coach") > 10
    assert {len(p.members) for p in parties if p.kind == "haul"} <= {1, 2}
    assert any(len(p.members) > 1 and p.vehicle.transport == "motorbike" for p in parties)
    assert len({m for p in parties for m in p.members}) == sum(len(p.members) for p in parties)


def test_a_big_city_still_finds_a_number_for_everybody() -> None:
    """A full cell of serials moves on to the next province."""
    people = build_city(1, 30_000).people

    assert len({person.document_number for person in people}) == len(people)


def test_busy_gates_draw_many_times_what_quiet_ones_draw() -> None:
    """City gates differ among themselves and stand far above district gates."""
    geography: Geography = small_city().geography
    pull = sorted(geography.gate_pull)

    assert pull[-1] > 20 * pull[0]
