"""Where people live, as each of them declared last."""

from collections.abc import Iterable

import msgspec

from analytics.store import Store

_SQL = """
SELECT
    citizen_id,
    argMax(residence, (declared_ms, declaration_id)) AS residence,
    argMax(stay, (declared_ms, declaration_id)) AS stay
FROM declarations
WHERE citizen_id IN {citizens:Array(String)} AND type = 'DeclarationFiled'
GROUP BY citizen_id
"""


class Residence(msgspec.Struct, frozen=True, kw_only=True):
    """Where somebody lives and where they are staying: unit codes, `stay` empty for at home."""

    citizen_id: str
    residence: str
    stay: str


def residences(store: Store, citizens: Iterable[str]) -> dict[str, Residence]:
    """Return the last declared residence of each of these people, as far as there is one."""
    asked = sorted(set(citizens))
    if not asked:
        return {}
    found = store.ask(_SQL, {"citizens": asked}, row=Residence)
    return {one.citizen_id: one for one in found.rows}
