"""Scans that were taken back. Pure, as `partition.py`, which this belongs to.

That a scan was taken back is noted in the dossier of its citizen, or apart where it is nobody's;
its visit stays on its page, so that the sender's repeat is known. Everything else looks past it:
the timeline, the counts, what shows that somebody was seen or left an area. The note comes in
before or after its scan, and again after a crash; each time the same is said.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from contracts.durations import HOUR_MS
from contracts.events import ScanAnnulled
from contracts.history import Known
from streams.citizen import Citizen, Spot
from streams.dossier import Annulled, Departure, Visit
from streams.keys import annulled_key, stranger_key
from streams.statements import Statement

if TYPE_CHECKING:
    from streams.partition import Partition

# A scan of nobody is looked for so many hours before its annulment, and one after: clocks differ.
_HOURS_BACK, _HOURS_AHEAD = 72, 1

_ENCODER = msgspec.msgpack.Encoder()
_NOTES = msgspec.msgpack.Decoder(Annulled)


class Annulling:
    """What a partition knows of scans that were taken back."""

    def __init__(self, partition: "Partition") -> None:
        """Belong to this partition."""
        self._partition = partition
        self._new: dict[bytes, bytes] = {}

    def take(self, annulled: ScanAnnulled) -> None:
        """Note that a scan was taken back, and say what follows."""
        note = Annulled(annulled.scan_id, annulled.place_id, annulled.received_ms)
        if not annulled.citizen_id:
            self._take_strangers(note, annulled.happened_ms)
            return
        citizen = self._partition.citizen(annulled.citizen_id)
        known = citizen.dossier.annulled
        if (note.scan_id, note.place_id) not in {(one.scan_id, one.place_id) for one in known}:
            known.append(note)
            citizen.dossier_changed = True
        found = citizen.visit_named(note.scan_id, note.place_id)
        if found is not None:
            self.say(citizen, *found)

    def say(self, citizen: Citizen, visit: Visit, spot: Spot) -> None:
        """Say that a visit was taken back, and what that changes."""
        partition = self._partition
        if visit.counts:
            partition.counts.take_off(visit, visit.scan_id)
        visit.version = partition.after_version(visit.version)
        citizen.keep(spot)
        partition.tell(Statement(citizen.citizen_id, visit, None, Known(visit), 0, annulled=True))
        following = citizen.after(spot)
        if following is not None:
            after, at = following
            partition.settle(citizen, after, at, citizen.before(at))
        partition.weigh_overdue(citizen, visit.scan_id)
        for left in list(citizen.dossier.departures):
            if visit.scan_id in {left.scan_id, left.inside_scan_id, left.corrected_by}:
                self._correct(citizen, left, visit.scan_id)

    def is_noted(self, visit: Visit) -> bool:
        """Tell whether a scan of nobody was taken back."""
        key = annulled_key(visit.scan_id)
        kept = self._new.get(key) or self._partition.state.get(key)
        return kept is not None and _NOTES.decode(kept).place_id == visit.place_id

    def changes(self) -> Iterator[tuple[bytes, bytes | None]]:
        """Yield the state entries that keep the notes about scans of nobody."""
        yield from self._new.items()

    def kept(self) -> None:
        """Let go of what is kept."""
        self._new.clear()

    def _take_strangers(self, note: Annulled, happened_ms: int) -> None:
        self._new[annulled_key(note.scan_id)] = _ENCODER.encode(note)
        hour = happened_ms // HOUR_MS
        for at in range(hour + _HOURS_AHEAD, hour - _HOURS_BACK, -1):
            key = stranger_key(note.place_id, at)
            for visit in self._partition.stranger_page(key).visits:
                if visit.scan_id == note.scan_id:
                    self._say_stranger(key, note.scan_id)
                    return

    def _say_stranger(self, key: bytes, scan_id: str) -> None:
        page = self._partition.changed_stranger_page(key)
        visit = next(visit for visit in page.visits if visit.scan_id == scan_id)
        self._partition.say_stranger(visit)

    def _correct(self, citizen: Citizen, left: Departure, scan_id: str) -> None:
        """Look for the departure anew in what is left of the timeline."""
        partition = self._partition
        zone = partition.judge.lists.zones.get(left.zone_id)
        anew = None
        for visit, spot in citizen.visits():
            anew = zone and partition.judge.areas.departure(zone, citizen.before(spot), visit)
            if anew is not None:
                break
        found = anew or Departure(left.zone_id, "", "", left.happened_ms, left.known_ms)
        found.version, found.corrected_by = left.version, scan_id
        place = citizen.dossier.departures.index(left)
        citizen.dossier.departures[place] = found
        partition.say_departure(citizen, found)


def is_outdated_note(kept: bytes, before_ms: int) -> bool:
    """Tell whether a note about a scan of nobody was received before then."""
    return _NOTES.decode(kept).received_ms < before_ms
