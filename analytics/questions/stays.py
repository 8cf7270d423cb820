"""How long somebody or something stayed, and when it was out of sight. Pure.

A stay lasts from a passage `in` to the next passage, if that is an `out`, by whatever gate: who
enters a city by one gate may leave it by another. Visits on the way belong to the stay. Where the
next passage is another `in`, the `out` between was not scanned, and no stay is told.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec


class Passage(NamedTuple):
    """A scan or a group of scans of one moment at one place: its direction, first and last ms."""

    direction: str
    first_ms: int
    last_ms: int


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """No scan for longer than was asked about."""

    from_ms: int
    until_ms: int
    seconds: int


def stays_s(passages: Sequence[Passage]) -> list[int]:
    """Return for each passage how many seconds the stay lasts that it begins, 0 for none."""
    lasting = [0] * len(passages)
    entered: int | None = None
    for number, passage in enumerate(passages):
        if passage.direction == "in":
            entered = number
        elif passage.direction == "out":
            if entered is not None:
                lasting[entered] = (passage.first_ms - passages[entered].last_ms) // 1000
            entered = None
    return lasting


def gaps_between(passages: Sequence[Passage], longer_than_ms: int) -> tuple[Gap, ...]:
    """Return the times longer than that between one passage and the next."""
    return tuple(
        Gap(
            from_ms=before.last_ms,
            until_ms=after.first_ms,
            seconds=(after.first_ms - before.last_ms) // 1000,
        )
        for before, after in pairwise(passages)
        if after.first_ms - before.last_ms > longer_than_ms
    )
