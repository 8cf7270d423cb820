"""Citizens who are erased: forgotten, not counted, and not brought back by what is read again."""

from collections import Counter

from contracts.registry import PersonErased
from streams.keys import TIMERS
from streams.upkeep import SWEEP_EVERY_MS, Upkeep
from tests.builders.partition import DAY_MS, KEEP_MS, Fact, PartitionUnderTest, annulled, declared
from tests.builders.streams import START_MS, expected_counts, scan

_ANN: list[Fact] = [
    declared(1, citizen="ann"),
    scan(1, citizen="ann", minute=5, pass_id="pass-1"),
    scan(2, citizen="ann", place="hn-city-07", minute=90, pass_id="pass-1"),
    annulled(scan(3, citizen="ann", minute=95)),
    scan(3, citizen="ann", minute=95),
]
_BEN: list[Fact] = [
    declared(2, citizen="ben"),
    scan(4, citizen="ben", minute=5),
    scan(5, citizen="ben", place="hn-city-07", minute=90),
]
_BENS = expected_counts([scan(4, citizen="ben", minute=5), _BEN[2]])  # type: ignore[list-item]
_ERASED_MS = START_MS + 120 * 60_000


def _told() -> PartitionUnderTest:
    partition = PartitionUnderTest()
    partition.take([*_ANN, *_BEN])
    return partition


def _names_kept(partition: PartitionUnderTest) -> set[bytes]:
    state = partition.partition.state
    return {key for key in state.keys(b"") if b"ann" in key or b"ann" in (state.get(key) or b"")}


def test_nothing_is_left_of_an_erased_citizen_and_all_of_the_others() -> None:
    """Dossier, pages, timers and counts; the changelog removes what it held of them."""
    partition = _told()

    partition.registry(PersonErased(citizen_id="ann", erased_ms=_ERASED_MS))

    assert _names_kept(partition) == set()
    assert not [key for key in partition.partition.state.keys(TIMERS) if key.endswith(b"ann")]
    assert set(partition.days_kept()) == {"ben"}
    assert partition.counted() == _BENS
    newest = dict(partition.log)
    assert not [key for key, value in newest.items() if b"ann" in key and value is not None]


def test_erasing_twice_changes_nothing() -> None:
    """After a crash it is heeded again."""
    partition = _told()

    for _ in range(2):
        partition.registry(PersonErased(citizen_id="ann", erased_ms=_ERASED_MS))

    assert partition.counted() == _BENS
    assert _names_kept(partition) == set()


def test_lines_that_are_read_again_bring_nobody_back() -> None:
    """A state that is made anew from the topics comes out as if they had never been there."""
    anew = PartitionUnderTest()
    anew.lists.apply(PersonErased(citizen_id="ann", erased_ms=_ERASED_MS))

    anew.take([*_ANN, *_BEN])

    assert _names_kept(anew) == set()
    assert anew.counted() == _BENS
    assert {said.citizen_id for said in anew.said} == {"ben"}


def test_whoever_comes_again_afterwards_is_somebody_new() -> None:
    """Erasing is no ban: what happens later is known, and what was before is not."""
    partition = _told()
    partition.registry(PersonErased(citizen_id="ann", erased_ms=_ERASED_MS))
    later = scan(6, citizen="ann", minute=130)

    partition.take([declared(3, citizen="ann", minute=125), later])

    assert partition.days_kept()["ann"] == 1
    assert partition.legs()[later.scan_id] == ("", "", 0)
    assert partition.counted() == _BENS + expected_counts([later])


def test_what_is_kept_goes_when_its_time_is_over_though_nothing_comes_in_any_more() -> None:
    """The clock of a partition is its newest line; time goes by without lines too."""
    partition = _told()
    elapsed = [0]
    upkeep = Upkeep(
        partition.partition, partition.notices, keep_ms=KEEP_MS, elapsed_ms=lambda: elapsed[0]
    )
    for _ in range(3):
        upkeep.step()
        partition.keep()
    assert set(partition.days_kept()) == {"ann", "ben"}

    elapsed[0] = KEEP_MS + 35 * SWEEP_EVERY_MS
    for _ in range(10):
        upkeep.step()
        partition.keep()

    assert partition.days_kept() == {}
    assert Counter(partition.cells_kept()) == Counter()
    assert DAY_MS == SWEEP_EVERY_MS
