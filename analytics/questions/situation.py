"""The figures officials look at: what passes each gate, who is inside, how near to its limit it is.

- Flows count scans by when they happened: `minute` is the last whole minute, `quarter` the last
  fifteen whole minutes, `today` runs from midnight in Hà Nội. They are the stream's counts, so a
  repeated scan counts once and a late one is added to its minute.
- `inside` are people whose last passage by a gate was `in`, told at that gate. A passage is a scan
  with direction `in` or `out` of the last 24 hours that was not refused (or was waved on by an
  officer's decision) and not annulled; the last is the one that happened last, whenever it arrived.
  A person counts at one place at most. Whoever came in before that, or left by no gate, is missed
  or counted too long; `visit` says nothing about being inside.
- `capacity_per_minute` is what the lanes can do that were in use in the last fifteen minutes: all
  different lane names seen, scans without one together as one more. `load` is scans a minute in
  them over that capacity: near 1, whoever comes on top has to wait. The queue itself nobody scans.
- Passes shown in the last fifteen minutes are `pre_declared` if their declaration came by web
  before the first of these scans, `at_the_gate` if it came later or with help or on paper, and
  `unknown` while no declaration of theirs is loaded.
- `sheets_waiting` are paper sheets photographed at the place by that moment and neither entered nor
  rejected; `oldest_sheet_ms` is when the first of them was taken, 0 where none waits.
- A device is silent if it scanned today and was not heard of for some minutes.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from analytics.questions import situation_sql as sql
from analytics.questions.freshness import Freshness, freshness
from analytics.questions.paper_backlog import PlaceBacklog, paper_backlog
from analytics.store import Store
from contracts.durations import DAY_MS, HANOI_AHEAD_MS, HOUR_MS, MINUTE_MS

INSIDE_BACK_MS = 24 * HOUR_MS
QUARTER_MIN = 15


class SituationQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """The figures at a moment; `places` None is everywhere."""

    at_ms: int
    lane_scans_per_minute: float
    silent_after_min: int
    places: tuple[str, ...] | None = None


class Flow(msgspec.Struct, kw_only=True):
    """How many scans there were of each direction."""

    in_: int = msgspec.field(name="in", default=0)
    out: int = 0
    visit: int = 0

    @property
    def scans(self) -> int:
        """All of them."""
        return self.in_ + self.out + self.visit

    def add(self, direction: str, number: int) -> None:
        """Count some more."""
        name = "in_" if direction == "in" else direction
        setattr(self, name, getattr(self, name) + number)


class Refusals(msgspec.Struct, kw_only=True):
    """How often a reason was given for a refusal."""

    quarter: int = 0
    today: int = 0


class GateFigures(msgspec.Struct, kw_only=True):
    """The figures of one place, or of all (`place_id` empty)."""

    place_id: str = ""
    minute: Flow = msgspec.field(default_factory=Flow)
    quarter: Flow = msgspec.field(default_factory=Flow)
    today: Flow = msgspec.field(default_factory=Flow)
    inside: int = 0
    lanes: int = 0
    scans_per_minute: float = 0.0
    capacity_per_minute: float = 0.0
    load: float = 0.0
    refusals: dict[str, Refusals] = msgspec.field(default_factory=dict)
    pre_declared: int = 0
    at_the_gate: int = 0
    unknown: int = 0
    sheets_waiting: int = 0
    oldest_sheet_ms: int = 0


class SilentDevice(msgspec.Struct, frozen=True, kw_only=True):
    """A device that scanned today and is not heard of any more."""

    device_id: str
    place_id: str
    last_received_ms: int


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """The figures by place and in all; `counted_ms` is when the stream last counted anything."""

    at_ms: int
    counted_ms: int
    total: GateFigures
    places: tuple[GateFigures, ...]
    silent_devices: tuple[SilentDevice, ...]
    freshness: Freshness
    rows_read: int


class _Flows(msgspec.Struct, frozen=True):
    place_id: str
    direction: str
    category: str
    reason: str
    minute: int
    quarter: int
    today: int
    counted_ms: int


class _Number(msgspec.Struct, frozen=True):
    place_id: str
    number: int


class _Shown(msgspec.Struct, frozen=True):
    place_id: str
    pre_declared: int
    at_the_gate: int
    unknown: int


def situation(store: Store, question: SituationQuestion) -> Situation:
    """Return the figures as they are at the question's moment."""
    fresh = freshness(store)
    asked = _spans(question)
    flows = store.ask(sql.FLOWS, asked, row=_Flows)
    inside = store.ask(sql.INSIDE, asked, row=_Number)
    lanes = store.ask(sql.LANES, asked, row=_Number)
    shown = store.ask(sql.SHOWN, asked, row=_Shown)
    devices = store.ask(sql.DEVICES, asked, row=SilentDevice)
    paper = paper_backlog(store, question.at_ms)
    wanted = None if question.places is None else set(question.places)
    found = _by_place(flows.rows, inside.rows, lanes.rows, shown.rows, paper.places)
    places = [found[name] for name in sorted(found) if wanted is None or name in wanted]
    total = _added_up(places)
    for one in (total, *places):
        _rate(one, question.lane_scans_per_minute)
    answers = (flows, inside, lanes, shown, devices)
    return Situation(
        at_ms=question.at_ms,
        counted_ms=max((row.counted_ms for row in flows.rows), default=0),
        total=total,
        places=tuple(places),
        silent_devices=tuple(
            one for one in devices.rows if wanted is None or one.place_id in wanted
        ),
        freshness=fresh,
        rows_read=sum(answer.rows_read for answer in answers) + paper.rows_read,
    )


def gates_together(gates: Iterable[GateFigures], name: str = "") -> GateFigures:
    """Return the figures of several places as those of one, by the name of what holds them."""
    some = tuple(gates)
    together = _added_up(some)
    together.place_id = name
    together.scans_per_minute = round(together.quarter.scans / QUARTER_MIN, 2)
    together.capacity_per_minute = sum(gate.capacity_per_minute for gate in some)
    if together.capacity_per_minute:
        together.load = round(together.scans_per_minute / together.capacity_per_minute, 3)
    return together


def _spans(question: SituationQuestion) -> dict[str, int]:
    at_ms = question.at_ms
    whole_ms = at_ms - at_ms % MINUTE_MS
    return {
        "at_ms": at_ms,
        "whole_ms": whole_ms,
        "minute_ms": whole_ms - MINUTE_MS,
        "quarter_ms": whole_ms - QUARTER_MIN * MINUTE_MS,
        "day_ms": at_ms - (at_ms + HANOI_AHEAD_MS) % DAY_MS,
        "inside_ms": at_ms - INSIDE_BACK_MS,
        "heard_since_ms": at_ms - question.silent_after_min * MINUTE_MS,
    }


def _by_place(
    flows: Iterable[_Flows],
    inside: Iterable[_Number],
    lanes: Iterable[_Number],
    shown: Iterable[_Shown],
    paper: Iterable[PlaceBacklog],
) -> dict[str, GateFigures]:
    found: dict[str, GateFigures] = defaultdict(GateFigures)
    for row in flows:
        gate = found[row.place_id]
        for flow, number in (
            (gate.minute, row.minute),
            (gate.quarter, row.quarter),
            (gate.today, row.today),
        ):
            flow.add(row.direction, number)
        if row.category == "refuse":
            refused = gate.refusals.setdefault(row.reason, Refusals())
            refused.quarter += row.quarter
            refused.today += row.today
    for one in inside:
        found[one.place_id].inside = one.number
    for one in lanes:
        found[one.place_id].lanes = one.number
    for passes in shown:
        gate = found[passes.place_id]
        gate.pre_declared, gate.at_the_gate = passes.pre_declared, passes.at_the_gate
        gate.unknown = passes.unknown
    for backlog in paper:
        gate = found[backlog.place_id]
        gate.sheets_waiting = backlog.sheets_waiting
        gate.oldest_sheet_ms = backlog.oldest_sheet_ms
    for place_id, gate in found.items():
        gate.place_id = place_id
    return found


def _added_up(places: Sequence[GateFigures]) -> GateFigures:
    total = GateFigures()
    for gate in places:
        for name in ("minute", "quarter", "today"):
            flow: Flow = getattr(total, name)
            more: Flow = getattr(gate, name)
            flow.in_, flow.out = flow.in_ + more.in_, flow.out + more.out
            flow.visit += more.visit
        for name in ("inside", "lanes", "pre_declared", "at_the_gate", "unknown", "sheets_waiting"):
            setattr(total, name, getattr(total, name) + getattr(gate, name))
        for reason, number in gate.refusals.items():
            refused = total.refusals.setdefault(reason, Refusals())
            refused.quarter += number.quarter
            refused.today += number.today
    total.oldest_sheet_ms = min(
        (gate.oldest_sheet_ms for gate in places if gate.oldest_sheet_ms), default=0
    )
    return total


def _rate(gate: GateFigures, lane_scans_per_minute: float) -> None:
    gate.scans_per_minute = round(gate.quarter.scans / QUARTER_MIN, 2)
    gate.capacity_per_minute = gate.lanes * lane_scans_per_minute
    if gate.capacity_per_minute:
        gate.load = round(gate.scans_per_minute / gate.capacity_per_minute, 3)
