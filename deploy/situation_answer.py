"""The officials' figures, as a table for people."""

from datetime import datetime

import msgspec
from rich.table import Table

from deploy.tables import caption_of, moment, table_of


class Flow(msgspec.Struct, frozen=True):
    """Scans by direction."""

    out: int
    visit: int
    in_: int = msgspec.field(name="in")


class Refusals(msgspec.Struct, frozen=True):
    """How often a reason was given."""

    today: int


class Gate(msgspec.Struct, frozen=True):
    """The figures of one place, or of all."""

    place_id: str
    quarter: Flow
    today: Flow
    inside: int
    load: float
    refusals: dict[str, Refusals]
    pre_declared: int
    at_the_gate: int
    sheets_waiting: int
    oldest_sheet_at: datetime | None

    @property
    def scans(self) -> int:
        """All scans of the last quarter of an hour."""
        return self.quarter.in_ + self.quarter.out + self.quarter.visit


class SilentDevice(msgspec.Struct, frozen=True):
    """A device not heard of any more."""

    device_id: str
    place_id: str


class Freshness(msgspec.Struct, frozen=True):
    """How late the figures are."""

    data_up_to: datetime | None


class Situation(msgspec.Struct, frozen=True):
    """The figures."""

    total: Gate
    places: tuple[Gate, ...]
    silent_devices: tuple[SilentDevice, ...]
    freshness: Freshness


class Pipeline(msgspec.Struct, frozen=True):
    """How the loader does."""

    loader_is_well: bool
    loader_lag: dict[str, int]


class Told(msgspec.Struct, frozen=True):
    """The answer of `/v1/situation`, as far as it is shown."""

    situation: Situation
    pipeline: Pipeline


def situation_table(told: Told, most: int) -> Table:
    """Return the busiest gates under the sum of all."""
    found = told.situation
    table = table_of(
        "place", "in, out, visits of 15 min", "today", "inside", "load", "refused", "pre-declared"
    )
    busiest = sorted(found.places, key=lambda gate: -gate.scans)[:most]
    for gate in (found.total, *busiest):
        table.add_row(
            gate.place_id or "all",
            _flow(gate.quarter),
            _flow(gate.today),
            f"{gate.inside:,}",
            f"{gate.load:.0%}",
            _refused(gate),
            _pre_declared(gate),
        )
    table.caption = caption_of(len(found.places), most, "places", found.freshness.data_up_to)
    table.caption += f"\n{_pipeline(told.pipeline)}{_on_paper(found.total)}"
    if found.silent_devices:
        silent = ", ".join(f"{one.device_id} at {one.place_id}" for one in found.silent_devices)
        table.caption += f"\nsilent: {silent}"
    return table


def _flow(flow: Flow) -> str:
    return f"{flow.in_:,}, {flow.out:,}, {flow.visit:,}"


def _refused(gate: Gate) -> str:
    by_count = sorted(gate.refusals.items(), key=lambda item: -item[1].today)
    return ", ".join(f"{number.today:,} {reason}" for reason, number in by_count)


def _pre_declared(gate: Gate) -> str:
    known = gate.pre_declared + gate.at_the_gate
    return f"{gate.pre_declared / known:.0%} of {known:,}" if known else ""


def _on_paper(gate: Gate) -> str:
    """Say how many sheets await their entry, and since when."""
    if gate.oldest_sheet_at is None:
        return ""
    return f"\n{gate.sheets_waiting:,} paper sheets wait, since {moment(gate.oldest_sheet_at)}"


def _pipeline(pipeline: Pipeline) -> str:
    if not pipeline.loader_is_well:
        return "the loader stands still: see ./chot doctor"
    return f"{sum(pipeline.loader_lag.values()):,} records not loaded yet"
