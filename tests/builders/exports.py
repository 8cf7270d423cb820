"""Answers as they go into files."""

from typing import Any

import msgspec

from analytics.questions.contacts import Contact, Contacts, Meeting
from analytics.questions.freshness import Freshness
from analytics.questions.spread import Reached, Spread, Tie
from api.exports.about import About
from api.persons import Span
from contracts.durations import DAY_MS, MINUTE_MS
from contracts.jurisdiction import EVERYWHERE
from tests.builders.analytics import START_MS

CASE, CONTACT, COMPANION = "a" * 32, "b" * 32, "c" * 32

FRESHNESS = Freshness(
    asked_ms=START_MS + DAY_MS,
    data_up_to_ms=START_MS + DAY_MS - MINUTE_MS,
    sheets_waiting=2,
    oldest_sheet_ms=START_MS + DAY_MS - 90 * MINUTE_MS,
)

ABOUT = About(
    question="contacts",
    asked_with=(("within_minutes", "15"),),
    span=Span(START_MS, START_MS + DAY_MS),
    purpose="ca 7, quận Hà Đông",
    account="epi",
    freshness=FRESHNESS,
    within=EVERYWHERE,
)


def meeting(**changes: Any) -> Meeting:
    """Return a meeting of the case with the contact, a minute apart."""
    usual = Meeting(
        gap_s=60.0,
        case_ms=START_MS,
        contact_ms=START_MS + MINUTE_MS,
        place_id="hn-city-01",
        index_case=CASE,
        case_scan_id="scan-1",
        contact_scan_id="scan-2",
        same_lane=False,
        same_vehicle=False,
        same_journey=False,
    )
    return msgspec.structs.replace(usual, **changes)


def contact(**changes: Any) -> Contact:
    """Return somebody who met the case once."""
    usual = Contact(
        rank=1,
        because=(),
        citizen_id=CONTACT,
        index_cases=(CASE,),
        meetings=1,
        closest_gap_s=60.0,
        shared_journey=0,
        shared_vehicle=0,
        shared_lane=0,
        first_met_ms=START_MS + MINUTE_MS,
        last_met_ms=START_MS + MINUTE_MS,
        nearest=(meeting(),),
    )
    return msgspec.structs.replace(usual, **changes)


def contacts(*found: Contact) -> Contacts:
    """Return an answer that names these contacts."""
    return Contacts(
        index_cases=(CASE,),
        from_ms=START_MS,
        until_ms=START_MS + DAY_MS,
        within_s=900,
        stops_of_cases=1,
        total=len(found),
        contacts=found,
        freshness=FRESHNESS,
        rows_read=2,
    )


def reached(**changes: Any) -> Reached:
    """Return somebody whom the contact met once, an hour after the case."""
    usual = Reached(
        citizen_id=COMPANION,
        level=2,
        rank=1,
        because=(),
        exposed_by=CONTACT,
        sources=1,
        also_met_as=(),
        meetings=1,
        closest_gap_s=60.0,
        shared_journey=0,
        shared_vehicle=0,
        shared_lane=0,
        first_met_ms=START_MS + 60 * MINUTE_MS,
        last_met_ms=START_MS + 60 * MINUTE_MS,
    )
    return msgspec.structs.replace(usual, **changes)


def tie(**changes: Any) -> Tie:
    """Return what leads from the contact to whom they met."""
    usual = Tie(
        level=2,
        from_id=CONTACT,
        to_id=COMPANION,
        is_exposure=True,
        first_met_ms=START_MS + 60 * MINUTE_MS,
        last_met_ms=START_MS + 60 * MINUTE_MS,
        place_id="hn-city-02",
        gap_s=60.0,
        from_scan_id="scan-3",
        to_scan_id="scan-4",
        meetings=1,
        closest_gap_s=60.0,
        shared_journey=0,
        shared_vehicle=0,
        shared_lane=0,
    )
    return msgspec.structs.replace(usual, **changes)


def spread(person: Reached, *ties: Tie) -> Spread:
    """Return an answer that reaches this person by these ties."""
    return Spread(
        index_cases=(CASE,),
        from_ms=START_MS,
        until_ms=START_MS + DAY_MS,
        within_s=900,
        depth=2,
        levels=(),
        persons=(person,),
        ties=ties,
        freshness=FRESHNESS,
        rows_read=2,
    )
