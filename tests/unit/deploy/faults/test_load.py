"""How large a city a run of blows needs."""

import time
from itertools import islice

from deploy.faults.load import Load
from simulation.city import build_city
from simulation.days import happenings, history_start_ms
from simulation.happenings import Upload
from simulation.mix import Mix
from simulation.plan import Plan


def test_the_past_of_the_city_lasts_as_long_as_the_blows() -> None:
    """Even just after midnight, when today has brought nothing yet, there are scans enough."""
    load = Load(rate=60, seconds=200)
    days = Plan().days
    start_ms = history_start_ms(time.time_ns() // 1_000_000, days)
    midnight_ms = start_ms + days * 24 * 3600 * 1000

    past = islice(happenings(build_city(1, load.people), Mix(), start_ms), days + 1)
    scans = sum(
        len(happening.scans)
        for day in past
        for happening in day
        if isinstance(happening, Upload) and happening.send_ms < midnight_ms
    )

    assert scans > load.rate * load.seconds
