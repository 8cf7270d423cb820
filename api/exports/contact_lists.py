"""Contacts as other systems take them in: who, through whom, when last, how near, and why so.

Only pseudonyms are known here. Whoever takes a list in finds the persons behind them in the sealed
fields, or by the citizen ids of their own documents.
"""

from collections.abc import Mapping
from typing import Literal

import msgspec

from analytics.questions.contacts import Contact, Contacts
from analytics.questions.residences import Residence
from analytics.questions.spread import Reached, Spread, Tie
from contracts.errors import Fault, FixRequest
from contracts.places import units_of_2021
from contracts.words import Language
from web.texts import tell

Risk = Literal["high", "medium", "low"]


class ContactLine(msgspec.Struct, frozen=True, kw_only=True):
    """A contact as it is handed on. `level` is 1 for who met an index person, 2 for their contacts.

    `via` are those they met, the nearest meeting first; moments are those of meetings, in
    milliseconds since 1970 UTC.
    """

    citizen_id: str
    level: int
    via: tuple[str, ...]
    first_met_ms: int
    last_met_ms: int
    meetings: int
    closest_gap_s: float
    shared_journey: int
    shared_vehicle: int
    shared_lane: int
    places: tuple[str, ...]

    @property
    def is_close(self) -> bool:
        """Whether they travelled together: in one vehicle, or declared as one journey."""
        return bool(self.shared_vehicle or self.shared_journey)

    @property
    def risk(self) -> Risk:
        """High on one journey or in one vehicle, medium in one lane or more than once, else low."""
        if self.is_close:
            return "high"
        return "medium" if self.shared_lane or self.meetings > 1 else "low"

    def why(self, spoken: Language) -> str:
        """Explain the risk in words."""
        return tell(
            f"exports-risk-{self.risk}",
            spoken,
            meetings=self.meetings,
            minutes=round(self.closest_gap_s / 60),
            vehicle=self.shared_vehicle,
            journey=self.shared_journey,
            lane=self.shared_lane,
        )


class Home(msgspec.Struct, frozen=True):
    """Province and district of residence by name, empty where nobody declared them."""

    province: str = ""
    district: str = ""


def contact_lines(found: msgspec.Struct) -> tuple[ContactLine, ...]:
    """Return the contacts of an answer.

    Raises:
        FixRequest: answers of this kind name no contacts.

    """
    match found:
        case Contacts():
            return tuple(map(_of_contact, found.contacts))
        case Spread():
            return _of_spread(found)
        case _:
            raise FixRequest(Fault(field="format", reason="choice"))


def home_of(citizen_id: str, residences: Mapping[str, Residence]) -> Home:
    """Return where somebody lives."""
    known, units = residences.get(citizen_id), units_of_2021()
    if known is None or known.residence not in units:
        return Home()
    district = units.district_of(known.residence)
    province = units[district].parent if district else known.residence
    return Home(units[province].name, units[district].name if district else "")


def _of_contact(one: Contact) -> ContactLine:
    nearest = tuple(dict.fromkeys(met.index_case for met in one.nearest))
    return ContactLine(
        citizen_id=one.citizen_id,
        level=1,
        via=tuple(dict.fromkeys((*nearest, *one.index_cases))),
        first_met_ms=one.first_met_ms,
        last_met_ms=one.last_met_ms,
        meetings=one.meetings,
        closest_gap_s=one.closest_gap_s,
        shared_journey=one.shared_journey,
        shared_vehicle=one.shared_vehicle,
        shared_lane=one.shared_lane,
        places=tuple(dict.fromkeys(met.place_id for met in one.nearest)),
    )


def _of_spread(found: Spread) -> tuple[ContactLine, ...]:
    """Return everybody reached; of those who may have given it, who did so first comes first."""
    ties: dict[str, list[Tie]] = {}
    for tie in sorted(found.ties, key=lambda tie: (not tie.is_exposure, tie.first_met_ms)):
        ties.setdefault(tie.to_id, []).append(tie)
    return tuple(_of_reached(one, ties.get(one.citizen_id, [])) for one in found.persons)


def _of_reached(one: Reached, ties: list[Tie]) -> ContactLine:
    return ContactLine(
        citizen_id=one.citizen_id,
        level=one.level,
        via=tuple(dict.fromkeys((one.exposed_by, *(tie.from_id for tie in ties)))),
        first_met_ms=one.first_met_ms,
        last_met_ms=one.last_met_ms,
        meetings=one.meetings,
        closest_gap_s=one.closest_gap_s,
        shared_journey=one.shared_journey,
        shared_vehicle=one.shared_vehicle,
        shared_lane=one.shared_lane,
        places=tuple(dict.fromkeys(tie.place_id for tie in ties)),
    )
