"""Whose pass is this?"""

import msgspec

from analytics.store import Answer, Store

_SQL = """
SELECT pass_id, declaration_id, citizen_id, issued_ms, expires_ms
FROM passes
WHERE name = {name:String}
ORDER BY issued_ms, pass_id
LIMIT 1 BY pass_id
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
