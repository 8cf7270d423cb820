"""What a worker knows of one partition, and how a line changes it. Pure: no clock, no Kafka.

What is said of a citizen follows from what is known: scans, passes, declarations and the registry.
A fact that arrives, in whatever order, changes what is known, and what it bears on is said again
with a higher version. So reading a line twice has the effect of once: a line at the position at
which its scan was first seen was read before a crash, and is said again, because what it said may
never have been sent; a line of the same scan at another position is the sender's repeat, and
nothing happens.
"""

from typing import NamedTuple

import msgspec

from contracts.durations import DAY_MS, HOUR_MS
from contracts.errors import Stop
from contracts.events import (
    AlertEvent,
    DeclarationFiled,
    MovementSeen,
    PassIssued,
    ScanAnnulled,
    ScanJudged,
    ScanRecorded,
)
from contracts.history import Known, findings_of
from streams.annulling import Annulling
from streams.citizen import Citizen, Spot, record_on
from streams.counts import Counts
from streams.dossier import MAX_PASSES, Declared, Departure, KnownPass, Page, Visit
from streams.judge import PASS_KNOWN_WITHIN_MS, Judge, journey_of
from streams.keys import CLOCK, TIMERS, stranger_key
from streams.state import State
from streams.statements import (
    Statement,
    departure_alert,
    judged,
    moved,
    overdue_alert,
    visit_alerts,
)
from streams.timers import Timers

# To be raised with every change of what an entry holds.
LAYOUT = 1

# Versions of a later epoch outrank all of an earlier one.
EPOCH_BITS = 20
# Who set out so long before the declared hour has still set out.
SEEN_BEFORE_DEPARTURE_MS = 6 * HOUR_MS

_ENCODER = msgspec.msgpack.Encoder()
_PAGES = msgspec.msgpack.Decoder(Page)


class Said(NamedTuple):
    """What goes to the topics of these names."""

    judged: list[ScanJudged]
    movements: list[MovementSeen]
    alerts: list[AlertEvent]


class Clock(msgspec.Struct, array_like=True):
    """How far a partition is: newest receipt, last sweep, registry records heeded.

    `layout` is that of all entries beside it; a version of the program reads one layout.
    """

    layout: int = LAYOUT
    now_ms: int = 0
    swept_ms: int = 0
    heeded: int = -1


_CLOCKS = msgspec.msgpack.Decoder(Clock)


class Partition:
    """Timelines, passes, alerts and counts of one input partition."""

    def __init__(self, number: int, state: State, judge: Judge, *, overdue_ms: int) -> None:
        """Go on from what is kept; whoever is not seen `overdue_ms` after departure is overdue.

        Raises:
            Stop: what is kept was written by another version.

        """
        self.number = number
        self.state = state
        self.judge = judge
        self._overdue_ms = overdue_ms
        self._floor = state.epoch << EPOCH_BITS
        kept = state.get(CLOCK)
        self.clock = _CLOCKS.decode(kept) if kept else Clock()
        if self.clock.layout != LAYOUT:
            raise Stop(
                f"the worker's state is of layout {self.clock.layout}, this version reads "
                f"{LAYOUT}: delete the topic stream-state and the offsets of chot-stream, "
                "and it is made anew from the scans"
            )
        self.clock_changed = False
        self.timers = Timers(state.keys(TIMERS))
        self.counts = Counts(state)
        self.annulling = Annulling(self)
        self._citizens: dict[str, Citizen] = {}
        self._strangers: dict[bytes, Page] = {}
        self._dropped: set[bytes] = set()
        self._told: dict[str, Statement] = {}
        self._alerts: dict[str, AlertEvent] = {}

    def citizen(self, citizen_id: str) -> Citizen:
        """Return a citizen, to be looked at or changed."""
        citizen = self._citizens.get(citizen_id)
        if citizen is None:
            citizen = self._citizens[citizen_id] = Citizen(citizen_id, self.state)
        return citizen

    def take_scan(self, scan: ScanRecorded, position: int) -> bool:
        """Take a scan in; False if the citizen's day is full and the line was not taken."""
        if scan.received_ms > self.clock.now_ms:
            self.clock.now_ms = scan.received_ms
        if not scan.citizen_id:
            return self._take_stranger(scan, position)
        if self.judge.lists.is_erased(scan.citizen_id, scan.happened_ms):
            return True
        citizen = self.citizen(scan.citizen_id)
        recorded = citizen.record(scan, position)
        if recorded is None:
            return False
        visit, spot = recorded
        if visit.position != position:
            return True
        if scan.counts:
            self.counts.count(scan, position)
        if citizen.dossier.annulled and citizen.dossier.has_annulled(visit):
            self.annulling.say(citizen, visit, spot)
            return True
        before = citizen.before(spot)
        self.settle(citizen, visit, spot, before)
        following = citizen.after(spot)
        if following is not None:
            self.settle(citizen, *following, visit)
        self._heed_visit(citizen, visit, before)
        return True

    def take_filed(self, filed: DeclarationFiled) -> None:
        """Take a declaration in: what was said under its passes may now be contradicted."""
        self.clock.now_ms = max(self.clock.now_ms, filed.received_ms)
        if self.judge.lists.is_erased(filed.citizen_id, filed.received_ms):
            return
        citizen = self.citizen(filed.citizen_id)
        dossier = citizen.dossier
        declared = dossier.declared_as(filed.declaration_id)
        if declared is None:
            declared = Declared(journey_of(filed), filed.received_ms)
            dossier.declared.append(declared)
            del dossier.declared[:-MAX_PASSES]
            citizen.dossier_changed = True
        self.timers.set(self._due_ms(declared), filed.citizen_id)
        for known in dossier.passes:
            if known.declaration_id == filed.declaration_id:
                self.settle_pass(citizen, known.pass_id, known.issued_ms)

    def take_issued(self, issued: PassIssued) -> None:
        """Take a pass in: scans of it are explained."""
        citizen = self.citizen(issued.citizen_id)
        dossier = citizen.dossier
        is_erased = self.judge.lists.is_erased(issued.citizen_id, issued.issued_ms)
        # A sheet that is entered after the erasing is dated before it.
        if is_erased and dossier.declared_as(issued.declaration_id) is None:
            return
        if not dossier.knows(issued.pass_id):
            dossier.passes.append(
                KnownPass(
                    issued.pass_id, issued.declaration_id, issued.issued_ms, issued.expires_ms
                )
            )
            del dossier.passes[:-MAX_PASSES]
            citizen.dossier_changed = True
        self.settle_pass(citizen, issued.pass_id, issued.issued_ms)

    def take_annulled(self, annulled: ScanAnnulled) -> None:
        """Take a scan back, which may have come already or be still to come."""
        if annulled.received_ms > self.clock.now_ms:
            self.clock.now_ms = annulled.received_ms
        if annulled.citizen_id and self.judge.lists.is_erased(
            annulled.citizen_id, annulled.happened_ms
        ):
            return
        self.annulling.take(annulled)

    def settle_pass(self, citizen: Citizen, pass_id: str, issued_ms: int = 0) -> None:
        """Say again what there is to say of a pass's scans; nobody shows it before its day."""
        for visit, spot in citizen.visits(issued_ms - DAY_MS):
            if visit.pass_id == pass_id:
                self.settle(citizen, visit, spot, citizen.before(spot))

    def settle(self, citizen: Citizen, visit: Visit, spot: Spot, before: Visit | None) -> None:
        """Say what is known of a visit now, with the next version."""
        known = self.judge.known_of(visit, before, citizen.dossier, self.clock.now_ms)
        findings = findings_of(known, self.judge.ground)
        visit.raised |= findings
        visit.version = self.after_version(visit.version)
        citizen.keep(spot)
        if known.has_pass and known.journey is None and not citizen.dossier.knows(visit.pass_id):
            due_ms = visit.received_ms + PASS_KNOWN_WITHIN_MS
            if due_ms > self.clock.now_ms:
                self.timers.set(due_ms, citizen.citizen_id)
        self.tell(Statement(citizen.citizen_id, visit, before, known, findings))

    def tell(self, said: Statement) -> None:
        """Say something of a visit; the last word on it counts."""
        self._told[said.visit.scan_id] = said

    def look_again(self, citizen_id: str) -> None:
        """Say what has become true of a citizen because time went by."""
        citizen = self.citizen(citizen_id)
        for visit, spot in citizen.visits():
            if visit.pass_id and not citizen.dossier.knows(visit.pass_id):
                self.settle(citizen, visit, spot, citizen.before(spot))
        self.weigh_overdue(citizen)

    def weigh_overdue(self, citizen: Citizen, unseen: str = "") -> None:
        """Say who is overdue; what the scan `unseen` explained is not explained any more."""
        for declared in citizen.dossier.declared:
            if self._due_ms(declared) > self.clock.now_ms:
                continue
            is_expected = not (_was_seen(citizen, declared) or self._is_given_up(citizen, declared))
            is_open = declared.overdue == 0 or (unseen != "" and declared.explained_by == unseen)
            if is_open and is_expected:
                declared.overdue = 1
            if declared.overdue:
                self._say_overdue(citizen, declared)

    def _is_given_up(self, citizen: Citizen, declared: Declared) -> bool:
        """Tell whether a declaration was corrected or withdrawn: all its passes were."""
        withdrawn = self.judge.lists.withdrawn
        about = declared.journey.declaration_id
        passes = [known for known in citizen.dossier.passes if known.declaration_id == about]
        return bool(passes) and all(known.pass_id in withdrawn for known in passes)

    def leave(self, citizen: Citizen, left: Departure) -> None:
        """Note that a citizen left an area; of several times the first counts."""
        known = citizen.dossier.departures
        for number, earlier in enumerate(known):
            if earlier.zone_id == left.zone_id:
                first = (earlier.happened_ms, earlier.scan_id)
                if earlier.scan_id and first < (left.happened_ms, left.scan_id):
                    return
                left.version, left.corrected_by = earlier.version, earlier.corrected_by
                del known[number]
                break
        known.append(left)
        self.say_departure(citizen, left)

    def say_departure(self, citizen: Citizen, left: Departure) -> None:
        """Say what stands of a departure, with the next version."""
        left.version = self.after_version(left.version)
        citizen.dossier_changed = True
        alert = departure_alert(citizen.citizen_id, left, self.clock.now_ms)
        self._alerts[alert.alert_id] = alert

    def stranger_page(self, key: bytes) -> Page:
        """Return a page of scans of nobody."""
        page = self._strangers.get(key)
        if page is None:
            kept = self.state.get(key)
            page = _PAGES.decode(kept) if kept else Page()
        return page

    def drop(self, key: bytes) -> None:
        """Forget a state entry that is no part of a citizen."""
        self._dropped.add(key)

    def told(self) -> Said:
        """Return what is to be said, as everything stands now."""
        statements = self._told.values()
        now_ms = self.clock.now_ms
        alerts = [
            alert
            for said in statements
            if said.visit.raised
            for alert in visit_alerts(said, now_ms)
        ]
        return Said(
            judged=[judged(said) for said in statements],
            movements=[moved(said) for said in statements if said.citizen_id],
            alerts=[*alerts, *self._alerts.values()],
        )

    def changes(self) -> dict[bytes, bytes | None]:
        """Return the state entries that keep what was changed."""
        changed: dict[bytes, bytes | None] = dict.fromkeys(self._dropped)
        for citizen in self._citizens.values():
            changed.update(citizen.changes())
        for key, page in self._strangers.items():
            changed[key] = _ENCODER.encode(page)
        changed.update(self.annulling.changes())
        changed.update(self.counts.changes())
        changed.update(self.timers.changes())
        if changed or self.clock_changed:
            changed[CLOCK] = _ENCODER.encode(self.clock)
        return changed

    def kept(self) -> None:
        """Let go of what is kept by now."""
        self.clock_changed = False
        self._citizens.clear()
        self._strangers.clear()
        self.annulling.kept()
        self._dropped.clear()
        self._told.clear()
        self._alerts.clear()
        self.counts.kept()
        self.timers.kept()

    def _take_stranger(self, scan: ScanRecorded, position: int) -> bool:
        """A scan of nobody is counted and judged, and belongs to no timeline."""
        key = stranger_key(scan.place_id, scan.happened_ms // HOUR_MS)
        page = self._strangers[key] = self.stranger_page(key)
        recorded = record_on(page, scan, position)
        if recorded is None:
            return False
        visit, _ = recorded
        if visit.position != position:
            return True
        self.counts.count(scan, position)
        self.say_stranger(visit)
        return True

    def say_stranger(self, visit: Visit) -> None:
        """Say what there is to say of a scan of nobody."""
        annulled = self.annulling.is_noted(visit)
        if annulled:
            self.counts.take_off(visit, visit.scan_id)
        visit.version = self.after_version(visit.version)
        self.tell(Statement("", visit, None, Known(visit), 0, annulled))

    def changed_stranger_page(self, key: bytes) -> Page:
        """Return a page of scans of nobody that is about to be changed."""
        page = self._strangers[key] = self.stranger_page(key)
        return page

    def _heed_visit(self, citizen: Citizen, visit: Visit, before: Visit | None) -> None:
        """A visit may explain somebody overdue, or show that they left an epidemic area."""
        for declared in citizen.dossier.declared:
            stands = declared.overdue == 1 and _shows(visit, declared)
            if stands or declared.explained_by == visit.scan_id:
                declared.overdue, declared.explained_by = 2, visit.scan_id
                self._say_overdue(citizen, declared)
        if self.judge.lists.zones:
            for left in self.judge.areas.departures(before, visit):
                self.leave(citizen, left)

    def _say_overdue(self, citizen: Citizen, declared: Declared) -> None:
        declared.version = self.after_version(declared.version)
        citizen.dossier_changed = True
        due_ms = self._due_ms(declared)
        alert = overdue_alert(citizen.citizen_id, declared, due_ms, self.clock.now_ms)
        self._alerts[alert.alert_id] = alert

    def _due_ms(self, declared: Declared) -> int:
        """A sheet entered late is not overdue at once: scans of that time may be late as well."""
        return max(declared.journey.departs_ms, declared.received_ms) + self._overdue_ms

    def after_version(self, version: int) -> int:
        """Return the version after this one; all of an epoch outrank those of earlier ones."""
        return version + 1 if version > self._floor else self._floor + 1


def _was_seen(citizen: Citizen, declared: Declared) -> bool:
    since_ms = declared.journey.departs_ms - SEEN_BEFORE_DEPARTURE_MS
    return any(_shows(visit, declared) for visit, _ in citizen.visits(since_ms))


def _shows(visit: Visit, declared: Declared) -> bool:
    return visit.happened_ms >= declared.journey.departs_ms - SEEN_BEFORE_DEPARTURE_MS
