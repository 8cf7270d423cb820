"""Cases on a real broker and the real engine: asked again when late data arrives, followed up."""

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.cases.days import later
from api.cases.reasking import Reasker
from api.cases.view import CasesView, CaseWriter
from contracts.events import ScanAnnulled
from contracts.identity import read_document
from contracts.sealing import day_of
from service.clock import now_ms
from service.first_start import make_ready
from tests.builders.api import RunningApi, running_api
from tests.builders.cases import CaseUnderTest, new_id, passage, send
from tests.builders.ingest import records_on
from tests.builders.waiting import wait_until

pytestmark = pytest.mark.integration

_NUMBER = "001099990011"


@pytest.fixture(scope="module")
def api(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApi]:
    """Serve a read side that asks again as often as it can."""
    folder = tmp_path_factory.mktemp("cases")
    with running_api(kafka, folder, reask_every_s=0.2, reask_share=1.0) as running:
        # What is said in words is sealed to the key of the day.
        make_ready(running.parts)
        yield running


@pytest.fixture(scope="module")
def one_case(api: RunningApi) -> Iterator[CaseUnderTest]:
    """Open a case in which nothing is ever kept."""
    with api.client("epidemiologist") as client:
        yield CaseUnderTest(client)


def _person() -> str:
    return uuid.uuid4().hex


def _place() -> str:
    return f"place-{uuid.uuid4().hex[:12]}"


def test_a_late_scan_gains_a_contact_and_its_annulment_loses_them(api: RunningApi) -> None:
    """Each time the case says who and because of which scan, and it is news until noted."""
    index, early, late, place = _person(), _person(), _person(), _place()
    send(api, "scans", passage(index, place, 120), passage(early, place, 118))
    came_late = passage(late, place, 121, received_ms=now_ms(), offline=True)
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        case.put("/index-persons", citizen_id=index, onset_day=day_of(now_ms()))
        case.save_contacts()
        first = case.wait_round(1)
        # The first answer may have come before the scans were loaded.
        before = first["round"]
        if first["persons"] == 0:
            before = case.wait_round(2)["round"]
        send(api, "scans", came_late)
        gained = case.wait_round(before + 1)
        news = client.get("/v1/case-news").json()["news"]
        taken_back = ScanAnnulled(
            scan_id=came_late.scan_id,
            citizen_id=late,
            place_id=place,
            happened_ms=came_late.happened_ms,
            received_ms=now_ms(),
        )
        send(api, "annulments", taken_back)
        lost = case.wait_round(before + 2)
        case.put(f"/questions/{case.question_id}/seen", round=before + 2)
        question = case.question()
        quiet = client.get("/v1/case-news").json()["news"]

    (change,) = gained["gained"]
    assert (change["citizen_id"], change["level"]) == (late, "F1")
    assert change["reason"]["kind"] == "late_scan"
    assert change["reason"]["place_id"] == place
    assert gained["unread"]
    mine = [one for one in news if one["case_id"] == case.case_id]
    assert [(one["number"], one["gained"], one["lost"]) for one in mine[:1]] == [
        (case.number, 1, 0)
    ]
    (change,) = lost["lost"]
    assert (change["citizen_id"], change["reason"]["kind"]) == (late, "scan_annulled")
    assert question["persons"] == 1
    assert not any(one["unread"] for one in question["rounds"])
    assert [one for one in quiet if one["case_id"] == case.case_id] == []


def test_a_paper_sheet_and_a_new_index_person_are_told_as_such(api: RunningApi) -> None:
    """What was entered from paper, and what only the case itself has changed."""
    index, other, contact, on_paper = _person(), _person(), _person(), _person()
    place, elsewhere = _place(), _place()
    send(api, "scans", passage(index, place, 60), passage(other, elsewhere, 60))
    send(api, "scans", passage(contact, elsewhere, 59))
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        case.put("/index-persons", citizen_id=index)
        case.save_contacts()
        case.wait_round(1)
        send(api, "scans", passage(on_paper, place, 60, received_ms=now_ms(), source="paper"))
        entered = case.wait_round(2)
        case.put("/index-persons", citizen_id=other)
        added = case.wait_round(3)
        client.delete(f"/v1/cases/{case.case_id}/index-persons/{other}").raise_for_status()
        removed = case.wait_round(4)

    assert [(c["citizen_id"], c["reason"]["kind"]) for c in entered["gained"]] == [
        (on_paper, "paper_entered")
    ]
    assert [(c["citizen_id"], c["reason"]["kind"]) for c in added["gained"]] == [
        (contact, "index_person_added")
    ]
    assert [(c["citizen_id"], c["reason"]["kind"]) for c in removed["lost"]] == [
        (contact, "index_person_removed")
    ]


def test_another_process_asks_too_and_doubles_nothing(api: RunningApi) -> None:
    """As after a restart: the rounds lie on the topic, and the same answer makes no new one."""
    index, contact, place = _person(), _person(), _place()
    send(api, "scans", passage(index, place, 60), passage(contact, place, 60))
    view = CasesView(api.parts.kafka)
    writer = CaseWriter(api.parts.kafka, view)
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        case.put("/index-persons", citizen_id=index)
        case.save_contacts()
        wait_until(lambda: case.question()["persons"] == 1, 60, "the contact is found")
        before = case.question()
        reasker = Reasker(api.parts, api.store, view, writer)
        view.start()
        reasker.start()
        try:
            name = (case.case_id, case.question_id)
            wait_until(lambda: name in reasker.last, 60, "the other asked too")
            after = case.question()
        finally:
            reasker.stop()
            view.stop()
            writer.close()

    assert (after["persons"], after["rounds"]) == (1, before["rounds"])


def test_an_answer_cut_at_its_limit_is_not_compared(api: RunningApi) -> None:
    """Whoever fell off the end would seem to be lost; the question says that it is too wide."""
    index, place = _person(), _place()
    people = [index, _person(), _person()]
    send(api, "scans", *(passage(one, place, 60) for one in people))
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        case.put("/index-persons", citizen_id=index)
        case.save_contacts()
        wait_until(lambda: case.question()["persons"] == 2, 60, "both are found")
        case.save_contacts(limit=1)
        wait_until(lambda: case.question()["problem"] == "too_many", 60, "the answer is cut")
        question = case.question()

    assert question["persons"] == 2
    assert all(one["lost"] == [] for one in question["rounds"])


def test_an_index_person_s_document_is_kept_nowhere(api: RunningApi) -> None:
    """The citizen id is what a case holds; the note on the audit topic has it too."""
    citizen = api.parts.pseudonyms.citizen_id(read_document("cccd", _NUMBER))
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        paper = {"kind": "cccd", "number": _NUMBER}
        added = case.put("/index-persons", document=paper).json()
        case.put("/index-persons", document=paper)
        told = case.told()

    assert added == {"citizen_id": citizen}
    (index,) = told["index_persons"]
    assert (index["person"]["citizen_id"], index["is_known"]) == (citizen, False)
    assert _NUMBER not in str(told)
    changes = [note.change for note in api.cases_noted(case.number)]
    assert changes == ["CaseOpened", "IndexPersonAdded"]
    assert api.questions_noted(case.number)[0].about == (citizen,)


def test_contacts_are_followed_up_for_a_fortnight(api: RunningApi) -> None:
    """Assigned once, listed for the unit, recorded day by day, ended with an outcome."""
    index, place, days_ago = _person(), _place(), 3 * 24 * 60
    contacts = sorted([_person(), _person()])
    people = [index, *contacts]
    send(api, "scans", *(passage(one, place, days_ago) for one in people))
    today = day_of(now_ms())
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        case.put("/index-persons", citizen_id=index)
        case.save_contacts()
        wait_until(lambda: case.question()["persons"] == 2, 60, "both are found")
        assigned = case.put("/follow-ups", question_id=case.question_id).json()
        again = case.put("/follow-ups", question_id=case.question_id).json()
        with api.client("official") as official:
            listed = official.get("/v1/follow-ups", params={"unit": "01"}).json()
            refused = official.put(f"/v1/cases/{case.case_id}/follow-ups", json={})
        late = client.get("/v1/follow-ups", params={"unit": "01", "day": later(today, 2)}).json()
        seen = case.put(f"/follow-ups/{contacts[1]}/days/{today}", status="SEEN_OK").json()
        tomorrow = client.put(
            f"/v1/cases/{case.case_id}/follow-ups/{contacts[0]}/days/{later(today, 1)}",
            json={"status": "SEEN_OK"},
        )
        case.put(f"/follow-ups/{contacts[0]}/end", outcome="LOST", note="moved to An Giang")
        case.put(f"/follow-ups/{contacts[1]}/end", outcome="REFERRED", referred_to="001")
        told = case.told()

    assert (assigned["assigned"], assigned["already"], assigned["elsewhere"]) == (2, 0, 2)
    assert (again["assigned"], again["already"]) == (0, 2)
    mine = [one for one in listed["follow_ups"] if one["case_id"] == case.case_id]
    assert [one["person"]["citizen_id"] for one in mine] == contacts
    assert (mine[0]["from_day"], mine[0]["until_day"]) == (today, later(today, 14 - 3))
    assert refused.status_code == httpx.codes.FORBIDDEN
    owed = [one for one in late["follow_ups"] if one["case_id"] == case.case_id]
    assert {one["standing"]["owed"] for one in owed} == {2}
    assert tomorrow.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    by_person = {one["person"]["citizen_id"]: one for one in told["follow_ups"]}
    assert by_person[contacts[0]]["outcome"] == "LOST"
    assert by_person[contacts[0]]["end_note"] == "moved to An Giang"
    assert by_person[contacts[1]]["district"] == "001"
    assert seen["standing"]["status"] == "SEEN_OK"
    counts = told["line"]["follow_up"]
    assert (counts["going_on"], counts["lost"], counts["referred"]) == (1, 1, 1)
    assert counts["recorded_today"] == 1


def test_a_case_is_one_unit_s(api: RunningApi) -> None:
    """Another unit's epidemiologist neither sees it nor changes it, nor another unit's list."""
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
    with api.client("epidemiologist", units=("79",)) as stranger:
        answers = [
            stranger.get(f"/v1/cases/{case.case_id}"),
            stranger.put(f"/v1/cases/{case.case_id}/status", json={"status": "closed"}),
            stranger.get(f"/v1/cases/{new_id('case')}"),
        ]
        refused = stranger.get("/v1/follow-ups", params={"unit": "01"})
        listed = stranger.get("/v1/cases").json()["cases"]

    assert {answer.status_code for answer in answers} == {httpx.codes.NOT_FOUND}
    assert len({answer.text for answer in answers}) == 1
    assert refused.json()["errors"][0]["reason"] == "outside_jurisdiction"
    assert case.case_id not in {one["case_id"] for one in listed}


@pytest.mark.parametrize(
    ("path", "body", "fault"),
    [
        ("", {"number": "x", "unit": "01"}, ("number", "required")),
        ("", {"number": "BN 1", "unit": "99"}, ("unit", "unknown_unit")),
        ("/index-persons", {}, ("citizen_id", "person")),
        ("/index-persons", {"document": {"kind": "cccd", "number": "1"}},
         ("document.number", "bad_document")),
        ("/index-persons", {"citizen_id": "0" * 32, "onset_day": "soon"},
         ("onset_day", "bad_date")),
        ("/index-persons", {"citizen_id": "0" * 32, "onset_day": "2100-01-01"},
         ("onset_day", "in_the_future")),
        ("/questions/short", {"kind": "contacts"}, ("question_id", "id_form")),
        ("/questions/question-1", {"kind": "gossip"}, ("kind", "choice")),
        ("/questions/question-1", {"kind": "contacts", "rolling_days": 14},
         ("body.citizen_ids", "person")),
        ("/questions/question-1",
         {"kind": "contacts", "of_index_persons": True,
          "body": {"until": "2021-08-24T00:00:00+07:00"}}, ("body.from", "required")),
        ("/questions/question-1",
         {"kind": "contacts", "rolling_days": 14, "of_index_persons": True,
          "body": {"within_minutes": -1}}, ("body.within_minutes", "wrong_type")),
        ("/notes/note-0001", {"text": "  "}, ("text", "required")),
    ],
)  # fmt: skip
def test_what_is_not_in_order_names_its_fault(
    one_case: CaseUnderTest, path: str, body: dict[str, Any], fault: tuple[str, str]
) -> None:
    """And nothing of it is kept."""
    refused = one_case.client.put(f"/v1/cases/{one_case.case_id}{path}", json=body)
    told = one_case.told()

    assert refused.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert {(e["field"], e["reason"]) for e in refused.json()["errors"]} == {fault}
    assert (told["index_persons"], told["questions"], told["notes"]) == ([], [], [])


_ROUTES = (
    ("GET", "/v1/cases"),
    ("GET", "/v1/case-news"),
    ("GET", "/v1/cases/case-0001"),
    ("PUT", "/v1/cases/case-0001"),
    ("PUT", "/v1/cases/case-0001/status"),
    ("PUT", "/v1/cases/case-0001/index-persons"),
    ("DELETE", "/v1/cases/case-0001/index-persons/x"),
    ("PUT", "/v1/cases/case-0001/questions/question-0001"),
    ("DELETE", "/v1/cases/case-0001/questions/question-0001"),
    ("PUT", "/v1/cases/case-0001/questions/question-0001/asking"),
    ("PUT", "/v1/cases/case-0001/questions/question-0001/seen"),
    ("GET", "/v1/cases/case-0001/questions/question-0001/people"),
    ("PUT", "/v1/cases/case-0001/follow-ups"),
    ("PUT", "/v1/cases/case-0001/follow-ups/x/days/2021-08-24"),
    ("PUT", "/v1/cases/case-0001/follow-ups/x/end"),
    ("PUT", "/v1/cases/case-0001/notes/note-0001"),
)


def test_cases_are_epidemiologists_work(api: RunningApi) -> None:
    """Nobody: 401; every other role: 403."""
    with api.client() as nobody, api.client("official", "officer", "administrator") as other:
        for method, path in _ROUTES:
            assert nobody.request(method, path).status_code == httpx.codes.UNAUTHORIZED, path
            assert other.request(method, path).status_code == httpx.codes.FORBIDDEN, path


def test_words_are_sealed_on_the_topic(api: RunningApi) -> None:
    """Title and notes can be read by the house and not off the broker."""
    with api.client("epidemiologist") as client:
        case = CaseUnderTest(client)
        case.put(f"/notes/{new_id('note')}", text="Anh Nguyễn Văn A ở số 5")
        told = case.told()
    on_topic = b"".join(records_on(api.parts.kafka, "cases"))

    assert told["line"]["title"] == "The family at the market"
    assert [note["text"] for note in told["notes"]] == ["Anh Nguyễn Văn A ở số 5"]
    assert case.number.encode() in on_topic
    assert "Nguyễn".encode() not in on_topic
    assert b"family" not in on_topic
