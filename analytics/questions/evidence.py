"""What was declared, and the scans that contradict it: the two sides of a finding."""

import msgspec

from analytics.store import Store
from contracts.reviews import Declared, Seen

# The finding's own declaration, else that of the pass shown, else the last one made before it.
_DECLARED = """
SELECT
    declaration_id, declared_ms, channel, origin, destination, residence, stay, temporary,
    transport, departs_ms, on_behalf, visited
FROM declarations
WHERE citizen_id = {citizen:String} AND type = 'DeclarationFiled'
ORDER BY
    declaration_id = {declaration:String} DESC,
    declaration_id IN (
        SELECT declaration_id
        FROM declarations
        WHERE citizen_id = {citizen:String} AND type = 'PassIssued' AND pass_id = {pass:String}
    ) DESC,
    declared_ms <= {at_ms:Int64} DESC, declared_ms DESC, declaration_id
LIMIT 1
"""

# Without scans of its own (nobody was seen), those around its moment.
_SEEN = """
SELECT *
FROM (
    SELECT
        scan_id, place_id, direction, happened_ms, received_ms, category, reason, source, offline,
        lane
    FROM scans_by_person
    WHERE citizen_id = {citizen:String}
        AND (scan_id IN {scans:Array(String)} OR empty({scans:Array(String)}))
    ORDER BY kafka_offset
    LIMIT 1 BY scan_id
)
ORDER BY abs(happened_ms - {at_ms:Int64}), scan_id
LIMIT 4
"""


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """`declared` is None where nothing is known to have been declared; scans are in order."""

    declared: Declared | None
    seen: tuple[Seen, ...]


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """Whose evidence it is, and what the finding names itself; empty for nothing."""

    citizen_id: str
    at_ms: int
    scans: tuple[str, ...]
    pass_id: str
    declaration_id: str


def sides_of(store: Store, sought: Sought) -> Sides:
    """Return both sides of a finding, as far as they were loaded."""
    about = {"citizen": sought.citizen_id, "at_ms": sought.at_ms}
    declared = store.ask(
        _DECLARED,
        about | {"declaration": sought.declaration_id, "pass": sought.pass_id},
        row=Declared,
    )
    scans = [scan for scan in sought.scans if scan]
    seen = store.ask(_SEEN, about | {"scans": scans}, row=Seen)
    return Sides(
        declared=declared.rows[0] if declared.rows else None,
        seen=tuple(sorted(seen.rows, key=lambda one: (one.happened_ms, one.scan_id))),
    )
