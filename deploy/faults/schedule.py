"""Which blows fall, and in which order."""

import random
from typing import Literal, get_args

Kind = Literal[
    "kill_broker",
    "kill_worker",
    "kill_server",
    "pause_worker",
    "poison_lines",
    "two_workers",
    "wipe_state",
]

KINDS: tuple[Kind, ...] = get_args(Kind)


def schedule(blows: int, seed: int) -> list[Kind]:
    """Return that many kinds in random order, each kind about as often as every other.

    From `len(KINDS)` blows on each kind is there.
    """
    rng = random.Random(seed)  # noqa: S311 - an order, not a secret
    chosen: list[Kind] = []
    while len(chosen) < blows:
        chosen += rng.sample(KINDS, len(KINDS))
    return chosen[:blows]
