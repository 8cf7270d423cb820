"""The city's days: order, rhythm, shares, and that honest people keep to the roads."""

from collections import Counter, defaultdict
from datetime import datetime
from itertools import islice, pairwise

import msgspec
import pytest

from contracts.places import km_between, places_of_2021
from contracts.sealing import HANOI
from simulation.days import happenings, history_start_ms
from simulation.happenings import Declare, Scan, Upload
from simulation.mix import Mix
from simulation.passbook import PASS_MS
from simulation.traffic import DAY_MS
from tests.builders.simulation import NOON_MS, START_MS, four_days, scans_in, small_city


def _history(start_ms: int, mix: Mix) -> bytes:
    return msgspec.json.encode(list(islice(happenings(small_city(), mix, start_ms), 2)))


def test_the_same_city_and_beginning_give_the_same_history_byte_for_byte() -> None:
    """Ids, times and forgeries repeat exactly."""
    assert _history(START_MS, Mix()) == _history(START_MS, Mix())


@pytest.mark.parametrize(
    ("start_ms", "mix"), [(START_MS + DAY_MS, Mix()), (START_MS, Mix(expired=0.1))]
)
def test_another_history_shares_no_id_with_this_one(start_ms: int, mix: Mix) -> None:
    """Scans of two histories can lie in one store."""
    other = happenings(small_city(), mix, start_ms)
    ids = {scan.scan_id for scan in scans_in(tuple(next(other)) + tuple(next(other)))}

    assert ids
    assert ids.isdisjoint(scan.scan_id for scan in scans_in(four_days()))


def test_history_begins_at_midnight_in_hanoi() -> None:
    """Two days before the midnight that began today."""
    start = datetime.fromtimestamp(START_MS / 1000, HANOI)

    assert start.isoformat() == "2021-08-22T00:00:00+07:00"
    assert history_start_ms(NOON_MS, 0) + 2 * DAY_MS == START_MS + 4 * DAY_MS


def test_what_happens_is_sent_in_order_and_never_before_it_happened() -> None:
    """The moment of sending rises, and lies after everything that the request tells."""
    sent = four_days()

    assert all(one.send_ms <= other.send_ms for one, other in pairwise(sent))
    assert all(h.send_ms >= START_MS for h in sent)
    for happening in sent:
        match happening:
            case Declare():
                assert happening.declared_ms <= happening.send_ms
            case Upload():
                assert all(scan.happened_ms < happening.send_ms for scan in happening.scans)


def test_every_scan_has_an_id_of_its_own_and_a_declaration_sent_before_it() -> None:
    """Nobody shows a pass that was not asked for."""
    declared: set[str] = set()
    seen: set[str] = set()
    for happening in four_days():
        if isinstance(happening, Declare):
            declared.add(happening.declaration_id)
            continue
        assert all(scan.declaration_id in declared for scan in happening.scans)
        if not happening.again:
            ids = {scan.scan_id for scan in happening.scans}
            assert len(ids) == len(happening.scans)
            assert not ids & seen
            seen |= ids


def test_a_pass_is_shown_as_valid_only_within_its_72_hours() -> None:
    """What counts as expired follows from the declaration's time."""
    declared = {h.declaration_id: h.declared_ms for h in four_days() if isinstance(h, Declare)}
    for scan in scans_in(four_days()):
        age_ms = scan.happened_ms - declared[scan.declaration_id]
        if scan.shows == "pass":
            assert 0 < age_ms < PASS_MS
        if scan.shows == "expired":
            assert age_ms >= PASS_MS - 1000


def test_shares_come_out_near_what_the_mix_asks() -> None:
    """Expired, forged, foreign and damaged codes, late and repeated uploads."""
    mix = Mix()
    scans = list(scans_in(four_days()))
    shows = Counter(scan.shows for scan in scans)
    again = sum(len(h.scans) for h in four_days() if isinstance(h, Upload) and h.again)
    expected = {
        "expired": (shows["expired"], mix.expired),
        "forged": (shows["foreign_key"] + shows["altered"], mix.forged),
        "not_ours": (shows["not_ours"], mix.not_ours),
        "malformed": (shows["malformed"], mix.malformed),
        "late": (sum(scan.offline for scan in scans), mix.late),
        "repeated": (again, mix.repeated),
    }

    for name, (count, share) in expected.items():
        assert count / len(scans) == pytest.approx(share, rel=0.35), name


def test_symptoms_and_contacts_are_declared_by_a_few() -> None:
    """Shares of declarations, not of scans."""
    forms = [h for h in four_days() if isinstance(h, Declare)]

    assert 0 < sum(bool(form.symptoms) for form in forms) < 0.03 * len(forms)
    assert 0 < sum(bool(form.contacts) for form in forms) < 0.03 * len(forms)


def test_without_a_share_everything_is_in_order() -> None:
    """Each share can be switched off."""
    names = msgspec.structs.asdict(Mix())
    days = happenings(small_city(), Mix(**dict.fromkeys(names, 0.0)), START_MS)
    sent = tuple(next(days)) + tuple(next(days))

    assert {scan.shows for scan in scans_in(sent)} == {"pass"}
    assert not any(scan.offline for scan in scans_in(sent))
    assert not any(h.again for h in sent if isinstance(h, Upload))


def test_mornings_and_evenings_are_busy_and_nights_are_quiet() -> None:
    """Two peaks, and next to nobody at three in the morning."""
    scans = (s for s in scans_in(four_days()) if s.happened_ms < START_MS + 3 * DAY_MS)
    hours = Counter((scan.happened_ms - START_MS) % DAY_MS // 3_600_000 for scan in scans)

    assert hours[6] > 1.8 * hours[10]
    assert hours[17] > 1.5 * hours[14]
    assert hours[3] < 0.2 * hours[7]


def test_busy_places_see_many_times_more_than_quiet_ones() -> None:
    """Load is far from even, as it was in 2021."""
    seen = Counter(s.place_id for s in scans_in(four_days()) if s.place_id.startswith("hn-"))
    counts = sorted(seen.values())

    assert counts[-1] > 15 * counts[len(counts) // 10]


def test_nobody_honest_travels_faster_than_sixty_km_an_hour() -> None:
    """Only the planted cheats make a pass seem to fly."""
    cheated = set(small_city().cheats.values())
    fast = {owner for owner, kmh in _fastest().items() if kmh > 60}

    assert fast
    assert fast <= cheated


def test_people_who_show_their_own_pass_are_never_at_two_places_at_once() -> None:
    """Physically, cheats keep to the roads too."""
    assert max(_fastest(by_person=True).values()) <= 60


def test_scans_of_a_vehicle_lie_seconds_apart() -> None:
    """Passengers of one coach are scanned one after the other at one place."""
    aboard: dict[tuple[str, str], list[Scan]] = defaultdict(list)
    for scan in scans_in(four_days()):
        if scan.vehicle.transport == "coach" and scan.happened_ms < START_MS + DAY_MS:
            aboard[scan.vehicle.plate, scan.place_id].append(scan)
    largest = max(aboard.values(), key=len)

    assert len({scan.person for scan in largest}) > 5


def _fastest(*, by_person: bool = False) -> dict[int, float]:
    """Return each one's highest straight speed in km/h between two places."""
    ways: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for scan in scans_in(four_days()):
        who = scan.person if by_person else scan.owner
        ways[who].append((scan.happened_ms, scan.place_id))
    places = places_of_2021()
    fastest: dict[int, float] = {}
    for who, way in ways.items():
        for (at_ms, place), (then_ms, then) in pairwise(sorted(way)):
            km = km_between(places[place], places[then])
            if place != then and km is not None:
                hours = max(then_ms - at_ms, 1) / 3_600_000
                fastest[who] = max(fastest.get(who, 0.0), km / hours)
    return fastest


def test_out_of_order_arrivals_occur() -> None:
    """Late and delayed scans overtake each other, also for one and the same person."""
    last: dict[int, int] = {}
    behind = 0
    for scan in scans_in(four_days()):
        behind += scan.happened_ms < last.get(scan.owner, 0)
        last[scan.owner] = max(last.get(scan.owner, 0), scan.happened_ms)

    assert behind > 20
