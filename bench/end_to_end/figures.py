"""What was measured from end to end."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from deploy.demo.report import Percentiles

Kind = Literal["memory://", "rocksdb://"]


class Visible(msgspec.Struct, frozen=True, kw_only=True):
    """How soon scans could be seen at one rate.

    `asked_per_s` was to be sent, `acknowledged_per_s` is what the gateway took. `timeline_ms` and
    `live_ms` are from a scan's acknowledgement to the timeline answer and to the live stream, of so
    many `probes`; `unseen` counts probes given up on after 30 seconds.
    """

    asked_per_s: int
    acknowledged_per_s: float
    probes: int
    timeline_ms: Percentiles
    live_ms: Percentiles
    unseen: int
    faults: Sequence[str]


class Recovered(msgspec.Struct, frozen=True, kw_only=True):
    """A worker that started with nothing on its disk and read its state.

    `seconds` is the reading alone, `ready_s` from the start of the process until it takes scans.
    `rss_bytes` is its memory then and `store_bytes` what lies on disk. `again_s` is the reading
    when it is started once more with its disk as it was.
    """

    seconds: float
    ready_s: float
    records: int
    rss_bytes: int
    store_bytes: int
    again_s: float


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """What so many citizens cost; reckoned, not measured, where `is_reckoned`."""

    citizens: int
    is_reckoned: bool
    entries: int
    changelog_bytes: int
    stores: Mapping[Kind, Recovered]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `recovery_s_per_million` is of the largest number of citizens that was measured."""

    cores: int
    visible: Sequence[Visible]
    growth: Sequence[Growth]
    recovery_s_per_million: Mapping[Kind, float]


def per_million(growth: Sequence[Growth]) -> dict[Kind, float]:
    """Return the seconds of reading for a million citizens, from the largest measured number."""
    measured = [one for one in growth if not one.is_reckoned]
    if not measured:
        return {}
    largest = measured[-1]
    return {
        kind: round(found.seconds / largest.citizens * 1e6, 2)
        for kind, found in largest.stores.items()
    }


def reckoned(small: Growth, large: Growth, citizens: int) -> Growth:
    """Continue the line through two measured numbers of citizens."""

    def beyond(before: float, after: float) -> float:
        # What two measurements of little differ by chance, does not shrink.
        slope = max(0.0, (after - before) / (large.citizens - small.citizens))
        return after + slope * (citizens - large.citizens)

    def store(kind: Kind) -> Recovered:
        one, two = small.stores[kind], large.stores[kind]
        return Recovered(
            seconds=round(beyond(one.seconds, two.seconds), 1),
            ready_s=round(beyond(one.ready_s, two.ready_s), 1),
            records=int(beyond(one.records, two.records)),
            rss_bytes=int(beyond(one.rss_bytes, two.rss_bytes)),
            store_bytes=int(beyond(one.store_bytes, two.store_bytes)),
            again_s=round(beyond(one.again_s, two.again_s), 1),
        )

    return Growth(
        citizens=citizens,
        is_reckoned=True,
        entries=int(beyond(small.entries, large.entries)),
        changelog_bytes=int(beyond(small.changelog_bytes, large.changelog_bytes)),
        stores={kind: store(kind) for kind in large.stores},
    )
