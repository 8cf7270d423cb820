"""Who declared one journey together: a household, or others who filled in one form for all."""

from collections.abc import Collection

import msgspec

from analytics.store import Answer, Store

_DECLARED = """
    SELECT citizen_id, journey_id FROM declarations
    WHERE citizen_id IN {people:Array(String)} AND type = 'DeclarationFiled' AND journey_id != ''
"""

_COMPANIONS = f"""
SELECT DISTINCT mine.citizen_id AS citizen_id, theirs.citizen_id AS companion
FROM ({_DECLARED}) AS mine
INNER JOIN (
    SELECT journey_id, citizen_id FROM journeys
    WHERE journey_id IN (SELECT journey_id FROM ({_DECLARED}))
) AS theirs ON mine.journey_id = theirs.journey_id
WHERE companion != citizen_id
ORDER BY citizen_id, companion
"""  # noqa: S608  # put together from the constant above


class Companions(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, and somebody else with whom they declared a journey."""

    citizen_id: str
    companion: str


def companions(store: Store, people: Collection[str]) -> Answer[Companions]:
    """Return all companions of these people, whenever they declared."""
    return store.ask(_COMPANIONS, {"people": sorted(people)}, row=Companions)
