"""The figures beside the live counts, read once for all who look and told area by area."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from analytics.loader import Loader
from analytics.questions.alert_tallies import NEWEST, AlertTallies, PlaceAlert, alert_tallies
from analytics.questions.place_curve import Curve, PlaceSteps, place_steps
from analytics.questions.situation import (
    GateFigures,
    SilentDevice,
    Situation,
    SituationQuestion,
    gates_together,
    situation,
)
from analytics.store import Store
from api.board_areas import Area, places_of
from api.fleet import StatusView
from api.situation import silent_only
from api.stream_lag import StreamLag
from contracts.durations import DAY_MS, MINUTE_MS
from contracts.lists import Lists
from contracts.places import units_of_2021
from service.clock import now_ms
from service.parts import Parts

# Once nothing was counted for so long, a board shows the last moment at which anything was: a
# simulated city may play an earlier day.
_QUIET_MS = 30 * MINUTE_MS
_MOST_SILENT = 50


class Lateness(msgspec.Struct, frozen=True, kw_only=True):
    """How late the figures are.

    The newest loaded scan had been received at `data_up_to_ms`; the stream last counted anything at
    `counted_ms`; so many Kafka records wait for the stream (-1: nobody can say) and for the loader.
    """

    data_up_to_ms: int
    counted_ms: int
    stream_lag: int
    loader_lag: int
    loader_is_well: bool


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is shown of one place or unit beside its counts; what is 0 is left out."""

    name: str
    today_in: int = 0
    today_out: int = 0
    inside: int = 0
    lanes: int = 0
    load: float = 0.0


class Silent(msgspec.Struct, frozen=True, kw_only=True):
    """A device not heard of any more, by the name it was enrolled with."""

    device_id: str
    name: str
    place_id: str
    last_received_ms: int


class AreaFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of an area at `at_ms`; `told_ms` is the server's clock when they were told.

    `units` are rows of the provinces or districts in it, `places` of its places. `silent` are the
    first of `silent_devices`; `alerts` are those that became known within a day and stand.
    """

    told_ms: int
    at_ms: int
    lateness: Lateness
    total: GateFigures
    units: tuple[Row, ...]
    places: tuple[Row, ...]
    silent_devices: int
    silent: tuple[Silent, ...]
    alerts: dict[str, int]
    newest_alerts: tuple[PlaceAlert, ...]
    curve: Curve


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What was read at one moment, of all places."""

    situation: Situation
    alerts: AlertTallies
    steps: PlaceSteps
    lateness: Lateness


class BoardFigures:
    """Reads and tells the figures. Blocking, and for one thread at a time."""

    def __init__(
        self,
        parts: Parts,
        store: Store,
        loader: Loader,
        statuses: StatusView,
        newest_ms: Callable[[], int],
    ) -> None:
        """Read with these; `newest_ms` is the newest minute on the board."""
        self._statuses = statuses
        self._parts = parts
        self._store = store
        self._loader = loader
        self._newest_ms = newest_ms
        self._lag = StreamLag(parts.kafka)
        self._reading: Reading | None = None

    def read(self) -> None:
        """Read what `tell` tells from now on.

        Raises:
            TryAgain: ClickHouse is away.

        """
        now = now_ms()
        at_ms = _moment(now, self._newest_ms())
        found = self._situation(at_ms)
        loader = self._loader.status()
        self._reading = Reading(
            situation=found,
            alerts=alert_tallies(self._store, from_ms=now - DAY_MS, until_ms=now + MINUTE_MS),
            steps=place_steps(self._store, at_ms),
            lateness=Lateness(
                data_up_to_ms=found.freshness.data_up_to_ms,
                counted_ms=found.counted_ms,
                stream_lag=self._lag.records(),
                loader_lag=sum(loader.lag.values()),
                loader_is_well=loader.is_well,
            ),
        )

    def tell(self, areas: Iterable[Area]) -> dict[Area, bytes]:
        """Return each area's figures as they are sent; nothing before the first reading."""
        if self._reading is None:
            return {}
        lists = self._parts.registry.lists
        told = {area: area_figures(self._reading, lists, area) for area in areas}
        return {area: msgspec.json.encode(figures) for area, figures in told.items()}

    def close(self) -> None:
        """Let connections go."""
        self._lag.close()

    def _situation(self, at_ms: int) -> Situation:
        settings = self._parts.settings
        found = situation(
            self._store,
            SituationQuestion(
                at_ms=at_ms,
                lane_scans_per_minute=settings.lane_scans_per_minute,
                silent_after_min=settings.silent_after_min,
            ),
        )
        return silent_only(
            self._parts.registry.lists, self._statuses.newest, settings.silent_after_min, found
        )


def area_figures(reading: Reading, lists: Lists, area: Area) -> AreaFigures:
    """Return an area's part of what was read."""
    places = places_of(lists, area)
    gates = [one for one in reading.situation.places if _is_in(one.place_id, places)]
    silent = [one for one in reading.situation.silent_devices if _is_in(one.place_id, places)]
    alerts: Counter[str] = Counter()
    for tally in reading.alerts.tallies:
        if _is_in(tally.place_id, places):
            alerts[tally.kind] += tally.alerts
    newest = (one for one in reading.alerts.newest if _is_in(one.place_id, places))
    return AreaFigures(
        told_ms=now_ms(),
        at_ms=reading.situation.at_ms,
        lateness=reading.lateness,
        total=gates_together(gates),
        units=tuple(_row(gates_together(some, unit)) for unit, some in _by_unit(gates, lists)),
        places=tuple(map(_row, gates)),
        silent_devices=len(silent),
        silent=tuple(_named(one, lists) for one in silent[:_MOST_SILENT]),
        alerts=dict(alerts.most_common()),
        newest_alerts=tuple(sorted(newest, key=lambda one: -one.known_since_ms)[:NEWEST]),
        curve=reading.steps.curve_of(places),
    )


def _moment(now: int, newest_ms: int) -> int:
    is_quiet = 0 < newest_ms < now - _QUIET_MS
    return newest_ms + MINUTE_MS if is_quiet else now


def _is_in(place_id: str, places: Collection[str] | None) -> bool:
    return places is None or place_id in places


def _by_unit(gates: Iterable[GateFigures], lists: Lists) -> list[tuple[str, list[GateFigures]]]:
    """Put places together by district, or by province where they lie in several."""
    by_district: Mapping[str, list[GateFigures]] = defaultdict(list)
    for gate in gates:
        place = lists.places.get(gate.place_id)
        if place and place.district:
            by_district[place.district].append(gate)
    units = units_of_2021()
    by_province: Mapping[str, list[GateFigures]] = defaultdict(list)
    for district, some in by_district.items():
        by_province[units[district].parent] += some
    return sorted((by_province if len(by_province) > 1 else by_district).items())


def _named(one: SilentDevice, lists: Lists) -> Silent:
    known = lists.devices.get(one.device_id)
    return Silent(
        device_id=one.device_id,
        name=known.name if known else "",
        place_id=one.place_id,
        last_received_ms=one.last_received_ms,
    )


def _row(gate: GateFigures) -> Row:
    return Row(
        name=gate.place_id,
        today_in=gate.today.in_,
        today_out=gate.today.out,
        inside=gate.inside,
        lanes=gate.lanes,
        load=gate.load,
    )
