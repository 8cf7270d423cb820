"""F1: who met one of the index persons."""

from collections.abc import Sequence

import msgspec

from analytics.questions.contacts import MOST_CONTACTS, ContactQuestion, contacts
from analytics.store import Store
from bench.tracing.engines import Plain
from bench.tracing.forms.form import Form, Told, listed
from bench.tracing.forms.meetings import LIKELIEST, WITHIN_MS, pairs, rows_needed
from bench.tracing.world import FROM_MS, UNTIL_MS


class Fact(msgspec.Struct, frozen=True):
    """What is compared of a contact, in the order of their ranks."""

    citizen_id: str
    meetings: int
    closest_gap_ms: int
    shared_journey: int
    shared_vehicle: int
    shared_lane: int
    first_met_ms: int
    last_met_ms: int
    index_cases: tuple[str, ...]
    total: int


_CONTACTS = """
SELECT *, count(*) OVER () AS total
FROM (
    SELECT
        contact AS citizen_id, count(*) AS meetings, min(gap_ms) AS closest_gap_ms,
        sum(same_journey) AS shared_journey, sum(same_vehicle) AS shared_vehicle,
        sum(same_lane) AS shared_lane, min(met_ms) AS first_met_ms, max(met_ms) AS last_met_ms,
        {index_cases} AS index_cases
    FROM ({pairs}) AS p
    GROUP BY contact
) AS f
ORDER BY {likeliest}
LIMIT {limit}
"""


def contacts_of(many: int, cases: Sequence[str]) -> Form:
    """Return the question who met these persons, who are meant to be so many."""
    question = ContactQuestion(
        index_cases=tuple(cases),
        from_ms=FROM_MS,
        until_ms=UNTIL_MS,
        within_s=WITHIN_MS // 1000,
    )

    def house(store: Store) -> Told:
        found = contacts(store, question)
        facts = tuple(
            Fact(
                citizen_id=one.citizen_id,
                meetings=one.meetings,
                closest_gap_ms=round(one.closest_gap_s * 1000),
                shared_journey=one.shared_journey,
                shared_vehicle=one.shared_vehicle,
                shared_lane=one.shared_lane,
                first_met_ms=one.first_met_ms,
                last_met_ms=one.last_met_ms,
                index_cases=one.index_cases,
                total=found.total,
            )
            for one in found.contacts
        )
        return Told(facts, found.rows_read)

    def plain(engine: Plain) -> tuple[Fact, ...]:
        sql = _CONTACTS.format(
            pairs=pairs(engine, listed(cases), cases),
            index_cases=engine.sorted_set("carrier"),
            likeliest=LIKELIEST,
            limit=MOST_CONTACTS,
        )
        return engine.rows(sql, Fact)

    return Form(f"contacts_{many}", house, plain, lambda store: rows_needed(store, cases))
