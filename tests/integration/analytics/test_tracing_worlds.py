"""Contacts, their contacts and so on, by SQL, equal a look at every pair, in random small worlds.

The worlds have ties and edges of windows, lines that were sent or inserted twice, late ones, scans
taken back and scans of nobody, questions about several people, about some scans only, and levels
that are cut. Each has people and places of its own, so one store holds them all.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import msgspec
import pytest

from analytics.migrations import migrate
from analytics.questions.contacts import contacts
from analytics.questions.spread import spread
from analytics.store import Store
from contracts.settings import Settings
from tests.builders.analytics import insert
from tests.builders.tracing import World, contacts_by_hand, spread_by_hand, world

pytestmark = pytest.mark.integration

_WORLDS = 60
_AT_ONCE = 20


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    """Make the worlds."""
    return [world(seed) for seed in range(_WORLDS)]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, worlds: list[World]) -> Iterator[Store]:
    """Insert all of them: late lines in a second insert, some lines in both and some twice."""
    folder: Path = tmp_path_factory.mktemp("worlds")
    with Store.open(Settings(data=folder)) as store:
        migrate(store)
        insert(store, "scans", list(chain.from_iterable(w.first for w in worlds)))
        insert(store, "scans", list(chain.from_iterable(w.late for w in worlds)), offset=1)
        insert(store, "annulments", list(chain.from_iterable(w.annulments for w in worlds)))
        insert(store, "declarations", list(chain.from_iterable(w.declarations for w in worlds)))
        yield store


@pytest.mark.parametrize("first", range(0, _WORLDS, _AT_ONCE))
def test_contacts_are_those_of_every_pair(full: Store, worlds: list[World], first: int) -> None:
    """With evidence, reasons, order and count."""
    for one in worlds[first : first + _AT_ONCE]:
        expected = contacts_by_hand(one)
        found = contacts(full, one.contact_question)

        assert found.total == len(expected)
        assert list(found.contacts) == expected[: one.question.limit]


@pytest.mark.parametrize("first", range(0, _WORLDS, _AT_ONCE))
def test_every_level_is_that_of_every_pair(full: Store, worlds: list[World], first: int) -> None:
    """With exposures, marks, ties, order and what was cut."""
    for one in worlds[first : first + _AT_ONCE]:
        expected = spread_by_hand(one)
        found = spread(full, one.question)

        levels = [msgspec.structs.replace(level, stops=0) for level in found.levels]
        assert levels == [wave.level for wave in expected]
        assert list(found.persons) == list(chain.from_iterable(w.persons for w in expected))
        assert list(found.ties) == list(chain.from_iterable(w.ties for w in expected))


def test_the_worlds_are_not_empty(worlds: list[World]) -> None:
    """Many of them have something to find, and what is hard to get right is in many of them."""
    waves = [spread_by_hand(one) for one in worlds]
    deep = sum(len(found) > 1 and bool(found[1].persons) for found in waves)
    cut = sum(any(wave.level.is_cut for wave in found[:-1]) for found in waves)
    marked = sum(any(p.also_met_as for wave in found for p in wave.persons) for found in waves)
    together = sum(any(t.shared_journey for wave in found for t in wave.ties) for found in waves)

    assert deep > _WORLDS // 5
    assert cut > _WORLDS // 15
    assert marked > _WORLDS // 5
    assert together > _WORLDS // 10
