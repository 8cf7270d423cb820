"""Which scans ClickHouse holds, by their ids."""

from collections.abc import Set as AbstractSet

import msgspec

from analytics.store import Store

# So many ids at a time go into one answer.
_PER_SLICE = 200_000

_COUNT = "SELECT count() AS rows FROM scans"

_IDS = """
SELECT DISTINCT scan_id
FROM scans
WHERE cityHash64(scan_id) % {slices:UInt32} = {slice:UInt32}
"""


class _Rows(msgspec.Struct, frozen=True):
    rows: int


class _Id(msgspec.Struct, frozen=True):
    scan_id: str


def missing_scans(store: Store, wanted: AbstractSet[str]) -> set[str]:
    """Return those of the ids that no scan in ClickHouse has."""
    missing = set(wanted)
    slices = 1 + store.ask(_COUNT, row=_Rows).rows[0].rows // _PER_SLICE
    for number in range(slices):
        found = store.ask(_IDS, {"slices": slices, "slice": number}, row=_Id)
        missing.difference_update(row.scan_id for row in found.rows)
    return missing
