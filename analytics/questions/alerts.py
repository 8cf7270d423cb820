"""What somebody should look at: alerts that became known in a span of time.

The newest version of an alert is what counts: an alert that was withdrawn is left out unless it is
asked for, and one that was raised again with other evidence is told as it stands now, and only if
that became known within the span. An alert that a review explained is left out like one that was
withdrawn.
"""

import msgspec

from analytics.questions.explained import EVIDENCE, explained
from analytics.questions.freshness import Freshness, freshness
from analytics.store import Store

_BY_TIME = """
    SELECT DISTINCT citizen_id, alert_id
    FROM alerts_by_time
    WHERE known_since_ms >= {from_ms:Int64} AND known_since_ms < {until_ms:Int64}
        AND (empty({kinds:Array(String)}) OR kind IN {kinds:Array(String)})
"""

_BY_NAME = "SELECT {citizen:String} AS citizen_id, {alert:String} AS alert_id"

_STANDING = f"""
    raised AS (
        SELECT *
        FROM alerts
        WHERE (citizen_id, alert_id) IN candidates AND type = 'AlertRaised'
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, alert_id
    ),
    ended AS (
        SELECT citizen_id, alert_id, version, withdrawn_ms
        FROM alerts
        WHERE (citizen_id, alert_id) IN candidates AND type = 'AlertWithdrawn'
        ORDER BY version DESC
        LIMIT 1 BY citizen_id, alert_id
    ),
    explained AS ({explained("candidates")}),
    standing AS (
        SELECT
            r.alert_id AS alert_id, r.citizen_id AS citizen_id, r.kind AS kind,
            r.happened_ms AS happened_ms, r.known_since_ms AS known_since_ms,
            r.place_id AS place_id, r.scan_id AS scan_id, r.from_scan_id AS from_scan_id,
            r.from_place_id AS from_place_id, r.from_ms AS from_ms, r.km AS km,
            r.pass_id AS pass_id, r.declaration_id AS declaration_id, r.zone_id AS zone_id,
            if(e.version > r.version, e.withdrawn_ms, 0) AS withdrawn_ms,
            x.explained_ms AS explained_ms
        FROM raised AS r
        LEFT JOIN ended AS e ON r.citizen_id = e.citizen_id AND r.alert_id = e.alert_id
        LEFT JOIN explained AS x
            ON r.citizen_id = x.citizen_id AND r.alert_id = x.alert_id
            AND {EVIDENCE} = x.evidence
    )
"""  # noqa: S608  # put together from constants

FOUND = f"""
WITH candidates AS ({_BY_TIME}), {_STANDING},
    found AS (
        SELECT *
        FROM standing
        WHERE known_since_ms >= {{from_ms:Int64}} AND known_since_ms < {{until_ms:Int64}}
            AND ({{anywhere:Bool}} OR place_id IN {{places:Array(String)}})
            AND ({{withdrawn_too:Bool}} OR (withdrawn_ms = 0 AND explained_ms = 0))
    )
"""  # noqa: S608  # put together from the constants above

_LIST = f"""{FOUND}
SELECT * FROM found WHERE true {{bounds}}
ORDER BY known_since_ms DESC, citizen_id, alert_id LIMIT {{limit:UInt32}}
"""  # noqa: S608  # put together from the constant above

_TALLY = f"""{FOUND}
SELECT kind, toInt64(count()) AS alerts FROM found WHERE true {{bounds}} GROUP BY kind ORDER BY kind
"""  # noqa: S608  # put together from the constant above

_ONE = f"WITH candidates AS ({_BY_NAME}), {_STANDING} SELECT * FROM standing"  # noqa: S608  # as above


# What rests on scans belongs to where all of them were made; what rests on none, to both ends of
# the declared journey.
_BOUNDS = """
    AND (place_id = '' OR place_id IN {places_within:Array(String)})
    AND (from_place_id = '' OR from_place_id IN {places_within:Array(String)})
    AND (place_id != '' OR (citizen_id, declaration_id) IN (
        SELECT citizen_id, declaration_id
        FROM declarations
        WHERE citizen_id IN (SELECT citizen_id FROM candidates) AND type = 'DeclarationFiled'
            AND (origin IN {units_within:Array(String)}
                OR destination IN {units_within:Array(String)})
    ))
"""


class AlertBounds(msgspec.Struct, frozen=True, kw_only=True):
    """Where alerts are told of: what rests on these places alone, or else concerns these units."""

    places: tuple[str, ...]
    units: frozenset[str]

    def parameters(self) -> dict[str, list[str]]:
        """Return the values that the condition names."""
        return {"places_within": sorted(self.places), "units_within": sorted(self.units)}


class AlertQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Alerts known since from_ms <= known_since_ms < until_ms.

    No `kinds` are all kinds. `places` None is everywhere, which includes alerts that belong to no
    place. At most `limit` are told, the newest; all are counted. `within` None has no bounds.
    """

    from_ms: int
    until_ms: int
    limit: int
    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None
    withdrawn_too: bool = False
    within: AlertBounds | None = None


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert as it stands.

    `withdrawn_ms` is 0 while no later fact has explained it away, `explained_ms` while no review of
    the same evidence has. The other fields mean what they mean in `contracts.events.AlertRaised`.
    """

    alert_id: str
    citizen_id: str
    kind: str
    happened_ms: int
    known_since_ms: int
    withdrawn_ms: int
    explained_ms: int
    place_id: str
    scan_id: str
    from_scan_id: str
    from_place_id: str
    from_ms: int
    km: float
    pass_id: str
    declaration_id: str
    zone_id: str


class AlertTally(msgspec.Struct, frozen=True):
    """How many alerts of one kind were found."""

    kind: str
    alerts: int


class Alerts(msgspec.Struct, frozen=True, kw_only=True):
    """The alerts of a span, the last known first, and how many of each kind there are in all."""

    from_ms: int
    until_ms: int
    by_kind: tuple[AlertTally, ...]
    alerts: tuple[Alert, ...]
    freshness: Freshness
    rows_read: int


def alerts(store: Store, question: AlertQuestion) -> Alerts:
    """Return the alerts that became known in the span."""
    fresh = freshness(store)
    asked = {
        "from_ms": question.from_ms,
        "until_ms": question.until_ms,
        "kinds": list(question.kinds),
        "anywhere": question.places is None,
        "places": list(question.places or ()),
        "withdrawn_too": question.withdrawn_too,
        **(question.within.parameters() if question.within else {}),
    }
    bounds = _BOUNDS if question.within else ""
    tally = store.ask(_TALLY.replace("{bounds}", bounds), asked, row=AlertTally)
    found = store.ask(
        _LIST.replace("{bounds}", bounds), {**asked, "limit": question.limit}, row=Alert
    )
    return Alerts(
        from_ms=question.from_ms,
        until_ms=question.until_ms,
        by_kind=tally.rows,
        alerts=found.rows,
        freshness=fresh,
        rows_read=tally.rows_read + found.rows_read,
    )


def alert_named(store: Store, citizen_id: str, alert_id: str) -> Alert | None:
    """Return an alert as it stands now, whatever became of it; None if it was never raised."""
    found = store.ask(_ONE, {"citizen": citizen_id, "alert": alert_id}, row=Alert)
    return found.rows[0] if found.rows else None
