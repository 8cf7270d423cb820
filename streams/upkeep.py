"""What a partition has to do beside taking lines in: timers, registry notices, forgetting.

All of it in small steps between the groups of lines, so that no scan waits for it. How far it got
is noted only after everything that follows from it is kept: after a crash a step is taken again,
and what it said is said again.
"""

import time
from collections.abc import Callable, Iterator

from contracts.durations import DAY_MS
from contracts.registry import PassWithdrawn, PersonErased, ZoneDeclared
from streams.annulling import is_outdated_note
from streams.areas import watched_since_ms
from streams.citizen import Citizen
from streams.counts import is_outdated
from streams.dossier import PAGE_MS
from streams.erasing import erase
from streams.keys import ANNULLED, CELLS, DOSSIERS, STRANGERS, citizen_of, dossier_key
from streams.notices import Notices
from streams.partition import Partition

# What is outdated goes at most so long after its time.
SWEEP_EVERY_MS = DAY_MS
# An annulment is remembered so much longer than its scan, which may be handed in a month late.
ANNULMENTS_STAY_MS = 30 * DAY_MS
# Citizens looked at in one step: some hundredths of a second.
A_STEP = 2000


class Upkeep:
    """The steps of one partition."""

    def __init__(
        self,
        partition: Partition,
        notices: Notices,
        *,
        keep_ms: int,
        elapsed_ms: Callable[[], int] = lambda: time.monotonic_ns() // 1_000_000,
    ) -> None:
        """Heed these notices; forget what was received longer ago than `keep_ms`.

        `elapsed_ms` tells how time goes by, in milliseconds since whenever.
        """
        self._elapsed_ms = elapsed_ms
        self._newest_ms, self._newest_at_ms = partition.clock.now_ms, elapsed_ms()
        self._partition = partition
        self._notices = notices
        self._keep_ms = keep_ms
        self._heeding: Iterator[None] | None = None
        self._heeding_offset = -1
        self._heeded = partition.clock.heeded
        self._sweeping: Iterator[None] | None = None

    def step(self) -> bool:
        """Do a little; tell whether there is more to be done at once."""
        partition = self._partition
        # Everything that followed from the notices up to here is kept by now.
        if partition.clock.heeded != self._heeded:
            partition.clock.heeded = self._heeded
            partition.clock_changed = True
        due = partition.timers.due(partition.clock.now_ms, A_STEP)
        for citizen_id in due:
            partition.look_again(citizen_id)
        is_heeding = self._heed()
        is_sweeping = self._sweep()
        return is_heeding or is_sweeping or len(due) == A_STEP

    def _heed(self) -> bool:
        if self._heeding is None:
            notice = self._notices.after(self._heeded)
            if notice is None:
                return False
            self._heeding_offset = notice.offset
            self._heeding = _heeding_of(self._partition, notice.event)
        if not _advance(self._heeding):
            self._heeding = None
            self._heeded = self._heeding_offset
        return True

    def _sweep(self) -> bool:
        clock, now_ms = self._partition.clock, self._now_ms()
        if self._sweeping is None and now_ms - clock.swept_ms >= SWEEP_EVERY_MS:
            clock.swept_ms = now_ms
            # Something is written each day, so that the broker closes the segment before it and
            # what was removed leaves the disk.
            self._partition.clock_changed = True
            self._sweeping = sweep(self._partition, now_ms - self._keep_ms)
        if self._sweeping is not None and not _advance(self._sweeping):
            self._sweeping = None
        return self._sweeping is not None

    def _now_ms(self) -> int:
        """Return the newest receipt, and so much more as none has come since.

        Where nothing comes in any more, what is kept must still go when its time is over.
        """
        newest_ms, at_ms = self._partition.clock.now_ms, self._elapsed_ms()
        if newest_ms != self._newest_ms:
            self._newest_ms, self._newest_at_ms = newest_ms, at_ms
        return newest_ms + at_ms - self._newest_at_ms if newest_ms else 0


def _advance(work: Iterator[None]) -> bool:
    """Go a step on; tell whether there is more."""
    return all(next(work, work) is not work for _ in range(A_STEP))


def _heeding_of(
    partition: Partition, event: PassWithdrawn | ZoneDeclared | PersonErased
) -> Iterator[None]:
    match event:
        case PassWithdrawn():
            return heed_withdrawal(partition, event)
        case ZoneDeclared():
            return heed_zone(partition, event)
        case PersonErased():
            return heed_erasure(partition, event)


def heed_erasure(partition: Partition, erased: PersonErased) -> Iterator[None]:
    """Forget a citizen, if this partition knows of them."""
    if partition.state.get(dossier_key(erased.citizen_id)):
        erase(partition, erased)
    yield


def heed_withdrawal(partition: Partition, withdrawn: PassWithdrawn) -> Iterator[None]:
    """Say again what there is to say of a withdrawn pass; yield after each citizen looked at."""
    if withdrawn.citizen_id:
        if partition.state.get(dossier_key(withdrawn.citizen_id)):
            citizen = partition.citizen(withdrawn.citizen_id)
            partition.settle_pass(citizen, withdrawn.pass_id)
        return
    for key in partition.state.keys(DOSSIERS):
        partition.settle_pass(partition.citizen(citizen_of(key)), withdrawn.pass_id)
        yield


def heed_zone(partition: Partition, zone: ZoneDeclared) -> Iterator[None]:
    """Find who left an area while it was watched; yield after each citizen looked at."""
    since_ms = watched_since_ms(zone)
    for key in partition.state.keys(DOSSIERS):
        citizen = partition.citizen(citizen_of(key))
        areas = partition.judge.areas
        for visit, spot in citizen.visits(since_ms):
            left = areas.departure(zone, citizen.before(spot), visit)
            if left is not None:
                partition.leave(citizen, left)
                break
        yield


def sweep(partition: Partition, before_ms: int) -> Iterator[None]:
    """Forget what was received before that moment; yield after each entry looked at."""
    for key in partition.state.keys(DOSSIERS):
        _forget(partition.citizen(citizen_of(key)), before_ms)
        yield
    for key in partition.state.keys(STRANGERS):
        if partition.stranger_page(key).received_ms < before_ms:
            partition.drop(key)
        yield
    for key in partition.state.keys(ANNULLED):
        note = partition.state.get(key)
        if note and is_outdated_note(note, before_ms - ANNULMENTS_STAY_MS):
            partition.drop(key)
        yield
    for key in partition.state.keys(CELLS):
        kept = partition.state.get(key)
        if kept and is_outdated(kept, before_ms):
            partition.drop(key)
        yield


def _forget(citizen: Citizen, before_ms: int) -> None:
    dossier = citizen.dossier
    for day in list(dossier.days):
        # Nothing is received before it happens, so younger days need not be looked at.
        if day * PAGE_MS + DAY_MS < before_ms and citizen.page(day).received_ms < before_ms:
            citizen.drop(day)
    passes = [known for known in dossier.passes if known.expires_ms >= before_ms]
    declared = [one for one in dossier.declared if one.received_ms >= before_ms]
    departures = [left for left in dossier.departures if left.known_ms >= before_ms]
    stay_ms = before_ms - ANNULMENTS_STAY_MS
    annulled = [one for one in dossier.annulled if one.received_ms >= stay_ms]
    kept = (passes, declared, departures, annulled)
    if kept != (dossier.passes, dossier.declared, dossier.departures, dossier.annulled):
        dossier.passes, dossier.declared, dossier.departures, dossier.annulled = kept
        citizen.dossier_changed = True
