"""When scans that are known by name happened and were received, how, and whether they stand."""

from collections.abc import Iterable

import msgspec

from analytics.store import Store

# A scan taken back in its own line was annulled when it was received.
_SQL = """
SELECT
    s.scan_id AS scan_id, s.citizen_id AS citizen_id, s.place_id AS place_id,
    s.happened_ms AS happened_ms, s.received_ms AS received_ms, s.source AS source,
    s.offline AS offline,
    multiIf(a.received_ms > 0, a.received_ms, s.annulled, s.received_ms, 0) AS annulled_ms
FROM (
    SELECT
        scan_id, citizen_id, place_id, happened_ms, received_ms, source, offline, annulled
    FROM scans_by_person
    WHERE citizen_id IN {citizens:Array(String)}
        AND happened_ms >= {from_ms:Int64} AND happened_ms <= {until_ms:Int64}
        AND scan_id IN {scans:Array(String)}
    ORDER BY kafka_offset
    LIMIT 1 BY citizen_id, scan_id
) AS s
LEFT JOIN (
    SELECT citizen_id, scan_id, place_id, min(received_ms) AS received_ms
    FROM annulments_by_person
    WHERE citizen_id IN {citizens:Array(String)}
    GROUP BY citizen_id, scan_id, place_id
) AS a ON s.citizen_id = a.citizen_id AND s.scan_id = a.scan_id AND s.place_id = a.place_id
"""


class ScanFact(msgspec.Struct, frozen=True, kw_only=True):
    """A scan as the first line of it says; `annulled_ms` is 0 while it stands."""

    scan_id: str
    citizen_id: str
    place_id: str
    happened_ms: int
    received_ms: int
    source: str
    offline: bool
    annulled_ms: int


def scan_facts(
    store: Store, scans: Iterable[tuple[str, str]], *, from_ms: int, until_ms: int
) -> dict[tuple[str, str], ScanFact]:
    """Return what is known of scans, each named by its id and whose it is.

    All of them happened between the two moments, both included.
    """
    wanted = set(scans)
    if not wanted:
        return {}
    found = store.ask(
        _SQL,
        {
            "citizens": sorted({citizen_id for _, citizen_id in wanted}),
            "scans": sorted({scan_id for scan_id, _ in wanted}),
            "from_ms": from_ms,
            "until_ms": until_ms,
        },
        row=ScanFact,
    )
    return {(one.scan_id, one.citizen_id): one for one in found.rows}
