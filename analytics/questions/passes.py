"""Whose pass is this, and which passes are of journeys that begin or end in some units?"""

from collections.abc import Iterable

import msgspec

from analytics.store import Answer, Store

_SQL = """
SELECT pass_id, declaration_id, citizen_id, issued_ms, expires_ms
FROM passes
WHERE name = {name:String}
ORDER BY issued_ms, pass_id
LIMIT 1 BY pass_id
"""


_OF_UNITS = """
WITH named AS (
    SELECT pass_id, declaration_id, citizen_id FROM passes WHERE name IN {names:Array(String)}
)
SELECT DISTINCT pass_id
FROM named
WHERE (citizen_id, declaration_id) IN (
    SELECT citizen_id, declaration_id
    FROM declarations
    WHERE citizen_id IN (SELECT citizen_id FROM named) AND type = 'DeclarationFiled'
        AND (origin IN {units:Array(String)} OR destination IN {units:Array(String)})
)
"""


class IssuedPass(msgspec.Struct, frozen=True, kw_only=True):
    """A pass as it was issued."""

    pass_id: str
    declaration_id: str
    citizen_id: str
    issued_ms: int
    expires_ms: int


def passes_named(store: Store, name: str) -> Answer[IssuedPass]:
    """Return the passes with this pass id or declaration id, as far as they were loaded."""
    return store.ask(_SQL, {"name": name}, row=IssuedPass)


class _Named(msgspec.Struct, frozen=True):
    pass_id: str


def passes_of_units(store: Store, names: Iterable[str], units: Iterable[str]) -> frozenset[str]:
    """Return those of the passes named whose declared journey begins or ends in one of the units.

    A pass is named by its own id or by its declaration's.
    """
    asked = {"names": sorted(set(names)), "units": sorted(units)}
    return frozenset(row.pass_id for row in store.ask(_OF_UNITS, asked, row=_Named).rows)
