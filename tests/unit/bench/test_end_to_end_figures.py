"""What `chot bench end-to-end` makes of what it measured."""

from bench.end_to_end.figures import Growth, Kind, Recovered, per_million, reckoned
from bench.end_to_end.run import sizes_to

_MEMORY: Kind = "memory://"


def _growth(citizens: int, seconds: float, *, is_reckoned: bool = False) -> Growth:
    found = Recovered(
        seconds=seconds,
        ready_s=seconds + 3,
        records=citizens * 4,
        rss_bytes=100 + citizens,
        store_bytes=0,
        again_s=1.0,
    )
    return Growth(
        citizens=citizens,
        is_reckoned=is_reckoned,
        entries=citizens * 4,
        changelog_bytes=citizens * 100,
        stores={_MEMORY: found},
    )


def test_sizes_grow_tenfold_up_to_the_one_asked_for() -> None:
    """The last one is measured even if it is no power of ten."""
    assert sizes_to(10_000) == [10_000]
    assert sizes_to(250_000) == [10_000, 100_000, 250_000]


def test_what_was_not_measured_lies_on_the_line_and_says_so() -> None:
    """The line leads through the last two numbers of citizens that were measured."""
    far = reckoned(_growth(1_000, 2.0), _growth(2_000, 3.0), 10_000)

    assert far.is_reckoned
    assert far.entries == 40_000
    assert far.changelog_bytes == 1_000_000
    assert far.stores[_MEMORY].seconds == 11.0
    assert far.stores[_MEMORY].rss_bytes == 10_100


def test_chance_does_not_make_more_citizens_cheaper() -> None:
    """Two short times may come in the wrong order."""
    far = reckoned(_growth(1_000, 3.0), _growth(2_000, 2.0), 10_000)

    assert far.stores[_MEMORY].seconds == 2.0


def test_seconds_a_million_come_from_the_largest_number_measured() -> None:
    """Not from what was reckoned."""
    found = per_million(
        [_growth(1_000, 2.0), _growth(500_000, 5.0), _growth(10**7, 1.0, is_reckoned=True)]
    )

    assert found == {_MEMORY: 10.0}
