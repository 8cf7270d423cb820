"""Which findings and scans lie within a jurisdiction. Pure.

A finding that rests on scans belongs to where all of them were made; one that rests on none, as
with somebody who was not seen, to both ends of the declared journey.
"""

from collections.abc import Iterable, Mapping

from analytics.questions.alerts import Alert
from contracts.jurisdiction import Jurisdiction
from contracts.places import Place
from contracts.reviews import Declared, Finding, Seen


def is_finding_within(
    finding: Finding | Alert,
    declared: Declared | None,
    within: Jurisdiction,
    places: Mapping[str, Place],
) -> bool:
    """Tell whether a finding is to be looked at within a jurisdiction."""
    rests_on = [name for name in (finding.place_id, finding.from_place_id) if name]
    if not all(within.has_place(places.get(name)) for name in rests_on):
        return False
    if finding.place_id or within.is_everywhere:
        return True
    ends = (declared.origin, declared.destination) if declared else ()
    return any(end and within.has_unit(end) for end in ends)


def seen_within(
    seen: Iterable[Seen], within: Jurisdiction, places: Mapping[str, Place]
) -> tuple[Seen, ...]:
    """Return the scans that were made within a jurisdiction."""
    return tuple(one for one in seen if within.has_place(places.get(one.place_id)))
