"""`chot bench end-to-end`: how soon a scan can be seen, and what more citizens cost."""

import logging
import os
from collections.abc import Callable

import msgspec

from bench.end_to_end.figures import Report, per_million
from bench.end_to_end.growth import measure_growth
from bench.end_to_end.visible import measure_visible

RATES = (100, 1_000, 5_000)
QUICK_RATES = (100, 1_000)
LARGEST = 10_000_000

_SMALLEST = 10_000
_TENFOLD = 10

Say = Callable[[str], None]


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """How long each rate lasts, and up to how many citizens is measured, from ten thousand on."""

    rates: tuple[int, ...] = RATES
    seconds: float
    citizens: int


def measure(run: Run, say: Say) -> Report:
    """Measure everything with houses and brokers of our own, which are gone afterwards.

    Raises:
        Stop: something did not start.

    """
    # A broker that was just told of a topic refuses the first writes; the client tries again.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    visible = measure_visible(run.rates, run.seconds, say)
    sizes = sizes_to(run.citizens)
    beyond = [size for size in sizes_to(LARGEST) if size > run.citizens]
    growth = measure_growth(sizes, beyond, say)
    return Report(
        cores=len(os.sched_getaffinity(0)),
        visible=visible,
        growth=growth,
        recovery_s_per_million=per_million(growth),
    )


def sizes_to(citizens: int) -> list[int]:
    """Return the numbers of citizens to be measured: tenfold from ten thousand, and that one."""
    sizes = []
    size = _SMALLEST
    while size < citizens:
        sizes.append(size)
        size *= _TENFOLD
    return [*sizes, citizens]
