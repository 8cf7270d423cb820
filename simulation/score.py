"""Compares the tracing answers with the planted truth.

Recall and precision are taken against what a perfect system can know (`traceable`), among the
people of this run; anything but 1 is a fault of the pipeline, provided that everything acknowledged
has been loaded. Against what physically happened only recall is told: people behind forged or
unreadable codes can't be found by anyone.
"""

import msgspec

from simulation.bodies import moment
from simulation.client import Client
from simulation.outbreak import Contacts, Meeting, Presence, Window, true_contacts
from simulation.plan import CityRun, Credentials

_CONTACTS = "/v1/questions/contacts"
_PURPOSE = "simulation: score against the planted outbreak"
_EXAMPLES = 10


class Miss(msgspec.Struct, frozen=True):
    """A true contact that was not found: between whom, and the two scans it rests on."""

    index_person: int
    contact: int
    why: str


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How well the answers fit; shares are 1.0 where there was nothing to find.

    `found` and `surplus` (answers without a true contact) count people of this run; `strangers`
    are answers with a citizen id that nobody in this run holds, traces of another run in the store.
    `together_differs` counts pairs on which the question about all index persons at once disagrees
    with the questions one by one.
    """

    index_persons: int
    true_contacts: int
    found: int
    recall: float
    precision: float
    physical_contacts: int
    physical_recall: float
    surplus: int
    strangers: int
    together_differs: int
    misses: tuple[Miss, ...]
    surplus_examples: tuple[str, ...]


class _Contact(msgspec.Struct, frozen=True):
    citizen_id: str
    index_cases: tuple[str, ...]


class _Answer(msgspec.Struct, frozen=True):
    contacts: tuple[_Contact, ...]


# Pairs of citizen ids: index person, contact.
Pairs = set[tuple[str, str]]


async def score_run(run: CityRun, *, api_url: str, credentials: Credentials) -> Score:
    """Ask the read side about the planted outbreak and compare; an epidemiologist's account.

    Raises:
        RefusedError: the account may not ask, or the question was not understood.

    """
    window = Window(run.start_ms, run.until_ms)
    cases = {p: run.citizens[p] for p in run.index_persons if p in run.citizens}
    async with Client(api_url, credentials) as api:
        alone: Pairs = set()
        for case in cases.values():
            alone |= await _ask(api, [case], window)
        together = await _ask(api, list(cases.values()), window) if cases else set()
    return compare(run, cases, alone, together)


def compare(run: CityRun, cases: dict[int, str], alone: Pairs, together: Pairs) -> Score:
    """Return the score of answers given one by one and together."""
    window = Window(run.start_ms, run.until_ms)
    truth = true_contacts(run.presences, cases, window, "traceable")
    physical = _people(true_contacts(run.presences, cases, window, "physical"))
    traceable = _people(truth)
    person_of = {citizen: person for person, citizen in run.citizens.items()}
    known = {(person_of[i], person_of[c]) for i, c in alone if c in person_of}
    strangers = {pair for pair in alone if pair[1] not in person_of}
    hits = known & traceable
    among_cases = set(cases.values())
    expected_together = {pair for pair in alone if pair[1] not in among_cases}
    return Score(
        index_persons=len(cases),
        true_contacts=len(traceable),
        found=len(known),
        recall=_share(len(hits), len(traceable)),
        precision=_share(len(hits), len(known)),
        physical_contacts=len(physical),
        physical_recall=_share(len(known & physical), len(physical)),
        surplus=len(known) - len(hits),
        strangers=len(strangers),
        together_differs=len(expected_together ^ together),
        misses=tuple(
            Miss(index, contact, _why(truth[index][contact]))
            for index, contact in sorted(traceable - hits)[:_EXAMPLES]
        ),
        surplus_examples=tuple(
            f"person {i} and {c} never met" for i, c in sorted(known - traceable)[:_EXAMPLES]
        ),
    )


async def _ask(api: Client, cases: list[str], window: Window) -> Pairs:
    question = {
        "citizen_ids": cases,
        "from": moment(window.from_ms),
        "until": moment(window.until_ms),
        "within_minutes": window.within_ms // 60_000,
        "purpose": _PURPOSE,
    }
    answer = await api.send(_CONTACTS, msgspec.json.encode(question))
    contacts = msgspec.json.decode(answer, type=_Answer).contacts
    return {(case, contact.citizen_id) for contact in contacts for case in contact.index_cases}


def _people(contacts: Contacts) -> set[tuple[int, int]]:
    return {(index, contact) for index, met in contacts.items() for contact in met}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _why(meeting: Meeting) -> str:
    index, contact = meeting.index, meeting.contact
    return (
        f"at {index.place_id} {meeting.apart_ms / 1000:.1f} s apart: "
        f"index {_described(index)}, contact {_described(contact)}"
    )


def _described(presence: Presence) -> str:
    late = ", offline" if presence.offline else ""
    return f"{moment(presence.happened_ms)} ({presence.shows}{late})"
