"""A partition as Kafka and ClickHouse together see it: what it keeps, and what it said."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from hypothesis import strategies as st

from contracts.events import (
    AlertEvent,
    AlertRaised,
    AlertWithdrawn,
    DeclarationFiled,
    MovementSeen,
    PassIssued,
    ScanAnnulled,
    ScanJudged,
    ScanRecorded,
)
from contracts.lists import Lists
from contracts.registry import PassWithdrawn, PersonErased, ZoneDeclared
from streams.judge import Judge
from streams.keys import CELLS, DOSSIERS, citizen_of
from streams.notices import Notices
from streams.partition import Partition
from streams.state import Entry, MemoryStore, State
from streams.upkeep import Upkeep
from tests.builders.streams import START_MS, CellKey

DAY_MS = 24 * 60 * 60_000
KEEP_MS = 21 * DAY_MS
OVERDUE_MS = 12 * 60 * 60_000

T = TypeVar("T", ScanJudged, MovementSeen, AlertRaised | AlertWithdrawn)


class Declaration(msgspec.Struct, frozen=True):
    """A declaration and its pass, in one record as the gateway sends them."""

    filed: DeclarationFiled
    issued: PassIssued


Fact = ScanRecorded | Declaration | ScanAnnulled


def declared(
    number: int,
    *,
    citizen: str = "ann",
    minute: float = 0,
    origin: str = "00001",
    received_minute: float | None = None,
) -> Declaration:
    """Return declaration `number` to depart then, received a minute before or then.

    Its pass is `pass-<number>`.
    """
    departs = START_MS + round(minute * 60_000)
    issued = departs - 60_000
    received = issued if received_minute is None else START_MS + round(received_minute * 60_000)
    return Declaration(
        DeclarationFiled(
            declaration_id=f"decl-{number}",
            citizen_id=citizen,
            declared_ms=issued,
            received_ms=received,
            channel="web",
            origin=origin,
            destination=origin,
            residence=origin,
            stay=origin,
            transport="on_foot",
            departs_ms=departs,
        ),
        PassIssued(
            pass_id=f"pass-{number}",
            declaration_id=f"decl-{number}",
            citizen_id=citizen,
            issued_ms=issued,
            expires_ms=issued + 3 * DAY_MS,
            kid="00",
            token_hash="",
            risk=0,
            origin=origin,
        ),
    )


def annulled(one: ScanRecorded, *, received_minute: float = 0) -> ScanAnnulled:
    """Return that a scan was taken back, a minute after it was made."""
    return ScanAnnulled(
        scan_id=one.scan_id,
        citizen_id=one.citizen_id,
        place_id=one.place_id,
        happened_ms=one.happened_ms + 60_000,
        received_ms=max(one.received_ms + 60_000, START_MS + round(received_minute * 60_000)),
    )


def hear(heard: dict[str, T], name: str, event: T) -> None:
    """Keep an event unless one of a higher version was heard."""
    known = heard.get(name)
    if known is None or event.version >= known.version:
        heard[name] = event


class PartitionUnderTest:
    """A partition whose changelog and outputs are kept in memory."""

    def __init__(self, lists: Lists | None = None) -> None:
        self.lists = lists or Lists()
        self.notices = Notices()
        self.log: list[Entry] = []
        self.said: list[ScanJudged | MovementSeen | AlertEvent] = []
        self.judged: dict[str, ScanJudged] = {}
        self.movements: dict[str, MovementSeen] = {}
        self.alerts: dict[str, AlertEvent] = {}
        self.cells: dict[tuple[str, int, str, str, str], tuple[int, int]] = {}
        self._next = 0
        self._open(epoch=1)

    def _open(self, epoch: int) -> None:
        store = MemoryStore()
        state = State(store)
        state.recover(self.log, len(self.log))
        state.begin(epoch)
        self.partition = Partition(3, state, Judge(self.lists), overdue_ms=OVERDUE_MS)
        self.upkeep = Upkeep(self.partition, self.notices, keep_ms=KEEP_MS)

    def take(self, facts: Sequence[Fact], first_position: int | None = None) -> None:
        """Take facts in as one group, and keep and say everything that follows."""
        self._take(facts, self._next if first_position is None else first_position)
        self.keep()

    def keep(self) -> None:
        """Keep and say what there is."""
        self._hear(1.0)
        self.keep_state_only()

    def keep_state_only(self) -> None:
        """Keep the state; what is to be said is lost."""
        changes = self.partition.changes()
        self.log += self.partition.state.entries(changes)
        self.partition.state.apply(changes, len(self.log))
        self.partition.kept()

    def crash_while_taking(
        self, facts: Sequence[Fact], *, heard: float, survives: Callable[[], bool]
    ) -> None:
        """Take facts in and crash while it is sent: some outputs and entries were kept."""
        self._take(facts, self._next)
        self._hear(heard)
        entries = self.partition.state.entries(self.partition.changes())
        self.log += [entry for entry in entries if survives()]
        self._open(self.partition.state.epoch + 1)

    def taken_over(self) -> "PartitionUnderTest":
        """Return the same partition in the hands of another worker; this one does not know."""
        other = PartitionUnderTest(self.lists)
        for shared in ("log", "said", "judged", "movements", "alerts", "cells", "notices"):
            setattr(other, shared, getattr(self, shared))
        other._open(self.partition.state.epoch + 1)
        return other

    def registry(self, event: PassWithdrawn | ZoneDeclared | PersonErased) -> None:
        """Let the registry say something, and heed it."""
        self.lists.apply(event)
        self.notices.add(len(self.said) + 1000, event)
        self.settle()

    def wait_until(self, moment_ms: int) -> None:
        """Let time go by, as other citizens' scans show it."""
        self.partition.clock.now_ms = max(self.partition.clock.now_ms, moment_ms)
        self.settle()

    def settle(self) -> None:
        """Do what there is to do beside taking facts."""
        for _ in range(20):
            self.upkeep.step()
            self.keep()

    def legs(self) -> dict[str, tuple[str, str, int]]:
        """Return the newest version of every leg."""
        return {
            name: (moved.from_scan_id, moved.from_place_id, moved.seconds)
            for name, moved in self.movements.items()
            if not moved.annulled
        }

    def counted(self) -> Counter[CellKey]:
        """Return the newest count of every cell, reasons added up."""
        total: Counter[CellKey] = Counter()
        for (place, minute, direction, category, _), (_, count) in self.cells.items():
            total[place, minute, direction, category] += count
        return +total

    def findings(self) -> dict[str, tuple[str, ...]]:
        """Return what stands of each scan."""
        return {name: judged.findings for name, judged in self.judged.items()}

    def standing(self) -> dict[str, AlertRaised]:
        """Return the alerts that stand, versions left out."""
        return {
            name: msgspec.structs.replace(alert, version=0)
            for name, alert in self.alerts.items()
            if isinstance(alert, AlertRaised)
        }

    def days_kept(self) -> dict[str, int]:
        """Return how many days of each citizen are kept."""
        keys = self.partition.state.keys(DOSSIERS)
        names = [citizen_of(key) for key in keys]
        return {name: len(self.partition.citizen(name).dossier.days) for name in names}

    def cells_kept(self) -> list[bytes]:
        """Return the keys of the cells that are kept."""
        return list(self.partition.state.keys(CELLS))

    def _take(self, facts: Sequence[Fact], first_position: int) -> None:
        for position, fact in enumerate(facts, first_position):
            if isinstance(fact, Declaration):
                self.partition.take_filed(fact.filed)
                self.partition.take_issued(fact.issued)
            elif isinstance(fact, ScanAnnulled):
                self.partition.take_annulled(fact)
            else:
                assert self.partition.take_scan(fact, position)
        self._next = first_position + len(facts)

    def _hear(self, share: float) -> None:
        told = [event for events in self.partition.told() for event in events]
        for event in told[: round(share * len(told))]:
            self.said.append(event)
            match event:
                case ScanJudged():
                    hear(self.judged, event.scan_id, event)
                case MovementSeen():
                    hear(self.movements, event.scan_id, event)
                case AlertRaised() | AlertWithdrawn():
                    hear(self.alerts, event.alert_id, event)
        if share < 1:
            return
        for count in self.partition.counts.told(3):
            cell = (
                count.place_id,
                count.minute_ms,
                count.direction,
                count.category,
                count.reason,
            )
            self.cells[cell] = max(self.cells.get(cell, (-1, 0)), (count.position, count.count))


def crashed_anywhere(facts: list[Fact], data: st.DataObject) -> PartitionUnderTest:
    """Return a partition that crashed at a drawn point and read on from its commit.

    Which state entries and which outputs were kept is drawn too.
    """
    committed = data.draw(st.integers(0, len(facts)), "committed up to")
    crashed = data.draw(st.integers(committed, len(facts)), "read up to")
    house = PartitionUnderTest()
    house.take(facts[:committed])

    house.crash_while_taking(
        facts[committed:crashed],
        heard=data.draw(st.floats(0, 1), "share of outputs that arrived"),
        survives=lambda: data.draw(st.booleans(), "a state entry survived"),
    )
    house.take(facts[committed:], committed)
    return house
