"""When a row happened: from whatever a cell holds to milliseconds."""

from datetime import datetime, timezone

from contracts.errors import Fault, FixRequest
from ingest.importing.batches import text_of

# A clock may be this far ahead of ours.
AHEAD_MS = 5 * 60 * 1000

# A day alone is no time: it would put everybody to the gates at midnight.
_SHORTEST = len("2021-08-24T07:30")


class Clock:
    """Reads RFC 3339, or what `time_format` (of strptime) says; `zone` is for times without one."""

    def __init__(self, zone: timezone | None, time_format: str) -> None:
        self._zone = zone
        self._format = time_format

    def read(self, cell: object, now_ms: int) -> int:
        """Return a time in milliseconds since 1970 UTC.

        Raises:
            FixRequest: no time, one without a zone, before 1970, or in the future.

        """
        moment = cell if isinstance(cell, datetime) else self._moment(text_of(cell))
        if moment.tzinfo is None:
            if self._zone is None:
                raise _refusal("time_without_zone")
            moment = moment.replace(tzinfo=self._zone)
        at_ms = round(moment.timestamp() * 1000)
        if at_ms < 0:
            raise _refusal("too_long_ago")
        if at_ms > now_ms + AHEAD_MS:
            raise _refusal("in_the_future")
        return at_ms

    def _moment(self, text: str) -> datetime:
        if not text:
            raise _refusal("required")
        try:
            if self._format:
                return datetime.strptime(text, self._format)  # noqa: DTZ007 - the zone is next
            if len(text) >= _SHORTEST:
                return datetime.fromisoformat(text)
        except ValueError as error:
            raise _refusal("bad_time") from error
        raise _refusal("bad_time")


def _refusal(reason: str) -> FixRequest:
    return FixRequest(Fault(field="time", reason=reason))
