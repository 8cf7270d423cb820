"""Where people said they live and stay, in the last declaration of each."""

from collections.abc import Iterable

import msgspec

from analytics.store import Store

_SQL = """
SELECT citizen_id, residence, stay, sealed, sealed_day, declared_ms
FROM declarations
WHERE citizen_id IN {citizens:Array(String)} AND type = 'DeclarationFiled'
ORDER BY declared_ms DESC, declaration_id
LIMIT 1 BY citizen_id
"""


class Whereabouts(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody declared last: unit codes, empty where not said, and the sealed rest."""

    citizen_id: str
    residence: str
    stay: str
    sealed: str
    sealed_day: str
    declared_ms: int


def whereabouts(store: Store, citizens: Iterable[str]) -> dict[str, Whereabouts]:
    """Return the last declaration of each of these people, nothing for whoever made none."""
    wanted = sorted(set(citizens))
    if not wanted:
        return {}
    found = store.ask(_SQL, {"citizens": wanted}, row=Whereabouts)
    return {one.citizen_id: one for one in found.rows}
