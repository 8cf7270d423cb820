"""Figures of `chot bench tracing`, and that unequal answers are refused."""

import pytest

from bench.tracing.figures import Answered, Compared, Loaded, reach_of
from bench.tracing.forms.persons import Stop as Fact
from bench.tracing.timing import refuse_unequal
from bench.tracing.world import PARTY, REGIONS, world_of
from contracts.errors import Stop

_LOADED = Loaded(rows=1, house_rows_per_s=6.0, raw_rows_per_s=10.0, bare_rows_per_s=20.0)


def _fact(at_ms: int) -> Fact:
    return Fact(at_ms, "scan", "place", "in", 0)


def _answered(name: str, *, house_s: float = 1.0, naive_s: float = 30.0) -> Answered:
    return Answered(
        name=name,
        facts=1,
        house_s=house_s,
        naive_s=naive_s,
        duck_s=2.0,
        rows_read=300,
        rows_needed=20,
    )


def test_equal_facts_pass() -> None:
    """In the same order."""
    refuse_unequal("timeline", "naive", [_fact(1), _fact(2)], [_fact(1), _fact(2)])


@pytest.mark.parametrize(
    "theirs", [[_fact(1)], [_fact(1), _fact(3)], [_fact(2), _fact(1)], [*map(_fact, (1, 2, 3))]]
)
def test_unequal_facts_are_refused(theirs: list[Fact]) -> None:
    """One too few, another one, another order, one too many."""
    with pytest.raises(Stop, match="timeline"):
        refuse_unequal("timeline", "naive", [_fact(1), _fact(2)], theirs)


def test_what_is_reached_and_what_is_missed_is_told() -> None:
    """A hundred cases are enough at eight times, one case only at fifteen."""
    told = [_answered("contacts_1", naive_s=14.0), _answered("contacts_100", naive_s=9.0)]
    slower = [Compared(name="contacts_1", before_s=1.0, after_s=1.6)]

    reach = {one.what: one.is_reached for one in reach_of(told, slower, slower, _LOADED)}

    assert reach["contacts_1: naive takes times as long"] is False
    assert reach["contacts_100: naive takes times as long"] is True
    assert reach["contacts_1: rows read per row needed"] is True
    assert reach["contacts_1: ten times the data"] is False
    assert reach["contacts_1: beside loading"] is True
    assert reach["loader: of a raw insert"] is True


def test_a_spread_is_held_against_the_contacts_of_as_many_people() -> None:
    """It goes on from a thousand people."""
    told = [_answered("spread_10", house_s=4.0), _answered("contacts_1000", house_s=1.0)]

    reach = {one.what: one.is_reached for one in reach_of(told, [], [], _LOADED)}

    assert reach["spread_10: in contacts_1000"] is False


def test_a_smaller_nation_is_as_dense() -> None:
    """A hundredth of the scans are made by a hundredth of the people, in whole parties."""
    small, whole = world_of(1_000_000), world_of(100_000_000)

    assert (whole.places, whole.citizens) == (12_000, 8_000_000)
    assert (small.places, small.citizens) == (120, 80_000)
    assert small.scans_a_day % PARTY == 0
    assert whole.citizens_a_region * REGIONS == whole.citizens
