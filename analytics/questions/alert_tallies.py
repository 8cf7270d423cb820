"""The alerts that stand by place: how many of each kind, and the newest. No person is named."""

import msgspec

from analytics.questions.alerts import FOUND
from analytics.store import Store

# An area's board shows so many of the newest.
NEWEST = 6

_TALLIES = f"""{FOUND}
SELECT place_id, kind, toInt64(count()) AS alerts FROM found GROUP BY place_id, kind
"""  # noqa: S608  # put together from the constant above

_NEWEST = f"""{FOUND}
SELECT place_id, kind, happened_ms, known_since_ms
FROM found
ORDER BY known_since_ms DESC, citizen_id, alert_id
LIMIT {NEWEST} BY place_id
"""  # noqa: S608  # put together from the constants above


class PlaceTally(msgspec.Struct, frozen=True, kw_only=True):
    """How many alerts of a kind stand at a place; `place_id` is empty for those of no place."""

    place_id: str
    kind: str
    alerts: int


class PlaceAlert(msgspec.Struct, frozen=True, kw_only=True):
    """One alert, without the person it is about."""

    place_id: str
    kind: str
    happened_ms: int
    known_since_ms: int


class AlertTallies(msgspec.Struct, frozen=True, kw_only=True):
    """What became known in a span and stands; `newest` holds some of each place, newest first."""

    tallies: tuple[PlaceTally, ...]
    newest: tuple[PlaceAlert, ...]
    rows_read: int


def alert_tallies(store: Store, *, from_ms: int, until_ms: int) -> AlertTallies:
    """Return the alerts of a span by place."""
    asked = {
        "from_ms": from_ms,
        "until_ms": until_ms,
        "kinds": [],
        "anywhere": True,
        "places": [],
        "withdrawn_too": False,
    }
    tallies = store.ask(_TALLIES, asked, row=PlaceTally)
    newest = store.ask(_NEWEST, asked, row=PlaceAlert)
    return AlertTallies(
        tallies=tallies.rows,
        newest=newest.rows,
        rows_read=tallies.rows_read + newest.rows_read,
    )
