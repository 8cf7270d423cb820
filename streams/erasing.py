"""What a partition knows of an erased citizen goes. Pure, as `partition.py`, which this works on.

Visits, passes, declarations, departures and timers up to the erasing go, and the visits are counted
no longer: everything stands as if the citizen had not been there. Nothing is said of it on the
topics; whoever keeps rows deletes them by itself. Heeding it again after a crash does the same.
"""

from contracts.registry import PersonErased
from streams.citizen import Citizen
from streams.keys import TIMERS
from streams.partition import Partition


def erase(partition: Partition, erased: PersonErased) -> None:
    """Forget a citizen up to a moment."""
    citizen = partition.citizen(erased.citizen_id)
    until_ms = erased.erased_ms
    for day in list(citizen.dossier.days):
        _erase_visits(partition, citizen, day, until_ms)
    dossier = citizen.dossier
    dossier.passes = [known for known in dossier.passes if known.issued_ms > until_ms]
    dossier.declared = [one for one in dossier.declared if one.received_ms > until_ms]
    dossier.departures = [left for left in dossier.departures if left.known_ms > until_ms]
    dossier.annulled = [one for one in dossier.annulled if one.received_ms > until_ms]
    citizen.dossier_changed = True
    if dossier.is_empty:
        named = erased.citizen_id.encode()
        for key in partition.state.keys(TIMERS):
            if key.endswith(named):
                partition.drop(key)


def _erase_visits(partition: Partition, citizen: Citizen, day: int, until_ms: int) -> None:
    visits = citizen.page(day).visits
    for visit in visits:
        is_taken_back = citizen.dossier.has_annulled(visit)
        if visit.happened_ms <= until_ms and visit.counts and not is_taken_back:
            partition.counts.take_off(visit, visit.scan_id)
    if all(visit.happened_ms <= until_ms for visit in visits):
        citizen.drop(day)
    else:
        citizen.leave_out(day, until_ms)
