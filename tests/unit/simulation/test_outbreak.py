"""The truth about contacts, against the plainest possible definition of it."""

from hypothesis import given
from hypothesis import strategies as st

from simulation.happenings import IDENTIFIES, Shows
from simulation.outbreak import (
    Presence,
    Truth,
    Window,
    exposures,
    index_persons,
    true_contacts,
)
from tests.builders.simulation import small_city

_SHOWS: tuple[Shows, ...] = ("pass", "expired", "altered", "not_ours")

presences = st.builds(
    Presence,
    place_id=st.sampled_from(["a", "b", "c"]),
    happened_ms=st.integers(0, 60),
    person=st.integers(0, 7),
    owner=st.integers(0, 7),
    shows=st.sampled_from(_SHOWS),
    offline=st.booleans(),
)


def _plainly(
    seen: list[Presence], index: set[int], window: Window, truth: Truth
) -> dict[int, dict[int, int]]:
    """Compare every scan with every other."""
    found: dict[int, dict[int, int]] = {person: {} for person in index}
    if truth == "traceable":
        seen = [p for p in seen if p.shows in IDENTIFIES]
    for one in seen:
        for other in seen:
            first, second = (
                (one.owner, other.owner) if truth == "traceable" else (one.person, other.person)
            )
            inside = all(window.from_ms <= p.happened_ms < window.until_ms for p in (one, other))
            apart = abs(one.happened_ms - other.happened_ms)
            near = one.place_id == other.place_id and apart <= window.within_ms
            if first in index and first != second and inside and near:
                found[first][second] = min(apart, found[first].get(second, apart))
    return found


@given(
    seen=st.lists(presences, max_size=40),
    index=st.sets(st.integers(0, 7), max_size=3),
    window=st.builds(
        Window,
        from_ms=st.integers(0, 30),
        until_ms=st.integers(20, 61),
        within_ms=st.integers(0, 20),
    ),
    truth=st.sampled_from(["traceable", "physical"]),
)
def test_the_sweep_finds_what_comparing_all_with_all_finds(
    seen: list[Presence], index: set[int], window: Window, truth: Truth
) -> None:
    """Same contacts, same closest distance in time, for either truth."""
    swept = true_contacts(seen, index, window, truth)
    apart = {who: {met: m.apart_ms for met, m in found.items()} for who, found in swept.items()}

    assert apart == _plainly(seen, index, window, truth)


@given(
    seen=st.lists(presences, max_size=30),
    since=st.dictionaries(st.integers(0, 7), st.integers(0, 60), max_size=3),
    within_ms=st.integers(0, 20),
)
def test_exposures_are_the_first_meetings_since_somebody_carries_it(
    seen: list[Presence], since: dict[int, int], within_ms: int
) -> None:
    """What comparing all with all finds: the later of two scans, not before the carrier's time."""
    expected: dict[int, int] = {}
    known = [p for p in seen if p.shows in IDENTIFIES and p.happened_ms < 50]
    for one in known:
        for other in known:
            met_ms = max(one.happened_ms, other.happened_ms)
            near = abs(one.happened_ms - other.happened_ms) <= within_ms
            if one.owner == other.owner or one.place_id != other.place_id or not near:
                continue
            if one.owner in since and met_ms >= since[one.owner]:
                expected[other.owner] = min(met_ms, expected.get(other.owner, met_ms))

    assert exposures(seen, since, Window(0, 50, within_ms), "traceable") == expected


def _at(person: int, at_ms: int, *, shows: Shows = "pass", owner: int | None = None) -> Presence:
    return Presence("gate", at_ms, person, person if owner is None else owner, shows, False)  # noqa: FBT003


def test_the_window_s_edge_belongs_to_it_and_the_end_of_the_time_does_not() -> None:
    """Fifteen minutes apart is a contact, one millisecond more is not; `until` is excluded."""
    seen = [_at(1, 0), _at(2, 900_000), _at(3, 900_001), _at(4, 500_000)]
    window = Window(from_ms=0, until_ms=900_001)

    assert set(true_contacts(seen, [1], window, "traceable")[1]) == {2, 4}


def test_a_forged_pass_hides_a_contact_from_any_system_but_not_from_the_truth() -> None:
    """Traceable leaves out whose code said nothing believable; physical does not."""
    seen = [_at(1, 0), _at(2, 10, shows="altered"), _at(3, 20, shows="expired")]
    window = Window(from_ms=0, until_ms=100)

    assert set(true_contacts(seen, [1], window, "traceable")[1]) == {3}
    assert set(true_contacts(seen, [1], window, "physical")[1]) == {2, 3}


def test_a_lent_pass_counts_for_its_owner() -> None:
    """The system can only know whose pass it was."""
    seen = [_at(1, 0), _at(2, 10, owner=5)]
    window = Window(from_ms=0, until_ms=100)

    assert set(true_contacts(seen, [1], window, "traceable")[1]) == {5}
    assert set(true_contacts(seen, [1], window, "physical")[1]) == {2}


def test_index_persons_travel_and_show_their_own_passes() -> None:
    """The outbreak is planted among honest travellers, the same ones each time."""
    city = small_city()
    planted = index_persons(city, 5)
    lent = set(city.cheats) | set(city.cheats.values())

    assert planted == index_persons(city, 5)
    assert len(set(planted)) == 5
    assert not lent & set(planted)
